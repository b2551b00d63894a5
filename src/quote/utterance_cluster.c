/* utterance_cluster.c - leader clustering: the fullest segments first, each joins the best base or
 * becomes one. Order: direct segments, most words first, of equals the wording with more copies;
 * then quoted fragments; then restatements; then fragments that no direct segment has. Since every
 * member is compared with the base alone, a chain of small changes can't drift. The rules of
 * joining stand in fits_direct, fits_fragment and fits_indirect; docs/design/utterance.md gives the
 * reasons. Candidates come from the index, at most 8 a segment, so the cost is O(words log words).
 */
#include "quote/utterance_cluster.h"

#include "base/hash.h"
#include "base/sort.h"
#include "quote/utterance_index.h"
#include "quote/utterance_like.h"

enum { ALIKE_WORDS = 6, NEIGHBOUR_LOOKS = 8 };

struct clustering {
    struct speech *s;
    struct base_index index;
    VEC(uint32_t) base;   /* of each cluster: a segment */
    VEC(uint32_t) newest; /* of each cluster: its newest member */
    uint32_t *older;      /* of each segment: the member before it, or NONE */
    uint32_t *copies;     /* of each segment: how many have the same key */
    struct map by_key;    /* key of a base -> cluster */
};

enum agreement { SPEAKERS_DIFFER, SPEAKERS_UNKNOWN, SPEAKERS_SAME };

static enum agreement speakers_of(const struct segment *a, const struct segment *b) {
    if (a->speaker == NONE || b->speaker == NONE) {
        return SPEAKERS_UNKNOWN;
    }
    return a->speaker == b->speaker ? SPEAKERS_SAME : SPEAKERS_DIFFER;
}

/* Enough of the same words for nothing else to matter: six with some content that make up most of
 * the shorter segment, or a long run of them. */
static bool is_much_alike(const struct likeness *like, enum agreement speakers) {
    uint32_t content = like->n_same >= 9 && like->cover >= 0.75f ? 40
                       : speakers == SPEAKERS_SAME               ? 50
                                                                 : 80;
    if (like->n_same < ALIKE_WORDS || like->content < content) {
        return false;
    }
    return like->cover >= 0.7f || (like->run >= 10 && like->content >= 160 && like->cover >= 0.5f);
}

/* Direct with direct: by the words alone when there are enough of them; short ones need the same
 * speaker, the same neighbours or rare words. */
static bool fits_direct(const struct likeness *like, enum agreement speakers, bool neighbours) {
    if (like->opposed && like->similarity < 0.7f) {
        return false; /* not a slip, but the opposite statement */
    }
    if (is_much_alike(like, speakers)) {
        return true;
    }
    if (like->cover < 0.7f || like->n_same < 3) {
        return false;
    }
    if (neighbours || (speakers == SPEAKERS_SAME && like->content >= 36)) {
        return true;
    }
    uint32_t least = speakers == SPEAKERS_DIFFER ? 80 : 60;
    return like->cover >= 0.95f && like->n_same >= 4 && like->content >= least;
}

/* A fragment in a fuller segment: its words as a run, and the fewer they are the surer the speaker
 * must be. */
static bool fits_fragment(const struct likeness *like, enum agreement speakers, uint32_t context) {
    if (like->cover < 0.9f || !like->gapless) {
        return false;
    }
    if (speakers == SPEAKERS_DIFFER) {
        return like->n_same >= ALIKE_WORDS && like->content >= 100;
    }
    if (speakers == SPEAKERS_SAME) {
        return like->content >= 36 || (like->n_same >= 3 && like->shared >= 26);
    }
    return like->content >= 110 || (like->n_same >= 5 && like->content >= 60) ||
           (like->content >= 36 && context >= 72);
}

/* A restatement. One that makes up less than half must stand in the fuller segment literally: few
 * content words in common are often another statement about the same thing. */
