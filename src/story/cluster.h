/* cluster.h - passages that tell of the same happening, put together. */
#ifndef COPYTASTER_STORY_CLUSTER_H
#define COPYTASTER_STORY_CLUSTER_H

#include "story/vector.h"

/* What is compared of a passage. */
struct item {
    struct vector vector; /* unit length */
    uint32_t report;
    int32_t day; /* of its report, or INT32_MIN */
};

/* Two passages of different reports and how alike they are, 0 to 1. */
struct likeness {
    uint32_t i;
    uint32_t j; /* i < j */
    float value;
};

/* Join items into clusters: out[i] = smallest index of i's cluster. `known` are likenesses from
 * elsewhere (shared text); they count when they are larger than the words' own. Items of one report
 * are only joined through others. O(items x candidates): of the items that share a term, the
 * CLUSTER_CROWD nearest before each in time are met. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err cluster_items(arena *a, const struct item *item, size_t n, const struct likeness *known,
                       size_t n_known, unsigned n_workers, uint32_t *out);

enum { CLUSTER_CROWD = 200 };

#endif
