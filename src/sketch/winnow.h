/* winnow.h - pick few fingerprints so that every long enough shared run has one in common. */
#ifndef COPYTASTER_SKETCH_WINNOW_H
#define COPYTASTER_SKETCH_WINNOW_H

#include <stddef.h>
#include <stdint.h>

/* Positions of the hashes kept, upwards, into `out` (room for n): in every window of `w`
 * consecutive hashes the rightmost smallest. A row shorter than `w` keeps its smallest. Two rows
 * that share w consecutive hashes keep one of them in both. Returns their number. O(n). */
size_t winnow_select(const uint64_t *hash, size_t n, unsigned w, uint32_t *out);

#endif
