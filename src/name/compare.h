/* compare.h - how alike two words of names are: spelling, sound, order. Internal to name/. */
#ifndef COPYTASTER_NAME_COMPARE_H
#define COPYTASTER_NAME_COMPARE_H

#include "base/str.h"

enum { COMPARE_MOST_BYTES = 64 }; /* of a word; longer ones are only ever equal */

/* The form in which transliterations of one name meet: Zelensky, Zelenskyy and Zelenskiy; Gaddafi
 * and Qadhafi. `fold` is a folded word of at most COMPARE_MOST_BYTES bytes; `out` has room for as
 * many. Returns the length. */
size_t compare_sound(char *out, str fold);

bool compare_sounds_alike(str a, str b);

/* Fewest insertions, deletions, changes and swaps of neighbours between two folded words; `limit` +
 * 1 when there are more than `limit`. O(len x len), words of COMPARE_MOST_BYTES at most. */
unsigned compare_distance(str a, str b, unsigned limit);

/* One edit apart and long enough for that to be a slip: both 5 letters or more. */
bool compare_is_slip(str a, str b);

#endif
