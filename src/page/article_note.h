/* article_note.h - what stands in the article's region without being its text, by form: bylines,
 * promos, captions. They are noted as blocks of their kind, so that nothing there is dropped
 * unsaid. */
#ifndef COPYTASTER_PAGE_ARTICLE_NOTE_H
#define COPYTASTER_PAGE_ARTICLE_NOTE_H

#include "page/article_choose.h"

/* Mark blocks that were left (out->use) as notes, and give them their kinds. The text stays what it
 * was. O(blocks). */
void article_note_mark(const struct article_outline *o, struct article_choice *out);

#endif
