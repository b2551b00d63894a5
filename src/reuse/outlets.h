/* outlets.h - which initials tell one outlet among all of a corpus. */
#ifndef COPYTASTER_REUSE_OUTLETS_H
#define COPYTASTER_REUSE_OUTLETS_H

#include "reuse/prints.h"

struct outlets {
    struct map key; /* initials.h, without the lowest bit -> number of their only outlet, or
                       OUTLETS_MANY */
};

enum { OUTLETS_MANY = 0 };

/* Gather the initials of all outlets. In `a`. O(reports). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err outlets_find(arena *a, const struct prints *prints, struct outlets *out);

/* Whether the initials are those of one outlet only, and of no agency of the world. O(agencies). */
bool outlets_tell(const struct outlets *outlets, uint64_t key);

#endif
