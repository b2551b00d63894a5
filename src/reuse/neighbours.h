/* neighbours.h - the pairs of each report, for looking at three reports at a time. */
#ifndef COPYTASTER_REUSE_NEIGHBOURS_H
#define COPYTASTER_REUSE_NEIGHBOURS_H

#include "reuse/copies.h"

/* One of the two entries of a pair. */
struct neighbour {
    uint32_t report;
    uint32_t other;
    uint32_t copy;
};

struct neighbours {
    const struct neighbour *v; /* by (report, other) */
    const size_t *first;       /* of each report; first[n_docs] = end */
};

/* The COPY_TEXT pairs of each report, in `a`. O(pairs log pairs + reports). Errors: ERR_NOMEM,
 * ERR_LIMIT. */
enum err neighbours_find(arena *a, const struct copies *copies, struct neighbours *out);

/* The bytes of `at`, a span in the text of `report`, that pair `other` of that report leaves free.
 * O(spans). */
uint32_t neighbours_free(struct span at, const struct copy *other, uint32_t report);

#endif
