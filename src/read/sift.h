/* sift.h - the second look at pages: what comes back from page to page of one host is no report.
 * See page/site.h. */
#ifndef COPYTASTER_READ_SIFT_H
#define COPYTASTER_READ_SIFT_H

#include "page/site.h"
#include "read/document.h"

/* Of all documents read together, mark the blocks of pages that are furniture as promos: the text
 * and all places in it stay, claims aren't taken from it. The same for any order of the documents.
 * New arrays of blocks in `a`. O(text). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err sift_mark(arena *a, struct document *doc, size_t n);

/* The same for a stream: remember each document, and in a second stream take the furniture out of
 * its text (new arrays in `a`; the blocks stay, with an empty place). */
enum err sift_add(struct site_memory *m, arena *scratch, const struct document *doc);
enum err sift_strip(const struct site_memory *m, arena *a, struct document *doc);

#endif
