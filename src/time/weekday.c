/* weekday.c - weekdays and what stands with them: "Friday, March 4", "Friday (Mar 4)", "Tuesday the
 * 11th", "Monday of next week". O(1): looks at most twelve tokens ahead. */
#include "time/form.h"

size_t weekday_read_name(const struct reading *r, size_t i, uint8_t *weekday) {
    if (reading_class(r, i) != WORD_WEEKDAY || (reading_value(r, i) & WORD_MANY) ||
        !reading_is_named(r, i)) {
        return i;
    }
    *weekday = (uint8_t)(reading_value(r, i) & 15);
    bool period = (reading_value(r, i) & WORD_SHORT) && reading_is_mark(r, i + 1, '.') &&
                  reading_is_glued(r, i + 1);
    return i + 1 + period;
}

size_t weekday_read_week(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    if (f->base != BASE_WEEKDAY) {
        return i;
    }
    k += reading_class(r, k) == WORD_OF;
    k += reading_class(r, k) == WORD_THE;
    int relation;
    size_t end = relation_read_word(r, k, &relation);
    if (end > k && reading_is_unit(r, end, UNIT_WEEK)) {
        f->base = BASE_WEEKDAY_OF;
        f->offset = relation;
        return end + 1;
    }
    return i;
}

size_t weekday_read_of_week(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_ON);
    uint8_t weekday;
    size_t end = weekday_read_name(r, k, &weekday);
    if (end > k) {
        f->base = BASE_WEEKDAY_OF;
        f->weekday = weekday;
        return end;
    }
    return i;
}

/* Whether what follows makes a number something else than a day: a unit, am, o'clock, a dash,
 * minutes. */
static bool counts_or_clocks(const struct reading *r, size_t i) {
    return reading_in(r, i, CLASS(WORD_UNIT) | CLASS(WORD_AMPM) | CLASS(WORD_OCLOCK)) ||
           reading_is_dash(r, i) || (reading_is_mark(r, i, ':') && reading_is_glued(r, i));
}

/* "Tuesday the 11th", "Fri 14th", "Sunday 31": a day of the month without its month. */
static size_t read_day_behind(const struct reading *r, size_t i, struct date_form *f) {
    bool ordinal;
    uint8_t mday;
    size_t the = i + (reading_class(r, i) == WORD_THE);
    size_t end = civil_read_day(r, the, &mday, &ordinal);
    if (end == the || counts_or_clocks(r, end)) {
        return i;
    }
    bool digits = reading_class(r, i) == WORD_DIGITS && mday > 12;
    if (!ordinal && !digits) {
        return i;
    }
    uint8_t weekday = f->weekday;
    *f = form_empty();
    f->base = the > i ? BASE_CIVIL : BASE_WEEKDAY; /* the 11th: of this month */
    f->mday = mday;
    f->weekday = weekday;
    return end;
}

size_t weekday_read_date(struct reading *r, size_t i, struct date_form *f) {
    bool bracket = reading_is_mark(r, i, '(');
    size_t k = i + (bracket || reading_is_mark(r, i, ','));
    struct date_form t = *f;
    t.base = BASE_NONE;
    size_t end = civil_read(r, k, &t);
    if (end > k && t.mday && (!bracket || reading_is_mark(r, end, ')'))) {
        t.weekday = f->weekday;
        *f = t;
        return end + bracket;
    }
    return read_day_behind(r, i, f);
}

size_t weekday_read(struct reading *r, size_t i, struct date_form *f) {
    size_t end = weekday_read_name(r, i, &f->weekday);
    if (end == i) {
        return i;
    }
    f->base = BASE_WEEKDAY;
    size_t more = weekday_read_date(r, end, f);
    return more > end ? more : weekday_read_week(r, end, f);
}
