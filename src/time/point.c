/* point.c - one point or stretch of time: a day however it is named, with the time of day before or
 * behind it. Each reader handles one way of naming; point_read_day asks them by the class of the
 * first word, point_read adds the clock. O(1): every reader looks a bounded number of tokens ahead.
 */
#include "time/form.h"

enum { MANY = 32, SHORT = 64, DOUBT = 128 };

/* A word that is a name of time only with its capital: Sun, Sat, Wed, March, May. */
static bool is_named(const struct reading *r, size_t i) {
    return !(reading_value(r, i) & DOUBT) || (r->tok[i].flags & TOKEN_CAPITAL);
}

static size_t read_weekday(const struct reading *r, size_t i, uint8_t *weekday) {
    if (reading_class(r, i) != WORD_WEEKDAY || (reading_value(r, i) & MANY) || !is_named(r, i)) {
        return i;
    }
    *weekday = (uint8_t)(reading_value(r, i) & 15);
    bool period = (reading_value(r, i) & SHORT) && reading_is_mark(r, i + 1, '.') &&
                  reading_is_glued(r, i + 1);
    return i + 1 + period;
}

/* this, next, last: -1, 0, 1; the index behind it. */
static size_t read_relation(const struct reading *r, size_t i, int *relation) {
    switch (reading_class(r, i)) {
    case WORD_THIS:
        *relation = 0;
        return i + 1;
    case WORD_NEXT:
        *relation = 1;
        return i + 1;
    case WORD_LAST:
        *relation = -1;
        return i + 1;
    default:
        return i;
    }
}

/* [of] [this|next|last] week behind a weekday. */
static size_t read_week_behind(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    if (f->base != BASE_WEEKDAY) {
        return i;
    }
    k += reading_class(r, k) == WORD_OF;
    k += reading_class(r, k) == WORD_THE;
    int relation;
    size_t end = read_relation(r, k, &relation);
    if (end > k && reading_class(r, end) == WORD_UNIT && reading_value(r, end) == UNIT_WEEK) {
        f->base = BASE_WEEKDAY_OF;
        f->offset = relation;
        return end + 1;
    }
    return i;
}

/* The date that stands with a weekday: "Friday, March 4", "Friday (Mar 4)", "Friday 7/6", "tuesday
 * the eleventh". */
static size_t read_date_behind(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    bool bracket = reading_is_mark(r, k, '(');
    k += bracket || reading_is_mark(r, k, ',');
    struct date_form t = *f;
    t.base = BASE_NONE;
    size_t end = civil_read(r, k, &t);
    if (end > k && t.mday && (!bracket || reading_is_mark(r, end, ')'))) {
        t.weekday = f->weekday;
        *f = t;
        return end + bracket;
    }
    bool ordinal;
    bool the = reading_class(r, i) == WORD_THE;
    end = civil_read_day(r, i + the, &t.mday, &ordinal);
    bool unit = reading_class(r, end) == WORD_UNIT || (reading_class(r, end) == WORD_AMPM) ||
                reading_is_dash(r, end) ||
                (reading_is_mark(r, end, ':') && reading_is_glued(r, end)) ||
                reading_class(r, end) == WORD_OCLOCK;
    if (end > i + the && (ordinal || (r->cls[i] >> 24 == WORD_DIGITS && !unit && t.mday > 12)) &&
        !unit) {
        *f = form_empty();
        if (the) { /* the 4th: of this month */
            f->base = BASE_CIVIL;
            f->mday = t.mday;
            f->unit = UNIT_MONTH;
            f->nth = 1;
        } else {
            f->base = BASE_WEEKDAY;
            f->mday = t.mday;
        }
        f->weekday = t.weekday;
        return end;
    }
    return i;
}

static size_t read_by_weekday(const struct reading *r, size_t i, struct date_form *f) {
    size_t end = read_weekday(r, i, &f->weekday);
    if (end == i) {
        return i;
    }
    f->base = BASE_WEEKDAY;
    size_t more = read_date_behind(r, end, f);
    if (more > end) {
        return more;
    }
    return read_week_behind(r, end, f);
}

/* "next week Mon", "next week on Tuesday". */
static size_t read_weekday_of_week(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_ON);
    uint8_t weekday;
    size_t end = read_weekday(r, k, &weekday);
    if (end == k || reading_is_mark(r, end, '\'')) {
        return i;
    }
    f->base = BASE_WEEKDAY_OF;
    f->weekday = weekday;
    return end;
}

