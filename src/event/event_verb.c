/* event_verb.c - events that verbs tell: "Bulgaria expelled two diplomats", "was expelled by".
 * The frame says where the target stands; a frame that wants a person, an actor or a target and
 * doesn't find one makes no event, because an invented event is worse than a missed one. */
#include "event/work.h"

static const struct chunk *chunk_at(const struct work *w, uint32_t i) {
    return &w->parse.chunk[i];
}

struct party event_verb_agent(const struct work *w, uint32_t v) {
    uint32_t by = relate_prep(&w->parse, v, event_lexicon_prep(STR("by")), false);
    return actor_of(&w->actors, &w->parse, by);
}

/* The subject of an infinitive that hangs on a noun is that noun's possessor, if it has one:
 * "Sofia's move to expel". */
static struct party subject_of(const struct work *w, uint32_t v) {
    const struct chunk *c = chunk_at(w, v);
    if (c->noun != NONE && (c->subject == c->noun || c->subject == NONE)) {
        struct party owner = actor_owner(&w->actors, &w->parse, c->noun);
        return owner.chunk == NONE ? actor_adjective(&w->actors, &w->parse, c->noun) : owner;
    }
    return actor_of(&w->actors, &w->parse, c->subject);
}

static struct party target_of(const struct work *w, uint32_t v, const struct frame *f) {
    const struct chunk *c = chunk_at(w, v);
    struct party object =
        f->target & FRAME_OBJECT ? actor_of(&w->actors, &w->parse, c->object) : PARTY_NONE;
    if (object.somebody || !(f->target & ~FRAME_OBJECT)) {
        return object;
    }
    uint32_t np = relate_prep(&w->parse, v, f->target & ~FRAME_OBJECT, false);
    struct party other = actor_of(&w->actors, &w->parse, np);
    return object.chunk == NONE || other.somebody ? other : object;
}

static bool has_weapon(const struct work *w, uint32_t np) {
    if (np == NONE) {
        return false;
    }
    const struct chunk *c = chunk_at(w, np);
    for (uint32_t i = c->from; i < c->to; i++) {
        if (parse_is(&w->parse, i, WORD_WEAPON)) {
            return true;
        }
    }
    return false;
}

/* "attacked his record": words are criticised. */
static void judge_attack(const struct work *w, struct telling *t) {
    bool attack = str_equals(t->type, STR("attack")) && t->target.chunk != NONE;
    if (attack && parse_is(&w->parse, chunk_at(w, t->target.chunk)->head, WORD_NOTPERSON)) {
        t->type = STR("criticise");
        t->cls = EVENT_ACCUSE;
    }
}

/* Fired rockets: no dismissal. Thrown grenades: no protest. */
static void use_weapon(const struct work *w, uint32_t v, struct telling *t) {
    bool fire = str_equals(t->type, STR("fire"));
    bool hurled = str_equals(t->type, STR("protest")) && t->frame->flags & FRAME_TARGET;
    if ((!fire && !hurled) || !has_weapon(w, chunk_at(w, v)->object)) {
        return;
    }
    t->type = STR("shoot");
    t->cls = EVENT_ASSAULT;
    uint32_t mask = event_lexicon_prep(STR("at")) | event_lexicon_prep(STR("on")) |
                    event_lexicon_prep(STR("into")) | event_lexicon_prep(STR("against"));
    t->target = actor_of(&w->actors, &w->parse, relate_prep(&w->parse, v, mask, false));
    t->target.person = true;
}

static void find_parties(const struct work *w, uint32_t v, struct telling *t) {
    const struct chunk *c = chunk_at(w, v);
    const struct frame *f = t->frame;
    if (c->flags & CHUNK_PASSIVE) {
        t->target = subject_of(w, v);
        t->source = event_verb_agent(w, v);
        if (!(f->target & FRAME_OBJECT)) {
            t->target =
                actor_of(&w->actors, &w->parse, relate_prep(&w->parse, v, f->target, false));
        }
        return;
    }
    t->source = subject_of(w, v);
    t->target = target_of(w, v, f);
    if (f->flags & FRAME_RECIPROCAL && t->target.chunk == NONE && c->subject2 != NONE) {
        t->target = actor_of(&w->actors, &w->parse, c->subject2);
    }
    use_weapon(w, v, t);
    judge_attack(w, t);
}

