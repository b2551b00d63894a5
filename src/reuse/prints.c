/* prints.c - words, shingles and winnowed seeds of every report; boilerplate found by who shares
 * it. A seed that comes back in many reports is boilerplate when these reports have little else in
 * common: the names in them (capitalised words inside sentences) hardly overlap. A statement that
 * twenty reports of one happening carry stays, a newsletter line doesn't. In reports of one outlet
 * a smaller number is enough. Words under such seeds are marked and take no part in anything later.
 * O(words); of a crowded seed eight pairs of neighbours are looked at. */
#include "reuse/prints.h"

#include "base/par.h"
#include "base/sort.h"
#include "base/vec.h"
#include "sketch/winnow.h"

enum {
    MANY_REPORTS = 6, /* reports with a seed before it is suspected */
    MANY_OF_OUTLET = 3,
    SAMPLES = 8
};

static const double SAME_NEWS = 0.2; /* shared names over those of the report with fewer */

struct job {
    const struct document *const *doc;
    arena *worker;
    struct prints *prints;
};

static enum err collect_names(arena *a, struct print *p) {
    VEC(uint64_t) names = {0};
    for (size_t i = 0; i < p->words.n; i++) {
        if (p->words.flags[i] & WORD_CAPITAL) {
            TRY(vec_push(a, &names, p->words.hash[i]));
        }
    }
    TRY(sort_u64(a, names.v, names.n));
    size_t n = 0;
    for (size_t i = 0; i < names.n; i++) {
        if (n == 0 || names.v[n - 1] != names.v[i]) {
            names.v[n++] = names.v[i];
        }
    }
    p->name = names.v;
    p->n_names = n;
    return ERR_OK;
}

static enum err make_print(void *ctx, size_t i, unsigned worker) {
    struct job *job = ctx;
    arena *a = &job->worker[worker];
    struct print *p = &job->prints->print[i];
    TRY(shingle_words(a, job->doc[i], &p->words));
    uint64_t *shingle;
    TRY(shingle_hashes(a, &p->words, &shingle, &p->n_shingles));
    p->shingle = shingle;
    struct posting *sorted = arena_array(a, p->n_shingles, sizeof *sorted);
    if (!sorted) {
        return a->last;
    }
    for (size_t k = 0; k < p->n_shingles; k++) {
        sorted[k] = (struct posting){shingle[k], (uint32_t)i, (uint32_t)k};
    }
    TRY(postings_sort(a, sorted, p->n_shingles, 1));
    p->sorted = sorted;
    uint32_t *seed;
    TRY(winnow_select(a, shingle, p->n_shingles, SEED_WINDOW, &seed, &p->n_seeds));
    p->seed = seed;
    p->group = arena_array(a, p->n_seeds, sizeof *p->group);
    return p->group ? collect_names(a, p) : a->last;
}

static enum err bring_together(arena *a, struct prints *prints, unsigned n_workers) {
    size_t n = 0;
    for (size_t i = 0; i < prints->n; i++) {
        n += prints->print[i].n_seeds;
    }
    if (n >= UINT32_MAX) {
        return ERR_LIMIT;
    }
    struct posting *v = arena_array(a, n, sizeof *v);
    if (!v) {
        return a->last;
    }
    size_t k = 0;
    for (size_t i = 0; i < prints->n; i++) {
        const struct print *p = &prints->print[i];
        for (size_t s = 0; s < p->n_seeds; s++) {
            v[k++] = (struct posting){p->shingle[p->seed[s]], (uint32_t)i, (uint32_t)s};
        }
    }
    TRY(postings_sort(a, v, n, n_workers));
    prints->posting = v;
    prints->n_postings = n;
    return ERR_OK;
}

static bool share_names(const struct print *x, const struct print *y) {
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < x->n_names && j < y->n_names;) {
        if (x->name[i] == y->name[j]) {
            shared++;
            i++;
            j++;
        } else if (x->name[i] < y->name[j]) {
            i++;
        } else {
            j++;
        }
    }
    size_t fewer = x->n_names < y->n_names ? x->n_names : y->n_names;
    return (double)shared >= SAME_NEWS * (double)fewer && shared > 0;
}

/* Whether the seed of postings [from, to) is boilerplate. `report` has room for to - from. */
static bool is_common(const struct job *job, size_t from, size_t to, uint32_t *report) {
    const struct posting *v = job->prints->posting;
    size_t n = 0;
    bool one_outlet = true;
    for (size_t k = from; k < to; k++) {
        if (n == 0 || report[n - 1] != v[k].doc) {
            report[n++] = v[k].doc;
            str outlet = job->doc[v[k].doc]->outlet;
            one_outlet =
                one_outlet && outlet.len && str_equals(outlet, job->doc[v[from].doc]->outlet);
        }
    }
    if (n < (one_outlet ? MANY_OF_OUTLET : MANY_REPORTS)) {
        return false;
    }
    size_t n_samples = n - 1 < SAMPLES ? n - 1 : SAMPLES;
    size_t related = 0;
    for (size_t k = 0; k < n_samples; k++) {
        size_t i = k * (n - 1) / n_samples;
        related += share_names(&job->prints->print[report[i]], &job->prints->print[report[i + 1]]);
    }
    return related * 2 < n_samples;
}

static void mark_common(struct prints *prints, size_t from, size_t to) {
    for (size_t k = from; k < to; k++) {
        const struct posting *x = &prints->posting[k];
        struct print *p = &prints->print[x->doc];
        p->group[x->pos] = UINT32_MAX;
        for (size_t i = 0; i < SHINGLE_WORDS; i++) {
            p->words.flags[p->seed[x->pos] + i] |= WORD_COMMON;
        }
    }
}

static enum err group_seeds(arena *a, struct job *job) {
    struct prints *prints = job->prints;
    arena_pos m = arena_mark(a);
    uint32_t *report = arena_array(a, prints->n_postings, sizeof *report);
    if (!report) {
        return a->last;
    }
    for (size_t from = 0; from < prints->n_postings;) {
        size_t to = postings_run(prints->posting, prints->n_postings, from);
        if (to - from >= MANY_OF_OUTLET && is_common(job, from, to, report)) {
            mark_common(prints, from, to);
        } else {
            for (size_t k = from; k < to; k++) {
                const struct posting *x = &prints->posting[k];
                prints->print[x->doc].group[x->pos] = to - from > 1 ? (uint32_t)from : UINT32_MAX;
            }
        }
        from = to;
    }
    arena_reset(a, m);
    return ERR_OK;
}

enum err prints_make(arena *a, arena *worker, unsigned n_workers, const struct document *const *doc,
                     size_t n, struct prints *out) {
    *out = (struct prints){.print = arena_array(a, n, sizeof *out->print), .n = n};
    if (!out->print) {
        return a->last;
    }
    struct job job = {doc, worker, out};
    TRY(par_for(n_workers, n, make_print, &job));
    TRY(bring_together(a, out, n_workers));
    return group_seeds(a, &job);
}
