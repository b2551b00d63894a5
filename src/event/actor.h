/* actor.h - whom a noun phrase stands for: words, mention, and whether that is somebody who acts.
 */
#ifndef COPYTASTER_EVENT_ACTOR_H
#define COPYTASTER_EVENT_ACTOR_H

#include "base/map.h"
#include "event/parse.h"

/* Actors of one report. */
struct actors {
    const struct document *doc;
    const struct names *names;
    const struct quotations *quotes;
    const uint32_t *quotation; /* token -> quotation whose content holds it, or NONE */
    struct map seen;           /* head noun -> mention its phrase stood for */
};

/* An actor or target: words and mention. `at` empty = nobody. */
struct party {
    struct span at;
    uint32_t mention;
    uint32_t chunk; /* NONE when nobody */
    bool somebody;  /* may act: a name, a pronoun, a noun for people or bodies of people */
    bool person;    /* may be arrested, appointed, released */
};

#define PARTY_NONE ((struct party){.mention = NONE, .chunk = NONE})

/* The party of a whole noun phrase, with the of-phrases behind it. */
struct party actor_of(const struct actors *a, const struct parse *p, uint32_t chunk);

/* The possessor of a noun phrase ("Sofia's move", "his removal"), or nobody. */
struct party actor_owner(const struct actors *a, const struct parse *p, uint32_t chunk);

/* The country or body named by an adjective of the phrase ("Russian attacks"), or nobody. */
struct party actor_adjective(const struct actors *a, const struct parse *p, uint32_t chunk);

/* Learn which countries the report names anywhere. Call once, first. */
enum err actor_places(struct actors *a);

/* Keep what the phrases of a sentence stood for, so that "the diplomats" finds "two Russian
 * diplomats". */
enum err actor_remember(struct actors *a, const struct parse *p);

#endif
