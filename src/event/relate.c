/* relate.c - subject, object, governing verb and clause of every verb group of a sentence.
 * Word order does the work: a subject stands to the left, behind its own prepositional phrases,
 * appositions and relative clauses; "who" points to the noun before it; a verb behind "and", an
 * infinitive or a participle borrows the subject of the verb that governs it, or that verb's object
 * where the frame says so ("urged X to resign"). Groups are taken from left to right, so what is
 * borrowed is known already. No walk is longer than PARSE_REACH chunks: O(chunks). */
#include "event/relate.h"

static const struct chunk *at(const struct parse *p, uint32_t i) {
    return &p->chunk[i];
}

static bool is_date_prep(const struct parse *p, uint32_t i) {
    return (at(p, i)->kind == CHUNK_PREP || at(p, i)->kind == CHUNK_SUB) && i + 1 < p->n &&
           at(p, i + 1)->kind == CHUNK_DATE;
}

static bool is_transparent(const struct parse *p, uint32_t i) {
    unsigned kind = at(p, i)->kind;
    return kind == CHUNK_ADV || kind == CHUNK_DATE || kind == CHUNK_QUOTE || is_date_prep(p, i);
}

uint32_t relate_before(const struct parse *p, uint32_t i) {
    for (unsigned k = 0; k < PARSE_REACH && i > 0; k++) {
        i--;
        if (!is_transparent(p, i)) {
            return i;
        }
    }
    return NONE;
}

uint32_t relate_after(const struct parse *p, uint32_t i) {
    for (unsigned k = 0; k < PARSE_REACH && i + 1 < p->n; k++) {
        i++;
        if (!is_transparent(p, i)) {
            return i;
        }
    }
    return NONE;
}

static bool is_kind(const struct parse *p, uint32_t i, enum chunk_kind kind) {
    return i != NONE && at(p, i)->kind == kind;
}

uint32_t relate_prep(const struct parse *p, uint32_t i, uint32_t mask, bool chain) {
    uint32_t j = i;
    for (unsigned k = 0; k < PARSE_REACH; k++) {
        j = relate_after(p, j);
        if (j == NONE) {
            return NONE;
        }
        const struct chunk *c = at(p, j);
        uint32_t next = relate_after(p, j);
        if (c->kind == CHUNK_PREP && c->prep & mask && is_kind(p, next, CHUNK_NP)) {
            return next;
        }
        bool open = c->kind == CHUNK_PREP || c->kind == CHUNK_NP;
        if (!open && (chain || c->kind != CHUNK_AND)) {
            return NONE;
        }
        if (chain && c->kind == CHUNK_NP && !is_kind(p, next, CHUNK_PREP)) {
            return NONE;
        }
    }
    return NONE;
}

/* The nearest finite verb group left of `i` in reach, or NONE. */
static uint32_t finite_before(const struct parse *p, uint32_t i) {
    for (unsigned k = 0; k < PARSE_REACH && i > 0; k++) {
        i--;
        if (at(p, i)->kind == CHUNK_STOP) {
            return NONE;
        }
        if (at(p, i)->kind == CHUNK_VG && at(p, i)->flags & CHUNK_FINITE) {
            return i;
        }
    }
    return NONE;
}

/* The comma that opens the insertion which the comma at `i` closes, when no verb with a subject of
 * its own stands between them; NONE otherwise. */
static uint32_t insertion_start(const struct parse *p, uint32_t i) {
    bool verb = false;
    for (uint32_t j = i, k = 0; k < PARSE_REACH && j > 0; k++) {
        j--;
        unsigned kind = at(p, j)->kind;
        if (kind == CHUNK_STOP) {
            return NONE;
        }
        if (kind == CHUNK_VG && at(p, j)->flags & CHUNK_FINITE) {
            verb = true;
        }
        if (kind == CHUNK_COMMA && j + 1 < i) {
            unsigned first = at(p, j + 1)->kind;
            return !verb || first == CHUNK_WHO || first == CHUNK_SUB ? j : NONE;
        }
    }
    return NONE;
}

/* First of the noun phrases that prepositions chain together before `i` ("members of the party"),
 * and whether its head may be who acts. */
static uint32_t chain_start(const struct parse *p, uint32_t i) {
    for (unsigned k = 0; k < PARSE_REACH; k++) {
        uint32_t prep = relate_before(p, i);
        uint32_t noun = is_kind(p, prep, CHUNK_PREP) ? relate_before(p, prep) : NONE;
        if (!is_kind(p, noun, CHUNK_NP)) {
            return i;
        }
        i = noun;
    }
    return i;
}