/* "week" and the like behind this, next, last; "3 days" and "3 next weeks" too. */
static size_t read_unit_behind(const struct reading *r, size_t i, int relation,
                               struct date_form *f) {
    size_t k = i;
    bool work = reading_class(r, k) == WORD_BUSINESS;
    if (reading_class(r, k) == WORD_FISCAL) {
        f->fiscal = (uint8_t)reading_value(r, k);
        k++;
        if (reading_class(r, k) != WORD_UNIT || reading_value(r, k) != UNIT_YEAR) {
            return i;
        }
    }
    if (!work && reading_class(r, k) == WORD_UNIT && !(reading_value(r, k) & (MANY | SHORT)) &&
        reading_value(r, k) != UNIT_SECOND) {
        f->base = BASE_UNIT;
        f->unit = (uint8_t)reading_value(r, k);
        f->offset = relation;
        if (f->unit < UNIT_DAY || (f->unit == UNIT_DAY && relation)) {
            f->base = f->unit < UNIT_DAY ? BASE_ROLLING : BASE_SHIFT;
            f->length.n[f->unit] = 1;
            f->nth = 1;
        }
        return f->unit == UNIT_WEEK ? read_weekday_of_week(r, k + 1, f) : k + 1;
    }
    if (relation == 0 || f->fiscal) {
        return i;
    }
    size_t end = period_read_length(r, i, 6, &f->length);
    if (end > i &&
        reading_class(r, end) == WORD_AGO) { /* for the last 3 months, and 2 days ago ... */
        f->length = (struct form_length){.vague = 0};
        end = period_read_length(r, i, 1, &f->length);
    }
    if (end == i || reading_class(r, end) == WORD_AGO) {
        return i;
    }
    f->base = BASE_ROLLING;
    f->offset = relation;
    return end;
}

static size_t read_by_relation(const struct reading *r, size_t i, struct date_form *f) {
    int relation = 0;
    bool recent = reading_class(r, i) == WORD_LAST && reading_value(r, i) == 1;
    size_t k = read_relation(r, i, &relation);
    if (k == i) {
        return i;
    }
    switch (reading_class(r, k)) {
    case WORD_WEEKDAY: {
        size_t end = read_weekday(r, k, &f->weekday);
        struct date_form t = *f;
        t.base = BASE_WEEKDAY;
        size_t more = end > k ? read_date_behind(r, end, &t) : end;
        if (more > end) {
            *f = t;
            return more;
        }
        f->base = BASE_WEEKDAY_OF;
        f->offset = recent ? 0 : relation;
        f->past = recent;
        return end > k ? end : i;
    }
    case WORD_MONTH:
        if (!is_named(r, k) || relation == 0) {
            struct date_form t = *f;
            size_t end = is_named(r, k) ? civil_read(r, k, &t) : k;
            *f = end > k ? t : *f;
            return end > k ? end : i;
        }
        f->base = BASE_CIVIL;
        f->month = (uint8_t)(reading_value(r, k) & 15);
        f->past = relation < 0;
        f->offset = relation;
        return k + 1;
    case WORD_SEASON:
        f->base = BASE_UNIT;
        f->unit = UNIT_SEASON;
        f->nth = (int16_t)(reading_value(r, k) & 3);
        f->offset = relation;
        return k + 1;
    case WORD_HOLIDAY:
        f->base = BASE_HOLIDAY;
        f->holiday = (uint8_t)reading_value(r, k);
        f->past = relation < 0;
        return k + 1;
    case WORD_DAYPART:
    case WORD_EARLY:
    case WORD_LATE: {
        size_t end = clock_read_daypart(r, k, f);
        f->base = BASE_SHIFT;
        f->offset = relation < 0 ? -1 : 1;
        f->length.n[UNIT_DAY] = relation != 0;
        return end > k ? end : i;
    }
    default: {
        size_t end = read_unit_behind(r, k, relation, f);
        return end > k ? end : i;
    }
    }
}

/* "5 upcoming years", "2 next days": the number first. */
static size_t read_number_relation(const struct reading *r, size_t i, struct date_form *f) {
    struct number num;
    int relation;
    enum date_word cls = reading_class(r, i);
    if ((cls != WORD_DIGITS && cls != WORD_NUMBER) ||
        !number_read_plain(&r->lex->number, r->doc->text, r->tok, i, r->n, &num) ||
        num.to != r->tok[num.tok_to - 1].to) {
        return i;
    }
    size_t k = num.tok_to;
    size_t unit = read_relation(r, k, &relation);
    if (unit == k || relation == 0 || reading_class(r, unit) != WORD_UNIT ||
        !(reading_value(r, unit) & MANY) || num.magnitude) {
        return i;
    }
    f->base = BASE_ROLLING;
    f->offset = relation;
    f->length.n[reading_value(r, unit) & 15] = num.value;
    return unit + 1;
}

