/* pairs.h - which reports are worth comparing, and which of their words are boilerplate: what the
 * seeds of all reports, brought together, tell. */
#ifndef COPYTASTER_REUSE_PAIRS_H
#define COPYTASTER_REUSE_PAIRS_H

#include "reuse/outlet_lines.h"
#include "reuse/seeds.h"

enum { SEED_CROWD = 40 }; /* a seed in more places than this pairs its reports in stars (crowd.h) */

struct pairs {
    const uint64_t *pair; /* a:32 | b:32 with a < b, upwards, distinct */
    size_t n;
    const uint64_t *common; /* report:32 | word:32 where a shingle of boilerplate begins, upwards */
    size_t n_common;
    struct outlet_lines lines;
};

/* Find the pairs of reports that share a run of PAIR_RUN words round a seed that isn't boilerplate.
 * At most about `memory` bytes hold seeds at a time (0 = as many as there are); the result doesn't
 * depend on it, nor on `n_workers`. O(words), and O(SEED_CROWD) for each seed. Errors: ERR_NOMEM,
 * ERR_LIMIT. */
enum err pairs_find(arena *a, unsigned n_workers, size_t memory, const struct prints *prints,
                    struct pairs *out);

/* The words of report `i` with the flag WORD_COMMON where they are boilerplate: `print`'s own, or a
 * copy in `a`. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err pairs_words(arena *a, const struct pairs *pairs, const struct prints *prints, uint32_t i,
                     struct words *out);

#endif
