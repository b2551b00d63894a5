/* speech_reader.h - what the readers of one sentence share: its state, and how they add what they
 * found. */
#ifndef COPYTASTER_QUOTE_SPEECH_READER_H
#define COPYTASTER_QUOTE_SPEECH_READER_H

#include "quote/clause.h"
#include "quote/draft.h"

/* What an introductory phrase begins with. */
#define SPEECH_INTRO (WORD_PREP | WORD_SUBORD | WORD_ADV | WORD_TO | WORD_ING | WORD_ED | WORD_CONJ)

/* A sentence while its cues are read from left to right. */
struct speech {
    arena *a;
    const struct prose *p;
    struct drafts *d;
    uint32_t sentence;
    uint32_t lo; /* tokens of the sentence */
    uint32_t hi;
    uint32_t floor; /* where content of a trailing cue may begin */
    uint32_t block;
    size_t first_draft;
    uint32_t skip;        /* cues before this token belong to a speaker found already */
    struct range subject; /* the last speaker of the sentence, for "adding that" */
};

static inline struct range speech_range(uint32_t from, uint32_t to) {
    return (struct range){from, to > from ? to : from};
}

/* Add a draft; content of nothing but marks is passed over. */
enum err speech_add(struct speech *r, const struct cue *c, struct range source,
                    struct range content, bool negated, float confidence);

/* Add the words before token `end` as the content of an attribution that ends at `after`, with what
 * goes on behind it, and drop the drafts inside. */
enum err speech_add_trailing(struct speech *r, const struct cue *c, struct range source,
                             uint32_t end, uint32_t after, bool negated);

/* Read a verb cue in the order that fits (speech_verb.c). */
enum err speech_verb_read(struct speech *r, const struct cue *c);

#endif
