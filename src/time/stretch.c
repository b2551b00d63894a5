/* stretch.c - from the words for days to the days: what "last month" covers when the report is of 4
 * March 2022. Weekdays and days without a year take the reading that the clause's tense asks for:
 * past and unknown tense the last one on or before the reference, future tense the first one on or
 * after it; unknown tense of a day without a year the nearest one. Names of weeks, months and years
 * follow TIMEX3 ("2022-W09", "XXXX-03-04"). O(1). */
#include <math.h>
#include <stdio.h>

#include "time/form.h"

/* The candidate that is nearest to `ref`; one on the wrong side of the tense counts as TENSE_WEIGHT
 * days farther, and one that isn't on `weekday` (0 = any) as farther than any that is. */
static int32_t choose(const int32_t *day, size_t n, int32_t ref, enum date_tense tense,
                      unsigned weekday) {
    enum { TENSE_WEIGHT = 240, OTHER_WEEKDAY = 3000 };
    int32_t best = DAY_NONE;
    int64_t least = INT64_MAX;
    for (size_t i = 0; i < n; i++) {
        if (day[i] == DAY_NONE) {
            continue;
        }
        bool past = tense == TENSE_PAST || tense == TENSE_PAST_PERFECT;
        bool wrong = (tense == TENSE_FUTURE && day[i] < ref) || (past && day[i] > ref);
        int64_t far = day[i] > ref ? (int64_t)day[i] - ref : (int64_t)ref - day[i];
        far += wrong ? TENSE_WEIGHT : 0;
        far += weekday && day_weekday(day[i]) != (int)weekday ? OTHER_WEEKDAY : 0;
        if (far < least) {
            least = far;
            best = day[i];
        }
    }
    return best;
}

static void find_month(const struct date_form *f, const struct reference *ref,
                       enum date_tense tense, struct stretch *out) {
    int year = f->year;
    out->grain = GRAIN_MONTH;
    if (f->year != YEAR_NONE) {
        snprintf(out->timex, sizeof out->timex, "%04d-%02d", year, f->month);
    } else {
        snprintf(out->timex, sizeof out->timex, "XXXX-%02d", f->month);
        if (ref->day == DAY_NONE) {
            return;
        }
        int m;
        int d;
        day_to_civil(ref->day, &year, &m, &d);
        int32_t day[3];
        for (int k = 0; k < 3; k++) {
            day[k] = day_from_civil(year - 1 + k, f->month, tense == TENSE_FUTURE ? 28 : 1);
        }
        int32_t best = choose(day, 3, ref->day, tense, 0);
        day_to_civil(best == DAY_NONE ? day[1] : best, &year, &m, &d);
    }
    unit_set(out, GRAIN_MONTH, day_from_civil(year, f->month, 1),
             unit_month_start(year, f->month, 1) - 1);
}

/* A day without its year, or without its month: the candidates around the reference, in rising
 * order. */
static int32_t choose_day(const struct date_form *f, int32_t ref, enum date_tense tense) {
    enum { AROUND = 4 };
    int32_t day[2 * AROUND + 1];
    size_t n = 0;
    int y;
    int m;
    int d;
    day_to_civil(ref, &y, &m, &d);
    for (int k = -AROUND; k <= AROUND; k++) {
        int index = y * 12 + m - 1 + k;
        int year = f->month ? y + k : index / 12;
        int month = f->month ? f->month : index % 12 + 1;
        day[n++] = day_is_in_calendar(year, month, f->mday) ? day_from_civil(year, month, f->mday)
                                                            : DAY_NONE;
    }
    return choose(day, n, ref, tense, f->month ? f->weekday : 0);
}

static void put_civil(const struct date_form *f, struct stretch *out) {
    if (f->year != YEAR_NONE && f->year >= 100) {
        snprintf(out->timex, sizeof out->timex, "%04d-%02d-%02d", f->year, f->month, f->mday);
    } else if (f->month == 0) {
        snprintf(out->timex, sizeof out->timex, "XXXX-XX-%02d", f->mday);
    } else if (f->year == YEAR_NONE) {
        snprintf(out->timex, sizeof out->timex, "XXXX-%02d-%02d", f->month, f->mday);
    } else {
        snprintf(out->timex, sizeof out->timex, "XX%02d-%02d-%02d", f->year, f->month, f->mday);
    }
}

