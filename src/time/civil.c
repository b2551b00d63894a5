/* civil.c - dates of the calendar as they are spelt: March 4, 2022; 4 March 2022; the 4th of March;
 * Friday, March 4; Mar. 4; 4/3/2022 (read as in the United States where both readings exist),
 * 21/04/2016, 2022-03-04, 23.04.2022, 2019-aug-01, 20200701; months with a year (May 2022, 3/2015);
 * years in digits and words. A day that isn't in its month is no date where a year is known. O(1):
 * looks at most twelve tokens ahead. */
#include "time/form.h"

/* All digits of token i as a number; -1 when it has other characters. *n_digits = how many. */
static int whole_digits(const struct reading *r, size_t i, unsigned *n_digits) {
    *n_digits = 0;
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
    struct number low;
    if (reading_class(r, i) != WORD_NUMBER || reading_number(r, i, &num) == i || num.ordinal) {
        return i;
    }
    if (num.value >= 1500 && num.value < 2200 && num.tok_to > i + 1) {
        *year = (int16_t)num.value;
        return num.tok_to;
    }
    size_t k = num.tok_to;
    if (num.value < 17 || num.value > 21 || reading_class(r, k) != WORD_NUMBER ||
        reading_number(r, k, &low) == k) {
        return i;
    }
    if (low.ordinal || low.value < 10 || low.value > 99) {
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
    bool period = (reading_value(r, i) & WORD_SHORT) && reading_is_mark(r, i + 1, '.') &&
                  reading_is_glued(r, i + 1);
    return i + 1 + period;
}

static bool is_doubtful(const struct reading *r, size_t i) {
    return (reading_value(r, i) & WORD_DOUBT) && !(r->tok[i].flags & TOKEN_CAPITAL);
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

/* A part of a date with marks: a number, or the name of a month. */
struct part {
    int value;         /* -1 = neither */
    unsigned n_digits; /* 0 = a name */
};

static struct part part_at(const struct reading *r, size_t i) {
    struct part p = {.value = -1};
    if (reading_class(r, i) == WORD_MONTH) {
        p.value = (int)(reading_value(r, i) & 15);
    } else {
        p.value = whole_digits(r, i, &p.n_digits);
    }
    return p;
}

static bool is_year(struct part p) {
    return p.n_digits == 4 && p.value >= 1000 && p.value < 2200;
}

static bool is_short(struct part p) {
    return p.n_digits == 1 || p.n_digits == 2;
}

static bool is_name(struct part p) {
    return p.n_digits == 0;
}

/* Month and day in either order; a name is the month. */
static bool set_pair(struct date_form *f, int year, struct part a, struct part b) {
    if (is_name(a) && is_name(b)) {
        return false;
    }
    return is_name(a)   ? set_civil(f, year, a.value, b.value)
           : is_name(b) ? set_civil(f, year, b.value, a.value)
                        : set_either(f, year, a.value, b.value);
}

/* A year between or before month and day, or behind them; two digits behind them are one too. */
static bool set_three(struct date_form *f, const struct part *p) {
    if (is_year(p[0])) {
        return (is_name(p[1]) || is_short(p[1])) && is_short(p[2]) &&
               set_civil(f, p[0].value, p[1].value, p[2].value);
    }
    if (is_year(p[1])) {
        return (is_name(p[0]) || is_name(p[2])) && set_pair(f, p[1].value, p[0], p[2]);
    }
    bool year = is_year(p[2]) || p[2].n_digits == 2;
    return year && set_pair(f, full_year(p[2].value, p[2].n_digits), p[0], p[1]);
}

/* 2022-03-04, 3/4/2022, 21/04/16, 2019-aug-01, 23/Sep/2020, September-2020-23. */
static size_t read_joint(const struct reading *r, size_t i, struct date_form *f) {
    struct part p[3];
    if (!is_joint(r, i + 1) || !is_joint(r, i + 3) || r->tok[i + 1].mark != r->tok[i + 3].mark) {
        return i;
    }
    for (unsigned k = 0; k < 3; k++) {
        p[k] = part_at(r, i + 2 * k);
        bool glued = k == 0 || reading_is_glued(r, i + 2 * k);
        if (p[k].value < 0 || !glued || p[k].n_digits > 4) {
            return i;
        }
    }
    return set_three(f, p) ? i + 5 : i;
}

/* A third part would follow, or one went before: this is no pair. */
static bool is_longer(const struct reading *r, size_t i) {
    bool behind = is_joint(r, i + 3) && reading_is_glued(r, i + 3) && reading_is_glued(r, i + 4) &&
                  reading_class(r, i + 4) == WORD_DIGITS;
    return behind || (i > 0 && reading_is_glued(r, i) && is_joint(r, i - 1));
}

/* Year and month, or month and day. */
static bool set_two(struct date_form *f, struct part a, struct part b, bool slash) {
    bool a_fits = is_short(a) || is_name(a);
    bool b_fits = is_short(b) || is_name(b);
    if (is_year(a)) {
        return is_short(b) && a.value >= 1500 && set_civil(f, a.value, b.value, 0);
    }
    if (is_year(b)) {
        return a_fits && b.value >= 1500 && set_civil(f, b.value, a.value, 0);
    }
    bool written = slash || is_name(a) || is_name(b);
    return written && a_fits && b_fits && set_pair(f, YEAR_NONE, a, b);
}

/* Two parts joined by a mark: 2015-3, 3/2015, 4/22, Jan/3, 22/04, Dec-2018. */
static size_t read_pair(const struct reading *r, size_t i, struct date_form *f) {
    if (i + 2 >= r->n || !is_joint(r, i + 1) || !reading_is_glued(r, i + 1) ||
        !reading_is_glued(r, i + 2)) {
        return i;
    }
    struct part a = part_at(r, i);
    struct part b = part_at(r, i + 2);
    bool fine = a.value >= 0 && b.value >= 0 && (!is_longer(r, i) || is_year(b));
    return fine && set_two(f, a, b, reading_is_mark(r, i + 1, '/')) ? i + 3 : i;
}

/* The numbers between the periods of a token, three at most; how many there are, or 0 when it has
 * other characters. */
static unsigned cut_periods(str s, struct part *p) {
    unsigned n = 0;
    p[0] = p[1] = p[2] = (struct part){.value = 0};
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '.') {
            if (++n > 2) {
                return 0;
            }
            continue;
        }
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || ++p[n].n_digits > 4) {
            return 0;
        }
        p[n].value = p[n].value * 10 + (s.ptr[i] - '0');
    }
    return n + 1;
}

