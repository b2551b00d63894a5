/* article_choose.h - which blocks make the text, of what kind they are, and how sure that is. */
#ifndef COPYTASTER_PAGE_ARTICLE_CHOOSE_H
#define COPYTASTER_PAGE_ARTICLE_CHOOSE_H

#include "page/article_rank.h"

enum article_use {
    ARTICLE_LEAVE, /* no part of the article */
    ARTICLE_NOTE,  /* a caption, embedded post, ... of it: a block without text */
    ARTICLE_TAKE
};

/* One entry a block. */
struct article_choice {
    uint8_t *use;  /* enum article_use */
    uint8_t *kind; /* enum page_block_kind */
    float *score;
    float confidence;
};

/* The two models of the reader: how likely blocks are, and how good candidates. */
struct article_models {
    const struct article_model *blocks;
    const struct article_model *rank;
};

/* Choose by the models `m`. Errors: ERR_NOMEM, ERR_LIMIT. O(nodes + blocks x trees). */
enum err article_choose(arena *a, const struct article_outline *o, const struct article_features *f,
                        const struct article_models *m, struct article_choice *out);

/* The candidates of a page and their features, by the scores of model `m`: for training. */
enum err article_choose_candidates(arena *a, const struct article_outline *o,
                                   const struct article_features *f, const struct article_model *m,
                                   struct article_regions *regions, struct article_rank *rank);

/* Take every block, sure of it. */
enum err article_choose_all(arena *a, const struct article_outline *o, struct article_choice *out);

#endif
