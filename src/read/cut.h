/* cut.h - one recognised file -> items. Each cut_* gives the next item of its format: ERR_OK,
 * ERR_MISSING when there's no more, ERR_NOMEM, ERR_LIMIT. What can't be cut is told in `told` and
 * passed over; then the item may be ITEM_NONE. The bytes of an item live in the arena given. */
#ifndef COPYTASTER_READ_CUT_H
#define COPYTASTER_READ_CUT_H

#include "base/input.h"
#include "read/item.h"
#include "unpack/warc.h"

/* Lines or rows of a batch at most: each may become a problem, which is larger than it. */
enum { CUT_MOST = 4096 };

/* Where a file has been cut to. */
struct cut {
    struct input *in;
    str source;    /* the file, as problems name it */
    str id;        /* what its reports are called */
    size_t number; /* of lines, rows, records or messages cut so far */
    bool is_done;  /* nothing more is to be cut, whatever is left */
    const struct read_options *options;
    const struct csv_head *head; /* rows: the header, once it was read */
};

/* All that is left as one item of `kind`, of at most `max` bytes. */
enum err cut_whole(struct cut *c, arena *a, enum item_kind kind, size_t max, struct item *item,
                   struct read_result *told);

/* Report lines, as many as fit a batch. */
enum err cut_lines(struct cut *c, arena *a, struct item *item, struct read_result *told);

/* Rows of a table, as many as fit a batch. The header is kept in `store`, which lives as long as
 * the items do. */
enum err cut_rows(struct cut *c, arena *store, arena *a, struct item *item,
                  struct read_result *told);

/* The next message of a mailbox. */
enum err cut_messages(struct cut *c, arena *a, struct item *item, struct read_result *told);

/* The next record of an archive that may hold a page; others are counted in told->n_skipped. */
enum err cut_records(struct cut *c, struct warc *w, arena *a, struct item *item,
                     struct read_result *told);

#endif
