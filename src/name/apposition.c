/* apposition.c - the name that an office without one is said of in the same clause: behind it ("The
 * chief prosecutor, Ivan Geshev, is"), before it ("Hugo Lannart, the company's chairman,", an age
 * between them perhaps), or through a verb
 * ("X is the president", "X resigned as chief executive"). A comma must close what a comma opened,
 * or a list of people would be read as one person. O(1) an office. */
#include "name/work.h"

enum { NEAR = 6 }; /* mentions looked at on either side */

static bool closes(const struct work *w, uint32_t i) {
    if (i >= w->n_tok || (w->note[i - 1] & NOTE_BLOCK_END)) {
        return true;
    }
    const struct token *t = &w->tok[i];
    bool mark = t->kind == TOKEN_PUNCT && t->mark != '-' && t->mark != '(';
    return mark || t->hash == token_hash(STR("who"));
}

static bool can_be(const struct work *w, uint32_t name, uint32_t role) {
    const struct mention *m = &w->mention.v[name];
    return m->kind == MENTION_NAME && m->entity != NONE &&
           w->entity.v[m->entity].kind == w->mention.v[role].type && !span_is_empty(m->name);
}

/* "The chief prosecutor, Ivan Geshev, is": the name behind the comma. */
static uint32_t name_behind(const struct work *w, uint32_t k) {
    uint32_t at = w->mention.v[k].tok_to;
    if (!work_is_mark(w, at, ',') || (w->note[at] & NOTE_BLOCK_END)) {
        return NONE;
    }
    for (uint32_t j = k + 1; j < w->mention.n && j < k + NEAR && w->mention.v[j].tok_from <= at + 1;
         j++) {
        const struct mention *m = &w->mention.v[j];
        if (m->tok_from == at + 1 && span_is_empty(m->role) && can_be(w, j, k)) {
            bool verb = work_is(w, m->tok_to, WORD_SPEECH | WORD_BE);
            return closes(w, m->tok_to) || verb ? j : NONE;
        }
    }
    return NONE;
}

static uint32_t name_ending_at(const struct work *w, uint32_t k, uint32_t tok) {
    for (uint32_t j = k; j > 0 && j + NEAR > k; j--) {
        if (w->mention.v[j - 1].tok_to == tok && can_be(w, j - 1, k)) {
            return j - 1;
        }
    }
    return NONE;
}

/* "Hugo Lannart, the company's chairman,": the name before the comma, with an age between them
 * perhaps. */
static uint32_t name_before(const struct work *w, uint32_t k) {
    const struct mention *m = &w->mention.v[k];
    uint32_t i = m->tok_from;
    if (i < 2 || !work_is_mark(w, i - 1, ',')) {
        return NONE;
    }
    uint32_t after = m->tok_to;
    bool prep = work_is(w, after, WORD_AT | WORD_OF | WORD_FOR);
    if (!closes(w, after) && !prep) {
        return NONE;
    }
    if (i > 3 && w->tok[i - 2].kind == TOKEN_NUMBER && work_is_mark(w, i - 3, ',')) {
        return name_ending_at(w, k, i - 3);
    }
    return name_ending_at(w, k, i - 1);
}

/* "X is the president", "X, who was ...", "X resigned as chief executive". */
static uint32_t name_of_predicate(const struct work *w, uint32_t k) {
    uint32_t i = w->mention.v[k].tok_from;
    if (i < 2 || !work_is(w, i - 1, WORD_BE) || w->mention.v[k].in_quote) {
        return NONE;
    }
    uint32_t be = i - 1;
    bool as = w->tok[be].hash == token_hash(STR("as"));
    for (uint32_t back = be; back > 0 && back + (as ? 3 : 1) > be; back--) {
        uint32_t j = name_ending_at(w, k, back);
        if (j != NONE) {
            return j;
        }
        if (w->tok[back - 1].kind != TOKEN_WORD) {
            break;
        }
    }
    bool who =
        be > 2 && w->tok[be - 1].hash == token_hash(STR("who")) && work_is_mark(w, be - 2, ',');
    return who ? name_ending_at(w, k, be - 2) : NONE;
}

uint32_t apposition_name(const struct work *w, uint32_t mention) {
    uint32_t name = name_behind(w, mention);
    name = name == NONE ? name_before(w, mention) : name;
    return name == NONE ? name_of_predicate(w, mention) : name;
}
