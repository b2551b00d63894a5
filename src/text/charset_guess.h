/* charset_guess.h - what bytes without a label may be in. */
#ifndef COPYTASTER_TEXT_CHARSET_GUESS_H
#define COPYTASTER_TEXT_CHARSET_GUESS_H

#include "base/err.h"
#include "text/charset_label.h"

enum { CHARSET_GUESS_NAME = 32 };

/* The bytes that tell something, counted. */
struct charset_guess {
    size_t n;             /* all bytes */
    size_t n_nul[2];      /* at even and odd places */
    size_t n_controls;    /* C0 but white space and escape */
    size_t n_high;        /* past ASCII */
    size_t n_typographic; /* quotation marks, dashes, ellipsis, no-break space, pound of
                             windows-1252 */
};

/* One pass over `s`. */
struct charset_guess charset_guess_count(str s);

/* UTF-16 without a byte order mark, or CHARSET_NONE. */
enum charset_id charset_guess_wide(const struct charset_guess *g);

/* No text: NUL bytes or many control characters. */
bool charset_guess_is_binary(const struct charset_guess *g);

/* Sequences of UTF-8 past ASCII, and faults (a lead byte with the tails behind it is one). */
void charset_guess_sequences(str s, size_t *n_good, size_t *n_bad);

/* Name of the encoding that `bytes`, which are no UTF-8, are likely in. ERR_NOMEM. O(1 MiB). */
enum err charset_guess_legacy(str bytes, const struct charset_guess *g,
                              char name[CHARSET_GUESS_NAME]);

#endif
