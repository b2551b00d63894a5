/* resolve.c - from a form and a reference to the public value: type, TIMEX3, ISO 8601, days.
 * The timex keeps what the words leave open ("XXXX-WXX-5"); the value is one reading of it, and
 * empty while the reference is unknown. Ranges are written as TIMEX3 triples "(start,end,length)",
 * end exclusive, and as ISO intervals of inclusive days. O(1) an expression. */
#include <stdio.h>

#include "time/form.h"

/* One end of a range, or a point. */
struct moment {
    struct stretch days;
    bool clock;
    int32_t second; /* of the day, when there's a clock */
    char time[24];  /* "T08:00", "TMO", or "" */
};

static const char *daypart_code(unsigned daypart) {
    static const char codes[][5] = {"",     "TMO",  "TAF",  "TEV", "TNI", "TDT",
                                    "TMEB", "TMEL", "TMED", "TMO", "TEV"};
    return codes[daypart];
}

static void find_moment(const struct date_form *f, const struct reference *ref,
                        enum date_tense tense, struct moment *out) {
    *out = (struct moment){.second = -1};
    stretch_find(f, ref, tense, &out->days);
    if (f->hour >= 0) {
        out->clock = true;
        out->second =
            f->hour * 3600 + (f->minute > 0 ? f->minute * 60 : 0) + (f->second > 0 ? f->second : 0);
        if (f->second >= 0) {
            snprintf(out->time, sizeof out->time, "T%02d:%02d:%02d", f->hour, f->minute, f->second);
        } else if (f->minute >= 0) {
            snprintf(out->time, sizeof out->time, "T%02d:%02d", f->hour, f->minute);
        } else {
            snprintf(out->time, sizeof out->time, "T%02d", f->hour);
        }
    } else if (f->daypart) {
        snprintf(out->time, sizeof out->time, "%s", daypart_code(f->daypart));
    } else if (out->days.second >= 0) {
        out->clock = true;
        out->second = out->days.second;
        snprintf(out->time, sizeof out->time, "T%02d:%02d:%02d", (int)(out->second / 3600),
                 (int)(out->second / 60 % 60), (int)(out->second % 60));
    }
}

/* ISO 8601 of a stretch: a day, month, year or week by its name, anything else as an interval. */
static void put_stretch(char *out, size_t room, const struct stretch *s) {
    char a[24];
    char b[24];
    int y;
    int m;
    int d;
    unit_put_day(a, sizeof a, s->first);
    day_to_civil(s->first, &y, &m, &d);
    int y2;
    int m2;
    int d2;
    day_to_civil(s->last + 1, &y2, &m2, &d2);
    bool week = s->last == s->first + 6 && day_weekday(s->first) == 1 && s->grain == GRAIN_WEEK;
    if (s->first == s->last) {
        snprintf(out, room, "%s", a);
    } else if (week) {
        int32_t thursday = s->first + 3;
        day_to_civil(thursday, &y, &m, &d);
        snprintf(out, room, "%04d-W%02d", y, (thursday - day_from_civil(y, 1, 1)) / 7 + 1);
    } else if (d == 1 && d2 == 1 && y2 * 12 + m2 - y * 12 - m == 1) {
        snprintf(out, room, "%.7s", a);
    } else if (d == 1 && d2 == 1 && m == 1 && m2 == 1 && y2 - y == 1) {
        snprintf(out, room, "%.4s", a);
    } else {
        unit_put_day(b, sizeof b, s->last);
        snprintf(out, room, "%s/%s", a, b);
    }
}

static enum err keep(arena *a, const char *s, str *out) {
    *out = s[0] ? arena_copy(a, str_from_cstr(s)) : STR("");
    return out->ptr ? ERR_OK : a->last;
}

static bool is_after(unsigned mod) {
    return mod == DATE_SINCE || mod == DATE_AFTER;
}

static bool is_before(unsigned mod) {
    return mod == DATE_BEFORE || mod == DATE_UNTIL;
}

/* The half-open interval that since, after, before and until make of a point. */
static void put_open(char *out, size_t room, const struct date_form *f, const struct moment *m,
                     struct date *d) {
    char day[64];
    int32_t first = m->days.first;
    int32_t last = m->days.last;
    bool whole = !m->time[0] && m->days.known;
    if (is_after(f->mod)) {
        first = f->mod == DATE_AFTER && whole ? last + 1 : first;
        unit_put_day(day, sizeof day, first);
        snprintf(out, room, "%s%s/..", m->days.known ? day : "", m->clock ? m->time : "");
        d->first_day = m->days.known ? first : DAY_NONE;
        d->last_day = DAY_NONE;
        d->open_to = true;
    } else {
        last = f->mod == DATE_BEFORE && whole ? first - 1 : last;
        unit_put_day(day, sizeof day, last);
        snprintf(out, room, "../%s%s", m->days.known ? day : "", m->clock ? m->time : "");
        d->last_day = m->days.known ? last : DAY_NONE;
        d->first_day = DAY_NONE;
        d->open_from = true;
    }
}

