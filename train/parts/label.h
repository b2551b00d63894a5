/* label.h - which blocks of a page are in its gold text. */
#ifndef COPYTASTER_TRAIN_LABEL_H
#define COPYTASTER_TRAIN_LABEL_H

#include "gold.h"
#include "page/article_outline.h"

enum { LABEL_NO, LABEL_YES, LABEL_UNKNOWN };

/* Fill label[block]. O(words of page and gold), in practice. */
enum err label_blocks(arena *a, const struct article_outline *o, const struct gold *g,
                      uint8_t *label);

#endif
