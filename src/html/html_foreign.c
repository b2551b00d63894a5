/* html_foreign.c - the rules inside SVG and MathML (13.2.6.5): which tokens they get, which tags
 * lead back to HTML. Names are spelled as SVG has them when they are asked for. O(token). */
#include "html/html_build.h"

#include "html/html_scan.h"

bool html_foreign_wants(struct html_build *b, const struct html_token *t) {
    uint32_t flags = html_current(b)->flags;
    if (!(flags & OPEN_FOREIGN) || t->kind == HTML_TOKEN_EOF) {
        return false;
    }
    bool is_start = t->kind == HTML_TOKEN_START;
    bool is_text = t->kind == HTML_TOKEN_TEXT;
    if ((flags & OPEN_MATH_TEXT) &&
        (is_text || (is_start && t->tag != HTML_TAG_MGLYPH && t->tag != HTML_TAG_MALIGNMARK))) {
        return false;
    }
    if ((flags & OPEN_ANNOTATION) && is_start && t->tag == HTML_TAG_SVG) {
        return false;
    }
    return !((flags & OPEN_HTML_POINT) && (is_start || is_text));
}

/* Start tags that end foreign content. */
static bool breaks_out(const struct html_build *b, const struct html_token *t) {
    switch (t->tag) {
    case HTML_TAG_B:
    case HTML_TAG_BIG:
    case HTML_TAG_BLOCKQUOTE:
    case HTML_TAG_BODY:
    case HTML_TAG_BR:
    case HTML_TAG_CENTER:
    case HTML_TAG_CODE:
    case HTML_TAG_DD:
    case HTML_TAG_DIV:
    case HTML_TAG_DL:
    case HTML_TAG_DT:
    case HTML_TAG_EM:
    case HTML_TAG_EMBED:
    case HTML_TAG_H1:
    case HTML_TAG_H2:
    case HTML_TAG_H3:
    case HTML_TAG_H4:
    case HTML_TAG_H5:
    case HTML_TAG_H6:
    case HTML_TAG_HEAD:
    case HTML_TAG_HR:
    case HTML_TAG_I:
    case HTML_TAG_IMG:
    case HTML_TAG_LI:
    case HTML_TAG_LISTING:
    case HTML_TAG_MENU:
    case HTML_TAG_META:
    case HTML_TAG_NOBR:
    case HTML_TAG_OL:
    case HTML_TAG_P:
    case HTML_TAG_PRE:
    case HTML_TAG_RUBY:
    case HTML_TAG_S:
    case HTML_TAG_SMALL:
    case HTML_TAG_SPAN:
    case HTML_TAG_STRONG:
    case HTML_TAG_STRIKE:
    case HTML_TAG_SUB:
    case HTML_TAG_SUP:
    case HTML_TAG_TABLE:
    case HTML_TAG_TT:
    case HTML_TAG_U:
    case HTML_TAG_UL:
    case HTML_TAG_VAR:
        return true;
    case HTML_TAG_FONT:
        for (uint32_t i = t->attr; i < t->attr + t->n_attrs; i++) {
            uint16_t name = b->k.attrs[i].name;
            if (name == HTML_NAME_COLOR || name == HTML_NAME_FACE || name == HTML_NAME_SIZE) {
                return true;
            }
        }
        return false;
    default:
        return false;
    }
}

static bool break_out(struct html_build *b, struct html_token *t) {
    while (b->depth > 1 && (html_current(b)->flags & OPEN_FOREIGN) &&
           !(html_current(b)->flags & (OPEN_MATH_TEXT | OPEN_HTML_POINT))) {
        html_pop(b);
    }
    return html_tree_by_mode(b, t);
}

static bool foreign_text(struct html_build *b, struct html_token *t) {
    html_insert_text(b, t->at, t->raw);
    for (uint32_t pos = t->at.from; b->frameset_ok && pos < t->at.to; pos++) {
        pos = html_body_space(b, (struct span){pos, t->at.to}, t->raw);
        b->frameset_ok = pos == t->at.to || b->k.s[pos] == '\0';
    }
    return true;
}

static bool foreign_start(struct html_build *b, struct html_token *t) {
    if (breaks_out(b, t)) {
        return break_out(b, t);
    }
    bool is_context = b->depth == 1;
    uint8_t space = is_context ? b->options.context_space : b->space[html_current(b)->node];
    html_insert_foreign(b, t, space);
    return true;
}

static bool foreign_end(struct html_build *b, struct html_token *t) {
    if (t->tag == HTML_TAG_BR || t->tag == HTML_TAG_P) {
        return break_out(b, t);
    }
    if (b->depth == 1) {
        return true;
    }
    uint32_t position = html_stack_named(b, t, true);
    if (position > html_current(b)->bound[BOUND_HTML]) {
        html_stack_pop_to(b, position, t->at.to);
        return true;
    }
    return html_tree_by_mode(b, t);
}

bool html_foreign(struct html_build *b, struct html_token *t) {
    switch ((enum html_token_kind)t->kind) {
    case HTML_TOKEN_TEXT:
        return foreign_text(b, t);
    case HTML_TOKEN_START:
        return foreign_start(b, t);
    case HTML_TOKEN_END:
        return foreign_end(b, t);
    case HTML_TOKEN_COMMENT:
        html_insert_comment(b, t, html_current(b)->node);
        return true;
    case HTML_TOKEN_DOCTYPE:
    case HTML_TOKEN_EOF:
        break;
    }
    return true;
}