/* "1990s", "the nineties", "'90s", "90 s". */
static size_t read_decade(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_is_mark(r, i, '\'') || reading_is_mark(r, i, 0x2019) ||
                    reading_is_mark(r, i, 0x2018));
    if (reading_class(r, k) == WORD_NINETIES) {
        f->year = (int16_t)reading_value(r, k);
        f->base = BASE_DECADE;
        return k + 1;
    }
    if (reading_class(r, k) != WORD_DIGITS) {
        return i;
    }
    str s = token_str(r->doc->text, &r->tok[k]);
    size_t used;
    bool separated;
    double value = number_digits(s, &used, &separated);
    bool tail = used + 1 == s.len && s.ptr[used] == 's';
    if (separated || !tail || (used != 2 && used != 4) || (int)value % 10 != 0 || value > 2100 ||
        (used == 4 && value < 1000)) {
        return i;
    }
    f->year = (int16_t)value;
    f->base = BASE_DECADE;
    return k + 1;
}

/* "15th century", "21st century". */
static size_t read_century(const struct reading *r, size_t i, struct date_form *f) {
    struct number num;
    enum date_word cls = reading_class(r, i);
    if ((cls != WORD_DIGITS && cls != WORD_ORDINAL && cls != WORD_NUMBER) ||
        !number_read_plain(&r->lex->number, r->doc->text, r->tok, i, r->n, &num) || !num.ordinal ||
        num.value < 1 || num.value > 30) {
        return i;
    }
    size_t k = num.tok_to;
    k += reading_is_dash(r, k);
    if (reading_class(r, k) != WORD_UNIT || (reading_value(r, k) & 31) != UNIT_CENTURY) {
        return i;
    }
    f->base = BASE_CENTURY;
    f->nth = (int16_t)num.value;
    return k + 1;
}

/* What "third week of", "end of" and "week of" may stand before: a civil date or month, a year,
 * this month, next year. */
static size_t read_inner(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    size_t end = civil_read(r, i, f);
    if (end > i) {
        return end;
    }
    if (reading_class(r, k) == WORD_UNIT && reading_value(r, k) == UNIT_YEAR) {
        end = civil_read_year(r, k + 1, false, &f->year);
        if (end > k + 1) {
            f->base = BASE_CIVIL;
            return end;
        }
    }
    end = civil_read_year(r, k, false, &f->year);
    if (end > k) {
        f->base = BASE_CIVIL;
        return end;
    }
    end = read_by_relation(r, k, f);
    if (end > k) {
        return end;
    }
    end = read_by_weekday(r, k, f);
    if (end > k) {
        return end;
    }
    if (reading_class(r, k) == WORD_UNIT && reading_value(r, k) >= UNIT_DAY &&
        !(reading_value(r, k) & MANY)) {
        f->base = BASE_UNIT;
        f->unit = (uint8_t)reading_value(r, k);
        f->offset = 0;
        return k + 1;
    }
    bool ordinal;
    end = civil_read_day(r, k, &f->mday, &ordinal);
    if (end > k && ordinal && k > i) {
        f->base = BASE_CIVIL;
        return end;
    }
    if (reading_class(r, k) == WORD_RELATIVE) {
        f->base = BASE_SHIFT;
        f->offset = (int)reading_value(r, k) - 8 < 0 ? -1 : 1;
        f->length.n[UNIT_DAY] = reading_value(r, k) != 8;
        return k + 1;
    }
    return i;
}

static size_t wrap(struct reading *r, struct date_form *f, const struct date_form *inner,
                   size_t end) {
    f->inner = form_copy(r->a, inner);
    if (!f->inner) {
        r->err = r->a->last;
    }
    return end;
}

/* "the third week of May", "the first two weeks of 2021", "last Monday of next month", "first
 * quarter of the year". */
