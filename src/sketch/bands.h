/* bands.h - which sketches may be alike: those that agree in all three bins of a band. */
#ifndef COPYTASTER_SKETCH_BANDS_H
#define COPYTASTER_SKETCH_BANDS_H

#include "base/arena.h"
#include "sketch/minhash.h"

enum {
    BANDS = 48,
    BAND_ROWS = 3,
    BANDS_APART = MINHASH_BINS / BAND_ROWS, /* these have bins of their own, the rest shares them */
    BUCKET_MOST = 1024, /* of a fuller bucket only so many latest members are looked at */
    BANDS_RUNS = 32
};

/* 24 bits: three neighbouring bins, or three that are seven apart. */
static inline uint32_t bands_key(const struct minhash *s, unsigned band) {
    bool apart = band < BANDS_APART;
    const uint8_t *bin = s->bin + (apart ? band * BAND_ROWS : (band - BANDS_APART) * 20);
    unsigned step = apart ? 1 : 7;
    return (uint32_t)bin[0] | (uint32_t)bin[step] << 8 | (uint32_t)bin[2 * step] << 16;
}

/* The lowest band in which two sketches agree, or BANDS. */
unsigned bands_first(const struct minhash *a, const struct minhash *b);

/* The probability that reports of this overlap agree in a band. */
double bands_recall(double jaccard);

/* Sketches known so far, by number: BANDS numbers of four bytes each. Runs of geometrically
 * growing size, so that n of them added in any portions cost O(n log n) in all. Memory of a run is
 * its own. */
struct bands {
    struct bands_run {
        arena a;
        uint32_t *member[BANDS]; /* by key, then number */
        uint32_t n;
    } run[BANDS_RUNS];
    unsigned n_runs;
};

/* The known sketch `member`. */
typedef const struct minhash *bands_sketch(const void *ctx, uint32_t member);

struct bands_known {
    bands_sketch *get;
    const void *ctx;
};

/* Zero is an empty index. */
void bands_done(struct bands *x);

/* Make `n` sketches known, numbers `first` to first + n - 1, all greater than any before; `known`
 * has them already. Errors: ERR_NOMEM, ERR_LIMIT; nothing has changed then. */
enum err bands_add(struct bands *x, struct bands_known known, uint32_t first, uint32_t n,
                   unsigned n_workers);

/* A bucket: sketches with the same key in one band. */
struct bucket {
    uint32_t *member; /* known ones, the latest BUCKET_MOST; room for the new ones behind */
    uint32_t n;
};

/* Buckets of new sketches that hold two or more, of new and known ones together. Those of new
 * sketch d are bucket[of[from[d]]] to before bucket[of[from[d + 1]]]. */
struct bands_join {
    struct bucket *bucket;
    size_t n_buckets;
    uint32_t *of;
    size_t *from; /* n + 1 of them */
};

/* Find the buckets of `n` new sketches. O(n + members met) with sorting by radix, a band a task.
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err bands_find(arena *a, const struct bands *x, struct bands_known known,
                    const struct minhash *const *sketch, uint32_t n, unsigned n_workers,
                    struct bands_join *out);

#endif
