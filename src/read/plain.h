/* plain.h - the bytes of one plain text -> one report. */
#ifndef COPYTASTER_READ_PLAIN_H
#define COPYTASTER_READ_PLAIN_H

#include "read/item.h"

/* Add the report in the item, or tell why it is none. */
enum err plain_build(arena *a, const struct item *item, struct read_result *out);

#endif
