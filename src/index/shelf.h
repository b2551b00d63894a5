/* shelf.h - a folder of runs that is read as one ordered row of records, grows by whole runs, and
 * is never seen half changed.
 *
 *   FOLDER/LOCK          held by the process that writes
 *   FOLDER/MANIFEST      which runs count: a text of lines, replaced whole
 *   FOLDER/run-000017    a run; others than those of the manifest are left from a process that was
 *                        stopped, and are removed when the shelf is opened
 *
 * The manifest:
 *
 *   copytaster index 1 <kind>
 *   run 000017 <level> <records> <bytes>
 *   ...
 *   check <XXH3 of the lines above, 16 hexadecimal digits>
 *
 * What shelf_add returned ERR_OK for survives a crash at any later moment; what it didn't is gone
 * wholly. Runs are merged by levels: MERGE_RUNS runs of a level become one of the next, in a thread
 * of its own, so that a shelf of n records has O(log n) runs (log-structured merge, O'Neil et al.
 * 1996). */
#ifndef COPYTASTER_INDEX_SHELF_H
#define COPYTASTER_INDEX_SHELF_H

#include "index/merge.h"

enum { SHELF_VERSION = 1, SHELF_MERGE_RUNS = 8, SHELF_MOST_RUNS = 512 };

struct shelf;

/* Open `folder`, making it unless it is there. `kind` (a word without blanks) names what its
 * records are, with their version, and must be the one it was made with. Errors, told in `e`:
 * ERR_IO; ERR_INPUT = the folder holds something else, another version or kind, or is damaged;
 * ERR_USAGE = another process has it open; ERR_NOMEM. */
enum err shelf_open(const char *folder, const char *kind, struct shelf **out, struct error *e);

/* Wait for a merge under way and close. NULL is allowed. */
void shelf_close(struct shelf *s);

/* Add everything that `next` gives, in order, as one run; equal records once. All or nothing, and
 * on the disk when it returns ERR_OK. An empty row adds nothing. */
enum err shelf_add(struct shelf *s, record_next *next, void *ctx, struct error *e);

/* A merge of all runs, from the first record, in `a`; valid until the next shelf_add or close.
 * Equal keys in different runs come one after the other. */
enum err shelf_read(struct shelf *s, arena *a, struct merge **out, struct error *e);

/* Bytes of all runs. O(runs). */
uint64_t shelf_bytes(const struct shelf *s);

/* Let go of what is in memory of the runs (run_relax). */
void shelf_relax(const struct shelf *s);

/* Records of all runs together. */
uint64_t shelf_records(const struct shelf *s);
size_t shelf_runs(const struct shelf *s);

/* Wait for the merge under way, and do those that are due. For tests and the end of a batch job. */
enum err shelf_settle(struct shelf *s, struct error *e);

#endif
