/* plain.h - the bytes of one plain text -> one report. */
#ifndef COPYTASTER_READ_PLAIN_H
#define COPYTASTER_READ_PLAIN_H

#include "read/ledger.h"

/* "folder/name.txt" -> "name"; "-" -> "stdin". What reports without an id of their own are called.
 */
str plain_id(str source);

/* Add the report in `bytes`, which came from `source`; or tell why it is none. */
enum err plain_read(arena *a, str source, str bytes, struct read_result *out);

#endif
