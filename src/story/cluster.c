/* cluster.c - agglomeration from the most alike pair down.
 * Items are taken in the order of days, and the pairs that are alike at all (alike.c), with those
 * known from elsewhere, in descending order of likeness. Two clusters are joined when, besides the
 * pair, their centroids are alike enough (average link), so that a chain of half-alike reports
 * doesn't run through a whole topic. Days apart weaken a likeness. Ties are broken by index: the
 * result doesn't depend on threads. Cost: that of alike.c, and a merge of centroids for each join.
 */
#include "story/cluster.h"

#include <math.h>

#include "base/sort.h"
#include "base/vec.h"
#include "story/alike.h"

enum { CENTROID_TERMS = 600, POOL_SIZES = 40 };

static const float SHARED_TEXT = 0.7F; /* a likeness that large comes from shared text */
static const float LEAST_LINK = 0.19F;
static const float PARTED_LINK = 0.35F;  /* parts of one report were parted for a reason */
static const float PER_DOUBLING = 0.03F; /* a large cluster must be tighter */

/* Sums that aren't needed any more, by the power of two of their room: clusters grow all the time,
 * and an arena alone would keep every size each of them ever had. */
struct pool {
    arena *a;
    struct term *free[POOL_SIZES]; /* the first bytes of each lead to the next */
};

static unsigned size_class(size_t n) {
    unsigned class = 4;
    while ((size_t)1 << class < n) {
        class ++;
    }
    return class;
}

static struct term *pool_take(struct pool *p, size_t n) {
    unsigned class = size_class(n);
    struct term *room = p->free[class];
    if (!room) {
        return arena_take(p->a, ((size_t)1 << class) * sizeof *room);
    }
    memcpy(&p->free[class], room, sizeof(struct term *));
    return room;
}

/* Give back room that pool_take(p, n) gave. */
static void pool_give(struct pool *p, struct term *room, size_t n) {
    unsigned class = size_class(n);
    memcpy(room, &p->free[class], sizeof(struct term *));
    p->free[class] = room;
}

/* A cluster while it grows: the sum of its members' vectors. */
struct centroid {
    struct vector sum;
    size_t room; /* asked of the pool for the sum; 0 = it is an item's own */
    uint32_t n;
    uint32_t *parted; /* reports of several passages that have one here, sorted */
    size_t n_parted;
};

