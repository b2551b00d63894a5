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

static int weigh(const struct work *w, uint32_t k, uint32_t j) {
    const struct mention *p = &w->mention.v[k];
    const struct mention *m = &w->mention.v[j];
    const struct entity *e = &w->entity.v[m->entity];
    uint32_t here = document_sentence_at(w->doc, p->tok_from);
    uint32_t there = document_sentence_at(w->doc, m->tok_from);
    uint32_t gap = here != NONE && there != NONE && here >= there ? here - there : 3;
    int score = 10 - 2 * (int)(gap < 6 ? gap : 6);
    score += is_subject(w, j) ? 4 : 0;
    score += mention_speaks(w, j) && gap > 0 ? 2 : 0;
    score += p->gender && e->gender == p->gender ? 3 : 0;
    score -= m->in_quote && !p->in_quote ? 7 : 0;
    bool object = !work_is(w, p->tok_from, WORD_POSSESSIVE) && p->tok_from > 0 &&
                  work_is(w, p->tok_from - 1, WORD_SPEECH) && !work_is(w, p->tok_to, WORD_SPEECH);
    score -= object && gap == 0 && m->tok_to + 1 == p->tok_from ? 9 : 0;
    score -= p->in_quote && !m->in_quote && gap == 0 && mention_speaks(w, j) ? 9 : 0;
    return score;
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
    uint32_t seen = NONE;
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
        seen = m->entity;
    }
    (void)seen;
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