static bool is_led_by_prep(const struct parse *p, uint32_t np) {
    return is_kind(p, relate_before(p, np), CHUNK_PREP);
}

/* "X and Y met": the X of the Y at `i`, or NONE. */
static uint32_t coordinate_before(const struct parse *p, uint32_t i) {
    uint32_t and = relate_before(p, i);
    if (!is_kind(p, and, CHUNK_AND)) {
        return NONE;
    }
    uint32_t first = relate_before(p, and);
    first = is_kind(p, first, CHUNK_COMMA) ? relate_before(p, first) : first;
    if (!is_kind(p, first, CHUNK_NP)) {
        return NONE;
    }
    first = chain_start(p, first);
    uint32_t before = relate_before(p, first);
    bool object = is_kind(p, before, CHUNK_VG) || is_kind(p, before, CHUNK_PREP);
    return object ? NONE : first;
}

/* "members of the party who": the noun above an of-phrase when it is one for people. */
static uint32_t actor_above(const struct parse *p, uint32_t np) {
    uint32_t of = relate_before(p, np);
    if (!is_kind(p, of, CHUNK_PREP) || at(p, of)->prep != event_lexicon_prep(STR("of"))) {
        return np;
    }
    uint32_t above = relate_before(p, of);
    return is_kind(p, above, CHUNK_NP) && parse_is(p, at(p, above)->head, WORD_ACTOR) ? above : np;
}

/* "the shooting at the market that killed two": the happening above a place, when nobody acts in
 * the phrase itself. */
static uint32_t happening_above(const struct parse *p, uint32_t np) {
    uint32_t prep = relate_before(p, np);
    uint32_t above = is_kind(p, prep, CHUNK_PREP) ? relate_before(p, prep) : NONE;
    if (!is_kind(p, above, CHUNK_NP) || parse_is(p, at(p, np)->head, WORD_ACTOR)) {
        return np;
    }
    const struct word *head = parse_word(p, at(p, above)->head);
    return head && head->noun && !parse_is(p, at(p, above)->head, WORD_ACTOR) ? above : np;
}

/* What "who" at `i` stands for. */
static uint32_t antecedent(const struct parse *p, uint32_t i) {
    uint32_t j = relate_before(p, i);
    if (is_kind(p, j, CHUNK_COMMA)) {
        uint32_t open = insertion_start(p, j);
        uint32_t noun = open == NONE ? NONE : relate_before(p, open);
        bool apposition = open != NONE && is_kind(p, open + 1, CHUNK_NP) &&
                          parse_is(p, at(p, open + 1)->from, WORD_DET);
        j = apposition && is_kind(p, noun, CHUNK_NP) ? noun : relate_before(p, j);
    }
    if (!is_kind(p, j, CHUNK_NP)) {
        return NONE;
    }
    return happening_above(p, actor_above(p, j));
}

/* Subject of a verb that follows "and" or a comma: that of the finite verb before it. */
static void share(struct parse *p, struct chunk *v, uint32_t i) {
    uint32_t m = finite_before(p, i);
    if (m != NONE) {
        v->subject = at(p, m)->subject;
        v->subject2 = at(p, m)->subject2;
    }
}

static void subject_of_finite(struct parse *p, uint32_t i) {
    struct chunk *v = &p->chunk[i];
    uint32_t j = relate_before(p, i);
    for (unsigned k = 0; k < PARSE_REACH && j != NONE; k++) {
        switch (at(p, j)->kind) {
        case CHUNK_NP: {
            uint32_t first = chain_start(p, j);
            uint32_t second = first;
            if (is_led_by_prep(p, first)) {
                return; /* "on arrival the minister": whose is it? */
            }
            uint32_t other = coordinate_before(p, first);
            v->subject = other == NONE ? first : other;
            v->subject2 = other == NONE ? NONE : second;
            return;
        }
        case CHUNK_COMMA: {
            uint32_t open = insertion_start(p, j);
            if (open == NONE) {
                share(p, v, j);
                return;
            }
            j = relate_before(p, open);
            continue;
        }
        case CHUNK_WHO:
            v->subject = antecedent(p, j);
            return;
        case CHUNK_AND:
            share(p, v, j);
            return;
        default:
            return;
        }
    }
}

