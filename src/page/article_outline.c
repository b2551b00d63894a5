/* article_outline.c - one walk over the tree without recursion: elements on the way down, the text
 * of the open block as it comes, distances to the elements above kept on a stack as deep as the
 * tree (the parser bounds it). Sums are then carried from children to parents, backwards through
 * the nodes. Formatting elements (b, em, font, ...) get no node. Cost: O(nodes + bytes of text). */
#include "page/article_outline.h"

#include "page/article_mark.h"
#include "page/article_unit.h"

enum { MAX_BLOCKS = 1 << 17, MAX_DEPTH = 1024 };

struct walk {
    arena *a;
    const struct html_tree *t;
    struct article_outline *out;
    VEC(struct article_node) node;
    VEC(struct article_block) block;
    struct article_scan scan;
    uint8_t (*above)[ARTICLE_ABOVE_PADDED]; /* by depth of nodes */
    struct article_class *known;
    uint32_t current; /* node */
    uint32_t holder;  /* block-level node */
    struct article_block open;
    bool is_open;
    bool after_one_break;
    bool split;
};

/* How an element is treated. */
enum treatment { PLAIN, INLINE, BLOCK, SKIP, BREAK };

static const uint8_t treatment[HTML_TAGS] = {
#define BLOCK_TAG(x) [HTML_TAG_##x] = BLOCK
    BLOCK_TAG(ADDRESS),   BLOCK_TAG(ARTICLE),  BLOCK_TAG(ASIDE),      BLOCK_TAG(BLOCKQUOTE),
    BLOCK_TAG(BODY),      BLOCK_TAG(CENTER),   BLOCK_TAG(DD),         BLOCK_TAG(DETAILS),
    BLOCK_TAG(DIALOG),    BLOCK_TAG(DIR),      BLOCK_TAG(DIV),        BLOCK_TAG(DL),
    BLOCK_TAG(DT),        BLOCK_TAG(FIELDSET), BLOCK_TAG(FIGCAPTION), BLOCK_TAG(FIGURE),
    BLOCK_TAG(FOOTER),    BLOCK_TAG(FORM),     BLOCK_TAG(H1),         BLOCK_TAG(H2),
    BLOCK_TAG(H3),        BLOCK_TAG(H4),       BLOCK_TAG(H5),         BLOCK_TAG(H6),
    BLOCK_TAG(HEADER),    BLOCK_TAG(HGROUP),   BLOCK_TAG(HR),         BLOCK_TAG(HTML),
    BLOCK_TAG(LEGEND),    BLOCK_TAG(LI),       BLOCK_TAG(LISTING),    BLOCK_TAG(MAIN),
    BLOCK_TAG(MENU),      BLOCK_TAG(NAV),      BLOCK_TAG(OL),         BLOCK_TAG(P),
    BLOCK_TAG(PRE),       BLOCK_TAG(SEARCH),   BLOCK_TAG(SECTION),    BLOCK_TAG(SUMMARY),
    BLOCK_TAG(TABLE),     BLOCK_TAG(TBODY),    BLOCK_TAG(TD),         BLOCK_TAG(TFOOT),
    BLOCK_TAG(TH),        BLOCK_TAG(THEAD),    BLOCK_TAG(TR),         BLOCK_TAG(UL),
    BLOCK_TAG(CAPTION),   BLOCK_TAG(XMP),      BLOCK_TAG(PLAINTEXT),
#undef BLOCK_TAG
#define SKIP_TAG(x) [HTML_TAG_##x] = SKIP
    SKIP_TAG(SCRIPT),     SKIP_TAG(STYLE),     SKIP_TAG(NOSCRIPT),    SKIP_TAG(TEMPLATE),
    SKIP_TAG(IFRAME),     SKIP_TAG(SELECT),    SKIP_TAG(OPTION),      SKIP_TAG(OPTGROUP),
    SKIP_TAG(DATALIST),   SKIP_TAG(BUTTON),    SKIP_TAG(TEXTAREA),    SKIP_TAG(INPUT),
    SKIP_TAG(OBJECT),     SKIP_TAG(EMBED),     SKIP_TAG(AUDIO),       SKIP_TAG(CANVAS),
    SKIP_TAG(VIDEO),      SKIP_TAG(HEAD),      SKIP_TAG(TITLE),       SKIP_TAG(MAP),
    SKIP_TAG(PROGRESS),   SKIP_TAG(METER),     SKIP_TAG(NOFRAMES),    SKIP_TAG(NOEMBED),
#undef SKIP_TAG
#define INLINE_TAG(x) [HTML_TAG_##x] = INLINE
    INLINE_TAG(B),        INLINE_TAG(I),       INLINE_TAG(EM),        INLINE_TAG(STRONG),
    INLINE_TAG(U),        INLINE_TAG(SMALL),   INLINE_TAG(SUB),       INLINE_TAG(SUP),
    INLINE_TAG(FONT),     INLINE_TAG(BIG),     INLINE_TAG(MARK),      INLINE_TAG(CODE),
    INLINE_TAG(Q),        INLINE_TAG(S),       INLINE_TAG(STRIKE),    INLINE_TAG(TT),
    INLINE_TAG(VAR),      INLINE_TAG(KBD),     INLINE_TAG(SAMP),      INLINE_TAG(ABBR),
    INLINE_TAG(ACRONYM),  INLINE_TAG(DFN),     INLINE_TAG(NOBR),      INLINE_TAG(IMG),
    INLINE_TAG(WBR),      INLINE_TAG(DEL),     INLINE_TAG(INS),       INLINE_TAG(BDI),
    INLINE_TAG(BDO),      INLINE_TAG(RUBY),    INLINE_TAG(SOURCE),    INLINE_TAG(LINK),
    INLINE_TAG(META),
#undef INLINE_TAG
    [HTML_TAG_BR] = BREAK};

