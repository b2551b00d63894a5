/* innovation.h - shared innovations: what two reports have and no earlier relative of theirs. */
#ifndef COPYTASTER_REUSE_INNOVATION_H
#define COPYTASTER_REUSE_INNOVATION_H

#include "reuse/copies.h"

/* Add COPY_INNOVATION to the pairs with a direction that have it, and to their confidence. `via` of
 * the pairs is known. Scratch in `a` is given back. O(pairs x INNOVATION_RELATIVES). Errors:
 * ERR_NOMEM, ERR_LIMIT. */
enum err innovation_find(arena *a, struct copies *copies);

enum { INNOVATION_RELATIVES = 32 }; /* earlier relatives looked at beside each pair */

#endif
