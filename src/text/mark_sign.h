/* mark_sign.h - the tokens that may be quotation marks, each judged by its neighbours. The first
 * half of mark.c. */
#ifndef COPYTASTER_TEXT_MARK_SIGN_H
#define COPYTASTER_TEXT_MARK_SIGN_H

#include "text/token.h"

enum mark_family {
    SIGN_STRAIGHT,
    SIGN_CURLY_OPEN,
    SIGN_CURLY_CLOSE,
    SIGN_SINGLE,
    SIGN_SINGLE_OPEN,
    SIGN_SINGLE_CLOSE,
    SIGN_LEFT_ANGLE,
    SIGN_RIGHT_ANGLE,
    SIGN_LOW,
    SIGN_LOW_SINGLE,
    SIGN_BACKTICK,  /* ` */
    SIGN_BACKTICKS, /* `` */
    SIGN_PRIMES     /* '' */
};

/* A token (or two: `` and '') that may be a quotation mark. */
struct mark_sign {
    uint32_t tok;
    uint8_t width; /* tokens */
    uint8_t family;
    bool can_open;      /* free on the left, tight on the right */
    bool can_close;     /* tight on the left, free on the right */
    bool is_spaced;     /* white space on both sides */
    bool is_elision;    /* a word that begins with an apostrophe follows: 'em, '90s */
    bool is_possessive; /* dogs' : closes only if nothing better does */
};

struct mark_signs {
    struct mark_sign *v;
    size_t n;
    size_t cap;
    size_t last_single; /* index of the last one that can close a single mark, + 1 */
};

/* Whether `t` can be a quotation mark at all, and of which family. */
bool mark_sign_family(const struct token *t, uint8_t *family);

/* Fill *out (whose room is used again) with the signs of the paragraph [from, to). O(to - from).
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err mark_sign_collect(arena *a, str text, const struct token *tok, uint32_t from, uint32_t to,
                           struct mark_signs *out);

#endif
