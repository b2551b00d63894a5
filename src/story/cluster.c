/* cluster.c - candidates by rare heavy terms, then agglomeration from the most alike pair down.
 * Each item's KEY_TERMS heaviest terms go into an inverted index; the items met there are compared
 * in full. Likenesses are taken in descending order, and two clusters are joined when, besides the
 * pair, their centroids are alike enough (average link), so that a chain of half-alike reports
 * doesn't run through a whole topic. Days apart weaken a likeness. Ties are broken by index: the
 * result doesn't depend on threads. Cost: items x KEY_TERMS x CLUSTER_CROWD at most. */
#include "story/cluster.h"

#include <math.h>

#include "base/par.h"
#include "base/sort.h"
#include "base/vec.h"
#include "sketch/postings.h"

enum { KEY_TERMS = 48, MOST_CANDIDATES = 60, CENTROID_TERMS = 600 };
static const float SHARED_TEXT = 0.7F; /* a likeness that large comes from shared text */

static const float LEAST_PAIR = 0.20F;
static const float LEAST_KEYS = 0.08F; /* of the likeness that key terms alone must give */
static const float LEAST_LINK = 0.19F;
static const float PARTED_LINK = 0.35F;  /* parts of one report were parted for a reason */
static const float PER_DOUBLING = 0.03F; /* a large cluster must be tighter */
static const float HALF_LIFE = 20.0F;    /* days */
static const float LEAST_FACTOR = 0.6F;

struct found {
    struct likeness *v;
    size_t n;
    size_t cap;
};

struct job {
    const struct item *item;
    size_t n;
    const struct posting *posting; /* of the key terms; pos = index of the term in its item */
    size_t n_postings;
    uint32_t **key; /* of each item: where the posting runs of its key terms begin */
    uint32_t *n_keys;
    arena *worker;
    float **sum;         /* of each worker: item -> products so far */
    struct found *found; /* of each item */
};

static float factor_of_days(int32_t x, int32_t y) {
    if (x == INT32_MIN || y == INT32_MIN) {
        return 1.0F;
    }
    float gap = fabsf((float)x - (float)y);
    return LEAST_FACTOR + (1.0F - LEAST_FACTOR) * exp2f(-gap / HALF_LIFE);
}

/* A term's weight and place; heaviest first, then by hash. */
struct ranked {
    float weight;
    uint32_t term;
};

