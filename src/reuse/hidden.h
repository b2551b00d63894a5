/* hidden.h - sources that nobody has seen: the wire that two reports print. */
#ifndef COPYTASTER_REUSE_HIDDEN_H
#define COPYTASTER_REUSE_HIDDEN_H

#include "reuse/print.h"

/* Set copies->source and sources, and take the direction from pairs of reports that have their text
 * from a hidden source. `via` of the pairs is known; those of a hidden source get COPY_HIDDEN.
 * Cost: that of readings_find. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err hidden_find(arena *a, const struct print *print, struct copies *copies);

#endif
