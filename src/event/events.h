/* events.h - who did what to whom, when and where, and whether it is asserted, attributed, planned
 * or denied. */
#ifndef COPYTASTER_EVENT_EVENTS_H
#define COPYTASTER_EVENT_EVENTS_H

#include "figure/figures.h"
#include "quote/quotes.h"

/* PLOVER's root classes. As in its codebook the class also says what became of the deed: what is
 * promised counts as AGREE, what is threatened as THREATEN, what is refused as REJECT ("will visit"
 * is a visit of class AGREE); `type` stays. */
enum event_class {
    EVENT_AGREE,
    EVENT_CONSULT,
    EVENT_SUPPORT,
    EVENT_COOPERATE,
    EVENT_AID,
    EVENT_YIELD,
    EVENT_REQUEST,
    EVENT_ACCUSE,
    EVENT_REJECT,
    EVENT_THREATEN,
    EVENT_PROTEST,
    EVENT_SANCTION,
    EVENT_MOBILIZE,
    EVENT_COERCE,
    EVENT_ASSAULT,
    EVENT_OTHER
};

enum event_modality {
    MODALITY_ASSERTED,
    MODALITY_ATTRIBUTED,
    MODALITY_PLANNED,
    MODALITY_POSSIBLE,
    MODALITY_DENIED
};

struct event {
    struct span at;      /* the clause */
    struct span trigger; /* "expelled", "expulsion" */
    uint32_t trigger_tok;
    str type;        /* finer than the class: "expel", "visit", "arrest"; static storage */
    uint32_t source; /* mention of the actor, or NONE */
    uint32_t target; /* mention of the one acted upon, or NONE */
    struct span
        source_at; /* words of actor and target even where they are no mention; empty when none */
    struct span target_at;
    uint32_t place;     /* mention, or NONE */
    uint32_t date;      /* index into dates, or NONE */
    uint32_t figure;    /* index into figures ("two diplomats"), or NONE */
    uint32_t quotation; /* the quotation it stands in (ATTRIBUTED), or NONE */
    uint32_t sentence;
    uint8_t cls;
    uint8_t modality;
    uint8_t negated;
    uint8_t nominal; /* from a noun */
};

struct events {
    const struct event *event; /* by sentence, inside it by trigger */
    size_t n;
};

struct event_lexicon; /* built once; const afterwards; shared by all threads */
enum err event_lexicon_new(arena *a, const struct event_lexicon **out);

/* Find the events of a report: verb and noun frames over each sentence of its content and
 * headlines. What stands in a quotation is at least attributed and carries its index. Results in
 * `a`, scratch is given back. O(tokens). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err events_find(arena *a, const struct event_lexicon *lex, const struct document *doc,
                     const struct names *names, const struct dates *dates,
                     const struct figures *figures, const struct quotations *quotes,
                     struct events *out);

const char *event_class_name(enum event_class cls); /* "AGREE" ... */
const char *event_modality_name(enum event_modality modality);

#endif
