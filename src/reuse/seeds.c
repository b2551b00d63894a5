/* seeds.c - each worker takes STEP reports at a time, so that its postings come in order; shingles
 * are hashed and winnowed anew in each round, which costs less than keeping them. */
#include "reuse/seeds.h"

#include "base/par.h"
#include "sketch/winnow.h"

enum { STEP = 64, MOST_ROUND_BITS = 10, KEEP_BYTES = 1 << 20, SHARE_OF_SEEDS = 400 };

struct job {
    const struct prints *prints;
    unsigned round_bits;
    uint64_t round;
    arena *scratch; /* of each worker */
    struct postings *out;
};

unsigned seeds_round_bits(const struct prints *prints, size_t memory) {
    size_t words = 0;
    for (size_t i = 0; i < prints->n; i++) {
        words += prints->print[i].words.n;
    }
    size_t bytes = words * 2 / (SEED_WINDOW + 1) * sizeof(struct posting);
    unsigned bits = 0;
    while (memory && bytes >> bits > memory && bits < MOST_ROUND_BITS) {
        bits++;
    }
    return bits;
}

static enum err put_report(const struct job *job, unsigned worker, uint32_t i) {
    arena *a = &job->scratch[worker];
    const struct words *w = &job->prints->print[i].words;
    size_t n = shingle_count(w->n);
    uint64_t *hash = arena_take(a, n * sizeof *hash);
    uint32_t *kept = arena_take(a, n * sizeof *kept);
    if (!hash || !kept) {
        return a->last;
    }
    shingle_hashes(w->id, w->n, hash);
    size_t n_kept = winnow_select(hash, n, SEED_WINDOW, kept);
    for (size_t k = 0; k < n_kept; k++) {
        uint64_t h = hash[kept[k]];
        if (job->round_bits == 0 || h >> (64 - job->round_bits) == job->round) {
            TRY(postings_add(job->out, worker, (struct posting){h, i, kept[k]}));
        }
    }
    arena_clear(a, KEEP_BYTES);
    return ERR_OK;
}

static enum err put_step(void *ctx, size_t step, unsigned worker) {
    const struct job *job = ctx;
    size_t to = (step + 1) * STEP < job->prints->n ? (step + 1) * STEP : job->prints->n;
    for (size_t i = step * STEP; i < to; i++) {
        TRY(put_report(job, worker, (uint32_t)i));
    }
    return progress_add(job->prints->progress, 1);
}

enum err seeds_put(const struct prints *prints, unsigned round_bits, uint64_t round,
                   unsigned n_workers, struct postings *out) {
    arena tmp;
    arena_init(&tmp, 0);
    struct job job = {prints, round_bits, round, arena_array(&tmp, n_workers, sizeof(arena)), out};
    enum err code = job.scratch ? ERR_OK : tmp.last;
    if (code == ERR_OK) {
        for (unsigned w = 0; w < n_workers; w++) {
            arena_init(&job.scratch[w], 0);
        }
        size_t n_steps = (prints->n + STEP - 1) / STEP;
        progress_phase(prints->progress, SHARE_OF_SEEDS >> round_bits, n_steps);
        code = par_for(n_workers, n_steps, put_step, &job);
        for (unsigned w = 0; w < n_workers; w++) {
            arena_done(&job.scratch[w]);
        }
    }
    arena_done(&tmp);
    return code;
}

bool seeds_are_run(const struct prints *prints, const struct posting *x, const struct posting *y) {
    const struct words *a = &prints->print[x->doc].words;
    const struct words *b = &prints->print[y->doc].words;
    size_t i = x->pos;
    size_t j = y->pos;
    size_t n = 0;
    while (n < PAIR_RUN && i + n < a->n && j + n < b->n && a->id[i + n] == b->id[j + n]) {
        n++;
    }
    for (size_t k = 1; n && n < PAIR_RUN && k <= i && k <= j && a->id[i - k] == b->id[j - k]; k++) {
        n++;
    }
    return n >= PAIR_RUN;
}
