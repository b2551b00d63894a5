/* passage.h - a report parted into runs of blocks about one thing. */
#ifndef COPYTASTER_STORY_PASSAGE_H
#define COPYTASTER_STORY_PASSAGE_H

#include "story/stems.h"
#include "story/stories.h"

/* Part report number `report` at its section headings; a passage begins with its heading and the
 * first one takes what stands before. Passages without words of their own go with a neighbour, and
 * so do those under a headline of which they don't tell: a link to another page stands there. Every
 * block belongs to one passage, and a report has at least one. `story` is not set. O(tokens).
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err passage_part(arena *a, struct stems *stems, const struct document *doc, uint32_t report,
                      struct passage **out, size_t *n);

#endif
