/* event_lexicon.h - the words that tell of events: verbs and nouns with their frames, and the small
 * words that hold a clause together. */
#ifndef COPYTASTER_EVENT_EVENT_LEXICON_H
#define COPYTASTER_EVENT_EVENT_LEXICON_H

#include "event/events.h"

/* Classes of words that need no frame; a word may be in several. */
enum word_class {
    WORD_DET = 1u << 0,
    WORD_DEF = 1u << 1,
    WORD_POSS = 1u << 2,
    WORD_PRON = 1u << 3,
    WORD_FIRST = 1u << 4, /* I, we: the speaker of a quotation */
    WORD_PREP = 1u << 5,
    WORD_TO = 1u << 6,
    WORD_AND = 1u << 7,
    WORD_WHO = 1u << 8,
    WORD_WHOSE = 1u << 9,
    WORD_THAT = 1u << 10,
    WORD_SUB = 1u << 11,
    WORD_IF = 1u << 12,
    WORD_BE = 1u << 13,
    WORD_HAVE = 1u << 14,
    WORD_DO = 1u << 15,
    WORD_WILL = 1u << 16,
    WORD_MAY = 1u << 17,
    WORD_NOT = 1u << 18,
    WORD_ADV = 1u << 19,
    WORD_HEARSAY = 1u << 20,
    WORD_MAYBE = 1u << 21,
    WORD_DUE = 1u << 22,
    WORD_WILLING = 1u << 23,
    WORD_UNWILLING = 1u << 24,
    WORD_ACTOR = 1u << 25,
    WORD_WEAPON = 1u << 26,
    WORD_NOTPERSON = 1u << 27,
    WORD_SOON = 1u << 28,
    WORD_UNREAL = 1u << 29,
    WORD_ALLEGED = 1u << 30,
    WORD_FORMER = 1u << 31
};

/* Forms of a verb. */
enum verb_form { FORM_BASE = 1, FORM_S = 2, FORM_PAST = 4, FORM_PART = 8, FORM_ING = 16 };

/* What becomes of the event that a verb or noun governs. */
enum complement {
    COMPLEMENT_PLAIN,
    COMPLEMENT_PLANNED,
    COMPLEMENT_POSSIBLE,
    COMPLEMENT_NEGATED,
    COMPLEMENT_DENIED,
    COMPLEMENT_ATTRIBUTED
};

enum frame_flag {
    FRAME_INTRANSITIVE = 1,
    FRAME_PERSON = 2,      /* the object (without one: the subject) is a person */
    FRAME_ACTOR = 4,       /* the subject is somebody who acts */
    FRAME_TARGET = 8,      /* a target is wanted */
    FRAME_RECIPROCAL = 16, /* X and Y do it to each other */
    FRAME_CONTROL = 32,    /* its object is the subject of what it governs */
    FRAME_NOUN = 64,       /* plain and -s forms are nouns as well */
    FRAME_LIGHT = 128,
    FRAME_ENDS = 256,
    FRAME_SAYS = 512,
    FRAME_PATIENT = 1024, /* nouns: the possessor is the target */
    FRAME_AGENT = 2048,   /* nouns: the possessor is the source, and of-phrases too */
    FRAME_WEAK = 4096,    /* nouns: only with a light verb or a target */
    FRAME_MET = 8192,     /* nouns: "met with boos" */
    FRAME_ONLY_LIGHT = 16384
};

/* Prepositions are bits of a mask; FRAME_OBJECT is the direct object. */
#define FRAME_OBJECT 1u

struct frame {
    str type; /* static; empty = no event of its own */
    uint32_t source;
    uint32_t target;
    uint64_t particle[2];
    uint16_t flags;
    uint8_t n_particles;
    uint8_t cls;
    uint8_t complement;
    bool more; /* the next frame is of the same verb */
};

struct word {
    uint32_t cls;
    uint32_t prep;            /* one bit, or 0 */
    const struct frame *verb; /* first of the verb's frames, or NULL */
    const struct frame *noun;
    uint16_t country; /* of an adjective: two bytes as in names.h, or 0 */
    uint8_t form;
};

/* The word of a token, or NULL. O(1). */
const struct word *event_lexicon_find(const struct event_lexicon *lex, uint64_t hash);

/* The bit of a preposition ("with"), 0 when it is none. */
uint32_t event_lexicon_prep(str word);

/* Number of forms (inflected words, with particles) that can trigger an event. */
size_t event_lexicon_triggers(const struct event_lexicon *lex);

#endif
