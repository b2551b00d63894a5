/* merge.h - several ordered rows of records read as one. */
#ifndef COPYTASTER_INDEX_MERGE_H
#define COPYTASTER_INDEX_MERGE_H

#include "base/arena.h"
#include "index/run.h"

/* Gives records upwards, by key and then by value: ERR_OK, ERR_MISSING at the end, or an error told
 * in `e`. A record is valid until the next call with the same context. */
typedef enum err record_next(void *ctx, struct record *out, struct error *e);

struct merge_source {
    record_next *next;
    void *ctx;
};

/* A record of a run: a merge_source whose context is a struct run_cursor. */
enum err merge_from_run(void *cursor, struct record *out, struct error *e);

struct merge;

/* A merge of `n` sources (copied; contexts are kept), in `a`. Equal keys come in the order of their
 * values, so that the result doesn't depend on how records were spread over the sources. */
enum err merge_new(arena *a, const struct merge_source *source, size_t n, struct merge **out);

/* The next record of all; valid until the next call. Is itself a record_next. O(log n). */
enum err merge_next(void *merge, struct record *out, struct error *e);

/* How a run is written. */
enum merge_use {
    MERGE_KEEP,     /* equal records once, and on the disk at the end */
    MERGE_TEMPORARY /* everything, and no longer than the process */
};

/* Write everything that `next` gives to a new run at `path`. */
enum err merge_write(record_next *next, void *ctx, const char *path, enum merge_use use,
                     struct error *e);

#endif
