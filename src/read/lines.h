/* lines.h - report lines (JSONL) -> reports. */
#ifndef COPYTASTER_READ_LINES_H
#define COPYTASTER_READ_LINES_H

#include "read/ledger.h"

/* Add the reports of all lines of `bytes`, which came from `source`; lines that are none are told
 * and the rest goes on. */
enum err lines_read(arena *a, str source, str bytes, struct read_result *out);

#endif