static uint8_t timed_type(const struct date_form *f, const struct moment *m, bool open) {
    bool range = open || (f->daypart && !m->clock) || f->base == BASE_ROLLING;
    if (f->base == BASE_NONE) {
        return range ? DATE_TIMERANGE : DATE_TIME;
    }
    return range ? DATE_DATETIMERANGE : DATE_DATETIME;
}

static uint8_t point_type(const struct date_form *f, const struct moment *m) {
    bool open = is_after(f->mod) || is_before(f->mod);
    if (m->time[0] || m->clock || f->base == BASE_NOW) {
        return timed_type(f, m, open);
    }
    bool many = f->base == BASE_ROLLING || f->base == BASE_WEEK_OF || f->count > 1 ||
                m->days.grain > GRAIN_DAY;
    bool one_day = !many && (!m->days.known || m->days.first == m->days.last);
    return one_day && !open ? DATE_DATE : DATE_DATERANGE;
}

static uint8_t grain_of(const struct date_form *f, const struct moment *m) {
    if (m->clock) {
        return f->second >= 0 ? GRAIN_SECOND : f->minute >= 0 ? GRAIN_MINUTE : GRAIN_HOUR;
    }
    return f->daypart ? GRAIN_DAYPART : m->days.grain;
}

/* ISO 8601 of a point that isn't open: its days, its clock, or both; empty while unknown. */
static void put_closed(char *out, size_t room, const struct date_form *f, const struct moment *m) {
    bool rolls = m->days.timex[0] == '(';
    bool timeless = f->base == BASE_NOW || rolls || !m->clock;
    out[0] = 0;
    if (m->days.known) {
        put_stretch(out, room / 2, &m->days);
    } else if (f->base != BASE_NONE) {
        return;
    }
    if (!timeless) {
        size_t n = strlen(out);
        snprintf(out + n, room - n, "%s", m->time);
    }
}

static enum err resolve_point(arena *a, const struct date_form *f, const struct reference *ref,
                              struct date *d) {
    struct moment m;
    char timex[120];
    char value[96] = "";
    find_moment(f, ref, (enum date_tense)d->tense, &m);
    bool open = is_after(f->mod) || is_before(f->mod);
    bool end_of_day =
        f->part == PART_END && f->nth == -2 && m.days.grain == GRAIN_DAY && !m.time[0];
    if (end_of_day && !open) {
        snprintf(m.time, sizeof m.time, "T23:59:59");
        m.clock = true;
    }
    bool whole = m.days.timex[0] == '(' || f->base == BASE_NOW;
    snprintf(timex, sizeof timex, "%s%s", m.days.timex, whole ? "" : m.time);
    d->type = point_type(f, &m);
    d->grain = grain_of(f, &m);
    d->first_day = m.days.known ? m.days.first : DAY_NONE;
    d->last_day = m.days.known ? m.days.last : DAY_NONE;
    d->open_to = is_after(f->mod);
    d->open_from = is_before(f->mod);
    bool told = m.days.known || (f->base == BASE_NONE && m.clock);
    if (!open) {
        put_closed(value, sizeof value, f, &m);
    } else if (told) {
        put_open(value, sizeof value, f, &m, d);
    }
    TRY(keep(a, timex, &d->timex));
    return keep(a, value, &d->value);
}

/* ---- ranges ---- */

/* The day at which an end of a range lies: the start of its unit, its middle, or the day behind it
 * for "the end of". */
static int32_t edge_day(const struct date_form *f, const struct stretch *s) {
    int y;
    int m;
    int d;
    if (!s->known || s->grain < GRAIN_MONTH || f->part == PART_WHOLE || f->part == PART_START) {
        return s->known ? s->first : DAY_NONE;
    }
    if (f->part == PART_END) {
        return s->last + 1;
    }
    day_to_civil(s->first, &y, &m, &d);
    return s->grain == GRAIN_YEAR ? day_from_civil(y, 7, 2) : day_from_civil(y, m, 16);
}

