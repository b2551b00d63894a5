/* prints.h - what is compared of each report: words, shingles, seeds; and the seeds of all reports
 * brought together. */
#ifndef COPYTASTER_REUSE_PRINTS_H
#define COPYTASTER_REUSE_PRINTS_H

#include "sketch/postings.h"
#include "sketch/shingle.h"

enum {
    SAMPLE_ONE_OF = 8,
    SEED_WINDOW =
        4, /* shingles a winnowing window; a shared run of 8 words or more has a common seed */
    SEED_CROWD = 64 /* a seed in more reports than this pairs neighbours only */
};

/* One report. */
struct print {
    struct words words;
    const uint64_t *shingle; /* by position */
    size_t n_shingles;
    const struct posting *sorted; /* the shingles by hash; pos = position */
    uint64_t *name;               /* hashes of capitalised words, sorted, distinct */
    size_t n_names;
    const uint64_t *sample; /* every SAMPLE_ONE_OF-th shingle by hash, sorted */
    size_t n_samples;
    const uint32_t *seed; /* positions of its seeds, upwards */
    uint32_t
        *group; /* of each seed: where its run begins in prints.posting; UINT32_MAX when left out */
    size_t n_seeds;
};

struct prints {
    struct print *print;
    size_t n;
    const struct posting *posting; /* by hash, then report; pos = index of the seed in its report */
    size_t n_postings;
};

/* Make the prints of all reports and mark boilerplate (WORD_COMMON; its seeds are left out).
 * `worker` holds one arena for each of n_workers threads; prints live there and in `a`. O(words).
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err prints_make(arena *a, arena *worker, unsigned n_workers, const struct document *const *doc,
                     size_t n, struct prints *out);

#endif
