/* stems.h - from a word as written to the term it counts as. */
#ifndef COPYTASTER_STORY_STEMS_H
#define COPYTASTER_STORY_STEMS_H

#include "base/map.h"
#include "text/token.h"

/* Stems of words already met; one for each thread. */
struct stems {
    struct map seen; /* word hash -> index into hash */
    uint64_t *hash;
    size_t n;
    size_t cap;
    arena *a;
    struct map weak; /* stems of weak words */
    void *stemmer;
};

#define STEM_NONE 0 /* of words that say nothing of the topic */

enum err stems_init(struct stems *s, arena *a);
void stems_done(struct stems *s);

/* The stem of a token of `text`, or STEM_NONE. A word is stemmed once. Errors: ERR_NOMEM,
 * ERR_LIMIT. */
enum err stems_of(struct stems *s, str text, const struct token *t, uint64_t *out);

/* Whether it is the stem of a word that every report uses. */
bool stems_is_weak(const struct stems *s, uint64_t stem);

#endif
