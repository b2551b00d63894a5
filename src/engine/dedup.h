/* dedup.h - what stands behind ct_dedup: reports as records, placed in order of keeping. Private to
 * src/engine/dedup*. */
#ifndef COPYTASTER_ENGINE_DEDUP_H
#define COPYTASTER_ENGINE_DEDUP_H

#include "engine/engine.h"
#include "sketch/dedup.h"

/* A report as far as it is kept. */
struct dedup_report {
    struct dedup_record record;
    str id;
    str name;
    int64_t moment;    /* of publication, or MOMENT_NONE */
    uint64_t text;     /* hash of the text, to order reports of one id */
    uint64_t key;      /* hash of its key when it comes from a record, else 0 */
    uint32_t n;        /* in order of input */
    uint32_t number;   /* in order of keeping: that of the index */
    uint32_t group;    /* number of the group, by id of the kept reports */
    uint32_t n_others; /* of a kept report: how many it stands for */
};

struct ct_dedup {
    ct_dedup_options options;
    unsigned n_workers;
    arena store;
    arena *worker; /* the reports; n_workers each of these two */
    arena *scratch;
    VEC(struct dedup_report *) report; /* in order of input */
    struct dedup_report **by_id;
    struct dedup_report **kept_order; /* by number */
    size_t n_kept;
    size_t n_groups;
    struct dedup *index;
    struct gather *gather;   /* the records that rows point into; NULL = they are in `worker` */
    struct dedup_explained { /* options.a, options.b */
        const struct dedup_report *report; /* NULL: not met */
        str text;
    } explained[2];
};

/* The report that stands for `r`; itself when it is kept. */
static inline const struct dedup_report *engine_dedup_star(const struct ct_dedup *d,
                                                           const struct dedup_report *r) {
    return d->kept_order[dedup_places(d->index)[r->number].star];
}

/* dedup_records.c: read by way of records, as options.survey says, into d->report. Errors: those of
 * engine_gather_*, and ERR_USAGE for a policy that needs the order of input; told in `e`. */
enum err engine_dedup_gather(struct ct_dedup *d, struct ct_corpus *corpus, const char *const *path,
                             size_t n, struct error *e);

/* dedup_records.c: words have been looked at, with about `n` bytes round them; lets go of what is
 * on the disk now and then. `dedup` is a ct_dedup. */
void engine_dedup_relax(void *dedup, size_t n);

/* The order in which reports are listed: by id, content, time, place of reading. */
int engine_dedup_compare(const struct dedup_report *a, const struct dedup_report *b);

/* dedup_explain.c: keep the text of a report that is to be explained; of several with that name,
 * that of the first as they are listed. ERR_NOMEM. */
enum err engine_dedup_keep_text(struct ct_dedup *d, const struct dedup_report *report, str text);

/* dedup_explain.c: the two reports of the options, side by side, in text or JSON. Errors:
 * ERR_MISSING (told in `e`), ERR_NOMEM, ERR_LIMIT. */
enum err engine_dedup_explain(const struct ct_dedup *d, bool json, buf *out, struct error *e);

#endif
