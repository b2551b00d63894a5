/* html_stack.c - the stack of open elements (13.2.4.2): which elements bound which scope, and the
 * steps that take entries off. Scope questions cost O(1) whatever lies on the stack; what is taken
 * off was put on by some tag, so popping is paid for. Taking an entry out of the middle leaves a
 * hole, so that the depth of the stack bounds the depth of the tree. */
#include "html/html_build.h"

#include "html/html_scan.h"

enum {
    SCOPE = 1 << BOUND_SCOPE | 1 << BOUND_LIST | 1 << BOUND_BUTTON,
    TABLE = 1 << BOUND_TABLE,
    RESET = 1 << BOUND_RESET,
    SPECIAL = 1 << BOUND_SPECIAL | 1 << BOUND_ITEM,
    PLAIN = 1 << BOUND_SPECIAL, /* special, but no bound of list items */
    IMPLIED = OPEN_IMPLIED,
    PART = OPEN_TABLE_PART
};

#define SP(tag) [HTML_TAG_##tag] = SPECIAL

const uint32_t html_stack_flags_of[HTML_TAGS] = {
    SP(APPLET) | SCOPE,
    SP(CAPTION) | SCOPE | RESET,
    SP(HTML) | SCOPE | TABLE | RESET,
    SP(TABLE) | SCOPE | TABLE | RESET | PART,
    SP(TD) | SCOPE | RESET,
    SP(TH) | SCOPE | RESET,
    SP(MARQUEE) | SCOPE,
    SP(OBJECT) | SCOPE,
    SP(SELECT) | SCOPE,
    SP(TEMPLATE) | SCOPE | TABLE | RESET,
    SP(OL) | 1 << BOUND_LIST,
    SP(UL) | 1 << BOUND_LIST,
    SP(BUTTON) | 1 << BOUND_BUTTON,
    SP(TR) | RESET | PART,
    SP(TBODY) | RESET | PART,
    SP(THEAD) | RESET | PART,
    SP(TFOOT) | RESET | PART,
    SP(COLGROUP) | RESET,
    SP(HEAD) | RESET,
    SP(BODY) | RESET,
    SP(FRAMESET) | RESET,
    SP(DD) | IMPLIED,
    SP(DT) | IMPLIED,
    SP(LI) | IMPLIED,
    [HTML_TAG_P] = PLAIN | IMPLIED,
    [HTML_TAG_ADDRESS] = PLAIN,
    [HTML_TAG_DIV] = PLAIN,
    [HTML_TAG_OPTGROUP] = IMPLIED,
    [HTML_TAG_OPTION] = IMPLIED,
    [HTML_TAG_RB] = IMPLIED,
    [HTML_TAG_RP] = IMPLIED,
    [HTML_TAG_RT] = IMPLIED,
    [HTML_TAG_RTC] = IMPLIED,
    SP(AREA),
    SP(ARTICLE),
    SP(ASIDE),
    SP(BASE),
    SP(BASEFONT),
    SP(BGSOUND),
    SP(BLOCKQUOTE),
    SP(BR),
    SP(CENTER),
    SP(COL),
    SP(DETAILS),
    SP(DIR),
    SP(DL),
    SP(EMBED),
    SP(FIELDSET),
    SP(FIGCAPTION),
    SP(FIGURE),
    SP(FOOTER),
    SP(FORM),
    SP(FRAME),
    SP(H1),
    SP(H2),
    SP(H3),
    SP(H4),
    SP(H5),
    SP(H6),
    SP(HEADER),
    SP(HGROUP),
    SP(HR),
    SP(IFRAME),
    SP(IMG),
    SP(INPUT),
    SP(KEYGEN),
    SP(LINK),
    SP(LISTING),
    SP(MAIN),
    SP(MENU),
    SP(META),
    SP(NAV),
    SP(NOEMBED),
    SP(NOFRAMES),
    SP(NOSCRIPT),
    SP(PARAM),
    SP(PLAINTEXT),
    SP(PRE),
    SP(SCRIPT),
    SP(SEARCH),
    SP(SECTION),
    SP(SOURCE),
    SP(STYLE),
    SP(SUMMARY),
    SP(TEXTAREA),
    SP(TITLE),
    SP(TRACK),
    SP(WBR),
    SP(XMP),
};

void html_stack_settle(struct html_build *b) {
    while (b->depth > 0 && (html_current(b)->flags & OPEN_HOLE)) {
        b->depth--;
    }
    b->k.is_foreign = b->depth > 0 && (html_current(b)->flags & OPEN_FOREIGN);
}

void html_stack_relink(struct html_build *b, uint32_t from) {
    for (uint32_t i = b->depth; i > from; i--) {
        struct open *e = &b->stack[i - 1];
        if (!(e->flags & OPEN_HOLE) && b->top[e->bucket] >= i) {
            b->top[e->bucket] = e->same;
        }
    }
    for (uint32_t i = from; i < b->depth; i++) {
        struct open *e = &b->stack[i];
        for (int kind = 0; kind < BOUNDS; kind++) {
            bool is_bound = !(e->flags & OPEN_HOLE) && (e->flags & 1u << kind);
            e->bound[kind] = is_bound ? i + 1 : i > 0 ? e[-1].bound[kind] : 0;
        }
        if (!(e->flags & OPEN_HOLE)) {
            e->same = b->top[e->bucket];
            b->top[e->bucket] = i + 1;
        }
    }
    html_stack_settle(b);
}

