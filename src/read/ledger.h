/* ledger.h - the growing result of reading: reports, problems and the count of items, which add up.
 */
#ifndef COPYTASTER_READ_LEDGER_H
#define COPYTASTER_READ_LEDGER_H

#include "base/map.h"
#include "read/reader.h"

struct ledger {
    size_t cap_docs;
    size_t cap_problems;
    struct map ids;   /* hash of an id -> the last suffix given to it */
    bool is_deferred; /* ids are set apart at the end, by ledger_settle */
    struct {
        bool *v;
        size_t n;
        size_t cap;
    } given; /* whether the id of each document came with it */
};

/* Make out->ledger if it isn't there. */
enum err ledger_open(arena *a, struct read_result *out);

/* One report that was read. Unless deferred its id is made unique at once: the second "x" becomes
 * "x#2", told as a warning when `given` (the id came with the report). */
enum err ledger_add(arena *a, struct read_result *out, const struct document *doc, bool given);

/* One item that was refused (an error) or read with repairs (a warning; the item is counted by its
 * report). */
enum err ledger_refuse(arena *a, struct read_result *out, const struct error *e);
enum err ledger_warn(arena *a, struct read_result *out, const struct error *e);

/* Make all ids unique, the same way whatever the order of reading: reports without an id of their
 * own that would share one take their paths; what is still double gets "#2", "#3" in the order of
 * names. O(n log n). */
enum err ledger_settle(arena *a, struct read_result *out);

#endif
