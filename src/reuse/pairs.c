/* pairs.c - seeds by winnowing, brought together by hash; each run of equal seeds is boilerplate or
 * gives pairs. When the seeds of all reports don't fit into the memory given, they are taken in
 * rounds by their hashes; the words are winnowed again each time, which costs less than putting
 * seeds on a disk. A seed alone may be a set phrase, so the words round it are compared at once:
 * only a run of PAIR_RUN words makes a pair. Seeds of a crowd are put aside and, one after the
 * other, pair their reports in stars.
 *
 *   reports --(threads)--> seeds by share of the hash --(threads, share by share)--> pairs, places
 * of boilerplate, crowds --(one thread, by hash)--> pairs of crowds --> sorted
 *
 * Threads write into arenas of their own; what they found is sorted at the end, so their number
 * doesn't show. */
#include "reuse/pairs.h"

#include "base/par.h"
#include "base/sort.h"
#include "base/vec.h"
#include "reuse/common.h"
#include "reuse/crowd.h"

enum { KEEP_BYTES = 1 << 20, SHARE_OF_WALK = 150, WAITING = 32 };

struct numbers {
    uint64_t *v;
    size_t n;
    size_t cap;
};

/* Postings of seeds that crowds share, seed after seed. */
struct crowd_seeds {
    struct posting *v;
    size_t n;
    size_t cap;
};

struct found {
    struct numbers pair;
    struct numbers common;
    struct numbers line; /* of outlets, and: */
    struct numbers key;
};

/* What is found in one share. */
struct share {
    struct found found;
    struct crowd_seeds crowd;
};

/* Two postings of one seed, whose words are to be looked at. */
struct look {
    struct posting x;
    struct posting y;
};

struct worker {
    arena keep;    /* what shares give, for one round */
    arena scratch; /* emptied after each share */
    struct common judge;
    struct map found; /* the pairs it found, in this round */
    struct look look[WAITING];
    size_t n_looks;
};

struct job {
    const struct prints *prints;
    struct worker *worker;
    struct found all;      /* of all rounds so far */
    struct numbers before; /* pairs of earlier rounds, upwards */
    struct postings seeds;
    struct share *share;
    struct crowds crowds; /* lasts for all rounds */
};

static bool holds(const struct numbers *v, uint64_t wanted) {
    size_t place = sort_place_u64(v->v, v->n, wanted);
    return place < v->n && v->v[place] == wanted;
}

static uint64_t pair_of(const struct posting *x, const struct posting *y) {
    return (uint64_t)x->doc << 32 | y->doc;
}

static enum err look_at(struct job *job, struct worker *w, struct share *share,
                        const struct posting *x, const struct posting *y) {
    uint64_t pair = pair_of(x, y);
    if (map_find(&w->found, pair) != MAP_NONE) {
        return ERR_OK;
    }
    if (!holds(&job->before, pair)) {
        prints_tell(job->prints, 2 * PRINT_TOUCHED);
        if (!seeds_are_run(job->prints, x, y)) {
            return ERR_OK;
        }
        TRY(vec_push(&w->keep, &share->found.pair, pair));
    }
    return map_put(&w->found, pair, 1);
}

/* Look at the words of those that wait. They lie anywhere, so all are asked for before the first is
 * needed. */
static enum err look_at_all(struct job *job, struct worker *w, struct share *share) {
    const struct print *print = job->prints->print;
    for (size_t i = 0; i < w->n_looks; i++) {
        const struct look *look = &w->look[i];
        __builtin_prefetch(print[look->x.doc].words.id + look->x.pos);
        __builtin_prefetch(print[look->y.doc].words.id + look->y.pos);
    }
    for (size_t i = 0; i < w->n_looks; i++) {
        TRY(look_at(job, w, share, &w->look[i].x, &w->look[i].y));
    }
    w->n_looks = 0;
    return ERR_OK;
}

/* Most seeds of a pair come after it was found: a copy has a hundred of them. The words are looked
 * at by the first only. */
