/* civil.c - dates of the calendar as they are spelt: March 4, 2022; 4 March 2022; the 4th of March;
 * Friday, March 4; Mar. 4; 4/3/2022 (read as in the United States where both readings exist),
 * 21/04/2016, 2022-03-04, 23.04.2022, 2019-aug-01, 20200701; months with a year (May 2022, 3/2015);
 * years in digits and words. A day that isn't in its month is no date where a year is known. O(1):
 * looks at most twelve tokens ahead. */
#include "time/form.h"

enum { MANY = 32, SHORT = 64, DOUBT = 128 };

/* All digits of token i as a number; -1 when it has other characters. *n_digits = how many. */
static int whole_digits(const struct reading *r, size_t i, unsigned *n_digits) {
    if (reading_class(r, i) != WORD_DIGITS) {
        return -1;
    }
    str s = token_str(r->doc->text, &r->tok[i]);
    int value = 0;
    for (size_t k = 0; k < s.len; k++) {
        if (s.ptr[k] < '0' || s.ptr[k] > '9' || k > 7) {
            return -1;
        }
        value = value * 10 + (s.ptr[k] - '0');
    }
    *n_digits = (unsigned)s.len;
    return value;
}

static int16_t full_year(int year, unsigned n_digits) {
    if (n_digits == 4) {
        return (int16_t)year;
    }
    return (int16_t)(year < 30 ? 2000 + year : year >= 40 ? 1900 + year : year);
}

/* "nineteen eighty six", "two thousand and fifteen", "nineteen hundred ninety three". */
static size_t read_year_words(const struct reading *r, size_t i, int16_t *year) {
    struct number num;
    unsigned v;
    if (reading_class(r, i) != WORD_NUMBER ||
        !number_read_plain(&r->lex->number, r->doc->text, r->tok, i, r->n, &num) || num.ordinal) {
        return i;
    }
    if (num.value >= 1500 && num.value < 2200 && num.tok_to > i + 1) {
        *year = (int16_t)num.value;
        return num.tok_to;
    }
    struct number low;
    if (number_word(&r->lex->number, &r->tok[i], &v) == NUMWORD_NONE || num.value < 17 ||
        num.value > 21 || num.tok_to >= r->n || reading_class(r, num.tok_to) != WORD_NUMBER ||
        !number_read_plain(&r->lex->number, r->doc->text, r->tok, num.tok_to, r->n, &low) ||
        low.ordinal || low.value < 10 || low.value > 99) {
        return i;
    }
    *year = (int16_t)(num.value * 100 + low.value);
    return low.tok_to;
}

size_t civil_read_year(const struct reading *r, size_t i, bool loose, int16_t *year) {
    unsigned n;
    int value = whole_digits(r, i, &n);
    if (n == 4 && value >= (loose ? 1000 : 1500) && value < 2200) {
        *year = (int16_t)value;
        return i + 1;
    }
    bool quoted = (reading_is_mark(r, i, '\'') || reading_is_mark(r, i, 0x2019) ||
                   reading_is_mark(r, i, 0x2018)) &&
                  reading_is_glued(r, i + 1);
    if (quoted && (value = whole_digits(r, i + 1, &n)) >= 0 && n == 2) {
        *year = (int16_t)(value < 50 ? 2000 + value : 1900 + value);
        return i + 2;
    }
    return read_year_words(r, i, year);
}

size_t civil_read_day(const struct reading *r, size_t i, uint8_t *mday, bool *ordinal) {
    struct number num;
    enum date_word cls = reading_class(r, i);
    bool word = cls == WORD_NUMBER || cls == WORD_ORDINAL || cls == WORD_DIGITS ||
                (cls == WORD_UNIT && reading_value(r, i) == UNIT_SECOND);
    if (!word || !number_read_plain(&r->lex->number, r->doc->text, r->tok, i, r->n, &num) ||
        num.separated || num.value < 1 || num.value > 31 || num.to != r->tok[num.tok_to - 1].to ||
        num.n_digits > 2) {
        return i;
    }
    *mday = (uint8_t)num.value;
    *ordinal = num.ordinal;
    return num.tok_to;
}

