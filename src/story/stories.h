/* stories.h - which passages tell of one happening. */
#ifndef COPYTASTER_STORY_STORIES_H
#define COPYTASTER_STORY_STORIES_H

#include "name/names.h"
#include "time/dates.h"

/* A run of blocks of one report about one thing. A report without section headings is one passage,
 * unless its parts have nothing in common. */
struct passage {
    uint32_t report;
    uint32_t block_from;
    uint32_t block_to;
    struct span at;
    uint32_t story;
};

struct story {
    str label;               /* a title for people: from the best headline or lead */
    const uint32_t *passage; /* indexes, ordered by report, block */
    size_t n_passages;
    int32_t day; /* of the happening or its first report; DAY_NONE unknown */
};

struct stories {
    const struct passage *passage; /* by report, block */
    size_t n_passages;
    const struct story *story; /* most witnesses first, then by earliest report */
    size_t n;
};

struct digest;
struct progress;

/* Where digests come from: *out of report `i`, in `a` or elsewhere; from several threads at once.
 * What it points to stays until grouping ends. */
struct digest_source {
    enum err (*get)(void *ctx, size_t i, arena *a, struct digest *out);
    void *ctx;
    struct progress *progress; /* told of how far grouping is; NULL = nobody is */
};

/* Group the passages of `n` reports; `dial` as in struct story_options; everything lives in
 * `a`. Bounded cost a passage: see stream.h. Errors: ERR_NOMEM, ERR_LIMIT, ERR_CANCEL, those of
 * `get`. */
enum err stories_join(arena *a, const struct digest_source *source, size_t n, int dial,
                      unsigned n_workers, struct stories *out);

/* Group the passages of `n` reports; names and dates may be NULL. Makes the digests and joins them.
 */
enum err stories_group(arena *a, const struct document *const *doc,
                       const struct names *const *names, const struct dates *const *dates, size_t n,
                       int dial, unsigned n_workers, struct stories *out);

#endif
