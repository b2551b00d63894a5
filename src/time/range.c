/* range.c - two ends: from May 3 to 5; between 9.30 and 4.30pm; 2010-2015; 4 to 23 next month;
 * Friday from 7 to 9. An end may leave out what the other says (month, year, pm, day): it is filled
 * in here, so that resolving sees two whole forms. O(1): two points and a word between them. */
#include "time/form.h"

enum lead { LEAD_NONE, LEAD_FROM, LEAD_BETWEEN };

/* "to", "and", "-" between the ends; the index behind it. */
static size_t read_link(const struct reading *r, size_t i, enum lead lead) {
    switch (reading_class(r, i)) {
    case WORD_TO:
    case WORD_UNTIL:
    case WORD_THROUGH:
        return i + 1;
    case WORD_AND:
        return lead == LEAD_BETWEEN ? i + 1 : i;
    default:
        return reading_is_dash(r, i) ? i + 1 : i;
    }
}

static size_t make(struct reading *r, struct date_form *f, const struct date_form *from,
                   const struct date_form *to, size_t end) {
    *f = form_empty();
    f->kind = FORM_RANGE;
    f->from = form_copy(r->a, from);
    f->to = form_copy(r->a, to);
    if (!f->from || !f->to) {
        r->err = r->a->last;
    }
    return end;
}

/* Two days of one month, said once: "3 and 12 of Sept", "4-23 in next month", "November 19-20". */
static size_t read_days(struct reading *r, size_t i, enum lead lead, struct date_form *f) {
    struct date_form a = form_empty();
    struct date_form b = form_empty();
    bool ordinal;
    size_t k = i + (reading_class(r, i) == WORD_THE);
    size_t end = civil_read_day(r, k, &a.mday, &ordinal);
    if (end == k) {
        return i;
    }
    size_t link = read_link(r, end, lead);
    size_t behind = link > end ? civil_read(r, link, &b) : link;
    a.base = BASE_CIVIL;
    if (behind > link && b.mday && b.month &&
        (reading_class(r, link + 1) != WORD_NONE || !reading_is_mark(r, link + 1, '/'))) {
        a.month = b.month;
        a.year = b.year;
        return a.mday < b.mday ? make(r, f, &a, &b, behind) : i;
    }
    b = form_empty();
    behind = link > end
                 ? civil_read_day(r, link + (reading_class(r, link) == WORD_THE), &b.mday, &ordinal)
                 : link;
    if (behind <= link || a.mday >= b.mday) {
        return i;
    }
    size_t of = behind;
    of += reading_class(r, of) == WORD_OF || reading_class(r, of) == WORD_IN;
    bool related = reading_class(r, of) == WORD_THIS || reading_class(r, of) == WORD_NEXT ||
                   reading_class(r, of) == WORD_LAST;
    if (!related || reading_class(r, of + 1) != WORD_UNIT ||
        reading_value(r, of + 1) != UNIT_MONTH) {
        return i;
    }
    struct date_form month = form_empty();
    month.base = BASE_UNIT;
    month.unit = UNIT_MONTH;
    month.offset = reading_class(r, of) == WORD_NEXT   ? 1
                   : reading_class(r, of) == WORD_LAST ? -1
                                                       : 0;
    const struct date_form *inner = form_copy(r->a, &month);
    struct date_form *end_of[] = {&a, &b};
    for (size_t n = 0; n < 2; n++) {
        end_of[n]->base = BASE_NTH;
        end_of[n]->unit = UNIT_DAY;
        end_of[n]->nth = end_of[n]->mday;
        end_of[n]->mday = 0;
        end_of[n]->inner = inner;
    }
    if (!inner) {
        r->err = r->a->last;
        return i;
    }
    return make(r, f, &a, &b, of + 2);
}

static bool is_pm_missing(const struct date_form *a, const struct date_form *b) {
    return a->half_day && !b->half_day && b->hour >= 12 && a->hour < 12 &&
           a->hour + 12 < b->hour + (b->minute > 0) + 1;
}

static void copy_day(struct date_form *to, const struct date_form *day) {
    struct date_form t = *day;
    t.hour = to->hour;
    t.minute = to->minute;
    t.second = to->second;
    t.half_day = to->half_day;
    t.bare = to->bare;
    clock_settle(&t, t.daypart);
    *to = t;
}