static int heavier_first(const void *px, const void *py, void *ctx) {
    (void)ctx;
    const struct term *x = px;
    const struct term *y = py;
    if (x->weight > y->weight || x->weight < y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static int by_hash(const void *px, const void *py, void *ctx) {
    (void)ctx;
    uint32_t x = ((const struct term *)px)->hash;
    uint32_t y = ((const struct term *)py)->hash;
    return x < y ? -1 : x > y;
}

/* A centroid that has grown too long keeps its heaviest terms. */
static enum err shorten(arena *a, struct vector *v) {
    if (v->n <= 2 * (size_t)CENTROID_TERMS) {
        return ERR_OK;
    }
    TRY(sort_stable(a, v->term, v->n, sizeof *v->term, heavier_first, NULL));
    v->n = CENTROID_TERMS;
    return sort_stable(a, v->term, v->n, sizeof *v->term, by_hash, NULL);
}

static uint32_t root_of(uint32_t *up, uint32_t i) {
    while (up[i] != i) {
        up[i] = up[up[i]];
        i = up[i];
    }
    return i;
}

/* Whether two clusters hold parts of one report; both lists are sorted. */
static bool share_report(const struct centroid *x, const struct centroid *y) {
    for (size_t i = 0, j = 0; i < x->n_parted && j < y->n_parted;) {
        if (x->parted[i] == y->parted[j]) {
            return true;
        }
        bool less = x->parted[i] < y->parted[j];
        i += less;
        j += !less;
    }
    return false;
}

static void release(struct pool *pool, struct centroid *c) {
    if (c->room) {
        pool_give(pool, c->sum.term, c->room);
    }
    c->room = 0;
}

/* Put `high` into `low`; it has no sum afterwards. */
static enum err absorb(struct pool *pool, struct centroid *low, struct centroid *high) {
    arena *a = pool->a;
    size_t room = low->sum.n + high->sum.n;
    struct term *term = pool_take(pool, room);
    if (!term) {
        return a->last;
    }
    struct vector sum = vector_add_into(&low->sum, &high->sum, term);
    TRY(shorten(a, &sum));
    release(pool, low);
    release(pool, high);
    low->sum = sum;
    low->room = room;
    low->n += high->n;
    if (high->n_parted == 0) {
        return ERR_OK;
    }
    uint32_t *all = arena_array(a, low->n_parted + high->n_parted, sizeof *all);
    if (!all) {
        return a->last;
    }
    size_t n = 0;
    for (size_t i = 0, j = 0; i < low->n_parted || j < high->n_parted;) {
        bool from_low =
            j == high->n_parted || (i < low->n_parted && low->parted[i] <= high->parted[j]);
        all[n++] = from_low ? low->parted[i++] : high->parted[j++];
    }
    low->parted = all;
    low->n_parted = n;
    return ERR_OK;
}

static enum err start(arena *a, const struct item *item, size_t n, struct centroid *c,
                      uint32_t *up) {
    for (size_t i = 0; i < n; i++) {
        up[i] = (uint32_t)i;
        c[i] = (struct centroid){.sum = item[i].vector, .n = 1};
        bool parted = (i > 0 && item[i - 1].report == item[i].report) ||
                      (i + 1 < n && item[i + 1].report == item[i].report);
        if (parted) {
            c[i].parted = arena_new(a, uint32_t);
            if (!c[i].parted) {
                return a->last;
            }
            c[i].parted[0] = item[i].report;
            c[i].n_parted = 1;
        }
    }
    return ERR_OK;
}

/* Whether the clusters of the pair may be one. */
static bool may_join(const struct centroid *x, const struct centroid *y, float factor,
                     float value) {
    float link = factor * vector_dot(&x->sum, &y->sum) / ((float)x->n * (float)y->n);
    float least = value >= SHARED_TEXT ? LEAST_LINK / 2 : LEAST_LINK;
    if (share_report(x, y)) {
        least = PARTED_LINK;
    }
    return link >= least * (1.0F + PER_DOUBLING * log2f((float)(x->n + y->n) / 2));
}

static enum err agglomerate(arena *a, const struct item *item, size_t n,
                            const struct likeness *edge, size_t n_edges, uint32_t *up) {
    struct centroid *c = arena_array(a, n, sizeof *c);
    if (!c) {
        return a->last;
    }
    struct pool pool = {.a = a};
    TRY(start(a, item, n, c, up));
    for (size_t k = 0; k < n_edges; k++) {
        uint32_t x = root_of(up, edge[k].i);
        uint32_t y = root_of(up, edge[k].j);
        float factor = alike_day_factor(item[edge[k].i].day, item[edge[k].j].day);
        if (x != y && may_join(&c[x], &c[y], factor, edge[k].value)) {
            uint32_t low = x < y ? x : y;
            uint32_t high = x < y ? y : x;
            TRY(absorb(&pool, &c[low], &c[high]));
            up[high] = low;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        up[i] = root_of(up, i);
    }
    return ERR_OK;
}

static enum err cluster(arena *a, const struct item *item, size_t n, const struct likeness *known,
                        size_t n_known, unsigned n_workers, uint32_t *out) {
    struct likenesses edges;
    TRY(alike_find(a, item, n, n_workers, &edges));
    for (size_t k = 0; k < n_known; k++) {
        TRY(vec_push(a, &edges, known[k]));
    }
    TRY(sort_stable(a, edges.v, edges.n, sizeof *edges.v, alike_compare, NULL));
    return agglomerate(a, item, n, edges.v, edges.n, out);
}

static int by_day(const void *px, const void *py, void *ctx) {
    const struct item *item = ctx;
    int32_t x = item[*(const uint32_t *)px].day;
    int32_t y = item[*(const uint32_t *)py].day;
    return (x > y) - (x < y);
}

/* Cluster the items in the order of days and tell the result in the caller's order. */
static enum err cluster_in_order(arena *a, const struct item *item, size_t n,
                                 const struct likeness *known, size_t n_known, unsigned n_workers,
                                 uint32_t *out) {
    uint32_t *order = arena_array(a, n, sizeof *order); /* place in time -> item */
    uint32_t *place = arena_array(a, n, sizeof *place);
    uint32_t *root = arena_array(a, n, sizeof *root);
    struct item *sorted = arena_array(a, n, sizeof *sorted);
    struct likeness *moved = arena_array(a, n_known, sizeof *moved);
    if (!order || !place || !root || !sorted || !moved) {
        return a->last;
    }
    for (size_t i = 0; i < n; i++) {
        order[i] = (uint32_t)i;
    }
    TRY(sort_stable(a, order, n, sizeof *order, by_day, (void *)(uintptr_t)item));
    for (size_t k = 0; k < n; k++) {
        sorted[k] = item[order[k]];
        place[order[k]] = (uint32_t)k;
    }
    for (size_t k = 0; k < n_known; k++) {
        uint32_t x = place[known[k].i];
        uint32_t y = place[known[k].j];
        moved[k] = (struct likeness){x < y ? x : y, x < y ? y : x, known[k].value};
    }
    TRY(cluster(a, sorted, n, moved, n_known, n_workers, root));
    for (size_t i = 0; i < n; i++) {
        out[i] = UINT32_MAX;
    }
    for (size_t i = 0; i < n; i++) { /* out of a root = its smallest item */
        uint32_t r = order[root[place[i]]];
        out[r] = out[r] == UINT32_MAX ? (uint32_t)i : out[r];
    }
    for (size_t i = 0; i < n; i++) {
        place[i] = out[order[root[place[i]]]];
    }
    memcpy(out, place, n * sizeof *out);
    return ERR_OK;
}

enum err cluster_items(arena *a, const struct item *item, size_t n, const struct likeness *known,
                       size_t n_known, unsigned n_workers, uint32_t *out) {
    arena_pos m = arena_mark(a);
    enum err code =
        n ? cluster_in_order(a, item, n, known, n_known, n_workers ? n_workers : 1, out) : ERR_OK;
    arena_reset(a, m);
    return code;
}
