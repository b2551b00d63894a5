/* quotes.h - report in, quotations out: what was said, by whom, with which words, through whom. The
 * one interface of the tagger, whatever method stands behind it. */
#ifndef COPYTASTER_QUOTE_QUOTES_H
#define COPYTASTER_QUOTE_QUOTES_H

#include "name/names.h"
#include "time/dates.h"

enum quote_type { QUOTE_DIRECT, QUOTE_INDIRECT, QUOTE_MIXED };

/* What the cue does with the words. From ACT_JUDGE on the reporter tells of an attitude or a
 * document (praised, shows, believes, wants) and not of words; PolNeAR counts it as attribution, an
 * account may leave it out: see quote_is_speech. */
enum quote_act {
    ACT_SAY,
    ACT_TELL,
    ACT_WRITE,
    ACT_ASK,
    ACT_ANSWER,
    ACT_CLAIM,
    ACT_ADMIT,
    ACT_DENY,
    ACT_WARN,
    ACT_PROMISE,
    ACT_DEMAND,
    ACT_DESCRIBE,
    ACT_JUDGE, /* praised, criticized */
    ACT_SHOW,  /* a document, study or poll shows */
    ACT_THINK,
    ACT_WANT
};

/* How the speaker was found. */
enum quote_reason {
    SPEAKER_CUE,        /* subject of the cue: "X said", "said X", "according to X" */
    SPEAKER_COLON,      /* "X: ..." */
    SPEAKER_TRANSCRIPT, /* "NAME: ..." line, signature line */
    SPEAKER_CONTINUES,  /* quotation that continues one with a speaker, over a sentence or paragraph
                         */
    SPEAKER_FLOATING,   /* no cue: the speaker of the quotations around it */
    SPEAKER_EMBED, /* the author of an embedded post, or the name it leads with ("#Zakharova: ...")
                    */
    SPEAKER_NONE   /* unknown: the honest answer */
};

/* speaker <- reporter <- carrier <- outlet: who passed the words on. */
enum link_kind {
    LINK_REPORTER /* "as noted by X", "according to Y" around a quotation */,
    LINK_CARRIER /* press release, tweet, TV, "over Telegram" */,
    LINK_ACCOUNT /* @handle */,
    LINK_OUTLET
};

struct chain_link {
    uint8_t kind;
    struct span at;
    uint32_t mention; /* of names, or NONE */
};

struct quotation {
    /* n_content >= 1, in text order; direct speech without its marks, indirect speech with its
     * "that" or "to" */
    const struct span *content;
    size_t n_content;
    struct span cue;    /* "said", "according to"; empty when there's none */
    struct span source; /* the speaker as written: "US Secretary of State Antony Blinken", "he";
                           empty when there's none */
    uint32_t mention;   /* mention of the source, or NONE */
    uint32_t entity;    /* report-local entity of the speaker, or NONE */
    uint32_t sentence;  /* sentence of the cue, or of the content's start */
    uint32_t block;
    uint32_t previous; /* quotation whose speaker it takes over (CONTINUES, FLOATING), or NONE */
    uint32_t date;     /* date of the saying ("on Friday"), index into dates, or NONE */
    uint8_t type;
    uint8_t act;      /* quote_act of the cue; ACT_SAY when there is none */
    uint8_t reason;   /* quote_reason */
    uint8_t negated;  /* denied, did not say */
    uint8_t fragment; /* quoted words that are no clause: "every inch" */
    float confidence; /* 0..1 */
    const struct chain_link *link;
    size_t n_links;
};

struct quotations {
    const struct quotation *quotation; /* in order of the first content byte */
    size_t n;
};

struct quote_lexicon;
enum err quote_lexicon_new(arena *a, const struct quote_lexicon **out);

/* Find the quotations of a report. `names` may be NULL: then no speaker is resolved. Attributions
 * aren't nested. O(tokens). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err quotes_find(arena *a, const struct quote_lexicon *lex, const struct document *doc,
                     const struct names *names, const struct dates *dates, struct quotations *out);

/* Whether it passes on words, rather than an attitude the reporter describes. */
static inline bool quote_is_speech(const struct quotation *q) {
    return q->act < ACT_JUDGE || q->type == QUOTE_DIRECT;
}

const char *quote_type_name(enum quote_type type);
const char *quote_act_name(enum quote_act act);
const char *quote_reason_name(enum quote_reason reason);
const char *link_kind_name(enum link_kind kind);

#endif
