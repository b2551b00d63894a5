/* run.h - an immutable file of records in the order of their keys: what an index on disk is made
 * of.
 *
 *   head    "ctrun\r\n\x1a"  version:32  0:32
 *   block*  record*   record = key_len:32 value_len:32 key value, key and value each filled up to
 *                     a multiple of 8 bytes, so that a value may hold arrays to be read in place
 *   table   entry*    one for each block: offset:64 length:64 check:64 n_records:32 key_len:32
 *                     first key, filled up
 *   tail    table_offset:64 table_length:64 table_check:64 n_blocks:64 n_records:64 tail_check:64
 *           "ctrunend"
 *
 * Numbers are little-endian; a check is XXH3 of the bytes. A block is closed at BLOCK_BYTES, so it
 * is larger only by one record. The order is that of the keys' bytes, a shorter key before a longer
 * one that begins with it; records of equal keys keep the order in which they were added.
 * Sources: LevelDB's table format, without compression and prefixes, because the values are read in
 * place. */
#ifndef COPYTASTER_INDEX_RUN_H
#define COPYTASTER_INDEX_RUN_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/output.h"

enum { RUN_VERSION = 1, RUN_BLOCK_BYTES = 1 << 16, RUN_MOST_KEY = 1 << 16 };

struct record {
    str key;
    str value; /* begins at a multiple of 8 bytes in memory */
};

/* Order of keys. */
int run_compare(str a, str b);

/* A block's entry in the table. */
struct run_block {
    uint64_t offset;
    uint64_t length;
    uint64_t check;
    uint64_t n_records;
    str first; /* key */
};

struct run {
    arena store;
    const char *path;
    str bytes; /* the file as memory */
    struct run_block *block;
    size_t n_blocks;
    uint64_t n_records;
};

/* Open a run and check its head, table and tail; blocks are checked when they are read. ERR_INPUT =
 * no run, another version, or damaged: `e` says where and what was expected. Others: ERR_IO,
 * ERR_NOMEM. O(blocks). */
enum err run_open(struct run *run, const char *path, struct error *e);
void run_close(struct run *run);

/* Let go of what is in memory of the file; it is read again when it is touched. For any thread, at
 * any time. */
void run_relax(const struct run *run);

/* A place in a run. Records point into the run. */
struct run_cursor {
    const struct run *run;
    size_t block;  /* the one after that whose records are read; n_blocks = the last */
    size_t pos;    /* of the next record, in run->bytes */
    size_t end;    /* of the block */
    uint64_t left; /* records of the block not read yet */
};

/* Before the first record. */
void run_cursor_init(struct run_cursor *c, const struct run *run);

/* Move an initialised cursor before the first record of the run whose key isn't before `key`.
 * O(log blocks + a block). */
enum err run_cursor_seek(struct run_cursor *c, str key, struct error *e);

/* The next record; ERR_MISSING at the end, ERR_INPUT on damage. O(1), and O(block) for its check.
 */
enum err run_cursor_next(struct run_cursor *c, struct record *out, struct error *e);

#endif
