/* np.h - noun phrases: names, determiners, adjectives, possessors, up to the head noun. */
#ifndef COPYTASTER_EVENT_NP_H
#define COPYTASTER_EVENT_NP_H

#include "event/parse.h"

/* Take the noun phrase at `i` into the row; returns the token behind it. */
uint32_t np_take(struct parse *p, uint32_t i);

#endif
