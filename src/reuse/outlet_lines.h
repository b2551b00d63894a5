/* outlet_lines.h - lines that come back in the reports of one outlet, wherever they stand in them.
 */
#ifndef COPYTASTER_REUSE_OUTLET_LINES_H
#define COPYTASTER_REUSE_OUTLET_LINES_H

#include "base/hash.h"
#include "base/map.h"
#include "reuse/likely.h"

struct outlet_lines {
    struct map line;
    const uint32_t *seen; /* bits of their keys (likely.h) */
    unsigned shift;
};

/* Lines as they were found; some may be found twice. */
struct outlet_lines_found {
    const uint64_t *line;
    size_t n;
    const uint64_t *key; /* of each shingle */
    size_t n_keys;
};

/* A shingle as a line of an outlet. */
static inline uint64_t outlet_lines_of(uint64_t shingle, uint32_t outlet) {
    return hash_join(shingle, outlet);
}

/* Make the lines fit to be asked for. O(n). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err outlet_lines_open(arena *a, const struct outlet_lines_found *found,
                           struct outlet_lines *out);

/* Mark the words of a report of `outlet` that are lines of it with WORD_COMMON; the flags are then
 * a copy in `a`. O(words). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err outlet_lines_mark(arena *a, const struct outlet_lines *lines, uint32_t outlet,
                           struct words *words);

#endif