static void find_civil_day(const struct date_form *f, const struct reference *ref,
                           enum date_tense tense, struct stretch *out) {
    int32_t day = DAY_NONE;
    out->grain = GRAIN_DAY;
    put_civil(f, out);
    if (f->year != YEAR_NONE && f->year >= 100) {
        day = day_is_in_calendar(f->year, f->month, f->mday)
                  ? day_from_civil(f->year, f->month, f->mday)
                  : DAY_NONE;
    } else if (f->month == 0 && f->weekday &&
               ref->day != DAY_NONE) { /* Tuesday the 4th: of this month */
        int y;
        int m;
        int d;
        day_to_civil(ref->day, &y, &m, &d);
        day = day_is_in_calendar(y, m, f->mday) ? day_from_civil(y, m, f->mday) : DAY_NONE;
        if (day != DAY_NONE) {
            unit_put_day(out->timex, sizeof out->timex, day);
        }
    } else if (ref->day != DAY_NONE) {
        day = choose_day(f, ref->day, tense);
    }
    if (day != DAY_NONE) {
        unit_set(out, GRAIN_DAY, day, day);
    }
}

static void find_civil(const struct date_form *f, const struct reference *ref,
                       enum date_tense tense, struct stretch *out) {
    if (f->mday) {
        find_civil_day(f, ref, tense, out);
    } else if (f->month) {
        find_month(f, ref, tense, out);
    } else {
        snprintf(out->timex, sizeof out->timex, "%s%04d", f->fiscal ? "FY" : "", f->year);
        unit_set(out, GRAIN_YEAR, day_from_civil(f->year, 1, 1),
                 day_from_civil(f->year + 1, 1, 1) - 1);
    }
}

static void find_weekday(const struct date_form *f, const struct reference *ref,
                         enum date_tense tense, struct stretch *out) {
    snprintf(out->timex, sizeof out->timex, "XXXX-WXX-%d", f->weekday);
    out->grain = GRAIN_DAY;
    if (ref->day == DAY_NONE) {
        return;
    }
    if (f->mday) { /* Friday the 13th: the nearest one */
        for (int32_t far = 0; far < 1500; far++) {
            for (int sign = 1; sign >= -1; sign -= 2) {
                int y;
                int m;
                int d;
                int32_t day = ref->day + sign * far;
                day_to_civil(day, &y, &m, &d);
                if (d == f->mday && day_weekday(day) == f->weekday) {
                    unit_set(out, GRAIN_DAY, day, day);
                    return;
                }
            }
        }
        return;
    }
    int32_t back = (day_weekday(ref->day) - f->weekday + 7) % 7;
    back += back == 0 && f->strict ? 7 : 0;
    int32_t day = tense == TENSE_FUTURE && !f->past ? ref->day + (7 - back) % 7 : ref->day - back;
    unit_set(out, GRAIN_DAY, day, day);
}

static void put_moment(char *out, size_t room, int32_t day, int32_t second) {
    unit_put_day(out, room, day);
    size_t n = strlen(out);
    if (second >= 0) {
        snprintf(out + n, room - n, "T%02d:%02d:%02d", (int)(second / 3600),
                 (int)(second / 60 % 60), (int)(second % 60));
    }
}

/* The last two quarters, the next seven: whole ones of the calendar. */
static void find_quarters(const struct date_form *f, const struct reference *ref,
                          struct stretch *out) {
    struct date_form unit = *f;
    int count = (int)fmin(f->length.n[UNIT_QUARTER], 400);
    unit.unit = UNIT_QUARTER;
    unit.offset = f->offset < 0 ? -count : 1;
    unit_find(&unit, ref, out);
    unit_find_months(out, GRAIN_QUARTER, out->first, 3 * count);
}

static bool counts_hours(const struct form_length *length) {
    return length->n[UNIT_HOUR] + length->n[UNIT_MINUTE] + length->n[UNIT_SECOND] > 0;
}

/* One end of a rolling stretch. */
struct end {
    int32_t day;
    int32_t second; /* -1 = whole days */
};

/* The last three months, the next two weeks: from now on, to the second for hours; days begin
 * tomorrow. */
