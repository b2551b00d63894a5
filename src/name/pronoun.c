/* pronoun.c - he, she, it, they: the antecedent by gender, number, position and nearness.
 * Every mention before the pronoun within three paragraphs is weighed: the subject of the sentence
 * before it and who spoke there weigh most, then nearness; a mention inside quotation marks hardly
 * counts outside them, and inside them the one who speaks the words is not "he". Below a threshold
 * nothing is chosen. At most MOST_TRIED mentions are weighed. */
#include "name/work.h"

enum { MOST_TRIED = 30, MOST_BLOCKS = 2, LEAST_SCORE = 5 };

/* Whether the mention is the first of its kind in its sentence, and what follows looks like its
 * verb. */
static bool is_subject(const struct work *w, uint32_t j) {
    const struct mention *m = &w->mention.v[j];
    if (m->tok_to < w->n_tok && w->tok[m->tok_to].kind == TOKEN_CLITIC) {
        return false;
    }
    if (m->tok_from == 0 || (w->note[m->tok_from] & NOTE_START) || mention_speaks(w, j)) {
        return true;
    }
    uint32_t before = work_word(w, m->tok_from - 1);
    if (before & (WORD_AT | WORD_OF | WORD_FOR | WORD_SPEECH)) {
        return false;
    }
    uint32_t s = document_sentence_at(w->doc, m->tok_from);
    return j == 0 || s == NONE || w->mention.v[j - 1].tok_from < w->doc->sentence[s].tok_from;
}

/* "X told him": the one directly before the verb isn't its object. */
static bool is_own_object(const struct work *w, const struct mention *p, const struct mention *m) {
    bool object = !work_is(w, p->tok_from, WORD_POSSESSIVE) &&
                  work_is(w, p->tok_from - 1, WORD_SPEECH) && !work_is(w, p->tok_to, WORD_SPEECH);
    return object && m->tok_to + 1 == p->tok_from;
}

static uint32_t sentences_between(const struct work *w, uint32_t from, uint32_t to) {
    uint32_t a = document_sentence_at(w->doc, from);
    uint32_t b = document_sentence_at(w->doc, to);
    return a != NONE && b != NONE && b >= a ? b - a : 3;
}

/* Somebody named whose gender the report doesn't tell, mostly by surname alone, is likelier he than
 * she. */
static int gender_score(const struct mention *p, const struct entity *e) {
    if (!p->gender || e->gender) {
        return p->gender && e->gender == p->gender ? 3 : 0;
    }
    return !e->surname.len ? 0 : p->gender == GENDER_MALE ? 2 : -2;
}

/* How well mention `j` before the pronoun `k` serves as its antecedent. */
static int weigh(const struct work *w, uint32_t k, uint32_t j) {
    const struct mention *p = &w->mention.v[k];
    const struct mention *m = &w->mention.v[j];
    uint32_t gap = sentences_between(w, m->tok_from, p->tok_from);
    bool speaks = mention_speaks(w, j);
    int score = 10 - 2 * (int)(gap < 6 ? gap : 6);
    score += is_subject(w, j) ? 4 : 0;
    score += gender_score(p, &w->entity.v[m->entity]);
    score -= (int)(document_block_at(w->doc, p->at.from) - document_block_at(w->doc, m->at.from));
    score -= m->in_quote && !p->in_quote ? 7 : 0;
    if (gap > 0) {
        return score + (speaks ? 2 : 0);
    }
    score -= is_own_object(w, p, m) ? 9 : 0;
    return score - (p->in_quote && !m->in_quote && speaks ? 9 : 0);
}

static bool gender_fits(const struct mention *p, const struct entity *e) {
    return !e->gender || e->gender == p->gender;
}

static uint32_t find_antecedent(const struct work *w, uint32_t k,
                                bool (*fits)(const struct work *, uint32_t, uint32_t)) {
    const struct mention *p = &w->mention.v[k];
    uint32_t here = document_block_at(w->doc, p->at.from);
    uint32_t best = NONE;
    int best_score = LEAST_SCORE - 1;
    for (uint32_t j = k; j > 0 && k - j < MOST_TRIED; j--) {
        const struct mention *m = &w->mention.v[j - 1];
        if (here - document_block_at(w->doc, m->at.from) > MOST_BLOCKS) {
            break;
        }
        if (m->entity == NONE || m->tok_to > p->tok_from || !fits(w, k, j - 1)) {
            continue;
        }
        int score = weigh(w, k, j - 1);
        if (score > best_score) {
            best_score = score;
            best = j - 1;
        }
    }
    return best;
}

static bool fits_person(const struct work *w, uint32_t k, uint32_t j) {
    const struct mention *m = &w->mention.v[j];
    const struct entity *e = &w->entity.v[m->entity];
    return e->kind == ENTITY_PERSON && !m->plural && gender_fits(&w->mention.v[k], e);
}

static bool fits_org(const struct work *w, uint32_t k, uint32_t j) {
    const struct mention *m = &w->mention.v[j];
    (void)k;
    return w->entity.v[m->entity].kind == ENTITY_ORG && !m->plural;
}

static bool fits_group(const struct work *w, uint32_t k, uint32_t j) {
    const struct mention *m = &w->mention.v[j];
    (void)k;
    return (m->plural || m->kind == MENTION_GROUP) && is_subject(w, j);
}

enum err pronoun_resolve(struct work *w) {
    for (uint32_t k = 0; k < w->mention.n; k++) {
        struct mention *p = &w->mention.v[k];
        if (p->kind != MENTION_PRONOUN) {
            continue;
        }
        uint32_t found = NONE;
        if (p->gender) {
            found = find_antecedent(w, k, fits_person);
        } else if (p->plural) {
            found = p->in_quote ? NONE : find_antecedent(w, k, fits_group);
        } else if (mention_speaks(w, k) || work_is(w, p->tok_from, WORD_POSSESSIVE)) {
            found = p->in_quote ? NONE : find_antecedent(w, k, fits_org);
        }
        if (found == NONE) {
            continue;
        }
        p->entity = w->mention.v[found].entity;
        p->reason = NAME_PRONOUN;
        struct entity *e = &w->entity.v[p->entity];
        p->type = e->kind;
        if (p->gender && !e->gender) {
            e->gender = p->gender;
        }
    }
    return ERR_OK;
}