static size_t read_nth(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    struct number num;
    f->base = BASE_NTH;
    if (reading_class(r, k) == WORD_LAST) {
        f->nth = -1;
        k++;
    } else if ((reading_class(r, k) == WORD_ORDINAL || reading_class(r, k) == WORD_DIGITS ||
                reading_class(r, k) == WORD_NUMBER ||
                (reading_class(r, k) == WORD_UNIT && reading_value(r, k) == UNIT_SECOND)) &&
               number_read_plain(&r->lex->number, r->doc->text, r->tok, k, r->n, &num) &&
               num.ordinal && num.value < 400) {
        f->nth = (int16_t)num.value;
        k = num.tok_to;
    } else {
        return i;
    }
    if ((reading_class(r, k) == WORD_NUMBER || reading_class(r, k) == WORD_DIGITS) &&
        number_read_plain(&r->lex->number, r->doc->text, r->tok, k, r->n, &num) && !num.ordinal &&
        num.value < 400) {
        f->count = (int16_t)num.value;
        k = num.tok_to;
    }
    size_t unit_end = read_weekday(r, k, &f->weekday);
    if (unit_end == k && reading_class(r, k) == WORD_UNIT && reading_value(r, k) != UNIT_SECOND) {
        f->unit = (uint8_t)(reading_value(r, k) & 15);
        unit_end = k + 1;
    }
    if (unit_end == k || (!f->weekday && f->unit < UNIT_DAY)) {
        return i;
    }
    k = unit_end;
    size_t clock = clock_read(r, k, false, f); /* first Monday 1pm of next month */
    k = clock;
    if (reading_class(r, k) != WORD_OF && reading_class(r, k) != WORD_IN) {
        return i;
    }
    struct date_form inner = form_empty();
    size_t end = read_inner(r, k + 1, &inner);
    if (end == k + 1) {
        return i;
    }
    bool open_year =
        inner.base == BASE_UNIT && inner.unit == UNIT_YEAR && reading_class(r, k + 1) == WORD_THE;
    f->year = open_year ? 1 : f->year;
    return wrap(r, f, &inner, end);
}

/* "week of March 4", "w/c Feb 4", "the week starting on February 4", "week 10 of 2027", "week 3".
 */
static size_t read_week_of(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    if (reading_class(r, k) != WORD_UNIT || reading_value(r, k) != UNIT_WEEK) {
        return i;
    }
    k++;
    struct date_form inner = form_empty();
    struct number num;
    if ((reading_class(r, k) == WORD_DIGITS || reading_class(r, k) == WORD_NUMBER) &&
        number_read_plain(&r->lex->number, r->doc->text, r->tok, k, r->n, &num) && !num.ordinal &&
        num.value >= 1 && num.value <= 53) {
        f->base = BASE_NTH;
        f->unit = UNIT_WEEK;
        f->nth = (int16_t)num.value;
        inner.base = BASE_UNIT;
        inner.unit = UNIT_YEAR;
        size_t end = num.tok_to;
        if (reading_class(r, end) == WORD_OF || reading_class(r, end) == WORD_IN) {
            struct date_form year = form_empty();
            size_t more = read_inner(r, end + 1, &year);
            if (more > end + 1) {
                return wrap(r, f, &year, more);
            }
        }
        return wrap(r, f, &inner, end);
    }
    if (reading_class(r, k) == WORD_STARTING || reading_class(r, k) == WORD_START) {
        k++;
        k += reading_class(r, k) == WORD_ON;
    } else if (reading_class(r, k) == WORD_OF) {
        k++;
    } else {
        return i;
    }
    size_t end = read_inner(r, k, &inner);
    if (end == k || !inner.mday) {
        return i;
    }
    f->base = BASE_WEEK_OF;
    return wrap(r, f, &inner, end);
}

/* "q1 of 2017", "2017 q3", "2017-q1". */
static size_t read_quarter(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    struct date_form inner = form_empty();
    inner.base = BASE_UNIT;
    inner.unit = UNIT_YEAR;
    int16_t year = YEAR_NONE;
    size_t end = civil_read_year(r, k, false, &year);
    k = end > k ? end + (reading_is_dash(r, end) && reading_is_glued(r, end)) : k;
    str s = k < r->n ? token_str(r->doc->text, &r->tok[k]) : STR("");
    if (s.len != 2 || (s.ptr[0] | 0x20) != 'q' || s.ptr[1] < '1' || s.ptr[1] > '4') {
        return i;
    }
    f->base = BASE_NTH;
    f->unit = UNIT_QUARTER;
    f->nth = (int16_t)(s.ptr[1] - '0');
    end = k + 1;
    if (year == YEAR_NONE) {
        size_t behind =
            end + (reading_class(r, end) == WORD_OF || reading_class(r, end) == WORD_IN);
        size_t more = civil_read_year(r, behind, false, &year);
        end = more > behind ? more : end;
    }
    if (year != YEAR_NONE) {
        inner.base = BASE_CIVIL;
        inner.year = year;
    }
    return wrap(r, f, &inner, end);
}