static void find_rolling(const struct date_form *f, const struct reference *ref,
                         struct stretch *out) {
    char length[48];
    char a[32];
    char b[32];
    out->grain = GRAIN_DAY;
    if (ref->day == DAY_NONE) {
        return;
    }
    if (f->length.n[UNIT_QUARTER] > 0 && f->length.n[UNIT_YEAR] == 0) {
        find_quarters(f, ref, out);
        return;
    }
    length_timex(&f->length, length, sizeof length);
    bool back = f->offset < 0;
    bool hours = counts_hours(&f->length);
    bool tomorrow = !back && !hours && f->nth == 0;
    bool work =
        tomorrow && f->length.n[UNIT_WORKDAY] > 0; /* tomorrow is the first of four business days */
    struct end near = {ref->day + tomorrow, hours ? (ref->second < 0 ? 0 : ref->second) : -1};
    struct end far = near;
    far.day = length_shift(near.day - work, &far.second, &f->length, back ? -1 : 1) + work;
    struct end from = back ? far : near;
    struct end to = back ? near : far;
    put_moment(a, sizeof a, from.day, from.second);
    put_moment(b, sizeof b, to.day, to.second);
    out->second = from.second;
    snprintf(out->timex, sizeof out->timex, "(%.20s,%.20s,%.20s)", a, b, length);
    bool excludes = to.day > from.day && !hours && !back;
    unit_set(out, hours ? GRAIN_HOUR : GRAIN_DAY, from.day, to.day - excludes);
}

static void find_shift(const struct date_form *f, const struct reference *ref,
                       struct stretch *out) {
    const double *n = f->length.n;
    bool hours = n[UNIT_HOUR] + n[UNIT_MINUTE] + n[UNIT_SECOND] > 0;
    out->grain = hours ? GRAIN_MINUTE : GRAIN_DAY;
    if (ref->day == DAY_NONE || f->length.vague) {
        return;
    }
    int32_t second = hours ? (ref->second < 0 ? 0 : ref->second) : -1;
    int32_t day = length_shift(ref->day, &second, &f->length, f->offset < 0 ? -1 : 1);
    unit_set(out, hours ? GRAIN_MINUTE : GRAIN_DAY, day, day);
    unit_put_day(out->timex, sizeof out->timex, day);
    out->second = second;
}

static void find_holiday(const struct date_form *f, const struct reference *ref,
                         enum date_tense tense, struct stretch *out) {
    const char *name = holiday_timex(f->holiday);
    int year = f->year;
    int m;
    int d;
    out->grain = GRAIN_DAY;
    if (year == YEAR_NONE && ref->day != DAY_NONE) {
        day_to_civil(ref->day, &year, &m, &d);
        int32_t day[3];
        for (int k = 0; k < 3; k++) {
            day[k] = holiday_day(f->holiday, year - 1 + k);
        }
        int32_t best = choose(day, 3, ref->day, tense, 0);
        day_to_civil(best == DAY_NONE ? day[1] : best, &year, &m, &d);
    }
    if (year != YEAR_NONE) {
        int32_t day = holiday_day(f->holiday, year);
        unit_set(out, GRAIN_DAY, day, day);
        unit_put_day(out->timex, sizeof out->timex, day);
    }
    if (name[0] && strlen(name) > 5 && f->year != YEAR_NONE) {
        snprintf(out->timex, sizeof out->timex, "%04d-%.20s", f->year, name);
    } else if (f->year == YEAR_NONE) {
        memcpy(out->timex, "XXXX-XX-XX", out->known ? 4 : sizeof "XXXX-XX-XX");
        if (name[0]) {
            snprintf(out->timex + 5, sizeof out->timex - 5, "%.20s", name);
        }
    }
}

static void find_from(const struct date_form *f, const struct stretch *inner, struct stretch *out) {
    out->grain = GRAIN_DAY;
    if (!inner->known || f->length.vague) {
        return;
    }
    int sign = f->offset < 0 ? -1 : 1;
    int32_t second = -1;
    int32_t day = length_shift(inner->first, &second, &f->length, sign);
    unit_set(out, second >= 0 ? GRAIN_MINUTE : GRAIN_DAY, day, day);
    unit_put_day(out->timex, sizeof out->timex, day);
    out->second = second;
}

static void find_decade(const struct date_form *f, const struct reference *ref,
                        struct stretch *out) {
    int year = f->year;
    if (year >= 1000) {
        unit_find_years(out, GRAIN_DECADE, year, 10);
        return;
    }
    int y = 2000;
    int m;
    int d;
    if (ref->day != DAY_NONE) {
        day_to_civil(ref->day, &y, &m, &d);
    }
    int full = y / 100 * 100 + year;
    unit_find_years(out, GRAIN_DECADE, full > y ? full - 100 : full, 10);
    snprintf(out->timex, sizeof out->timex, "(XX%02d-01-01,XX%02d-01-01,P10Y)", year,
             (year + 10) % 100);
}

