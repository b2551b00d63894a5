/* blocks.h - the typed pieces of a report's text. */
#ifndef COPYTASTER_READ_BLOCKS_H
#define COPYTASTER_READ_BLOCKS_H

#include "read/document.h"

/* Cut the text of `doc` (whose tokens and marks are set) into blocks and embeds. O(text). Errors:
 * ERR_NOMEM, ERR_LIMIT. */
enum err blocks_find(arena *a, struct document *doc);

#endif