/* Borrow from the governing verb `m`: its object where the frame controls, else its subject. */
static void borrow(struct parse *p, uint32_t i, uint32_t m, bool object) {
    struct chunk *v = &p->chunk[i];
    const struct chunk *g = at(p, m);
    v->matrix = m;
    v->subject = object && g->object != NONE ? g->object : g->subject;
    v->subject2 = v->subject == g->subject ? g->subject2 : NONE;
}

static bool controls(const struct chunk *g) {
    return g->frame && g->frame->flags & FRAME_CONTROL && !(g->flags & CHUNK_PASSIVE);
}

/* The verb group that a noun phrase or preposition at `i` hangs on, through its chain; or NONE. */
static uint32_t governor(const struct parse *p, uint32_t i) {
    for (unsigned k = 0; k < PARSE_REACH && i != NONE; k++) {
        unsigned kind = at(p, i)->kind;
        if (kind == CHUNK_VG) {
            return i;
        }
        if (kind != CHUNK_NP && kind != CHUNK_PREP && kind != CHUNK_AND) {
            return NONE;
        }
        i = relate_before(p, i);
    }
    return NONE;
}

static bool governs_infinitive(const struct parse *p, uint32_t np) {
    const struct word *head = parse_word(p, at(p, np)->head);
    return head && (head->noun || (head->verb && head->verb->complement)) &&
           !(at(p, np)->flags & CHUNK_PRONOUN);
}

/* Behind the noun phrase at `j`: "for Norway to thank", "the decision to expel", "urged her to
 * resign", "Minister to visit". */
static void subject_behind_noun(struct parse *p, uint32_t i, uint32_t j) {
    struct chunk *v = &p->chunk[i];
    uint32_t m = governor(p, j);
    uint32_t before = relate_before(p, j);
    if (is_kind(p, before, CHUNK_PREP) && at(p, before)->prep == event_lexicon_prep(STR("for"))) {
        v->subject = j;
        v->matrix = m;
        return;
    }
    bool noun = governs_infinitive(p, j);
    v->noun = noun ? j : NONE;
    if (m != NONE) {
        borrow(p, i, m, controls(at(p, m)) && !noun);
    } else if (!noun && !is_led_by_prep(p, j)) {
        v->subject = chain_start(p, j);
    }
    if (noun && at(p, j)->owner_to > at(p, j)->from) {
        v->subject = j; /* its possessor; who reads the subject looks at v->noun */
    }
}

static void subject_of_infinitive(struct parse *p, uint32_t i) {
    uint32_t j = relate_before(p, i);
    if (is_kind(p, j, CHUNK_AND) || is_kind(p, j, CHUNK_COMMA)) {
        j = relate_before(p, j);
    }
    if (is_kind(p, j, CHUNK_VG)) {
        borrow(p, i, j, false);
    } else if (is_kind(p, j, CHUNK_NP)) {
        subject_behind_noun(p, i, j);
    }
}

static void subject_of_ing(struct parse *p, uint32_t i) {
    struct chunk *v = &p->chunk[i];
    uint32_t j = relate_before(p, i);
    if (is_kind(p, j, CHUNK_NP)) {
        v->subject = chain_start(p, j);
        v->matrix = governor(p, j);
        return;
    }
    uint32_t m = is_kind(p, j, CHUNK_PREP) ? governor(p, j) : NONE;
    bool complement = is_kind(p, j, CHUNK_PREP) && is_kind(p, relate_before(p, j), CHUNK_NP);
    if (complement && !(m != NONE && controls(at(p, m))) &&
        at(p, j)->prep == event_lexicon_prep(STR("of"))) {
        v->noun = relate_before(p, j); /* "a case of expelling spies": by nobody */
        return;
    }
    m = m == NONE ? finite_before(p, i) : m;
    if (m == NONE) {
        return;
    }
    bool accused = is_kind(p, j, CHUNK_PREP) && controls(at(p, m));
    borrow(p, i, m, accused);
    if (!is_kind(p, j, CHUNK_PREP) && !is_kind(p, j, CHUNK_VG)) {
        v->matrix = NONE; /* ", calling him a traitor": said like the main verb */
    }
}

