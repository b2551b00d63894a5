/* trees.h - boosted trees over byte features. A tree asks the same question on each level, so that
 * its leaf is a number of bits:
 *
 *     bit k of leaf = feature[level k] > above[level k]
 */
#ifndef COPYTASTER_STORY_TREES_H
#define COPYTASTER_STORY_TREES_H

#include <stdint.h>

enum { TREE_DEPTH = 6, TREE_LEAVES = 1 << TREE_DEPTH };

/* Leaves hold log odds in units of 1/TREE_ODDS. */
enum { TREE_ODDS = 2048 };

struct tree {
    uint8_t feature[TREE_DEPTH];
    uint8_t above[TREE_DEPTH];
    int16_t leaf[TREE_LEAVES];
};

struct trees {
    const struct tree *tree;
    uint32_t n;
    int32_t bias;
};

/* Whether two items tell one story (features: pair.h), whether two groups do (group.h): learned
 * from the development sets by train/story_run. */
extern const struct trees trees_of_pairs;
extern const struct trees trees_of_groups;

/* Log odds in units of 1/TREE_ODDS. O(trees). */
int32_t trees_score(const struct trees *m, const uint8_t *feature);

#endif
