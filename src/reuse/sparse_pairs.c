/* sparse_pairs.c - sparse seeds of all reports brought together by hash; two reports with one seed
 * in common have a hit, and a sparse seed may well be chance, so hits are sorted by pair and a pair
 * needs a chain of them. Pairs known already cost a look-up each.
 *
 *   reports --(threads)--> seeds by share of the hash --(threads, share by share)--> hits -->
 *   sorted by pair --> chains
 *
 *   key of a hit = pair, mixed:32 | index:32
 *
 * Seeds that don't fit into the memory given are taken in rounds by the first bits of their hash.
 */
#include "reuse/sparse_pairs.h"

#include "base/hash.h"
#include "base/par.h"
#include "base/sort.h"
#include "base/vec.h"
#include "sketch/postings.h"

enum {
    SHARE_OF_SEEDS = 100, /* of the time of finding copies */
    SHARE_OF_WALK = 100,
    STEP = 64,
    WORDS_A_SEED = 6, /* of a report: for telling how much memory is needed */
    MOST_ROUND_BITS = 8,
    KEEP_BYTES = 1 << 20,
    COUNT_BITS = 20,
    SPARSE_FEW = 8, /* reports with one seed, all pairs of which are looked at */
    FAR = 120,      /* words between two seeds of a chain */
    BAND = 24,      /* and how far one may lie from the diagonal of the other */
    LOOK_BACK = 16  /* hits before one that it may follow */
};

struct hit {
    uint64_t pair;
    uint32_t a; /* word of either report */
    uint32_t b;
};

struct hits {
    struct hit *v;
    size_t n;
    size_t cap;
};

struct worker {
    arena keep;    /* hits */
    arena scratch; /* emptied after each share, or each report */
};

struct job {
    const struct prints *prints;
    const struct function_words *function;
    const uint64_t *known;
    const size_t *first_known; /* of each report `a`; one more for the end */
    const uint32_t *first; /* of each report: the first that is known to go with it, or itself */
    unsigned round_bits;
    uint32_t round;
    struct worker *worker;
    struct postings seeds;
    struct hits *hits; /* of each share */
};

/* ---- seeds ---- */

static enum err put_report(struct job *job, uint32_t i, unsigned worker) {
    const struct words *w = &job->prints->print[i].words;
    arena *a = &job->worker[worker].scratch;
    struct sparse_seed *seed = arena_take(a, (size_t)SPARSE_OF_WORD * w->n * sizeof *seed);
    if (!seed) {
        return a->last;
    }
    size_t n = sparse_seeds(job->function, w, seed);
    for (size_t k = 0; k < n; k++) {
        if (job->round_bits == 0 || seed[k].hash >> (64 - job->round_bits) == job->round) {
            TRY(postings_add(&job->seeds, worker, (struct posting){seed[k].hash, i, seed[k].pos}));
        }
    }
    arena_clear(a, KEEP_BYTES);
    return ERR_OK;
}

static enum err put_step(void *ctx, size_t step, unsigned worker) {
    struct job *job = ctx;
    size_t to = (step + 1) * STEP < job->prints->n ? (step + 1) * STEP : job->prints->n;
    for (size_t i = step * STEP; i < to; i++) {
        TRY(put_report(job, (uint32_t)i, worker));
        prints_tell(job->prints, PRINT_PASSED);
    }
    return progress_add(job->prints->progress, 1);
}

/* ---- hits ---- */

static bool is_known(const struct job *job, uint32_t a, uint64_t pair) {
    const uint64_t *row = job->known + job->first_known[a];
    size_t n = job->first_known[a + 1] - job->first_known[a];
    size_t place = sort_place_u64(row, n, pair);
    return place < n && row[place] == pair;
}

/* Whether two of the `n` reports of a seed are to be looked at: they aren't known to be a pair,
 * nor, where there are many, both one of a third (the copies of a wire are known as stars). */
static bool is_wanted(const struct job *job, size_t n, uint32_t x, uint32_t y) {
    return x != y && (n <= SPARSE_FEW || job->first[x] != job->first[y]) &&
           !is_known(job, x, (uint64_t)x << 32 | y);
}

/* What the reports of a run of equal seeds have in common. */
static enum err hit_run(const struct job *job, arena *a, const struct posting *v, size_t n,
                        struct hits *out) {
    for (size_t j = 1; j < n; j++) {
        for (size_t i = n > SPARSE_CROWD ? j - 1 : 0; i < j; i++) {
            if (is_wanted(job, n, v[i].doc, v[j].doc)) {
                uint64_t pair = (uint64_t)v[i].doc << 32 | v[j].doc;
                TRY(vec_push(a, out, (struct hit){pair, v[i].pos, v[j].pos}));
            }
        }
    }
    return ERR_OK;
}

static enum err walk_share(void *ctx, size_t share, unsigned worker) {
    struct job *job = ctx;
    struct worker *w = &job->worker[worker];
    struct posting *v;
    size_t n;
    TRY(postings_share(&job->seeds, share, &w->scratch, &v, &n));
    for (size_t from = 0, to; from < n; from = to) {
        to = postings_run(v, n, from);
        TRY(hit_run(job, &w->keep, v + from, to - from, &job->hits[share]));
    }
    arena_clear(&w->scratch, KEEP_BYTES);
    return progress_add(job->prints->progress, 1);
}

