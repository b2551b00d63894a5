/* lines.h - report lines (JSONL) -> reports. */
#ifndef COPYTASTER_READ_LINES_H
#define COPYTASTER_READ_LINES_H

#include "base/input.h"
#include "read/ledger.h"

/* Add the reports of all lines of `in`, which is called `source`; lines that are none are told with
 * their place and the rest goes on. ERR_IO ends the reading and is told as a problem. Errors:
 * ERR_NOMEM, ERR_LIMIT. */
enum err lines_read(arena *a, str source, struct input *in, struct read_result *out);

#endif