/* Month at token i with the period of its short form; a doubtful word needs its capital. *value is
 * the month. */
static size_t read_month(const struct reading *r, size_t i, unsigned *value) {
    if (reading_class(r, i) != WORD_MONTH) {
        return i;
    }
    *value = reading_value(r, i) & 15;
    bool period = (reading_value(r, i) & SHORT) && reading_is_mark(r, i + 1, '.') &&
                  reading_is_glued(r, i + 1);
    return i + 1 + period;
}

static bool is_doubtful(const struct reading *r, size_t i) {
    return (reading_value(r, i) & DOUBT) && !(r->tok[i].flags & TOKEN_CAPITAL);
}

/* "/", "-", "." between the numbers of a date. */
static bool is_joint(const struct reading *r, size_t i) {
    return reading_is_mark(r, i, '/') || reading_is_mark(r, i, '-') ||
           reading_is_mark(r, i, 0x2011) || reading_is_mark(r, i, 0x2010);
}

static bool set_civil(struct date_form *f, int year, int month, int mday) {
    bool known = year != YEAR_NONE && year >= 100;
    if (month < 1 || month > 12 || mday < 0 || mday > 31 ||
        (mday > 0 && !day_is_in_calendar(known ? year : 2000, month, mday))) {
        return false;
    }
    f->base = BASE_CIVIL;
    f->year = (int16_t)year;
    f->month = (uint8_t)month;
    f->mday = (uint8_t)mday;
    return true;
}

/* Month first as in the United States, else day first. */
static bool set_either(struct date_form *f, int year, int a, int b) {
    return set_civil(f, year, a, b) || set_civil(f, year, b, a);
}

/* A part of a date with marks: a number of one, two or four digits, or a month name (value 100 +
 * month). */
static int joint_part(const struct reading *r, size_t i, unsigned *n) {
    if (reading_class(r, i) == WORD_MONTH) {
        *n = 0;
        return (int)(reading_value(r, i) & 15);
    }
    return whole_digits(r, i, n);
}

/* 2022-03-04, 3/4/2022, 21/04/16, 2019-aug-01, 23/Sep/2020, September-2020-23. */
static size_t read_joint(const struct reading *r, size_t i, struct date_form *f) {
    unsigned n[3];
    int v[3];
    size_t at[3] = {i, i + 2, i + 4};
    if (!is_joint(r, i + 1) || !is_joint(r, i + 3) || r->tok[i + 1].mark != r->tok[i + 3].mark) {
        return i;
    }
    for (unsigned k = 0; k < 3; k++) {
        v[k] = joint_part(r, at[k], &n[k]);
        if (v[k] < 0 || (k && !reading_is_glued(r, at[k])) || (n[k] != 4 && n[k] > 2)) {
            return i;
        }
    }
    int year_at = n[0] == 4 ? 0 : n[1] == 4 ? 1 : 2;
    int16_t year = full_year(v[year_at], n[year_at]);
    int a = v[year_at == 0];
    int b = v[year_at == 2 ? 1 : 2];
    unsigned na = n[year_at == 0];
    unsigned nb = n[year_at == 2 ? 1 : 2];
    if (n[year_at] == 0 || (n[year_at] < 4 && n[year_at] != 2)) {
        return i;
    }
    bool fine = na == 0   ? set_civil(f, year, a, b)
                : nb == 0 ? set_civil(f, year, b, a)
                          : set_either(f, year, a, b);
    return fine && (year_at == 2 || na == 0 || nb == 0 || year_at == 0) ? i + 5 : i;
}

/* Year and month, or month and day, joined by a mark: 2015-3, 3/2015, 4/22, Jan/3, 22/04, Dec-2018.
 */
