/* article_context.h - what is known of a page as a whole and of each block's place in it: the best
 * region, the title's place, blocks that look alike, the overlap with the JSON-LD's body. */
#ifndef COPYTASTER_PAGE_ARTICLE_CONTEXT_H
#define COPYTASTER_PAGE_ARTICLE_CONTEXT_H

#include "page/article.h"
#include "page/article_outline.h"

/* Blocks whose element and its parent have the same tags and classes. */
struct article_alike {
    uint32_t n;
    uint32_t words;
    uint32_t chars;
    uint32_t link_chars;
    uint32_t good;
};

/* A block's place. */
struct article_place {
    uint32_t words_before; /* on the page */
    uint32_t good_before;  /* of prose */
    uint32_t alike;        /* index */
    uint32_t n_copies;     /* blocks of the same words, itself included */
    uint16_t good_gap[2];  /* blocks to the one of prose before and behind, at most 99 */
    uint8_t title;         /* words shared with the title: 200 = all of both */
    uint8_t body;          /* share of its word triples in the JSON-LD's body, 255 = there's none */
    uint8_t up;            /* steps to the path from the best region to the root */
    uint8_t down;          /* and from there to the best region */
    uint8_t title_up;      /* the same for the block that is most like the title; 50 = no title */
    uint8_t title_down;
};

struct article_context {
    const struct article_outline *o;
    struct article_place *place;
    struct article_alike *alike;
    float *worth;         /* of a node: its score without the share of links */
    uint32_t best;        /* node of the best region */
    uint32_t h1;          /* first block in an h1, or ARTICLE_NONE */
    uint32_t title_block; /* the one most like the title */
    uint32_t words;
    uint32_t good;
};

/* Fill *out. Errors: ERR_NOMEM, ERR_LIMIT. O(nodes x steps to the best region + words). */
enum err article_context_take(arena *a, const struct article_outline *o,
                              const struct article_hints *hints, struct article_context *out);

#endif