/* Two times of day. Without from or between, one of them must be a time by itself. `anchored`: a
 * day stands before them. */
static size_t read_clocks(struct reading *r, size_t i, enum lead lead, bool anchored,
                          struct date_form *f) {
    struct date_form a = form_empty();
    struct date_form b = form_empty();
    size_t end = clock_read(r, i, true, &a);
    size_t tomorrow = end > i ? end : i;
    struct date_form left = a;
    if (end > i) {
        tomorrow = point_read_day_behind(r, end, &left);
    }
    size_t link = end > i ? read_link(r, tomorrow, lead) : i;
    if (end == i || link == tomorrow) {
        return i;
    }
    size_t behind = clock_read(r, link, true, &b);
    if (behind == link) {
        return i;
    }
    bool month_behind =
        reading_class(r, behind) == WORD_MONTH || reading_class(r, behind) == WORD_UNIT;
    bool more = reading_is_dash(r, behind) && reading_is_glued(r, behind);
    if (month_behind || more) {
        return i;
    }
    if (is_pm_missing(&a, &b) && (a.minute < 0 || b.hour >= 12)) {
        a.hour = (int8_t)(a.hour + 12);
        a.half_day = false;
    } else if (a.half_day && b.half_day && a.hour > b.hour && a.hour < 12 && b.hour < 12) {
        b.hour = (int8_t)(b.hour + 12);
    } else if (!a.half_day && b.half_day && b.hour < a.hour && b.hour < 12) {
        b.hour = (int8_t)(b.hour + 12);
    }
    struct date_form day = form_empty();
    if (tomorrow > end) {
        day = left;
        day.hour = CLOCK_NONE;
    } else {
        size_t on = point_read_day_behind(r, behind, &day);
        size_t part =
            on == behind && reading_class(r, behind) == WORD_IN ? point_read(r, behind, &day) : on;
        behind = on > behind                                               ? on
                 : (part > behind && day.daypart && day.base == BASE_NONE) ? part
                                                                           : behind;
    }
    bool dated = day.base != BASE_NONE;
    bool sure = lead != LEAD_NONE || anchored || dated || day.daypart || !a.half_day ||
                !b.half_day || a.minute >= 0 || b.minute >= 0;
    bool words = a.bare && b.bare;
    if (!sure || (words && !anchored && !dated && !day.daypart)) {
        return i;
    }
    if (dated || day.daypart) {
        copy_day(&a, &day);
        copy_day(&b, &day);
        a.daypart = b.daypart = 0;
    }
    return make(r, f, &a, &b, behind);
}

/* One end as a point of its own; years and months count. */
static size_t read_end(struct reading *r, size_t i, struct date_form *f) {
    size_t end = point_read(r, i, f);
    if (end > i) {
        return end;
    }
    end = civil_read_year(r, i, false, &f->year);
    if (end > i) {
        f->base = BASE_CIVIL;
        return end;
    }
    return i;
}

static bool same_kind(const struct date_form *a, const struct date_form *b) {
    bool clock = a->base == BASE_NONE && b->base == BASE_NONE;
    bool days = a->base != BASE_NONE && b->base != BASE_NONE;
    bool civil = a->base == BASE_CIVIL && b->base == BASE_CIVIL;
    bool rising = !civil || a->month || b->month || b->year > a->year;
    bool late = a->hour >= 0 || b->hour >= 0;
    return (clock || days || late) && rising && a->base != BASE_ROLLING && b->base != BASE_ROLLING;
}

static void fill_in(struct date_form *a, struct date_form *b) {
    if (a->base == BASE_CIVIL && b->base == BASE_CIVIL && a->year == YEAR_NONE && a->month) {
        bool wraps = b->month && (a->month > b->month ||
                                  (a->month == b->month && a->mday > b->mday && b->mday));
        a->year = b->year != YEAR_NONE ? (int16_t)(b->year - wraps) : YEAR_NONE;
    }
    if (b->base == BASE_NONE && a->base != BASE_NONE && b->hour >= 0) {
        copy_day(b, a);
        b->daypart = 0;
    } else if (a->base == BASE_NONE && b->base != BASE_NONE && a->hour >= 0 &&
               b->base != BASE_NOW) {
        copy_day(a, b);
    } else if (a->base == BASE_NONE && b->base == BASE_NOW && a->hour >= 0) {
        struct date_form today = form_empty();
        today.base = BASE_SHIFT;
        copy_day(a, &today);
    }
}

