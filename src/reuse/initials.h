/* initials.h - names and their initials: "CNA" and "Cape News Agency" meet in one number.
 *
 *   key = hash of the folded letters:63 | from a name:1
 */
#ifndef COPYTASTER_REUSE_INITIALS_H
#define COPYTASTER_REUSE_INITIALS_H

#include "base/arena.h"

enum { INITIALS_OF_OUTLET = 3 };

/* The key of a word that is written as initials are ("CNA"): three to eight capitals A-Z. 0 when it
 * isn't. */
uint64_t initials_written(str word);

/* The key of the initials of a name of two words or more; 0 when they are fewer than three or more
 * than eight. `small`: of, and, the count as well ("TOI"). */
uint64_t initials_of_name(str name, bool small);

/* All keys of an outlet as its name is written, unused ones 0: "CNA", "Cape News Agency", "Cape
 * News Agency (CNA)". */
void initials_of_outlet(str name, uint64_t key[INITIALS_OF_OUTLET]);

/* Whether one key was written as initials and the other comes from a name that has them. */
bool initials_meet(uint64_t x, uint64_t y);

/* Behind the next run of letters of `line` from *pos; empty at the end. */
str initials_next_word(str line, size_t *pos);

#endif
