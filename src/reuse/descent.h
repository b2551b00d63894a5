/* descent.h - one parent for each report, as far as one is likely; the families of copies and how
 * many origins each has. */
#ifndef COPYTASTER_REUSE_DESCENT_H
#define COPYTASTER_REUSE_DESCENT_H

#include "reuse/print.h"

/* Set copies->parent, origin, family and families from the pairs, whose `via` is known. O((pairs +
 * reports) log pairs). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err descent_find(arena *a, const struct print *print, struct copies *copies);

#endif
