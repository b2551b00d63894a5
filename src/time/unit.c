/* unit.c - the units of the calendar: the week, month, quarter, season, year, decade so many away
 * from a day, and the nth unit or weekday of a stretch. Weeks are those of ISO 8601 (the first has
 * the year's first Thursday); a season is three whole months from March on. Names follow TIMEX3.
 * O(1). */
#include <stdio.h>

#include "time/form.h"

void unit_put_day(char *out, size_t room, int32_t day) {
    int y;
    int m;
    int d;
    day_to_civil(day, &y, &m, &d);
    snprintf(out, room, "%04d-%02d-%02d", y, m, d);
}

int32_t unit_month_start(int year, int month, int shift) {
    int index = year * 12 + month - 1 + shift;
    return day_from_civil(index / 12, index % 12 + 1, 1);
}

void unit_set(struct stretch *out, enum date_grain grain, int32_t first, int32_t last) {
    out->known = true;
    out->grain = (uint8_t)grain;
    out->first = first;
    out->last = last;
}

/* The week of Monday `first` by ISO 8601. */
void unit_put_week(struct stretch *out, int32_t first, const char *tail) {
    int y;
    int m;
    int d;
    day_to_civil(first + 3, &y, &m, &d); /* its Thursday tells the year */
    int week = (first + 3 - day_from_civil(y, 1, 1)) / 7 + 1;
    snprintf(out->timex, sizeof out->timex, "%04d-W%02d%s", y, week, tail);
}

void unit_find_season(const struct date_form *f, int year, struct stretch *out) {
    static const char names[] = "SPSUFAWI";
    int month = 3 + 3 * f->nth;
    snprintf(out->timex, sizeof out->timex, "%04d-%.2s", year, names + 2 * f->nth);
    unit_set(out, GRAIN_SEASON, unit_month_start(year, month, 0),
             unit_month_start(year, month, 3) - 1);
}

void unit_find_years(struct stretch *out, enum date_grain grain, int from, int n) {
    snprintf(out->timex, sizeof out->timex, "(%04d-01-01,%04d-01-01,P%dY)", from, from + n, n);
    unit_set(out, grain, day_from_civil(from, 1, 1), day_from_civil(from + n, 1, 1) - 1);
}

void unit_find_months(struct stretch *out, enum date_grain grain, int32_t first, int n) {
    int y;
    int m;
    int d;
    day_to_civil(first, &y, &m, &d);
    int32_t end = unit_month_start(y, m, n);
    char a[16];
    char b[16];
    unit_put_day(a, sizeof a, first);
    unit_put_day(b, sizeof b, end);
    snprintf(out->timex, sizeof out->timex, "(%s,%s,P%dM)", a, b, n);
    unit_set(out, grain, first, end - 1);
}

/* The calendar unit `offset` units from that of the reference. */
void unit_find(const struct date_form *f, const struct reference *ref, struct stretch *out) {
    static const uint8_t grains[UNIT_KINDS] = {
        GRAIN_SECOND, GRAIN_MINUTE,  GRAIN_HOUR, GRAIN_DAY,    GRAIN_DAY,
        GRAIN_DAY,    GRAIN_WEEKEND, GRAIN_WEEK, GRAIN_WEEK,   GRAIN_MONTH,
        GRAIN_SEASON, GRAIN_QUARTER, GRAIN_YEAR, GRAIN_DECADE, GRAIN_CENTURY};
    out->grain = grains[f->unit];
    if (ref->day == DAY_NONE) {
        return;
    }
    int y;
    int m;
    int d;
    day_to_civil(ref->day, &y, &m, &d);
    int32_t monday = ref->day - day_weekday(ref->day) + 1;
    int n = f->offset;
    switch ((enum form_unit)f->unit) {
    case UNIT_WEEK:
        unit_put_week(out, monday + 7 * n, "");
        unit_set(out, GRAIN_WEEK, monday + 7 * n, monday + 7 * n + 6);
        break;
    case UNIT_WEEKEND:
        unit_put_week(out, monday + 7 * n, "-WE");
        unit_set(out, GRAIN_WEEKEND, monday + 7 * n + 5, monday + 7 * n + 6);
        break;
    case UNIT_FORTNIGHT: {
        char a[16];
        char b[16];
        unit_put_day(a, sizeof a, monday + 14 * n);
        unit_put_day(b, sizeof b, monday + 14 * n + 14);
        snprintf(out->timex, sizeof out->timex, "(%s,%s,P2W)", a, b);
        unit_set(out, GRAIN_WEEK, monday + 14 * n, monday + 14 * n + 13);
        break;
    }
    case UNIT_MONTH: {
        int32_t first = unit_month_start(y, m, n);
        day_to_civil(first, &y, &m, &d);
        snprintf(out->timex, sizeof out->timex, "%04d-%02d", y, m);
        unit_set(out, GRAIN_MONTH, first, unit_month_start(y, m, 1) - 1);
        break;
    }
    case UNIT_SEASON:
        unit_find_season(f, y + n, out);
        break;
    case UNIT_QUARTER:
        unit_find_months(out, GRAIN_QUARTER, unit_month_start(y, (m - 1) / 3 * 3 + 1, 3 * n), 3);
        break;
    case UNIT_YEAR:
        snprintf(out->timex, sizeof out->timex, "%s%04d", f->fiscal == 1 ? "FY" : "", y + n);
        unit_set(out, GRAIN_YEAR, day_from_civil(y + n, 1, 1), day_from_civil(y + n + 1, 1, 1) - 1);
        break;
    case UNIT_DECADE:
        unit_find_years(out, GRAIN_DECADE, (y / 10 + n) * 10, 10);
        break;
    case UNIT_CENTURY:
        unit_find_years(out, GRAIN_CENTURY, (y / 100 + n) * 100, 100);
        break;
    default:
        unit_put_day(out->timex, sizeof out->timex, ref->day + n);
        unit_set(out, GRAIN_DAY, ref->day + n, ref->day + n);
    }
}