/* Everything but what stands on an inner form. */
static void find_plain(const struct date_form *f, const struct reference *ref,
                       enum date_tense tense, struct stretch *out) {
    struct date_form shifted = *f;
    bool past = tense == TENSE_PAST || tense == TENSE_PAST_PERFECT;
    switch ((enum form_base)f->base) {
    case BASE_NONE:
        out->grain = GRAIN_HOUR;
        break;
    case BASE_NOW:
        snprintf(out->timex, sizeof out->timex, "PRESENT_REF");
        out->grain = GRAIN_MINUTE;
        if (ref->day != DAY_NONE) {
            unit_set(out, GRAIN_MINUTE, ref->day, ref->day);
        }
        break;
    case BASE_CIVIL:
        find_civil(f, ref, f->past ? TENSE_PAST : tense, out);
        break;
    case BASE_WEEKDAY:
        find_weekday(f, ref, tense, out);
        break;
    case BASE_WEEKDAY_OF:
        out->grain = GRAIN_DAY;
        if (ref->day != DAY_NONE) {
            int32_t day = ref->day - day_weekday(ref->day) + f->weekday + 7 * f->offset;
            day -= f->past && day >= ref->day ? 7 : 0;
            unit_set(out, GRAIN_DAY, day, day);
            unit_put_day(out->timex, sizeof out->timex, day);
        }
        break;
    case BASE_SHIFT:
        find_shift(f, ref, out);
        break;
    case BASE_UNIT:
    case BASE_REST:
        shifted.offset = f->base == BASE_REST ? f->nth : f->offset;
        shifted.nth = f->base == BASE_REST ? 0 : f->nth;
        unit_find(&shifted, ref, out);
        if (f->unit == UNIT_WEEKEND && shifted.offset == 0 && past && out->first > ref->day) {
            shifted.offset = -1; /* on Monday: "two were hurt over the weekend" */
            unit_find(&shifted, ref, out);
        }
        break;
    case BASE_ROLLING:
        find_rolling(f, ref, out);
        break;
    case BASE_HOLIDAY:
        find_holiday(f, ref, tense, out);
        break;
    case BASE_DECADE:
        find_decade(f, ref, out);
        break;
    case BASE_CENTURY:
        unit_find_years(out, GRAIN_CENTURY, (f->nth - 1) * 100, 100);
        break;
    case BASE_SEASON:
        if (f->year != YEAR_NONE) {
            unit_find_season(f, f->year, out);
        } else {
            static const char names[] = "SPSUFAWI";
            snprintf(out->timex, sizeof out->timex, "%.2s", names + 2 * f->nth);
            out->grain = GRAIN_SEASON;
        }
        break;
    case BASE_NTH:
    case BASE_WEEK_OF:
    case BASE_FROM:
        break;
    }
}

/* Later or earlier this week: the part of the unit on that side of the reference. */
static void cut_rest(const struct date_form *f, const struct reference *ref, struct stretch *out) {
    if (f->base != BASE_REST || !out->known || ref->day < out->first || ref->day > out->last) {
        return;
    }
    if (f->offset > 0) {
        out->first = ref->day;
    } else {
        out->last = ref->day;
    }
}

static void cut_part(const struct date_form *f, struct stretch *out) {
    int32_t n = out->last - out->first + 1;
    if (f->part == PART_WHOLE || !out->known || n < 3) {
        return;
    }
    if (f->part == PART_START) {
        out->last = out->first + n / 3;
    } else if (f->part == PART_MID) {
        out->first += n / 3;
        out->last -= n / 3;
    } else {
        out->first = out->last - n / 3;
    }
}

void stretch_find(const struct date_form *f, const struct reference *ref, enum date_tense tense,
                  struct stretch *out) {
    const struct date_form *chain[FORM_DEPTH];
    size_t n = 0;
    for (; f && n < FORM_DEPTH; f = f->inner) {
        chain[n++] = f;
    }
    struct stretch inner = {.second = -1};
    while (n-- > 0) {
        *out = (struct stretch){.second = -1};
        const struct date_form *now = chain[n];
        if (now->base == BASE_NTH) {
            unit_find_nth(now, &inner, out);
        } else if (now->base == BASE_FROM) {
            find_from(now, &inner, out);
        } else if (now->base == BASE_WEEK_OF) {
            snprintf(out->timex, sizeof out->timex, "%s", inner.timex);
            out->grain = GRAIN_WEEK;
            if (inner.known) {
                int32_t monday = inner.first - day_weekday(inner.first) + 1;
                unit_set(out, GRAIN_WEEK, monday, monday + 6);
            }
        } else {
            find_plain(now, ref, tense, out);
        }
        cut_rest(now, ref, out);
        cut_part(now, out);
        inner = *out;
    }
}