/* A holiday with its year: "Easter 2018", "father's day of 2015", "independence day of this year".
 */
static size_t read_holiday(struct reading *r, size_t i, struct date_form *f) {
    uint32_t value = 0;
    size_t n = phrases_match(&r->lex->phrase, &r->tok[i], r->n - i, &value);
    size_t end = i + n;
    if (n == 0 && reading_class(r, i) == WORD_HOLIDAY) {
        value = reading_value(r, i);
        end = i + 1;
    }
    if (end == i) {
        return i;
    }
    f->base = BASE_HOLIDAY;
    f->holiday = (uint8_t)value;
    size_t k = end + (reading_class(r, end) == WORD_OF || reading_is_mark(r, end, ','));
    size_t more = civil_read_year(r, k, false, &f->year);
    if (more > k) {
        return more;
    }
    int relation;
    size_t unit = read_relation(r, k, &relation);
    if (unit > k && reading_class(r, unit) == WORD_UNIT && reading_value(r, unit) == UNIT_YEAR) {
        f->past = relation < 0;
        return unit + 1;
    }
    return end;
}

static size_t read_season(const struct reading *r, size_t i, struct date_form *f) {
    if (reading_class(r, i) != WORD_SEASON) {
        return i;
    }
    f->base = BASE_SEASON;
    f->nth = (int16_t)(reading_value(r, i) & 3);
    size_t k = i + 1;
    k += reading_class(r, k) == WORD_OF;
    size_t end = civil_read_year(r, k, false, &f->year);
    if (end > k) {
        return end;
    }
    return reading_value(r, i) & DOUBT ? i : i + 1;
}

/* "fiscal year 2008", "the year 2020", "cy18". */
static size_t read_year_of(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    if (reading_class(r, k) == WORD_FISCAL) {
        f->fiscal = (uint8_t)reading_value(r, k);
        k++;
    }
    if (reading_class(r, k) != WORD_UNIT || reading_value(r, k) != UNIT_YEAR) {
        return i;
    }
    k++;
    k += reading_class(r, k) == WORD_OF && !f->fiscal;
    size_t end = civil_read_year(r, k, false, &f->year);
    f->base = BASE_CIVIL;
    return end > k ? end : i;
}

/* "the month", "the weekend", "same day": the unit of the reference. */
static size_t read_the_unit(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    bool same = reading_class(r, k) == WORD_THAT;
    if (!same && k == i) {
        return i;
    }
    k += same;
    bool unit = reading_class(r, k) == WORD_UNIT && !(reading_value(r, k) & (MANY | SHORT)) &&
                reading_value(r, k) >= UNIT_WEEKEND && reading_value(r, k) != UNIT_QUARTER &&
                reading_value(r, k) < UNIT_DECADE;
    bool day = same && reading_class(r, k) == WORD_UNIT && reading_value(r, k) == UNIT_DAY;
    if (!unit && !day) {
        return i;
    }
    f->base = BASE_UNIT;
    f->unit = (uint8_t)reading_value(r, k);
    f->narrative = same;
    return k + 1;
}

/* "the day before yesterday", "the day after tomorrow", "the day before", "the next day". */
static size_t read_the_day(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    if (reading_class(r, k) == WORD_UNIT && reading_value(r, k) == UNIT_DAY &&
        (reading_class(r, k + 1) == WORD_BEFORE || reading_class(r, k + 1) == WORD_AFTER)) {
        int sign = reading_class(r, k + 1) == WORD_BEFORE ? -1 : 1;
        f->base = BASE_SHIFT;
        f->offset = sign;
        f->length.n[UNIT_DAY] = 1;
        if (reading_class(r, k + 2) == WORD_RELATIVE && (int)reading_value(r, k + 2) - 8 == sign) {
            f->length.n[UNIT_DAY] = 2;
            return k + 3;
        }
        f->narrative = true;
        bool noun_behind = k + 2 < r->n && r->tok[k + 2].kind != TOKEN_PUNCT &&
                           reading_class(r, k + 2) != WORD_AND;
        return k > i && !noun_behind ? k + 2 : i;
    }
    return i;
}

