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
    WORD_COMMON = 16    /* part of boilerplate; set by whoever finds that out */
};

/* Words of the content blocks and captions; promo, byline, dateline, credit, headline and headings
 * are left out. Three parallel arrays of n. */
struct words {
    const uint64_t *hash; /* of the folded form */
    const uint32_t *tok;
    uint8_t *flags;
    size_t n;
};

/* The words of a report, in text order. O(tokens). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err shingle_words(arena *a, const struct document *doc, struct words *out);

/* hash[i] of words [i, i + SHINGLE_WORDS), for every i; none when the text is shorter. O(words). */
enum err shingle_hashes(arena *a, const struct words *words, uint64_t **out, size_t *n);

/* Bytes of the words [from, to), from < to. */
struct span shingle_span(const struct document *doc, const struct words *words, size_t from,
                         size_t to);

#endif
