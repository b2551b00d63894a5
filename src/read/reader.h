/* reader.h - paths in, documents out: files, folders, standard input; what is not a report is
 * named, not dropped. */
#ifndef COPYTASTER_READ_READER_H
#define COPYTASTER_READ_READER_H

#include "read/document.h"

/* A problem with one item of the input; the rest goes on. */
struct read_problem {
    struct error error;
    bool is_warning; /* the report was read, with repairs */
};

/* The loss ledger: n_items = reports + refused. */
struct read_result {
    struct document *doc; /* metadata, text; document_analyse has not been called yet */
    size_t n_docs;
    struct read_problem *problem; /* in order of input */
    size_t n_problems;
    size_t n_items;
    struct ledger *ledger; /* the reader's own book-keeping */
};

/* Read everything below `path` (n of them; "-" is standard input) in the order given, folders in
 * byte order of the paths, into *out (overwritten). Formats are recognised by content: report lines
 * (first non-blank byte '{'), else plain text in any encoding; other formats, binary and empty
 * files are refused by name. Markdown met in a folder (a read-me) is left out with a warning; named
 * itself it is read. A report without an id is called after its file ("gazette", "wire:3"), after
 * its path when two would share the name; what is still double is told apart by "#2" and a warning.
 * Ids don't depend on the order of the paths. Documents live in `a`. Errors: ERR_NOMEM, ERR_LIMIT
 * only; everything else is a problem. */
enum err reader_read(arena *a, const char *const *path, size_t n, struct read_result *out);

/* The reports of one piece of memory, recognised as files are: added to *out, which is {0} before
 * the first call. `source` names it in messages. Used by bindings and tests. */
enum err reader_add_text(arena *a, str source, str bytes, struct read_result *out);

#endif
