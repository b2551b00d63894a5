/* pairs.h - which reports are worth comparing. */
#ifndef COPYTASTER_REUSE_PAIRS_H
#define COPYTASTER_REUSE_PAIRS_H

#include "reuse/prints.h"

enum { PAIR_RUN = 8 }; /* equal words round a common seed that make a pair */

/* Pairs of reports that share a run of PAIR_RUN words without boilerplate, as  a:32 | b:32  with a
 * < b, upwards. Of a seed in more than SEED_CROWD reports each is paired with the first and the one
 * before it. O(postings x SEED_CROWD). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err pairs_find(arena *a, arena *worker, unsigned n_workers, const struct prints *prints,
                    uint64_t **out, size_t *n);

#endif