/* "later this week", "earlier in the month", "earlier this year", "later today". */
static size_t read_rest(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    enum date_word cls = reading_class(r, k);
    if (cls == WORD_LATER || cls == WORD_EARLIER) {
        f->offset = cls == WORD_LATER ? 1 : -1;
        k++;
        if (reading_class(r, k) == WORD_RELATIVE) {
            f->base = BASE_SHIFT;
            f->length.n[UNIT_DAY] = reading_value(r, k) != 8;
            return k + 1;
        }
    } else {
        return i;
    }
    int relation = 0;
    size_t unit = k;
    if (reading_class(r, k) == WORD_IN && reading_class(r, k + 1) == WORD_THE) {
        unit = k + 2;
    } else {
        unit = read_relation(r, k, &relation);
        if (unit == k) {
            return i;
        }
    }
    if (reading_class(r, unit) == WORD_DAYPART && reading_value(r, unit) < MANY) {
        bool this_one = reading_class(r, k) == WORD_THIS;
        f->base = this_one ? BASE_SHIFT : BASE_NONE;
        f->daypart = (uint8_t)reading_value(r, unit);
        f->part = cls == WORD_LATER ? PART_END : PART_START;
        return unit + 1;
    }
    if (reading_class(r, unit) != WORD_UNIT || reading_value(r, unit) < UNIT_DAY ||
        reading_value(r, unit) >= MANY) {
        return i;
    }
    f->base = BASE_REST;
    f->unit = (uint8_t)reading_value(r, unit);
    f->nth = (int16_t)relation;
    return unit + 1;
}

/* "early March", "mid-November", "late last year", "the end of 2000", "beginning of next month". */
static size_t read_part(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    unsigned part;
    switch (reading_class(r, k)) {
    case WORD_EARLY:
    case WORD_START:
        part = PART_START;
        break;
    case WORD_MID:
        part = PART_MID;
        break;
    case WORD_LATE:
    case WORD_END:
        part = PART_END;
        break;
    default:
        return i;
    }
    bool of = reading_class(r, k) == WORD_START || reading_class(r, k) == WORD_END;
    bool end_of = reading_class(r, k) == WORD_END;
    k++;
    k += reading_is_dash(r, k);
    bool has_of = reading_class(r, k) == WORD_OF || reading_class(r, k) == WORD_IN;
    bool on = reading_class(r, k) == WORD_ON;
    k += has_of || on;
    size_t end = has_of || of || on ? read_inner(r, k, f) : read_inner(r, k, f);
    bool bare =
        end == k + 1 && f->base == BASE_UNIT && f->offset == 0 && reading_class(r, k) == WORD_UNIT;
    bool wants = f->base == BASE_WEEKDAY || f->base == BASE_WEEKDAY_OF || f->base == BASE_CIVIL ||
                 f->base == BASE_UNIT || f->base == BASE_SHIFT;
    if (end == k || !wants || (bare && !has_of && !end_of) || (of && !has_of && !end_of)) {
        return read_season(r, k, f) > k && !of ? (f->part = (uint8_t)part, read_season(r, k, f))
                                               : i;
    }
    bool one_day = f->base == BASE_WEEKDAY || f->base == BASE_WEEKDAY_OF || f->base == BASE_SHIFT ||
                   (f->base == BASE_UNIT && f->unit == UNIT_DAY);
    f->nth = end_of && one_day ? -2 : f->nth;
    f->part = (uint8_t)part;
    return end;
}

/* Yesterday, today, tomorrow, tonight, now, overnight. */
static size_t read_named(const struct reading *r, size_t i, struct date_form *f) {
    f->base = BASE_SHIFT;
    f->offset = 1;
    switch (reading_class(r, i)) {
    case WORD_RELATIVE:
        f->offset = (int)reading_value(r, i) - 8 < 0 ? -1 : 1;
        f->length.n[UNIT_DAY] = reading_value(r, i) != 8;
        return i + 1;
    case WORD_TONIGHT:
    case WORD_OVERNIGHT:
        f->daypart = DAYPART_NIGHT;
        return i + 1;
    case WORD_NOW:
        f->base = BASE_NOW;
        return i + 1;
    default:
        return i;
    }
}

typedef size_t read_one(struct reading *r, size_t i, struct date_form *f);

static size_t longest_of(struct reading *r, size_t i, struct date_form *f, read_one *const *reader,
                         size_t n) {
    size_t best = i;
    struct date_form start = *f;
    for (size_t k = 0; k < n; k++) {
        struct date_form t = start;
        size_t end = reader[k](r, i, &t);
        if (end > best) {
            best = end;
            *f = t;
        }
    }
    return best;
}

#define ADAPT(name, inner)                                                 \
    static size_t name(struct reading *r, size_t i, struct date_form *f) { \
        return inner(r, i, f);                                             \
    }
