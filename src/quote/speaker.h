/* speaker.h - from the words of the source to who is meant. */
#ifndef COPYTASTER_QUOTE_SPEAKER_H
#define COPYTASTER_QUOTE_SPEAKER_H

#include "quote/prose.h"

/* The mention that the source phrase is about: its head, not a name inside it ("Lee's lawyer", "a
 * spokesman for Lee"); NONE when the head is no mention. O(mentions in the phrase + log n). */
uint32_t speaker_mention(const struct prose *p, struct range source);

/* Set entity (and where a quotation takes over another's speaker, mention, source) of `n`
 * quotations in text order, whose `mention`, `source` and `previous` are set. A pronoun that names
 * left open, and "he added", "she continued", take the speaker before. O(n). */
void speaker_resolve(const struct prose *p, struct quotation *q, size_t n);

#endif
