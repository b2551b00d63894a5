/* dedup.c - reports in, records kept, groups made. Each piece of the input becomes records on the
 * thread that read it (a report alone: the map step); then the reports are put in the order of
 * keeping and placed one after the other, so that the kept report of a group is the one its order
 * puts first, whatever the order of reading. Memory: a record and the ids of the words. */
#include "engine/dedup.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/progress.h"
#include "base/sort.h"
#include "time/moment.h"

#define STANDARD_THRESHOLD 0.8

enum { PORTION = 1 << 15 };

static enum err map_report(struct ct_dedup *d, const struct document *doc, unsigned worker,
                           struct dedup_report *out) {
    arena *a = &d->worker[worker];
    TRY(dedup_record_read(a, &d->scratch[worker], doc->text, &out->record));
    out->id = arena_copy(a, doc->id);
    out->name = arena_copy(a, doc->name);
    out->moment = moment_read(doc->published);
    out->text = hash_bytes(doc->text);
    return out->id.ptr && out->name.ptr ? ERR_OK : a->last;
}

/* A report for each document of the piece, for the sink. */
static enum err map_piece(void *ctx, arena *a, struct read_result *part, unsigned worker) {
    struct ct_dedup *d = ctx;
    (void)a;
    struct dedup_report *report = arena_array(&d->worker[worker], part->n_docs, sizeof *report);
    if (!report) {
        return d->worker[worker].last;
    }
    for (size_t i = 0; i < part->n_docs; i++) {
        TRY(map_report(d, &part->doc[i], worker, &report[i]));
    }
    part->mapped = report;
    return ERR_OK;
}

struct reading {
    struct ct_dedup *dedup;
    struct ct_corpus *corpus;
};

static enum err take(void *ctx, const struct read_result *part) {
    struct reading *r = ctx;
    struct ct_dedup *d = r->dedup;
    struct dedup_report *reports = part->mapped;
    TRY(engine_count(r->corpus, part));
    if (d->report.n + part->n_docs > LIMIT_REPORTS) {
        return ERR_LIMIT;
    }
    for (size_t i = 0; i < part->n_docs; i++) {
        struct dedup_report *report = &reports[i];
        report->n = (uint32_t)d->report.n;
        TRY(vec_push(&d->store, &d->report, report));
        TRY(engine_dedup_keep_text(d, report, part->doc[i].text));
    }
    return ERR_OK;
}

/* ---- order ---- */

static int compare_numbers(uint64_t a, uint64_t b) {
    return a < b ? -1 : a > b;
}

int engine_dedup_compare(const struct dedup_report *a, const struct dedup_report *b) {
    int order = str_compare(a->id, b->id);
    order = order ? order : compare_numbers(a->text, b->text);
    order = order ? order : (a->moment > b->moment) - (a->moment < b->moment);
    return order ? order : str_compare(a->name, b->name);
}

static int by_id(const void *pa, const void *pb, void *ctx) {
    (void)ctx;
    return engine_dedup_compare(*(struct dedup_report *const *)pa,
                                *(struct dedup_report *const *)pb);
}

/* On top of by_id, which the array is in: the sort is stable. */
static int by_keeping(const void *pa, const void *pb, void *ctx) {
    const struct dedup_report *a = *(struct dedup_report *const *)pa;
    const struct dedup_report *b = *(struct dedup_report *const *)pb;
    const ct_dedup_options *options = ctx;
    uint64_t flip = (uint64_t)1 << 63; /* signed to unsigned order; MOMENT_NONE becomes 0 */
    uint64_t moment_a = ((uint64_t)a->moment ^ flip) - 1;
    uint64_t moment_b = ((uint64_t)b->moment ^ flip) - 1;
    switch (options->keep) {
    case CT_KEEP_FIRST:
        return compare_numbers(a->n, b->n);
    case CT_KEEP_LONGEST:
        if (a->record.row.n != b->record.row.n) {
            return compare_numbers(b->record.row.n, a->record.row.n);
        }
        return compare_numbers(moment_a, moment_b);
    case CT_KEEP_EARLIEST:
        return compare_numbers(moment_a, moment_b);
    }
    return 0;
}

static enum err put_in_order(struct ct_dedup *d) {
    size_t n = d->report.n;
    size_t bytes = n * sizeof *d->by_id;
    d->by_id = arena_array(&d->store, n, sizeof *d->by_id);
    d->kept_order = d->by_id ? arena_array(&d->store, n, sizeof *d->kept_order) : NULL;
    if (!d->kept_order) {
        return d->store.last;
    }
    if (n) {
        memcpy(d->by_id, d->report.v, bytes);
    }
    TRY(sort_stable(&d->store, d->by_id, n, sizeof *d->by_id, by_id, NULL));
    if (n) {
        memcpy(d->kept_order, d->by_id, bytes);
    }
    TRY(sort_stable(&d->store, d->kept_order, n, sizeof *d->kept_order, by_keeping, &d->options));
    for (size_t i = 0; i < n; i++) {
        d->kept_order[i]->number = (uint32_t)i;
    }
    return ERR_OK;
}

/* ---- groups ---- */

/* Place reports [from, to) in order of keeping. */
static enum err place(struct ct_dedup *d, size_t from, size_t to) {
    arena_pos m = arena_mark(&d->scratch[0]);
    const struct dedup_record **record = arena_array(&d->scratch[0], to - from, sizeof *record);
    if (!record) {
        return d->scratch[0].last;
    }
    for (size_t i = from; i < to; i++) {
        record[i - from] = &d->kept_order[i]->record;
    }
    enum err code = dedup_add(d->index, record, (uint32_t)(to - from));
    arena_reset(&d->scratch[0], m);
    return code;
}

