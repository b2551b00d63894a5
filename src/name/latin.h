/* latin.h - Cyrillic and Greek letters as Latin ones, for comparing names. Internal to name/. */
#ifndef COPYTASTER_NAME_LATIN_H
#define COPYTASTER_NAME_LATIN_H

#include "base/arena.h"

/* `fold` (a folded text) with its Cyrillic and Greek letters spelt in Latin; other scripts stay. In
 * `a`. */
str latin_spell(arena *a, str fold);

#endif
