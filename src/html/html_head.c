/* html_head.c - the rules before the body (13.2.6.4.1 to 6), of the tags that belong to the head
 * wherever they stand, and of templates. */
#include "html/html_build.h"

#include "base/limits.h"
#include "html/html_quirks.h"

bool html_head_initial(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_TEXT && html_body_skip_space(b, t)) {
        return true;
    }
    if (t->kind == HTML_TOKEN_COMMENT) {
        html_insert_comment(b, t, 0);
        return true;
    }
    b->mode = MODE_BEFORE_HTML;
    b->is_quirks = true;
    if (t->kind == HTML_TOKEN_DOCTYPE) {
        html_insert_append(b, 0, html_insert_node(b, HTML_DOCTYPE, t->name));
        b->is_quirks = html_quirks_of(str_of(b->k.s, b->k.end), t->name);
        return true;
    }
    return false;
}

/* Is it an end tag that the modes before the body take no notice of? */
static bool is_stray_end(const struct html_token *t) {
    return t->kind == HTML_TOKEN_END && t->tag != HTML_TAG_HEAD && t->tag != HTML_TAG_BODY &&
           t->tag != HTML_TAG_HTML && t->tag != HTML_TAG_BR;
}

static bool is_start(const struct html_token *t, enum html_tag tag) {
    return t->kind == HTML_TOKEN_START && t->tag == tag;
}

bool html_head_before_html(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_DOCTYPE || is_stray_end(t) ||
        (t->kind == HTML_TOKEN_TEXT && html_body_skip_space(b, t))) {
        return true;
    }
    if (t->kind == HTML_TOKEN_COMMENT) {
        html_insert_comment(b, t, 0);
        return true;
    }
    bool is_written = is_start(t, HTML_TAG_HTML);
    uint32_t node =
        html_insert_node(b, HTML_ELEMENT, is_written ? t->at : (struct span){b->now, b->now});
    struct html_token html = {.tag = HTML_TAG_HTML};
    b->tag[node] = HTML_TAG_HTML;
    if (is_written) {
        b->attr[node] = t->attr;
        b->n_attr[node] = (uint16_t)t->n_attrs;
        b->attrs_kept = true;
    }
    html_insert_append(b, 0, node);
    html_insert_push(b, node, &html);
    b->html = node;
    b->mode = MODE_BEFORE_HEAD;
    return is_written;
}

bool html_head_before(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_DOCTYPE || is_stray_end(t) ||
        (t->kind == HTML_TOKEN_TEXT && html_body_skip_space(b, t))) {
        return true;
    }
    if (t->kind == HTML_TOKEN_COMMENT || is_start(t, HTML_TAG_HTML)) {
        return html_body(b, t);
    }
    b->mode = MODE_IN_HEAD;
    if (is_start(t, HTML_TAG_HEAD)) {
        b->head = html_insert(b, t);
        return true;
    }
    b->head = html_insert_implied(b, HTML_TAG_HEAD);
    return false;
}

void html_head_raw(struct html_build *b, struct html_token *t, enum html_token_state state) {
    html_insert(b, t);
    b->k.state = (uint8_t)state;
    b->k.last = str_of(b->k.s + t->name.from, t->name.to - t->name.from);
    b->original_mode = b->mode;
    b->mode = MODE_TEXT;
}

void html_head_push_template(struct html_build *b) {
    if (b->n_templates == b->cap_templates) {
        uint32_t cap = b->cap_templates * 2 + 16;
        uint8_t *larger = arena_array(b->a, cap, 1);
        if (!larger) {
            b->failed = b->a->last;
            return;
        }
        if (b->n_templates) {
            memcpy(larger, b->template_mode, b->n_templates);
        }
        b->template_mode = larger;
        b->cap_templates = cap;
    }
    b->template_mode[b->n_templates++] = MODE_IN_TEMPLATE;
}

static bool start_template(struct html_build *b, const struct html_token *t) {
    if (html_is_full(b)) {
        html_insert_void(b, t);
        return true;
    }
    html_insert(b, t);
    html_format_marker(b);
    b->frameset_ok = false;
    b->mode = MODE_IN_TEMPLATE;
    html_head_push_template(b);
    return true;
}