static size_t read_pair(const struct reading *r, size_t i, struct date_form *f) {
    unsigned na;
    unsigned nb;
    if (!is_joint(r, i + 1) || i + 2 >= r->n) {
        return i;
    }
    int a = joint_part(r, i, &na);
    int b = joint_part(r, i + 2, &nb);
    bool spaced = !reading_is_glued(r, i + 1) || !reading_is_glued(r, i + 2);
    bool more = is_joint(r, i + 3) && reading_is_glued(r, i + 3) &&
                reading_class(r, i + 4) == WORD_DIGITS && reading_is_glued(r, i + 4);
    if (a < 0 || b < 0 || spaced || (more && (na == 4 || na > 2)) ||
        (i && reading_is_glued(r, i) && is_joint(r, i - 1))) {
        return i;
    }
    bool slash = reading_is_mark(r, i + 1, '/');
    if (na == 4 && nb && nb <= 2 && a >= 1500 && a < 2200) {
        return set_civil(f, a, b, 0) ? i + 3 : i;
    }
    if (nb == 4 && na <= 2 && b >= 1500 && b < 2200) {
        return set_civil(f, b, a, 0) ? i + 3 : i;
    }
    if ((na == 0 || nb == 0) && na + nb > 0 && na + nb <= 2) {
        return (na == 0 ? set_civil(f, YEAR_NONE, a, b) : set_civil(f, YEAR_NONE, b, a)) ? i + 3
                                                                                         : i;
    }
    return slash && na && nb && na <= 2 && nb <= 2 && !more && set_either(f, YEAR_NONE, a, b)
               ? i + 3
               : i;
}

/* One token: 20200701, 23.04.2022, 2015.3, 4.22 is none. */
static size_t read_single(const struct reading *r, size_t i, struct date_form *f) {
    str s = token_str(r->doc->text, &r->tok[i]);
    unsigned n;
    int whole = whole_digits(r, i, &n);
    if (whole >= 0) {
        bool fine = n == 8 && whole / 10000 >= 1900 && whole / 10000 < 2100 && whole % 100 > 0 &&
                    set_civil(f, whole / 10000, whole / 100 % 100, whole % 100);
        return fine ? i + 1 : i;
    }
    int v[3] = {0, 0, 0};
    unsigned len[3] = {0, 0, 0};
    unsigned k = 0;
    for (size_t p = 0; p < s.len; p++) {
        if (s.ptr[p] == '.') {
            k++;
        } else if (s.ptr[p] >= '0' && s.ptr[p] <= '9') {
            if (k < 3 && ++len[k] <= 4) {
                v[k] = v[k] * 10 + (s.ptr[p] - '0');
            }
        } else {
            return i;
        }
        if (k > 2) {
            return i;
        }
    }
    bool fine = false;
    if (k == 2 && len[0] == 4 && len[1] <= 2 && len[2] <= 2) {
        fine = set_civil(f, v[0], v[1], v[2]);
    } else if (k == 2 && len[2] == 4 && len[0] <= 2 && len[1] <= 2 && len[1]) {
        fine = set_civil(f, v[2], v[1], v[0]) || set_civil(f, v[2], v[0], v[1]);
    }
    return fine && f->mday ? i + 1 : i;
}

/* [,] [of|in] year behind a day and month. */
static size_t read_year_behind(const struct reading *r, size_t i, bool ordinal_day,
                               struct date_form *f) {
    size_t k = i;
    k += reading_is_mark(r, k, ',');
    k += reading_class(r, k) == WORD_OF || (reading_class(r, k) == WORD_IN && ordinal_day);
    int16_t year;
    size_t end = civil_read_year(r, k, false, &year);
    if (end > k && !(reading_is_mark(r, end, ':') && reading_is_glued(r, end))) {
        f->year = year;
        return end;
    }
    return i;
}

/* A word in front of which "May" and "March" are months. */
static bool is_led(const struct reading *r, size_t i) {
    enum date_word cls = reading_class(r, i);
    return cls != WORD_NONE && cls != WORD_NOW && cls != WORD_A && cls != WORD_NUMBER &&
           cls != WORD_DIGITS && cls != WORD_WEEKDAY;
}

