/* modality.c - adds up what the verb group and its governors say about reality.
 * will, is to: planned; may, if: possible; a governing verb or noun brings what its frame says
 * ("plans to", "threatens to", "denied that", "failed to"). The weakest word on the way up wins;
 * negations are counted. At most DEPTH governors are followed. */
#include "event/modality.h"

#include "event/relate.h"

enum { DEPTH = 6 };

static void weaken(struct mood *m, unsigned modality) {
    if (modality > m->modality) {
        m->modality = (uint8_t)modality;
    }
}

static void apply(struct mood *m, unsigned complement) {
    switch ((enum complement)complement) {
    case COMPLEMENT_PLAIN:
        break;
    case COMPLEMENT_PLANNED:
        weaken(m, MODALITY_PLANNED);
        break;
    case COMPLEMENT_POSSIBLE:
        weaken(m, MODALITY_POSSIBLE);
        break;
    case COMPLEMENT_NEGATED:
        m->negated ^= 1;
        break;
    case COMPLEMENT_DENIED:
        weaken(m, MODALITY_DENIED);
        break;
    case COMPLEMENT_ATTRIBUTED:
        weaken(m, MODALITY_ATTRIBUTED);
        break;
    }
}

static void apply_flags(struct mood *m, unsigned flags) {
    m->negated ^= flags & CHUNK_NEGATED ? 1 : 0;
    if (flags & (CHUNK_WILL | CHUNK_IS_TO)) {
        weaken(m, MODALITY_PLANNED);
    }
    if (flags & CHUNK_MAY) {
        weaken(m, MODALITY_POSSIBLE);
    }
    if (flags & CHUNK_HEARSAY) {
        weaken(m, MODALITY_ATTRIBUTED);
    }
}

/* What the verb group `g` does to what it governs. */
static void apply_governor(struct mood *m, const struct parse *p, const struct chunk *g) {
    if (parse_is(p, g->head, WORD_UNWILLING)) {
        m->negated ^= 1;
    } else if (parse_is(p, g->head, WORD_WILLING)) {
        weaken(m, MODALITY_POSSIBLE);
    } else if (parse_is(p, g->head, WORD_DUE)) {
        weaken(m, MODALITY_PLANNED);
    } else if (g->frame) {
        apply(m, g->frame->complement);
    }
}

/* A noun that governs: "decision to expel", "calls for his removal". */
static void apply_noun(struct mood *m, const struct parse *p, uint32_t np) {
    const struct word *w = parse_word(p, p->chunk[np].head);
    if (w && w->noun) {
        apply(m, w->noun->complement);
    } else if (w && w->verb) {
        apply(m, w->verb->complement);
    }
}

/* The verb that introduces the clause of finite verb `v`: "denied that X had", "said X will"; or
 * NONE. *conditional is set when "if" does. */
static uint32_t introducer(const struct parse *p, uint32_t v, bool *conditional) {
    const struct chunk *c = &p->chunk[v];
    uint32_t from = c->subject != NONE && c->subject < v ? c->subject : v;
    for (unsigned k = 0; k < PARSE_REACH; k++) {
        uint32_t j = relate_before(p, from);
        if (j == NONE) {
            return NONE;
        }
        unsigned kind = p->chunk[j].kind;
        if (kind == CHUNK_SUB) {
            *conditional = *conditional || p->chunk[j].flags & CHUNK_IF;
            if (!parse_is(p, p->chunk[j].from, WORD_THAT)) {
                return NONE;
            }
        } else if (kind == CHUNK_VG) {
            bool says = p->chunk[j].frame && p->chunk[j].frame->flags & FRAME_SAYS;
            return says ? j : NONE;
        } else if (kind != CHUNK_NP || from == v) {
            return NONE;
        }
        from = j;
    }
    return NONE;
}

