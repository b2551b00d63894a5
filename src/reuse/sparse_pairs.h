/* sparse_pairs.h - the pairs of reports that only sparse seeds tell of. */
#ifndef COPYTASTER_REUSE_SPARSE_PAIRS_H
#define COPYTASTER_REUSE_SPARSE_PAIRS_H

#include "reuse/prints.h"
#include "reuse/sparse.h"

/* Pairs to be compared. */
struct candidates {
    const uint64_t *pair; /* a:32 | b:32 with a < b, upwards, distinct */
    const bool *edited;   /* of each: only the sparse seeds tell of it */
    size_t n;
};

/* Put among the `known` pairs (likewise in order) those that have SPARSE_CHAIN seeds or more in one
 * order, near each other and near one diagonal, and round one of them more words in common. At most
 * about `memory` bytes hold seeds at a time (0 = as many as there are); the result, in `a`, doesn't
 * depend on it, nor on `n_workers`. O(words + seeds in common). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err sparse_pairs_find(arena *a, unsigned n_workers, size_t memory, const struct prints *prints,
                           const struct function_words *f, const uint64_t *known, size_t n_known,
                           struct candidates *out);

enum {
    SPARSE_CHAIN = 2,
    SPARSE_CROWD = 12 /* a seed in more places than this pairs neighbours only */
};

#endif