static int heaviest_first(const void *px, const void *py, void *ctx) {
    (void)ctx;
    const struct ranked *x = px;
    const struct ranked *y = py;
    if (x->weight > y->weight || x->weight < y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    return x->term < y->term ? -1 : x->term > y->term;
}

static enum err index_items(arena *a, struct job *job) {
    VEC(struct posting) postings = {0};
    VEC(struct ranked) ranked = {0};
    for (size_t i = 0; i < job->n; i++) {
        const struct vector *v = &job->item[i].vector;
        ranked.n = 0;
        for (size_t k = 0; k < v->n; k++) {
            TRY(vec_push(a, &ranked, (struct ranked){v->term[k].weight, (uint32_t)k}));
        }
        TRY(sort_stable(a, ranked.v, ranked.n, sizeof *ranked.v, heaviest_first, NULL));
        job->n_keys[i] = (uint32_t)(ranked.n < KEY_TERMS ? ranked.n : KEY_TERMS);
        job->key[i] = arena_array(a, job->n_keys[i], sizeof **job->key);
        if (!job->key[i]) {
            return a->last;
        }
        for (uint32_t k = 0; k < job->n_keys[i]; k++) {
            struct posting x = {v->term[ranked.v[k].term].hash, (uint32_t)i, ranked.v[k].term};
            TRY(vec_push(a, &postings, x));
        }
    }
    TRY(postings_sort(a, postings.v, postings.n, 1));
    job->posting = postings.v;
    job->n_postings = postings.n;
    uint32_t *next = arena_array(a, job->n, sizeof *next);
    if (!next) {
        return a->last;
    }
    for (size_t from = 0; from < postings.n;) {
        size_t to = postings_run(postings.v, postings.n, from);
        for (size_t k = from; k < to; k++) {
            uint32_t i = postings.v[k].doc;
            job->key[i][next[i]++] = to - from <= CLUSTER_CROWD ? (uint32_t)from : UINT32_MAX;
        }
        from = to;
    }
    return ERR_OK;
}

/* Add the products of one key term of item i to the items before it; the items met are noted. */
static enum err add_products(struct job *job, size_t i, size_t from, unsigned worker,
                             struct found *met) {
    const struct posting *p = job->posting;
    const struct item *item = job->item;
    size_t mine = from;
    while (p[mine].doc != i) {
        mine++;
    }
    float weight = item[i].vector.term[p[mine].pos].weight;
    for (size_t k = from; k < mine; k++) {
        uint32_t j = p[k].doc;
        if (item[j].report == item[i].report) {
            continue;
        }
        if (job->sum[worker][j] <= 0) {
            TRY(vec_push(&job->worker[worker], met, (struct likeness){j, (uint32_t)i, 0}));
        }
        job->sum[worker][j] += weight * item[j].vector.term[p[k].pos].weight;
    }
    return ERR_OK;
}

static int most_alike_first(const void *px, const void *py, void *ctx) {
    (void)ctx;
    const struct likeness *x = px;
    const struct likeness *y = py;
    if (x->value > y->value || x->value < y->value) {
        return x->value > y->value ? -1 : 1;
    }
    if (x->i != y->i) {
        return x->i < y->i ? -1 : 1;
    }
    return x->j < y->j ? -1 : x->j > y->j;
}

static enum err find_alike(void *ctx, size_t i, unsigned worker) {
    struct job *job = ctx;
    arena *a = &job->worker[worker];
    struct found met = {0};
    for (uint32_t k = 0; k < job->n_keys[i]; k++) {
        if (job->key[i][k] != UINT32_MAX) {
            TRY(add_products(job, i, job->key[i][k], worker, &met));
        }
    }
    size_t n = 0;
    for (size_t k = 0; k < met.n; k++) {
        float *sum = &job->sum[worker][met.v[k].i];
        if (*sum >= LEAST_KEYS) {
            met.v[n++] = (struct likeness){met.v[k].i, (uint32_t)i, *sum};
        }
        *sum = 0;
    }
    met.n = n;
    TRY(sort_stable(a, met.v, met.n, sizeof *met.v, most_alike_first, NULL));
    met.n = met.n > MOST_CANDIDATES ? MOST_CANDIDATES : met.n;
    for (size_t k = 0; k < met.n; k++) {
        const struct item *x = &job->item[met.v[k].i];
        const struct item *y = &job->item[i];
        float value = vector_dot(&x->vector, &y->vector) * factor_of_days(x->day, y->day);
        if (value >= LEAST_PAIR) {
            TRY(vec_push(a, &job->found[i], (struct likeness){met.v[k].i, (uint32_t)i, value}));
        }
    }
    return ERR_OK;
}

/* A cluster while it grows: the sum of its members' vectors. */
struct centroid {
    struct vector sum;
    uint32_t n;
    uint32_t *parted; /* reports of several passages that have one here, sorted */
    size_t n_parted;
};

static enum err add_vectors(arena *a, const struct vector *x, const struct vector *y,
                            struct vector *out) {
    struct term *term = arena_array(a, x->n + y->n, sizeof *term);
    if (!term) {
        return a->last;
    }
    size_t n = 0;
    size_t i = 0;
    size_t j = 0;
    while (i < x->n || j < y->n) {
        bool from_x = j == y->n || (i < x->n && x->term[i].hash <= y->term[j].hash);
        bool from_y = i == x->n || (j < y->n && y->term[j].hash <= x->term[i].hash);
        term[n] = from_x ? x->term[i] : y->term[j];
        term[n].weight += from_x && from_y ? y->term[j].weight : 0;
        n++;
        i += from_x;
        j += from_y;
    }
    *out = (struct vector){term, n};
    return ERR_OK;
}

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
    uint64_t x = ((const struct term *)px)->hash;
    uint64_t y = ((const struct term *)py)->hash;
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

/* Put `high` into `low`. */
static enum err absorb(arena *a, struct centroid *low, const struct centroid *high) {
    TRY(add_vectors(a, &low->sum, &high->sum, &low->sum));
    TRY(shorten(a, &low->sum));
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
    TRY(start(a, item, n, c, up));
    for (size_t k = 0; k < n_edges; k++) {
        uint32_t x = root_of(up, edge[k].i);
        uint32_t y = root_of(up, edge[k].j);
        float factor = factor_of_days(item[edge[k].i].day, item[edge[k].j].day);
        if (x != y && may_join(&c[x], &c[y], factor, edge[k].value)) {
            uint32_t low = x < y ? x : y;
            uint32_t high = x < y ? y : x;
            TRY(absorb(a, &c[low], &c[high]));
            up[high] = low;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        up[i] = root_of(up, i);
    }
    return ERR_OK;
}

static enum err cluster(arena *a, struct job *job, const struct likeness *known, size_t n_known,
                        unsigned n_workers, uint32_t *out) {
    job->key = arena_array(a, job->n, sizeof *job->key);
    job->n_keys = arena_array(a, job->n, sizeof *job->n_keys);
    job->found = arena_array(a, job->n, sizeof *job->found);
    job->sum = arena_array(a, n_workers, sizeof *job->sum);
    if (!job->key || !job->n_keys || !job->found || !job->sum) {
        return a->last;
    }
    for (unsigned w = 0; w < n_workers; w++) {
        job->sum[w] = arena_array(a, job->n, sizeof **job->sum);
        if (!job->sum[w]) {
            return a->last;
        }
    }
    TRY(index_items(a, job));
    TRY(par_for(n_workers, job->n, find_alike, job));
    VEC(struct likeness) edges = {0};
    for (size_t i = 0; i < job->n; i++) {
        for (size_t k = 0; k < job->found[i].n; k++) {
            TRY(vec_push(a, &edges, job->found[i].v[k]));
        }
    }
    for (size_t k = 0; k < n_known; k++) {
        TRY(vec_push(a, &edges, known[k]));
    }
    TRY(sort_stable(a, edges.v, edges.n, sizeof *edges.v, most_alike_first, NULL));
    return agglomerate(a, job->item, job->n, edges.v, edges.n, out);
}

enum err cluster_items(arena *a, const struct item *item, size_t n, const struct likeness *known,
                       size_t n_known, unsigned n_workers, uint32_t *out) {
    arena_pos m = arena_mark(a);
    struct job job = {.item = item, .n = n};
    job.worker = arena_array(a, n_workers, sizeof *job.worker);
    if (!job.worker) {
        return a->last;
    }
    for (unsigned w = 0; w < n_workers; w++) {
        arena_init(&job.worker[w], 0);
    }
    enum err code = cluster(a, &job, known, n_known, n_workers, out);
    for (unsigned w = 0; w < n_workers; w++) {
        arena_done(&job.worker[w]);
    }
    arena_reset(a, m);
    return code;
}
