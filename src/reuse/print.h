/* print.h - all that finding copies keeps of one report: made from the report alone, flat, and the
 * same wherever it is made, so that the report itself can be let go. */
#ifndef COPYTASTER_REUSE_PRINT_H
#define COPYTASTER_REUSE_PRINT_H

#include "base/buf.h"
#include "reuse/lineage.h"
#include "sketch/shingle.h"

enum { PRINT_WORD_BYTES = 14 }; /* of a print, for each word */

struct print {
    struct words words;
    const uint32_t *name; /* ids of capitalised words inside sentences, upwards, distinct */
    uint32_t n_names;
    struct origin origin;
};

/* Make the print of a report that was written on `day` (INT32_MIN unknown); it lives in `a`.
 * O(tokens). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err print_make(arena *a, const struct document *doc, int32_t day, struct print *out);

/* Append the print as bytes, a multiple of eight of them: about 14 bytes a word. Errors: ERR_NOMEM,
 * ERR_LIMIT. */
enum err print_encode(buf *b, const struct print *print);

/* The print that `bytes` hold, whole and nothing else. It points into them: they must begin at a
 * multiple of eight and stay; what can't (the credits) lives in `a`. Errors: ERR_INPUT (damaged, or
 * written by a machine of the other byte order), ERR_NOMEM. O(credits + words), because spans are
 * checked. */
enum err print_decode(arena *a, str bytes, struct print *out);

#endif
