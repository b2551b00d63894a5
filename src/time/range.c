/* range.c - two ends: from May 3 to 5; between 9.30 and 4.30pm; 2010-2015; 4 to 23 next month;
 * Friday from 7 to 9. An end may leave out what the other says (month, year, pm, day): it is filled
 * in here, so that resolving sees two whole forms. O(1): two points and a word between them. */
#include "time/form.h"

enum lead { LEAD_NONE, LEAD_FROM, LEAD_BETWEEN };

/* "to", "and", "-" between the ends; the index behind it. */
static size_t read_link(const struct reading *r, size_t i, enum lead lead) {
    uint64_t links = CLASS(WORD_TO) | CLASS(WORD_UNTIL) | CLASS(WORD_THROUGH) |
                     (lead == LEAD_BETWEEN ? CLASS(WORD_AND) : 0);
    return reading_in(r, i, links) || reading_is_dash(r, i) ? i + 1 : i;
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

/* ---- two days of one month ---- */

/* "[in|of] next month" behind two days; *offset = which month. */
static size_t read_month_behind(const struct reading *r, size_t i, int *offset) {
    size_t k = i + reading_in(r, i, CLASS(WORD_OF) | CLASS(WORD_IN));
    size_t end = relation_read_word(r, k, offset);
    return end > k && reading_is_unit(r, end, UNIT_MONTH) ? end + 1 : i;
}

/* "4 to 23 next month": both days are the nth of that month. */
static size_t make_days(struct reading *r, struct date_form *f, unsigned from, unsigned to,
                        int offset, size_t end) {
    struct date_form month = form_empty();
    month.base = BASE_UNIT;
    month.unit = UNIT_MONTH;
    month.offset = offset;
    struct date_form a = form_empty();
    a.base = BASE_NTH;
    a.unit = UNIT_DAY;
    a.inner = form_copy(r->a, &month);
    struct date_form b = a;
    a.nth = (int16_t)from;
    b.nth = (int16_t)to;
    r->err = a.inner ? r->err : r->a->last;
    return make(r, f, &a, &b, end);
}

/* "3 and 12 of Sept", "4-22 January, 1995", "4-23 in next month". */
static size_t read_days(struct reading *r, size_t i, enum lead lead, struct date_form *f) {
    struct date_form a = form_empty();
    struct date_form b = form_empty();
    bool ordinal;
    int offset;
    size_t k = i + (reading_class(r, i) == WORD_THE);
    size_t end = civil_read_day(r, k, &a.mday, &ordinal);
    size_t link = end > k ? read_link(r, end, lead) : end;
    if (end == k || link == end) {
        return i;
    }
    size_t behind = civil_read(r, link, &b);
    if (behind > link && b.mday && b.month) {
        a.base = BASE_CIVIL;
        a.month = b.month;
        a.year = b.year;
        return a.mday < b.mday ? make(r, f, &a, &b, behind) : i;
    }
    behind = civil_read_day(r, link + (reading_class(r, link) == WORD_THE), &b.mday, &ordinal);
    if (behind <= link || a.mday >= b.mday) {
        return i;
    }
    size_t month = read_month_behind(r, behind, &offset);
    return month > behind ? make_days(r, f, a.mday, b.mday, offset, month) : i;
}

/* ---- two times of day ---- */

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

/* "5 to 6pm": the first hour is of the same half of the day as the second. */
static bool is_pm_missing(const struct date_form *a, const struct date_form *b) {
    bool sides = a->half_day && !b->half_day && a->hour < 12 && b->hour >= 12;
    return sides && a->hour + 12 < b->hour + (b->minute > 0) + 1;
}

static void settle_halves(struct date_form *a, struct date_form *b) {
    if (is_pm_missing(a, b)) {
        a->hour = (int8_t)(a->hour + 12);
        a->half_day = false;
    } else if (b->half_day && b->hour < a->hour && b->hour < 12 && (!a->half_day || a->hour < 12)) {
        b->hour = (int8_t)(b->hour + 12);
    }
}

/* The day or daypart behind two times: "tomorrow", "on Tuesday", "in the morning". */
static size_t read_day_of_both(struct reading *r, size_t i, struct date_form *day) {
    size_t end = point_read_day_behind(r, i, day);
    if (end > i || reading_class(r, i) != WORD_IN) {
        return end;
    }
    struct date_form part = form_empty();
    end = point_read(r, i, &part);
    if (end > i && part.daypart && part.base == BASE_NONE) {
        *day = part;
        return end;
    }
    return i;
}

/* Both clocks of "9.30-4.30pm", "2:00 tomorrow and 4:00"; *day takes the day between them. */
static size_t read_both(struct reading *r, size_t i, enum lead lead, struct date_form *a,
                        struct date_form *b, struct date_form *day) {
    size_t end = clock_read(r, i, true, a);
    if (end == i) {
        return i;
    }
    struct date_form left = *a;
    size_t dated = point_read_day_behind(r, end, &left);
    size_t link = read_link(r, dated, lead);
    size_t behind = link > dated ? clock_read(r, link, true, b) : link;
    if (link == dated || behind == link) {
        return i;
    }
    bool more = reading_is_dash(r, behind) && reading_is_glued(r, behind);
    if (more || reading_in(r, behind, CLASS(WORD_MONTH) | CLASS(WORD_UNIT))) {
        return i;
    }
    settle_halves(a, b);
    if (dated == end) {
        return read_day_of_both(r, behind, day);
    }
    *day = left;
    day->hour = CLOCK_NONE;
    return behind;
}

/* Whether something but their place says that these are times. */
static bool is_marked(const struct date_form *a, const struct date_form *b, enum lead lead) {
    return lead != LEAD_NONE || !a->half_day || !b->half_day || a->minute >= 0 || b->minute >= 0;
}

/* Two times of day. `anchored`: a day stands before them, so that bare hours are meant. */
static size_t read_clocks(struct reading *r, size_t i, enum lead lead, bool anchored,
                          struct date_form *f) {
    struct date_form a = form_empty();
    struct date_form b = form_empty();
    struct date_form day = form_empty();
    size_t end = read_both(r, i, lead, &a, &b, &day);
    if (end == i) {
        return i;
    }
    bool placed = day.base != BASE_NONE || day.daypart;
    bool bare = a.bare && b.bare;
    if (!placed && !anchored && (bare || !is_marked(&a, &b, lead))) {
        return i;
    }
    if (placed) {
        copy_day(&a, &day);
        copy_day(&b, &day);
        a.daypart = b.daypart = DAYPART_NONE;
    }
    return make(r, f, &a, &b, end);
}

/* ---- two points ---- */

/* One end as a point of its own; years count. */
static size_t read_end(struct reading *r, size_t i, struct date_form *f) {
    size_t end = point_read(r, i, f);
    if (end > i) {
        return end;
    }
    end = civil_read_year(r, i, false, &f->year);
    f->base = end > i ? BASE_CIVIL : BASE_NONE;
    return end;
}

/* Whether two points may be the ends of one range. */
static bool same_kind(const struct date_form *a, const struct date_form *b) {
    bool rolls = a->base == BASE_ROLLING || b->base == BASE_ROLLING;
    bool clock = a->hour >= 0 || b->hour >= 0;
    bool days = (a->base == BASE_NONE) == (b->base == BASE_NONE);
    bool years = a->base == BASE_CIVIL && b->base == BASE_CIVIL && !a->month && !b->month;
    return !rolls && (days || clock) && !(years && b->year <= a->year);
}

/* The year of the second end holds for the first: "May to Oct 2020", "Nov-Feb 5th, 2017". */
static void fill_year(struct date_form *a, const struct date_form *b) {
    bool civil = a->base == BASE_CIVIL && b->base == BASE_CIVIL && a->year == YEAR_NONE && a->month;
    if (civil && b->year != YEAR_NONE) {
        bool same_month = a->month == b->month && b->mday && a->mday > b->mday;
        bool wraps = b->month && (a->month > b->month || same_month);
        a->year = (int16_t)(b->year - wraps);
    }
}

/* The day of one end holds for a time of day at the other. */
static void fill_day(struct date_form *a, struct date_form *b) {
    struct date_form today = form_empty();
    today.base = BASE_SHIFT;
    if (b->base == BASE_NONE && a->base != BASE_NONE && b->hour >= 0) {
        copy_day(b, a);
        b->daypart = DAYPART_NONE;
    } else if (a->base == BASE_NONE && b->base != BASE_NONE && a->hour >= 0) {
        copy_day(a, &today); /* from 2pm till tomorrow 4pm; between eight and now */
    }
}

/* "May 3-5, 2022", "april ninth through seventeenth": the second end is a day alone. */
static size_t read_day_end(struct reading *r, size_t i, struct date_form *a, struct date_form *f) {
    struct date_form b = form_empty();
    bool ordinal;
    size_t k = i + (reading_class(r, i) == WORD_THE);
    size_t end = a->mday && a->month ? civil_read_day(r, k, &b.mday, &ordinal) : k;
    if (end == k) {
        return i;
    }
    b.base = BASE_CIVIL;
    b.month = b.mday < a->mday ? (uint8_t)(a->month % 12 + 1) : a->month;
    b.year = a->year;
    size_t comma = end + reading_is_mark(r, end, ',');
    size_t year = civil_read_year(r, comma, false, &b.year);
    a->year = year > comma ? b.year : a->year;
    return make(r, f, a, &b, year > comma ? year : end);
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
    bool clock_alone = b.base == BASE_NONE && !dash;
    size_t day = behind == link || clock_alone ? read_day_end(r, link, &a, f) : link;
    if (day > link && day >= behind) {
        return day;
    }
    bool loose = (dash && a.base == BASE_SHIFT) || (lead == LEAD_NONE && a.base == BASE_NOW);
    if (behind == link || loose || !same_kind(&a, &b)) {
        return i;
    }
    settle_halves(&a, &b);
    fill_year(&a, &b);
    fill_day(&a, &b);
    return make(r, f, &a, &b, behind);
}

static size_t read_lead(const struct reading *r, size_t i, enum lead *lead) {
    *lead = reading_class(r, i) == WORD_FROM      ? LEAD_FROM
            : reading_class(r, i) == WORD_BETWEEN ? LEAD_BETWEEN
                                                  : LEAD_NONE;
    return i + (*lead != LEAD_NONE);
}

/* Whether times of day may stand with these days. */
static bool is_day(const struct date_form *f) {
    bool large = f->base == BASE_ROLLING || f->base == BASE_NOW ||
                 (f->base == BASE_UNIT && f->unit >= UNIT_WEEK);
    return !large && !(f->base == BASE_CIVIL && !f->mday);
}

/* A day, then two times of it: "Monday 11-4", "6/4 between 9.30-4.30pm", "this evening from 7 to
 * 7:30". */
static size_t read_day_and_clocks(struct reading *r, size_t i, struct date_form *f) {
    struct date_form day = form_empty();
    struct date_form two;
    enum lead lead;
    size_t end = point_read_day(r, i, &day);
    if (end == i || !is_day(&day)) {
        return i;
    }
    end = clock_read_daypart(r, end, &day);
    size_t k = read_lead(r, end + reading_is_mark(r, end, ','), &lead);
    size_t behind = read_clocks(r, k, lead, true, &two);
    if (behind == k || r->err != ERR_OK || two.from->base != BASE_NONE) {
        return i;
    }
    struct date_form a = *two.from;
    struct date_form b = *two.to;
    copy_day(&a, &day);
    copy_day(&b, &day);
    a.daypart = b.daypart = DAYPART_NONE;
    return make(r, f, &a, &b, behind);
}

size_t range_read(struct reading *r, size_t i, struct date_form *f) {
    enum lead lead;
    struct date_form t;
    size_t k = read_lead(r, i, &lead);
    size_t best = read_points(r, k, lead, f);
    size_t end = read_days(r, k, lead, &t);
    if (end > best) {
        best = end;
        *f = t;
    }
    end = read_clocks(r, k, lead, false, &t);
    if (end > best) {
        best = end;
        *f = t;
    }
    end = k == i ? read_day_and_clocks(r, i, &t) : i;
    if (end > best) {
        best = end;
        *f = t;
    }
    return best > k ? best : i;
}