static void put_edge(char *out, size_t room, const struct date_form *f, const struct moment *m,
                     int32_t *day) {
    const char *t = m->days.timex;
    *day = edge_day(f, &m->days);
    bool unknown = *day == DAY_NONE || f->base == BASE_NOW;
    if (unknown || (t[0] == 'X' && m->days.grain <= GRAIN_DAY)) {
        const char *pad = t[0] && m->days.grain == GRAIN_MONTH  ? "-01"
                          : t[0] && m->days.grain == GRAIN_YEAR ? "-01-01"
                                                                : "";
        snprintf(out, room, "%.40s%s%s", t, pad, m->time);
        return;
    }
    char date[24];
    unit_put_day(date, sizeof date, *day);
    if (str_starts_with(str_from_cstr(t), STR("XX"))) {
        memcpy(date, "XXXX", 4);
    }
    snprintf(out, room, "%s%s", date, m->time);
}

static void put_clock_length(char *out, size_t room, int64_t seconds) {
    const long part[3] = {(long)(seconds / 3600), (long)(seconds / 60 % 60), (long)(seconds % 60)};
    int n = snprintf(out, room, "PT");
    for (int i = 0; i < 3; i++) {
        if (part[i] || (i == 2 && n == 2)) {
            n += snprintf(out + n, room - (size_t)n, "%ld%c", part[i], "HMS"[i]);
        }
    }
}

/* Years between years, months between months, else days; hours where there's a clock. */
static void put_length(char *out, size_t room, const struct date_form *from,
                       const struct date_form *to, int32_t days, int64_t seconds) {
    bool civil = from->base == BASE_CIVIL && to->base == BASE_CIVIL;
    bool months = civil && !from->mday && !to->mday;
    bool years =
        months && !from->month && !to->month && from->part == PART_WHOLE && to->part == PART_WHOLE;
    bool quarters = from->base == BASE_NTH && to->base == BASE_NTH && from->unit == UNIT_QUARTER &&
                    to->unit == UNIT_QUARTER;
    if (seconds >= 0) {
        put_clock_length(out, room, seconds);
    } else if (years) {
        snprintf(out, room, "P%dY", to->year - from->year);
    } else if (months || quarters) {
        snprintf(out, room, "P%dM", (int)((days + 14) / 30.436875));
    } else {
        snprintf(out, room, "P%dD", (int)days);
    }
}

/* The two ends, the second so that it comes after the first. */
static void find_ends(const struct date_form *f, const struct reference *ref, enum date_tense tense,
                      struct moment *a, struct moment *b) {
    struct date_form to = *f->to;
    find_moment(f->from, ref, tense, a);
    struct reference then = *ref;
    if (a->days.known &&
        ((to.base == BASE_CIVIL && to.year == YEAR_NONE) || to.base == BASE_WEEKDAY)) {
        then.day = a->days.first;
        find_moment(&to, &then, TENSE_FUTURE, b);
        return;
    }
    if (f->from->base == BASE_CIVIL && f->from->year == YEAR_NONE && to.base != BASE_NONE) {
        find_moment(&to, ref, tense, b);
        then.day = b->days.known ? b->days.first : ref->day;
        find_moment(f->from, &then, TENSE_PAST, a);
        return;
    }
    find_moment(&to, ref, tense, b);
}

/* Days between the ends while the reference is unknown: weekdays, days and months have a distance
 * without it. */
static int32_t nominal_days(const struct date_form *from, const struct date_form *to) {
    if (from->base == BASE_WEEKDAY && to->base == BASE_WEEKDAY) {
        return (to->weekday - from->weekday + 7) % 7;
    }
    if (from->month && from->mday && to->mday) {
        int month = to->month ? to->month : from->month;
        int32_t days =
            day_from_civil(2001, month, to->mday) - day_from_civil(2001, from->month, from->mday);
        return days < 0 ? days + 365 : days;
    }
    return from->month && to->month ? (to->month - from->month + 12) % 12 * 30 : 0;
}

/* Second of the day at an end: its clock, now, or midnight. */
static int64_t second_of(const struct date_form *f, const struct moment *m,
                         const struct reference *ref) {
    int64_t now = ref->second < 0 ? 0 : ref->second;
    return m->clock ? m->second : f->base == BASE_NOW ? now : 0;
}

static int64_t seconds_between(const struct date_form *f, const struct moment *from,
                               const struct moment *to, const struct reference *ref, int32_t days) {
    bool no_days = f->from->base == BASE_NONE && f->to->base == BASE_NONE;
    if (!from->clock && !to->clock) {
        return -1;
    }
    int64_t seconds =
        (int64_t)days * 86400 + second_of(f->to, to, ref) - second_of(f->from, from, ref);
    seconds += seconds < 0 && no_days ? 86400 : 0;
    return seconds < 0 ? 0 : seconds;
}

