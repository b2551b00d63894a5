/* html_start.c - the rules "in body" (13.2.6.4.7) for start tags. A table gives the rule of each
 * tag; tags without one are ordinary elements. Whether something is in scope is O(1). */
#include "html/html_build.h"

static bool start_html(struct html_build *b, struct html_token *t) {
    if (!html_is_open(b, HTML_TAG_TEMPLATE)) {
        html_insert_merge(b, t, b->stack[0].node);
    }
    return true;
}

static bool start_body(struct html_build *b, struct html_token *t) {
    if (b->depth > 1 && b->stack[1].tag == HTML_TAG_BODY && !html_is_open(b, HTML_TAG_TEMPLATE)) {
        b->frameset_ok = false;
        html_insert_merge(b, t, b->stack[1].node);
    }
    return true;
}

static bool start_frameset(struct html_build *b, struct html_token *t) {
    if (b->depth < 2 || b->stack[1].tag != HTML_TAG_BODY || !b->frameset_ok) {
        return true;
    }
    html_insert_detach(b, b->stack[1].node);
    html_stack_pop_to(b, 2, b->now);
    b->body = HTML_NONE;
    html_insert(b, t);
    b->mode = MODE_IN_FRAMESET;
    return true;
}

static bool start_block(struct html_build *b, struct html_token *t) {
    html_body_close_p(b);
    html_insert_open(b, t);
    return true;
}

static bool start_heading(struct html_build *b, struct html_token *t) {
    html_body_close_p(b);
    uint16_t tag = html_current(b)->tag;
    if (tag >= HTML_TAG_H1 && tag <= HTML_TAG_H6) {
        html_pop(b);
    }
    html_insert_open(b, t);
    return true;
}

static bool start_pre(struct html_build *b, struct html_token *t) {
    html_body_close_p(b);
    html_insert_open(b, t);
    b->skip_newline = true;
    b->frameset_ok = false;
    return true;
}

static bool start_form(struct html_build *b, struct html_token *t) {
    bool in_template = html_is_open(b, HTML_TAG_TEMPLATE);
    if (b->form != HTML_NONE && !in_template) {
        return true;
    }
    html_body_close_p(b);
    uint32_t node = html_insert_open(b, t);
    if (!in_template) {
        b->form = node;
    }
    return true;
}

/* li, dd and dt end an open item of their kind. */
static bool start_item(struct html_build *b, struct html_token *t) {
    b->frameset_ok = false;
    uint32_t position = html_current(b)->bound[BOUND_ITEM];
    enum html_tag open = position ? (enum html_tag)b->stack[position - 1].tag : HTML_TAG_OTHER;
    bool ends =
        t->tag == HTML_TAG_LI ? open == HTML_TAG_LI : open == HTML_TAG_DD || open == HTML_TAG_DT;
    if (ends) {
        html_stack_imply(b, open);
        html_stack_pop_to(b, position, b->now);
    }
    return start_block(b, t);
}

static bool start_plaintext(struct html_build *b, struct html_token *t) {
    b->k.state = HTML_STATE_PLAINTEXT;
    return start_block(b, t);
}

static bool start_ordinary(struct html_build *b, struct html_token *t) {
    html_format_reopen(b);
    html_insert_open(b, t);
    return true;
}

static bool start_button(struct html_build *b, struct html_token *t) {
    if (html_in_scope(b, HTML_TAG_BUTTON, BOUND_SCOPE)) {
        html_stack_imply(b, HTML_TAG_OTHER);
        html_stack_pop_to(b, b->top[HTML_TAG_BUTTON], b->now);
    }
    b->frameset_ok = false;
    return start_ordinary(b, t);
}

static bool start_format(struct html_build *b, struct html_token *t) {
    html_format_reopen(b);
    uint32_t node = html_insert_open(b, t);
    if (b->close[node] == HTML_NONE) {
        html_format_push(b, node);
    }
    return true;
}

static bool start_a(struct html_build *b, struct html_token *t) {
    uint32_t node = html_format_find(b, HTML_TAG_A);
    if (node != HTML_NONE) {
        html_format_adopt(b, t);
        html_format_remove(b, node);
        if (b->close[node] == HTML_NONE) {
            html_stack_remove(b, html_stack_find(b, node, HTML_TAG_A));
        }
    }
    return start_format(b, t);
}

static bool start_nobr(struct html_build *b, struct html_token *t) {
    html_format_reopen(b);
    if (html_in_scope(b, HTML_TAG_NOBR, BOUND_SCOPE)) {
        (void)(html_format_adopt(b, t) || html_end_other(b, t));
    }
    return start_format(b, t);
}

static bool start_marked(struct html_build *b, struct html_token *t) {
    start_ordinary(b, t);
    html_format_marker(b);
    b->frameset_ok = false;
    return true;
}

