/* relate.h - who is the subject of which verb, what is its object, which verb governs it. */
#ifndef COPYTASTER_EVENT_RELATE_H
#define COPYTASTER_EVENT_RELATE_H

#include "event/parse.h"

/* Find subjects, objects, governing verbs and clauses. Looks at most PARSE_REACH chunks away, so
 * O(tokens). */
void relate_all(struct parse *p);

/* The chunk before (after) `i` that is neither adverb, date with its preposition nor quotation
 * mark; NONE at the end. */
uint32_t relate_before(const struct parse *p, uint32_t i);
uint32_t relate_after(const struct parse *p, uint32_t i);

/* The noun phrase that follows a preposition of `mask` behind chunk `i`, inside the clause; NONE
 * when there is none. `chain` = only through an unbroken chain of preposition and noun phrase. */
uint32_t relate_prep(const struct parse *p, uint32_t i, uint32_t mask, bool chain);

#endif
