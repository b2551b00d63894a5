/* utterance_like.h - how alike two segments are, word by word. Part of utterance matching; not for
 * other modules. */
#ifndef COPYTASTER_QUOTE_UTTERANCE_LIKE_H
#define COPYTASTER_QUOTE_UTTERANCE_LIKE_H

#include "quote/utterance_segment.h"

/* What two segments share. Words that match here and there by chance don't count: a stretch of
 * matches counts from a content word or four words upwards. */
struct likeness {
    uint32_t n_same;  /* words that match, forms of one word included */
    uint32_t run;     /* longest run of them */
    uint32_t content; /* weight of the content words among them */
    uint32_t shared;  /* weight of all that match */
    float cover;      /* shared by the weight of the lighter segment */
    float similarity; /* twice shared by the weight of both */
    bool opposed;     /* between the first and the last match one side denies more often */
    bool gapless; /* no word between the first and the last match is left out on the base's side */
};

/* Lay words [x_from, x_to) against [y_from, y_to) (indexes into speech.said). What begins and ends
 * alike is paired at once. The steps' indexes count from x_from and y_from; a fit's leading and
 * trailing words of x have no step. */
enum err utterance_like_align(struct speech *s, struct span x, struct span y, enum align_mode mode,
                              struct alignment *out);

/* Note the words of `other` for utterance_like_glance. */
void utterance_like_ask(struct speech *s, const struct segment *other);

/* The part of the content words that `base` and the segment last asked about have in common,
 * wherever they stand: a look that costs no alignment. The cover of a comparison is hardly ever
 * more. O(words of base). */
float utterance_like_glance(const struct speech *s, const struct segment *base,
                            const struct segment *other);

/* Compare two segments as direct speech. */
enum err utterance_like_direct(struct speech *s, const struct segment *base,
                               const struct segment *other, struct likeness *out);

/* Look for a fragment in a fuller segment: cover is that of the fragment. */
enum err utterance_like_fragment(struct speech *s, const struct segment *base,
                                 const struct segment *fragment, struct likeness *out);

/* Compare a restatement: persons and tenses may shift, names stand for pronouns, words may change
 * places. cover 0 when one side denies what the other says. */
enum err utterance_like_indirect(struct speech *s, const struct segment *base,
                                 const struct segment *other, struct likeness *out);

/* Weight of content words that the reporter's sentence around `fragment` shares with `base`. */
uint32_t utterance_like_context(const struct speech *s, const struct segment *base,
                                const struct segment *fragment);

#endif
