/* words.h - small sorted word lists of the sentence splitter and the block reader, asked by the
 * word as written. */
#ifndef COPYTASTER_TEXT_WORDS_H
#define COPYTASTER_TEXT_WORDS_H

#include "base/str.h"

enum abbreviation {
    ABBREVIATION_NONE,
    ABBREVIATION_TITLE,  /* a name follows: Gen., Dr. */
    ABBREVIATION_NUMBER, /* a number follows, or it is the word itself: No. */
    ABBREVIATION_CORP,   /* ends a sentence only before a word that begins sentences: Inc. */
    ABBREVIATION_MONTH   /* a number follows: Mar. */
};

/* What a word is when a period stands right behind it. O(log n). */
enum abbreviation words_abbreviation(str word);

/* A word that begins sentences far more often than it follows an abbreviation: The, He, But. */
bool words_is_starter(str word);

/* A verb that gives the quotation right before it to somebody: said, asked. */
bool words_is_cue(str word);

/* Whether the lists are in the order that looking up needs (for the test). */
bool words_are_sorted(void);

#endif
