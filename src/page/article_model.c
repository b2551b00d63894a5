/* article_model.c - scores sixty-four blocks at a time (article_lanes.c). Sums of integers, so that
 * every machine finds the same. The trees are made by train/page_trees.c and lie in
 * tables/article_trees.inc. */
#include "page/article_model.h"

#include <math.h>

#include "page/article_lanes.h"

static const struct article_tree trees[] = {
#include "page/tables/article_trees.inc"
};

const struct article_model article_model_built_in = {
    trees,
    sizeof trees / sizeof trees[0],
#include "page/tables/article_bias.inc"
};

/* A group without a block above FIRST_BELOW after the first trees is left there: a quarter of all
 * groups. Of 69,509 blocks that are taken on pages of hosts not seen, none is lost by it; the most
 * that a block came to afterwards is 2,253 below zero. */
enum { FIRST_TREES = 64, FIRST_BELOW = -5000 };

/* Is no block of a group likely enough to be worth the other trees? */
static bool is_settled(const int32_t *sum) {
    int32_t most = sum[0];
    for (unsigned i = 1; i < ARTICLE_LANES; i++) {
        most = sum[i] > most ? sum[i] : most;
    }
    return most < FIRST_BELOW;
}

const int32_t *article_model_score(arena *a, const struct article_model *m,
                                   const struct article_features *f) {
    size_t n_groups = ((size_t)f->n_blocks + ARTICLE_LANES - 1) / ARTICLE_LANES;
    int32_t *score = arena_array(a, n_groups * ARTICLE_LANES, sizeof *score);
    uint32_t n_first = m->n_trees < FIRST_TREES ? m->n_trees : FIRST_TREES;
    for (size_t g = 0; score && g < n_groups; g++) {
        int32_t *sum = score + g * ARTICLE_LANES;
        const uint8_t *group = f->v + g * ARTICLE_FEATURES * ARTICLE_LANES;
        for (unsigned i = 0; i < ARTICLE_LANES; i++) {
            sum[i] = m->bias;
        }
        const struct article_model first = {m->tree, n_first, 0};
        article_lanes_add(&first, group, sum);
        if (!is_settled(sum)) {
            const struct article_model rest = {m->tree + n_first, m->n_trees - n_first, 0};
            article_lanes_add(&rest, group, sum);
        }
    }
    return score;
}

float article_model_share(int32_t odds) {
    return 1.0f / (1.0f + expf(-(float)odds / ARTICLE_ODDS));
}
