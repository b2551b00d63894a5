/* copies.c - text shared by reports: prints, candidate pairs, comparison, lineage, origins.
 * Promise: every run of 12 equal words of two reports is found unless it is boilerplate; spans end
 * at words and are right on both sides; the answer doesn't depend on the number of threads, the
 * order in which they work, or the memory given. Method: winnowed seeds find pairs (pairs.c), each
 * pair is compared with all its five-word runs (compare.c). A copy without eight unchanged words in
 * a row is found by its content words, most of the time (sparse.c, edited.c). Cost: O(words) for
 * the pairs, and the shared text for the rest. Limits: a paraphrase in other words is none of its
 * business. */
#include "reuse/copies.h"

#include "base/par.h"
#include "base/vec.h"
#include "reuse/compare.h"
#include "reuse/descent.h"
#include "reuse/family.h"
#include "reuse/hidden.h"
#include "reuse/innovation.h"
#include "reuse/outlets.h"
#include "reuse/pairs.h"
#include "reuse/sparse_pairs.h"

enum { KEEP_BYTES = 1 << 20, SHARE_OF_COMPARING = 200 };

/* What a worker keeps from pair to pair: pairs come by their first report, whose table serves until
 * the next. */
struct worker {
    arena keep;    /* results */
    arena table;   /* of report `a` */
    arena scratch; /* emptied after each pair */
    uint32_t a;    /* NONE at first */
    struct words words;
    struct match_table matches;
};

struct job {
    const struct prints *prints;
    const struct pairs *pairs;
    struct outlets outlets;
    struct candidates candidates;
    struct function_words function;
    struct copy *copy; /* of each pair */
    struct worker *worker;
    const struct copies_options *options;
};

static enum err turn_to(struct job *job, struct worker *w, uint32_t a) {
    if (w->a == a) {
        return ERR_OK;
    }
    arena_clear(&w->table, KEEP_BYTES);
    w->a = NONE;
    TRY(pairs_words(&w->table, job->pairs, job->prints, a, &w->words));
    TRY(match_table_build(&w->table, &w->words, &w->matches));
    w->a = a;
    return ERR_OK;
}

static enum err compare(void *ctx, size_t i, unsigned worker) {
    struct job *job = ctx;
    struct worker *w = &job->worker[worker];
    struct copy *copy = &job->copy[i];
    struct words y;
    copy->a = (uint32_t)(job->candidates.pair[i] >> 32);
    copy->b = (uint32_t)job->candidates.pair[i];
    TRY(turn_to(job, w, copy->a));
    TRY(pairs_words(&w->scratch, job->pairs, job->prints, copy->b, &y));
    const struct print *print = job->prints->print;
    struct origin_pair origins = {&print[copy->a].origin, &print[copy->b].origin, &job->outlets};
    TRY(compare_reports(&w->keep, &w->scratch, &w->matches, &y, &origins, &job->function,
                        job->candidates.edited[i], copy));
    arena_clear(&w->scratch, KEEP_BYTES);
    prints_tell(job->prints, PRINT_TOUCHED + y.n * PRINT_WORD_BYTES);
    return progress_add(job->options->progress, 1);
}

/* Keep the pairs that share something, with their spans in `a`. */
static enum err gather(arena *a, const struct job *job, struct copies *out) {
    VEC(struct copy) kept = {0};
    for (size_t i = 0; i < job->candidates.n; i++) {
        const struct copy *copy = &job->copy[i];
        if (copy->n_spans == 0) {
            continue;
        }
        struct copy_span *span = arena_array(a, copy->n_spans, sizeof *span);
        if (!span) {
            return a->last;
        }
        memcpy(span, copy->span, copy->n_spans * sizeof *span);
        TRY(vec_push(a, &kept, *copy));
        kept.v[kept.n - 1].span = span;
    }
    out->copy = kept.v;
    out->n = kept.n;
    TRY(family_find(a, job->prints->print, out));
    TRY(innovation_find(a, out));
    TRY(hidden_find(a, job->prints->print, out));
    return descent_find(a, job->prints->outlet, out);
}

