/* charset.h - bytes of unknown encoding -> UTF-8, whether they are a text at all, and the way back
 * from a place in the text to the bytes. */
#ifndef COPYTASTER_TEXT_CHARSET_H
#define COPYTASTER_TEXT_CHARSET_H

#include "base/arena.h"

/* A place where text and source are known to agree. */
struct charset_point {
    uint32_t text;   /* in the text */
    uint32_t source; /* in the source */
    uint32_t shift;  /* of the escape sequence in force there (ISO-2022-JP), or UINT32_MAX */
};

/* A text in UTF-8 and how it got there. */
struct charset_text {
    str text; /* valid UTF-8 without a byte order mark; borrowed from the input when nothing had to
                 change */
    str encoding;      /* "UTF-8", "UTF-16LE", "WINDOWS-1252", ... ; static or in the arena */
    size_t n_repaired; /* places that were no character in that encoding: U+FFFD now */
    uint64_t
        pos; /* the first of them, in bytes of the input; 0 when converted from another encoding */
    str source;                        /* the input (kept) */
    const struct charset_point *point; /* ascending; the first one is where the text begins */
    size_t n_points;
};

/* What is known of the encoding from outside and how much the bytes say themselves. */
struct charset_hints {
    str content_type; /* HTTP header: "text/html; charset=utf-8"; may be empty */
    bool markup;      /* HTML or XML: look for its declarations */
};

/* Convert `bytes`: a byte order mark decides; then well-formed UTF-8 (or UTF-8 with few faults,
 * which are repaired); then what uchardet finds; else windows-1252. Returns ERR_INPUT for what is
 * no text (NUL bytes or many control characters); ERR_NOMEM, ERR_LIMIT. O(n). */
enum err charset_convert(arena *a, str bytes, struct charset_text *out);

/* The same for markup or what came over HTTP: a byte order mark decides; then UTF-8 that is
 * well-formed and more than ASCII, whatever is declared; then the declared encoding: HTTP header,
 * <meta charset>, XML declaration (WHATWG Encoding Standard for their labels); then as above. */
enum err charset_convert_markup(arena *a, str bytes, const struct charset_hints *hints,
                                struct charset_text *out);

/* Where the byte `pos` of the text, at most its length, stands in the source: exact between
 * characters. O(log n + step), a step being some 4 KiB of a single-byte encoding and 256 bytes of
 * another. */
uint64_t charset_source_pos(const struct charset_text *t, size_t pos);

/* iconv's name for a label of the WHATWG standard ("latin1" -> "WINDOWS-1252"), or NULL. O(log n).
 */
const char *charset_label(str label);

#endif
