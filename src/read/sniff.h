/* sniff.h - what a file is, by its first bytes. */
#ifndef COPYTASTER_READ_SNIFF_H
#define COPYTASTER_READ_SNIFF_H

#include "read/fields.h"

enum { SNIFF_BYTES = 4096 };

enum format {
    FORMAT_TEXT,  /* nothing else was recognised */
    FORMAT_LINES, /* report lines: the first character is '{' */
    FORMAT_ROWS,  /* a CSV table with a header that names the text */
    FORMAT_PAGE,  /* a web page */
    FORMAT_FEED,  /* RSS, Atom, JSON Feed, OPML, a sitemap */
    FORMAT_WARC,  /* an archive of pages; told by warc_sniff, before anything is unpacked */
    FORMAT_MBOX,  /* messages */
    FORMAT_OTHER  /* something this program doesn't read */
};

/* Tell the format of unpacked bytes from the beginning of a file. For FORMAT_OTHER *name says what
 * it is: "a PDF document". */
enum format sniff(str start, const struct read_fields *fields, const char **name);

#endif
