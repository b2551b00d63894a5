/* set.c - times that come again: every day, each two weeks, every other Friday, Mondays, weekends,
 * daily, once a week, 3pm each day, the 19th of every month. O(1): looks at most ten tokens ahead.
 */
#include "time/form.h"

static size_t add_clock(const struct reading *r, size_t i, struct date_form *f) {
    bool at = reading_class(r, i) == WORD_AT;
    struct date_form t = *f;
    size_t end = clock_read(r, i + at, at, &t);
    if (end == i + at) {
        return i;
    }
    clock_settle(&t, t.daypart);
    t.daypart = 0;
    *f = t;
    return end;
}

/* The weekday or daypart that comes again. */
static size_t read_named(const struct reading *r, size_t i, struct date_form *f) {
    if (reading_class(r, i) == WORD_WEEKDAY) {
        f->base = BASE_WEEKDAY;
        f->weekday = (uint8_t)(reading_value(r, i) & 15);
        bool parts = reading_class(r, i + 1) == WORD_DAYPART; /* Tuesday afternoons */
        f->daypart = parts ? (uint8_t)(reading_value(r, i + 1) & 15) : 0;
        return add_clock(r, i + 1 + parts, f);
    }
    if (reading_class(r, i) == WORD_DAYPART) {
        f->daypart = (uint8_t)(reading_value(r, i) & 15);
        return add_clock(r, i + 1, f);
    }
    return i;
}

/* "two weeks", "4/15" behind every and each; "weekends" behind all. */
static size_t read_counted(struct reading *r, size_t i, bool all, bool other, struct date_form *f) {
    unsigned unit;
    double count = 1;
    bool vague;
    size_t number = all ? i : length_read_count(r, i, &count, &vague);
    size_t end = length_read_unit(r, number, &unit);
    if (end > number) {
        if (all && !(r->cls[end - 1] & WORD_MANY)) {
            return i;
        }
        f->daypart = unit == UNIT_NIGHT ? DAYPART_NIGHT : DAYPART_NONE;
        f->length.n[unit] = other ? 2 : count;
        return add_clock(r, end, f);
    }
    struct date_form day = form_empty();
    end = all ? i : civil_read(r, i, &day);
    if (end == i || !day.mday) {
        return i;
    }
    *f = day;
    f->year = YEAR_NONE;
    return add_clock(r, end, f);
}

/* every ..., each ..., all weekends, daily, everyday. */
static size_t read_often(struct reading *r, size_t i, struct date_form *f) {
    enum date_word cls = reading_class(r, i);
    if (cls == WORD_OFTEN) {
        f->length.n[reading_value(r, i) & 15] = reading_value(r, i) >> 8;
        return add_clock(r, i + 1, f);
    }
    bool all = cls == WORD_ALL;
    if (!all && cls != WORD_EVERY) {
        return i;
    }
    size_t k = i + 1;
    bool other = reading_class(r, k) == WORD_OTHER;
    k += other;
    size_t end = all ? k : read_named(r, k, f);
    end = end > k ? end : read_counted(r, k, all, other, f);
    return end > k ? end : i;
}

/* Plurals: Mondays, mornings, Tuesday afternoons, weekends. */
static size_t read_plural(const struct reading *r, size_t i, struct date_form *f) {
    bool many = reading_value(r, i) & WORD_MANY;
    bool parts = reading_class(r, i + 1) == WORD_DAYPART && (reading_value(r, i + 1) & WORD_MANY);
    switch (reading_class(r, i)) {
    case WORD_WEEKDAY:
        return many || parts ? read_named(r, i, f) : i;
    case WORD_DAYPART: {
        bool the = i > 0 && r->cls[i - 1] >> 24 == WORD_THE;
        f->daypart = (uint8_t)(reading_value(r, i) & 15);
        return many && !the ? i + 1 : i;
    }
    case WORD_UNIT:
        f->length.n[UNIT_WEEKEND] = 1;
        return many && reading_is_unit(r, i, UNIT_WEEKEND) ? i + 1 : i;
    default:
        return i;
    }
}

/* "once a week", "one a day". */
static size_t read_times(const struct reading *r, size_t i, struct date_form *f) {
    bool times = reading_class(r, i) == WORD_ONCE ||
                 (reading_class(r, i) == WORD_NUMBER && reading_value(r, i) <= 3);
    bool unit = reading_class(r, i + 1) == WORD_A && reading_class(r, i + 2) == WORD_UNIT;
    if (!times || !unit || reading_value(r, i + 2) < UNIT_DAY ||
        reading_value(r, i + 2) >= WORD_MANY) {
        return i;
    }
    f->length.n[reading_value(r, i + 2)] = 1;
    return i + 3;
}

/* "3pm each day": the clock first. */
static size_t read_clock_first(struct reading *r, size_t i, struct date_form *f) {
    struct date_form t = form_empty();
    size_t clock = clock_read(r, i, false, f);
    size_t set = clock > i ? read_often(r, clock, &t) : i;
    if (set <= clock || t.hour >= 0) {
        return i;
    }
    t.hour = f->hour;
    t.minute = f->minute;
    t.second = f->second;
    *f = t;
    return set;
}

/* "the 19th of every month". */
static size_t read_day_of(const struct reading *r, size_t i, struct date_form *f) {
    bool ordinal;
    size_t k = civil_read_day(r, i, &f->mday, &ordinal);
    bool month = reading_class(r, k) == WORD_OF && reading_class(r, k + 1) == WORD_EVERY &&
                 reading_is_unit(r, k + 2, UNIT_MONTH);
    if (k == i || !month) {
        f->mday = 0;
        return i;
    }
    f->base = BASE_CIVIL;
    return k + 3;
}

size_t set_read(struct reading *r, size_t i, struct date_form *f) {
    const struct date_form start = *f;
    size_t end = read_often(r, i, f);
    end = end > i ? end : (*f = start, read_plural(r, i, f));
    end = end > i ? end : (*f = start, read_times(r, i, f));
    end = end > i ? end : (*f = start, read_day_of(r, i, f));
    end = end > i ? end : (*f = start, read_clock_first(r, i, f));
    f->kind = FORM_SET;
    return end;
}
