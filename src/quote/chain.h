/* chain.h - who passed the words on: speaker <- reporter <- carrier <- account. */
#ifndef COPYTASTER_QUOTE_CHAIN_H
#define COPYTASTER_QUOTE_CHAIN_H

#include "quote/draft.h"

/* The links of draft `i`, read from the sentence around its content and from its block, in text
 * order. `*link` lives in `a`. O(tokens of the sentence). */
enum err chain_find(arena *a, const struct prose *p, const struct drafts *d, uint32_t i,
                    struct chain_link **link, size_t *n);

#endif
