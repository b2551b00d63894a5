/* jsonld.h - a pull scanner for JSON as pages carry it, which is often broken: line feeds and
 * unescaped quotation marks in strings, comments and CDATA marks round it, missing or trailing
 * commas, several values in a row.
 *
 *     struct jsonld j;
 *     struct jsonld_token tok;
 *     jsonld_init(&j, script);
 *     while (jsonld_next(&j, &tok) != JSONLD_END) { ... }
 */
#ifndef COPYTASTER_PAGE_JSONLD_H
#define COPYTASTER_PAGE_JSONLD_H

#include "base/arena.h"

enum { JSONLD_DEPTH = 64 }; /* what lies deeper is passed over */

enum jsonld_kind {
    JSONLD_END,
    JSONLD_OBJECT,
    JSONLD_OBJECT_END,
    JSONLD_ARRAY,
    JSONLD_ARRAY_END,
    JSONLD_KEY,
    JSONLD_STRING,
    JSONLD_WORD /* a number, true, false, null, or what stands in their place */
};

struct jsonld_token {
    uint8_t kind;     /* enum jsonld_kind */
    bool has_escapes; /* of a key or string: jsonld_text is needed */
    struct span at;   /* without the quotation marks */
};

/* Bit i of `objects` says that the container at depth i + 1 is an object. */
struct jsonld {
    str s;
    size_t pos;
    uint32_t depth;
    bool expects_value; /* a key has been read and not yet its value */
    uint64_t objects;
};

/* Begin to read `s` (borrowed, at most 4 GiB - 1; any bytes). Can't fail. */
void jsonld_init(struct jsonld *j, str s);

/* The next token; its kind is returned too. Containers opened and closed come in pairs but for
 * those that the end of `s` leaves open. Every token lies behind the one before. Can't fail; O(n)
 * for all of them together. */
enum jsonld_kind jsonld_next(struct jsonld *j, struct jsonld_token *tok);

/* Pass over the value that begins with `tok` (just read): to the end of its container, if it is
 * one. */
void jsonld_skip(struct jsonld *j, const struct jsonld_token *tok);

/* The characters of a string or key: escapes resolved, lone surrogates and ill-formed bytes
 * replaced by U+FFFD. A slice of the source where nothing had to change, else in `a`. Errors:
 * ERR_NOMEM, ERR_LIMIT. O(n). */
enum err jsonld_text(arena *a, const struct jsonld *j, const struct jsonld_token *tok, str *out);

#endif
