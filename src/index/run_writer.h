/* run_writer.h - a run written record by record. */
#ifndef COPYTASTER_INDEX_RUN_WRITER_H
#define COPYTASTER_INDEX_RUN_WRITER_H

#include "index/run.h"

struct run_writer {
    struct output out;
    buf block;         /* the open one */
    buf first;         /* its first key */
    buf last;          /* key added last */
    buf table;         /* entries of the closed ones */
    uint32_t in_block; /* records of the open one */
    uint64_t n_blocks;
    uint64_t n_records;
};

/* Begin the file `path` (kept until the end; it must not be there). Errors, told in `e`: ERR_IO,
 * ERR_NOMEM. After an error of any of the three the file is gone. */
enum err run_writer_open(struct run_writer *w, const char *path, struct error *e);

/* Add a record whose key isn't before the last one's (ERR_USAGE) nor longer than RUN_MOST_KEY; a
 * value shorter than 4 GiB. O(bytes). */
enum err run_writer_add(struct run_writer *w, str key, str value, struct error *e);

/* Finish; the file is on the disk afterwards. */
enum err run_writer_close(struct run_writer *w, struct error *e);

/* Give it up: the file is removed. Does nothing after run_writer_close. */
void run_writer_drop(struct run_writer *w);

#endif
