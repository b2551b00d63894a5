/* keys.h - which stories have a term: lists that hold the newest stories only, so that a look-up
 * costs the same however long the stream is. */
#ifndef COPYTASTER_STORY_KEYS_H
#define COPYTASTER_STORY_KEYS_H

#include "base/map.h"

enum { KEYS_NEWEST = 64 };

struct keys {
    arena *a;
    struct map map; /* term id -> index of its list */
    struct key_list *list;
    size_t n;
    size_t cap;
    uint32_t *spare[8]; /* room that was outgrown, by size; linked through itself */
};

enum err keys_init(struct keys *k, arena *a);

#define KEYS_NONE UINT32_MAX

/* The list of a term, or KEYS_NONE; a list stays that of its term. O(1). */
uint32_t keys_find(const struct keys *k, uint32_t term);

/* Whether the story stands in the list. O(KEYS_NEWEST). */
bool keys_has(const struct keys *k, uint32_t list, uint32_t story);

/* Note that `story` has the term, whose list is *list and doesn't have the story yet; KEYS_NONE =
 * to be found or made, and told. A list of KEYS_NEWEST forgets its oldest entry. O(1). Errors:
 * ERR_NOMEM, ERR_LIMIT. */
enum err keys_add(struct keys *k, uint32_t term, uint32_t *list, uint32_t story);

/* The stories of a list (none of KEYS_NONE), in no useful order; valid until the next keys_add.
 * O(1). */
const uint32_t *keys_stories(const struct keys *k, uint32_t list, size_t *n);

/* Ask for what keys_find will read. */
void keys_fetch_term(const struct keys *k, uint32_t term);

/* Ask for the head of a list, which keys_fetch reads. */
void keys_fetch_head(const struct keys *k, uint32_t list);

/* Ask for the stories of a list, which will be read soon. */
void keys_fetch(const struct keys *k, uint32_t list);

/* Ask for the place of the list's next story, which keys_add writes. */
void keys_fetch_end(const struct keys *k, uint32_t list);

#endif
