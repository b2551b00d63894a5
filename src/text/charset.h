/* charset.h - bytes of unknown encoding -> UTF-8, whether they are a text at all, and the way back
 * from a place in the text to the bytes. */
#ifndef COPYTASTER_TEXT_CHARSET_H
#define COPYTASTER_TEXT_CHARSET_H

#include "base/arena.h"

/* A stretch in which every character takes `source_step` bytes before decoding and `text_step`
 * after it; it ends where the next one begins. */
struct charset_run {
    uint32_t text;   /* begins here in the text */
    uint32_t source; /* and here in the bytes behind the byte order mark */
    uint8_t source_step;
    uint8_t text_step;
};

/* A text in UTF-8 and how it got there. */
struct charset_text {
    str text; /* valid UTF-8 without a byte order mark; borrowed from the input when nothing had to
                 change */
    str encoding;      /* "UTF-8", "UTF-16LE", "WINDOWS-1252", ... ; static or in the arena */
    size_t n_repaired; /* places that were no character in that encoding: U+FFFD now */
    uint64_t
        pos; /* the first of them, in bytes of the input; 0 when converted from another encoding */
    uint64_t skipped;              /* bytes of the byte order mark */
    const struct charset_run *run; /* ascending; NULL when text and bytes are the same */
    size_t n_runs;
};

/* What is known of a page or feed from outside. */
struct charset_hints {
    str content_type; /* HTTP header value: "text/html; charset=utf-8"; may be empty */
    bool markup;      /* look for meta elements and an XML declaration */
};

/* Convert `bytes`: a byte order mark decides; then well-formed UTF-8 (or UTF-8 with few faults,
 * which are repaired); then what uchardet finds; else windows-1252. Returns ERR_INPUT for what is
 * no text (NUL bytes or many control characters); ERR_NOMEM, ERR_LIMIT. O(n). */
enum err charset_convert(arena *a, str bytes, struct charset_text *out);

/* The same for markup, by the evidence that browsers go by (WHATWG HTML, 13.2.3), but for labels
 * that lie: a byte order mark; UTF-8 that is well-formed and more than ASCII; a label UTF-8 with
 * few faults, repaired; the label of the HTTP header, of a meta element or the XML declaration
 * within the first 16 KiB, unless the bytes don't fit it; then as charset_convert. What is all
 * ASCII is called what the label says. Errors and cost as above; clean UTF-8 is looked at once and
 * borrowed. */
enum err charset_convert_markup(arena *a, str bytes, const struct charset_hints *hints,
                                struct charset_text *out);

/* Where the character that covers byte `pos` of the text (pos <= text.len) begins in the bytes as
 * served: exact at the start of every character; inside UTF-8 that was kept, of every byte.
 * Ascending with `pos`. O(log runs). */
uint64_t charset_source_pos(const struct charset_text *t, size_t pos);

/* The encoding that a meta element or XML declaration in the first 16 KiB of `bytes` names
 * ("WINDOWS-1252"), or empty. */
str charset_declared(str bytes);

/* iconv's name for a label of the WHATWG standard ("latin1" -> "WINDOWS-1252"), or NULL. O(log n).
 */
const char *charset_label(str label);

#endif
