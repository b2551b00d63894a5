/* sorter.h - records in any order in, records in order out, within a given amount of memory. */
#ifndef COPYTASTER_INDEX_SORTER_H
#define COPYTASTER_INDEX_SORTER_H

#include "index/merge.h"

struct sorter;

/* A sorter that holds about `memory` bytes of records (at least a mebibyte) and spills sorted runs
 * to new files "<prefix>.0", "<prefix>.1" ... (prefix copied) when these are used up. Errors:
 * ERR_NOMEM.
 */
enum err sorter_new(const char *prefix, size_t memory, struct sorter **out);

/* Free everything. Spilled files have no name any more once they are written, so that none is left,
 * however the process ends. NULL is allowed. */
void sorter_free(struct sorter *s);

/* Add a record (copied). Errors: ERR_NOMEM, ERR_IO, ERR_LIMIT; the sorter can only be freed then.
 * Amortised O(log n). */
enum err sorter_add(struct sorter *s, str key, str value, struct error *e);

/* End of adding: after it sorter_next gives the records by key, then value. */
enum err sorter_finish(struct sorter *s, struct error *e);

/* Is a record_next, whose records stay valid until sorter_free. */
enum err sorter_next(void *sorter, struct record *out, struct error *e);

/* Let go of what is in memory of spilled runs (run_relax). */
void sorter_relax(const struct sorter *s);

/* Runs that were spilled so far. */
size_t sorter_spilled(const struct sorter *s);

#endif
