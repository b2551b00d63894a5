/* readings.h - readings of three reports that no order of the three explains. */
#ifndef COPYTASTER_REUSE_READINGS_H
#define COPYTASTER_REUSE_READINGS_H

#include "reuse/neighbours.h"
#include "reuse/print.h"

enum {
    READING_STRETCH = 80, /* bytes: some 13 words that the third report lacks */
    READING_THIRDS = 32   /* reports looked at beside each pair */
};

/* A pair that shares what a third report lacks, and lacks what either shares with that. */
struct reading {
    uint32_t copy;  /* index of the pair */
    uint32_t bytes; /* of the shortest stretch of the three */
};

struct readings {
    struct reading *v; /* a pair once for each third report */
    size_t n;
    size_t cap;
};

/* Find them in `a`; `via` of the pairs is known. O(pairs x READING_THIRDS x spans^2). Errors:
 * ERR_NOMEM, ERR_LIMIT. */
enum err readings_find(arena *a, const struct print *print, const struct copies *copies,
                       const struct neighbours *near, struct readings *out);

#endif
