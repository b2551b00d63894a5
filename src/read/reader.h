/* reader.h - paths in, documents out: files, folders, standard input; what is not a report is
 * named, not dropped. */
#ifndef COPYTASTER_READ_READER_H
#define COPYTASTER_READ_READER_H

#include "read/document.h"
#include "read/fields.h"

/* What is told of one item of the input; the rest goes on. */
enum read_fault {
    READ_REFUSED, /* the item is no report that can be read */
    READ_DAMAGED, /* part of an archive or stream is lost */
    READ_MENDED   /* the report was read, with repairs: a warning */
};

struct read_problem {
    struct error error;
    enum read_fault fault;
};

/* Records of archives that aren't reports by their kind: counted, not told one by one. */
enum read_skip {
    SKIP_RECORD,  /* WARC: warcinfo, request, metadata, conversion, ... */
    SKIP_REVISIT, /* WARC: the page stands in another record */
    SKIP_STATUS,  /* HTTP: redirects and errors */
    SKIP_MEDIA,   /* HTTP: pictures, scripts, style sheets */
    SKIP_KINDS
};

/* The loss ledger: n_items = reports + refused + damaged; skipped records are counted apart. */
struct read_result {
    struct document *doc; /* metadata, text; document_analyse has not been called yet */
    size_t n_docs;
    struct read_problem *problem; /* in order of input */
    size_t n_problems;
    size_t n_items;
    size_t n_skipped[SKIP_KINDS];
    struct ledger *ledger; /* the reader's own book-keeping */
    void *mapped;          /* of a stream: what read_options.map made of this piece */
};

/* How to read; {0} = the defaults. */
struct read_options {
    unsigned n_workers; /* 0 = 1 */
    struct read_fields fields;
    bool without_hash; /* source_sha256 isn't wanted and stays zero */
    /* Told now and then from one thread at a time: bytes of the input read so far, of `total` (0
     * when unknown, as for a pipe). Returning false ends the reading with ERR_CANCEL. NULL = none.
     */
    bool (*progress)(void *ctx, uint64_t done, uint64_t total);
    void *ctx;
    /* Called with each piece of a stream where it was read, on several threads at once: work on its
     * documents that needs no other report (`worker` < n_workers tells which scratch to use). What
     * it allocates in `a`, the arena of the piece, lives until the sink has had the piece; a
     * pointer it leaves in part->mapped goes there. NULL = none. */
    enum err (*map)(void *map_ctx, arena *a, struct read_result *part, unsigned worker);
    void *map_ctx;
};

/* Read everything below `path` (n of them; "-" is standard input) in the order given, folders in
 * byte order of the paths, into *out (overwritten). Formats are recognised by content, gzip and
 * zstd are unpacked: web pages, WARC archives, feeds, report lines (JSONL), CSV, mailboxes, else
 * plain text in any encoding; other formats, binary and empty files are refused by name. Markdown
 * met in a folder (a read-me) is left out with a warning; named itself it is read. A report without
 * an id is called after its file ("gazette", "wire:3"), after its path when two files share that
 * name; what is still double is told apart by "#2" and a warning. Ids don't depend on the order of
 * the paths, nor does anything on the number of workers. Blocks that come back on pages of one host
 * are marked as promos (sift.h). Documents live in `a`; `options` may be
 * NULL. Errors: ERR_NOMEM, ERR_LIMIT, ERR_CANCEL only; everything else is a problem. */
enum err reader_read(arena *a, const char *const *path, size_t n,
                     const struct read_options *options, struct read_result *out);

/* The same as a stream: `take` gets what each piece of the input gave, in order; it is valid during
 * the call. Memory: that of the pieces in work, whatever the size of the input. A code other than
 * ERR_OK from `take` ends the reading and is returned. */
typedef enum err read_sink(void *ctx, const struct read_result *part);
enum err reader_stream(const char *const *path, size_t n, const struct read_options *options,
                       read_sink *take, void *ctx);

/* The reports of one piece of memory, recognised as files are: added to *out, which is {0} before
 * the first call. `source` names it in messages; `options` may be NULL. Used by bindings and tests.
 */
enum err reader_add_text(arena *a, str source, str bytes, const struct read_options *options,
                         struct read_result *out);

#endif
