/* label.h - a title for a story. */
#ifndef COPYTASTER_STORY_LABEL_H
#define COPYTASTER_STORY_LABEL_H

#include "story/stories.h"

/* The words that name passage `p` best: headline or heading, else its opening sentence cut to
 * length at a word ("..." is added). Lives in `a`. */
enum err label_of(arena *a, const struct document *doc, const struct passage *p, str *out);

/* How good a passage's label is: 0 own words, 1 heading, 2 headline. */
unsigned label_rank(const struct document *doc, const struct passage *p);

#endif
