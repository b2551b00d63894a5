/* profile.h - what a report is about, as far as two reports can be told to have more in common than
 * a line: its telling names and a sample of its text. */
#ifndef COPYTASTER_REUSE_PROFILE_H
#define COPYTASTER_REUSE_PROFILE_H

#include "reuse/prints.h"

enum { PROFILE_BITS = 16 }; /* words of them */

/* A bit for each value, by its first bits: two sets have no more in common than their bits, and the
 * values that came to a bit that was set. */
struct profile_bits {
    uint64_t bit[PROFILE_BITS];
    uint32_t n_again;
};

/* Sorted arrays of distinct values. */
struct profile {
    const uint32_t *name; /* that aren't everywhere */
    uint32_t n_names;
    const uint64_t *sample; /* shingles */
    uint32_t n_samples;
    struct profile_bits names;
    struct profile_bits samples;
};

/* Make the profile of report `i` in `a`. O(words). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err profile_make(arena *a, const struct prints *prints, uint32_t i, struct profile *out);

/* Whether the reports share a fifth of the names of the one with fewer, or a third of its sample.
 * O(names + samples). */
bool profile_are_related(const struct profile *x, const struct profile *y);

#endif