static bool start_table(struct html_build *b, struct html_token *t) {
    if (!b->is_quirks) {
        html_body_close_p(b);
    }
    b->frameset_ok = false;
    if (html_is_full(b)) {
        html_insert_void(b, t);
        return true;
    }
    html_insert(b, t);
    b->mode = MODE_IN_TABLE;
    return true;
}

static bool start_void(struct html_build *b, struct html_token *t) {
    if (t->tag == HTML_TAG_IMAGE) {
        t->tag = HTML_TAG_IMG;
    }
    html_format_reopen(b);
    html_insert_void(b, t);
    b->frameset_ok = false;
    return true;
}

static bool is_select_fragment(const struct html_build *b) {
    return b->options.fragment && b->options.context == HTML_TAG_SELECT &&
           b->options.context_space == HTML_SPACE_HTML;
}

/* An input or another select ends an open select. False: the tag is left out. */
static bool leave_select(struct html_build *b) {
    if (html_in_scope(b, HTML_TAG_SELECT, BOUND_SCOPE)) {
        html_stack_pop_to(b, b->top[HTML_TAG_SELECT], b->now);
        return false;
    }
    return true;
}

static bool start_input(struct html_build *b, struct html_token *t) {
    if (is_select_fragment(b)) {
        return true;
    }
    leave_select(b);
    html_format_reopen(b);
    html_insert_void(b, t);
    if (!str_equals_nocase(html_body_attr(b, t, HTML_NAME_TYPE), STR("hidden"))) {
        b->frameset_ok = false;
    }
    return true;
}

static bool start_param(struct html_build *b, struct html_token *t) {
    html_insert_void(b, t);
    return true;
}

static bool start_hr(struct html_build *b, struct html_token *t) {
    html_body_close_p(b);
    if (html_in_scope(b, HTML_TAG_SELECT, BOUND_SCOPE)) {
        html_stack_imply(b, HTML_TAG_OTHER);
    }
    html_insert_void(b, t);
    b->frameset_ok = false;
    return true;
}

static bool start_textarea(struct html_build *b, struct html_token *t) {
    html_head_raw(b, t, HTML_STATE_RCDATA);
    b->skip_newline = true;
    b->frameset_ok = false;
    return true;
}

static bool start_xmp(struct html_build *b, struct html_token *t) {
    html_body_close_p(b);
    html_format_reopen(b);
    b->frameset_ok = false;
    html_head_raw(b, t, HTML_STATE_RAWTEXT);
    return true;
}

static bool start_iframe(struct html_build *b, struct html_token *t) {
    b->frameset_ok = false;
    html_head_raw(b, t, HTML_STATE_RAWTEXT);
    return true;
}

static bool start_noembed(struct html_build *b, struct html_token *t) {
    html_head_raw(b, t, HTML_STATE_RAWTEXT);
    return true;
}

static bool start_noscript(struct html_build *b, struct html_token *t) {
    return b->options.scripting ? start_noembed(b, t) : start_ordinary(b, t);
}

static bool start_select(struct html_build *b, struct html_token *t) {
    if (is_select_fragment(b) || !leave_select(b)) {
        return true;
    }
    b->frameset_ok = false;
    return start_ordinary(b, t);
}

static bool start_option(struct html_build *b, struct html_token *t) {
    if (html_in_scope(b, HTML_TAG_SELECT, BOUND_SCOPE)) {
        html_stack_imply(b, t->tag == HTML_TAG_OPTION ? HTML_TAG_OPTGROUP : HTML_TAG_OTHER);
    } else if (html_current_is(b, HTML_TAG_OPTION)) {
        html_pop(b);
    }
    return start_ordinary(b, t);
}

static bool start_ruby_part(struct html_build *b, struct html_token *t) {
    if (html_in_scope(b, HTML_TAG_RUBY, BOUND_SCOPE)) {
        bool is_base = t->tag == HTML_TAG_RB || t->tag == HTML_TAG_RTC;
        html_stack_imply(b, is_base ? HTML_TAG_OTHER : HTML_TAG_RTC);
    }
    html_insert_open(b, t);
    return true;
}

static bool start_math(struct html_build *b, struct html_token *t) {
    html_format_reopen(b);
    html_insert_foreign(b, t, HTML_SPACE_MATHML);
    return true;
}

static bool start_svg(struct html_build *b, struct html_token *t) {
    html_format_reopen(b);
    html_insert_foreign(b, t, HTML_SPACE_SVG);
    return true;
}

static bool leave_out(struct html_build *b, struct html_token *t) {
    (void)b;
    (void)t;
    return true;
}

#define ON(tag, rule) [HTML_TAG_##tag] = rule

