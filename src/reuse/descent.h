/* descent.h - one parent for each report, as far as one is likely; the families of copies and how
 * many origins each has. */
#ifndef COPYTASTER_REUSE_DESCENT_H
#define COPYTASTER_REUSE_DESCENT_H

#include "reuse/print.h"

/* Set copies->parent, origin, family and families from the pairs, whose `via` is known; `outlet` =
 * a number for the outlet of each report, 0 = not known. Nothing of the prints is looked at, which
 * may be on the disk. O((pairs + reports) log pairs). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err descent_find(arena *a, const uint32_t *outlet, struct copies *copies);

#endif
