/* phrase.h - a lexicon of words and phrases, matched on the token array, longest first. */
#ifndef COPYTASTER_TEXT_PHRASE_H
#define COPYTASTER_TEXT_PHRASE_H

#include "base/map.h"
#include "text/token.h"

/* Two maps: hash of the first word -> most words of an entry that begins with it; hash of all words
 * -> value. */
struct phrases {
    struct map first;
    struct map whole;
};

/* An empty lexicon with room for `n` entries; it lives in `a`. */
enum err phrases_init(struct phrases *p, arena *a, size_t n);

/* Add `phrase` (any case; cut into tokens by token_scan's rules, at most LIMIT_PHRASE_TOKENS) with
 * `value`
 * (!= MAP_NONE). A phrase added twice keeps the first value and gives ERR_USAGE (tables are checked
 * by a test). */
enum err phrases_add(struct phrases *p, str phrase, uint32_t value);

/* Longest entry that begins at tok[0], looking at no more than n tokens. Returns how many tokens it
 * covers (0 = none) and sets *value. Letter case, diacritics and apostrophe forms don't matter;
 * hyphen tokens are part of a phrase. */
size_t phrases_match(const struct phrases *p, const struct token *tok, size_t n, uint32_t *value);

#endif
