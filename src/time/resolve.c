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

static int put_day(char *out, size_t room, int32_t day) {
    int y;
    int m;
    int d;
    day_to_civil(day, &y, &m, &d);
    return snprintf(out, room, "%04d-%02d-%02d", y, m, d);
}

/* ISO 8601 of a stretch: a day, month, year or week by its name, anything else as an interval. */
static void put_stretch(char *out, size_t room, const struct stretch *s) {
    char a[24];
    char b[24];
    int y;
    int m;
    int d;
    put_day(a, sizeof a, s->first);
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
        put_day(b, sizeof b, s->last);
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
        put_day(day, sizeof day, first);
        snprintf(out, room, "%s%s/..", m->days.known ? day : "", m->clock ? m->time : "");
        d->first_day = m->days.known ? first : DAY_NONE;
        d->last_day = DAY_NONE;
        d->open_to = true;
    } else {
        last = f->mod == DATE_BEFORE && whole ? first - 1 : last;
        put_day(day, sizeof day, last);
        snprintf(out, room, "../%s%s", m->days.known ? day : "", m->clock ? m->time : "");
        d->last_day = m->days.known ? last : DAY_NONE;
        d->first_day = DAY_NONE;
        d->open_from = true;
    }
}

static uint8_t point_type(const struct date_form *f, const struct moment *m) {
    bool open = is_after(f->mod) || is_before(f->mod);
    bool days = f->base != BASE_NONE;
    bool range = open || (f->daypart && !m->clock) || (f->base == BASE_ROLLING && m->clock);
    if (m->time[0] || m->clock) {
        return days ? (range ? DATE_DATETIMERANGE : DATE_DATETIME)
                    : (range ? DATE_TIMERANGE : DATE_TIME);
    }
    if (f->base == BASE_NOW) {
        return DATE_DATETIME;
    }
    bool one_day = m->days.grain <= GRAIN_DAY &&
                   (!m->days.known || m->days.first == m->days.last) && f->base != BASE_ROLLING &&
                   f->base != BASE_WEEK_OF && f->count < 2;
    return one_day && !open ? DATE_DATE : DATE_DATERANGE;
}

static enum err resolve_point(arena *a, const struct date_form *f, const struct reference *ref,
                              struct date *d) {
    struct moment m;
    char timex[96];
    char value[96];
    value[0] = 0;
    find_moment(f, ref, (enum date_tense)d->tense, &m);
    bool now = f->base == BASE_NOW;
    bool end_of_day = f->part == PART_END && m.days.grain == GRAIN_DAY && !m.time[0] &&
                      !is_after(f->mod) && !is_before(f->mod);
    if (end_of_day && f->nth == -2) {
        snprintf(m.time, sizeof m.time, "T23:59:59");
        m.clock = true;
    }
    bool rolls = m.days.timex[0] == '(';
    snprintf(timex, sizeof timex, "%s%s", m.days.timex, rolls || now ? "" : m.time);
    d->type = point_type(f, &m);
    d->grain = m.clock      ? (f->second >= 0   ? GRAIN_SECOND
                               : f->minute >= 0 ? GRAIN_MINUTE
                                                : GRAIN_HOUR)
               : f->daypart ? GRAIN_DAYPART
                            : m.days.grain;
    d->first_day = m.days.known ? m.days.first : DAY_NONE;
    d->last_day = m.days.known ? m.days.last : DAY_NONE;
    if (is_after(f->mod) || is_before(f->mod)) {
        if (m.days.known || (f->base == BASE_NONE && m.clock)) {
            put_open(value, sizeof value, f, &m, d);
        } else {
            d->open_to = is_after(f->mod);
            d->open_from = is_before(f->mod);
        }
    } else if (m.days.known && !now) {
        put_stretch(value, 48, &m.days);
        if (m.clock && !rolls) {
            size_t n = strlen(value);
            snprintf(value + n, sizeof value - n, "%s", m.time);
        }
    } else if (f->base == BASE_NONE && m.clock) {
        snprintf(value, sizeof value, "%s", m.time);
    } else if (now && m.days.known) {
        put_day(value, sizeof value, ref->day);
    }
    TRY(keep(a, timex, &d->timex));
    return keep(a, value, &d->value);
}

/* ---- ranges ---- */

/* The moment at which an end of a range lies: the start of its unit, or the day behind it for "the
 * end of". */
static void put_edge(char *out, size_t room, const struct date_form *f, const struct moment *m,
                     int32_t *day) {
    const char *t = m->days.timex;
    int32_t first = m->days.first;
    if (m->days.known && f->part == PART_END && m->days.grain >= GRAIN_MONTH) {
        int y;
        int mo;
        int dd;
        day_to_civil(m->days.last + 1, &y, &mo, &dd);
        first = m->days.last + 1;
    } else if (m->days.known && f->part == PART_MID && m->days.grain == GRAIN_MONTH) {
        int y;
        int mo;
        int dd;
        day_to_civil(m->days.first, &y, &mo, &dd);
        first = day_from_civil(y, mo, 16);
    } else if (m->days.known && f->part == PART_MID && m->days.grain == GRAIN_YEAR) {
        int y;
        int mo;
        int dd;
        day_to_civil(m->days.first, &y, &mo, &dd);
        first = day_from_civil(y, 7, 2);
    }
    *day = m->days.known ? first : DAY_NONE;
    bool keeps = t[0] == 'X' && m->days.grain <= GRAIN_DAY;
    if (!m->days.known || keeps || f->base == BASE_NOW) {
        const char *pad = m->days.grain == GRAIN_MONTH && t[0]  ? "-01"
                          : m->days.grain == GRAIN_YEAR && t[0] ? "-01-01"
                                                                : "";
        snprintf(out, room, "%.40s%s%s", t, pad, m->time);
        return;
    }
    char date[24];
    put_day(date, sizeof date, first);
    if (t[0] == 'X' && t[1] == 'X') {
        memcpy(date, "XXXX", 4);
    }
    snprintf(out, room, "%s%s", date, m->time);
}

