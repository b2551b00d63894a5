/* charset_decode.h - bytes of a known encoding -> UTF-8, with the way back. */
#ifndef COPYTASTER_TEXT_CHARSET_DECODE_H
#define COPYTASTER_TEXT_CHARSET_DECODE_H

#include "text/charset.h"
#include "text/charset_label.h"

/* Decode `bytes` into out->text, which lives in `a` and is valid UTF-8; what is no character in
 * the encoding becomes U+FFFD and is counted in out->n_repaired, and the table that
 * charset_source_pos reads is made. Other members of *out are left alone. Errors: ERR_MISSING (the
 * system doesn't know the encoding), ERR_NOMEM, ERR_LIMIT (4 GiB). O(n). */
enum err charset_decode(arena *a, str bytes, const struct charset_info *info,
                        struct charset_text *out);

#endif
