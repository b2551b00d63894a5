/* article_model.c - scores sixty-four blocks at a time, tree by tree: each level compares one
 * column with one byte, which compilers turn into vector code; the answers are the bits of the
 * leaf's number. Sums of integers, so that every machine finds the same. About 50 ns a tree and
 * group. The trees are made by train/page_trees.c and lie in tables/article_trees.inc. */
#include "page/article_model.h"

#include <math.h>

static const struct article_tree trees[] = {
#include "page/tables/article_trees.inc"
};

const struct article_model article_model_built_in = {
    trees,
    sizeof trees / sizeof trees[0],
#include "page/tables/article_bias.inc"
};

static void add_tree(const struct article_tree *tree, const uint8_t *group, int32_t *sum) {
    uint8_t leaf[ARTICLE_LANES] = {0};
    for (unsigned level = 0; level < ARTICLE_TREE_DEPTH; level++) {
        const uint8_t *column = group + (size_t)tree->feature[level] * ARTICLE_LANES;
        uint8_t above = tree->above[level];
        uint8_t bit = (uint8_t)(1u << level);
        for (unsigned i = 0; i < ARTICLE_LANES; i++) {
            leaf[i] = (uint8_t)(leaf[i] | (column[i] > above ? bit : 0));
        }
    }
    for (unsigned i = 0; i < ARTICLE_LANES; i++) {
        sum[i] += tree->leaf[leaf[i]];
    }
}

const int32_t *article_model_score(arena *a, const struct article_model *m,
                                   const struct article_features *f) {
    size_t n_groups = ((size_t)f->n_blocks + ARTICLE_LANES - 1) / ARTICLE_LANES;
    int32_t *score = arena_array(a, n_groups * ARTICLE_LANES, sizeof *score);
    for (size_t g = 0; score && g < n_groups; g++) {
        int32_t *sum = score + g * ARTICLE_LANES;
        const uint8_t *group = f->v + g * ARTICLE_FEATURES * ARTICLE_LANES;
        for (unsigned i = 0; i < ARTICLE_LANES; i++) {
            sum[i] = m->bias;
        }
        for (uint32_t k = 0; k < m->n_trees; k++) {
            add_tree(&m->tree[k], group, sum);
        }
    }
    return score;
}

float article_model_share(int32_t odds) {
    return 1.0f / (1.0f + expf(-(float)odds / ARTICLE_ODDS));
}
