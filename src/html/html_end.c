/* html_end.c - the rules "in body" (13.2.6.4.7) for end tags, by a table as in html_body.c. An end
 * tag without an element in scope costs O(1) and leaves nothing. */
#include "html/html_build.h"

bool html_end_other(struct html_build *b, struct html_token *t) {
    uint32_t position = html_stack_named(b, t, false);
    if (position != 0 && position >= html_current(b)->bound[BOUND_SPECIAL]) {
        if (t->tag != HTML_TAG_OTHER) {
            html_stack_imply(b, (enum html_tag)t->tag);
        } else {
            while (b->depth > position && (html_current(b)->flags & OPEN_IMPLIED)) {
                html_pop(b);
            }
        }
        html_stack_pop_to(b, position, t->kind == HTML_TOKEN_END ? t->at.to : b->now);
    }
    return true;
}

/* Close the element of `tag`, which lies at `position`. */
static void close_element(struct html_build *b, struct html_token *t, uint32_t position,
                          enum html_tag except) {
    html_stack_imply(b, except);
    html_stack_pop_to(b, position, t->at.to);
}

static bool end_body(struct html_build *b, struct html_token *t) {
    if (!html_in_scope(b, HTML_TAG_BODY, BOUND_SCOPE)) {
        return true;
    }
    b->mode = MODE_AFTER_BODY;
    return t->tag == HTML_TAG_BODY;
}

static bool end_block(struct html_build *b, struct html_token *t) {
    if (html_in_scope(b, (enum html_tag)t->tag, BOUND_SCOPE)) {
        close_element(b, t, b->top[t->tag], HTML_TAG_OTHER);
    }
    return true;
}

static bool end_form(struct html_build *b, struct html_token *t) {
    if (html_is_open(b, HTML_TAG_TEMPLATE)) {
        return end_block(b, t);
    }
    uint32_t node = b->form;
    b->form = HTML_NONE;
    uint32_t position = node == HTML_NONE ? 0 : html_stack_find(b, node, HTML_TAG_FORM);
    if (position == 0 || position < html_current(b)->bound[BOUND_SCOPE]) {
        return true;
    }
    html_stack_imply(b, HTML_TAG_OTHER);
    html_stack_remove(b, position);
    b->close[node] = t->at.to;
    return true;
}

static bool end_p(struct html_build *b, struct html_token *t) {
    if (!html_in_scope(b, HTML_TAG_P, BOUND_BUTTON)) {
        html_insert_implied(b, HTML_TAG_P);
    }
    close_element(b, t, b->top[HTML_TAG_P], HTML_TAG_P);
    return true;
}

static bool end_item(struct html_build *b, struct html_token *t) {
    int bound = t->tag == HTML_TAG_LI ? BOUND_LIST : BOUND_SCOPE;
    if (html_in_scope(b, (enum html_tag)t->tag, bound)) {
        close_element(b, t, b->top[t->tag], (enum html_tag)t->tag);
    }
    return true;
}

static bool end_heading(struct html_build *b, struct html_token *t) {
    uint32_t position = 0;
    for (int tag = HTML_TAG_H1; tag <= HTML_TAG_H6; tag++) {
        position = b->top[tag] > position ? b->top[tag] : position;
    }
    if (position != 0 && position >= html_current(b)->bound[BOUND_SCOPE]) {
        close_element(b, t, position, HTML_TAG_OTHER);
    }
    return true;
}

static bool end_format(struct html_build *b, struct html_token *t) {
    return html_format_adopt(b, t) || html_end_other(b, t);
}

static bool end_marked(struct html_build *b, struct html_token *t) {
    if (html_in_scope(b, (enum html_tag)t->tag, BOUND_SCOPE)) {
        close_element(b, t, b->top[t->tag], HTML_TAG_OTHER);
        html_format_clear(b);
    }
    return true;
}

bool html_end_br(struct html_build *b, struct html_token *t) {
    struct html_token br = *t;
    br.kind = HTML_TOKEN_START;
    br.n_attrs = 0;
    return html_start(b, &br);
}

#define ON(tag, rule) [HTML_TAG_##tag] = rule

static html_rule *const end_rules[HTML_TAGS] = {ON(TEMPLATE, html_head_template_end),
                                                ON(BODY, end_body),
                                                ON(HTML, end_body),
                                                ON(ADDRESS, end_block),
                                                ON(ARTICLE, end_block),
                                                ON(ASIDE, end_block),
                                                ON(BLOCKQUOTE, end_block),
                                                ON(BUTTON, end_block),
                                                ON(CENTER, end_block),
                                                ON(DETAILS, end_block),
                                                ON(DIALOG, end_block),
                                                ON(DIR, end_block),
                                                ON(DIV, end_block),
                                                ON(DL, end_block),
                                                ON(FIELDSET, end_block),
                                                ON(FIGCAPTION, end_block),
                                                ON(FIGURE, end_block),
                                                ON(FOOTER, end_block),
                                                ON(HEADER, end_block),
                                                ON(HGROUP, end_block),
                                                ON(LISTING, end_block),
                                                ON(MAIN, end_block),
                                                ON(MENU, end_block),
                                                ON(NAV, end_block),
                                                ON(OL, end_block),
                                                ON(PRE, end_block),
                                                ON(SEARCH, end_block),
                                                ON(SECTION, end_block),
                                                ON(SELECT, end_block),
                                                ON(SUMMARY, end_block),
                                                ON(UL, end_block),
                                                ON(FORM, end_form),
                                                ON(P, end_p),
                                                ON(LI, end_item),
                                                ON(DD, end_item),
                                                ON(DT, end_item),
                                                ON(H1, end_heading),
                                                ON(H2, end_heading),
                                                ON(H3, end_heading),
                                                ON(H4, end_heading),
                                                ON(H5, end_heading),
                                                ON(H6, end_heading),
                                                ON(A, end_format),
                                                ON(B, end_format),
                                                ON(BIG, end_format),
                                                ON(CODE, end_format),
                                                ON(EM, end_format),
                                                ON(FONT, end_format),
                                                ON(I, end_format),
                                                ON(NOBR, end_format),
                                                ON(S, end_format),
                                                ON(SMALL, end_format),
                                                ON(STRIKE, end_format),
                                                ON(STRONG, end_format),
                                                ON(TT, end_format),
                                                ON(U, end_format),
                                                ON(APPLET, end_marked),
                                                ON(MARQUEE, end_marked),
                                                ON(OBJECT, end_marked),
                                                ON(BR, html_end_br)};

bool html_end(struct html_build *b, struct html_token *t) {
    html_rule *rule = end_rules[t->tag];
    return rule ? rule(b, t) : html_end_other(b, t);
}
