/* prose_skip.c - past what stands between a cue and what it brings.
 * "said on Tuesday in a statement that", "told reporters in Paris that": hearers, times and
 * prepositional phrases are passed by the words that can stand inside them. Each walk ends after
 * MAX_SKIP tokens. */
#include "quote/prose.h"

enum { MAX_SKIP = 60 };

/* Whether token i of the phrase that begins at `start` continues it. */
static bool in_phrase(const struct prose *p, uint32_t start, uint32_t i) {
    if (prose_is_nominal(p, i) || p->tok[i].kind == TOKEN_CLITIC || prose_is_point(p, i)) {
        return true;
    }
    bool hyphen = prose_mark(p, i) == '-' && !prose_is_dash(p, i);
    bool hyphened =
        i > start && prose_mark(p, i - 1) == '-' && !(p->tok[i].flags & TOKEN_SPACE_BEFORE);
    bool both = i > start && prose_is_word(p, i, "and") && prose_is(p, i + 1, WORD_NAME) &&
                prose_is(p, i - 1, WORD_NAME);
    return hyphen || hyphened || both || (i == start && prose_is(p, i, WORD_DET | WORD_POSS));
}

/* Past the noun phrase at i: determiners, adjectives, nouns, possessors; no prepositions. */
static uint32_t skip_phrase(const struct prose *p, uint32_t i, uint32_t hi) {
    uint32_t start = i;
    if (prose_is(p, i, WORD_OBJ)) {
        return i + 1;
    }
    while (i < hi && p->quote_of[i] == NONE && in_phrase(p, start, i)) {
        i++;
    }
    return i;
}

/* An adverb or time, but not the "there" of "there was". */
static bool is_adverb(const struct prose *p, uint32_t i) {
    bool there = prose_is_word(p, i, "there") && prose_is(p, i + 1, WORD_VERB);
    return prose_is(p, i, WORD_ADV | WORD_TIME) && !prose_is(p, i, WORD_VERB) && !there;
}

/* Past one adverbial at i; i itself when none stands there. */
static uint32_t skip_one(const struct prose *p, uint32_t i, uint32_t hi, bool hearer) {
    if (prose_is(p, i, WORD_PREP) && !prose_is_word(p, i, "for") && i + 1 < hi) {
        uint32_t next = prose_is(p, i + 1, WORD_PREP | WORD_ING) ? i + 2 : i + 1;
        uint32_t end = skip_phrase(p, next, hi);
        return end == next ? i : end;
    }
    bool named = prose_is(p, i + 1, WORD_DET | WORD_OBJ | WORD_NAME) ||
                 prose_is_one_of(p, i + 1, "reporters journalists supporters voters lawmakers");
    if (prose_is_word(p, i, "to") && named && !hearer) {
        return skip_phrase(p, i + 1, hi);
    }
    if (is_adverb(p, i)) {
        return i + 1;
    }
    return prose_is_one_of(p, i, "last this earlier late early") && prose_is(p, i + 1, WORD_TIME)
               ? i + 2
               : i;
}

uint32_t prose_skip_adverbials(const struct prose *p, uint32_t i, uint32_t hi, bool hearer) {
    hi = hi - i > MAX_SKIP && hi > i ? i + MAX_SKIP : hi;
    if (hearer && i < hi && p->quote_of[i] == NONE &&
        !prose_is(p, i, WORD_THAT | WORD_TO | WORD_WH)) {
        i = skip_phrase(p, i, hi);
    }
    while (i < hi && p->quote_of[i] == NONE) {
        uint32_t next = skip_one(p, i, hi, hearer);
        if (next == i) {
            break;
        }
        i = next;
    }
    return i;
}
