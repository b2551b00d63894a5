/* chain.h - who passed the words on: speaker <- reporter <- carrier <- account. */
#ifndef COPYTASTER_QUOTE_CHAIN_H
#define COPYTASTER_QUOTE_CHAIN_H

#include "quote/draft.h"

/* The links of draft `i`, read from the sentence around its content and from its block, in text
 * order. `*link` lives in `a`. O(tokens of the sentence). */
enum err chain_find(arena *a, const struct prose *p, const struct drafts *d, uint32_t i,
                    struct chain_link **link, size_t *n);

/* Let the carrier of an attribution ("In recordings shared by X, Lee says ...") hold for what the
 * same speaker says after it, over a few paragraphs of the section, until somebody else speaks or
 * another carrier is named. `q` in text order, speakers resolved. O(n). */
void chain_carry(const struct document *doc, struct quotation *q, size_t n);

#endif