/* Month day [, year]; month [of|,] year; month alone. */
static size_t read_month_first(const struct reading *r, size_t i, struct date_form *f) {
    unsigned month;
    bool ordinal = false;
    size_t end = read_month(r, i, &month);
    f->base = BASE_CIVIL;
    f->month = (uint8_t)month;
    size_t k = end;
    k += reading_is_mark(r, k, ',') && (reading_class(r, k + 1) == WORD_DIGITS);
    k += reading_class(r, k) == WORD_THE;
    size_t behind = civil_read_day(r, k, &f->mday, &ordinal);
    int16_t year;
    bool year_words = read_year_words(r, k, &year) > k;
    if (behind > k && !year_words &&
        !(reading_is_mark(r, behind, ':') && reading_is_glued(r, behind))) {
        bool unit = reading_class(r, behind) == WORD_UNIT && !ordinal &&
                    reading_value(r, behind) != UNIT_SECOND;
        if (!unit && f->mday <= 31) {
            return read_year_behind(r, behind, true, f);
        }
    }
    f->mday = 0;
    behind = read_year_behind(r, end, true, f);
    if (behind > end) {
        return behind;
    }
    unsigned n;
    int two = reading_class(r, end) == WORD_OF ? whole_digits(r, end + 1, &n) : -1;
    if (two >= 0 && n == 2) {
        f->year = full_year(two, n);
        return end + 2;
    }
    if ((reading_value(r, i) & DOUBT) && !(i > 0 && is_led(r, i - 1))) {
        return i;
    }
    return (reading_value(r, i) & DOUBT) &&
                   (is_doubtful(r, i) || (r->tok[i].flags & TOKEN_LINE_START))
               ? i
               : end;
}

/* [the] day [of] month [,] [year]; year month. */
static size_t read_day_first(const struct reading *r, size_t i, struct date_form *f) {
    bool ordinal;
    unsigned month;
    int16_t year;
    size_t k = i + (reading_class(r, i) == WORD_THE);
    size_t end = civil_read_year(r, i, false, &year);
    size_t behind = end > i ? read_month(r, end, &month) : end;
    if (behind > end) {
        bool doubt = is_doubtful(r, end) || reading_class(r, behind) == WORD_DIGITS;
        return !doubt && set_civil(f, year, (int)month, 0) ? behind : i;
    }
    end = civil_read_day(r, k, &f->mday, &ordinal);
    if (end == k) {
        return i;
    }
    size_t m = end;
    if (reading_class(r, m) == WORD_UNIT && reading_value(r, m) == UNIT_DAY && ordinal) {
        m++;
    }
    m += reading_class(r, m) == WORD_OF || (reading_is_dash(r, m) && reading_is_glued(r, m));
    if (reading_class(r, m) != WORD_MONTH || (is_doubtful(r, m) && !ordinal)) {
        return i;
    }
    size_t m_end = read_month(r, m, &month);
    f->base = BASE_CIVIL;
    f->month = (uint8_t)month;
    return read_year_behind(r, m_end, true, f);
}

size_t civil_read(struct reading *r, size_t i, struct date_form *f) {
    struct date_form t = *f;
    size_t end = i;
    switch (reading_class(r, i)) {
    case WORD_DIGITS:
        end = read_joint(r, i, &t);
        end = end > i ? end : read_pair(r, i, &t);
        end = end > i ? end : read_single(r, i, &t);
        t = end > i ? t : *f;
        end = end > i ? end : read_day_first(r, i, &t);
        break;
    case WORD_MONTH:
        end = read_joint(r, i, &t);
        end = end > i ? end : read_pair(r, i, &t);
        t = end > i ? t : *f;
        end = end > i ? end : read_month_first(r, i, &t);
        break;
    case WORD_THE:
    case WORD_NUMBER:
    case WORD_ORDINAL:
    case WORD_UNIT:
        end = read_day_first(r, i, &t);
        break;
    default:
        return i;
    }
    if (end > i) {
        *f = t;
    }
    return end;
}
