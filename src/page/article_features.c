/* article_features.c - one row of bytes a block, written in order and then turned into columns.
 * Five parts: the block's own text, the elements above it, what those hold, its place on the page,
 * its neighbours. The order of the rows is the meaning of a model's feature numbers: after a change
 * the model must be trained again (models/README.md). O(blocks x features). */
#include "page/article_features.h"

#include <assert.h>

#include "page/article_context.h"
#include "page/article_unit.h"

enum { REACH = 3, NEIGHBOUR = 5 };

/* Writes the features of one block from left to right. */
struct row {
    uint8_t v[ARTICLE_FEATURES];
    uint32_t n;
};

static void put(struct row *r, uint32_t value) {
    r->v[r->n++] = (uint8_t)(value < 255 ? value : 255);
}

static void put_scaled(struct row *r, uint32_t value) {
    r->v[r->n++] = article_features_scale(value);
}

static void put_share(struct row *r, uint64_t part, uint64_t whole) {
    uint64_t share = whole ? part * 200 / whole : 0;
    r->v[r->n++] = (uint8_t)(share < 250 ? share : 250);
}

/* Difference on the logarithmic scale, 128 in the middle. */
static void put_signed(struct row *r, int64_t value) {
    unsigned scaled = article_features_scale((uint32_t)(value < 0 ? -value : value));
    scaled = scaled < 120 ? scaled : 120;
    r->v[r->n++] = (uint8_t)(value < 0 ? 128 - scaled : 128 + scaled);
}

/* Tags in an order from text to furniture: thresholds cut it. */
static uint32_t tag_rank(uint16_t tag) {
    static const uint8_t rank[HTML_TAGS] = {
        [HTML_TAG_P] = 1,       [HTML_TAG_BLOCKQUOTE] = 2, [HTML_TAG_PRE] = 3,
        [HTML_TAG_H2] = 4,      [HTML_TAG_H3] = 5,         [HTML_TAG_H4] = 6,
        [HTML_TAG_H5] = 7,      [HTML_TAG_H6] = 8,         [HTML_TAG_LI] = 9,
        [HTML_TAG_DD] = 10,     [HTML_TAG_DT] = 11,        [HTML_TAG_TD] = 12,
        [HTML_TAG_TH] = 13,     [HTML_TAG_H1] = 14,        [HTML_TAG_ARTICLE] = 16,
        [HTML_TAG_MAIN] = 17,   [HTML_TAG_SECTION] = 18,   [HTML_TAG_DIV] = 19,
        [HTML_TAG_SPAN] = 20,   [HTML_TAG_BODY] = 21,      [HTML_TAG_OL] = 22,
        [HTML_TAG_UL] = 23,     [HTML_TAG_TR] = 24,        [HTML_TAG_TBODY] = 25,
        [HTML_TAG_TABLE] = 26,  [HTML_TAG_A] = 28,         [HTML_TAG_FIGCAPTION] = 29,
        [HTML_TAG_FIGURE] = 30, [HTML_TAG_SUMMARY] = 31,   [HTML_TAG_DETAILS] = 32,
        [HTML_TAG_HEADER] = 33, [HTML_TAG_ADDRESS] = 34,   [HTML_TAG_ASIDE] = 35,
        [HTML_TAG_FOOTER] = 36, [HTML_TAG_FORM] = 37,      [HTML_TAG_FIELDSET] = 38,
        [HTML_TAG_LEGEND] = 39, [HTML_TAG_NAV] = 40,       [HTML_TAG_LABEL] = 41,
    };
    return rank[tag] ? rank[tag] : 27;
}

static void put_text(struct row *r, const struct article_block *b) {
    const struct article_stats *s = &b->stats;
    put_scaled(r, s->words);
    put_scaled(r, s->chars);
    put_share(r, s->link_chars, s->chars);
    put_scaled(r, s->commas);
    put_scaled(r, s->ends);
    put(r, s->ends_sentence ? 2 : s->last == ':' ? 1 : 0);
    put_share(r, s->upper, s->chars);
    put_share(r, s->digits, s->chars);
    put(r, s->chars * 8 / (s->words ? s->words : 1));
    put_share(r, s->capitals, s->words);
    put_scaled(r, s->bars);
    put(r, s->has_copyright);
    put(r, s->first >= 'a' && s->first <= 'z');
    put(r, s->first == '"' || s->first == 0xab || (s->first >= 0x2018 && s->first <= 0x201f));
    put(r, b->n_breaks);
    put(r, b->after_break);
    put_share(r, s->inline_chars, s->chars);
    put_share(r, s->group[ARTICLE_TEXT_STOP], s->words);
    for (int i = 1; i < ARTICLE_TEXT_GROUPS; i++) {
        put(r, s->group[i]);
    }
    for (int i = 1; i < ARTICLE_TEXT_GROUPS; i++) {
        put_share(r, s->group[i], s->words);
    }
}

static void put_above(struct row *r, const struct article_outline *o,
                      const struct article_block *b) {
    const struct article_node *n = &o->node[b->node];
    memcpy(r->v + r->n, b->above, ARTICLE_ABOVE);
    r->n += ARTICLE_ABOVE;
    put(r, n->marks & ARTICLE_HIDDEN);
    put(r, n->marks & ARTICLE_ARIA_HIDDEN);
    put(r, n->marks & ARTICLE_ROLE_SIDE);
    put(r, n->marks & ARTICLE_ROLE_MAIN);
    put(r, n->marks & ARTICLE_POST);
    put(r, n->depth);
}