static const uint8_t kind_above[HTML_TAGS] = {
    [HTML_TAG_ARTICLE] = ARTICLE_IN_ARTICLE + 1, [HTML_TAG_MAIN] = ARTICLE_IN_MAIN + 1,
    [HTML_TAG_NAV] = ARTICLE_IN_NAV + 1,         [HTML_TAG_ASIDE] = ARTICLE_IN_ASIDE + 1,
    [HTML_TAG_FOOTER] = ARTICLE_IN_FOOTER + 1,   [HTML_TAG_HEADER] = ARTICLE_IN_HEADER + 1,
    [HTML_TAG_FORM] = ARTICLE_IN_FORM + 1,       [HTML_TAG_UL] = ARTICLE_IN_UL + 1,
    [HTML_TAG_OL] = ARTICLE_IN_OL + 1,           [HTML_TAG_TABLE] = ARTICLE_IN_TABLE + 1,
    [HTML_TAG_FIGURE] = ARTICLE_IN_FIGURE + 1,   [HTML_TAG_BLOCKQUOTE] = ARTICLE_IN_QUOTE + 1,
    [HTML_TAG_SECTION] = ARTICLE_IN_SECTION + 1, [HTML_TAG_LI] = ARTICLE_IN_LI + 1};

static enum treatment treatment_of(const struct html_tree *t, uint32_t html) {
    if (t->space[html] != HTML_SPACE_HTML) {
        return SKIP;
    }
    return (enum treatment)treatment[t->tag[html]];
}

bool article_outline_skips(const struct html_tree *t, uint32_t html) {
    return treatment_of(t, html) == SKIP;
}

bool article_outline_is_block(const struct html_tree *t, uint32_t html) {
    return treatment_of(t, html) == BLOCK;
}

static enum err close_block(struct walk *w, bool by_break) {
    enum err code = ERR_OK;
    if (w->is_open) {
        TRY(article_scan_end(&w->scan));
        if (w->scan.stats.chars > 0) {
            struct article_block *b = &w->open;
            b->stats = w->scan.stats;
            b->word_to = (uint32_t)w->out->words.n;
            b->node = w->holder;
            memcpy(b->above, w->above[w->node.v[w->holder].depth], sizeof b->above);
            code = vec_push(w->a, &w->block, *b);
        }
        w->is_open = false;
    }
    w->split = by_break;
    w->after_one_break = false;
    return code;
}

static void open_block(struct walk *w, uint32_t html) {
    w->open = (struct article_block){
        .first = html, .word_from = (uint32_t)w->out->words.n, .after_break = w->split};
    article_scan_begin(&w->scan);
    w->is_open = true;
    w->split = false;
}

static bool is_blank(str run) {
    for (size_t i = 0; i < run.len; i++) {
        char c = run.ptr[i];
        if (c != ' ' && (c < '\t' || c > '\r')) {
            return false;
        }
    }
    return true;
}