void html_stack_remove(struct html_build *b, uint32_t position) {
    struct open *e = &b->stack[position - 1];
    for (uint32_t i = b->depth; i >= position; i--) { /* undo the chains while it still counts */
        struct open *above = &b->stack[i - 1];
        if (!(above->flags & OPEN_HOLE)) {
            b->top[above->bucket] = above->same;
        }
    }
    b->close[e->node] = b->now;
    e->flags |= OPEN_HOLE;
    html_stack_relink(b, position - 1);
}

uint32_t html_stack_find(struct html_build *b, uint32_t node, enum html_tag tag) {
    uint32_t position = b->top[tag];
    while (position != 0 && b->stack[position - 1].node != node) {
        position = b->stack[position - 1].same;
        b->budget--;
    }
    return position;
}

static bool has_name_of(const struct html_build *b, const struct open *e,
                        const struct html_token *t) {
    if (t->tag != HTML_TAG_OTHER || b->tag[e->node] != HTML_TAG_OTHER) {
        return t->tag == b->tag[e->node];
    }
    uint32_t len = t->name.to - t->name.from;
    return len == e->name_len && str_equals_nocase(str_of(b->k.s + t->name.from, len),
                                                   str_of(b->k.s + b->at[e->node].from + 1, len));
}

uint32_t html_stack_named(struct html_build *b, const struct html_token *t, bool foreign) {
    if (t->tag != HTML_TAG_OTHER && !foreign) {
        return b->top[t->tag];
    }
    uint32_t position = b->top[(foreign ? 384 : 256) + (t->hash & 127)];
    while (position != 0 && b->budget > 0 && !has_name_of(b, &b->stack[position - 1], t)) {
        position = b->stack[position - 1].same;
        b->budget--;
    }
    return b->budget > 0 ? position : 0;
}

void html_stack_pop_to(struct html_build *b, uint32_t position, uint32_t close) {
    uint32_t node = b->stack[position - 1].node;
    while (b->depth >= position) {
        html_pop(b);
    }
    b->close[node] = close;
}

void html_stack_imply(struct html_build *b, enum html_tag except) {
    while ((html_current(b)->flags & OPEN_IMPLIED) && html_current(b)->tag != except) {
        html_pop(b);
    }
}

void html_stack_imply_all(struct html_build *b) {
    for (;;) {
        switch (html_current(b)->tag) {
        case HTML_TAG_CAPTION:
        case HTML_TAG_COLGROUP:
        case HTML_TAG_TBODY:
        case HTML_TAG_TD:
        case HTML_TAG_TFOOT:
        case HTML_TAG_TH:
        case HTML_TAG_THEAD:
        case HTML_TAG_TR:
            break;
        default:
            if (!(html_current(b)->flags & OPEN_IMPLIED)) {
                return;
            }
        }
        html_pop(b);
    }
}

/* The mode that an element of the stack asks for; `is_context` when it is that of a fragment. */
static enum html_mode mode_of(const struct html_build *b, enum html_tag tag, bool is_context) {
    switch ((int)tag) {
    case HTML_TAG_TD:
    case HTML_TAG_TH:
        return is_context ? MODE_IN_BODY : MODE_IN_CELL;
    case HTML_TAG_TR:
        return MODE_IN_ROW;
    case HTML_TAG_TBODY:
    case HTML_TAG_THEAD:
    case HTML_TAG_TFOOT:
        return MODE_IN_TABLE_BODY;
    case HTML_TAG_CAPTION:
        return MODE_IN_CAPTION;
    case HTML_TAG_COLGROUP:
        return MODE_IN_COLUMN_GROUP;
    case HTML_TAG_TABLE:
        return MODE_IN_TABLE;
    case HTML_TAG_TEMPLATE:
        return b->n_templates ? (enum html_mode)b->template_mode[b->n_templates - 1] : MODE_IN_BODY;
    case HTML_TAG_HEAD:
        return is_context ? MODE_IN_BODY : MODE_IN_HEAD;
    case HTML_TAG_FRAMESET:
        return MODE_IN_FRAMESET;
    case HTML_TAG_HTML:
        return b->head == HTML_NONE ? MODE_BEFORE_HEAD : MODE_AFTER_HEAD;
    default:
        return MODE_IN_BODY;
    }
}

void html_stack_reset_mode(struct html_build *b) {
    uint32_t position = html_current(b)->bound[BOUND_RESET];
    bool is_context = position == 1 && b->options.fragment;
    enum html_tag tag = (enum html_tag)b->stack[position - 1].tag;
    if (is_context) {
        tag = b->options.context_space == HTML_SPACE_HTML ? (enum html_tag)b->options.context
                                                          : HTML_TAG_OTHER;
    }
    b->mode = (uint8_t)mode_of(b, tag, is_context);
}
