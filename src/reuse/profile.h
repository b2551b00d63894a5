/* profile.h - what a report is about, as far as two reports can be told to have more in common than
 * a line: its telling names and a sample of its text. */
#ifndef COPYTASTER_REUSE_PROFILE_H
#define COPYTASTER_REUSE_PROFILE_H

#include "reuse/prints.h"

/* Sorted arrays of distinct values. */
struct profile {
    const uint32_t *name; /* that aren't everywhere */
    uint32_t n_names;
    const uint64_t *sample; /* shingles */
    uint32_t n_samples;
};

/* Make the profile of report `i` in `a`. O(words). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err profile_make(arena *a, const struct prints *prints, uint32_t i, struct profile *out);

/* Whether the reports share a fifth of the names of the one with fewer, or a third of its sample.
 * O(names + samples). */
bool profile_are_related(const struct profile *x, const struct profile *y);

#endif
