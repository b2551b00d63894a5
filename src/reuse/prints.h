/* prints.h - the prints of a corpus side by side, and what tells one report's subject from
 * another's. */
#ifndef COPYTASTER_REUSE_PRINTS_H
#define COPYTASTER_REUSE_PRINTS_H

#include "base/map.h"
#include "base/progress.h"
#include "reuse/print.h"

/* Told, from any thread, that about so many bytes of prints have been looked at. */
typedef void prints_looked_at(void *ctx, size_t n);

struct prints {
    const struct print *print;
    size_t n;
    const uint32_t *outlet;      /* of each: a number for its name, 0 = none */
    struct map everywhere;       /* ids of names in so many reports that they tell nothing */
    struct progress *progress;   /* of what is done with them, or NULL */
    prints_looked_at *looked_at; /* or NULL */
    void *ctx;
};

/* What a look at a print maps, when it lies on the disk, here or there and one after the other:
 * bytes, more or less. */
enum { PRINT_TOUCHED = 1 << 16, PRINT_PASSED = 1 << 14 };

/* Tell that `n` bytes have been looked at. */
static inline void prints_tell(const struct prints *prints, size_t n) {
    if (prints->looked_at) {
        prints->looked_at(prints->ctx, n);
    }
}

/* Put the prints side by side (kept). `looked_at` may be NULL. O(names). Errors: ERR_NOMEM,
 * ERR_LIMIT. */
enum err prints_open(arena *a, const struct print *print, size_t n, prints_looked_at *looked_at,
                     void *ctx, struct prints *out);

#endif