ADAPT(try_civil, civil_read)
ADAPT(try_decade, read_decade)
ADAPT(try_century, read_century)
ADAPT(try_number_relation, read_number_relation)
ADAPT(try_year_of, read_year_of)
ADAPT(try_the_unit, read_the_unit)
ADAPT(try_the_day, read_the_day)
ADAPT(try_rest, read_rest)
ADAPT(try_season, read_season)
ADAPT(try_relation, read_by_relation)
ADAPT(try_weekday, read_by_weekday)

/* "the following week", "the last three months", "the 1990s", "the summer of 2020": readers that
 * don't see the article. */
static size_t try_behind_the(struct reading *r, size_t i, struct date_form *f) {
    static read_one *const readers[] = {try_relation, try_decade, try_century, try_season,
                                        read_holiday, try_rest,   read_quarter};
    size_t end = longest_of(r, i + 1, f, readers, sizeof readers / sizeof readers[0]);
    return end > i + 1 ? end : i;
}

#define READ(...)                                                                \
    do {                                                                         \
        static read_one *const readers[] = {__VA_ARGS__};                        \
        return longest_of(r, i, f, readers, sizeof readers / sizeof readers[0]); \
    } while (0)

size_t point_read_day(struct reading *r, size_t i, struct date_form *f) {
    switch (reading_class(r, i)) {
    case WORD_THE:
        READ(try_civil, read_nth, read_week_of, try_year_of, try_the_unit, try_the_day, read_part,
             try_behind_the);
    case WORD_DIGITS:
        READ(try_civil, read_nth, try_decade, try_century, try_number_relation, read_quarter);
    case WORD_MONTH:
        READ(try_civil, read_holiday);
    case WORD_NUMBER:
    case WORD_ORDINAL:
        READ(try_civil, read_nth, try_century, try_number_relation, read_holiday);
    case WORD_UNIT:
        READ(try_civil, read_nth, read_week_of, try_year_of);
    case WORD_WEEKDAY:
        READ(try_weekday);
    case WORD_THIS:
    case WORD_NEXT:
    case WORD_LAST:
        READ(try_relation, read_nth);
    case WORD_RELATIVE:
    case WORD_TONIGHT:
    case WORD_OVERNIGHT:
    case WORD_NOW:
        return read_named(r, i, f);
    case WORD_EARLY:
    case WORD_MID:
    case WORD_LATE:
    case WORD_END:
    case WORD_START:
        READ(read_part, read_nth);
    case WORD_LATER:
    case WORD_EARLIER:
        return read_rest(r, i, f);
    case WORD_THAT:
        READ(try_the_unit);
    case WORD_SEASON:
        READ(try_season);
    case WORD_NINETIES:
        READ(try_decade);
    case WORD_FISCAL:
        READ(try_year_of);
    default: {
        bool may =
            i < r->n && (reading_class(r, i) == WORD_HOLIDAY || (r->tok[i].flags & TOKEN_CAPITAL) ||
                         reading_is_mark(r, i, '\'') || reading_is_mark(r, i, 0x2019) ||
                         reading_is_mark(r, i, 0x2018) || r->tok[i].kind == TOKEN_WORD);
        if (!may) {
            return i;
        }
        READ(read_holiday, try_decade, read_quarter);
    }
    }
}

/* "before 4pm", "no later than 6:00" behind a day. */
static size_t read_opening(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    bool no = k + 2 < r->n && r->tok[k].hash == token_hash(STR("no"));
    k += no;
    switch (reading_class(r, k)) {
    case WORD_BEFORE:
    case WORD_UNTIL:
        f->mod = DATE_BEFORE;
        return no ? i : k + 1;
    case WORD_AFTER:
        f->mod = DATE_AFTER;
        return no ? i : k + 1;
    case WORD_LATER:
        if (k + 1 < r->n && r->tok[k + 1].hash == token_hash(STR("than"))) {
            f->mod = no ? DATE_BEFORE : DATE_AFTER;
            return k + 2;
        }
        return i;
    default:
        return i;
    }
}