static enum err wait(struct job *job, struct worker *w, struct share *share,
                     const struct posting *x, const struct posting *y) {
    if (x->doc == y->doc || map_find(&w->found, pair_of(x, y)) != MAP_NONE) {
        return ERR_OK;
    }
    const struct print *print = job->prints->print;
    __builtin_prefetch(&print[x->doc].words);
    __builtin_prefetch(&print[y->doc].words);
    w->look[w->n_looks++] = (struct look){*x, *y};
    return w->n_looks == WAITING ? look_at_all(job, w, share) : ERR_OK;
}

/* A run of equal seeds that isn't boilerplate, in the order of reports. */
static enum err add_run(struct job *job, struct worker *w, struct share *share,
                        const struct posting *v, size_t n) {
    if (n > SEED_CROWD) {
        TRY(vec_reserve(&w->keep, &share->crowd, n));
        memcpy(share->crowd.v + share->crowd.n, v, n * sizeof *v);
        share->crowd.n += n;
        return ERR_OK;
    }
    for (size_t j = 1; j < n; j++) {
        for (size_t i = 0; i < j; i++) {
            TRY(wait(job, w, share, &v[i], &v[j]));
        }
    }
    return ERR_OK;
}

/* The line that postings of one seed are, for each outlet. */
static enum err add_line(const struct job *job, struct worker *w, struct share *share,
                         const struct posting *v, size_t n) {
    const uint32_t *outlet = job->prints->outlet;
    uint32_t key;
    likely_keys(job->prints->print[v[0].doc].words.id + v[0].pos, 1, &key);
    TRY(vec_push(&w->keep, &share->found.key, key));
    for (size_t k = 0; k < n; k++) {
        if (k == 0 || outlet[v[k].doc] != outlet[v[k - 1].doc]) {
            uint64_t line = outlet_lines_of(v[k].hash, outlet[v[k].doc]);
            TRY(vec_push(&w->keep, &share->found.line, line));
        }
    }
    return ERR_OK;
}

static enum err add_common(struct worker *w, struct share *share, const struct posting *v,
                           size_t n) {
    struct numbers *common = &share->found.common;
    TRY(vec_reserve(&w->keep, common, n));
    for (size_t k = 0; k < n; k++) {
        common->v[common->n++] = (uint64_t)v[k].doc << 32 | v[k].pos;
    }
    return ERR_OK;
}

static enum err walk_share(void *ctx, size_t s, unsigned worker) {
    struct job *job = ctx;
    struct worker *w = &job->worker[worker];
    struct posting *v;
    size_t n;
    TRY(postings_share(&job->seeds, s, &w->scratch, &v, &n));
    for (size_t from = 0, to; from < n; from = to) {
        to = postings_run(v, n, from);
        if (to - from > 1) {
            struct share *share = &job->share[s];
            enum common_kind kind;
            TRY(common_judge(&w->judge, v + from, to - from, &kind));
            TRY(kind == COMMON_NOT ? add_run(job, w, share, v + from, to - from)
                                   : add_common(w, share, v + from, to - from));
            TRY(kind == COMMON_LINE ? add_line(job, w, share, v + from, to - from) : ERR_OK);
        }
    }
    TRY(look_at_all(job, w, &job->share[s]));
    arena_clear(&w->scratch, KEEP_BYTES);
    return progress_add(job->prints->progress, 1);
}

static enum err walk_all(struct job *job, unsigned n_workers) {
    enum err code = ERR_OK;
    unsigned ready = 0;
    while (code == ERR_OK && ready < n_workers) {
        struct worker *w = &job->worker[ready++];
        code = common_init(&w->judge, &w->keep, job->prints);
        code = code == ERR_OK ? map_init(&w->found, &w->keep, 64) : code;
    }
    code = code == ERR_OK ? par_for(n_workers, POSTING_SHARES, walk_share, job) : code;
    for (unsigned w = 0; w < ready; w++) {
        common_done(&job->worker[w].judge);
    }
    return code;
}

static enum err append(arena *a, const struct numbers *from, struct numbers *to) {
    TRY(vec_reserve(a, to, from->n));
    if (from->n) {
        memcpy(to->v + to->n, from->v, from->n * sizeof *from->v);
    }
    to->n += from->n;
    return ERR_OK;
}

