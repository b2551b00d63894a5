/* modality.h - whether it happened: said as a fact, planned, possible, denied; and negation. */
#ifndef COPYTASTER_EVENT_MODALITY_H
#define COPYTASTER_EVENT_MODALITY_H

#include "event/parse.h"

struct mood {
    uint8_t modality; /* enum event_modality */
    uint8_t negated;
    uint8_t purpose; /* planned only because it is what another deed was done for */
};

/* Of the event told by the verb group at chunk `v`. O(1). */
struct mood modality_of_verb(const struct parse *p, uint32_t v);

/* Of the event told by the noun phrase at chunk `np`; `v` is the verb group that governs it, or
 * NONE. O(tokens of the phrase). */
struct mood modality_of_noun(const struct parse *p, uint32_t np, uint32_t v);

#endif
