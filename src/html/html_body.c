/* html_body.c - the rules "in body" (13.2.6.4.7) for text, and steps that other rules share: white
 * space, the attributes of a tag, the end of a paragraph. O(token). */
#include "html/html_build.h"

#include "html/html_scan.h"

uint32_t html_body_space(const struct html_build *b, struct span at, uint8_t raw) {
    size_t pos = at.from;
    while (pos < at.to) {
        char c = b->k.s[pos];
        if (html_scan_is_space(c)) {
            pos++;
            continue;
        }
        if (c != '&' || !(raw & HTML_RAW_REFERENCES)) {
            break;
        }
        char utf8[8];
        size_t n;
        str run = str_of(b->k.s + at.from, at.to - at.from);
        size_t next = html_decode_step(run, pos - at.from, raw, false, utf8, &n);
        if (n != 1 || !html_scan_is_space(utf8[0])) {
            break;
        }
        pos = at.from + next;
    }
    return (uint32_t)pos;
}

bool html_body_skip_space(const struct html_build *b, struct html_token *t) {
    t->at.from = html_body_space(b, t->at, t->raw);
    return t->at.from == t->at.to;
}

bool html_body_take_space(struct html_build *b, struct html_token *t) {
    uint32_t end = html_body_space(b, t->at, t->raw);
    if (end > t->at.from) {
        html_insert_text(b, (struct span){t->at.from, end}, t->raw);
        t->at.from = end;
    }
    return end == t->at.to;
}

/* Is it white space and NUL all through? */
static bool is_blank(const struct html_build *b, struct span at, uint8_t raw) {
    for (uint32_t pos = at.from; pos < at.to; pos++) {
        pos = html_body_space(b, (struct span){pos, at.to}, raw);
        if (pos < at.to && b->k.s[pos] != '\0') {
            return false;
        }
    }
    return true;
}

bool html_body_text(struct html_build *b, struct html_token *t) {
    struct span at = t->at;
    uint8_t raw = t->raw;
    if ((raw & HTML_RAW_NULS) && !t->keeps_nul) {
        raw |= HTML_RAW_DROPS;
        while (at.from < at.to && b->k.s[at.from] == '\0') {
            at.from++;
        }
        if (at.from == at.to) {
            return true;
        }
    }
    html_format_reopen(b);
    html_insert_text(b, at, raw);
    if (b->frameset_ok) {
        b->frameset_ok = is_blank(b, at, raw);
    }
    return true;
}

str html_body_attr(const struct html_build *b, const struct html_token *t, enum html_name name) {
    for (uint32_t i = t->attr; i < t->attr + t->n_attrs; i++) {
        if (b->k.attrs[i].name == name) {
            struct span at = b->k.attrs[i].value;
            return str_of(b->k.s + at.from, at.to - at.from);
        }
    }
    return STR("");
}

void html_body_close_p(struct html_build *b) {
    if (html_in_scope(b, HTML_TAG_P, BOUND_BUTTON)) {
        html_stack_imply(b, HTML_TAG_P);
        html_stack_pop_to(b, b->top[HTML_TAG_P], b->now);
    }
}

bool html_body_eof(struct html_build *b, struct html_token *t) {
    return b->n_templates == 0 || html_head_template(b, t);
}

bool html_body(struct html_build *b, struct html_token *t) {
    switch ((enum html_token_kind)t->kind) {
    case HTML_TOKEN_TEXT:
        return html_body_text(b, t);
    case HTML_TOKEN_START:
        return html_start(b, t);
    case HTML_TOKEN_END:
        return html_end(b, t);
    case HTML_TOKEN_COMMENT:
        html_insert_comment(b, t, html_current(b)->node);
        return true;
    case HTML_TOKEN_DOCTYPE:
        return true;
    case HTML_TOKEN_EOF:
        return html_body_eof(b, t);
    }
    return true;
}
