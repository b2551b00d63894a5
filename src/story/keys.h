/* keys.h - which stories have a term: lists that hold the newest stories only, so that a look-up
 * costs the same however long the stream is. */
#ifndef COPYTASTER_STORY_KEYS_H
#define COPYTASTER_STORY_KEYS_H

#include "base/map.h"

enum { KEYS_NEWEST = 64 };

struct key_entry {
    uint32_t story;
    float weight; /* the largest that the term had in an item of the story */
};

struct keys {
    arena *a;
    struct map map; /* term id -> index of its list */
    struct key_list *list;
    size_t n;
    size_t cap;
    struct key_entry *spare[8]; /* lists that were outgrown, by size; linked through themselves */
};

enum err keys_init(struct keys *k, arena *a);

/* Note that `story` has the term. A list of KEYS_NEWEST forgets its oldest entry. O(KEYS_NEWEST).
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err keys_add(struct keys *k, uint32_t term, uint32_t story, float weight);

/* The entries of a term, in no useful order; valid until the next keys_add. O(1). */
const struct key_entry *keys_find(const struct keys *k, uint32_t term, size_t *n);

#endif
