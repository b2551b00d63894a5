/* postings.h - fingerprints of many reports brought together: an inverted index as one array in
 * which equal ones stand side by side. */
#ifndef COPYTASTER_SKETCH_POSTINGS_H
#define COPYTASTER_SKETCH_POSTINGS_H

#include "base/arena.h"

/* 16 bytes. */
struct posting {
    uint64_t hash;
    uint32_t doc;
    uint32_t pos;
};

/* Postings of some reports, in order of report and position. */
struct posting_part {
    const struct posting *v;
    size_t n;
};

enum { POSTING_SHARES = 256 };

/* The postings of a corpus by hash; equal hashes in the order of the parts. The top byte parts the
 * array into shares (the shuffle of a larger run), so that threads can walk it. */
struct postings {
    struct posting *v;
    size_t n;
    size_t share[POSTING_SHARES + 1]; /* where each begins; the last = n */
};

/* Bring the parts together, in the order given, on `n_workers` threads; the result lives in `a` and
 * doesn't depend on their number. Cost: O(n), a second array of the largest share for each thread.
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err postings_bring(arena *a, const struct posting_part *part, size_t n_parts,
                        unsigned n_workers, struct postings *out);

/* Sort one array by hash, stable. Scratch of its size in `a`, given back. Otherwise as above. */
enum err postings_sort(arena *a, struct posting *v, size_t n, unsigned n_workers);

/* End of the run of equal hashes that begins at `from`. O(length). */
size_t postings_run(const struct posting *v, size_t n, size_t from);

#endif
