/* attribution.c - how firmly a witness gives words to somebody, and whether two names may be one
 * person. A name or a resolved role in the cue is a statement. A pronoun, or a quotation without a
 * cue, is as good as a statement when the report has named one person only whom it can mean;
 * otherwise it rests on context, and no conflict is built on it: most wrong speakers come from a
 * "he" with two men before it. Looks back WINDOW bytes; linear in the mentions there. */
#include "account/collate.h"

enum { WINDOW = 1500 };

/* Whether a mention names a person outside quotation marks, other than `entity`, whom a pronoun of
 * `gender` could mean. */
static bool is_rival(const struct collation *c, uint32_t witness, const struct mention *m,
                     uint32_t entity, uint8_t gender) {
    if (m->kind != MENTION_NAME || m->type != ENTITY_PERSON || m->in_quote || m->entity == NONE) {
        return false;
    }
    uint32_t other = c->out->entities.of[witness][m->entity];
    uint8_t theirs = c->out->entities.entity[other].gender;
    bool fits = gender == GENDER_UNKNOWN || theirs == GENDER_UNKNOWN || theirs == gender;
    return other != entity && fits;
}

/* Whether the report has named nobody else whom the source of `q` could mean, from the passage's
 * start to the cue. */
static bool is_unambiguous(const struct collation *c, const struct testimony *t,
                           const struct quotation *q) {
    const struct names *names = &c->notes[t->witness]->names;
    uint32_t end = t->at.to > q->source.to ? t->at.to : q->source.to;
    uint32_t start = t->at.from > WINDOW ? t->at.from - WINDOW : 0;
    uint8_t gender = c->out->entities.entity[t->speaker].gender;
    for (size_t i = 0; i < names->n_mentions && names->mention[i].at.from < end; i++) {
        const struct mention *m = &names->mention[i];
        if (m->at.from >= start && collation_covers(c, t->witness, m->at.from) &&
            is_rival(c, t->witness, m, t->speaker, gender)) {
            return false;
        }
    }
    return true;
}

enum attribution attribution_of(const struct collation *c, const struct testimony *t) {
    if (t->speaker == NONE || t->annotation == NONE) {
        return ATTRIBUTION_NONE;
    }
    const struct notes *n = c->notes[t->witness];
    const struct quotation *q = &n->quotes.quotation[t->annotation];
    if (q->reason == SPEAKER_NONE) {
        return ATTRIBUTION_NONE;
    }
    bool own_cue = q->reason != SPEAKER_CONTINUES && q->reason != SPEAKER_FLOATING;
    bool pronoun = q->mention != NONE && n->names.mention[q->mention].kind == MENTION_PRONOUN;
    if (own_cue && !pronoun) {
        return ATTRIBUTION_STATED;
    }
    return is_unambiguous(c, t, q) ? ATTRIBUTION_PLAIN : ATTRIBUTION_CONTEXT;
}

/* The report entity of a joined one that has both a given name and a surname; NULL for people known
 * by their office, one name or letters only. */
static const struct entity *full_form(const struct collation *c, uint32_t entity) {
    const struct joined *joined = &c->out->entities.entity[entity];
    for (size_t i = 0; i < joined->n_forms; i++) {
        const struct joined_form *f = &joined->form[i];
        const struct entity *e = &c->notes[f->report]->names.entity[f->entity];
        if (e->surname.len > 2 && e->given.len > 1) {
            return e;
        }
    }
    return NULL;
}

bool attribution_is_named(const struct collation *c, uint32_t entity) {
    return c->out->entities.entity[entity].kind == ENTITY_PERSON && full_form(c, entity);
}

/* Whether two full names may be one that is misspelt twice over, "Kathleen Sebelius" and "Katherine
 * Sibelius": surnames a slip apart, and given names that begin alike. Enough where both are given
 * the same words. */
static bool may_be_misspelt(const struct entity *x, const struct entity *y) {
    static const double SLIP = 0.7;
    bool begin_alike =
        x->given.len >= 2 && y->given.len >= 2 && memcmp(x->given.ptr, y->given.ptr, 2) == 0;
    bool gender = !x->gender || !y->gender || x->gender == y->gender;
    return begin_alike && gender && name_match(x->surname, y->surname, ENTITY_PERSON) >= SLIP;
}

bool attribution_may_be_same(const struct collation *c, uint32_t one, uint32_t other) {
    enum { SAME_PERCENT = 50 };
    const struct entity *x = full_form(c, one);
    const struct entity *y = full_form(c, other);
    if (one == other || !x || !y || str_equals(x->surname, y->surname) ||
        str_equals(x->given, y->given)) {
        return true;
    }
    return name_match(x->name, y->name, ENTITY_PERSON) * 100 >= SAME_PERCENT ||
           may_be_misspelt(x, y);
}
