/* survey.c - layers across reports for corpora of any size: reports are mapped to records as they
 * are read, and only the records are kept, in memory while they fit, then on the disk, or in an
 * index that later runs add to. The result shows the same bytes as that of a collation for the
 * layer. */
#include "corpus/survey.h"

#include "base/progress.h"
#include "corpus/record_line.h"
#include "engine/engine.h"
#include "engine/plan.h"

struct surveying {
    struct ct_corpus *corpus;
    ct_survey_options options;
    ct_progress *progress;
    void *ctx;
    struct ct_result *result;
    struct error e;
};

/* What a step tells, on its way to the caller. */
struct step_told {
    const struct surveying *s;
    enum ct_step step;
    struct progress progress;
};

static bool tell_step(void *ctx, unsigned done) {
    const struct step_told *t = ctx;
    return t->s->progress(t->s->ctx, t->step, done, PROGRESS_ALL);
}

/* Begin a step; *out is its progress, or NULL when nobody wants to know. */
static enum err begin_step(const struct surveying *s, enum ct_step step, struct step_told *told,
                           struct progress **out) {
    *told = (struct step_told){.s = s, .step = step};
    *out = s->progress ? &told->progress : NULL;
    if (!s->progress) {
        return ERR_OK;
    }
    progress_init(&told->progress, tell_step, told);
    return tell_step(told, 0) ? ERR_OK : ERR_CANCEL;
}

/* The parts that a layer needs. */
static unsigned parts_of(unsigned steps) {
    return (steps & PLAN_COPIES ? 1u << ENTRY_PRINT : 0) |
           (steps & PLAN_STORIES ? 1u << ENTRY_DIGEST : 0);
}

static void looked_at(void *ctx, size_t n) {
    gather_relax(ctx, n);
}

/* A digest lies among other parts of its record, whose pages come with it: how much larger they
 * are. */
enum { RECORD_SHARE = 4 };

/* The digests of a survey, decoded when they are asked for. Grouping looks at all of them all the
 * time, so when they are too many to stay mapped they are copied and their pages let go. */
struct digests {
    const struct survey *survey;
    struct gather *gather;
};

static enum err get_digest(void *ctx, size_t i, arena *a, struct digest *out) {
    const struct digests *d = ctx;
    str bytes = d->survey->digest[i];
    if (gather_is_too_large(d->gather)) {
        bytes.ptr = arena_take(a, bytes.len);
        if (!bytes.ptr) {
            return a->last;
        }
        memcpy((char *)(uintptr_t)bytes.ptr, d->survey->digest[i].ptr, bytes.len);
        gather_relax(d->gather, bytes.len * RECORD_SHARE);
    }
    return digest_decode(a, bytes, out);
}

/* What results hold of each report. */
static enum err take_notes(struct ct_result *r, const struct survey *survey) {
    r->notes = arena_array(&r->store, survey->n, sizeof *r->notes);
    if (!r->notes) {
        return r->store.last;
    }
    for (size_t i = 0; i < survey->n; i++) {
        r->notes[i].doc = survey->doc[i];
        r->notes[i].dates.anchor.day = survey->day[i];
    }
    r->all = (struct accounts){.notes = r->notes, .n_reports = survey->n};
    return ERR_OK;
}

static enum err load(struct surveying *s, struct survey *out) {
    struct ct_result *r = s->result;
    arena brief;
    arena_init(&brief, 0);
    enum err code = survey_load(&r->store, &brief, r->gather, parts_of(r->steps), out, &s->e);
    code = code == ERR_OK ? take_notes(r, out) : code;
    arena_done(&brief);
    out->doc = NULL;
    out->day = NULL;
    return code;
}

static enum err join(struct surveying *s) {
    struct survey survey;
    struct ct_result *r = s->result;
    TRY(load(s, &survey));
    struct step_told told;
    struct progress *progress;
    if (r->steps & PLAN_COPIES) {
        TRY(begin_step(s, CT_STEP_COPIES, &told, &progress));
        struct copies_options options = {.n_workers = r->n_workers,
                                         .memory = gather_memory(r->gather),
                                         .looked_at = looked_at,
                                         .ctx = r->gather,
                                         .progress = progress};
        TRY(copies_join(&r->store, survey.print, survey.n, &options, &r->all.copies));
        TRY(progress_end(progress));
    }
    if (!(r->steps & PLAN_STORIES)) {
        return ERR_OK;
    }
    TRY(begin_step(s, CT_STEP_STORIES, &told, &progress));
    struct digests digests = {&survey, r->gather};
    struct digest_source source = {get_digest, &digests, progress};
    TRY(stories_join(&r->store, &source, survey.n, s->corpus->options.joining, r->n_workers,
                     &r->all.stories));
    return progress_end(progress);
}

static enum err run(struct surveying *s, enum ct_layer layer, const char *const *path, size_t n) {
    struct ct_result *r = s->result;
    r->steps = plan_of(layer);
    TRY(engine_gather_open(s->corpus, &s->options, parts_of(r->steps), &r->gather, &s->e));
    TRY(engine_gather_read(s->corpus, &s->options, r->gather, path, n, &s->e));
    return join(s);
}

enum ct_err ct_corpus_survey(ct_corpus *corpus, const char *const *path, size_t n,
                             enum ct_layer layer, const ct_survey_options *options,
                             ct_progress *progress, void *ctx, ct_result **out, ct_error *error) {
    struct surveying s = {.corpus = corpus,
                          .options = options ? *options : (ct_survey_options){0},
                          .progress = progress,
                          .ctx = ctx,
                          .result = engine_result_new(corpus->threads)};
    if (!s.result) {
        return engine_fail(ERR_NOMEM, error);
    }
    bool fits = layer == CT_COPIES || layer == CT_STORIES;
    enum err code = fits ? run(&s, layer, path, n) : ERR_USAGE;
    if (code != ERR_OK) {
        ct_result_free(s.result);
        return s.e.code == code ? engine_tell(&s.e, error) : engine_fail(code, error);
    }
    *out = s.result;
    return CT_OK;
}

/* Lines on their way out. */
struct mapping {
    struct ct_corpus *corpus;
    buf line;
};

static enum err count_mapped(void *ctx, const struct read_result *part) {
    struct mapping *m = ctx;
    return engine_count(m->corpus, part);
}

static enum err write_record(void *ctx, str key, str value) {
    struct mapping *m = ctx;
    TRY(record_line_write(&m->line, key, value));
    return buf_drain(&m->line);
}

enum ct_err ct_corpus_map(ct_corpus *corpus, const char *const *path, size_t n, ct_write *write,
                          void *ctx, ct_error *error) {
    struct mapping m = {.corpus = corpus};
    struct read_options options = engine_read_options(corpus);
    struct gather *gather = NULL;
    struct error e = {0};
    buf_init(&m.line, SIZE_MAX / 4);
    m.line.sink = write;
    m.line.sink_ctx = ctx;
    enum err code = engine_gather_open(corpus, &(ct_survey_options){0}, 0, &gather, &e);
    if (code == ERR_OK) {
        code = gather_map(gather, path, n, &options, count_mapped, write_record, &m);
    }
    code = code == ERR_OK ? buf_flush(&m.line) : code;
    buf_done(&m.line);
    gather_close(gather);
    return code == ERR_OK ? CT_OK : engine_fail(code, error);
}
