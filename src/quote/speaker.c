/* speaker.c - who is meant by the source of a quotation.
 * names.h has resolved mentions inside the report; what is left is particular to quotations: the
 * head of the source phrase decides, not a name inside it; "he added" and "she went on" keep the
 * speaker before; quotations without a source take over the speaker of the one they lean on. A
 * speaker is taken over only over a short distance and never against gender. O(n). */
#include "quote/speaker.h"

enum {
    MAX_NESTED = 3,
    MAX_DISTANCE = 4
}; /* sentences between a pronoun and the speaker it takes over */

/* Lee, who said: the mention before the pronoun. */
static uint32_t antecedent(const struct prose *p, uint32_t i) {
    uint32_t end = i > 1 && prose_mark(p, i - 1) == ',' ? i - 1 : i;
    uint32_t m = end > 0 ? names_mention_at(p->names, end - 1) : NONE;
    return m != NONE && p->names->mention[m].tok_to == end ? m : NONE;
}

/* The widest mention that covers token i: of "Halvia's president" the president; NONE when there's
 * none. Mentions overlap only where a possessor stands inside a role, so the neighbours in text
 * order are enough. */
static uint32_t widest_mention(const struct prose *p, uint32_t i) {
    uint32_t m = names_mention_at(p->names, i);
    if (m == NONE) {
        return NONE;
    }
    uint32_t best = m;
    uint32_t from = m > MAX_NESTED ? m - MAX_NESTED : 0;
    for (uint32_t k = from; k < p->names->n_mentions && k <= m + MAX_NESTED; k++) {
        const struct mention *x = &p->names->mention[k];
        const struct mention *b = &p->names->mention[best];
        if (x->tok_from <= i && i < x->tok_to &&
            x->tok_to - x->tok_from > b->tok_to - b->tok_from) {
            best = k;
        }
    }
    return best;
}

/* Whether the mention stands before the head of the phrase and isn't it: "Lee's lawyer", "NATO
 * officials". */
static bool is_modifier(const struct prose *p, const struct mention *m, struct range source) {
    uint32_t end = m->tok_to;
    if (end >= source.to) {
        return false;
    }
    bool noun = m->kind == MENTION_NAME && prose_is_nominal(p, end) && !prose_is(p, end, WORD_NAME);
    bool possessive = m->kind == MENTION_PRONOUN && prose_is(p, m->head, WORD_POSS);
    return p->tok[end].kind == TOKEN_CLITIC || noun || possessive;
}

uint32_t speaker_mention(const struct prose *p, struct range source) {
    if (!p->names || source.from >= source.to) {
        return NONE;
    }
    if (prose_is_one_of(p, source.from, "who which")) {
        return antecedent(p, source.from);
    }
    for (uint32_t i = source.from; i < source.to;) {
        bool tied = i > source.from && prose_is(p, i, WORD_PREP);
        uint32_t m = tied || prose_mark(p, i) == ',' ? NONE : widest_mention(p, i);
        if (tied || prose_mark(p, i) == ',') {
            return NONE;
        }
        if (m != NONE && !is_modifier(p, &p->names->mention[m], source)) {
            return m;
        }
        uint32_t end = m != NONE ? p->names->mention[m].tok_to : i;
        i = end > i ? end : i + 1;
    }
    return NONE;
}

static bool is_keeper(const struct prose *p, const struct quotation *q) {
    uint32_t i = (uint32_t)token_at(p->tok, p->n_tok, q->cue.from);
    return prose_is_one_of(p, i, "added adds continued continues went goes concluded replied");
}

static uint8_t gender_of(const struct prose *p, uint32_t entity) {
    return entity == NONE ? GENDER_UNKNOWN : p->names->entity[entity].gender;
}

/* Whether the pronoun source of q may stand for the speaker of `before`. */
static bool may_continue(const struct prose *p, const struct quotation *before,
                         const struct quotation *q) {
    if (before->entity == NONE || q->sentence - before->sentence > MAX_DISTANCE ||
        q->mention == NONE) {
        return false;
    }
    const struct mention *m = &p->names->mention[q->mention];
    uint8_t kind = p->names->entity[before->entity].kind;
    uint8_t gender = gender_of(p, before->entity);
    bool person = m->gender != GENDER_UNKNOWN;
    bool fits = person ? kind == ENTITY_PERSON && (gender == GENDER_UNKNOWN || gender == m->gender)
                       : kind != ENTITY_PERSON && (m->plural || kind != ENTITY_GROUP);
    return m->kind == MENTION_PRONOUN && fits;
}

void speaker_resolve(const struct prose *p, struct quotation *q, size_t n) {
    if (!p->names) {
        return;
    }
    uint32_t last = NONE; /* last quotation with a speaker */
    for (uint32_t i = 0; i < n; i++) {
        uint32_t from = q[i].previous;
        if (q[i].mention != NONE) {
            q[i].entity = p->names->mention[q[i].mention].entity;
            bool pronoun = p->names->mention[q[i].mention].kind == MENTION_PRONOUN;
            bool open = pronoun && (q[i].entity == NONE || is_keeper(p, &q[i]));
            if (open && last != NONE && may_continue(p, &q[last], &q[i])) {
                q[i].entity = q[last].entity;
            }
        } else if (from != NONE && from < i) {
            q[i].mention = q[from].mention;
            q[i].entity = q[from].entity;
        }
        last = q[i].entity != NONE && quote_is_speech(&q[i]) ? i : last;
    }
}
