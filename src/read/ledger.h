/* ledger.h - the growing result of reading: reports, problems and the count of items, which add up.
 */
#ifndef COPYTASTER_READ_LEDGER_H
#define COPYTASTER_READ_LEDGER_H

#include "base/buf.h"
#include "read/ids.h"
#include "read/reader.h"

struct ledger {
    size_t cap_docs;
    size_t cap_problems;
    struct ids ids;
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

/* One item that was refused, one that is lost, and one read with repairs (which its report counts).
 */
enum err ledger_refuse(arena *a, struct read_result *out, const struct error *e);
enum err ledger_damage(arena *a, struct read_result *out, const struct error *e);
enum err ledger_warn(arena *a, struct read_result *out, const struct error *e);

/* The same for a problem of another reading. */
enum err ledger_tell(arena *a, struct read_result *out, const struct read_problem *problem);

/* Take over all of `part`, which may end afterwards: everything is copied into `a`. */
enum err ledger_take(arena *a, struct read_result *out, const struct read_result *part);

/* Make all ids unique, the same way whatever the order of reading: what is double gets "#2", "#3"
 * in the order of texts (by hash) and names. O(n log n). */
enum err ledger_settle(arena *a, struct read_result *out);

/* Counts of a whole reading, of which not every problem need be kept. */
struct ledger_totals {
    size_t n_reports;
    size_t n_faults[3]; /* by enum read_fault */
};

/* The ledger as one JSON object: totals that add up, then the problems kept with file, byte and
 * reason. Appends to `out`. */
void ledger_write(const struct read_result *in, const struct ledger_totals *totals, buf *out);

#endif
