/* shingle.h - a report as a row of words, and the hashes of its five-word runs. */
#ifndef COPYTASTER_SKETCH_SHINGLE_H
#define COPYTASTER_SKETCH_SHINGLE_H

#include "read/document.h"

enum { SHINGLE_WORDS = 5 };

enum word_flag {
    WORD_SAID =
        1, /* somebody's words: between quotation marks, in an embed, transcript or signature */
    WORD_CAPITAL = 2,   /* begins with a capital letter and doesn't begin its sentence */
    WORD_STOP = 4,      /* last word of its sentence */
    WORD_PARAGRAPH = 8, /* first word of its block */
    WORD_ASIDE = 32,    /* round the report: headline, heading, byline, dateline, credit, promo */
    WORD_LABEL = 64, /* and these are a caption's or a signature's, which come back as they are */
    WORD_COMMON = 16 /* part of boilerplate; known when reports are compared, never before */
};

/* Words of all blocks. What stands round the report is copied with it and marked, for two reports
 * that share only that have nothing to do with each other. Parallel arrays of n. */
struct words {
    const uint32_t *id;   /* low half of the token's hash: equal for equal folded forms */
    const uint32_t *from; /* bytes of the report's text */
    const uint32_t *to;
    const uint8_t *flags; /* word_flag bits */
    const uint8_t *form;  /* eight bits of how each is written, with the marks behind it; or NULL */
    uint32_t n;
};

/* The words of a report, in text order. O(tokens). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err shingle_words(arena *a, const struct document *doc, struct words *out);

/* Shingles of n words; none when there are fewer than SHINGLE_WORDS. */
static inline size_t shingle_count(size_t n_words) {
    return n_words < SHINGLE_WORDS ? 0 : n_words - SHINGLE_WORDS + 1;
}

/* The hash of the words [0, SHINGLE_WORDS) of `id`. */
uint64_t shingle_hash(const uint32_t *id);

/* hash[i] = shingle_hash(id + i), of words [i, i + SHINGLE_WORDS), for every i < shingle_count(n).
 * O(n). */
void shingle_hashes(const uint32_t *id, size_t n, uint64_t *hash);

/* The same on any processor. */
void shingle_hashes_plain(const uint32_t *id, size_t n, uint64_t *hash);

/* Bytes of the words [from, to), from < to. */
static inline struct span shingle_span(const struct words *words, size_t from, size_t to) {
    return (struct span){words->from[from], words->to[to - 1]};
}

#endif
