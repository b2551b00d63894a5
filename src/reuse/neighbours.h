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

/* The reports that two have in common, upwards: the shorter row is walked along and the longer one
 * looked into, so that the middle of a large star costs its leaves little. */
struct common {
    const struct neighbour *few;
    const struct neighbour *few_end;
    const struct neighbour *many;
    const struct neighbour *many_end;
    bool turned; /* `few` are those of b */
};

struct common neighbours_of_both(const struct neighbours *near, uint32_t a, uint32_t b);

/* The next report in common: its pairs with a and with b. False at the end. O(log of the longer
 * row). */
bool neighbours_next(struct common *common, const struct neighbour **to_a,
                     const struct neighbour **to_b);

/* The bytes of `at`, a span in the text of `report`, that pair `other` of that report leaves free.
 * O(spans). */
uint32_t neighbours_free(struct span at, const struct copy *other, uint32_t report);

#endif
