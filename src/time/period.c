/* period.c - the words that open a stretch (since, until, before, around), years that stand alone,
 * and the choice among all readers. The longest reading wins; of equal ones the first in the list.
 * O(1). */
#include "time/form.h"

/* since, after, before, until, around in front of a point; "later than" too. */
static size_t read_opening(const struct reading *r, size_t i, uint8_t *mod) {
    enum date_word cls = reading_class(r, i);
    size_t k = i + 1;
    switch (cls) {
    case WORD_SINCE:
        *mod = DATE_SINCE;
        return k;
    case WORD_STARTING:
    case WORD_START: {
        uint64_t links =
            CLASS(WORD_ON) | (cls == WORD_STARTING ? CLASS(WORD_FROM) | CLASS(WORD_AT) : 0);
        bool linked = reading_in(r, k, links);
        *mod = DATE_SINCE;
        return linked ? k + 1 : cls == WORD_STARTING ? k : i;
    }
    case WORD_AFTER:
        *mod = DATE_AFTER;
        return k;
    case WORD_LATER:
        *mod = DATE_AFTER;
        return reading_is_word(r, k, STR("than")) ? k + 1 : i;
    case WORD_BEFORE:
        *mod = DATE_BEFORE;
        return k;
    case WORD_UNTIL:
        *mod = DATE_UNTIL;
        return k;
    case WORD_ABOUT: /* "about the first week" is no date told roughly; "about 7 a.m." is */
        *mod = DATE_APPROX;
        return reading_value(r, i) == 0 || reading_in(r, k, CLASS(WORD_DIGITS) | CLASS(WORD_NUMBER))
                   ? k
                   : i;
    default:
        return i;
    }
}

/* A small-letter plural behind a number: "after 2000 pieces". */
static bool is_counted(const struct reading *r, size_t i) {
    if (i >= r->n || r->tok[i].kind != TOKEN_WORD || (r->tok[i].flags & TOKEN_CAPITAL) ||
        reading_class(r, i) != WORD_NONE) {
        return false;
    }
    str word = token_str(r->doc->text, &r->tok[i]);
    return word.len > 3 && word.ptr[word.len - 1] == 's';
}

static size_t read_year(const struct reading *r, size_t i, struct date_form *f) {
    size_t end = civil_read_year(r, i, false, &f->year);
    f->base = BASE_CIVIL;
    return end > i && !is_counted(r, end) ? end : i;
}

/* What may stand behind an opening word: a point, a time of day, a year, a meal. */
static size_t read_opened_point(struct reading *r, size_t i, struct date_form *f) {
    size_t end = point_read(r, i, f);
    if (end == i) {
        *f = form_empty();
        end = read_year(r, i, f);
    }
    if (end == i && reading_class(r, i) == WORD_DAYPART) {
        *f = form_empty();
        end = clock_read_daypart(r, i, f);
    }
    return end;
}

static size_t read_opened(struct reading *r, size_t i, struct date_form *f) {
    uint8_t mod = DATE_EXACT;
    size_t k = read_opening(r, i, &mod);
    size_t end = k > i ? read_opened_point(r, k, f) : i;
    if (end <= k) {
        return i;
    }
    bool rough = f->base == BASE_NOW || f->base == BASE_NTH;
    if (mod == DATE_APPROX && rough) {
        return i;
    }
    f->mod = mod;
    f->past = f->past || mod == DATE_SINCE;
    return end;
}

/* "3 pm or later", "2012 or earlier": the opening behind the point. */
static size_t read_closed(struct reading *r, size_t i, struct date_form *f) {
    size_t end = point_read(r, i, f);
    if (end == i) {
        *f = form_empty();
        end = read_year(r, i, f);
    }
    if (end == i || !reading_is_word(r, end, STR("or")) ||
        !reading_in(r, end + 1, CLASS(WORD_LATER) | CLASS(WORD_EARLIER))) {
        return i;
    }
    f->mod = reading_class(r, end + 1) == WORD_LATER ? DATE_SINCE : DATE_UNTIL;
    return end + 2;
}

/* Whether the token before a number makes it a year; weak signs do so only for years near ours. */
static bool leads_year(const struct reading *r, size_t i, int year) {
    const uint64_t leads = CLASS(WORD_IN) | CLASS(WORD_OF) | CLASS(WORD_BY) | CLASS(WORD_FROM) |
                           CLASS(WORD_DURING) | CLASS(WORD_TO) | CLASS(WORD_FOR) |
                           CLASS(WORD_UNTIL);
    if (reading_in(r, i, leads)) {
        return true;
    }
    bool article = reading_in(r, i, CLASS(WORD_THE) | CLASS(WORD_AND) | CLASS(WORD_A));
    bool marked = reading_is_mark(r, i, '=') || reading_is_mark(r, i, '(');
    bool noun = r->tok[i].kind == TOKEN_WORD && reading_class(r, i) == WORD_NONE;
    return year >= 1900 && year < 2100 && (article || marked || noun);
}

/* A year alone, where the words around it say that it is one. */
static size_t read_bare_year(struct reading *r, size_t i, struct date_form *f) {
    size_t end = civil_read_year(r, i, false, &f->year);
    bool joined =
        reading_is_glued(r, end) &&
        (reading_is_dash(r, end) || reading_is_mark(r, end, '/') || reading_is_mark(r, end, '%'));
    if (end == i || joined || i == 0 || !leads_year(r, i - 1, f->year)) {
        return i;
    }
    f->base = BASE_CIVIL;
    bool counted = is_counted(r, end) &&
                   !reading_in(r, i - 1, CLASS(WORD_IN) | CLASS(WORD_BY) | CLASS(WORD_THE));
    return counted ? i : end;
}

size_t period_read(struct reading *r, size_t i, struct date_form *f) {
    typedef size_t reader(struct reading * r, size_t i, struct date_form * f);
    static reader *const readers[] = {point_read,       range_read, read_opened,   read_closed,
                                      length_read_form, set_read,   read_bare_year};
    size_t best = i;
    for (size_t k = 0; k < sizeof readers / sizeof readers[0] && r->err == ERR_OK; k++) {
        struct date_form t = form_empty();
        size_t end = readers[k](r, i, &t);
        if (end > best) {
            best = end;
            *f = t;
        }
    }
    return best;
}