static enum err take_text(struct walk *w, uint32_t html) {
    str run = str_span(w->t->source, w->t->at[html]);
    if (is_blank(run)) {
        return w->is_open ? article_scan_space(&w->scan) : ERR_OK;
    }
    w->after_one_break = false;
    if (!w->is_open) {
        open_block(w, html);
    }
    uint32_t before = w->scan.stats.chars;
    TRY(article_scan_run(&w->scan, run, w->t->raw[html]));
    w->open.last = html;
    uint32_t more = w->scan.stats.chars - before;
    const struct article_node *n = &w->node.v[w->current];
    if (n->marks & ARTICLE_LINK) {
        w->scan.stats.link_chars += more;
    }
    if (w->current != w->holder) {
        w->scan.stats.inline_chars += more;
    }
    return ERR_OK;
}

static enum err take_break(struct walk *w) {
    if (w->after_one_break) {
        return close_block(w, true);
    }
    w->after_one_break = true;
    if (w->is_open) {
        w->open.n_breaks = (uint16_t)(w->open.n_breaks + (w->open.n_breaks < 1000));
        return article_scan_space(&w->scan);
    }
    return ERR_OK;
}

/* Distances of the elements above a node: those of its parent, one further, and its own. */
static void set_above(struct walk *w, uint32_t depth, uint16_t tag, uint32_t groups) {
    uint8_t *own = w->above[depth];
    if (depth == 0) {
        memset(own, ARTICLE_FAR, ARTICLE_ABOVE_PADDED);
    } else {
        const uint8_t *up = w->above[depth - 1];
        for (int i = 0; i < ARTICLE_ABOVE_PADDED; i++) {
            own[i] = (uint8_t)(up[i] + (up[i] < ARTICLE_FAR));
        }
    }
    if (kind_above[tag]) {
        own[kind_above[tag] - 1] = 0;
    }
    for (; groups != 0; groups &= groups - 1) {
        own[ARTICLE_IN_CLASS + __builtin_ctz(groups)] = 0;
    }
}

static enum err enter(struct walk *w, uint32_t html) {
    enum treatment how = treatment_of(w->t, html);
    struct article_node n = {.parent = w->current, .html = html, .tag = w->t->tag[html]};
    uint32_t groups;
    article_mark_read(w->t, &n, &groups, w->known);
    if (w->current != ARTICLE_NONE) {
        const struct article_node *up = &w->node.v[w->current];
        n.depth = (uint16_t)(up->depth + 1);
        n.marks |= up->marks & (uint8_t)~ARTICLE_IS_BLOCK;
    }
    n.marks |= html_is(w->t, html, HTML_TAG_A) ? ARTICLE_LINK : 0;
    n.marks |= how == BLOCK ? ARTICLE_IS_BLOCK : 0;
    if (n.depth >= MAX_DEPTH) {
        return ERR_LIMIT; /* the parser's bound lies far below */
    }
    if (how == BLOCK) {
        TRY(close_block(w, false));
    }
    set_above(w, n.depth, n.tag, groups);
    w->current = (uint32_t)w->node.n;
    if (how == BLOCK || n.parent == ARTICLE_NONE) {
        w->holder = w->current;
    }
    return vec_push(w->a, &w->node, n);
}

static enum err leave(struct walk *w) {
    const struct article_node *n = &w->node.v[w->current];
    uint32_t parent = n->parent;
    if (n->marks & ARTICLE_IS_BLOCK) {
        TRY(close_block(w, false));
        uint32_t holder = parent;
        while (holder != ARTICLE_NONE && holder != 0 &&
               !(w->node.v[holder].marks & ARTICLE_IS_BLOCK)) {
            holder = w->node.v[holder].parent;
        }
        w->holder = holder == ARTICLE_NONE ? 0 : holder;
    }
    w->current = parent;
    return ERR_OK;
}

/* One node of the tree on the way down; *below says whether its children follow. */
static enum err visit(struct walk *w, uint32_t html, bool *below) {
    *below = false;
    if (w->t->kind[html] == HTML_TEXT) {
        return take_text(w, html);
    }
    if (w->t->kind[html] != HTML_ELEMENT) {
        return ERR_OK;
    }
    switch (treatment_of(w->t, html)) {
    case SKIP:
        return ERR_OK;
    case BREAK:
        return take_break(w);
    case INLINE:
        *below = true;
        return ERR_OK;
    case PLAIN:
    case BLOCK:
        break;
    }
    *below = true;
    return enter(w, html);
}

