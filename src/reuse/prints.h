/* prints.h - the prints of a corpus side by side, and what tells one report's subject from
 * another's. */
#ifndef COPYTASTER_REUSE_PRINTS_H
#define COPYTASTER_REUSE_PRINTS_H

#include "base/map.h"
#include "reuse/print.h"

struct prints {
    const struct print *print;
    size_t n;
    const uint32_t *outlet; /* of each: a number for its name, 0 = none */
    struct map names;       /* id -> number of reports with this name */
    uint32_t most_names;    /* a name in more reports than this is everywhere and tells nothing */
};

/* Put the prints side by side (kept). O(names). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err prints_open(arena *a, const struct print *print, size_t n, struct prints *out);

#endif
