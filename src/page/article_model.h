/* article_model.h - boosted trees over the features of blocks: how likely a block belongs to the
 * article. A tree asks the same question on each level, so that its leaf is a number of bits:
 *
 *     bit k of leaf = feature[level k] > above[level k]
 */
#ifndef COPYTASTER_PAGE_ARTICLE_MODEL_H
#define COPYTASTER_PAGE_ARTICLE_MODEL_H

#include "page/article_features.h"

enum { ARTICLE_TREE_DEPTH = 6, ARTICLE_TREE_LEAVES = 1 << ARTICLE_TREE_DEPTH };

/* Leaves hold log odds in units of 1/ARTICLE_ODDS, not beyond ARTICLE_LEAF_MOST. */
enum { ARTICLE_ODDS = 2048, ARTICLE_LEAF_MOST = 8191 };

struct article_tree {
    uint8_t feature[ARTICLE_TREE_DEPTH];
    uint8_t above[ARTICLE_TREE_DEPTH];
    int16_t leaf[ARTICLE_TREE_LEAVES];
};

struct article_model {
    const struct article_tree *tree;
    uint32_t n_trees;
    int32_t bias;
};

/* The model that was trained on all development pages. */
extern const struct article_model article_model_built_in;

/* Log odds of every block, in units of 1/ARTICLE_ODDS, rounded up to a full group of lanes. NULL
 * with a->last set when there's no memory. O(blocks x trees). */
const int32_t *article_model_score(arena *a, const struct article_model *m,
                                   const struct article_features *f);

/* 1 / (1 + e^-x) for x in units of 1/ARTICLE_ODDS. */
float article_model_share(int32_t odds);

#endif
