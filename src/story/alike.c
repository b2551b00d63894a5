/* alike.c - candidates by rare heavy terms: each item's KEY_TERMS heaviest terms go into an
 * inverted index, in which it meets the CLUSTER_CROWD items with the same term that are nearest
 * before it; those met most are compared in full. Threads take items; what they find is gathered in
 * the order of items. O(items x KEY_TERMS x CLUSTER_CROWD). */
#include "story/alike.h"

#include <math.h>

#include "base/par.h"
#include "base/sort.h"
#include "base/vec.h"
#include "sketch/postings.h"

enum { KEY_TERMS = 48, KEEP_BYTES = 1 << 20 };

/* Spreads 32 bits over 64, by which the postings are parted. */
static const uint64_t SPREAD = 0x9e3779b97f4a7c15u;

static const float LEAST_PAIR = 0.20F;
static const float LEAST_KEYS = 0.08F; /* of the likeness that key terms alone must give */
static const float HALF_LIFE = 20.0F;  /* days */
static const float LEAST_FACTOR = 0.6F;

struct job {
    const struct item *item;
    size_t n;
    const struct posting *posting; /* of the key terms; pos = index of the term in its item */
    size_t n_postings;
    uint32_t **key; /* of each item: the postings of its key terms */
    uint32_t *n_keys;
    arena *worker;            /* what is found, one a thread */
    arena *scratch;           /* emptied after each item, one a thread */
    float **sum;              /* of each worker: item -> products so far */
    struct likenesses *found; /* of each item */
};

float alike_day_factor(int32_t x, int32_t y) {
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
            uint64_t key = v->term[ranked.v[k].term].hash * SPREAD;
            struct posting x = {key, (uint32_t)i, ranked.v[k].term};
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
    for (size_t k = 0; k < postings.n; k++) {
        uint32_t i = postings.v[k].doc;
        job->key[i][next[i]++] = (uint32_t)k;
    }
    return ERR_OK;
}

/* Add the products of one key term of item i, posting `mine`, to the items before it; the items met
 * are noted. */
static enum err add_products(struct job *job, size_t i, size_t mine, unsigned worker,
                             struct likenesses *met) {
    const struct posting *p = job->posting;
    const struct item *item = job->item;
    float weight = item[i].vector.term[p[mine].pos].weight;
    size_t least = mine > CLUSTER_CROWD ? mine - CLUSTER_CROWD : 0;
    for (size_t k = mine; k-- > least && p[k].hash == p[mine].hash;) {
        uint32_t j = p[k].doc;
        if (item[j].report == item[i].report) {
            continue;
        }
        if (job->sum[worker][j] <= 0) {
            TRY(vec_push(&job->scratch[worker], met, (struct likeness){j, (uint32_t)i, 0}));
        }
        job->sum[worker][j] += weight * item[j].vector.term[p[k].pos].weight;
    }
    return ERR_OK;
}

int alike_compare(const void *px, const void *py, void *ctx) {
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
    arena *scratch = &job->scratch[worker];
    struct likenesses met = {0};
    for (uint32_t k = 0; k < job->n_keys[i]; k++) {
        TRY(add_products(job, i, job->key[i][k], worker, &met));
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
    TRY(sort_stable(scratch, met.v, met.n, sizeof *met.v, alike_compare, NULL));
    met.n = met.n > ALIKE_CANDIDATES ? ALIKE_CANDIDATES : met.n;
    n = 0;
    for (size_t k = 0; k < met.n; k++) {
        const struct item *x = &job->item[met.v[k].i];
        const struct item *y = &job->item[i];
        float value = vector_dot(&x->vector, &y->vector) * alike_day_factor(x->day, y->day);
        if (value >= LEAST_PAIR) {
            met.v[n++] = (struct likeness){met.v[k].i, (uint32_t)i, value};
        }
    }
    struct likenesses *found = &job->found[i];
    found->v = arena_take(&job->worker[worker], n * sizeof *found->v);
    if (!found->v) {
        return job->worker[worker].last;
    }
    if (n) {
        memcpy(found->v, met.v, n * sizeof *found->v);
    }
    found->n = n;
    arena_clear(scratch, KEEP_BYTES);
    return ERR_OK;
}

static enum err gather(arena *a, const struct job *job, struct likenesses *out) {
    size_t n = 0;
    for (size_t i = 0; i < job->n; i++) {
        n += job->found[i].n;
    }
    TRY(vec_reserve(a, out, n));
    for (size_t i = 0; i < job->n; i++) {
        if (job->found[i].n) {
            memcpy(out->v + out->n, job->found[i].v, job->found[i].n * sizeof *out->v);
        }
        out->n += job->found[i].n;
    }
    return ERR_OK;
}

static enum err find_all(arena *a, arena *tmp, struct job *job, unsigned n_workers,
                         struct likenesses *out) {
    job->key = arena_array(tmp, job->n, sizeof *job->key);
    job->n_keys = arena_array(tmp, job->n, sizeof *job->n_keys);
    job->found = arena_array(tmp, job->n, sizeof *job->found);
    job->sum = arena_array(tmp, n_workers, sizeof *job->sum);
    if (!job->key || !job->n_keys || !job->found || !job->sum) {
        return tmp->last;
    }
    for (unsigned w = 0; w < n_workers; w++) {
        job->sum[w] = arena_array(tmp, job->n, sizeof **job->sum);
        if (!job->sum[w]) {
            return tmp->last;
        }
    }
    TRY(index_items(tmp, job));
    TRY(par_for(n_workers, job->n, find_alike, job));
    return gather(a, job, out);
}

enum err alike_find(arena *a, const struct item *item, size_t n, unsigned n_workers,
                    struct likenesses *out) {
    arena tmp;
    arena_init(&tmp, 0);
    struct job job = {.item = item,
                      .n = n,
                      .worker = arena_array(&tmp, n_workers, sizeof *job.worker),
                      .scratch = arena_array(&tmp, n_workers, sizeof *job.scratch)};
    *out = (struct likenesses){0};
    enum err code = job.worker && job.scratch ? ERR_OK : tmp.last;
    if (code == ERR_OK) {
        for (unsigned w = 0; w < n_workers; w++) {
            arena_init(&job.worker[w], 0);
            arena_init(&job.scratch[w], 0);
        }
        code = find_all(a, &tmp, &job, n_workers, out);
        for (unsigned w = 0; w < n_workers; w++) {
            arena_done(&job.worker[w]);
            arena_done(&job.scratch[w]);
        }
    }
    arena_done(&tmp);
    return code;
}
