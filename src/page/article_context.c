/* article_context.c - a few passes over nodes and blocks. The best region is the node with the
 * highest score of prose below it (Readability's bubbling: a paragraph counts for its parent and
 * half for the one above), less the share of link text. Copies and likeness are found by hashes. */
#include "page/article_context.h"

#include "base/hash.h"
#include "base/map.h"

enum { MAX_TITLE = 40, MAX_GAP = 99, MAX_STEPS = 50 };

static void find_region(struct article_context *c) {
    const struct article_outline *o = c->o;
    for (uint32_t i = 0; i < o->n_nodes; i++) {
        const struct article_node *n = &o->node[i];
        float links = n->chars ? (float)n->link_chars / (float)n->chars : 1.0f;
        c->worth[i] = n->score * (1.0f - links);
        if (c->worth[i] > c->worth[c->best]) {
            c->best = i;
        }
    }
}

/* Steps from node `from` up to the path between `goal` and the root, and from there down to `goal`.
 */
static void measure_path(const struct article_outline *o, const uint8_t *on_path, uint32_t from,
                         uint32_t goal, uint8_t *up, uint8_t *down) {
    unsigned steps = 0;
    while (!on_path[from]) {
        from = o->node[from].parent;
        steps++;
    }
    unsigned rest = (unsigned)o->node[goal].depth - o->node[from].depth;
    *up = (uint8_t)(steps < MAX_STEPS ? steps : MAX_STEPS);
    *down = (uint8_t)(rest < MAX_STEPS ? rest : MAX_STEPS);
}

/* Paths of all blocks to the best region and to the title's block. */
static enum err measure_paths(arena *a, struct article_context *c) {
    const struct article_outline *o = c->o;
    uint8_t *to_best = arena_alloc(a, o->n_nodes);
    uint8_t *to_title = arena_alloc(a, o->n_nodes);
    if (!to_best || !to_title) {
        return a->last;
    }
    uint32_t title = o->n_blocks ? o->block[c->title_block].node : ARTICLE_NONE;
    bool has_title = o->n_blocks && c->place[c->title_block].title > 0;
    for (uint32_t i = o->n_nodes ? c->best : ARTICLE_NONE; i != ARTICLE_NONE;
         i = o->node[i].parent) {
        to_best[i] = 1;
    }
    for (uint32_t i = title; i != ARTICLE_NONE; i = o->node[i].parent) {
        to_title[i] = 1;
    }
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        struct article_place *p = &c->place[i];
        measure_path(o, to_best, o->block[i].node, c->best, &p->up, &p->down);
        p->title_up = MAX_STEPS;
        p->title_down = MAX_STEPS;
        if (has_title) {
            measure_path(o, to_title, o->block[i].node, title, &p->title_up, &p->title_down);
        }
    }
    return ERR_OK;
}

static void count_before(struct article_context *c) {
    uint32_t n = c->o->n_blocks;
    uint32_t last = ARTICLE_NONE;
    for (uint32_t i = 0; i < n; i++) {
        const struct article_block *b = &c->o->block[i];
        struct article_place *p = &c->place[i];
        p->words_before = c->words;
        p->good_before = c->good;
        c->words += b->stats.words;
        c->good += b->is_good ? b->stats.words : 0;
        p->good_gap[0] =
            (uint16_t)(last != ARTICLE_NONE && i - last < MAX_GAP ? i - last : MAX_GAP);
        last = b->is_good ? i : last;
        if (c->h1 == ARTICLE_NONE && c->o->node[b->node].tag == HTML_TAG_H1) {
            c->h1 = i;
        }
    }
    last = ARTICLE_NONE;
    for (uint32_t i = n; i-- > 0;) {
        c->place[i].good_gap[1] =
            (uint16_t)(last != ARTICLE_NONE && last - i < MAX_GAP ? last - i : MAX_GAP);
        last = c->o->block[i].is_good ? i : last;
    }
}

static bool holds(const uint32_t *v, size_t n, uint32_t x) {
    for (size_t i = 0; i < n; i++) {
        if (v[i] == x) {
            return true;
        }
    }
    return false;
}