static bool fits_indirect(const struct likeness *like, enum agreement speakers) {
    if (like->similarity < 0.5f && (like->run < ALIKE_WORDS || like->cover < 0.75f)) {
        return false;
    }
    switch (speakers) {
    case SPEAKERS_SAME:
        return like->cover >= 0.6f && like->content >= 90;
    case SPEAKERS_UNKNOWN:
        return like->cover >= 0.8f && like->content >= 120;
    case SPEAKERS_DIFFER:
        return like->cover >= 0.95f && like->n_same >= 8 && like->content >= 60;
    }
    return false;
}

static bool same_quotation(const struct segment *a, const struct segment *b) {
    return a->report == b->report && a->quotation == b->quotation;
}

/* The cluster of the segment `by` places beside `i` in its quotation, or NONE. */
static uint32_t cluster_beside(const struct speech *s, uint32_t i, int by) {
    if ((by < 0 && i == 0) || (by > 0 && i + 1 >= s->segment.n)) {
        return NONE;
    }
    const struct segment *g = &s->segment.v[by < 0 ? i - 1 : i + 1];
    return same_quotation(g, &s->segment.v[i]) ? g->cluster : NONE;
}

/* Whether the sentence before or behind `i` is joined with that before or behind a member of
 * `cluster`. */
static bool has_neighbour(const struct clustering *c, uint32_t i, uint32_t cluster) {
    uint32_t before = cluster_beside(c->s, i, -1);
    uint32_t behind = cluster_beside(c->s, i, 1);
    uint32_t member = c->newest.v[cluster];
    for (int looks = 0; looks < NEIGHBOUR_LOOKS && member != NONE; looks++) {
        if ((before != NONE && before == cluster_beside(c->s, member, -1)) ||
            (behind != NONE && behind == cluster_beside(c->s, member, 1))) {
            return true;
        }
        member = c->older[member];
    }
    return false;
}

static void enter(struct clustering *c, uint32_t segment, uint32_t cluster) {
    c->s->segment.v[segment].cluster = cluster;
    c->older[segment] = c->newest.v[cluster];
    c->newest.v[cluster] = segment;
}

static enum err found_cluster(struct clustering *c, uint32_t segment) {
    struct segment *g = &c->s->segment.v[segment];
    uint32_t cluster = (uint32_t)c->base.n;
    TRY(vec_push(c->s->a, &c->base, segment));
    TRY(vec_push(c->s->a, &c->newest, NONE));
    if (g->kind == SEGMENT_DIRECT && map_find(&c->by_key, g->key) == MAP_NONE) {
        TRY(map_put(&c->by_key, g->key, cluster));
    }
    enter(c, segment, cluster);
    return utterance_index_add(&c->index, c->s, g, cluster);
}

/* How well `segment` fits a cluster: 0 = not at all. */
static enum err grade(struct clustering *c, uint32_t segment, uint32_t cluster, float *out) {
    struct speech *s = c->s;
    const struct segment *g = &s->segment.v[segment];
    const struct segment *base = &s->segment.v[c->base.v[cluster]];
    enum agreement speakers = speakers_of(g, base);
    struct likeness like;
    *out = 0;
    if (same_quotation(g, base) && base->clause == NONE && g->clause == NONE) {
        return ERR_OK;
    }
    if (g->kind == SEGMENT_FRAGMENT) {
        TRY(utterance_like_fragment(s, base, g, &like));
        uint32_t context = utterance_like_context(s, base, g);
        if (fits_fragment(&like, speakers, context)) {
            *out = (float)(1 + speakers) + like.similarity / 2 +
                   (float)(context < 400 ? context : 400) / 800;
        }
    } else if (g->kind == SEGMENT_INDIRECT || base->kind == SEGMENT_INDIRECT) {
        TRY(utterance_like_indirect(s, base, g, &like));
        bool fits = fits_indirect(&like, speakers);
        *out = fits ? like.cover + like.similarity + (base->kind == SEGMENT_DIRECT) : 0;
    } else {
        TRY(utterance_like_direct(s, base, g, &like));
        bool fits = fits_direct(&like, speakers, has_neighbour(c, segment, cluster));
        *out = fits ? like.cover + like.similarity : 0;
    }
    return ERR_OK;
}

