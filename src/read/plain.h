/* plain.h - the bytes of one plain text -> one report. */
#ifndef COPYTASTER_READ_PLAIN_H
#define COPYTASTER_READ_PLAIN_H

#include "read/ledger.h"

/* Add the report in `bytes`, which came from `source`. */
enum err plain_read(arena *a, str source, str bytes, struct read_result *out);

#endif