/* Share of words in common with the title, for short blocks. */
static enum err compare_title(arena *a, struct article_context *c, str title) {
    struct article_hashes words = {0};
    TRY(article_scan_words(a, title, &words));
    size_t n_title = words.n < MAX_TITLE ? words.n : MAX_TITLE;
    uint64_t filter = 0;
    for (size_t i = 0; i < n_title; i++) {
        filter |= 1ull << (words.v[i] & 63);
    }
    for (uint32_t i = 0; n_title > 0 && i < c->o->n_blocks; i++) {
        const struct article_block *b = &c->o->block[i];
        uint32_t n = b->word_to - b->word_from;
        const uint32_t *w = c->o->words.v + b->word_from;
        uint32_t common = 0;
        for (uint32_t k = 0; n <= MAX_TITLE && k < n; k++) {
            common +=
                (filter >> (w[k] & 63) & 1) && !holds(w, k, w[k]) && holds(words.v, n_title, w[k]);
        }
        if (common) {
            c->place[i].title = (uint8_t)(common * 200 / (n + n_title - common));
        }
        if (c->place[i].title > c->place[c->title_block].title) {
            c->title_block = i;
        }
    }
    return ERR_OK;
}

static uint64_t triple(const uint32_t *w) {
    return hash_join(hash_join(w[0], w[1]), w[2]);
}

/* Share of each block's word triples that the JSON-LD's body has too. */
static enum err compare_body(arena *a, struct article_context *c, str body) {
    struct article_hashes words = {0};
    TRY(article_scan_words(a, body, &words));
    for (uint32_t i = 0; i < c->o->n_blocks; i++) {
        c->place[i].body = 255;
    }
    if (words.n < 50) {
        return ERR_OK;
    }
    struct map seen;
    TRY(map_init(&seen, a, 2 * words.n));
    for (size_t i = 0; i < words.n; i++) {
        TRY(map_put(&seen, hash_join(words.v[i], 1), 1));
        if (i + 2 < words.n) {
            TRY(map_put(&seen, triple(words.v + i), 1));
        }
    }
    for (uint32_t i = 0; i < c->o->n_blocks; i++) {
        const struct article_block *b = &c->o->block[i];
        const uint32_t *w = c->o->words.v + b->word_from;
        uint32_t n = b->word_to - b->word_from;
        uint32_t all = n > 2 ? n - 2 : n;
        uint32_t hit = 0;
        for (uint32_t k = 0; k < all; k++) {
            uint64_t key = n > 2 ? triple(w + k) : hash_join(w[k], 1);
            hit += map_find(&seen, key) != MAP_NONE;
        }
        uint64_t share = all ? (uint64_t)hit * 200 / all : 0;
        c->place[i].body = (uint8_t)share;
    }
    return ERR_OK;
}

/* A block's element and its parent by tag and class. */
static uint64_t look_of(const struct article_outline *o, uint32_t node) {
    uint32_t up = o->node[node].parent;
    return hash_join(o->node[node].look, up == ARTICLE_NONE ? 0 : o->node[up].look);
}

static enum err find_alike(arena *a, struct article_context *c) {
    const struct article_outline *o = c->o;
    struct map look;
    struct map copy;
    TRY(map_init(&look, a, o->n_blocks / 4));
    TRY(map_init(&copy, a, o->n_blocks));
    uint32_t n = 0;
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        const struct article_block *b = &o->block[i];
        uint64_t key = look_of(o, b->node);
        uint32_t at = map_find(&look, key);
        if (at == MAP_NONE) {
            at = n++;
            TRY(map_put(&look, key, at));
        }
        struct article_alike *k = &c->alike[at];
        k->n++;
        k->words += b->stats.words;
        k->chars += b->stats.chars;
        k->link_chars += b->stats.link_chars;
        k->good += b->is_good ? b->stats.words : 0;
        c->place[i].alike = at;
        const uint32_t *w = o->words.v + b->word_from;
        uint64_t text =
            hash_bytes(str_of((const char *)w, (b->word_to - b->word_from) * sizeof *w));
        at = b->word_from == b->word_to ? i : map_find(&copy, text);
        if (at == MAP_NONE) {
            at = i;
            TRY(map_put(&copy, text, i));
        }
        c->place[at].n_copies++;
        c->place[i].words_before = at; /* for the moment: the first of its copies */
    }
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        c->place[i].n_copies = c->place[c->place[i].words_before].n_copies;
    }
    return ERR_OK;
}

enum err article_context_take(arena *a, const struct article_outline *o,
                              const struct article_hints *hints, struct article_context *out) {
    *out = (struct article_context){.o = o, .h1 = ARTICLE_NONE};
    out->place = arena_array(a, o->n_blocks, sizeof *out->place);
    out->alike = arena_array(a, o->n_blocks, sizeof *out->alike);
    out->worth = arena_array(a, o->n_nodes, sizeof *out->worth);
    if (!out->place || !out->alike || !out->worth) {
        return a->last;
    }
    find_region(out);
    TRY(find_alike(a, out));
    count_before(out);
    TRY(compare_title(a, out, hints->title));
    TRY(measure_paths(a, out));
    return compare_body(a, out, hints->json_ld_body);
}