/* The cluster that `segment` belongs to among those whose base has a kind of the set `kinds`; NONE
 * if there's none. */
static enum err find_cluster(struct clustering *c, uint32_t segment, unsigned kinds,
                             uint32_t *out) {
    const struct segment *g = &c->s->segment.v[segment];
    *out = NONE;
    uint32_t same = g->kind == SEGMENT_DIRECT && segment_words(g) >= ALIKE_WORDS
                        ? map_find(&c->by_key, g->key)
                        : MAP_NONE;
    if (same != MAP_NONE && !same_quotation(g, &c->s->segment.v[c->base.v[same]])) {
        *out = same;
        return ERR_OK;
    }
    uint32_t candidate[INDEX_CANDIDATES];
    size_t n;
    float best = 0;
    TRY(utterance_index_find(&c->index, c->s, g, candidate, &n));
    utterance_like_ask(c->s, g);
    for (size_t i = 0; i < n; i++) {
        float fit = 0;
        const struct segment *base = &c->s->segment.v[c->base.v[candidate[i]]];
        float least = g->kind == SEGMENT_FRAGMENT ? 0.8f : 0.45f;
        if ((kinds & 1u << base->kind) && utterance_like_glance(c->s, base, g) >= least) {
            TRY(grade(c, segment, candidate[i], &fit));
        }
        if (fit > best) {
            best = fit;
            *out = candidate[i];
        }
    }
    return ERR_OK;
}

static int fullest_first(const void *x, const void *y, void *ctx) {
    const struct clustering *c = ctx;
    const struct speech *s = c->s;
    uint32_t i = *(const uint32_t *)x;
    uint32_t j = *(const uint32_t *)y;
    const struct segment *a = &s->segment.v[i];
    const struct segment *b = &s->segment.v[j];
    if (segment_words(a) != segment_words(b)) {
        return segment_words(a) > segment_words(b) ? -1 : 1;
    }
    if (c->copies[i] != c->copies[j]) {
        return c->copies[i] > c->copies[j] ? -1 : 1;
    }
    if (a->report != b->report) {
        return s->doc_rank[a->report] < s->doc_rank[b->report] ? -1 : 1;
    }
    return i < j ? -1 : i > j;
}

/* The segments of one kind, fullest first. */
static enum err in_order(struct clustering *c, enum segment_kind kind, uint32_t **out, size_t *n) {
    struct speech *s = c->s;
    uint32_t *order = arena_array(s->a, s->segment.n, sizeof *order);
    if (!order) {
        return s->a->last;
    }
    *n = 0;
    for (uint32_t i = 0; i < s->segment.n; i++) {
        if (s->segment.v[i].kind == kind) {
            order[(*n)++] = i;
        }
    }
    *out = order;
    return sort_stable(s->a, order, *n, sizeof *order, fullest_first, c);
}

static enum err join_direct(struct clustering *c) {
    uint32_t *order;
    size_t n;
    TRY(in_order(c, SEGMENT_DIRECT, &order, &n));
    for (size_t i = 0; i < n; i++) {
        uint32_t cluster = NONE;
        if (segment_words(&c->s->segment.v[order[i]]) > 0) {
            TRY(find_cluster(c, order[i], 1u << SEGMENT_DIRECT, &cluster));
        }
        if (cluster != NONE) {
            enter(c, order[i], cluster);
        } else {
            TRY(found_cluster(c, order[i]));
        }
    }
    return ERR_OK;
}

