/* likely.h - which shingles of a row of words are worth a look into a table. */
#ifndef COPYTASTER_REUSE_LIKELY_H
#define COPYTASTER_REUSE_LIKELY_H

#include "sketch/shingle.h"

enum { LIKELY_STEP = 256, LIKELY_LANES = 16 };

/* Shingles by their place, and their keys; LIKELY_LANES are written at a time. */
struct likely {
    uint32_t place[LIKELY_STEP + LIKELY_LANES];
    uint32_t key[LIKELY_STEP + LIKELY_LANES];
};

/* The keys of the `n` shingles that begin at id[0 .. n). O(n). */
void likely_keys(const uint32_t *id, size_t n, uint32_t *key);

/* Those of the `n` shingles, LIKELY_STEP at most, whose bit is set: bit `key >> shift` of `seen`.
 * Returns their number. O(n). */
size_t likely_among(const uint32_t *seen, unsigned shift, const uint32_t *id, size_t n,
                    struct likely *out);

/* The same on any processor. */
size_t likely_plain(const uint32_t *seen, unsigned shift, const uint32_t *id, size_t n,
                    struct likely *out);

#endif
