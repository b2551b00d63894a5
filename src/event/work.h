/* work.h - the report under work, shared by the files that make events of verbs and of nouns. */
#ifndef COPYTASTER_EVENT_WORK_H
#define COPYTASTER_EVENT_WORK_H

#include "base/vec.h"
#include "event/actor.h"
#include "event/modality.h"
#include "event/relate.h"

struct work {
    arena *a; /* of the results */
    const struct figures *figures;
    struct parse parse;
    struct actors actors;
    uint32_t sentence;
    VEC(struct event) events;
};

/* What is to be told of one trigger. */
struct telling {
    const struct frame *frame;
    str type;
    uint8_t cls;
    uint32_t chunk; /* of the trigger */
    struct span trigger;
    uint32_t trigger_tok;
    struct party source;
    struct party target;
    struct mood mood;
    bool nominal;
};

/* Add the event with its date, place, figure, clause and quotation. Errors: ERR_NOMEM, ERR_LIMIT.
 */
enum err work_tell(struct work *w, const struct telling *t);

/* The events of the verb group, or noun phrase, at chunk `i`. */
enum err event_verb_tell(struct work *w, uint32_t i);
enum err event_noun_tell(struct work *w, uint32_t i);

/* The verb group whose object the noun phrase at `np` is (in passives: whose subject), or NONE. */
uint32_t event_noun_governor(const struct parse *p, uint32_t np);

/* The "by X" of the passive verb group at `v`, or nobody. */
struct party event_verb_agent(const struct work *w, uint32_t v);

#endif
