/* word_scan.h - the words of a text without its tokens, for corpora: several times as fast as
 * token_scan, and the same words. */
#ifndef COPYTASTER_SKETCH_WORD_SCAN_H
#define COPYTASTER_SKETCH_WORD_SCAN_H

#include "base/arena.h"

/* 16 bytes. `hash` is that of the token. */
struct word {
    uint64_t hash;
    uint32_t from;
    uint32_t to;
};

/* What rows of words keep of a word: two different words share it once in four thousand million
 * pairs. */
static inline uint32_t word_id(const struct word *w) {
    return (uint32_t)w->hash;
}

/* The word-like tokens (token_is_wordlike) of `text`, which is valid UTF-8, in order, except that
 * ideographs and kana are taken as pairs of neighbours: a run of n of them gives n - 1 words, a
 * single one itself. Room of 8 bytes for each of the text is taken from `a` and touched as far as
 * there are words. Errors: ERR_NOMEM, ERR_LIMIT (longer than LIMIT_REPORT_BYTES). O(n). */
enum err word_scan(arena *a, str text, struct word **out, size_t *n);

#endif
