/* overlap.h - how much of two reports is the same, counted and not estimated: their sets of
 * five-word shingles, and the longest stretch they share. */
#ifndef COPYTASTER_SKETCH_OVERLAP_H
#define COPYTASTER_SKETCH_OVERLAP_H

#include "base/arena.h"

/* A report as the row of its word ids (word_id). */
struct row {
    const uint32_t *id;
    uint32_t n;
};

/* Distinct shingles. A row of fewer than MINHASH_WORDS words has one, all of it; an empty row none.
 */
struct overlap {
    uint32_t shared;
    uint32_t of_a;
    uint32_t of_b;
};

/* The shingles of one row, to compare others with. */
struct shingle_set {
    struct row row;
    uint32_t *slot;  /* 1 + first word of a shingle; 0 = free */
    uint32_t *first; /* first words of the distinct shingles, in order */
    uint32_t n;
    unsigned bits; /* of the table */
};

/* Build a set; `row` is kept. O(words). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err overlap_set(arena *a, struct row row, struct shingle_set *out);

/* Compare two sets. O(distinct shingles of b). Shingles are equal when their ids are. */
struct overlap overlap_count(const struct shingle_set *a, const struct shingle_set *b);

/* Shared shingles over all; 0 when neither row has any. */
double overlap_jaccard(struct overlap o);

/* Shared shingles over those of the row that has fewer; 0 when it has none. */
double overlap_containment(struct overlap o);

/* The same words in two rows. */
struct stretch {
    uint32_t from_a;
    uint32_t from_b;
    uint32_t n; /* words */
};

/* The longest run of words that both rows hold; of equal ones the first of b. O(words log words).
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err overlap_stretch(arena *a, struct row x, struct row y, struct stretch *out);

#endif
