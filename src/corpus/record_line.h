/* record_line.h - a record as one line of text, so that any sort and any cluster can carry it:
 *
 *   key in hexadecimal, TAB, value in base64, LF
 *
 * The order of the lines' bytes (LC_ALL=C sort) is that of the keys. */
#ifndef COPYTASTER_CORPUS_RECORD_LINE_H
#define COPYTASTER_CORPUS_RECORD_LINE_H

#include "base/buf.h"

/* Append the line. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err record_line_write(buf *b, str key, str value);

/* Read a line (without its line feed) into two buffers, which are emptied first; the value begins
 * at a multiple of 8 bytes. ERR_INPUT = it is no such line, and *what says what was expected. */
enum err record_line_read(str line, buf *key, buf *value, const char **what);

#endif
