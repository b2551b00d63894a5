/* ids.h - an id of its own for every report. */
#ifndef COPYTASTER_READ_IDS_H
#define COPYTASTER_READ_IDS_H

#include "base/map.h"

struct ids {
    struct map taken; /* hash of an id -> the last suffix given to it */
};

enum err ids_init(struct ids *ids, arena *a);

/* Take `id`, or when it is taken the first of "id#2", "id#3" ... that isn't: then *id is the new
 * one, in `a`, and *changed is true. O(1) amortised. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err ids_claim(struct ids *ids, arena *a, str *id, bool *changed);

#endif
