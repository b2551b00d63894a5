/* item.h - a piece of the input that can be turned into reports alone, on any thread: a text, a
 * page, a batch of report lines, a response of an archive. source.c cuts the input into items, here
 * each becomes reports and problems.
 *
 *   paths -> source_next -> item -> item_build -> struct read_result -> batch (ledger_take) or
 * stream
 */
#ifndef COPYTASTER_READ_ITEM_H
#define COPYTASTER_READ_ITEM_H

#include "read/ledger.h"

enum item_kind {
    ITEM_NONE,    /* nothing but problems, told already */
    ITEM_TEXT,    /* plain text, one report */
    ITEM_LINES,   /* whole report lines */
    ITEM_ROWS,    /* whole rows of a CSV table, without its header */
    ITEM_PAGE,    /* a web page */
    ITEM_FEED,    /* a feed or list of links */
    ITEM_MESSAGE, /* a message of a mailbox */
    ITEM_HTTP     /* a block of an archive: HTTP response with header */
};

struct item {
    uint8_t kind;
    str source; /* the file, as problems name it */
    str id;     /* what its reports without an id are called: "gazette"; numbered ones "wire:3" */
    str bytes;
    uint64_t pos;  /* of `bytes` in the unpacked file; ITEM_HTTP: of its record in the file */
    size_t number; /* of the first line, row, record or message, from 1; 0 = the file is one item */
    struct page_hints hints; /* pages: address, media type, time of fetching */
    const struct csv_head
        *head; /* ITEM_ROWS: the header of the table; lives as long as the source */
    const struct read_options *options;
};

/* "wire:3", or the bare name of an item that isn't numbered; ptr NULL: no memory. */
str item_name(arena *a, const struct item *item, str base);

/* Set doc->source_sha256 to that of `bytes`, if it's wanted. */
void item_hash(const struct item *item, str bytes, struct document *doc);

/* Turn an item into reports and problems, added to *out, whose ledger is open and deferred. All
 * memory from `a`; the documents may borrow from item->bytes. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err item_build(arena *a, const struct item *item, struct read_result *out);

#endif