static enum err pair_crowds(arena *a, struct crowds *crowds, const struct crowd_seeds *seeds,
                            struct numbers *out) {
    for (size_t from = 0, to; from < seeds->n; from = to) {
        to = postings_run(seeds->v, seeds->n, from);
        TRY(vec_reserve(a, out, to - from));
        TRY(crowds_add(crowds, seeds->v + from, to - from, out->v, &out->n));
    }
    return ERR_OK;
}

/* Bring together what the shares gave. */
static enum err gather(arena *a, struct job *job) {
    struct found *all = &job->all;
    for (size_t s = 0; s < POSTING_SHARES; s++) {
        const struct found *found = &job->share[s].found;
        TRY(append(a, &found->pair, &all->pair));
        TRY(append(a, &found->common, &all->common));
        TRY(append(a, &found->line, &all->line));
        TRY(append(a, &found->key, &all->key));
        TRY(pair_crowds(a, &job->crowds, &job->share[s].crowd, &all->pair));
    }
    return ERR_OK;
}

static enum err one_round(arena *a, struct job *job, uint32_t n_rounds, uint32_t round,
                          unsigned n_workers) {
    arena tmp;
    arena_init(&tmp, 0);
    job->before = job->all.pair;
    job->share = arena_array(&tmp, POSTING_SHARES, sizeof *job->share);
    enum err code = job->share ? postings_init(&job->seeds, &tmp, n_workers) : tmp.last;
    if (code == ERR_OK) {
        code = seeds_put(job->prints, n_rounds, round, n_workers, &job->seeds);
        progress_phase(job->prints->progress, SHARE_OF_WALK / n_rounds, POSTING_SHARES);
        code = code == ERR_OK ? walk_all(job, n_workers) : code;
        postings_done(&job->seeds);
    }
    code = code == ERR_OK ? gather(a, job) : code;
    arena_done(&tmp);
    for (unsigned w = 0; w < n_workers; w++) {
        arena_clear(&job->worker[w].keep, KEEP_BYTES);
    }
    return code;
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

static enum err all_rounds(arena *a, struct job *job, uint32_t n_rounds, unsigned n_workers,
                           struct pairs *out) {
    struct found *all = &job->all;
    for (uint32_t round = 0; round < n_rounds; round++) {
        TRY(one_round(a, job, n_rounds, round, n_workers));
        TRY(sort_u64(a, all->pair.v, all->pair.n));
        make_distinct(&all->pair);
    }
    TRY(sort_u64(a, all->common.v, all->common.n));
    *out = (struct pairs){
        .pair = all->pair.v, .n = all->pair.n, .common = all->common.v, .n_common = all->common.n};
    struct outlet_lines_found lines = {all->line.v, all->line.n, all->key.v, all->key.n};
    return outlet_lines_open(a, &lines, &out->lines);
}

enum err pairs_find(arena *a, unsigned n_workers, size_t memory, const struct prints *prints,
                    struct pairs *out) {
    n_workers = n_workers ? n_workers : 1;
    arena tmp;
    arena_init(&tmp, 0);
    struct job job = {.prints = prints, .worker = arena_array(&tmp, n_workers, sizeof *job.worker)};
    enum err code = job.worker ? ERR_OK : tmp.last;
    if (code == ERR_OK) {
        crowds_init(&job.crowds, &tmp, prints);
        for (unsigned w = 0; w < n_workers; w++) {
            arena_init(&job.worker[w].keep, 0);
            arena_init(&job.worker[w].scratch, 0);
        }
        code = all_rounds(a, &job, seeds_rounds(prints, memory), n_workers, out);
        for (unsigned w = 0; w < n_workers; w++) {
            arena_done(&job.worker[w].keep);
            arena_done(&job.worker[w].scratch);
        }
    }
    arena_done(&tmp);
    return code;
}

/* Mark the seeds of report `i` that are boilerplate. */
static enum err mark_common(arena *a, const struct pairs *pairs, uint32_t i, struct words *out) {
    size_t k = sort_place_u64(pairs->common, pairs->n_common, (uint64_t)i << 32);
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

enum err pairs_words(arena *a, const struct pairs *pairs, const struct prints *prints, uint32_t i,
                     struct words *out) {
    *out = prints->print[i].words;
    TRY(mark_common(a, pairs, i, out));
    return outlet_lines_mark(a, &pairs->lines, prints->outlet[i], out);
}