static size_t read_points(struct reading *r, size_t i, enum lead lead, struct date_form *f) {
    struct date_form a = form_empty();
    struct date_form b = form_empty();
    size_t end = read_end(r, i, &a);
    size_t link = end > i ? read_link(r, end, lead) : i;
    if (end == i || link == end) {
        return i;
    }
    bool dash = reading_is_dash(r, end);
    size_t behind = read_end(r, link, &b);
    bool ordinal;
    if (a.mday && a.month && (behind == link || (b.base == BASE_NONE && b.hour >= 0 && !dash))) {
        struct date_form t = form_empty();
        size_t k = link + (reading_class(r, link) == WORD_THE);
        size_t day = civil_read_day(r, k, &t.mday, &ordinal);
        if (day > k && day >= behind) { /* May 3-5 */
            t.base = BASE_CIVIL;
            t.month = a.month;
            t.year = a.year;
            if (t.mday < a.mday) {
                t.month = (uint8_t)(a.month % 12 + 1);
            }
            size_t comma = day + reading_is_mark(r, day, ',');
            size_t year = civil_read_year(r, comma, false, &t.year);
            a.year = year > comma ? t.year : a.year;
            return make(r, f, &a, &t, year > comma ? year : day);
        }
    }
    if (behind == link || !same_kind(&a, &b) || (dash && a.base == BASE_SHIFT)) {
        return i;
    }
    if (lead == LEAD_NONE &&
        (a.base == BASE_NOW ||
         (a.base == BASE_WEEKDAY && b.base == BASE_CIVIL && !dash && b.mday == 0))) {
        return i;
    }
    if (is_pm_missing(&a, &b)) {
        a.hour = (int8_t)(a.hour + 12);
    }
    fill_in(&a, &b);
    return make(r, f, &a, &b, behind);
}

static size_t read_two(struct reading *r, size_t i, enum lead lead, bool anchored,
                       struct date_form *f) {
    struct date_form t[3];
    size_t end[3];
    end[0] = read_points(r, i, lead, &t[0]);
    end[1] = read_days(r, i, lead, &t[1]);
    end[2] = read_clocks(r, i, lead, anchored, &t[2]);
    size_t best = i;
    for (size_t k = 0; k < 3; k++) {
        if (end[k] > best) {
            best = end[k];
            *f = t[k];
        }
    }
    return best;
}

static size_t read_lead(const struct reading *r, size_t i, enum lead *lead) {
    *lead = reading_class(r, i) == WORD_FROM      ? LEAD_FROM
            : reading_class(r, i) == WORD_BETWEEN ? LEAD_BETWEEN
                                                  : LEAD_NONE;
    return i + (*lead != LEAD_NONE);
}

/* A day, then two times of it: "Monday 11-4", "6/4 between 9.30-4.30pm", "this evening from 7 to
 * 7:30". */
static size_t read_day_and_clocks(struct reading *r, size_t i, struct date_form *f) {
    struct date_form day = form_empty();
    enum lead lead;
    size_t end = point_read_day(r, i, &day);
    if (end == i || day.base == BASE_ROLLING || (day.base == BASE_CIVIL && !day.mday) ||
        (day.base == BASE_UNIT && day.unit >= UNIT_WEEK)) {
        return i;
    }
    size_t part = clock_read_daypart(r, end, &day);
    end = part;
    size_t k = end + reading_is_mark(r, end, ',');
    k = read_lead(r, k, &lead);
    struct date_form two;
    size_t behind = read_clocks(r, k, lead, true, &two);
    if (behind == k || two.from->base != BASE_NONE) {
        return i;
    }
    struct date_form a = *two.from;
    struct date_form b = *two.to;
    copy_day(&a, &day);
    copy_day(&b, &day);
    a.daypart = b.daypart = 0;
    return make(r, f, &a, &b, behind);
}

size_t range_read(struct reading *r, size_t i, struct date_form *f) {
    enum lead lead;
    size_t k = read_lead(r, i, &lead);
    struct date_form t;
    size_t end = read_two(r, k, lead, false, f);
    size_t other = k == i ? read_day_and_clocks(r, i, &t) : i;
    if (other > end) {
        *f = t;
        return other;
    }
    return end > k ? end : i;
}
