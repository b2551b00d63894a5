/* sniff.h - what a file is, by its first bytes. */
#ifndef COPYTASTER_READ_SNIFF_H
#define COPYTASTER_READ_SNIFF_H

#include "base/str.h"

enum { SNIFF_BYTES = 1024 };

enum format {
    FORMAT_TEXT,  /* nothing else was recognised */
    FORMAT_LINES, /* report lines: the first character is '{' */
    FORMAT_OTHER  /* something this program doesn't read */
};

/* Tell the format from the beginning of a file. For FORMAT_OTHER *name says what it is: "a PDF
 * document". */
enum format sniff(str start, const char **name);

#endif
