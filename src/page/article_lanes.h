/* article_lanes.h - the inner loop of article_model.c: all trees over one group of blocks. */
#ifndef COPYTASTER_PAGE_ARTICLE_LANES_H
#define COPYTASTER_PAGE_ARTICLE_LANES_H

#include "page/article_model.h"

/* Add the leaves of every tree to sum[ARTICLE_LANES], for the group of columns at `group`. The same
 * sums on every machine. O(trees). */
void article_lanes_add(const struct article_model *m, const uint8_t *group, int32_t *sum);

#endif
