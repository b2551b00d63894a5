/* feed_mend.h - texts that went through the wrong encoding on their way into a feed. */
#ifndef COPYTASTER_FEED_FEED_MEND_H
#define COPYTASTER_FEED_FEED_MEND_H

#include "base/arena.h"

/* A copy of `s` with U+0080..U+009F replaced by what windows-1252 has in these places. */
enum err feed_mend_controls(arena *a, str s, str *out);

/* Text that is UTF-8 read as ISO 8859-1 and written as UTF-8 again: all its characters are below
 * U+0100 and, taken as bytes, are well-formed UTF-8. *out is the text meant, else `s` itself. */
enum err feed_mend_twice(arena *a, str s, str *out);

#endif
