/* rewritten.h - rewritten paragraphs of two reports that are copies by other passages. */
#ifndef COPYTASTER_REUSE_REWRITTEN_H
#define COPYTASTER_REUSE_REWRITTEN_H

#include "reuse/extend.h"
#include "reuse/sparse.h"

/* Add to the stretches of x and y what is edited copy between them, before the first and behind the
 * last. Sets *n_added; order is kept. O(words + content words of a gap, squared). Errors:
 * ERR_NOMEM, ERR_LIMIT. */
enum err rewritten_find(arena *a, const struct function_words *f, const struct words *x,
                        const struct words *y, struct stretches *stretches, size_t *n_added);

#endif
