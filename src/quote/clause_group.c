/* clause_group.c - the verb group around a cue: auxiliaries, adverbs, "not", "to", and times that
 * stand between subject and verb
 * ("Blinken on Friday (Mar 4) said"). The group decides the voice: was told is passive, telling
 * alone a participle, to tell an infinitive. At most MAX_GROUP steps a cue. */
#include "quote/clause.h"

enum { MAX_GROUP = 10, MAX_BRACKET = 6 };

/* Left over "(Mar 4)" that ends before i; i when there's none. */
static uint32_t before_bracket(const struct prose *p, uint32_t i, uint32_t lo) {
    uint32_t k = i;
    if (k <= lo || prose_mark(p, k - 1) != ')') {
        return i;
    }
    for (unsigned n = 0; n < MAX_BRACKET && k > lo; n++) {
        k--;
        if (prose_mark(p, k) == '(') {
            return k;
        }
    }
    return i;
}

static bool is_day_number(const struct prose *p, uint32_t i, uint32_t lo) {
    return p->tok[i].kind == TOKEN_NUMBER && i > lo && prose_is(p, i - 1, WORD_TIME);
}

/* Left over times between subject and verb: "on Friday (Mar 4)", "late Friday". */
static uint32_t before_time(const struct prose *p, uint32_t i, uint32_t lo) {
    uint32_t end = before_bracket(p, i, lo);
    uint32_t k = end;
    while (k > lo && (prose_is(p, k - 1, WORD_TIME) || (k == end && is_day_number(p, k - 1, lo)))) {
        k--;
    }
    if (k == end) {
        return i;
    }
    for (unsigned n = 0; n < 2 && k > lo && prose_is_one_of(p, k - 1, "on in last late this early");
         n++) {
        k--;
    }
    return k;
}

static enum voice voice_of(const struct cue *c, uint32_t aux, bool to) {
    if (to) {
        return VOICE_INFINITIVE;
    }
    if ((c->form & FORM_ING) && !(aux & WORD_BE)) {
        return VOICE_PARTICIPLE;
    }
    return (c->form & FORM_PARTICIPLE) && (aux & WORD_BE) ? VOICE_PASSIVE : VOICE_ACTIVE;
}

/* Whether token k belongs to a verb group that follows it. */
static bool in_group(const struct prose *p, uint32_t k) {
    bool adverb = prose_is(p, k, WORD_ADV | WORD_NEG) && !prose_is(p, k, WORD_DET);
    return p->quote_of[k] == NONE && (adverb || prose_is(p, k, WORD_AUX | WORD_TO));
}

struct verb_group clause_group(const struct prose *p, const struct cue *c, uint32_t lo) {
    struct verb_group g = {.from = c->tok_from, .to = c->tok_to};
    uint32_t classes = 0;
    for (unsigned n = 0; n < MAX_GROUP && g.from > lo; n++) {
        uint32_t before = before_time(p, g.from, lo);
        if (before < g.from) {
            g.from = before;
            continue;
        }
        uint32_t k = g.from - 1;
        if (!in_group(p, k)) {
            break;
        }
        classes |= p->classes[k];
        if (prose_is(p, k, WORD_SUBJ) &&
            !prose_is(p, k, WORD_DET)) { /* he'll, they've: subject too */
            break;
        }
        g.from = k;
    }
    g.negated = (classes & WORD_NEG) != 0;
    g.has_aux = (classes & WORD_AUX) != 0;
    g.voice = (uint8_t)voice_of(c, classes & WORD_AUX, (classes & WORD_TO) != 0);
    return g;
}
