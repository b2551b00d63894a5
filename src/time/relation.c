/* relation.c - time told by its distance from now, "the following year" and "the next day" by their
 * distance from the date told before them: this, next and last with a unit, weekday, month, season
 * or daypart; the last three months; later this week; the day before yesterday; the same month.
 * O(1): looks at most twelve tokens ahead. */
#include "time/form.h"

size_t relation_read_word(const struct reading *r, size_t i, int *relation) {
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

/* The length behind last and next: "3 months", but not the "2 days" of "for the last 3 months and 2
 * days ago". */
static size_t read_rolling(const struct reading *r, size_t i, int relation, struct date_form *f) {
    size_t end = length_read(r, i, 6, &f->length);
    if (end > i && reading_class(r, end) == WORD_AGO) {
        f->length = (struct form_length){.vague = 0};
        end = length_read(r, i, 1, &f->length);
    }
    if (end == i || reading_class(r, end) == WORD_AGO) {
        return i;
    }
    f->base = BASE_ROLLING;
    f->offset = relation;
    return end;
}

/* "week" and the like behind this, next, last, with "fiscal" before it. */
static size_t read_unit(const struct reading *r, size_t i, int relation, struct date_form *f) {
    size_t k = i;
    if (reading_class(r, k) == WORD_FISCAL) {
        f->fiscal = (uint8_t)reading_value(r, k);
        k++;
        if (!reading_is_unit(r, k, UNIT_YEAR)) {
            return i;
        }
    }
    bool single =
        reading_class(r, k) == WORD_UNIT && !(reading_value(r, k) & (WORD_MANY | WORD_SHORT));
    if (!single || reading_is_unit(r, k, UNIT_SECOND)) {
        return relation && !f->fiscal ? read_rolling(r, i, relation, f) : i;
    }
    f->base = BASE_UNIT;
    f->unit = (uint8_t)reading_value(r, k);
    f->offset = relation;
    if (f->unit < UNIT_DAY || (f->unit == UNIT_DAY && relation)) {
        f->base = f->unit < UNIT_DAY ? BASE_ROLLING : BASE_SHIFT;
        f->length.n[f->unit] = 1;
        f->nth = 1;
    }
    return f->unit == UNIT_WEEK ? weekday_read_of_week(r, k + 1, f) : k + 1;
}

/* "next Friday": of next week, whatever the tense; "this Friday 5/12" is that date; "past Friday"
 * the latest. */
static size_t read_weekday(struct reading *r, size_t i, int relation, bool latest,
                           struct date_form *f) {
    size_t end = weekday_read_name(r, i, &f->weekday);
    if (end == i) {
        return i;
    }
    struct date_form t = *f;
    t.base = BASE_WEEKDAY;
    size_t more = weekday_read_date(r, end, &t);
    if (more > end) {
        *f = t;
        return more;
    }
    f->base = BASE_WEEKDAY_OF;
    f->offset = latest ? 0 : relation;
    f->past = latest;
    return end;
}

static size_t read_month(struct reading *r, size_t i, int relation, struct date_form *f) {
    if (!reading_is_named(r, i)) {
        return i;
    }
    if (relation == 0) {
        return civil_read(r, i, f);
    }
    f->base = BASE_CIVIL;
    f->month = (uint8_t)(reading_value(r, i) & 15);
    f->past = relation < 0;
    f->offset = relation;
    return i + 1;
}

size_t relation_read(struct reading *r, size_t i, struct date_form *f) {
    int relation = 0;
    bool latest = reading_class(r, i) == WORD_LAST && reading_value(r, i) == 1; /* past, not last */
    bool following = reading_class(r, i) == WORD_NEXT && reading_value(r, i) == 1;
    size_t k = relation_read_word(r, i, &relation);
    size_t end = k;
    if (k == i) {
        return i;
    }
    f->narrative = following || (relation == 1 && reading_is_unit(r, k, UNIT_DAY));
    switch (reading_class(r, k)) {
    case WORD_WEEKDAY:
        end = read_weekday(r, k, relation, latest, f);
        break;
    case WORD_MONTH:
        end = read_month(r, k, relation, f);
        break;
    case WORD_SEASON:
        f->base = BASE_UNIT;
        f->unit = UNIT_SEASON;
        f->nth = (int16_t)(reading_value(r, k) & 3);
        f->offset = relation;
        end = k + 1;
        break;
    case WORD_HOLIDAY:
        f->base = BASE_HOLIDAY;
        f->holiday = (uint8_t)reading_value(r, k);
        f->past = relation < 0;
        end = k + 1;
        break;
    case WORD_DAYPART:
    case WORD_EARLY:
    case WORD_LATE:
        end = clock_read_daypart(r, k, f);
        f->base = BASE_SHIFT;
        f->offset = relation < 0 ? -1 : 1;
        f->length.n[UNIT_DAY] = relation != 0;
        break;
    default:
        end = read_unit(r, k, relation, f);
    }
    return end > k ? end : i;
}

size_t relation_read_number(struct reading *r, size_t i, struct date_form *f) {
    struct number num;
    int relation;
    size_t k = reading_number(r, i, &num);
    if (k == i || num.ordinal || num.magnitude) {
        return i;
    }
    size_t unit = relation_read_word(r, k, &relation);
    bool many = reading_class(r, unit) == WORD_UNIT && (reading_value(r, unit) & WORD_MANY);
    if (unit == k || relation == 0 || !many) {
        return i;
    }
    f->base = BASE_ROLLING;
    f->offset = relation;
    f->length.n[reading_value(r, unit) & 15] = num.value;
    return unit + 1;
}

size_t relation_read_unit(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    bool same = reading_class(r, k) == WORD_THAT;
    k += same;
    if (k == i || reading_class(r, k) != WORD_UNIT) {
        return i;
    }
    unsigned unit = reading_value(r, k);
    bool known = unit == UNIT_WEEKEND || unit == UNIT_WEEK || unit == UNIT_FORTNIGHT ||
                 unit == UNIT_MONTH || unit == UNIT_YEAR;
    if (!known && !(same && unit == UNIT_DAY)) {
        return i;
    }
    f->base = BASE_UNIT;
    f->unit = (uint8_t)unit;
    f->narrative = same;
    return k + 1;
}

size_t relation_read_day(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    if (!reading_is_unit(r, k, UNIT_DAY) ||
        !reading_in(r, k + 1, CLASS(WORD_BEFORE) | CLASS(WORD_AFTER))) {
        return i;
    }
    int sign = reading_class(r, k + 1) == WORD_BEFORE ? -1 : 1;
    f->base = BASE_SHIFT;
    f->offset = sign;
    f->length.n[UNIT_DAY] = 1;
    if (reading_class(r, k + 2) == WORD_RELATIVE && (int)reading_value(r, k + 2) - 8 == sign) {
        f->length.n[UNIT_DAY] = 2;
        return k + 3;
    }
    f->narrative = true;
    bool noun_behind =
        k + 2 < r->n && r->tok[k + 2].kind != TOKEN_PUNCT && reading_class(r, k + 2) != WORD_AND;
    return k > i && !noun_behind ? k + 2 : i;
}

/* The unit behind later and earlier: "this week", "in the month", "this morning". */
static size_t read_rest_of(const struct reading *r, size_t i, struct date_form *f) {
    int relation = 0;
    bool in_the = reading_class(r, i) == WORD_IN && reading_class(r, i + 1) == WORD_THE;
    size_t unit = in_the ? i + 2 : relation_read_word(r, i, &relation);
    if (unit == i) {
        return i;
    }
    if (reading_class(r, unit) == WORD_DAYPART && reading_value(r, unit) < WORD_MANY) {
        f->base = in_the ? BASE_NONE : BASE_SHIFT;
        f->daypart = (uint8_t)reading_value(r, unit);
        f->part = f->offset > 0 ? PART_END : PART_START;
        return unit + 1;
    }
    bool single = reading_class(r, unit) == WORD_UNIT && reading_value(r, unit) < WORD_MANY;
    if (!single || reading_value(r, unit) < UNIT_DAY) {
        return i;
    }
    f->base = BASE_REST;
    f->unit = (uint8_t)reading_value(r, unit);
    f->nth = (int16_t)relation;
    return unit + 1;
}

size_t relation_read_rest(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    enum date_word cls = reading_class(r, k);
    if (cls != WORD_LATER && cls != WORD_EARLIER) {
        return i;
    }
    f->offset = cls == WORD_LATER ? 1 : -1;
    k++;
    if (reading_class(r, k) == WORD_RELATIVE) {
        f->base = BASE_SHIFT;
        f->length.n[UNIT_DAY] = reading_value(r, k) != 8;
        return k + 1;
    }
    size_t end = read_rest_of(r, k, f);
    return end > k ? end : i;
}