/* [,] [at|on|in the|@] time of day behind a day. */
static size_t read_clock_behind(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    k += reading_is_mark(r, k, ',');
    struct date_form t = *f;
    size_t end = clock_read_daypart(r, k, &t);
    if (end == k && (reading_class(r, k) == WORD_IN || reading_class(r, k) == WORD_DURING) &&
        reading_class(r, k + 1) == WORD_THE) {
        end = clock_read_daypart(r, k + 2, &t);
        end = end > k + 2 ? end : k;
    } else if (end == k && reading_class(r, k) == WORD_AT) {
        end = clock_read_daypart(r, k + 1, &t);
        end = end > k + 1 ? end : k;
    }
    if (end > k) {
        *f = t;
        i = end;
        k = end;
    }
    k += reading_is_mark(r, k, ',');
    bool loose = reading_class(r, k) == WORD_AT || reading_class(r, k) == WORD_ABOUT ||
                 reading_is_mark(r, k, '@');
    k += loose || reading_class(r, k) == WORD_BY || reading_class(r, k) == WORD_FOR ||
         (reading_is_dash(r, k) && reading_is_glued(r, k));
    k += loose && reading_class(r, k) == WORD_ABOUT;
    t = *f;
    t.hour = CLOCK_NONE;
    size_t opened = loose ? k : read_opening(r, k, &t);
    k = opened;
    loose = loose || (reading_class(r, k) == WORD_NUMBER &&
                      reading_class(r, k + 1) == WORD_NUMBER && t.mday);
    size_t clock = clock_read(r, k, loose, &t);
    bool fraction =
        clock > k && (reading_is_mark(r, clock, '%') || reading_class(r, clock) == WORD_UNIT);
    if (clock > k && !fraction) {
        clock_settle(&t, t.daypart);
        *f = t;
        bool yearless = f->base == BASE_CIVIL && f->year == YEAR_NONE && f->mday;
        return yearless ? civil_read_year(r, clock, false, &f->year) : clock;
    }
    return read_week_behind(r, i, f);
}

/* A day behind a time of day: "8pm today", "7:00 on next Sunday afternoon", "noon Friday". */
size_t point_read_day_behind(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    k += reading_is_mark(r, k, ',');
    k += reading_class(r, k) == WORD_ON || reading_class(r, k) == WORD_OF;
    struct date_form day = form_empty();
    size_t end = point_read_day(r, k, &day);
    bool fine = end > k && day.base != BASE_DECADE && day.base != BASE_CENTURY &&
                (day.base != BASE_CIVIL || day.mday) && day.base != BASE_ROLLING &&
                day.base != BASE_NOW && !(day.base == BASE_UNIT && day.unit >= UNIT_WEEK);
    if (!fine) {
        return i;
    }
    size_t part = clock_read_daypart(r, end, &day);
    day.hour = f->hour;
    day.minute = f->minute;
    day.second = f->second;
    day.half_day = f->half_day;
    day.daypart = day.daypart ? day.daypart : f->daypart;
    clock_settle(&day, day.daypart);
    *f = day;
    return part;
}

/* "in the morning", "early morning", "the night of March 4". */
static size_t read_daypart_first(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    if (reading_class(r, k) == WORD_IN || reading_class(r, k) == WORD_DURING) {
        k++;
        if (reading_class(r, k) != WORD_THE) {
            return i;
        }
    }
    bool the = reading_class(r, k) == WORD_THE;
    k += the;
    size_t end = clock_read_daypart(r, k, f);
    if (end == k) {
        return i;
    }
    struct date_form t = *f;
    bool loose = reading_class(r, end) == WORD_AT;
    size_t clock = clock_read(r, end + loose, loose, &t);
    if (clock > end + loose) {
        clock_settle(&t, f->daypart);
        *f = t;
        end = clock;
    }
    size_t more = point_read_day_behind(r, end, f);
    bool meal = f->daypart >= DAYPART_BREAKFAST && f->daypart <= DAYPART_DINNER;
    bool bare = !the && reading_class(r, i) == WORD_DAYPART &&
                (meal || f->daypart == DAYPART_NIGHT || f->daypart == DAYPART_MORNING ||
                 f->daypart == DAYPART_EVENING);
    return more == end && bare && f->hour < 0 ? i : more;
}

size_t point_read(struct reading *r, size_t i, struct date_form *f) {
    struct date_form day = *f;
    size_t end = point_read_day(r, i, &day);
    size_t best = i;
    if (end > i) {
        *f = day;
        best = end;
        bool takes = day.base != BASE_ROLLING && day.base != BASE_DECADE &&
                     day.base != BASE_CENTURY && day.base != BASE_NOW && day.base != BASE_REST &&
                     !(day.base == BASE_UNIT && day.unit >= UNIT_WEEK) &&
                     !(day.base == BASE_CIVIL && !day.mday);
        best = takes ? read_clock_behind(r, end, f) : end;
    }
    struct date_form t = form_empty();
    size_t clock = clock_read(r, i, false, &t);
    if (clock > i) {
        clock = point_read_day_behind(r, clock, &t);
    } else {
        t = form_empty();
        clock = read_daypart_first(r, i, &t);
    }
    if (clock > best) {
        *f = t;
        best = clock;
    }
    return best;
}
