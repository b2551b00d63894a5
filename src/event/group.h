/* group.h - verb groups: auxiliaries, adverbs, negation and the main verb with its particle. */
#ifndef COPYTASTER_EVENT_GROUP_H
#define COPYTASTER_EVENT_GROUP_H

#include "event/parse.h"

/* Whether a verb group begins at `i`; `last` is the chunk before, or NULL. */
bool group_begins(const struct parse *p, uint32_t i, const struct chunk *last);

/* Take the group at `i` into the row; returns the token behind it. `linked`: it follows "and". */
uint32_t group_take(struct parse *p, uint32_t i, bool linked);

#endif
