/* noise.c - numbers that are no quantities: telephone numbers, scores, labels, years, "one" as a
 * pronoun. A number is left out only where the words or marks around it show it. O(1) but for runs
 * of digits, which are skipped whole. */
#include "figure/quantity.h"

/* "X, 24," and "aged 24": an age without its unit. */
bool noise_is_label(const struct pass *p, size_t i) {
    if (i == p->from) {
        return false;
    }
    bool joined = pass_is_mark(p, i - 1, '.') || pass_is_mark(p, i - 1, '-');
    if (p->tok[i - 1].kind == TOKEN_HASHTAG || pass_is_mark(p, i - 1, '#')) {
        return true;
    }
    if (joined && i - 1 == p->from) {
        return false;
    }
    const struct token *before = &p->tok[joined ? i - 2 : i - 1];
    bool hyphen = pass_is_mark(p, i - 1, '-') && pass_is_glued(p, i) && pass_is_glued(p, i - 1);
    if (hyphen && before->kind == TOKEN_WORD) {
        return true; /* COVID-19 */
    }
    bool no = pass_is_word(p, i - 1, STR("no")) &&
              !(before->flags & TOKEN_CAPITAL); /* "no 10" counts, "No 10" names */
    return map_find(&p->lex->noun, before->hash) == NOUN_LABEL && !no;
}

/* Telephone numbers, IP addresses, versions: three groups of digits and more, joined by marks.
 * Returns the index behind, or i. */
size_t noise_skip_code(const struct pass *p, size_t i) {
    size_t k = i;
    unsigned groups = 0;
    while (k < p->n && p->tok[k].kind == TOKEN_NUMBER) {
        groups++;
        size_t next = k + 1;
        while (next < p->n && pass_is_glued(p, next) &&
               (pass_is_dash(p, next) || pass_is_mark(p, next, '/') || pass_is_mark(p, next, ')') ||
                pass_is_mark(p, next, '.'))) {
            next++;
        }
        if (next == k + 1 || !pass_is_glued(p, next)) {
            k++;
            break;
        }
        k = next;
    }
    return groups >= 3 ? k : i;
}

/* 3-1, 21-14: two small numbers joined by a dash that count nothing. */
bool noise_is_score(const struct pass *p, const struct amount *a, const struct amount *b) {
    bool small = a->num.n_digits && b->num.n_digits && a->num.value < 200 && b->num.value < 200 &&
                 !a->has_unit && !b->has_unit;
    bool counted = b->to < p->n && p->tok[b->to].kind == TOKEN_WORD &&
                   map_find(&p->lex->noun, p->tok[b->to].hash) != NOUN_STOP &&
                   !(p->tok[b->to].flags & TOKEN_CAPITAL);
    return small && (a->num.value >= b->num.value || !counted);
}

/* Class of the word behind a number; NOUN_STOP where no word stands. */
static uint32_t class_behind(const struct pass *p, size_t i) {
    bool word = i < p->n && (p->tok[i].kind == TOKEN_WORD || p->tok[i].kind == TOKEN_ABBREV);
    return word ? map_find(&p->lex->noun, p->tok[i].hash) : (uint32_t)NOUN_STOP;
}

/* "this one", "which one", "one" before a verb or the end. */
static bool is_pronoun(const struct pass *p, const struct amount *m) {
    static const char *const before[] = {"this", "that",    "which", "each", "no",   "every", "any",
                                         "the",  "another", "only",  "a",    "good", "last"};
    for (size_t k = 0; k < sizeof before / sizeof before[0] && m->from > p->from; k++) {
        if (pass_is_word(p, m->from - 1, str_from_cstr(before[k]))) {
            return true;
        }
    }
    return class_behind(p, m->to) == NOUN_STOP && !pass_is_word(p, m->to, STR("in"));
}

/* "a third man": the ordinal, not the part. */
static bool is_ordinal(const struct pass *p, const struct amount *m) {
    bool part = m->num.fraction && m->num.n_digits == 0 && m->to == m->from + 2 &&
                m->num.value < 0.5 && m->num.value != 0.25;
    uint32_t next = class_behind(p, m->to);
    bool word = m->to < p->n && p->tok[m->to].kind == TOKEN_WORD;
    return part && word && pass_is_word(p, m->from, STR("a")) &&
           !pass_is_word(p, m->to, STR("of")) && next != NOUN_MORE;
}

bool noise_is_no_quantity(const struct pass *p, const struct amount *m) {
    bool words = m->num.n_digits == 0;
    bool plain = !m->has_unit && !m->num.magnitude;
    if (m->num.value == 1 && words && plain) {
        return is_pronoun(p, m);
    }
    bool capitals = m->from > p->from && (p->tok[m->from].flags & TOKEN_CAPITAL) &&
                    (p->tok[m->from - 1].flags & TOKEN_CAPITAL);
    if ((words && capitals) || is_ordinal(p, m)) {
        return true;
    }
    bool year =
        m->num.n_digits == 4 && !m->num.separated && m->num.value >= 1900 && m->num.value < 2100;
    return year && plain && class_behind(p, m->to) == NOUN_STOP;
}