/* "the last Monday of next month": the weekday inside the stretch. */
static void find_nth_weekday(const struct date_form *f, const struct stretch *inner,
                             struct stretch *out) {
    int32_t first = inner->first + (f->weekday - day_weekday(inner->first) + 7) % 7;
    int32_t last = inner->last - (day_weekday(inner->last) - f->weekday + 7) % 7;
    int32_t day = f->nth < 0 ? last : first + 7 * (f->nth - 1);
    if (inner->grain == GRAIN_MONTH) {
        snprintf(out->timex, sizeof out->timex, "%.7s-WXX-%d-#%d", inner->timex, f->weekday,
                 f->nth < 0 ? 5 : f->nth);
    } else {
        unit_put_day(out->timex, sizeof out->timex, day);
    }
    unit_set(out, GRAIN_DAY, day, day);
}

static void put_days_range(struct stretch *out, int32_t from, int32_t to, int count, char letter) {
    char a[16];
    char b[16];
    unit_put_day(a, sizeof a, from);
    unit_put_day(b, sizeof b, to);
    snprintf(out->timex, sizeof out->timex, "(%s,%s,P%d%c)", a, b, count, letter);
}

/* "the third week of May": the first week is the one with the stretch's first Thursday. */
static void find_nth_week(const struct date_form *f, const struct stretch *inner, int count,
                          struct stretch *out) {
    int32_t first = inner->first - day_weekday(inner->first) + 1;
    int32_t last = inner->last - day_weekday(inner->last) + 1;
    first += first + 3 < inner->first ? 7 : 0;
    last -= last + 3 > inner->last ? 7 : 0;
    int32_t from = f->nth < 0 ? last - 7 * (count - 1) : first + 7 * (f->nth - 1);
    if (count > 1) {
        put_days_range(out, from, from + 7 * count, count, 'W');
    } else if (inner->grain == GRAIN_MONTH) {
        int week = f->nth < 0 ? (int)((last - first) / 7 + 1) : f->nth;
        snprintf(out->timex, sizeof out->timex, "%.7s-W%02d", inner->timex, week);
    } else {
        unit_put_week(out, from, "");
    }
    unit_set(out, GRAIN_WEEK, from, from + 7 * count - 1);
}

/* "the third month of 2021", "the first quarter of the year". */
static void find_nth_months(const struct date_form *f, const struct stretch *inner, int count,
                            struct stretch *out) {
    int y;
    int m;
    int d;
    int step = f->unit == UNIT_QUARTER ? 3 : 1;
    day_to_civil(f->nth < 0 ? inner->last + 1 : inner->first, &y, &m, &d);
    int32_t from = unit_month_start(y, m, f->nth < 0 ? -step * count : step * (f->nth - 1));
    day_to_civil(from, &y, &m, &d);
    if (count == 1 && step == 1) {
        snprintf(out->timex, sizeof out->timex, "%04d-%02d", y, m);
        unit_set(out, GRAIN_MONTH, from, unit_month_start(y, m, 1) - 1);
        return;
    }
    unit_find_months(out, step == 3 ? GRAIN_QUARTER : GRAIN_MONTH, from, step * count);
    if (f->year == 1) { /* the year of inner isn't said */
        memcpy(out->timex + 1, "XXXX", 4);
        memcpy(out->timex + 12, "XXXX", 4);
    }
}

/* "third week of May", "last Monday of next month", "first two weeks of 2021". */
void unit_find_nth(const struct date_form *f, const struct stretch *inner, struct stretch *out) {
    int count = f->count > 1 ? f->count : 1;
    out->grain = GRAIN_DAY;
    if (!inner->known) {
        return;
    }
    if (f->weekday) {
        find_nth_weekday(f, inner, out);
    } else if (f->unit == UNIT_WEEK || f->unit == UNIT_WEEKEND) {
        find_nth_week(f, inner, count, out);
    } else if (f->unit == UNIT_MONTH || f->unit == UNIT_QUARTER) {
        find_nth_months(f, inner, count, out);
    } else {
        int32_t from = f->nth < 0 ? inner->last - count + 1 : inner->first + f->nth - 1;
        unit_put_day(out->timex, sizeof out->timex, from);
        if (count > 1) {
            put_days_range(out, from, from + count, count, 'D');
        }
        unit_set(out, GRAIN_DAY, from, from + count - 1);
    }
}
