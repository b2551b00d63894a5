/* charset_recode.h - conversion that remembers the way back. For charset.c only. */
#ifndef COPYTASTER_TEXT_CHARSET_RECODE_H
#define COPYTASTER_TEXT_CHARSET_RECODE_H

#include "text/charset.h"

/* Bytes of text between two points at most, but for encodings of one byte a character. */
enum { CHARSET_RECODE_STEP = 256 };

/* Whether every character of the encoding has one byte. */
bool charset_recode_is_single(const char *encoding);

/* Convert source[skip..] from `encoding` (a name of iconv) into out->text and its points; bytes
 * that are no character become U+FFFD, one each, and count in out->n_repaired. ERR_MISSING: iconv
 * doesn't know the encoding. ERR_NOMEM, ERR_LIMIT. O(n). */
enum err charset_recode(arena *a, str source, size_t skip, const char *encoding,
                        struct charset_text *out);

/* Take source[skip..] as UTF-8: borrowed when well-formed, else repaired. Sets text, points,
 * n_repaired and pos. O(n). */
enum err charset_recode_utf8(arena *a, str source, size_t skip, struct charset_text *out);

#endif
