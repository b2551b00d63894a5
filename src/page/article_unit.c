/* article_unit.c - sums are carried from children to parents, backwards through the nodes; then
 * siblings are counted in a map by parent, tag and front of the class; then each node gets the
 * index of the innermost unit around it. */
#include "page/article_unit.h"

#include "base/hash.h"
#include "base/map.h"

enum { FEWEST = 3, HEADLINE_WORDS = 3, CARD_WORDS = 60 };

/* Sums below a node. */
struct tally {
    uint32_t words;
    uint32_t blocks;
    uint32_t first; /* block of HEADLINE_WORDS or more */
    bool is_timed;
};

static struct tally *tally_up(arena *a, const struct article_outline *o) {
    struct tally *t = arena_array(a, o->n_nodes, sizeof *t);
    for (uint32_t i = 0; t && i < o->n_nodes; i++) {
        t[i] = (struct tally){.first = ARTICLE_NONE, .is_timed = o->node[i].is_time};
    }
    for (uint32_t i = o->n_blocks; t && i-- > 0;) {
        const struct article_block *b = &o->block[i];
        struct tally *own = &t[b->node];
        own->words += b->stats.words;
        own->blocks++;
        own->first = b->stats.words >= HEADLINE_WORDS ? i : own->first;
    }
    for (uint32_t i = o->n_nodes; t && i-- > 1;) {
        struct tally *up = &t[o->node[i].parent];
        up->words += t[i].words;
        up->blocks += t[i].blocks;
        up->first = t[i].first < up->first ? t[i].first : up->first;
        up->is_timed |= t[i].is_timed;
    }
    return t;
}

bool article_unit_is_headline(const struct article_block *b) {
    return b->stats.words >= HEADLINE_WORDS && b->stats.link_chars * 5 >= b->stats.chars * 4;
}

static bool is_linked(const struct article_outline *o, const struct tally *t) {
    return t->first != ARTICLE_NONE && article_unit_is_headline(&o->block[t->first]);
}

/* Count all rows of siblings, short ones too; row[node] is the index or ARTICLE_NONE. */
static enum err count_rows(arena *a, struct article_outline *o, const struct tally *t,
                           uint32_t *row) {
    VEC(struct article_unit) unit = {0};
    struct map known;
    TRY(map_init(&known, a, 64));
    for (uint32_t i = 0; i < o->n_nodes; i++) {
        const struct article_node *n = &o->node[i];
        row[i] = ARTICLE_NONE;
        if (t[i].blocks < 2 || n->parent == ARTICLE_NONE || !(n->marks & ARTICLE_IS_BLOCK)) {
            continue;
        }
        uint64_t key = hash_join(hash_join(n->parent, n->tag), n->stem);
        uint32_t at = map_find(&known, key);
        if (at == MAP_NONE) {
            at = (uint32_t)unit.n;
            TRY(map_put(&known, key, at));
            TRY(vec_push(a, &unit, (struct article_unit){.first = i}));
        }
        struct article_unit *u = &unit.v[at];
        u->n++;
        u->n_linked += is_linked(o, &t[i]);
        u->n_timed += t[i].is_timed;
        u->words += t[i].words;
        u->blocks += t[i].blocks;
        row[i] = at;
    }
    o->unit = unit.v;
    o->n_units = (uint32_t)unit.n;
    return ERR_OK;
}

enum err article_unit_find(arena *a, struct article_outline *o) {
    struct tally *t = tally_up(a, o);
    uint32_t *row = arena_array(a, o->n_nodes, sizeof *row);
    if (!t || !row) {
        return a->last;
    }
    TRY(count_rows(a, o, t, row));
    for (uint32_t i = 0; i < o->n_nodes; i++) {
        if (row[i] == ARTICLE_NONE || o->unit[row[i]].n < FEWEST) {
            row[i] = o->node[i].parent == ARTICLE_NONE ? ARTICLE_NONE : row[o->node[i].parent];
        }
    }
    o->unit_of = row;
    return ERR_OK;
}

bool article_unit_is_cards(const struct article_unit *u) {
    return u->n_linked * 5 >= u->n * 4 && u->words <= CARD_WORDS * u->n;
}
