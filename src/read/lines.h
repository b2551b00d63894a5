/* lines.h - report lines (JSONL) -> reports. */
#ifndef COPYTASTER_READ_LINES_H
#define COPYTASTER_READ_LINES_H

#include "read/item.h"

/* Add the reports of all lines of the item; lines that are none are told with their place and the
 * rest goes on. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err lines_build(arena *a, const struct item *item, struct read_result *out);

#endif
