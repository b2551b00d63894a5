/* utf8.h - code points in bytes: decoding, checking, repairing, counting. */
#ifndef COPYTASTER_TEXT_UTF8_H
#define COPYTASTER_TEXT_UTF8_H

#include "base/arena.h"
#include "base/buf.h"

#define UTF8_REPLACEMENT 0xfffdu

/* Decode the code point that begins at `pos` (pos < s.len) and set *len to its bytes (1-4). A byte
 * that begins no well-formed sequence (Unicode 15, table 3-7) gives UTF8_REPLACEMENT with *len 1.
 */
uint32_t utf8_decode(str s, size_t pos, size_t *len);

/* The code point that ends before `pos` (pos > 0); *len as above. */
uint32_t utf8_decode_before(str s, size_t pos, size_t *len);

/* Append the UTF-8 form of `cp`; surrogates and values past U+10FFFF become U+FFFD. */
enum err utf8_encode(buf *b, uint32_t cp);

/* Position of the first byte that isn't well-formed, or s.len. ASCII is skipped eight bytes at a
 * time. */
size_t utf8_check(str s);

/* Bytes of the ASCII that `s` begins with. */
size_t utf8_ascii_length(str s);

static inline bool utf8_is_valid(str s) {
    return utf8_check(s) == s.len;
}

/* Bytes of the ill-formed part that begins at `pos`, as utf8_check found it; at least 1. */
size_t utf8_ill_formed(str s, size_t pos);

/* `s` with every maximal ill-formed run part replaced by U+FFFD, and their number. Returns `s`
 * itself when there's nothing to mend, otherwise a copy in `a`. */
enum err utf8_repair(arena *a, str s, str *out, size_t *n_repaired);

/* Number of code points in valid UTF-8. */
size_t utf8_count(str s);

/* Byte offsets <-> code-point offsets of one text, for the edges of the program. A checkpoint
 * stands at every 256th byte, so building is O(n) and a question O(256) at most. */
struct utf8_index {
    str text;
    const uint32_t *checkpoint; /* code points before byte 256 * i; NULL when the text is ASCII */
};

enum err utf8_index_init(struct utf8_index *x, arena *a, str text);

/* Code points before byte `pos` (pos <= text.len). */
size_t utf8_index_count(const struct utf8_index *x, size_t pos);

#endif