static bool has_node(const struct walk *w, uint32_t html) {
    return w->current != ARTICLE_NONE && w->node.v[w->current].html == html;
}

static enum err walk(struct walk *w, uint32_t root) {
    uint32_t at = root;
    TRY(enter(w, root));
    bool below = true;
    for (;;) {
        uint32_t next = below ? w->t->first[at] : HTML_NONE;
        while (next == HTML_NONE) {
            if (has_node(w, at)) {
                TRY(leave(w));
            }
            if (at == root) {
                return ERR_OK;
            }
            next = w->t->next[at];
            if (next == HTML_NONE) {
                at = w->t->parent[at];
            }
        }
        at = next;
        if (w->block.n >= MAX_BLOCKS) {
            w->out->is_cut = true;
            return ERR_OK;
        }
        TRY(visit(w, at, &below));
    }
}

/* Does a block read like prose? Not in a list of teasers. */
static bool is_good(const struct article_outline *o, const struct article_block *b) {
    const struct article_stats *s = &b->stats;
    uint32_t unit = o->unit_of[b->node];
    return s->words >= 10 && s->link_chars * 5 < s->chars * 2 &&
           (unit == ARTICLE_NONE || !article_unit_is_cards(&o->unit[unit]));
}

static void give_score(struct article_outline *o, const struct article_block *b) {
    uint32_t chars = b->stats.chars < 300 ? b->stats.chars : 300;
    float score = 1.0f + (float)b->stats.commas + (float)chars / 100.0f;
    struct article_node *own = &o->node[b->node];
    switch (own->tag) {
    case HTML_TAG_DIV:
    case HTML_TAG_SECTION:
    case HTML_TAG_ARTICLE:
    case HTML_TAG_TD:
    case HTML_TAG_MAIN:
    case HTML_TAG_BODY:
        own->score += score;
        break;
    default:
        break;
    }
    if (own->parent != ARTICLE_NONE) {
        struct article_node *up = &o->node[own->parent];
        up->score += score;
        if (up->parent != ARTICLE_NONE) {
            o->node[up->parent].score += score / 2;
        }
    }
}

static void sum(struct article_outline *o) {
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        struct article_block *b = &o->block[i];
        struct article_node *n = &o->node[b->node];
        b->is_good = is_good(o, b);
        n->words += b->stats.words;
        n->chars += b->stats.chars;
        n->link_chars += b->stats.link_chars;
        n->consent += b->stats.group[ARTICLE_TEXT_CONSENT];
        n->blocks++;
        if (b->is_good) {
            n->good += b->stats.words;
            n->own_good += b->stats.words;
            give_score(o, b);
        }
    }
    for (uint32_t i = o->n_nodes; i-- > 1;) {
        const struct article_node *n = &o->node[i];
        struct article_node *up = &o->node[n->parent];
        up->words += n->words;
        up->chars += n->chars;
        up->link_chars += n->link_chars;
        up->consent += n->consent;
        up->blocks += n->blocks;
        up->good += n->good;
    }
}

enum err article_outline_take(arena *a, const struct html_tree *t, struct article_outline *out) {
    *out = (struct article_outline){.tree = t};
    uint32_t root = t->body != HTML_NONE ? t->body : t->html;
    if (root == HTML_NONE) {
        return ERR_OK;
    }
    struct walk w = {.a = a, .t = t, .out = out, .current = ARTICLE_NONE};
    w.scan = (struct article_scan){.a = a, .words = &out->words};
    w.above = arena_array(a, MAX_DEPTH, sizeof *w.above);
    w.known = arena_array(a, ARTICLE_CLASSES, sizeof *w.known);
    if (!w.above || !w.known) {
        return a->last;
    }
    TRY(vec_reserve(a, &w.node, 256));
    TRY(vec_reserve(a, &w.block, 64));
    TRY(vec_reserve(a, &out->words, 256)); /* so that there's an array even without words */
    TRY(walk(&w, root));
    TRY(close_block(&w, false));
    out->node = w.node.v;
    out->n_nodes = (uint32_t)w.node.n;
    out->block = w.block.v;
    out->n_blocks = (uint32_t)w.block.n;
    TRY(article_unit_find(a, out));
    sum(out);
    return ERR_OK;
}
