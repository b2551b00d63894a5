/* draft.h - quotations under construction, in tokens: what the readers of sentences and lines fill
 * in. */
#ifndef COPYTASTER_QUOTE_DRAFT_H
#define COPYTASTER_QUOTE_DRAFT_H

#include "quote/noun.h"

struct piece {
    struct range at;
    uint32_t next; /* piece of the same draft, in text order, or NONE */
};

struct draft {
    uint32_t first; /* piece */
    uint32_t last;
    struct range source;
    struct range cue;
    uint32_t sentence;
    uint32_t block;
    uint32_t previous; /* draft whose speaker it takes over, or NONE */
    uint8_t act;
    uint8_t reason; /* quote_reason */
    bool negated;
    bool dropped;
    float confidence;
};

struct drafts {
    struct draft *v;
    size_t n;
    size_t cap;
    struct {
        struct piece *v;
        size_t n;
        size_t cap;
    } piece;
    uint8_t *taken; /* by token: belongs to the content of a draft */
};

enum err draft_init(arena *a, struct drafts *d, const struct prose *p);

/* Add a draft with one piece of content (not empty). */
enum err draft_add(arena *a, struct drafts *d, const struct draft *draft, struct range content);

/* Append a piece to draft `i`. */
enum err draft_extend(arena *a, struct drafts *d, uint32_t i, struct range content);

/* Put a piece before the first of draft `i`. */
enum err draft_prepend(arena *a, struct drafts *d, uint32_t i, struct range content);

/* Content of a draft from its first to its last token. */
struct range draft_extent(const struct drafts *d, const struct draft *draft);

#endif