bool html_head_start(struct html_build *b, struct html_token *t) {
    switch (t->tag) {
    case HTML_TAG_TITLE:
        html_head_raw(b, t, HTML_STATE_RCDATA);
        break;
    case HTML_TAG_NOFRAMES:
    case HTML_TAG_STYLE:
        html_head_raw(b, t, HTML_STATE_RAWTEXT);
        break;
    case HTML_TAG_SCRIPT:
        html_head_raw(b, t, HTML_STATE_SCRIPT);
        break;
    case HTML_TAG_TEMPLATE:
        return start_template(b, t);
    default: /* base, basefont, bgsound, link, meta */
        html_insert_void(b, t);
    }
    return true;
}

static bool belongs_to_head(const struct html_token *t) {
    switch (t->tag) {
    case HTML_TAG_BASE:
    case HTML_TAG_BASEFONT:
    case HTML_TAG_BGSOUND:
    case HTML_TAG_LINK:
    case HTML_TAG_META:
    case HTML_TAG_NOFRAMES:
    case HTML_TAG_SCRIPT:
    case HTML_TAG_STYLE:
    case HTML_TAG_TEMPLATE:
    case HTML_TAG_TITLE:
        return true;
    default:
        return false;
    }
}

static void pop_template(struct html_build *b, uint32_t close) {
    html_stack_pop_to(b, b->top[HTML_TAG_TEMPLATE], close);
    html_format_clear(b);
    b->n_templates--;
    html_stack_reset_mode(b);
}

bool html_head_template_end(struct html_build *b, struct html_token *t) {
    if (html_is_open(b, HTML_TAG_TEMPLATE)) {
        html_stack_imply_all(b);
        pop_template(b, t->at.to);
    }
    return true;
}

/* A start tag that has a rule of its own in the head. */
static bool start_in_head(struct html_build *b, struct html_token *t, bool *is_done) {
    *is_done = true;
    if (belongs_to_head(t)) {
        *is_done = html_head_start(b, t);
        return true;
    }
    if (t->tag == HTML_TAG_HEAD) {
        return true;
    }
    if (t->tag != HTML_TAG_NOSCRIPT) {
        return false;
    }
    if (b->options.scripting) {
        html_head_raw(b, t, HTML_STATE_RAWTEXT);
    } else {
        html_insert(b, t);
        b->mode = MODE_IN_HEAD_NOSCRIPT;
    }
    return true;
}

bool html_head_in(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_TEXT && html_body_take_space(b, t)) {
        return true;
    }
    if (t->kind == HTML_TOKEN_COMMENT || t->kind == HTML_TOKEN_DOCTYPE ||
        is_start(t, HTML_TAG_HTML)) {
        return html_body(b, t);
    }
    bool is_done;
    if (t->kind == HTML_TOKEN_START && start_in_head(b, t, &is_done)) {
        return is_done;
    }
    if (t->kind == HTML_TOKEN_END && t->tag == HTML_TAG_TEMPLATE) {
        return html_head_template_end(b, t);
    }
    if (is_stray_end(t)) {
        return true;
    }
    bool is_end = t->kind == HTML_TOKEN_END && t->tag == HTML_TAG_HEAD;
    html_stack_pop_to(b, b->depth, is_end ? t->at.to : b->now);
    b->mode = MODE_AFTER_HEAD;
    return is_end;
}

bool html_head_noscript(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_TEXT && html_body_take_space(b, t)) {
        return true;
    }
    if (t->kind == HTML_TOKEN_COMMENT || t->kind == HTML_TOKEN_DOCTYPE ||
        is_start(t, HTML_TAG_HTML)) {
        return html_body(b, t);
    }
    if (t->kind == HTML_TOKEN_START) {
        switch (t->tag) {
        case HTML_TAG_BASEFONT:
        case HTML_TAG_BGSOUND:
        case HTML_TAG_LINK:
        case HTML_TAG_META:
        case HTML_TAG_NOFRAMES:
        case HTML_TAG_STYLE:
            return html_head_start(b, t);
        case HTML_TAG_HEAD:
        case HTML_TAG_NOSCRIPT:
            return true;
        default:
            break;
        }
    }
    bool is_end = t->kind == HTML_TOKEN_END && t->tag == HTML_TAG_NOSCRIPT;
    if (t->kind == HTML_TOKEN_END && !is_end && t->tag != HTML_TAG_BR) {
        return true;
    }
    html_stack_pop_to(b, b->depth, is_end ? t->at.to : b->now);
    b->mode = MODE_IN_HEAD;
    return is_end;
}

