/* edited.h - what a pair has in common that only sparse seeds tell of: short equal runs, and
 * whether they are enough to make a copy. */
#ifndef COPYTASTER_REUSE_EDITED_H
#define COPYTASTER_REUSE_EDITED_H

#include "reuse/extend.h"
#include "reuse/sparse.h"

/* All maximal equal runs of x and y round a content word that is rare in both, boilerplate left
 * out. Runs of PAIR_RUN words, which other seeds found and refused, become boilerplate: x and y get
 * other flags. O(words). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err edited_runs(arena *a, const struct function_words *f, struct words *x, struct words *y,
                     struct matches *out);

/* Keep the stretches that are a copy: half of the reporters' content words are the same in the same
 * order, and enough of them are no names or numbers. O(content words of a stretch, squared, 1,000
 * at most). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err edited_keep(arena *a, const struct function_words *f, const struct words *x,
                     const struct words *y, struct stretches *stretches);

/* Keep the stretches that are fair evidence where the pair is known to be one of copies. */
enum err edited_keep_fair(arena *a, const struct function_words *f, const struct words *x,
                          const struct words *y, struct stretches *stretches);

#endif