static void put_holders(struct row *r, const struct article_context *c, uint32_t node) {
    const struct article_outline *o = c->o;
    for (int level = 0; level < 4; level++) {
        const struct article_node *n = &o->node[node];
        put(r, tag_rank(n->tag));
        put_scaled(r, n->words);
        put_share(r, n->link_chars, n->chars);
        put_share(r, n->good, c->good);
        put_scaled(r, n->blocks);
        put_scaled(r, n->own_good);
        put_share(r, n->good, n->words);
        put_share(r, (uint64_t)n->consent * 5, n->words);
        float worth = c->worth[c->best] > 0 ? c->worth[node] / c->worth[c->best] : 0;
        put(r, (uint32_t)(worth * 200));
        if (n->parent != ARTICLE_NONE) {
            node = n->parent;
        }
    }
}

static void put_place(struct row *r, const struct article_context *c, uint32_t i) {
    const struct article_place *p = &c->place[i];
    const struct article_alike *k = &c->alike[p->alike];
    uint32_t n = c->o->n_blocks;
    put(r, p->up);
    put(r, p->down);
    put(r, p->title_up);
    put(r, p->title_down);
    put_scaled(r, i);
    put_scaled(r, n - i);
    put_share(r, i, n);
    put_share(r, p->words_before, c->words);
    put_share(r, p->good_before, c->good);
    put_scaled(r, n);
    put_scaled(r, c->words);
    put_scaled(r, c->good);
    put_signed(r, c->h1 == ARTICLE_NONE ? -100000 : (int64_t)i - c->h1);
    put_signed(r, (int64_t)i - c->title_block);
    assert(r->n == ARTICLE_FEATURE_TITLE);
    put(r, p->title);
    put(r, c->place[c->title_block].title);
    put(r, p->body);
    put_scaled(r, k->n);
    put_scaled(r, k->words / k->n);
    put_share(r, k->link_chars, k->chars);
    put_share(r, k->words, c->words);
    put_share(r, k->good, c->good);
    put(r, p->n_copies);
    put(r, p->good_gap[0]);
    put(r, p->good_gap[1]);
}

static void put_neighbours(struct row *r, const struct article_context *c, uint32_t i) {
    const struct article_outline *o = c->o;
    for (int64_t d = -REACH; d <= REACH; d++) {
        int64_t k = (int64_t)i + d;
        if (d == 0) {
            continue;
        }
        if (k < 0 || k >= o->n_blocks) {
            for (int j = 0; j < NEIGHBOUR; j++) {
                put(r, 255);
            }
            continue;
        }
        const struct article_block *b = &o->block[k];
        put_scaled(r, b->stats.words);
        put_share(r, b->stats.link_chars, b->stats.chars);
        put(r, b->stats.ends_sentence ? 2 : b->stats.last == ':' ? 1 : 0);
        put(r, tag_rank(o->node[b->node].tag));
        put(r, (c->place[k].alike == c->place[i].alike) + 2u * (b->node == o->block[i].node));
    }
}

static uint32_t good_between(const struct article_context *c, int64_t from, int64_t to) {
    int64_t n = c->o->n_blocks;
    uint32_t low = from <= 0 ? 0 : from >= n ? c->good : c->place[from].good_before;
    uint32_t high = to <= 0 ? 0 : to >= n ? c->good : c->place[to].good_before;
    return high - low;
}

static void put_windows(struct row *r, const struct article_context *c, uint32_t i) {
    static const int64_t reach[2] = {5, 15};
    for (int k = 0; k < 2; k++) {
        put_scaled(r, good_between(c, (int64_t)i - reach[k], i));
        put_scaled(r, good_between(c, (int64_t)i + 1, (int64_t)i + 1 + reach[k]));
    }
}

/* The siblings among which the block stands: cards, posts, comments, things of a list. */
static void put_unit(struct row *r, const struct article_context *c, uint32_t i) {
    const struct article_outline *o = c->o;
    uint32_t at = o->unit_of[o->block[i].node];
    static const struct article_unit none = {.n = 0};
    const struct article_unit *u = at == ARTICLE_NONE ? &none : &o->unit[at];
    uint32_t n = u->n ? u->n : 1;
    put_scaled(r, u->n);
    put_scaled(r, u->words / n);
    put_scaled(r, u->blocks / n);
    put_share(r, u->n_linked, n);
    put_share(r, u->n_timed, n);
    put_share(r, u->words, c->words);
}

enum err article_features_take(arena *a, const struct article_outline *o,
                               const struct article_hints *hints, struct article_features *out) {
    *out = (struct article_features){.n_blocks = o->n_blocks};
    struct article_context *c = arena_array(a, 1, sizeof *c);
    if (!c) {
        return a->last;
    }
    TRY(article_context_take(a, o, hints, c));
    out->context = c;
    size_t n_groups = ((size_t)o->n_blocks + ARTICLE_LANES - 1) / ARTICLE_LANES;
    uint8_t *v = arena_array(a, n_groups, (size_t)ARTICLE_FEATURES * ARTICLE_LANES);
    if (!v) {
        return a->last;
    }
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        const struct article_block *b = &o->block[i];
        struct row r = {.n = 0};
        put_text(&r, b);
        put_above(&r, o, b);
        put_holders(&r, c, b->node);
        put_place(&r, c, i);
        put_neighbours(&r, c, i);
        put_windows(&r, c, i);
        put_unit(&r, c, i);
        assert(r.n == ARTICLE_FEATURES);
        uint8_t *to =
            v + (size_t)(i / ARTICLE_LANES) * ARTICLE_FEATURES * ARTICLE_LANES + i % ARTICLE_LANES;
        for (uint32_t k = 0; k < r.n; k++) {
            to[(size_t)k * ARTICLE_LANES] = r.v[k];
        }
    }
    out->v = v;
    return ERR_OK;
}