static enum err walk_round(arena *a, struct job *job, unsigned n_workers, struct hits *out) {
    size_t n_steps = (job->prints->n + STEP - 1) / STEP;
    progress_phase(job->prints->progress, SHARE_OF_SEEDS >> job->round_bits, n_steps);
    TRY(par_for(n_workers, n_steps, put_step, job));
    progress_phase(job->prints->progress, SHARE_OF_WALK >> job->round_bits, POSTING_SHARES);
    TRY(par_for(n_workers, POSTING_SHARES, walk_share, job));
    for (size_t s = 0; s < POSTING_SHARES; s++) {
        TRY(vec_reserve(a, out, job->hits[s].n));
        if (job->hits[s].n) {
            memcpy(out->v + out->n, job->hits[s].v, job->hits[s].n * sizeof *out->v);
        }
        out->n += job->hits[s].n;
    }
    return ERR_OK;
}

/* The hits of all rounds, in `a`. */
static enum err all_rounds(arena *a, struct job *job, unsigned n_workers, struct hits *out) {
    for (job->round = 0; job->round < (uint32_t)1 << job->round_bits; job->round++) {
        arena tmp;
        arena_init(&tmp, 0);
        job->hits = arena_array(&tmp, POSTING_SHARES, sizeof *job->hits);
        enum err code = job->hits ? postings_init(&job->seeds, &tmp, n_workers) : tmp.last;
        if (code == ERR_OK) {
            code = walk_round(a, job, n_workers, out);
            postings_done(&job->seeds);
        }
        arena_done(&tmp);
        for (unsigned w = 0; w < n_workers; w++) {
            arena_clear(&job->worker[w].keep, KEEP_BYTES);
        }
        TRY(code);
    }
    return ERR_OK;
}

/* ---- chains ---- */

static int by_pair_and_place(const void *px, const void *py, void *ctx) {
    (void)ctx;
    const struct hit *x = px;
    const struct hit *y = py;
    if (x->pair != y->pair) {
        return x->pair < y->pair ? -1 : 1;
    }
    if (x->a != y->a) {
        return x->a < y->a ? -1 : 1;
    }
    return x->b < y->b ? -1 : x->b > y->b;
}

static bool follows(const struct hit *x, const struct hit *y) {
    if (y->a <= x->a || y->b <= x->b) {
        return false;
    }
    uint32_t step_a = y->a - x->a;
    uint32_t step_b = y->b - x->b;
    uint32_t skew = step_a > step_b ? step_a - step_b : step_b - step_a;
    return step_a <= FAR && step_b <= FAR && skew <= BAND;
}

/* Whether the hits of one pair, in order, hold a chain that ends where the reports agree; `length`
 * has room for n. */
static bool holds_chain(const struct job *job, const struct hit *hit, size_t n, uint32_t *length) {
    const struct words *x = &job->prints->print[hit->pair >> 32].words;
    const struct words *y = &job->prints->print[(uint32_t)hit->pair].words;
    for (size_t j = 0; j < n; j++) {
        length[j] = 1;
        for (size_t i = j > LOOK_BACK ? j - LOOK_BACK : 0; i < j; i++) {
            if (length[i] >= length[j] && follows(&hit[i], &hit[j])) {
                length[j] = length[i] + 1;
            }
        }
        if (length[j] >= SPARSE_CHAIN && sparse_agree(job->function, x, hit[j].a, y, hit[j].b)) {
            return true;
        }
    }
    return false;
}

struct numbers {
    uint64_t *v;
    size_t n;
    size_t cap;
};

/* The pairs among some hits, in order, that hold a chain. */
static enum err chains_among(arena *a, const struct job *job, const struct hit *hit, size_t n,
                             uint32_t *length, struct numbers *out) {
    for (size_t from = 0, to; from < n; from = to) {
        to = from + 1;
        while (to < n && hit[to].pair == hit[from].pair) {
            to++;
        }
        if (to - from >= SPARSE_CHAIN) {
            if (holds_chain(job, hit + from, to - from, length)) {
                TRY(vec_push(a, out, hit[from].pair));
            }
            prints_tell(job->prints, 2 * PRINT_TOUCHED);
        }
    }
    return ERR_OK;
}

/* Keep the hits whose pair may have SPARSE_CHAIN of them, by counts of pairs with one hash; most
 * have one. Their keys go to `key`; returns their number. */
static size_t keep_likely(const struct hits *hits, uint8_t *count, uint64_t *key) {
    size_t n = 0;
    for (size_t i = 0; i < hits->n; i++) {
        uint64_t hash = hash_join(hits->v[i].pair, 0) >> 32;
        uint8_t *met = &count[hash >> (32 - COUNT_BITS)];
        if (*met < SPARSE_CHAIN) {
            ++*met;
        }
        key[i] = hash << 32 | i;
    }
    for (size_t i = 0; i < hits->n; i++) {
        key[n] = key[i];
        n += count[key[i] >> (64 - COUNT_BITS)] >= SPARSE_CHAIN;
    }
    return n;
}

