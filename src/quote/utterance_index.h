/* utterance_index.h - which cluster bases share rare words and word pairs with a segment. Part of
 * utterance matching. */
#ifndef COPYTASTER_QUOTE_UTTERANCE_INDEX_H
#define COPYTASTER_QUOTE_UTTERANCE_INDEX_H

#include "quote/utterance_segment.h"

enum { INDEX_CANDIDATES = 8 };

struct index_posting;
struct index_list;

struct base_index {
    struct map list; /* feature -> list */
    VEC(struct index_list) lists;
    VEC(struct index_posting) posting;
    VEC(uint32_t) score; /* by cluster; all 0 between questions */
};

enum err utterance_index_init(struct base_index *x, arena *a);

/* Enter the base of a new cluster; clusters are added in order 0, 1, 2, ... */
enum err utterance_index_add(struct base_index *x, struct speech *s, const struct segment *base,
                             uint32_t cluster);

/* The clusters that share the most with `g` by weight of words and word pairs, best first, at most
 * INDEX_CANDIDATES. Looks at the 16 rarest features that have 256 bases or fewer. Returns their
 * number through *n. */
enum err utterance_index_find(struct base_index *x, struct speech *s, const struct segment *g,
                              uint32_t candidate[INDEX_CANDIDATES], size_t *n);

#endif
