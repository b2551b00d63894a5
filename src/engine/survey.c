/* survey.c - layers across reports for corpora of any size: reports are mapped to records as they
 * are read, and only the records are kept, in memory while they fit, then on the disk, or in an
 * index that later runs add to. The result shows the same bytes as that of a collation for the
 * layer. */
#include "corpus/survey.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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

static enum err begin_step(const struct surveying *s, enum ct_step step) {
    return !s->progress || s->progress(s->ctx, step, 0, 1) ? ERR_OK : ERR_CANCEL;
}

static enum err count(void *ctx, const struct read_result *part) {
    struct surveying *s = ctx;
    return engine_count(s->corpus, part);
}

/* An index and the lines of the map step serve every layer. */
enum { ALL_PARTS = 1 << ENTRY_PRINT | 1 << ENTRY_DIGEST };

/* The parts that a layer needs. */
static unsigned parts_of(unsigned steps) {
    return (steps & PLAN_COPIES ? 1u << ENTRY_PRINT : 0) |
           (steps & PLAN_STORIES ? 1u << ENTRY_DIGEST : 0);
}

static enum err open_gather(struct surveying *s) {
    char spill[256];
    const char *folder = getenv("TMPDIR");
    snprintf(spill, sizeof spill, "%s/copytaster-%ld", folder && *folder ? folder : "/tmp",
             (long)getpid());
    struct gather_options options = {
        .index = s->options.index,
        .spill = spill,
        .memory = s->options.memory,
        .parts = s->options.index || s->options.records ? ALL_PARTS : parts_of(s->result->steps),
        .n_workers = s->corpus->threads};
    return gather_open(&options, &s->result->gather, &s->e);
}

static void looked_at(void *ctx, size_t n) {
    gather_relax(ctx, n);
}

/* The digests of a survey, decoded when they are asked for. */
struct digests {
    const struct survey *survey;
    struct gather *gather;
};

static enum err get_digest(void *ctx, size_t i, arena *a, struct digest *out) {
    const struct digests *d = ctx;
    gather_relax(d->gather, d->survey->digest[i].len);
    return digest_decode(a, d->survey->digest[i], out);
}

static enum err join(struct surveying *s) {
    struct survey survey;
    struct ct_result *r = s->result;
    TRY(survey_load(&r->store, r->gather, parts_of(r->steps), &survey, &s->e));
    r->notes = arena_array(&r->store, survey.n, sizeof *r->notes);
    if (!r->notes) {
        return r->store.last;
    }
    for (size_t i = 0; i < survey.n; i++) {
        r->notes[i].doc = survey.doc[i];
        r->notes[i].dates.anchor.day = survey.day[i];
    }
    r->all = (struct accounts){.notes = r->notes, .n_reports = survey.n};
    TRY(begin_step(s, CT_STEP_COPIES));
    struct copies_options options = {.n_workers = r->n_workers,
                                     .memory = s->options.memory,
                                     .looked_at = looked_at,
                                     .ctx = r->gather};
    TRY(copies_join(&r->store, survey.print, survey.n, &options, &r->all.copies));
    if (!(r->steps & PLAN_STORIES)) {
        return ERR_OK;
    }
    TRY(begin_step(s, CT_STEP_STORIES));
    struct digests digests = {&survey, r->gather};
    struct digest_source source = {get_digest, &digests};
    return stories_join(&r->store, &source, survey.n, &r->all.copies, r->n_workers,
                        &r->all.stories);
}

/* A line that holds no record is a damaged item of the input. */
static enum err tell_line(void *ctx, const struct error *e) {
    struct surveying *s = ctx;
    struct read_problem problem = {.error = *e, .fault = READ_DAMAGED};
    return engine_count(s->corpus, &(struct read_result){.problem = &problem, .n_problems = 1});
}

/* Lines of the map step; reports are counted as they are added. */
static enum err read_lines(struct surveying *s, const char *const *path, size_t n) {
    struct gather *g = s->result->gather;
    for (size_t i = 0; i < n; i++) {
        uint64_t before = gather_n_added(g);
        TRY(gather_lines(g, path[i], tell_line, s, &s->e));
        size_t n_docs = (size_t)(gather_n_added(g) - before);
        TRY(engine_count(s->corpus, &(struct read_result){.n_docs = n_docs}));
    }
    return ERR_OK;
}

static enum err run(struct surveying *s, enum ct_layer layer, const char *const *path, size_t n) {
    struct read_options options = engine_read_options(s->corpus);
    s->result->steps = plan_of(layer);
    TRY(open_gather(s));
    TRY(s->options.records ? read_lines(s, path, n)
                           : gather_read(s->result->gather, path, n, &options, count, s, &s->e));
    TRY(gather_finish(s->result->gather, &s->e));
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
    struct surveying s;
    buf line;
};

static enum err count_mapped(void *ctx, const struct read_result *part) {
    struct mapping *m = ctx;
    return count(&m->s, part);
}

static enum err write_record(void *ctx, str key, str value) {
    struct mapping *m = ctx;
    TRY(record_line_write(&m->line, key, value));
    return buf_drain(&m->line);
}

enum ct_err ct_corpus_map(ct_corpus *corpus, const char *const *path, size_t n, ct_write *write,
                          void *ctx, ct_error *error) {
    struct mapping m = {.s = {.corpus = corpus, .result = engine_result_new(corpus->threads)}};
    if (!m.s.result) {
        return engine_fail(ERR_NOMEM, error);
    }
    struct read_options options = engine_read_options(corpus);
    buf_init(&m.line, SIZE_MAX / 4);
    m.line.sink = write;
    m.line.sink_ctx = ctx;
    m.s.result->steps = PLAN_COPIES | PLAN_STORIES;
    enum err code = open_gather(&m.s);
    if (code == ERR_OK) {
        code = gather_map(m.s.result->gather, path, n, &options, count_mapped, write_record, &m);
    }
    code = code == ERR_OK ? buf_flush(&m.line) : code;
    buf_done(&m.line);
    ct_result_free(m.s.result);
    return code == ERR_OK ? CT_OK : engine_fail(code, error);
}
