/* speech.h - attributions inside one sentence: speaker, cue and content, in every order that news
 * writes them. */
#ifndef COPYTASTER_QUOTE_SPEECH_H
#define COPYTASTER_QUOTE_SPEECH_H

#include "quote/draft.h"

/* Add the attributions of sentence `s` of the document to `d`. O(tokens of the sentence x cues,
 * bounded). */
enum err speech_read(arena *a, const struct prose *p, struct drafts *d, uint32_t s);

#endif