/* The days of a range, and its ISO interval. */
static void put_interval(char *out, size_t room, const struct date_form *f,
                         const struct moment *from, const struct moment *to, int32_t first,
                         int32_t end, struct date *d) {
    char left[24];
    char right[24];
    bool no_days = f->from->base == BASE_NONE && f->to->base == BASE_NONE;
    int32_t last = f->to->part == PART_END && to->days.grain >= GRAIN_MONTH && end != DAY_NONE
                       ? end - 1
                       : to->days.last;
    bool known = first != DAY_NONE && end != DAY_NONE && last >= first && !no_days;
    d->first_day = known ? first : DAY_NONE;
    d->last_day = known ? last : DAY_NONE;
    if (known) {
        unit_put_day(left, sizeof left, first);
        unit_put_day(right, sizeof right, last);
        snprintf(out, room, "%s%s/%s%s", left, from->clock ? from->time : "", right,
                 to->clock ? to->time : "");
    } else if (no_days) {
        snprintf(out, room, "%s/%s", from->time, to->time);
    }
}

static enum err resolve_range(arena *a, const struct date_form *f, const struct reference *ref,
                              struct date *d) {
    struct moment from;
    struct moment to;
    char left[72];
    char right[72];
    char length[48];
    char timex[200];
    char value[128] = "";
    int32_t first;
    int32_t end;
    find_ends(f, ref, (enum date_tense)d->tense, &from, &to);
    put_edge(left, sizeof left, f->from, &from, &first);
    put_edge(right, sizeof right, f->to, &to, &end);
    int32_t days =
        first != DAY_NONE && end != DAY_NONE ? end - first : nominal_days(f->from, f->to);
    int64_t seconds = seconds_between(f, &from, &to, ref, days);
    put_length(length, sizeof length, f->from, f->to, days, seconds);
    snprintf(timex, sizeof timex, "(%s,%s,%s)", left, right, length);
    bool no_days = f->from->base == BASE_NONE && f->to->base == BASE_NONE;
    d->type = seconds < 0 ? DATE_DATERANGE : no_days ? DATE_TIMERANGE : DATE_DATETIMERANGE;
    d->grain = seconds >= 0                      ? GRAIN_HOUR
               : from.days.grain < to.days.grain ? from.days.grain
                                                 : to.days.grain;
    put_interval(value, sizeof value, f, &from, &to, first, end, d);
    TRY(keep(a, timex, &d->timex));
    return keep(a, value, &d->value);
}

static enum err resolve_set(arena *a, const struct date_form *f, struct date *d) {
    struct moment m;
    char timex[120];
    const struct reference nowhere = {.day = DAY_NONE, .second = -1};
    find_moment(f, &nowhere, TENSE_UNKNOWN, &m);
    if (f->base == BASE_NONE && !m.time[0]) {
        length_timex(&f->length, timex, sizeof timex);
        if (f->length.n[UNIT_WORKDAY] > 0) {
            snprintf(timex, sizeof timex, "P1WD");
        }
    } else {
        snprintf(timex, sizeof timex, "%s%s", m.days.timex, m.time);
    }
    d->type = DATE_SET;
    d->grain = m.days.grain;
    TRY(keep(a, timex, &d->timex));
    d->value = d->timex;
    return ERR_OK;
}

enum err resolve_form(arena *a, const struct date_form *f, const struct reference *ref,
                      struct date *d) {
    d->first_day = DAY_NONE;
    d->last_day = DAY_NONE;
    d->open_from = false;
    d->open_to = false;
    switch ((enum form_kind)f->kind) {
    case FORM_POINT:
        return resolve_point(a, f, ref, d);
    case FORM_RANGE:
        return resolve_range(a, f, ref, d);
    case FORM_SET:
        return resolve_set(a, f, d);
    case FORM_DURATION: {
        char timex[64];
        length_timex(&f->length, timex, sizeof timex);
        d->type = DATE_DURATION;
        d->grain = GRAIN_DAY;
        TRY(keep(a, timex, &d->timex));
        d->value = d->timex;
        return ERR_OK;
    }
    case FORM_NONE:
        break;
    }
    return ERR_OK;
}

static bool is_explicit_point(const struct date_form *f) {
    while (f->inner) {
        f = f->inner;
    }
    bool year = f->year != YEAR_NONE && f->year >= 100;
    return (f->base == BASE_CIVIL && year) || (f->base == BASE_HOLIDAY && year) ||
           (f->base == BASE_DECADE && year) || (f->base == BASE_SEASON && year) ||
           f->base == BASE_CENTURY;
}

bool resolve_is_explicit(const struct date_form *f) {
    if (f->kind == FORM_RANGE) {
        return is_explicit_point(f->from) && is_explicit_point(f->to);
    }
    return f->kind == FORM_POINT && is_explicit_point(f);
}
