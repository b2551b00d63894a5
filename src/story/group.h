/* group.h - whether an item and a story, or two stories, are one: what their pairs say together. */
#ifndef COPYTASTER_STORY_GROUP_H
#define COPYTASTER_STORY_GROUP_H

#include <stdbool.h>
#include <stdint.h>

/* What comparing the representatives of two groups gave; log odds in units of 1/TREE_ODDS. */
struct judged {
    uint32_t story;
    uint32_t n_pairs;
    bool is_faint;    /* shares few heavy terms */
    bool may_be_copy; /* shares many */
    int64_t sum;
    int32_t most;
    int32_t least;
    int32_t odds; /* that they are one: the decision */
};

enum group_feature {
    GROUP_MEAN, /* log odds, eighths, 128 = even */
    GROUP_MOST,
    GROUP_LEAST,
    GROUP_RIVAL,  /* mean of the best other candidate */
    GROUP_MARGIN, /* over it */
    GROUP_RIVALS, /* other candidates that are likelier than not */
    GROUP_SIZE,   /* of the smaller, damped */
    GROUP_SIZE_MOST,
    GROUP_PAIRS, /* that were compared */
    GROUP_DAYS,  /* from the nearest of both, 255 unknown */
    GROUP_SPAN,  /* of both together, 255 unknown */
    GROUP_FEATURES
};

#endif
