/* seeds.c - each worker takes STEP reports at a time, so that its postings come in order; shingles
 * are hashed and winnowed anew in each round, which costs less than keeping them. Winnowing keeps
 * small hashes: of four equal parts of their range the first has .56 of them. So rounds are parted
 * where as many come before as the number of the round asks for. */
#include "reuse/seeds.h"

#include "base/par.h"
#include "sketch/winnow.h"

enum { STEP = 64, MOST_ROUNDS = 1024, KEEP_BYTES = 1 << 20, SHARE_OF_SEEDS = 400 };

struct job {
    const struct prints *prints;
    uint64_t from; /* hashes of the round */
    uint64_t last;
    arena *scratch; /* of each worker */
    struct postings *out;
};

/* How many shingles of an endless row of random hashes in 0..1 are seeds below `x`. One of hash t
 * is a seed when its neighbours, up to the next smaller ones, fill a window: of those on both sides
 * together k are greater with probability (k + 1) t^2 (1 - t)^k, and w - 1 must be. The integral
 * over t for w = 4. */
static double seeds_below(double x) {
    _Static_assert(SEED_WINDOW == 4, "the formula is for this window");
    return x - x * x * x * (2 - 2 * x + 0.6 * x * x);
}

/* The hash at which `round` of `n_rounds` begins. */
static uint64_t begin_of(uint32_t round, uint32_t n_rounds) {
    uint64_t hash = 0;
    double wanted = seeds_below(1) * round / n_rounds;
    for (unsigned bit = 64; round > 0 && bit-- > 0;) {
        uint64_t higher = hash | (uint64_t)1 << bit;
        hash = seeds_below((double)higher / 0x1p64) < wanted ? higher : hash;
    }
    return hash;
}

uint32_t seeds_rounds(const struct prints *prints, size_t memory) {
    size_t words = 0;
    for (size_t i = 0; i < prints->n; i++) {
        words += prints->print[i].words.n;
    }
    size_t bytes = words * 2 / (SEED_WINDOW + 1) * sizeof(struct posting);
    size_t n = memory ? bytes / memory + 1 : 1;
    return n < MOST_ROUNDS ? (uint32_t)n : MOST_ROUNDS;
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
        if (h >= job->from && h <= job->last) {
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
        prints_tell(job->prints, PRINT_PASSED);
    }
    return progress_add(job->prints->progress, 1);
}

enum err seeds_put(const struct prints *prints, uint32_t n_rounds, uint32_t round,
                   unsigned n_workers, struct postings *out) {
    arena tmp;
    arena_init(&tmp, 0);
    struct job job = {.prints = prints,
                      .from = begin_of(round, n_rounds),
                      .last = round + 1 < n_rounds ? begin_of(round + 1, n_rounds) - 1 : UINT64_MAX,
                      .scratch = arena_array(&tmp, n_workers, sizeof(arena)),
                      .out = out};
    enum err code = job.scratch ? ERR_OK : tmp.last;
    if (code == ERR_OK) {
        for (unsigned w = 0; w < n_workers; w++) {
            arena_init(&job.scratch[w], 0);
        }
        size_t n_steps = (prints->n + STEP - 1) / STEP;
        progress_phase(prints->progress, SHARE_OF_SEEDS / n_rounds, n_steps);
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
