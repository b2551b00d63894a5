/* ledger.h - the growing result of reading: reports, problems and the count of items, which add up.
 */
#ifndef COPYTASTER_READ_LEDGER_H
#define COPYTASTER_READ_LEDGER_H

#include "base/map.h"
#include "read/reader.h"

/* Where documents live and what has been counted. One a reader; `out` points to the caller's
 * result. */
struct ledger {
    size_t cap_docs;
    size_t cap_problems;
    struct map ids; /* hash of an id -> the last suffix given to it */
};

/* Make out->ledger if it isn't there. */
enum err ledger_open(arena *a, struct read_result *out);

/* One report that was read. Its id is made unique: the second "x" becomes "x#2", told as a warning
 * when `given` (the id came with the report). */
enum err ledger_add(arena *a, struct read_result *out, const struct document *doc, bool given);

/* One item that was refused (an error) or read with repairs (a warning; the item is counted by its
 * report). */
enum err ledger_refuse(arena *a, struct read_result *out, const struct error *e);
enum err ledger_warn(arena *a, struct read_result *out, const struct error *e);

#endif
