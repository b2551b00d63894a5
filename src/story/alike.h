/* alike.h - which items are alike at all: the pairs worth a decision. */
#ifndef COPYTASTER_STORY_ALIKE_H
#define COPYTASTER_STORY_ALIKE_H

#include "story/cluster.h"

struct likenesses {
    struct likeness *v;
    size_t n;
    size_t cap;
};

/* Pairs of items of different reports whose words are alike, days considered; at most
 * ALIKE_CANDIDATES with earlier ones for each item. Items are in the order of days. Memory in `a`.
 * O(items x terms x CLUSTER_CROWD), whatever the number of items that share a term. The same for
 * any number of workers. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err alike_find(arena *a, const struct item *item, size_t n, unsigned n_workers,
                    struct likenesses *out);

/* How much of a likeness is left when the reports were written on these days (INT32_MIN unknown:
 * all).
 */
float alike_day_factor(int32_t x, int32_t y);

/* Order of decisions: most alike first, then by items. A sort_compare of struct likeness. */
int alike_compare(const void *x, const void *y, void *ctx);

enum { ALIKE_CANDIDATES = 60 };

#endif
