/* winnow.h - pick few fingerprints so that every long enough shared run has one in common. */
#ifndef COPYTASTER_SKETCH_WINNOW_H
#define COPYTASTER_SKETCH_WINNOW_H

#include "base/arena.h"

/* Positions of the hashes kept, upwards: in every window of `w` consecutive hashes the rightmost
 * smallest. A row shorter than `w` keeps its smallest. Two rows that share w consecutive hashes
 * keep one of them in both. O(n). */
enum err winnow_select(arena *a, const uint64_t *hash, size_t n, unsigned w, uint32_t **out,
                       size_t *n_out);

#endif
