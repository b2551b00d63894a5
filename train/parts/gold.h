/* gold.h - a set of pages with what their article is: JSON lines beside a folder of the pages. */
#ifndef COPYTASTER_TRAIN_GOLD_H
#define COPYTASTER_TRAIN_GOLD_H

#include "base/arena.h"

enum { GOLD_FOLDS = 5, GOLD_SEGMENTS = 64 };

/* One line of the set. */
struct gold {
    const char *id;
    const char *file; /* path of the page */
    str url;
    str text; /* the whole article; ptr NULL when only segments are known */
    str with[GOLD_SEGMENTS];
    size_t n_with;
    str without[GOLD_SEGMENTS];
    size_t n_without;
    unsigned fold; /* by host, so that pages of one site stay together */
};

/* Read the set `lines`; its pages lie in `folder` under the name in "file" (a ".gz" behind it is
 * left out). Ends the program when it can't be read. */
struct gold *gold_read(arena *a, const char *lines, const char *folder, size_t *n);

#endif
