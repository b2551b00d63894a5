/* article_rank.h - the chooser: how good a candidate is likely to be, as the F1 of its words. */
#ifndef COPYTASTER_PAGE_ARTICLE_RANK_H
#define COPYTASTER_PAGE_ARTICLE_RANK_H

#include "page/article_model.h"
#include "page/article_region.h"

enum { ARTICLE_RANK_FEATURES = 34 };

/* The model that was trained on all development pages with full text. */
extern const struct article_model article_rank_built_in;

/* One row of bytes a candidate. */
struct article_rank {
    uint8_t v[ARTICLE_REGIONS][ARTICLE_RANK_FEATURES];
};

/* Features of all candidates. O(blocks x candidates). */
void article_rank_take(const struct article_context *c, const float *score,
                       const struct article_regions *r, struct article_rank *out);

/* F1 that the trees `m` expect of a row. O(trees). */
float article_rank_expect(const struct article_model *m, const uint8_t *row);

#endif
