/* pairs.c - seeds by winnowing, brought together by hash; each run of equal seeds is boilerplate or
 * gives pairs. When the seeds of all reports don't fit into the memory given, they are taken in
 * rounds, each with those whose hashes begin with its number; the words are winnowed again each
 * time, which costs less than putting seeds on a disk. A seed alone may be a set phrase, so
 * the words round it are compared at once: only a run of PAIR_RUN words makes a pair. A seed of a
 * crowd pairs each report with the one before it and with the first: a star and a chain, no clique.
 *
 *   reports --(threads, STEP at a time)--> seeds --> postings by hash --(threads, share by
 *   share)--> pairs and boilerplate --> sorted
 *
 * Threads write into arenas of their own; what they found is sorted at the end, so their number
 * doesn't show. */
#include "reuse/pairs.h"

#include "base/par.h"
#include "base/sort.h"
#include "base/vec.h"
#include "reuse/common.h"
#include "sketch/winnow.h"

enum { STEP = 64, MOST_ROUND_BITS = 10 };

struct numbers {
    uint64_t *v;
    size_t n;
    size_t cap;
};

struct job {
    const struct prints *prints;
    unsigned round_bits;
    uint64_t round;
    arena *worker;
    struct posting_part *part;    /* of each step of reports */
    struct common *judge;         /* of each worker, for one round */
    struct map *found;            /* of each worker, for one round: the pairs it found */
    const struct numbers *before; /* pairs of earlier rounds, upwards */
    const struct postings *seeds;
    struct numbers *pair;   /* of each share */
    struct numbers *common; /* of each share */
};

static void add_seeds(const struct job *job, size_t i, uint64_t *hash, uint32_t *kept, size_t *n,
                      struct posting *out) {
    const struct words *w = &job->prints->print[i].words;
    size_t n_shingles = shingle_count(w->n);
    shingle_hashes(w->id, w->n, hash);
    size_t n_kept = winnow_select(hash, n_shingles, SEED_WINDOW, kept);
    for (size_t k = 0; k < n_kept; k++) {
        uint64_t h = hash[kept[k]];
        if (job->round_bits == 0 || h >> (64 - job->round_bits) == job->round) {
            out[(*n)++] = (struct posting){h, (uint32_t)i, kept[k]};
        }
    }
}

/* The seeds of one step of reports, in a place of their own size. */
static enum err make_seeds(void *ctx, size_t step, unsigned worker) {
    struct job *job = ctx;
    arena *a = &job->worker[worker];
    size_t from = step * STEP;
    size_t to = from + STEP < job->prints->n ? from + STEP : job->prints->n;
    size_t longest = 0;
    size_t all = 0;
    for (size_t i = from; i < to; i++) {
        size_t n = shingle_count(job->prints->print[i].words.n);
        longest = n > longest ? n : longest;
        all += n;
    }
    arena scratch;
    arena_init(&scratch, 0);
    uint64_t *hash = arena_take(&scratch, longest * sizeof *hash);
    uint32_t *kept = arena_take(&scratch, longest * sizeof *kept);
    struct posting *found = arena_take(&scratch, all * sizeof *found);
    enum err code = hash && kept && found ? ERR_OK : scratch.last;
    size_t n = 0;
    for (size_t i = from; code == ERR_OK && i < to; i++) {
        add_seeds(job, i, hash, kept, &n, found);
    }
    struct posting *own = code == ERR_OK ? arena_take(a, n * sizeof *own) : NULL;
    if (own) {
        memcpy(own, found, n * sizeof *own);
        job->part[step] = (struct posting_part){own, n};
    }
    arena_done(&scratch);
    return code != ERR_OK ? code : own ? ERR_OK : a->last;
}

/* Whether the equal words round the shingles at i of x and j of y are PAIR_RUN or more. */
static bool is_run(const struct words *x, size_t i, const struct words *y, size_t j) {
    size_t n = 0;
    for (size_t k = 0; k < PAIR_RUN && i + k < x->n && j + k < y->n; k++, n++) {
        if (x->id[i + k] != y->id[j + k]) {
            break;
        }
    }
    for (size_t k = 1; n && n < PAIR_RUN && k <= i && k <= j && x->id[i - k] == y->id[j - k]; k++) {
        n++;
    }
    return n >= PAIR_RUN;
}

