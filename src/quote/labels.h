/* labels.h - blocks whose form says who speaks: transcript lines, signed quotations, embedded
 * posts, colon headlines. */
#ifndef COPYTASTER_QUOTE_LABELS_H
#define COPYTASTER_QUOTE_LABELS_H

#include "quote/draft.h"

/* Add the drafts of all such blocks; their tokens are taken, so that sentences in them aren't read
 * again. O(tokens). */
enum err labels_read(arena *a, const struct prose *p, struct drafts *d);

#endif
