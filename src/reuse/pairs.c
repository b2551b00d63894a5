/* pairs.c - candidates by accumulators: each report walks the postings of its own seeds and notes
 * the reports before it. A seed alone may be a set phrase, so the words round it are compared at
 * once; only a run of PAIR_RUN words makes a pair. No list of all seed pairs is ever made: memory
 * is one byte a report and thread, and the work of a report is bounded by its seeds x SEED_CROWD.
 * Threads take reports; the pairs are sorted at the end, so their number doesn't show. */
#include "reuse/pairs.h"

#include "base/par.h"
#include "base/sort.h"
#include "base/vec.h"

struct found {
    uint32_t *v;
    size_t n;
    size_t cap;
};

struct job {
    const struct prints *prints;
    arena *worker;
    uint8_t **is_paired; /* a worker's notes: report -> already paired with the present one */
    struct found *found; /* of each report: the ones before it */
};

static bool same_word(const struct print *x, size_t i, const struct print *y, size_t j) {
    return x->words.hash[i] == y->words.hash[j] &&
           !((x->words.flags[i] | y->words.flags[j]) & WORD_COMMON);
}

/* Whether the equal words round the shingles at (i, j) are PAIR_RUN or more. */
static bool is_run(const struct print *x, size_t i, const struct print *y, size_t j) {
    size_t n = 0;
    for (size_t k = 0; k < PAIR_RUN && i + k < x->words.n && j + k < y->words.n; k++, n++) {
        if (!same_word(x, i + k, y, j + k)) {
            break;
        }
    }
    for (size_t k = 1; n && n < PAIR_RUN && k <= i && k <= j && same_word(x, i - k, y, j - k);
         k++) {
        n++;
    }
    return n >= PAIR_RUN;
}

static enum err look_at(struct job *job, size_t i, size_t seed, const struct posting *x,
                        unsigned worker) {
    uint8_t *is_paired = job->is_paired[worker];
    if (x->doc >= i || is_paired[x->doc]) {
        return ERR_OK;
    }
    const struct print *mine = &job->prints->print[i];
    const struct print *other = &job->prints->print[x->doc];
    if (!is_run(mine, mine->seed[seed], other, other->seed[x->pos])) {
        return ERR_OK;
    }
    is_paired[x->doc] = 1;
    return vec_push(&job->worker[worker], &job->found[i], x->doc);
}

static enum err pair_report(void *ctx, size_t i, unsigned worker) {
    struct job *job = ctx;
    const struct prints *prints = job->prints;
    const struct print *p = &prints->print[i];
    for (size_t s = 0; s < p->n_seeds; s++) {
        size_t from = p->group[s];
        if (from == UINT32_MAX) {
            continue;
        }
        size_t to = from;
        while (to < prints->n_postings && prints->posting[to].hash == prints->posting[from].hash &&
               prints->posting[to].doc < i && to - from <= SEED_CROWD) {
            to++;
        }
        bool crowd = to - from > SEED_CROWD;
        for (size_t k = crowd ? to - SEED_CROWD / 2 : from; k < to; k++) {
            TRY(look_at(job, i, s, &prints->posting[k], worker));
        }
        if (crowd) {
            TRY(look_at(job, i, s, &prints->posting[from], worker));
        }
    }
    for (size_t k = 0; k < job->found[i].n; k++) {
        job->is_paired[worker][job->found[i].v[k]] = 0;
    }
    return ERR_OK;
}

enum err pairs_find(arena *a, arena *worker, unsigned n_workers, const struct prints *prints,
                    uint64_t **out, size_t *n) {
    struct job job = {.prints = prints, .worker = worker};
    job.found = arena_array(a, prints->n, sizeof *job.found);
    job.is_paired = arena_array(a, n_workers, sizeof *job.is_paired);
    if (!job.found || !job.is_paired) {
        return a->last;
    }
    for (unsigned w = 0; w < n_workers; w++) {
        job.is_paired[w] = arena_alloc(a, prints->n);
        if (!job.is_paired[w]) {
            return a->last;
        }
    }
    TRY(par_for(n_workers, prints->n, pair_report, &job));
    VEC(uint64_t) all = {0};
    for (size_t i = 0; i < prints->n; i++) {
        for (size_t k = 0; k < job.found[i].n; k++) {
            TRY(vec_push(a, &all, (uint64_t)job.found[i].v[k] << 32 | i));
        }
    }
    TRY(sort_u64(a, all.v, all.n));
    *out = all.v;
    *n = all.n;
    return ERR_OK;
}
