/* engine.h - what stands behind the handles of copytaster.h. */
#ifndef COPYTASTER_ENGINE_ENGINE_H
#define COPYTASTER_ENGINE_ENGINE_H

#include <assert.h>

#include "account/account.h"
#include "base/buf.h"
#include "base/vec.h"
#include "copytaster.h"
#include "corpus/gather.h"
#include "read/reader.h"

/* Reports in the order of reading; all memory in `store`. */
struct ct_corpus {
    arena store;
    ct_options options;
    unsigned threads; /* at least 1 */
    VEC(struct document) docs;
    struct read_result told; /* problems and counts; its documents are those of the last reading */
    size_t n_reports;
    size_t n_faults[3]; /* by enum read_fault */
};

/* The lexicons, built once for a collation and const for all of its threads. */
struct lexicons {
    const struct name_lexicon *name;
    const struct date_lexicon *date;
    const struct figure_lexicon *figure;
    const struct quote_lexicon *quote;
    const struct event_lexicon *event;
};

/* `all` points into `store` and into the arenas of the workers that made its parts. */
struct ct_result {
    arena store;
    unsigned steps; /* plan_step bits of what was worked out */
    unsigned n_workers;
    arena *worker; /* n_workers of them */
    struct notes *notes;
    struct accounts all;
    struct gather *gather; /* of a survey: the records that everything points into; else NULL */
};

/* Copy an internal error to the caller's (may be NULL). Returns its code. */
enum ct_err engine_tell(const struct error *from, ct_error *to);

/* Fill `to` (may be NULL) with a bare code. Returns it. */
enum ct_err engine_fail(enum err code, ct_error *to);

/* A result without anything in it, for ct_result_free; NULL when there's no memory. */
struct ct_result *engine_result_new(unsigned n_workers);

/* How this corpus reads. Valid as long as `c`. */
struct read_options engine_read_options(struct ct_corpus *c);

/* Count what was read and keep its problems, the first 20,000 of them. ERR_NOMEM, ERR_LIMIT. */
enum err engine_count(struct ct_corpus *c, const struct read_result *in);

/* Where the records of a run go (gathering.c): `parts` (1 << enum entry_part) of each report, or
 * all of them for an index, for lines of the map step, or when `parts` is 0. Errors: those of
 * gather_open, told in `e`. */
enum err engine_gather_open(const struct ct_corpus *corpus, const ct_survey_options *options,
                            unsigned parts, struct gather **out, struct error *e);

/* Read what lies below the paths into it, to the end; gather_next follows. Errors: those of
 * gather_read and gather_lines; those that have a place are told in `e`. */
enum err engine_gather_read(struct ct_corpus *corpus, const ct_survey_options *options,
                            struct gather *g, const char *const *path, size_t n, struct error *e);

static inline ct_str engine_str(str s) {
    return (ct_str){s.ptr ? s.ptr : "", s.len};
}

static inline ct_span engine_span(struct span s) {
    return (ct_span){s.from, s.to};
}

#endif
