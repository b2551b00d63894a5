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

/* One difference between the fullest wording and a witness, both sides pointable. An empty span
 * stands behind the word before the place. WORDING_MEANING stands here in place of CUT or CHANGED,
 * and beside it in rendering.changes. */
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
    /* In text order; none for the base, nor where the reporter's own words are mixed in. */
    const struct wording_diff *diff;
    size_t n_diffs;
    /* To the base, 0..1: twice the weight of the words both have by the weight of all words of
     * both. A cut lowers it like a change: 0.6 is a bare half of the words. */
    float similarity;
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
 * only when the speakers don't contradict (unless eight words or more are the same), direct ones by
 * their words alone. Every quotation is a rendering of one utterance or more; but the clause of a
 * mixed quotation that is like no other goes by its quoted part where that has joined. The result
 * doesn't depend on the order of reports but for indexes. Results live in `a`. O(words log words)
 * by shared rare words; no comparison of all pairs. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err utterance_match(arena *a, const struct document *const *doc,
                         const struct quotations *const *quotes, const uint32_t *const *speaker,
                         size_t n, struct utterances *out);

#endif