/* "Two men arrested in Tesnova": a past form without an object whose verb wants one is passive. */
static void settle_bare(struct parse *p, uint32_t i) {
    struct chunk *v = &p->chunk[i];
    if (!(v->flags & CHUNK_BARE) || !v->frame || v->object != NONE) {
        return;
    }
    bool wants = v->frame->target & FRAME_OBJECT && !(v->frame->flags & FRAME_INTRANSITIVE) &&
                 v->frame->n_particles == 0;
    uint32_t before = relate_before(p, i);
    uint32_t after = relate_after(p, i);
    bool clause_follows = is_kind(p, after, CHUNK_SUB) || is_kind(p, after, CHUNK_VG);
    if (wants && is_kind(p, before, CHUNK_NP) && !clause_follows) {
        v->flags |= CHUNK_PASSIVE;
        v->subject = chain_start(p, before);
        v->subject2 = NONE;
        if (!parse_is(p, at(p, v->subject)->head, WORD_ACTOR) &&
            parse_is(p, at(p, before)->head, WORD_ACTOR)) {
            v->subject = before;
        }
    }
}

static uint32_t object_of(const struct parse *p, uint32_t i) {
    const struct chunk *v = at(p, i);
    if (v->flags & CHUNK_PASSIVE) {
        return NONE;
    }
    uint32_t j = relate_after(p, i);
    return is_kind(p, j, CHUNK_NP) ? j : NONE;
}

/* A base form behind "and" continues an infinitive or a modal verb. */
static bool continues_infinitive(struct parse *p, uint32_t i) {
    struct chunk *v = &p->chunk[i];
    const struct word *w = parse_word(p, v->head);
    if (!(v->flags & CHUNK_LINKED) || !w || !(w->form & FORM_BASE) || w->form & FORM_PAST) {
        return false;
    }
    uint32_t m = i;
    for (unsigned k = 0; k < PARSE_REACH && m > 0; k++) {
        m--;
        const struct chunk *g = at(p, m);
        if (g->kind == CHUNK_STOP) {
            break;
        }
        if (g->kind == CHUNK_VG && g->flags & (CHUNK_INFINITIVE | CHUNK_WILL | CHUNK_MAY)) {
            unsigned keep = g->flags & (CHUNK_INFINITIVE | CHUNK_WILL | CHUNK_MAY | CHUNK_IS_TO);
            v->flags = (uint16_t)((v->flags & ~(unsigned)CHUNK_FINITE) | keep);
            v->subject = g->subject;
            v->subject2 = g->subject2;
            v->matrix = g->matrix;
            v->noun = g->noun;
            return true;
        }
    }
    return false;
}

/* Where the clause of the finite verb at `i` begins, behind the verb at `last`: at its subject with
 * what leads it in, or at the conjunction or comma that ties it to that verb. */
static uint32_t clause_start(const struct parse *p, uint32_t i, uint32_t last) {
    uint32_t subject = p->chunk[i].subject;
    uint32_t from = subject != NONE && subject > last && subject < i ? subject : i;
    for (unsigned k = 0; k < PARSE_REACH && from > last + 1; k++) {
        unsigned kind = at(p, from - 1)->kind;
        bool tie = kind == CHUNK_COMMA || kind == CHUNK_AND;
        if (!tie && !is_transparent(p, from - 1)) {
            break;
        }
        from--;
        if (kind == CHUNK_COMMA) {
            break;
        }
    }
    return from;
}

/* Number the clauses: a new one begins with every subordinator, relative pronoun and full stop, and
 * with every further finite verb. */
static void number_clauses(struct parse *p) {
    uint32_t clause = 0;
    uint32_t verb = NONE; /* last finite one of the clause */
    for (uint32_t i = 0; i < p->n; i++) {
        struct chunk *c = &p->chunk[i];
        if (c->kind == CHUNK_STOP || c->kind == CHUNK_WHO ||
            (c->kind == CHUNK_SUB && !is_date_prep(p, i))) {
            clause++;
            verb = NONE;
        } else if (c->kind == CHUNK_VG && c->flags & CHUNK_FINITE) {
            if (verb != NONE) {
                clause++;
                for (uint32_t j = clause_start(p, i, verb); j < i; j++) {
                    p->chunk[j].clause = clause;
                }
            }
            verb = i;
        }
        c->clause = clause;
    }
}

void relate_all(struct parse *p) {
    for (uint32_t i = 0; i < p->n; i++) {
        struct chunk *v = &p->chunk[i];
        if (v->kind != CHUNK_VG) {
            continue;
        }
        v->object = object_of(p, i);
        if (continues_infinitive(p, i)) {
            continue;
        }
        if (v->flags & CHUNK_INFINITIVE) {
            subject_of_infinitive(p, i);
        } else if (v->flags & CHUNK_ING) {
            subject_of_ing(p, i);
        } else {
            subject_of_finite(p, i);
            settle_bare(p, i);
        }
    }
    number_clauses(p);
}
