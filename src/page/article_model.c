/* article_model.c - scores sixty-four blocks at a time, tree by tree: each level compares one
 * column with one byte in vector code; the answers are the bits of the
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

/* Sixteen bytes at once; comparing gives 0xff where it holds. */
typedef uint8_t lanes __attribute__((vector_size(16)));

enum { VECTORS = ARTICLE_LANES / sizeof(lanes) };

static void add_tree(const struct article_tree *tree, const uint8_t *group, int32_t *sum) {
    lanes bits[VECTORS] = {{0}};
    for (unsigned level = 0; level < ARTICLE_TREE_DEPTH; level++) {
        lanes column[VECTORS];
        memcpy(column, group + (size_t)tree->feature[level] * ARTICLE_LANES, sizeof column);
        for (unsigned k = 0; k < VECTORS; k++) {
            bits[k] |= (lanes)(column[k] > tree->above[level]) & (uint8_t)(1u << level);
        }
    }
    uint8_t leaf[ARTICLE_LANES];
    memcpy(leaf, bits, sizeof leaf);
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
