/* loose.h - quotations that no cue of their sentence claims: the rest of a split one, the next
 * paragraph, the floating one. */
#ifndef COPYTASTER_QUOTE_LOOSE_H
#define COPYTASTER_QUOTE_LOOSE_H

#include "quote/draft.h"

/* Join what runs on over paragraphs and sentences to the drafts it belongs to, and add drafts for
 * sentences that stand wholly between marks and are left. `d` holds the drafts of lines and
 * sentences, in any order. O(tokens + drafts). */
enum err loose_read(arena *a, const struct prose *p, struct drafts *d);

#endif