static enum err join(arena *a, arena *tmp, struct job *job, const struct print *print, size_t n,
                     struct copies *out) {
    struct prints prints;
    struct pairs pairs;
    const struct copies_options *o = job->options;
    unsigned n_workers = o->n_workers ? o->n_workers : 1;
    TRY(prints_open(tmp, print, n, o->looked_at, o->ctx, &prints));
    prints.progress = o->progress;
    TRY(outlets_find(tmp, &prints, &job->outlets));
    TRY(pairs_find(tmp, n_workers, o->memory, &prints, &pairs));
    job->prints = &prints;
    job->pairs = &pairs;
    sparse_function_words(&job->function);
    TRY(sparse_pairs_find(tmp, n_workers, o->memory, &prints, &job->function, pairs.pair, pairs.n,
                          &job->candidates));
    job->copy = arena_array(tmp, job->candidates.n, sizeof *job->copy);
    if (!job->copy) {
        return tmp->last;
    }
    progress_phase(o->progress, SHARE_OF_COMPARING, job->candidates.n);
    TRY(par_for(n_workers, job->candidates.n, compare, job));
    return gather(a, job, out);
}

enum err copies_join(arena *a, const struct print *print, size_t n,
                     const struct copies_options *options, struct copies *out) {
    *out = (struct copies){.n_docs = n};
    unsigned n_workers = options->n_workers ? options->n_workers : 1;
    arena tmp;
    arena_init(&tmp, 0);
    struct job job = {.worker = arena_array(&tmp, n_workers, sizeof *job.worker),
                      .options = options};
    enum err code = job.worker ? ERR_OK : tmp.last;
    if (code == ERR_OK) {
        for (unsigned w = 0; w < n_workers; w++) {
            arena_init(&job.worker[w].keep, 0);
            arena_init(&job.worker[w].table, 0);
            arena_init(&job.worker[w].scratch, 0);
            job.worker[w].a = NONE;
        }
        code = join(a, &tmp, &job, print, n, out);
        for (unsigned w = 0; w < n_workers; w++) {
            arena_done(&job.worker[w].keep);
            arena_done(&job.worker[w].table);
            arena_done(&job.worker[w].scratch);
        }
    }
    arena_done(&tmp);
    return code;
}

/* Prints of documents, made on several threads. */
struct printing {
    const struct document *const *doc;
    const int32_t *day;
    struct print *print;
    arena *worker;
};

static enum err print_one(void *ctx, size_t i, unsigned worker) {
    struct printing *p = ctx;
    return print_make(&p->worker[worker], p->doc[i], p->day ? p->day[i] : INT32_MIN, &p->print[i]);
}

enum err copies_find(arena *a, const struct document *const *doc, const int32_t *day, size_t n,
                     unsigned n_workers, struct copies *out) {
    n_workers = n_workers ? n_workers : 1;
    arena tmp;
    arena_init(&tmp, 0);
    struct printing p = {doc, day, arena_array(&tmp, n, sizeof *p.print),
                         arena_array(&tmp, n_workers, sizeof *p.worker)};
    enum err code = p.print && p.worker ? ERR_OK : tmp.last;
    if (code == ERR_OK) {
        for (unsigned w = 0; w < n_workers; w++) {
            arena_init(&p.worker[w], 0);
        }
        code = par_for(n_workers, n, print_one, &p);
        struct copies_options options = {.n_workers = n_workers};
        code = code == ERR_OK ? copies_join(a, p.print, n, &options, out) : code;
        for (unsigned w = 0; w < n_workers; w++) {
            arena_done(&p.worker[w]);
        }
    }
    arena_done(&tmp);
    return code;
}

uint32_t copies_parent(const struct copies *copies, uint32_t report) {
    if (copies->parent[report] == NONE) {
        return NONE;
    }
    const struct copy *c = &copies->copy[copies->parent[report]];
    bool is_known = c->direction == (c->a == report ? COPY_A_FROM_B : COPY_B_FROM_A);
    return !is_known ? NONE : c->a == report ? c->b : c->a;
}

const struct copy_family *copies_family(const struct copies *copies, uint32_t report) {
    size_t low = 0;
    size_t high = copies->n_families;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (copies->families[mid].first < copies->family[report]) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    bool is_it = low < copies->n_families && copies->families[low].first == copies->family[report];
    return is_it ? &copies->families[low] : NULL;
}

/* style-ok: export - named after the enum it spells out */
const char *copy_direction_name(enum copy_direction d) {
    switch (d) {
    case COPY_UNDETERMINED:
        return "undetermined";
    case COPY_A_FROM_B:
        return "a from b";
    case COPY_B_FROM_A:
        return "b from a";
    }
    return "";
}