static void put_length(char *out, size_t room, const struct date_form *from,
                       const struct date_form *to, int32_t days, int64_t seconds) {
    bool years = !from->month && !to->month && from->base == BASE_CIVIL && to->base == BASE_CIVIL &&
                 !from->mday && !to->mday;
    bool months = !from->mday && !to->mday && from->base == BASE_CIVIL && to->base == BASE_CIVIL;
    if (seconds >= 0) {
        long h = (long)(seconds / 3600);
        long m = (long)(seconds / 60 % 60);
        long s = (long)(seconds % 60);
        int n = snprintf(out, room, "PT");
        n += h ? snprintf(out + n, room - (size_t)n, "%ldH", h) : 0;
        n += m ? snprintf(out + n, room - (size_t)n, "%ldM", m) : 0;
        if (s || n == 2) {
            snprintf(out + n, room - (size_t)n, "%ldS", s);
        }
    } else if (years && from->part == PART_WHOLE && to->part == PART_WHOLE) {
        snprintf(out, room, "P%dY", to->year - from->year);
    } else if (months) {
        snprintf(out, room, "P%dM", (int)((days + 15) / 30.436875));
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

static enum err resolve_range(arena *a, const struct date_form *f, const struct reference *ref,
                              struct date *d) {
    struct moment from;
    struct moment to;
    char left[72];
    char right[72];
    char length[48];
    char timex[200];
    char value[200];
    int32_t first;
    int32_t end;
    value[0] = 0;
    find_ends(f, ref, (enum date_tense)d->tense, &from, &to);
    put_edge(left, sizeof left, f->from, &from, &first);
    put_edge(right, sizeof right, f->to, &to, &end);
    bool clock = from.clock || to.clock;
    bool no_days = f->from->base == BASE_NONE && f->to->base == BASE_NONE;
    int32_t days = 0;
    if (first != DAY_NONE && end != DAY_NONE) {
        days = end - first;
    } else if (f->from->weekday && f->to->weekday && f->from->base == BASE_WEEKDAY) {
        days = (f->to->weekday - f->from->weekday + 7) % 7;
    } else if (f->from->mday && f->to->mday && f->from->month) {
        days = day_from_civil(2001, f->to->month ? f->to->month : f->from->month, f->to->mday) -
               day_from_civil(2001, f->from->month, f->from->mday);
        days += days < 0 ? 365 : 0;
    } else if (f->from->month && f->to->month) {
        days = (f->to->month - f->from->month + 12) % 12 * 30;
    }
    int64_t seconds = -1;
    if (clock) {
        int64_t now = f->from->base == BASE_NOW || f->to->base == BASE_NOW
                          ? (ref->second < 0 ? 0 : ref->second)
                          : 0;
        int64_t s = from.clock ? from.second : f->from->base == BASE_NOW ? now : 0;
        int64_t e = to.clock ? to.second : f->to->base == BASE_NOW ? now : 0;
        seconds = (int64_t)days * 86400 + e - s;
        seconds += seconds < 0 && no_days ? 86400 : 0;
        seconds = seconds < 0 ? 0 : seconds;
    }
    put_length(length, sizeof length, f->from, f->to, days, seconds);
    snprintf(timex, sizeof timex, "(%s,%s,%s)", left, right, length);
    d->type = !clock ? DATE_DATERANGE : no_days ? DATE_TIMERANGE : DATE_DATETIMERANGE;
    d->grain = clock                             ? GRAIN_HOUR
               : from.days.grain < to.days.grain ? from.days.grain
                                                 : to.days.grain;
    d->first_day = first;
    d->last_day = end == DAY_NONE                                           ? DAY_NONE
                  : f->to->part == PART_END && to.days.grain >= GRAIN_MONTH ? end - 1
                                                                            : to.days.last;
    if (first != DAY_NONE && end != DAY_NONE && d->last_day >= first) {
        put_day(left, sizeof left, first);
        put_day(right, sizeof right, d->last_day);
        snprintf(value, sizeof value, "%s%s/%s%s", left, from.clock ? from.time : "", right,
                 to.clock ? to.time : "");
    } else if (no_days) {
        snprintf(value, sizeof value, "%s/%s", from.time, to.time);
        d->first_day = d->last_day = DAY_NONE;
    } else {
        d->first_day = d->last_day = DAY_NONE;
    }
    TRY(keep(a, timex, &d->timex));
    return keep(a, value, &d->value);
}

static enum err resolve_set(arena *a, const struct date_form *f, struct date *d) {
    struct moment m;
    char timex[96];
    const struct reference nowhere = {.day = DAY_NONE, .second = -1};
    find_moment(f, &nowhere, TENSE_UNKNOWN, &m);
    if (f->base == BASE_NONE && !m.time[0]) {
        stretch_length_timex(&f->length, timex, sizeof timex);
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
        stretch_length_timex(&f->length, timex, sizeof timex);
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