/* 20200701 */
static bool set_whole(struct date_form *f, int whole, unsigned n_digits) {
    int year = whole / 10000;
    bool near = n_digits == 8 && year >= 1900 && year < 2100;
    return near && whole % 100 > 0 && set_civil(f, year, whole / 100 % 100, whole % 100);
}

/* One token: 20200701, 23.04.2022, 2022.04.23. */
static size_t read_single(const struct reading *r, size_t i, struct date_form *f) {
    unsigned n;
    struct part p[3];
    int whole = whole_digits(r, i, &n);
    if (whole >= 0) {
        return set_whole(f, whole, n) ? i + 1 : i;
    }
    if (cut_periods(token_str(r->doc->text, &r->tok[i]), p) != 3 || !is_short(p[1])) {
        return i;
    }
    bool fine = false;
    if (is_year(p[0])) {
        fine = is_short(p[2]) && set_civil(f, p[0].value, p[1].value, p[2].value);
    } else if (is_year(p[2]) && is_short(p[0])) {
        fine = set_civil(f, p[2].value, p[1].value, p[0].value) ||
               set_civil(f, p[2].value, p[0].value, p[1].value);
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

/* The day behind a month, with its year: "4, 2022", "the 4th", "twenty nine". */
static size_t read_day_behind(const struct reading *r, size_t i, struct date_form *f) {
    bool ordinal = false;
    int16_t year;
    size_t k = i + (reading_is_mark(r, i, ',') && reading_class(r, i + 1) == WORD_DIGITS);
    k += reading_class(r, k) == WORD_THE;
    size_t end = civil_read_day(r, k, &f->mday, &ordinal);
    bool clock = reading_is_mark(r, end, ':') && reading_is_glued(r, end);
    bool counts = reading_class(r, end) == WORD_UNIT && !ordinal;
    if (end == k || clock || counts || read_year_words(r, k, &year) > k) {
        f->mday = 0;
        return i;
    }
    return read_year_behind(r, end, true, f);
}

/* Month day [, year]; month [of|,] year; month alone. */
static size_t read_month_first(const struct reading *r, size_t i, struct date_form *f) {
    unsigned month = 0;
    unsigned n;
    size_t end = read_month(r, i, &month);
    f->base = BASE_CIVIL;
    f->month = (uint8_t)month;
    size_t behind = read_day_behind(r, end, f);
    behind = behind > end ? behind : read_year_behind(r, end, true, f);
    if (behind > end) {
        return behind;
    }
    int two = reading_class(r, end) == WORD_OF ? whole_digits(r, end + 1, &n) : -1;
    if (two >= 0 && n == 2) { /* April of 87 */
        f->year = full_year(two, n);
        return end + 2;
    }
    bool doubt = reading_value(r, i) & WORD_DOUBT;
    bool led = i > 0 && is_led(r, i - 1) && (r->tok[i].flags & TOKEN_CAPITAL) &&
               !(r->tok[i].flags & TOKEN_LINE_START);
    return doubt && !led ? i : end;
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