/* A tag of the head behind its end: it goes there all the same. */
static void start_late(struct html_build *b, struct html_token *t) {
    struct html_token head = {.tag = HTML_TAG_HEAD};
    uint32_t close = b->close[b->head];
    html_insert_push(b, b->head, &head);
    uint32_t position = b->depth;
    html_head_start(b, t);
    html_stack_remove(b, position);
    b->close[b->head] = close;
}

bool html_head_after(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_TEXT && html_body_take_space(b, t)) {
        return true;
    }
    if (t->kind == HTML_TOKEN_COMMENT || t->kind == HTML_TOKEN_DOCTYPE ||
        is_start(t, HTML_TAG_HTML)) {
        return html_body(b, t);
    }
    if (t->kind == HTML_TOKEN_START) {
        if (belongs_to_head(t)) {
            start_late(b, t);
            return true;
        }
        switch (t->tag) {
        case HTML_TAG_BODY:
            b->body = html_insert(b, t);
            b->frameset_ok = false;
            b->mode = MODE_IN_BODY;
            return true;
        case HTML_TAG_FRAMESET:
            html_insert(b, t);
            b->mode = MODE_IN_FRAMESET;
            return true;
        case HTML_TAG_HEAD:
            return true;
        default:
            break;
        }
    }
    if (t->kind == HTML_TOKEN_END && t->tag == HTML_TAG_TEMPLATE) {
        return html_head_template_end(b, t);
    }
    if (t->kind == HTML_TOKEN_END && (is_stray_end(t) || t->tag == HTML_TAG_HEAD)) {
        return true;
    }
    b->body = html_insert_implied(b, HTML_TAG_BODY);
    b->mode = MODE_IN_BODY;
    return false;
}

/* The mode that a start tag asks of the content of a template. */
static enum html_mode template_mode(const struct html_token *t) {
    switch (t->tag) {
    case HTML_TAG_CAPTION:
    case HTML_TAG_COLGROUP:
    case HTML_TAG_TBODY:
    case HTML_TAG_TFOOT:
    case HTML_TAG_THEAD:
        return MODE_IN_TABLE;
    case HTML_TAG_COL:
        return MODE_IN_COLUMN_GROUP;
    case HTML_TAG_TR:
        return MODE_IN_TABLE_BODY;
    case HTML_TAG_TD:
    case HTML_TAG_TH:
        return MODE_IN_ROW;
    default:
        return MODE_IN_BODY;
    }
}

bool html_head_template(struct html_build *b, struct html_token *t) {
    switch ((enum html_token_kind)t->kind) {
    case HTML_TOKEN_TEXT:
    case HTML_TOKEN_COMMENT:
    case HTML_TOKEN_DOCTYPE:
        return html_body(b, t);
    case HTML_TOKEN_END:
        return t->tag != HTML_TAG_TEMPLATE || html_head_template_end(b, t);
    case HTML_TOKEN_EOF:
        if (!html_is_open(b, HTML_TAG_TEMPLATE)) {
            return true;
        }
        pop_template(b, b->now);
        return false;
    case HTML_TOKEN_START:
        break;
    }
    if (belongs_to_head(t)) {
        return html_head_start(b, t);
    }
    b->mode = (uint8_t)template_mode(t);
    b->template_mode[b->n_templates - 1] = b->mode;
    return false;
}

bool html_head_text_mode(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_TEXT) {
        html_insert_text(b, t->at, t->raw);
        return true;
    }
    bool is_end = t->kind == HTML_TOKEN_END;
    html_stack_pop_to(b, b->depth, is_end ? t->at.to : b->now);
    b->mode = b->original_mode;
    return is_end;
}
