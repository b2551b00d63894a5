/* trees.c - sums of integer leaves, so that every machine finds the same. The trees are made by
 * train/page_trees.c (the trainer of all our trees) and lie in tables/. */
#include "story/trees.h"

static const struct tree of_pairs[] = {
#include "story/tables/pair_trees.inc"
};

static const struct tree of_groups[] = {
#include "story/tables/group_trees.inc"
};

const struct trees trees_of_pairs = {
    of_pairs,
    sizeof of_pairs / sizeof of_pairs[0],
#include "story/tables/pair_bias.inc"
};

const struct trees trees_of_groups = {
    of_groups,
    sizeof of_groups / sizeof of_groups[0],
#include "story/tables/group_bias.inc"
};

int32_t trees_score(const struct trees *m, const uint8_t *feature) {
    int32_t sum = m->bias;
    for (uint32_t k = 0; k < m->n; k++) {
        const struct tree *t = &m->tree[k];
        unsigned leaf = 0;
        for (unsigned level = 0; level < TREE_DEPTH; level++) {
            leaf |= (unsigned)(feature[t->feature[level]] > t->above[level]) << level;
        }
        sum += t->leaf[leaf];
    }
    return sum;
}
