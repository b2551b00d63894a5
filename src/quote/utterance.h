/* utterance.h - the quotations, across the reports of a story, that are the same words of the same
 * occasion. */
#ifndef COPYTASTER_QUOTE_UTTERANCE_H
#define COPYTASTER_QUOTE_UTTERANCE_H

#include "quote/quotes.h"

/* How a witness renders the utterance. */
enum render_kind {
    RENDER_DIRECT,   /* the words, in quotation marks */
    RENDER_INDIRECT, /* restated without marks */
    RENDER_FRAGMENT  /* a few of the words in marks inside the reporter's sentence */
};

/* What one witness does to the wording, relative to the fullest witness. */
enum wording_change {
    WORDING_SAME = 0,
    WORDING_PUNCTUATION = 1, /* commas, marks, case */
    WORDING_CUT = 2,         /* words left out at an end or in the middle, marked or not */
    WORDING_ELISION = 4,     /* "..." says so */
    WORDING_BRACKET = 8,     /* [words] put in */
    WORDING_CHANGED = 16,    /* other words */
    WORDING_MEANING = 32 /* the cut or change turns the sense: a lost not, unless, "only if" ... */
};

/* One difference between the fullest wording and a witness, both sides pointable. */
struct wording_diff {
    struct span base;  /* in the base witness's report; empty = inserted */
    struct span other; /* in this witness's report; empty = left out */
    uint8_t change;    /* one wording_change bit */
};

struct rendering {
    uint32_t report;    /* index into the array given */
    uint32_t quotation; /* of that report */
    struct span at;     /* the part of it that is this utterance */
    uint8_t kind;       /* render_kind */
    uint8_t changes;    /* wording_change bits */
    const struct wording_diff *diff;
    size_t n_diffs;
    float similarity; /* to the base, 0..1 */
};

struct utterance {
    uint32_t base; /* index of the fullest direct rendering (else the fullest) */
    const struct rendering *rendering; /* by report, then place */
    size_t n;
};

struct utterances {
    const struct utterance
        *utterance; /* order: witnesses downwards, then place in the first report */
    size_t n;
};

/* Match the quotations of `n` reports of one story, sentence by sentence, and join neighbouring
 * sentences that have the same witnesses and stand together in all. `speaker[r][q]` is the
 * story-wide entity of each quotation's speaker, or NONE; fragments and indirect renderings join
 * only when the speakers don't contradict, direct ones by their words alone. O(words log words) by
 * shared rare words; no comparison of all pairs. */
enum err utterance_match(arena *a, const struct document *const *doc,
                         const struct quotations *const *quotes, const uint32_t *const *speaker,
                         size_t n, struct utterances *out);

#endif
