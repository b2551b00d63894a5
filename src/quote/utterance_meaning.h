/* utterance_meaning.h - whether a cut or a changed word turns the sense. Part of utterance
 * matching; not for other modules. */
#ifndef COPYTASTER_QUOTE_UTTERANCE_MEANING_H
#define COPYTASTER_QUOTE_UTTERANCE_MEANING_H

#include "quote/utterance_segment.h"

/* A stretch of words that differ. Indexes into speech.said. */
struct hunk {
    struct span base;     /* empty: the other side put words in */
    struct span other;    /* empty: the other side left words out */
    struct span base_all; /* all that was compared */
    struct span other_all;
    uint32_t base_report;
    uint32_t other_report;
    bool opens_inside; /* the other side begins, or ends, inside a reporter's sentence */
    bool ends_inside;
    float similarity; /* of the whole */
    float cover;      /* the part of the lighter side that matches */
};

/* Whether the difference turns the sense. Rules in docs/design/utterance.md; in doubt false.
 * O(words of the hunk), and for a suspected cut one pass over the tokens of the report that has it.
 */
bool utterance_meaning_turns(const struct speech *s, const struct hunk *h);

/* The rules for hunks of one word on each side. */
bool utterance_change_turns(const struct speech *s, const struct hunk *h);

#endif
