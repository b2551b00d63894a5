/* prints.c - words, shingles and winnowed seeds of every report; boilerplate found by who shares
 * it. A seed that comes back in many reports is boilerplate when these reports have little else in
 * common: the names in them (capitalised words inside sentences) and a sample of their words hardly
 * overlap. A statement that twenty reports of one happening carry stays, a newsletter line doesn't.
 * In reports of one outlet a smaller number is enough. Words under such seeds are marked and take
 * no part in anything later. O(words); of a crowded seed eight pairs of neighbours are looked at.
 */
#include "reuse/prints.h"

#include "base/map.h"
#include "base/par.h"
#include "base/sort.h"
#include "base/vec.h"
#include "sketch/winnow.h"

enum {
    MANY_REPORTS = 4, /* reports with a seed before it is suspected */
    MANY_OF_OUTLET = 3,
    SAMPLES = 8,
    NAME_REPORTS = 20, /* a name in more reports than this and */
    NAME_SHARE = 50    /* in more than one of so many is everywhere */
};

static const double SAME_NEWS = 0.2;   /* shared names over those of the report with fewer */
static const double SAME_WORDS = 0.35; /* shared sample shingles likewise */

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

static enum err collect_sample(arena *a, struct print *p) {
    VEC(uint64_t) sample = {0};
    for (size_t i = 0; i < p->n_shingles; i++) {
        uint64_t hash = p->sorted[i].hash;
        bool repeated = i > 0 && p->sorted[i - 1].hash == hash;
        if (hash % SAMPLE_ONE_OF == 0 && !repeated) {
            TRY(vec_push(a, &sample, hash));
        }
    }
    p->sample = sample.v;
    p->n_samples = sample.n;
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
    TRY(collect_sample(a, p));
    uint32_t *seed;
    TRY(winnow_select(a, shingle, p->n_shingles, SEED_WINDOW, &seed, &p->n_seeds));
    p->seed = seed;
    p->group = arena_array(a, p->n_seeds, sizeof *p->group);
    return p->group ? collect_names(a, p) : a->last;
}

/* Leave out the names that are everywhere: they don't tell one happening from another. */
static enum err drop_common_names(arena *a, struct prints *prints) {
    arena_pos m = arena_mark(a);
    VEC(uint64_t) all = {0};
    for (size_t i = 0; i < prints->n; i++) {
        for (size_t k = 0; k < prints->print[i].n_names; k++) {
            TRY(vec_push(a, &all, prints->print[i].name[k]));
        }
    }
    TRY(sort_u64(a, all.v, all.n));
    size_t most = prints->n / NAME_SHARE > NAME_REPORTS ? prints->n / NAME_SHARE : NAME_REPORTS;
    struct map common;
    TRY(map_init(&common, a, 64));
    for (size_t from = 0; from < all.n;) {
        size_t to = from + 1;
        while (to < all.n && all.v[to] == all.v[from]) {
            to++;
        }
        if (to - from > most) {
            TRY(map_put(&common, all.v[from], 1));
        }
        from = to;
    }
    for (size_t i = 0; i < prints->n; i++) {
        struct print *p = &prints->print[i];
        size_t n = 0;
        for (size_t k = 0; k < p->n_names; k++) {
            if (map_find(&common, p->name[k]) == MAP_NONE) {
                p->name[n++] = p->name[k];
            }
        }
        p->n_names = n;
    }
    arena_reset(a, m);
    return ERR_OK;
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

/* Whether two sorted sets share a part of the smaller one. */
static bool share_part(const uint64_t *x, size_t n_x, const uint64_t *y, size_t n_y, double part) {
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < n_x && j < n_y;) {
        uint64_t vx = x[i];
        uint64_t vy = y[j];
        shared += vx == vy;
        i += vx <= vy;
        j += vy <= vx;
    }
    return shared > 0 && (double)shared >= part * (double)(n_x < n_y ? n_x : n_y);
}

/* Whether two reports have more in common than a line: the names in them, or much of their text. */
static bool are_related(const struct print *x, const struct print *y) {
    return share_part(x->name, x->n_names, y->name, y->n_names, SAME_NEWS) ||
           share_part(x->sample, x->n_samples, y->sample, y->n_samples, SAME_WORDS);
}

/* Whether the words of a seed are all somebody's speech: what is said is quoted widely. */
static bool is_said(const struct prints *prints, const struct posting *x) {
    const struct print *p = &prints->print[x->doc];
    unsigned flags = WORD_SAID;
    for (size_t i = 0; i < SHINGLE_WORDS; i++) {
        flags &= p->words.flags[p->seed[x->pos] + i];
    }
    return flags & WORD_SAID;
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
        related += are_related(&job->prints->print[report[i]], &job->prints->print[report[i + 1]]);
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
        bool many = to - from >= MANY_OF_OUTLET && !is_said(prints, &prints->posting[from]);
        if (many && is_common(job, from, to, report)) {
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
    TRY(drop_common_names(a, out));
    TRY(bring_together(a, out, n_workers));
    return group_seeds(a, &job);
}