/* In portions when words may be on the disk: what a portion takes beside them is bounded. */
static enum err place_all(struct ct_dedup *d, struct progress *progress) {
    size_t n = d->report.n;
    size_t portion = d->gather ? PORTION : n;
    const struct dedup_options options = {.threshold = d->options.threshold,
                                          .all_pairs = d->options.pairs,
                                          .n_workers = d->n_workers,
                                          .progress = progress,
                                          .looked_at = engine_dedup_relax,
                                          .ctx = d};
    progress_phase(progress, PROGRESS_ALL, n);
    TRY(dedup_new(&options, &d->index));
    for (size_t from = 0; from < n; from += portion) {
        size_t to = n - from < portion ? n : from + portion;
        TRY(place(d, from, to));
    }
    return progress_end(progress);
}

/* Placing, as the caller is told of it. */
struct placing {
    const ct_options *options;
    size_t n;
    struct progress progress;
};

static bool tell_placing(void *ctx, unsigned done) {
    const struct placing *p = ctx;
    return p->options->progress(p->options->progress_ctx, CT_STEP_DUPLICATES,
                                (size_t)((double)p->n * done / PROGRESS_ALL), p->n);
}

/* Number the groups in order of their kept reports' ids, and count. */
static void number_groups(struct ct_dedup *d) {
    const struct dedup_place *place_of = dedup_places(d->index);
    for (size_t i = 0; i < d->report.n; i++) {
        uint32_t star = place_of[i].star;
        d->kept_order[star]->n_others += star != i;
    }
    for (size_t i = 0; i < d->report.n; i++) {
        struct dedup_report *r = d->by_id[i];
        if (place_of[r->number].star == r->number) {
            r->group = (uint32_t)++d->n_kept;
            d->n_groups += r->n_others > 0;
        }
    }
    for (size_t i = 0; i < d->report.n; i++) {
        d->by_id[i]->group = engine_dedup_star(d, d->by_id[i])->group;
    }
}

static enum err read_stream(struct ct_dedup *d, struct ct_corpus *corpus, const char *const *path,
                            size_t n) {
    struct reading reading = {d, corpus};
    struct read_options options = engine_read_options(corpus);
    options.without_hash = true;
    options.map = map_piece;
    options.map_ctx = d;
    return reader_stream(path, n, &options, take, &reading);
}

static enum err read_and_group(struct ct_dedup *d, struct ct_corpus *corpus,
                               const char *const *path, size_t n, struct error *e) {
    TRY(d->options.survey ? engine_dedup_gather(d, corpus, path, n, e)
                          : read_stream(d, corpus, path, n));
    d->options.survey = NULL; /* the caller's, for the time of the call */
    TRY(put_in_order(d));
    struct placing placing = {.options = &corpus->options, .n = d->report.n};
    progress_init(&placing.progress, tell_placing, &placing);
    TRY(place_all(d, corpus->options.progress ? &placing.progress : NULL));
    number_groups(d);
    return ERR_OK;
}

static struct ct_dedup *dedup_handle_new(unsigned n_workers, const ct_dedup_options *options) {
    struct ct_dedup *d = calloc(1, sizeof *d);
    arena *arenas = calloc(2 * (size_t)n_workers, sizeof *arenas);
    if (!d || !arenas) {
        free(d);
        free(arenas);
        return NULL;
    }
    d->options = options ? *options : (ct_dedup_options){0};
    d->options.threshold = d->options.threshold == 0 ? STANDARD_THRESHOLD : d->options.threshold;
    d->n_workers = n_workers;
    d->worker = arenas;
    d->scratch = arenas + n_workers;
    arena_init(&d->store, 0);
    for (unsigned i = 0; i < 2 * n_workers; i++) {
        arena_init(&arenas[i], 0);
    }
    return d;
}

enum ct_err ct_corpus_dedup(ct_corpus *corpus, const char *const *path, size_t n,
                            const ct_dedup_options *options, ct_dedup **out, ct_error *error) {
    struct ct_dedup *d = dedup_handle_new(corpus->threads, options);
    if (!d) {
        return engine_fail(ERR_NOMEM, error);
    }
    struct error e = {0};
    enum err code = read_and_group(d, corpus, path, n, &e);
    if (code != ERR_OK) {
        ct_dedup_free(d);
        return e.code == code ? engine_tell(&e, error) : engine_fail(code, error);
    }
    *out = d;
    return CT_OK;
}

void ct_dedup_free(ct_dedup *dedup) {
    if (dedup) {
        dedup_free(dedup->index);
        for (unsigned i = 0; i < 2 * dedup->n_workers; i++) {
            arena_done(&dedup->worker[i]);
        }
        free(dedup->worker);
        gather_close(dedup->gather);
        arena_done(&dedup->store);
        free(dedup);
    }
}

ct_dedup_totals ct_dedup_count(const ct_dedup *dedup) {
    ct_dedup_totals t = {.n_reports = dedup->report.n,
                         .n_kept = dedup->n_kept,
                         .n_groups = dedup->n_groups,
                         .n_identical = (size_t)dedup_costs(dedup->index).n_identical};
    dedup_pairs(dedup->index, &t.n_pairs);
    return t;
}
