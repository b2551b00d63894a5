/* family.h - the pairs seen together: near-duplicates, and which pairs only have a relative in
 * common. */
#ifndef COPYTASTER_REUSE_FAMILY_H
#define COPYTASTER_REUSE_FAMILY_H

#include "reuse/print.h"

/* Set copies->group and `via` of every pair. copies->copy is in order
 * (a, b); `print` of each report tells its time. O(pairs x neighbours). */
enum err family_find(arena *a, const struct print *print, struct copies *copies);

#endif
