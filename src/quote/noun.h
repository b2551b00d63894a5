/* noun.h - the noun phrase that is the speaker: before a cue, behind it, or at the head of the
 * sentence. */
#ifndef COPYTASTER_QUOTE_NOUN_H
#define COPYTASTER_QUOTE_NOUN_H

#include "quote/prose.h"

/* The noun phrase that ends right before token `end`, not reaching before `lo`; empty when there's
 * none. With its title and the prepositional phrases that belong to it ("the head of the agency").
 * O(its length). */
struct range noun_before(const struct prose *p, uint32_t lo, uint32_t end);

/* The same with a part between commas behind it: "Ann Lee, a nurse from Ohio," and with a relative
 * clause
 * ("people who were there"). `end` is the first token of the verb group. */
struct range noun_subject(const struct prose *p, uint32_t lo, uint32_t end);

/* The noun phrase that begins at `i`, with a noun in apposition when `wide` ("said Ann Lee, a nurse
 * from Ohio"). */
struct range noun_after(const struct prose *p, uint32_t i, uint32_t hi, bool wide);

/* Past ", who asked not to be named" at i: a clause about the speaker that isn't part of the
 * source; i when there's none. */
uint32_t noun_tail(const struct prose *p, uint32_t i, uint32_t hi);

/* The subject of the first clause of [lo, hi): past introductory phrases. For participles ("...,
 * adding that"). */
struct range noun_first(const struct prose *p, uint32_t lo, uint32_t hi);

#endif