/* Hits are sorted by a hash of their pair; the few that have one hash are then put in order. */
static enum err pairs_of(arena *a, const struct job *job, const struct hits *hits,
                         struct numbers *out) {
    uint64_t *key = arena_take(a, hits->n * sizeof *key);
    uint8_t *count = arena_array(a, (size_t)1 << COUNT_BITS, 1);
    if (!key || !count || hits->n > UINT32_MAX) {
        return hits->n > UINT32_MAX ? ERR_LIMIT : a->last;
    }
    size_t n_keys = keep_likely(hits, count, key);
    struct hit *group = arena_take(a, n_keys * sizeof *group);
    uint32_t *length = arena_take(a, n_keys * sizeof *length);
    if (!group || !length) {
        return a->last;
    }
    TRY(sort_u64(a, key, n_keys));
    for (size_t from = 0, to; from < n_keys; from = to) {
        to = from + 1;
        while (to < n_keys && key[to] >> 32 == key[from] >> 32) {
            to++;
        }
        size_t n = to - from;
        for (size_t i = 0; i < n && n >= SPARSE_CHAIN; i++) {
            group[i] = hits->v[(uint32_t)key[from + i]];
        }
        if (n >= SPARSE_CHAIN) {
            TRY(sort_stable(a, group, n, sizeof *group, by_pair_and_place, NULL));
            TRY(chains_among(a, job, group, n, length, out));
        }
    }
    return sort_u64(a, out->v, out->n);
}

/* Put the pairs found among those known. */
static enum err merge(arena *a, const struct numbers *found, const uint64_t *known, size_t n_known,
                      struct candidates *out) {
    uint64_t *pair = arena_array(a, n_known + found->n, sizeof *pair);
    bool *edited = arena_array(a, n_known + found->n, sizeof *edited);
    if (!pair || !edited) {
        return a->last;
    }
    size_t n = 0;
    for (size_t i = 0, j = 0; i < n_known || j < found->n; n++) {
        edited[n] = i == n_known || (j < found->n && found->v[j] < known[i]);
        pair[n] = edited[n] ? found->v[j++] : known[i++];
    }
    *out = (struct candidates){pair, edited, n};
    return ERR_OK;
}

/* Make known pairs fit to be asked for. */
static enum err index_known(arena *a, struct job *job, size_t n_known) {
    size_t n = job->prints->n;
    size_t *first_known = arena_array(a, n + 1, sizeof *first_known);
    uint32_t *first = arena_array(a, n, sizeof *first);
    if (!first_known || !first) {
        return a->last;
    }
    for (size_t i = 0, k = 0; i <= n; i++) {
        while (k < n_known && job->known[k] >> 32 < i) {
            k++;
        }
        first_known[i] = k;
    }
    for (uint32_t i = 0; i < n; i++) {
        first[i] = i;
    }
    for (size_t k = n_known; k-- > 0;) {
        first[(uint32_t)job->known[k]] = (uint32_t)(job->known[k] >> 32);
    }
    job->first_known = first_known;
    job->first = first;
    return ERR_OK;
}

static enum err find(arena *a, arena *tmp, struct job *job, unsigned n_workers, size_t n_known,
                     struct candidates *out) {
    struct hits hits = {0};
    struct numbers found = {0};
    TRY(index_known(tmp, job, n_known));
    TRY(all_rounds(tmp, job, n_workers, &hits));
    TRY(pairs_of(tmp, job, &hits, &found));
    return merge(a, &found, job->known, n_known, out);
}

static unsigned round_bits(const struct prints *prints, size_t memory) {
    size_t words = 0;
    for (size_t i = 0; i < prints->n; i++) {
        words += prints->print[i].words.n;
    }
    size_t bytes = words / WORDS_A_SEED * sizeof(struct posting);
    unsigned bits = 0;
    while (memory && bytes >> bits > memory && bits < MOST_ROUND_BITS) {
        bits++;
    }
    return bits;
}

enum err sparse_pairs_find(arena *a, unsigned n_workers, size_t memory, const struct prints *prints,
                           const struct function_words *f, const uint64_t *known, size_t n_known,
                           struct candidates *out) {
    n_workers = n_workers ? n_workers : 1;
    arena tmp;
    arena_init(&tmp, 0);
    struct job job = {.prints = prints,
                      .function = f,
                      .known = known,
                      .round_bits = round_bits(prints, memory),
                      .worker = arena_array(&tmp, n_workers, sizeof *job.worker)};
    enum err code = job.worker ? ERR_OK : tmp.last;
    if (code == ERR_OK) {
        for (unsigned w = 0; w < n_workers; w++) {
            arena_init(&job.worker[w].keep, 0);
            arena_init(&job.worker[w].scratch, 0);
        }
        code = find(a, &tmp, &job, n_workers, n_known, out);
        for (unsigned w = 0; w < n_workers; w++) {
            arena_done(&job.worker[w].keep);
            arena_done(&job.worker[w].scratch);
        }
    }
    arena_done(&tmp);
    return code;
}
