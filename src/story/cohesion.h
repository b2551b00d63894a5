/* cohesion.h - whether the parts of a report are of one thing or of many. */
#ifndef COPYTASTER_STORY_COHESION_H
#define COPYTASTER_STORY_COHESION_H

#include "story/item.h"

/* A part against the rest of its report. */
struct cohesion {
    float likeness;  /* cosine over words, weighed by the background alone; 0..1 */
    uint32_t named;  /* persons of the part, by surname */
    uint32_t shared; /* of them, that the rest names too */
};

/* out[i] = item i against all others of the `n` of its report together. O(terms of all items).
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err cohesion_find(arena *a, const struct item *item, size_t n, struct cohesion *out);

/* Whether the parts behind the first, `n` of them, are of different things: half stand apart. O(n).
 */
bool cohesion_is_roundup(const struct cohesion *part, size_t n);

/* Whether a part has nothing to do with the rest. */
bool cohesion_is_none(const struct cohesion *part);

#endif