/* Fragments that a base of one of `kinds` contains; `last` = the others become bases. */
static enum err join_fragments(struct clustering *c, unsigned kinds, bool last) {
    uint32_t *order;
    size_t n;
    TRY(in_order(c, SEGMENT_FRAGMENT, &order, &n));
    for (size_t i = 0; i < n; i++) {
        const struct segment *g = &c->s->segment.v[order[i]];
        if (g->cluster != NONE || (last && g->clause != NONE)) {
            continue;
        }
        uint32_t cluster = NONE;
        if (segment_words(g) > 0) {
            TRY(find_cluster(c, order[i], kinds, &cluster));
        }
        if (cluster != NONE) {
            enter(c, order[i], cluster);
        } else if (last) {
            TRY(found_cluster(c, order[i]));
        }
    }
    return ERR_OK;
}

/* For each segment: whether a quoted part of it has joined a cluster. */
static enum err mark_quoted_clauses(const struct speech *s, bool **out) {
    bool *joined = arena_array(s->a, s->segment.n, sizeof *joined);
    if (!joined) {
        return s->a->last;
    }
    for (size_t i = 0; i < s->segment.n; i++) {
        const struct segment *g = &s->segment.v[i];
        if (g->clause != NONE && g->cluster != NONE) {
            joined[g->clause] = true;
        }
    }
    *out = joined;
    return ERR_OK;
}

static enum err join_indirect(struct clustering *c) {
    uint32_t *order;
    size_t n;
    bool *quoted = NULL;
    TRY(in_order(c, SEGMENT_INDIRECT, &order, &n));
    TRY(mark_quoted_clauses(c->s, &quoted));
    for (size_t i = 0; i < n; i++) {
        uint32_t cluster = NONE;
        if (segment_words(&c->s->segment.v[order[i]]) > 0) {
            TRY(find_cluster(c, order[i], 1u << SEGMENT_DIRECT | 1u << SEGMENT_INDIRECT, &cluster));
        }
        if (cluster != NONE) {
            enter(c, order[i], cluster);
        } else if (!quoted[order[i]]) {
            TRY(found_cluster(c, order[i]));
        }
    }
    return ERR_OK;
}

/* A quoted part that stands in the cluster of its clause makes the clause a fragment rendering and
 * goes. */
static void fold_fragments(struct speech *s) {
    for (size_t i = 0; i < s->segment.n; i++) {
        struct segment *g = &s->segment.v[i];
        if (g->clause != NONE && g->cluster != NONE &&
            g->cluster == s->segment.v[g->clause].cluster) {
            s->segment.v[g->clause].kind = SEGMENT_FRAGMENT;
            g->cluster = NONE;
        }
    }
}

static enum err count_copies(struct clustering *c) {
    struct speech *s = c->s;
    struct map count;
    TRY(map_init(&count, s->a, s->segment.n));
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < s->segment.n; i++) {
            uint32_t n = map_find(&count, s->segment.v[i].key);
            if (pass == 0) {
                TRY(map_put(&count, s->segment.v[i].key, n == MAP_NONE ? 1 : n + 1));
            } else {
                c->copies[i] = n;
            }
        }
    }
    return ERR_OK;
}

enum err utterance_cluster_all(struct speech *s, struct clusters *out) {
    struct clustering c = {.s = s};
    c.older = arena_array(s->a, s->segment.n, sizeof *c.older);
    c.copies = arena_array(s->a, s->segment.n, sizeof *c.copies);
    if (!c.older || !c.copies) {
        return s->a->last;
    }
    TRY(count_copies(&c));
    TRY(map_init(&c.by_key, s->a, s->segment.n));
    TRY(utterance_index_init(&c.index, s->a));
    TRY(join_direct(&c));
    TRY(join_fragments(&c, 1u << SEGMENT_DIRECT, false));
    TRY(join_indirect(&c));
    TRY(join_fragments(&c, 1u << SEGMENT_INDIRECT | 1u << SEGMENT_FRAGMENT, true));
    fold_fragments(s);
    *out = (struct clusters){c.base.v, c.base.n};
    return ERR_OK;
}
