/* utterance_segment.h - what was said, cut into sentences: the unit in which quotations are
 * compared. Part of utterance matching; not for other modules. */
#ifndef COPYTASTER_QUOTE_UTTERANCE_SEGMENT_H
#define COPYTASTER_QUOTE_UTTERANCE_SEGMENT_H

#include "quote/utterance.h"
#include "quote/utterance_word.h"

enum said_flag {
    SAID_BRACKET = 1,  /* stands in [brackets] or (parentheses) */
    SAID_ELLIPSIS = 2, /* "..." or "[...]" stands before it */
    SAID_EXPANDED = 4  /* made from a contraction: "do" and "not" of "don't" */
};

/* One word of a segment. */
struct said {
    uint32_t word;  /* of the vocabulary */
    uint32_t tok;   /* of the report */
    uint16_t piece; /* of the quotation's content spans, modulo 2^16 */
    uint8_t flags;  /* said_flag */
};

enum segment_kind { SEGMENT_DIRECT, SEGMENT_FRAGMENT, SEGMENT_INDIRECT };

/* A sentence of a quotation, a quoted fragment, or a restated clause. */
struct segment {
    uint32_t report;
    uint32_t quotation;
    struct span at;
    uint32_t said_from; /* words: speech.said[said_from .. said_to) */
    uint32_t said_to;
    uint32_t speaker; /* story-wide entity, or NONE */
    uint32_t clause;  /* fragment inside a mixed quotation: the segment of its clause; else NONE */
    uint64_t key;     /* of the sequence of normal forms */
    uint32_t content_weight; /* the share of the words that tell something */
    uint32_t weight;         /* sum of the words' */
    uint8_t negated;         /* the quotation is denied */
    uint8_t restated;        /* not all in quotation marks; stays when kind becomes FRAGMENT */
    uint8_t kind;            /* segment_kind */
    uint8_t opens_inside;    /* begins in the middle of a reporter's sentence */
    uint8_t ends_inside;     /* a reporter's sentence goes on behind it without a mark */
    uint8_t ends_ellipsis;   /* "..." after the last word */
    uint32_t cluster;        /* filled by clustering */
};

/* All quotations of the story. Segments stand by report, quotation, place, so that `i + 1` is the
 * next sentence. */
struct speech {
    arena *a;
    const struct document *const *doc;
    const struct quotations *const *quotes;
    size_t n_docs;
    struct vocab vocab;
    VEC(struct said) said;
    VEC(struct segment) segment;
    const uint32_t *doc_rank; /* order of the reports by content */
    uint32_t *marked;         /* of each stem: the question that has marked it */
    uint32_t question;
};

/* Fill `s` (vocab set up, doc, quotes, n_docs set). O(words). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err utterance_segment_all(struct speech *s, const uint32_t *const *speaker);

static inline const struct vocab_word *said_word(const struct speech *s, const struct said *said) {
    return &s->vocab.word.v[said->word];
}

static inline uint32_t segment_words(const struct segment *g) {
    return g->said_to - g->said_from;
}

#endif
