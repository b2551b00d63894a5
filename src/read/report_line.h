/* report_line.h - a report as one line of JSON, as report lines are read. */
#ifndef COPYTASTER_READ_REPORT_LINE_H
#define COPYTASTER_READ_REPORT_LINE_H

#include "base/buf.h"
#include "read/document.h"

/* Append {"id","title","outlet","url","published","author","lang","text", ...} and a line feed:
 * members that are empty are left out, what else is known of the report (document.extra) follows.
 * With `evidence` also "read_from", "source_sha256" and, for pages, "blocks":
 * kind, place in the text (code points) and in the page as served (bytes). O(text). Check
 * out->failed. */
void report_line_write(const struct document *doc, bool evidence, buf *out);

#endif
