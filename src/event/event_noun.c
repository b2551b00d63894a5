/* event_noun.c - events that nouns tell: "Bulgaria's expulsion of two diplomats", "an attack on the
 * port", "launched an attack", "talks between X and Y".
 * Possessor, adjective and prepositions give the parties; a light verb lends its subject. Weak
 * nouns
 * ("talks", "aid", "support") count only with a light verb or a target that acts. */
#include "event/work.h"

static const struct chunk *chunk_at(const struct work *w, uint32_t i) {
    return &w->parse.chunk[i];
}

static struct party party_by(const struct work *w, uint32_t np, uint32_t mask) {
    return actor_of(&w->actors, &w->parse, relate_prep(&w->parse, np, mask, true));
}

uint32_t event_noun_governor(const struct parse *p, uint32_t np) {
    uint32_t before = relate_before(p, np);
    if (before != NONE && p->chunk[before].kind == CHUNK_VG && p->chunk[before].object == np) {
        return before;
    }
    if (before != NONE && p->chunk[before].kind == CHUNK_VG &&
        p->chunk[before].flags & CHUNK_PASSIVE) {
        return before; /* "was met with boos" */
    }
    uint32_t after = relate_after(p, np);
    for (unsigned k = 0; k < PARSE_REACH && after != NONE; k++) {
        const struct chunk *c = &p->chunk[after];
        if (c->kind == CHUNK_VG) {
            return c->flags & CHUNK_PASSIVE && c->subject == np ? after : NONE;
        }
        if (c->kind != CHUNK_PREP && c->kind != CHUNK_NP) {
            return NONE;
        }
        after = relate_after(p, after);
    }
    return NONE;
}

/* "between X and Y", "X-Y talks", "X and Y's talks with": the second party of a reciprocal noun. */
static void pair(const struct work *w, uint32_t np, struct telling *t) {
    const struct parse *p = &w->parse;
    uint32_t first = relate_prep(p, np, event_lexicon_prep(STR("between")), true);
    uint32_t and = first == NONE ? NONE : relate_after(p, first);
    uint32_t second = and == NONE ? NONE : relate_after(p, and);
    if (second != NONE && p->chunk[and].kind == CHUNK_AND && p->chunk[second].kind == CHUNK_NP) {
        t->source = actor_of(&w->actors, p, first);
        t->target = actor_of(&w->actors, p, second);
        return;
    }
    const struct chunk *c = chunk_at(w, np);
    const struct token *tok = p->doc->tok;
    for (uint32_t i = c->owner_to + 1; i + 1 < c->head; i++) {
        uint32_t a = names_mention_at(w->actors.names, i - 1);
        uint32_t b = names_mention_at(w->actors.names, i + 1);
        bool dash = tok[i].kind == TOKEN_PUNCT && (tok[i].mark == '-' || tok[i].mark == 0x2013);
        if (dash && a != NONE && b != NONE && a != b && t->target.chunk == NONE) {
            const struct mention *m = w->actors.names->mention;
            t->source = (struct party){m[a].at, a, np, true, false};
            t->target = (struct party){m[b].at, b, np, true, false};
            return;
        }
    }
}

/* Parties that the phrase itself names. */
static void own_parties(const struct work *w, uint32_t np, struct telling *t) {
    const struct frame *f = t->frame;
    t->target = f->target ? party_by(w, np, f->target) : PARTY_NONE;
    t->source = party_by(w, np, f->source);
    struct party owner = actor_owner(&w->actors, &w->parse, np);
    if (owner.chunk != NONE && t->source.chunk == NONE) {
        bool patient = f->flags & FRAME_PATIENT && t->target.chunk == NONE;
        *(patient ? &t->target : &t->source) = owner;
    }
    if (t->source.chunk == NONE && !(f->flags & (FRAME_AGENT | FRAME_PATIENT))) {
        t->source = actor_adjective(&w->actors, &w->parse, np);
    }
    if (f->flags & FRAME_RECIPROCAL) {
        pair(w, np, t);
    }
}

/* What the verb that governs the noun lends: its subject, or "by X". Returns whether it is light.
 */
static bool borrow(const struct work *w, uint32_t v, struct telling *t) {
    const struct chunk *g = chunk_at(w, v);
    if (!g->frame) {
        return false;
    }
    bool passive = (g->flags & CHUNK_PASSIVE) != 0;
    if (passive && t->frame->flags & FRAME_MET && str_equals(g->frame->type, STR("meet"))) {
        t->target = actor_of(&w->actors, &w->parse, g->subject);
        t->source = event_verb_agent(w, v);
        return true;
    }
    bool announced = g->frame->flags & FRAME_SAYS;
    bool others = t->frame->flags & (FRAME_PATIENT | FRAME_AGENT) && announced;
    if (!(g->frame->flags & FRAME_LIGHT) || g->frame->cls == EVENT_AGREE || others) {
        return false;
    }
    if (t->source.chunk == NONE) {
        t->source = passive ? event_verb_agent(w, v) : actor_of(&w->actors, &w->parse, g->subject);
    }
    return true;
}

static bool is_credible(const struct telling *t, bool light) {
    const struct frame *f = t->frame;
    if (f->flags & FRAME_ONLY_LIGHT && !light) {
        return false;
    }
    if (f->flags & FRAME_MET) {
        return light && t->target.somebody;
    }
    if (f->flags & FRAME_TARGET && t->target.chunk == NONE) {
        return false;
    }
    const struct party *patient = f->flags & FRAME_AGENT ? &t->source : &t->target;
    if (f->flags & FRAME_PERSON && !patient->person) {
        return false;
    }
    if (f->flags & FRAME_WEAK) {
        bool lent = light && t->source.somebody;
        return lent || (t->target.somebody && t->source.somebody);
    }
    return t->target.chunk != NONE || t->source.somebody;
}

/* The verb tells it already ("signed an agreement") or says that it won't be ("lifted the ban"). */
static bool verb_tells(const struct work *w, uint32_t v, const struct frame *noun) {
    if (v == NONE || !chunk_at(w, v)->frame) {
        return false;
    }
    const struct frame *f = chunk_at(w, v)->frame;
    bool lifted = str_equals(f->type, STR("lift")) || (f->flags & FRAME_ENDS && f->type.len);
    return lifted || (f->type.len && f->cls == noun->cls);
}

enum err event_noun_tell(struct work *w, uint32_t i) {
    const struct chunk *c = chunk_at(w, i);
    const struct word *head = parse_word(&w->parse, c->head);
    if (!head || !head->noun || !head->noun->type.len || c->flags & CHUNK_PRONOUN ||
        names_mention_at(w->actors.names, c->head) != NONE) {
        return ERR_OK;
    }
    uint32_t v = event_noun_governor(&w->parse, i);
    if (verb_tells(w, v, head->noun)) {
        return ERR_OK;
    }
    const struct token *tok = &w->parse.doc->tok[c->head];
    struct telling t = {.frame = head->noun,
                        .type = head->noun->type,
                        .cls = head->noun->cls,
                        .chunk = i,
                        .trigger = {tok->from, tok->to},
                        .trigger_tok = c->head,
                        .nominal = true};
    own_parties(w, i, &t);
    bool light = v != NONE && borrow(w, v, &t);
    if (!is_credible(&t, light)) {
        return ERR_OK;
    }
    t.mood = modality_of_noun(&w->parse, i, v);
    return work_tell(w, &t);
}