/* What stands above a verb group without a tense of its own. */
static void apply_above(struct mood *m, const struct parse *p, uint32_t v) {
    const struct chunk *c = &p->chunk[v];
    bool infinitive = (c->flags & CHUNK_INFINITIVE) != 0;
    if (c->noun != NONE) {
        if (infinitive) {
            apply_noun(m, p, c->noun);
        } else {
            weaken(m, MODALITY_POSSIBLE); /* "a case of expelling spies" */
        }
        return;
    }
    if (c->matrix == NONE) {
        weaken(m, MODALITY_PLANNED); /* "Minister to visit Tesnova" */
        return;
    }
    const struct chunk *g = &p->chunk[c->matrix];
    bool purpose =
        infinitive && relate_before(p, v) != c->matrix && !(g->frame && g->frame->complement);
    apply_governor(m, p, g);
    m->purpose = m->purpose || purpose;
    weaken(m, purpose ? MODALITY_PLANNED : MODALITY_ASSERTED);
}

/* What introduces the clause of a finite verb. */
static void apply_introducer(struct mood *m, const struct parse *p, uint32_t v) {
    bool conditional = false;
    uint32_t g = introducer(p, v, &conditional);
    if (g != NONE) {
        apply_governor(m, p, &p->chunk[g]);
    }
    weaken(m, conditional ? MODALITY_POSSIBLE : MODALITY_ASSERTED);
}

/* Whether the next full stop behind chunk `i` is a question mark. */
static bool is_asked(const struct parse *p, uint32_t i) {
    for (unsigned k = 0; k < PARSE_REACH && i < p->n; k++, i++) {
        if (p->chunk[i].kind == CHUNK_STOP) {
            return p->doc->tok[p->chunk[i].from].mark == '?';
        }
    }
    return false;
}

struct mood modality_of_verb(const struct parse *p, uint32_t v) {
    struct mood m = {is_asked(p, v) ? MODALITY_POSSIBLE : MODALITY_ASSERTED, 0, 0};
    for (unsigned k = 0; k < DEPTH && v != NONE; k++) {
        const struct chunk *c = &p->chunk[v];
        apply_flags(&m, c->flags);
        bool free = c->matrix == NONE && c->noun == NONE && !(c->flags & CHUNK_INFINITIVE);
        if (c->flags & CHUNK_FINITE || free) {
            apply_introducer(&m, p, v);
            break;
        }
        apply_above(&m, p, v);
        v = c->matrix;
    }
    return m;
}

/* Adjectives inside the phrase: planned, possible, alleged. */
static void apply_adjectives(struct mood *m, const struct parse *p, const struct chunk *c) {
    for (uint32_t i = c->owner_to; i < c->head; i++) {
        const struct word *w = parse_word(p, i);
        uint32_t cls = w ? w->cls : 0;
        weaken(m, cls & WORD_SOON ? MODALITY_PLANNED : MODALITY_ASSERTED);
        weaken(m, cls & WORD_UNREAL ? MODALITY_POSSIBLE : MODALITY_ASSERTED);
        weaken(m, cls & WORD_ALLEGED ? MODALITY_ATTRIBUTED : MODALITY_ASSERTED);
    }
}

struct mood modality_of_noun(const struct parse *p, uint32_t np, uint32_t v) {
    struct mood m = {is_asked(p, np) ? MODALITY_POSSIBLE : MODALITY_ASSERTED, 0, 0};
    const struct chunk *c = &p->chunk[np];
    apply_adjectives(&m, p, c);
    m.negated ^= c->flags & CHUNK_NONE ? 1 : 0;
    uint32_t prep = relate_before(p, np);
    if (prep != NONE && p->chunk[prep].kind == CHUNK_PREP) {
        uint32_t head = relate_before(p, prep);
        if (head != NONE && p->chunk[head].kind == CHUNK_NP) {
            apply_noun(&m, p, head);
        }
    }
    if (v != NONE) {
        const struct chunk *g = &p->chunk[v];
        bool light = g->frame && g->frame->flags & FRAME_LIGHT;
        struct mood own = modality_of_verb(p, v);
        if (light) {
            weaken(&m, own.modality);
            m.negated ^= own.negated;
        } else if (own.modality > MODALITY_ATTRIBUTED) {
            weaken(&m, MODALITY_POSSIBLE);
        }
        if (g->frame && g->frame->complement != COMPLEMENT_ATTRIBUTED) {
            apply(&m, g->frame->complement);
        }
        if (g->frame && g->frame->flags & FRAME_ENDS) {
            m.negated ^= 1;
        }
    }
    return m;
}