static html_rule *const start_rules[HTML_TAGS] = {ON(HTML, start_html),
                                                  ON(BODY, start_body),
                                                  ON(FRAMESET, start_frameset),
                                                  ON(BASE, html_head_start),
                                                  ON(BASEFONT, html_head_start),
                                                  ON(BGSOUND, html_head_start),
                                                  ON(LINK, html_head_start),
                                                  ON(META, html_head_start),
                                                  ON(NOFRAMES, html_head_start),
                                                  ON(SCRIPT, html_head_start),
                                                  ON(STYLE, html_head_start),
                                                  ON(TEMPLATE, html_head_start),
                                                  ON(TITLE, html_head_start),
                                                  ON(ADDRESS, start_block),
                                                  ON(ARTICLE, start_block),
                                                  ON(ASIDE, start_block),
                                                  ON(BLOCKQUOTE, start_block),
                                                  ON(CENTER, start_block),
                                                  ON(DETAILS, start_block),
                                                  ON(DIALOG, start_block),
                                                  ON(DIR, start_block),
                                                  ON(DIV, start_block),
                                                  ON(DL, start_block),
                                                  ON(FIELDSET, start_block),
                                                  ON(FIGCAPTION, start_block),
                                                  ON(FIGURE, start_block),
                                                  ON(FOOTER, start_block),
                                                  ON(HEADER, start_block),
                                                  ON(HGROUP, start_block),
                                                  ON(MAIN, start_block),
                                                  ON(MENU, start_block),
                                                  ON(NAV, start_block),
                                                  ON(OL, start_block),
                                                  ON(P, start_block),
                                                  ON(SEARCH, start_block),
                                                  ON(SECTION, start_block),
                                                  ON(SUMMARY, start_block),
                                                  ON(UL, start_block),
                                                  ON(H1, start_heading),
                                                  ON(H2, start_heading),
                                                  ON(H3, start_heading),
                                                  ON(H4, start_heading),
                                                  ON(H5, start_heading),
                                                  ON(H6, start_heading),
                                                  ON(PRE, start_pre),
                                                  ON(LISTING, start_pre),
                                                  ON(FORM, start_form),
                                                  ON(LI, start_item),
                                                  ON(DD, start_item),
                                                  ON(DT, start_item),
                                                  ON(PLAINTEXT, start_plaintext),
                                                  ON(BUTTON, start_button),
                                                  ON(A, start_a),
                                                  ON(B, start_format),
                                                  ON(BIG, start_format),
                                                  ON(CODE, start_format),
                                                  ON(EM, start_format),
                                                  ON(FONT, start_format),
                                                  ON(I, start_format),
                                                  ON(S, start_format),
                                                  ON(SMALL, start_format),
                                                  ON(STRIKE, start_format),
                                                  ON(STRONG, start_format),
                                                  ON(TT, start_format),
                                                  ON(U, start_format),
                                                  ON(NOBR, start_nobr),
                                                  ON(APPLET, start_marked),
                                                  ON(MARQUEE, start_marked),
                                                  ON(OBJECT, start_marked),
                                                  ON(TABLE, start_table),
                                                  ON(AREA, start_void),
                                                  ON(BR, start_void),
                                                  ON(EMBED, start_void),
                                                  ON(IMG, start_void),
                                                  ON(KEYGEN, start_void),
                                                  ON(WBR, start_void),
                                                  ON(IMAGE, start_void),
                                                  ON(INPUT, start_input),
                                                  ON(PARAM, start_param),
                                                  ON(SOURCE, start_param),
                                                  ON(TRACK, start_param),
                                                  ON(HR, start_hr),
                                                  ON(TEXTAREA, start_textarea),
                                                  ON(XMP, start_xmp),
                                                  ON(IFRAME, start_iframe),
                                                  ON(NOEMBED, start_noembed),
                                                  ON(NOSCRIPT, start_noscript),
                                                  ON(SELECT, start_select),
                                                  ON(OPTION, start_option),
                                                  ON(OPTGROUP, start_option),
                                                  ON(RB, start_ruby_part),
                                                  ON(RTC, start_ruby_part),
                                                  ON(RP, start_ruby_part),
                                                  ON(RT, start_ruby_part),
                                                  ON(MATH, start_math),
                                                  ON(SVG, start_svg),
                                                  ON(CAPTION, leave_out),
                                                  ON(COL, leave_out),
                                                  ON(COLGROUP, leave_out),
                                                  ON(FRAME, leave_out),
                                                  ON(HEAD, leave_out),
                                                  ON(TBODY, leave_out),
                                                  ON(TD, leave_out),
                                                  ON(TFOOT, leave_out),
                                                  ON(TH, leave_out),
                                                  ON(THEAD, leave_out),
                                                  ON(TR, leave_out)};

bool html_start(struct html_build *b, struct html_token *t) {
    html_rule *rule = start_rules[t->tag];
    return rule ? rule(b, t) : start_ordinary(b, t);
}
