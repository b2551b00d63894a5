/* html_after.c - the rules behind the body and round framesets (13.2.6.4.17 to 21). What comes late
 * goes back to the body; of text round framesets white space is kept. O(token). */
#include "html/html_build.h"

#include "html/html_scan.h"

static bool is_start(const struct html_token *t, enum html_tag tag) {
    return t->kind == HTML_TOKEN_START && t->tag == tag;
}

static bool is_end(const struct html_token *t, enum html_tag tag) {
    return t->kind == HTML_TOKEN_END && t->tag == tag;
}

bool html_after_body(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_TEXT && html_body_space(b, t->at, t->raw) == t->at.to) {
        return html_body_text(b, t);
    }
    if (t->kind == HTML_TOKEN_COMMENT) {
        html_insert_comment(b, t, b->stack[0].node);
        return true;
    }
    if (t->kind == HTML_TOKEN_DOCTYPE) {
        return true;
    }
    if (is_start(t, HTML_TAG_HTML)) {
        return html_body(b, t);
    }
    if (is_end(t, HTML_TAG_HTML)) {
        if (!b->options.fragment) {
            b->mode = MODE_AFTER_AFTER_BODY;
        }
        return true;
    }
    if (t->kind == HTML_TOKEN_EOF) {
        return true;
    }
    b->mode = MODE_IN_BODY;
    return false;
}

bool html_after_after_body(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_TEXT && html_body_space(b, t->at, t->raw) == t->at.to) {
        return html_body_text(b, t);
    }
    if (t->kind == HTML_TOKEN_COMMENT) {
        html_insert_comment(b, t, 0);
        return true;
    }
    if (t->kind == HTML_TOKEN_DOCTYPE || is_start(t, HTML_TAG_HTML)) {
        return html_body(b, t);
    }
    if (t->kind == HTML_TOKEN_EOF) {
        return true;
    }
    b->mode = MODE_IN_BODY;
    return false;
}

/* Of text in or behind a frameset only white space is kept. */
static bool keep_space(struct html_build *b, struct html_token *t) {
    while (t->at.from < t->at.to && b->n < b->options.max_nodes && html_insert_room(b)) {
        if (html_body_take_space(b, t)) {
            break;
        }
        while (t->at.from < t->at.to &&
               html_body_space(b, (struct span){t->at.from, t->at.to}, t->raw) == t->at.from) {
            t->at.from++;
        }
    }
    return true;
}

bool html_after_in_frameset(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_TEXT) {
        return keep_space(b, t);
    }
    if (t->kind == HTML_TOKEN_COMMENT || is_start(t, HTML_TAG_HTML)) {
        return html_body(b, t);
    }
    if (is_start(t, HTML_TAG_FRAMESET)) {
        html_insert_open(b, t);
    } else if (is_start(t, HTML_TAG_FRAME)) {
        html_insert_void(b, t);
    } else if (is_start(t, HTML_TAG_NOFRAMES)) {
        return html_head_start(b, t);
    } else if (is_end(t, HTML_TAG_FRAMESET) && b->depth > 1) {
        html_stack_pop_to(b, b->depth, t->at.to);
        if (!b->options.fragment && !html_current_is(b, HTML_TAG_FRAMESET)) {
            b->mode = MODE_AFTER_FRAMESET;
        }
    }
    return true;
}

bool html_after_frameset(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_TEXT) {
        return keep_space(b, t);
    }
    if (t->kind == HTML_TOKEN_COMMENT || is_start(t, HTML_TAG_HTML)) {
        return html_body(b, t);
    }
    if (is_end(t, HTML_TAG_HTML)) {
        b->mode = MODE_AFTER_AFTER_FRAMESET;
    } else if (is_start(t, HTML_TAG_NOFRAMES)) {
        return html_head_start(b, t);
    }
    return true;
}

bool html_after_after_frameset(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_TEXT) {
        return keep_space(b, t);
    }
    if (t->kind == HTML_TOKEN_COMMENT) {
        html_insert_comment(b, t, 0);
        return true;
    }
    if (is_start(t, HTML_TAG_HTML)) {
        return html_body(b, t);
    }
    if (is_start(t, HTML_TAG_NOFRAMES)) {
        return html_head_start(b, t);
    }
    return true;
}
