/* feature_file.h - the file between page_features and trees: a head, then for each block a row and
 * its features. Machine byte order; it is made and used on one machine. */
#ifndef COPYTASTER_TRAIN_FEATURE_FILE_H
#define COPYTASTER_TRAIN_FEATURE_FILE_H

#include <stdint.h>

#define FEATURE_MAGIC 0x31746665u

struct feature_head {
    uint32_t magic;
    uint32_t n_features;
};

struct feature_row {
    uint32_t page;
    uint32_t block;
    uint8_t set;
    uint8_t fold;
    uint8_t label; /* 1 = in the article */
    uint8_t other; /* 1 + a second fold that the row belongs to, 0 = none */
    float weight;
};

#endif
