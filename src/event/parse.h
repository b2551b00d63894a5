/* parse.h - a sentence as a row of chunks: noun phrases, verb groups and what stands between them;
 * who is the subject of which verb. */
#ifndef COPYTASTER_EVENT_PARSE_H
#define COPYTASTER_EVENT_PARSE_H

#include "event/event_lexicon.h"

enum chunk_kind {
    CHUNK_NP,
    CHUNK_VG,
    CHUNK_PREP,
    CHUNK_DATE,
    CHUNK_ADV,
    CHUNK_AND,
    CHUNK_COMMA, /* also dashes and brackets */
    CHUNK_STOP,  /* ; : . ? ! */
    CHUNK_WHO,   /* relative pronouns, "that" behind a noun */
    CHUNK_SUB,   /* subordinators, "that" behind a verb */
    CHUNK_QUOTE
};

enum chunk_flag {
    /* verb groups */
    CHUNK_FINITE = 1,
    CHUNK_INFINITIVE = 2,
    CHUNK_ING = 4,
    CHUNK_PASSIVE = 8,
    CHUNK_NEGATED = 16,
    CHUNK_WILL = 32,
    CHUNK_MAY = 64,
    CHUNK_IS_TO = 128, /* "is to visit" */
    CHUNK_HEARSAY = 256,
    CHUNK_LINKED = 512, /* follows "and": shares the verb group before it */
    CHUNK_BARE = 1024,  /* a past form without auxiliary: may be a participle */
    /* noun phrases */
    CHUNK_PRONOUN = 2048,
    CHUNK_OWNED = 4096, /* begins with his, her, their, ... */
    CHUNK_DEFINITE = 8192,
    CHUNK_NONE = 16384, /* no, nobody */
    /* subordinators */
    CHUNK_IF = 32768
};

struct chunk {
    uint32_t from; /* tokens */
    uint32_t to;
    uint32_t head;     /* NP: head noun; VG: main verb, or last auxiliary */
    uint32_t owner_to; /* NP: the tokens [from, owner_to) are the possessor; = from when none */
    const struct frame *frame; /* VG: frame of its main verb, or NULL */
    uint32_t prep;             /* PREP: its bit */
    uint32_t subject;          /* VG: chunk, or NONE */
    uint32_t subject2;         /* "X and Y met": Y, or NONE */
    uint32_t object;           /* VG: chunk of the direct object, or NONE */
    uint32_t matrix;           /* VG without a tense of its own: the VG that governs it, or NONE */
    uint32_t noun;             /* the noun phrase that governs it ("decision to"), or NONE */
    uint32_t clause;
    uint16_t flags;
    uint8_t kind;
};

/* One sentence at work. `word` is indexed by tokens of the report. */
struct parse {
    const struct document *doc;
    const struct event_lexicon *lex;
    const struct names *names;
    const struct dates *dates;
    const struct word *const *word;
    uint32_t from; /* tokens */
    uint32_t to;
    bool headline;
    uint32_t next_mention; /* cursors, moving with the tokens */
    uint32_t next_date;
    struct chunk *chunk; /* room for every token */
    uint32_t n;
};

/* Append a chunk to the row. */
struct chunk *parse_push(struct parse *p, enum chunk_kind kind, uint32_t from, uint32_t to);

/* Cut the sentence into chunks. O(tokens). */
void parse_chunks(struct parse *p);

enum { PARSE_REACH = 40 }; /* chunks; no walk is longer */

static inline const struct word *parse_word(const struct parse *p, uint32_t tok) {
    return p->word[tok];
}

static inline bool parse_is(const struct parse *p, uint32_t tok, uint32_t classes) {
    return p->word[tok] && (p->word[tok]->cls & classes) != 0;
}

#endif
