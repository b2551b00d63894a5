/* render_said.h - how a saying is told in running text: who, with which verb, which words. */
#ifndef COPYTASTER_ACCOUNT_RENDER_SAID_H
#define COPYTASTER_ACCOUNT_RENDER_SAID_H

#include "account/render_place.h"

struct said {
    str who;         /* empty when nobody is named or witnesses disagree */
    str verb;        /* "denied", "would not say"; empty when the cue has none to give */
    str words;       /* indirect speech without its "that", an opened quotation mark closed */
    bool direct;     /* the speaker's own words, so that they want marks */
    bool negated;    /* the words are what the speaker didn't say, or denied */
    size_t conflict; /* number (from 1) of the conflict about who said it; 0 when there's none */
};

/* The saying of a claim of kind CLAIM_UTTERANCE, by its base witness; strings in `a` or in the
 * reports. */
struct said render_said(arena *a, const struct render_place *x, const struct account *acct,
                        const struct claim *claim);

/* The verb of a quotation, by its cue: participles in the past ("condemning" gives "condemned"),
 * "told" as "said", "according to" as nothing; with what turns it ("declined to say"). In `a` or
 * the report. */
str render_said_verb(arena *a, const struct render_place *x, uint32_t report, uint32_t quotation);

/* Words of a report as a quotation of this kind shows them: see struct said. */
str render_said_words(arena *a, str words, bool direct);

/* `words` if they are at most `chars` code points long, else so many of them as fit, in whole
 * words, with an ellipsis behind. */
str render_said_head(arena *a, str words, size_t chars);

#endif
