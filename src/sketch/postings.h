/* postings.h - fingerprints of many reports brought together: an inverted index as one sorted
 * array. */
#ifndef COPYTASTER_SKETCH_POSTINGS_H
#define COPYTASTER_SKETCH_POSTINGS_H

#include "base/arena.h"

/* 16 bytes. Equal hashes keep the order in which they were given (by report, position). */
struct posting {
    uint64_t hash;
    uint32_t doc;
    uint32_t pos;
};

/* Sort by hash, stable. The top byte parts the array into 256 shares (the shuffle of a larger run),
 * which `n_workers` threads sort by radix. O(n). Scratch of the array's size in `a`, given back.
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err postings_sort(arena *a, struct posting *v, size_t n, unsigned n_workers);

/* End of the run of equal hashes that begins at `from`. O(length). */
size_t postings_run(const struct posting *v, size_t n, size_t from);

#endif