/* "returned to Oslo": a verb whose target stands behind a preposition acts on something, too. */
static bool lacks_object(const struct chunk *c, const struct frame *f) {
    return f->flags & FRAME_TARGET && !(f->target & FRAME_OBJECT) && f->target &&
           !(f->flags & FRAME_INTRANSITIVE) && !(c->flags & CHUNK_PASSIVE) && c->object == NONE;
}

/* Whether the target must be somebody: one meets, helps and cuts off people, not things. */
static bool wants_somebody(const struct frame *f) {
    if (!(f->flags & FRAME_TARGET)) {
        return false;
    }
    bool aid = str_equals(f->type, STR("aid")) || (f->cls == EVENT_AID && f->flags & FRAME_LIGHT);
    bool cut = f->cls == EVENT_SANCTION && !(f->target & FRAME_OBJECT);
    return f->flags & FRAME_RECIPROCAL || aid || cut;
}

static bool has_target(const struct chunk *c, const struct telling *t) {
    const struct frame *f = t->frame;
    bool wants_object = f->target & FRAME_OBJECT && !(f->flags & FRAME_INTRANSITIVE);
    if ((f->flags & FRAME_TARGET || wants_object) && t->target.chunk == NONE) {
        return false;
    }
    if (c->flags & CHUNK_PASSIVE && f->flags & FRAME_TARGET && f->flags & FRAME_ACTOR) {
        return t->source.chunk != NONE;
    }
    return !lacks_object(c, f) && (!wants_somebody(f) || t->target.somebody);
}

/* The one it is done to (or who does it, where nothing is acted upon) is a person. Ships and other
 * things that have a nationality may be released too. */
static bool has_person(const struct work *w, const struct frame *f, const struct telling *t) {
    if (!(f->flags & FRAME_PERSON)) {
        return true;
    }
    const struct party *who = f->target & FRAME_OBJECT ? &t->target : &t->source;
    bool thing = who->chunk != NONE && f->cls == EVENT_YIELD && who->mention != NONE &&
                 !parse_is(&w->parse, chunk_at(w, who->chunk)->head, WORD_NOTPERSON);
    return who->person || thing;
}

/* Whether the parties are such that the frame means what its type says. */
static bool is_credible(const struct work *w, uint32_t v, const struct telling *t) {
    const struct frame *f = t->frame;
    bool passive = (chunk_at(w, v)->flags & CHUNK_PASSIVE) != 0;
    if (!has_target(chunk_at(w, v), t) || !has_person(w, f, t)) {
        return false;
    }
    if (f->flags & FRAME_ACTOR && !t->source.somebody && !passive) {
        return false;
    }
    return t->source.somebody || t->target.somebody ||
           (t->source.chunk != NONE && t->target.chunk != NONE);
}

/* "launched an attack", "called off the visit": the noun tells it. */
static bool noun_tells(const struct work *w, uint32_t v, const struct frame *f) {
    const struct chunk *c = chunk_at(w, v);
    if (c->object == NONE || !(f->flags & FRAME_LIGHT) || f->cls == EVENT_AGREE ||
        f->flags & FRAME_SAYS) {
        return false;
    }
    const struct word *head = parse_word(&w->parse, chunk_at(w, c->object)->head);
    return head && head->noun && head->noun->type.len;
}

/* "was met with boos by X": the noun tells it as well. */
static bool is_met_with(const struct work *w, uint32_t v) {
    const struct chunk *c = chunk_at(w, v);
    return c->flags & CHUNK_PASSIVE && c->frame && str_equals(c->frame->type, STR("meet"));
}

enum err event_verb_tell(struct work *w, uint32_t i) {
    const struct chunk *c = chunk_at(w, i);
    const struct frame *f = c->frame;
    if (!f || !f->type.len || noun_tells(w, i, f) || is_met_with(w, i)) {
        return ERR_OK;
    }
    const struct token *tok = w->parse.doc->tok;
    struct telling t = {.frame = f,
                        .type = f->type,
                        .cls = f->cls,
                        .chunk = i,
                        .trigger = {tok[c->head].from, tok[c->to - 1].to},
                        .trigger_tok = c->head};
    find_parties(w, i, &t);
    if (!is_credible(w, i, &t)) {
        return ERR_OK;
    }
    t.mood = modality_of_verb(&w->parse, i);
    return work_tell(w, &t);
}
