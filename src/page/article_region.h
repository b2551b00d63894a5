/* article_region.h - candidates: the ways to say which part of a page is its article. Each is a set
 * of blocks; article_rank.h says how good each is likely to be. */
#ifndef COPYTASTER_PAGE_ARTICLE_REGION_H
#define COPYTASTER_PAGE_ARTICLE_REGION_H

#include "page/article_context.h"

enum article_region {
    REGION_PAGE,    /* the likely blocks of the whole page */
    REGION_ARTICLE, /* of them those below one <article> */
    REGION_MAIN,    /* below <main> */
    REGION_PROP,    /* below itemprop=articleBody */
    REGION_BUBBLE,  /* below the best region by Readability's marks and the siblings that join it */
    REGION_RUN,     /* in the densest run of blocks */
    REGION_JSON,    /* those that the JSON-LD's articleBody has */
    REGION_POSTS,   /* and less likely ones of rows of dated posts */
    ARTICLE_REGIONS
};

/* in[block]: bit k is set when candidate k has the block. A candidate without a place on the page
 * is that of the whole page. */
struct article_regions {
    uint8_t *in;
    bool exists[ARTICLE_REGIONS];
};

/* Candidates by the scores of the blocks, those of score `least` or more being likely; blocks with
 * skip[block] are in none. Errors: ERR_NOMEM, ERR_LIMIT. O(nodes + blocks x candidates). */
enum err article_regions_find(arena *a, const struct article_context *c, const float *score,
                              const bool *skip, float least, struct article_regions *out);

#endif
