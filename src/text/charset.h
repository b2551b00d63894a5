/* charset.h - bytes of unknown encoding -> UTF-8, and whether they are a text at all. */
#ifndef COPYTASTER_TEXT_CHARSET_H
#define COPYTASTER_TEXT_CHARSET_H

#include "base/arena.h"

/* A text in UTF-8 and how it got there. */
struct charset_text {
    str text; /* valid UTF-8 without a byte order mark; borrowed from the input when nothing had to
                 change */
    str encoding;      /* "UTF-8", "UTF-16LE", "WINDOWS-1252", ... ; static or in the arena */
    size_t n_repaired; /* places that were no character in that encoding: U+FFFD now */
    uint64_t
        pos; /* the first of them, in bytes of the input; 0 when converted from another encoding */
};

/* Convert `bytes`: a byte order mark decides; then well-formed UTF-8 (or UTF-8 with few faults,
 * which are repaired); then what uchardet finds; else windows-1252. Returns ERR_INPUT for what is
 * no text (NUL bytes or many control characters); ERR_NOMEM, ERR_LIMIT. O(n). */
enum err charset_convert(arena *a, str bytes, struct charset_text *out);

#endif
