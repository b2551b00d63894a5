/* minhash.h - a report as 128 bytes from which the overlap of its five-word shingles with those of
 * any other report can be told. */
#ifndef COPYTASTER_SKETCH_MINHASH_H
#define COPYTASTER_SKETCH_MINHASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MINHASH_BINS = 128, MINHASH_WORDS = 5 };

/* Two reports have each byte in common with probability J + (1 - J) / 256, J being the Jaccard
 * overlap of their sets of shingles. */
struct minhash {
    uint8_t bin[MINHASH_BINS];
};

/* Sketch the row of `n` word ids (word_id), n > 0. A row of fewer than MINHASH_WORDS words has one
 * shingle, all of it. O(n); rows of less than a hundred words cost some microseconds more. */
void minhash_sketch(const uint32_t *id, size_t n, struct minhash *out);

/* Number of bins in which two sketches are equal. About ten nanoseconds. */
unsigned minhash_equal(const struct minhash *a, const struct minhash *b);

/* The overlap that so many equal bins stand for, in [0, 1]. */
double minhash_estimate(unsigned n_equal);

/* Equal bins that two reports with an overlap of `jaccard` fall short of by chance hardly ever
 * (five standard deviations; rows of ten words once in ten thousand). */
unsigned minhash_gate(double jaccard);

#endif
