/* align.h - two runs of words laid side by side: what is the same, left out, put in, replaced. */
#ifndef COPYTASTER_QUOTE_ALIGN_H
#define COPYTASTER_QUOTE_ALIGN_H

#include <stdbool.h>

#include "base/arena.h"

/* Most pairs of words that one alignment looks at; a larger global one is confined to a band. */
#define ALIGN_CELLS ((size_t)4 << 20)

/* A word as the aligner sees it. Pairs are compared from the top: the same hash, the same stem, the
 * same group. */
struct align_word {
    uint64_t hash;
    uint64_t stem;  /* words of one stem match for 3/4 of their weight */
    uint8_t weight; /* what the word tells: small for function words; 0 = matches anything like it
                       for nothing */
    uint8_t group;  /* words of one group (pronouns, tenses) match for a quarter of the weight; 0 =
                       none */
};

enum align_mode {
    ALIGN_GLOBAL, /* all of both */
    ALIGN_LOCAL,  /* the best stretch of both (Smith and Waterman 1981) */
    ALIGN_FIT     /* all of y inside the best stretch of x */
};

enum align_op {
    ALIGN_SAME,   /* the same word */
    ALIGN_STEM,   /* the same word in another form */
    ALIGN_GROUP,  /* words of one group */
    ALIGN_CHANGE, /* another word in its place */
    ALIGN_DROP,   /* a word of x that y hasn't */
    ALIGN_ADD     /* a word of y that x hasn't */
};

/* One step of the alignment. In a DROP `y` is where the word would stand in y, in an ADD likewise
 * `x`. */
struct align_step {
    uint32_t x;
    uint32_t y;
    uint8_t op; /* align_op */
};

/* Zero = default. A pair gains or loses by its weights (align_pair_score); a gap costs gap_open and
 * gap_word a word. */
struct align_options {
    uint8_t mode;     /* align_mode */
    uint8_t gap_open; /* default 28: more than a pair of function words gains, so they don't split a
                         gap */
    uint8_t gap_word; /* default 2 */
};

struct alignment {
    const struct align_step
        *step; /* in order; every word of [x_from, x_to) and [y_from, y_to) once */
    size_t n;
    uint32_t x_from;
    uint32_t x_to;
    uint32_t y_from;
    uint32_t y_to;
    int64_t score;
    bool banded; /* not all pairs were looked at, so that a better alignment may exist */
};

/* What pairing two words gains: twice the smaller weight for the same word, 3/4 of that for the
 * same stem, 1/4 for the same group; else minus the mean weight and 2. *op (may be NULL) tells
 * which. */
int64_t align_pair_score(const struct align_word *x, const struct align_word *y, uint8_t *op);

/* Align with affine gaps (Gotoh 1982). The best score; of equals always the same one: pairs rather
 * than drops rather than adds. Steps live in `a`, scratch is given back. O(n m) time and bytes up
 * to ALIGN_CELLS pairs; past that a global alignment keeps to a band about the diagonal, and the
 * other modes give ERR_LIMIT, as does a band that would be too narrow. ERR_NOMEM. */
enum err align_words(arena *a, const struct align_word *x, size_t n, const struct align_word *y,
                     size_t m, const struct align_options *options, struct alignment *out);

#endif
