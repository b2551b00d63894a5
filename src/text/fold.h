/* fold.h - the form of a word in which lexicons and comparisons meet: lower case, no diacritics,
 * plain apostrophes. */
#ifndef COPYTASTER_TEXT_FOLD_H
#define COPYTASTER_TEXT_FOLD_H

#include "base/arena.h"

/* Most bytes a fold of `n` bytes can have. */
#define FOLD_ROOM(n) (3 * (n) + 16)

/* Fold one word or phrase into `out` (room FOLD_ROOM(s.len)); returns the bytes written. Letters
 * are lower-cased and lose their diacritics (NFKD, marks dropped; also the letters that don't
 * decompose: ø ł đ ı ß æ œ þ), curly apostrophes become ', hyphens and dashes -, every run of white
 * space (no-break spaces too) one space. */
size_t fold_into(char *out, str s);

/* The same, in an arena. ptr NULL when there's no memory. */
str fold_case(arena *a, str s);

#endif