/* The first of `n` numbers, which go upwards, that isn't less than `wanted`. */
static size_t place_of(const uint64_t *v, size_t n, uint64_t wanted) {
    size_t low = 0;
    size_t high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (v[mid] < wanted) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

static bool holds(const struct numbers *v, uint64_t wanted) {
    size_t place = place_of(v->v, v->n, wanted);
    return place < v->n && v->v[place] == wanted;
}

/* What one worker finds in a share. */
struct finding {
    struct job *job;
    arena *a;
    struct map *found;
    struct numbers *out;
};

/* Most seeds of a pair come after it was found: a copy has a hundred of them. The words are looked
 * at by the first only. */
static enum err look_at(struct finding *f, const struct posting *x, const struct posting *y) {
    const struct prints *prints = f->job->prints;
    uint64_t pair = (uint64_t)x->doc << 32 | y->doc;
    if (x->doc == y->doc || map_find(f->found, pair) != MAP_NONE) {
        return ERR_OK;
    }
    if (!holds(f->job->before, pair)) {
        if (!is_run(&prints->print[x->doc].words, x->pos, &prints->print[y->doc].words, y->pos)) {
            return ERR_OK;
        }
        TRY(vec_push(f->a, f->out, pair));
    }
    return map_put(f->found, pair, 1);
}

/* The pairs of a run of equal seeds, which is in the order of reports. */
static enum err pair_run(struct finding *f, const struct posting *v, size_t n) {
    bool crowd = n > SEED_CROWD;
    for (size_t j = 1; j < n; j++) {
        TRY(look_at(f, &v[0], &v[j]));
        for (size_t i = crowd ? j - 1 : 1; i < j; i++) {
            TRY(look_at(f, &v[i], &v[j]));
        }
    }
    return ERR_OK;
}

static enum err walk_share(void *ctx, size_t share, unsigned worker) {
    struct job *job = ctx;
    arena *a = &job->worker[worker];
    const struct postings *seeds = job->seeds;
    struct finding f = {job, a, &job->found[worker], &job->pair[share]};
    size_t to = seeds->share[share];
    while (to < seeds->share[share + 1]) {
        size_t from = to;
        to = postings_run(seeds->v, seeds->share[share + 1], from);
        size_t n = to - from;
        if (n == 1) {
            continue;
        }
        bool is_boilerplate;
        TRY(common_is_boilerplate(&job->judge[worker], seeds->v + from, n, &is_boilerplate));
        if (!is_boilerplate) {
            TRY(pair_run(&f, seeds->v + from, n));
            continue;
        }
        for (size_t k = from; k < to; k++) {
            uint64_t place = (uint64_t)seeds->v[k].doc << 32 | seeds->v[k].pos;
            TRY(vec_push(a, &job->common[share], place));
        }
    }
    return ERR_OK;
}

/* Append what the shares found. */
static enum err gather(arena *a, const struct numbers *share, struct numbers *out) {
    for (size_t s = 0; s < POSTING_SHARES; s++) {
        TRY(vec_reserve(a, out, share[s].n));
        if (share[s].n) {
            memcpy(out->v + out->n, share[s].v, share[s].n * sizeof *out->v);
        }
        out->n += share[s].n;
    }
    return ERR_OK;
}

static enum err walk_all(struct job *job, unsigned n_workers) {
    enum err code = ERR_OK;
    unsigned ready = 0;
    while (code == ERR_OK && ready < n_workers) {
        code = common_init(&job->judge[ready], &job->worker[ready], job->prints);
        ready++;
    }
    code = code == ERR_OK ? par_for(n_workers, POSTING_SHARES, walk_share, job) : code;
    for (unsigned w = 0; w < ready; w++) {
        common_done(&job->judge[w]);
    }
    return code;
}

static enum err one_round(arena *a, arena *tmp, struct job *job, unsigned n_workers,
                          struct numbers *pair, struct numbers *common) {
    size_t n_steps = (job->prints->n + STEP - 1) / STEP;
    job->part = arena_array(tmp, n_steps, sizeof *job->part);
    job->pair = arena_array(tmp, POSTING_SHARES, sizeof *job->pair);
    job->common = arena_array(tmp, POSTING_SHARES, sizeof *job->common);
    job->judge = arena_array(tmp, n_workers, sizeof *job->judge);
    job->found = arena_array(tmp, n_workers, sizeof *job->found);
    if (!job->part || !job->pair || !job->common || !job->judge || !job->found) {
        return tmp->last;
    }
    job->before = pair;
    for (unsigned w = 0; w < n_workers; w++) {
        TRY(map_init(&job->found[w], &job->worker[w], 64));
    }
    struct postings seeds;
    TRY(par_for(n_workers, n_steps, make_seeds, job));
    TRY(postings_bring(tmp, job->part, n_steps, n_workers, &seeds));
    job->seeds = &seeds;
    TRY(walk_all(job, n_workers));
    TRY(gather(a, job->pair, pair));
    return gather(a, job->common, common);
}

/* Rounds are a power of two: seeds that fit one by one into half of the memory (they lie in it
 * twice while they are brought together). */
static unsigned round_bits(const struct prints *prints, size_t memory) {
    size_t words = 0;
    for (size_t i = 0; i < prints->n; i++) {
        words += prints->print[i].words.n;
    }
    size_t bytes = words * 2 / (SEED_WINDOW + 1) * sizeof(struct posting) * 2;
    unsigned bits = 0;
    while (memory && bytes >> bits > memory && bits < MOST_ROUND_BITS) {
        bits++;
    }
    return bits;
}

static void make_distinct(struct numbers *v) {
    size_t n = 0;
    for (size_t i = 0; i < v->n; i++) {
        if (n == 0 || v->v[n - 1] != v->v[i]) {
            v->v[n++] = v->v[i];
        }
    }
    v->n = n;
}

static enum err all_rounds(arena *a, struct job *job, unsigned n_workers, struct pairs *out) {
    struct numbers pair = {0};
    struct numbers common = {0};
    for (job->round = 0; job->round < (uint64_t)1 << job->round_bits; job->round++) {
        arena tmp;
        arena_init(&tmp, 0);
        enum err code = one_round(a, &tmp, job, n_workers, &pair, &common);
        arena_done(&tmp);
        for (unsigned w = 0; w < n_workers; w++) {
            arena_done(&job->worker[w]);
            arena_init(&job->worker[w], 0);
        }
        TRY(code);
        TRY(sort_u64(a, pair.v, pair.n));
        make_distinct(&pair);
    }
    TRY(sort_u64(a, common.v, common.n));
    *out = (struct pairs){pair.v, pair.n, common.v, common.n};
    return ERR_OK;
}

enum err pairs_find(arena *a, unsigned n_workers, size_t memory, const struct prints *prints,
                    struct pairs *out) {
    struct job job = {.prints = prints, .round_bits = round_bits(prints, memory)};
    n_workers = n_workers ? n_workers : 1;
    job.worker = arena_array(a, n_workers, sizeof *job.worker);
    if (!job.worker) {
        return a->last;
    }
    for (unsigned w = 0; w < n_workers; w++) {
        arena_init(&job.worker[w], 0);
    }
    enum err code = all_rounds(a, &job, n_workers, out);
    for (unsigned w = 0; w < n_workers; w++) {
        arena_done(&job.worker[w]);
    }
    return code;
}

enum err pairs_words(arena *a, const struct pairs *pairs, const struct prints *prints, uint32_t i,
                     struct words *out) {
    *out = prints->print[i].words;
    size_t k = place_of(pairs->common, pairs->n_common, (uint64_t)i << 32);
    if (k == pairs->n_common || pairs->common[k] >> 32 != i) {
        return ERR_OK;
    }
    uint8_t *flags = arena_take(a, out->n);
    if (!flags) {
        return a->last;
    }
    memcpy(flags, out->flags, out->n);
    for (; k < pairs->n_common && pairs->common[k] >> 32 == i; k++) {
        uint32_t pos = (uint32_t)pairs->common[k];
        for (uint32_t n = 0; n < SHINGLE_WORDS; n++) {
            flags[pos + n] |= WORD_COMMON;
        }
    }
    out->flags = flags;
    return ERR_OK;
}
