/* story_file.h - the items of the development sets with their gold stories, as story_items writes
 * them and story_pairs and story_score read them. */
#ifndef COPYTASTER_TRAIN_STORY_FILE_H
#define COPYTASTER_TRAIN_STORY_FILE_H

#include "story/item.h"

enum { STORY_FOLDS = 5, STORY_SETS = 8, STORY_NO_GOLD = 0 };

/* Before each encoded item; 32 bytes. */
struct story_row {
    uint64_t gold; /* hash of the gold story, STORY_NO_GOLD = none: a haystack */
    uint64_t len;  /* of the item */
    uint32_t set;
    uint32_t fold;
    uint64_t topic; /* hash of what look-alike stories have in common; 0 = none */
};

struct story_sample {
    struct item item;
    uint64_t gold;
    uint64_t topic;
    uint32_t set;
    uint32_t fold;
};

/* Read the rows of a file in the order of item_compare. Ends the program on errors. */
struct story_sample *story_file_read(arena *a, const char *path, size_t *n);

#endif
