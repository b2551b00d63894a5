/* day.c - finds days in any string of a page. Every day holds digits, so only runs of digits are
 * looked at, each with the readers for its length: year first (ISO and 2020年1月2日), day or month
 * first in digits, a word of a month behind or before the number. What stands behind a day is tried
 * as a time of day (day_clock.c). A number that is part of a longer one (prices, versions,
 * addresses of machines) is no day. O(n): each run of digits is read a bounded number of times. */
#include "page/day.h"

#include <stdio.h>

#include "page/day_parts.h"

static bool is_digit(str s, size_t pos) {
    return pos < s.len && s.ptr[pos] >= '0' && s.ptr[pos] <= '9';
}

static char at(str s, size_t pos) {
    return pos < s.len ? s.ptr[pos] : 0;
}

bool day_in_calendar(int year, int month, int mday) {
    static const uint8_t longest[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && mday >= 1 &&
           mday <= longest[month - 1] && (month != 2 || mday < 29 || leap);
}

/* Fill `d`, or false when no calendar has the day. */
static bool set(struct day *d, int year, int month, int mday, enum day_form form, size_t from,
                size_t to) {
    if (!day_in_calendar(year, month, mday)) {
        return false;
    }
    *d = (struct day){.year = (int16_t)year,
                      .month = (uint8_t)month,
                      .mday = (uint8_t)mday,
                      .form = (uint8_t)form,
                      .at = {(uint32_t)from, (uint32_t)to}};
    return true;
}

/* A sign of East Asian dates at `pos` ("年", "월", ...); returns the position behind it or 0. */
static size_t skip_sign(str s, size_t pos, str han, str hangul) {
    str rest = str_slice(s, pos < s.len ? pos : s.len, s.len);
    if (str_starts_with(rest, han)) {
        return pos + han.len;
    }
    return str_starts_with(rest, hangul) ? pos + hangul.len : 0;
}

/* 2020年1月2日, 2020년 1월 2일, behind the year. */
static bool read_east_asian(str s, size_t from, int year, size_t pos, struct day *d) {
    pos = skip_sign(s, pos, STR("\xe5\xb9\xb4"), STR("\xeb\x85\x84"));
    if (!pos) {
        return false;
    }
    size_t len;
    pos = day_parts_skip_space(s, pos);
    int month = day_parts_digits(s, pos, &len);
    pos = skip_sign(s, pos + len, STR("\xe6\x9c\x88"), STR("\xec\x9b\x94"));
    if (!pos || len > 2) {
        return false;
    }
    pos = day_parts_skip_space(s, pos);
    int mday = day_parts_digits(s, pos, &len);
    size_t to = skip_sign(s, pos + len, STR("\xe6\x97\xa5"), STR("\xec\x9d\xbc"));
    return to && len <= 2 && set(d, year, month, mday, DAY_ISO, from, to);
}

/* 2020-01-02, 2020/1/2, 2020.01.02, "2020. 1. 2.", behind the year. */
static bool read_year_first(str s, size_t from, int year, size_t pos, struct day *d) {
    char mark = at(s, pos);
    size_t len;
    if (mark != '-' && mark != '/' && mark != '.') {
        return false;
    }
    pos = mark == '.' ? day_parts_skip_space(s, pos + 1) : pos + 1;
    int month = day_parts_digits(s, pos, &len);
    if (len == 0 || len > 2 || at(s, pos + len) != mark) {
        return false;
    }
    pos = mark == '.' ? day_parts_skip_space(s, pos + len + 1) : pos + len + 1;
    int mday = day_parts_digits(s, pos, &len);
    return len >= 1 && len <= 2 && set(d, year, month, mday, DAY_ISO, from, pos + len);
}

/* "2020 January 2", "2020. január 2.", "2020-Jan-02", behind the year. */
static bool read_year_word(str s, size_t from, int year, size_t pos, struct day *d) {
    pos = day_parts_skip_between(s, pos);
    size_t len;
    int month = day_parts_month(s, pos, &pos);
    if (!month) {
        return false;
    }
    pos = day_parts_skip_between(s, pos);
    int mday = day_parts_digits(s, pos, &len);
    return len >= 1 && len <= 2 && set(d, year, month, mday, DAY_WRITTEN, from, pos + len);
}

/* A year in digits at `pos`; two digits stand for 1970 to 2069. 0 = none. */
static int read_year(str s, size_t pos, bool short_too, size_t *to) {
    size_t len;
    int value = day_parts_digits(s, pos, &len);
    *to = pos + len;
    if (len == 4) {
        return value >= 1900 && value <= 2100 ? value : 0;
    }
    bool ends = at(s, *to) != '.' || !is_digit(s, *to + 1);
    if (len == 2 && short_too && ends && at(s, *to) != ':') {
        return value < 70 ? 2000 + value : 1900 + value;
    }
    return 0;
}

/* Day and month are told apart where one is past 12, else by the order given. */
static bool set_in_order(struct day *d, int year, int first, int second, bool month_first,
                         bool doubtful, struct span at) {
    bool both = first <= 12 && second <= 12 && first != second;
    bool swap = (first <= 12 && second > 12) || (both && month_first);
    int month = swap ? first : second;
    int mday = swap ? second : first;
    if (!set(d, year, month, mday, DAY_DIGITS, at.from, at.to)) {
        return false;
    }
    d->is_ambiguous = both && doubtful;
    d->is_month_first = swap;
    return true;
}

/* 2.1.2020, 02/01/20, 2-1-2020. */
static bool read_year_last(str s, size_t from, int first, size_t pos, enum day_order order,
                           struct day *d) {
    char mark = at(s, pos);
    size_t len;
    if (mark != '.' && mark != '/' && mark != '-') {
        return false;
    }
    pos = mark == '.' ? day_parts_skip_space(s, pos + 1) : pos + 1;
    int second = day_parts_digits(s, pos, &len);
    if (len == 0 || len > 2 || at(s, pos + len) != mark) {
        return false;
    }
    pos = mark == '.' ? day_parts_skip_space(s, pos + len + 1) : pos + len + 1;
    size_t to;
    int year = read_year(s, pos, mark != '-', &to);
    bool month_first = order == DAY_MONTH_FIRST_ALWAYS || (mark != '.' && order == DAY_MONTH_FIRST);
    return year && set_in_order(d, year, first, second, month_first, mark != '.',
                                (struct span){(uint32_t)from, (uint32_t)to});
}

/* "2 January 2020", "2nd of Jan., 2020", "1er mars 2021", "2 de enero de 2020", "02-Jan-2020". */
static bool read_day_word(str s, size_t from, int mday, size_t pos, struct day *d) {
    pos = day_parts_skip_ordinal(s, pos);
    pos = day_parts_skip_between(s, pos);
    int month = day_parts_month(s, pos, &pos);
    if (!month) {
        return false;
    }
    pos = day_parts_skip_between(s, pos);
    size_t to;
    bool quoted = at(s, pos) == '\'';
    int year = read_year(s, pos + quoted, quoted || at(s, pos - 1) == '-', &to);
    return year && set(d, year, month, mday, DAY_WRITTEN, from, to);
}

/* "January 2nd, 2020", "Jan. 2 2020", ctime's "Jan  2 10:12:00 UTC 2020"; the number is known. */
static bool read_word_day(str s, size_t from, int mday, size_t pos, struct day *d) {
    size_t word;
    int month = day_parts_month_before(s, from, &word);
    if (!month) {
        return false;
    }
    pos = day_parts_skip_ordinal(s, pos);
    size_t to;
    int year = read_year(s, day_parts_skip_between(s, pos), false, &to);
    if (year) {
        return set(d, year, month, mday, DAY_WRITTEN, word, to);
    }
    struct day clock = {0};
    size_t behind = day_clock_read(s, pos, &clock);
    year = behind > pos ? read_year(s, day_parts_skip_between(s, behind), false, &to) : 0;
    if (!year || !set(d, year, month, mday, DAY_WRITTEN, word, to)) {
        return false;
    }
    day_clock_copy(d, &clock);
    return true;
}

/* Whether the number that begins at `pos` is the tail of something longer. */
static bool is_tail(str s, size_t pos) {
    char before = pos > 0 ? s.ptr[pos - 1] : ' ';
    bool letter = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
    if (letter || before == '_' || before == '#' || before == '$') {
        return true;
    }
    bool mark = before == '.' || before == ',' || before == '-' || before == '/' || before == ':';
    return mark && pos > 1 && is_digit(s, pos - 2);
}

/* The day whose first number is the run of digits [pos, pos + len). */
static bool read_at(str s, size_t pos, size_t len, enum day_order order, struct day *d) {
    size_t n;
    int value = day_parts_digits(s, pos, &n);
    size_t to = pos + len;
    if (is_tail(s, pos)) {
        return false;
    }
    if (len == 4 && value >= 1900 && value <= 2100) {
        return read_year_first(s, pos, value, to, d) || read_east_asian(s, pos, value, to, d) ||
               read_year_word(s, pos, value, to, d);
    }
    return len <= 2 && value >= 1 && value <= 31 &&
           (read_year_last(s, pos, value, to, order, d) || read_day_word(s, pos, value, to, d) ||
            read_word_day(s, pos, value, to, d));
}

bool day_find(str s, size_t from, enum day_order order, struct day *out) {
    for (size_t pos = from; pos < s.len;) {
        if (!is_digit(s, pos)) {
            pos++;
            continue;
        }
        size_t len = 1;
        while (is_digit(s, pos + len)) {
            len++;
        }
        if ((len <= 2 || len == 4) && read_at(s, pos, len, order, out) &&
            !is_digit(s, out->at.to)) {
            if (!out->has_time) {
                out->at.to = (uint32_t)day_clock_read(s, out->at.to, out);
            }
            return true;
        }
        pos += len;
    }
    return false;
}

bool day_read(str s, enum day_order order, struct day *out) {
    s = str_trim(s);
    size_t len = 0;
    while (is_digit(s, len)) {
        len++;
    }
    size_t n;
    if (len == 8 && set(out, day_parts_digits(str_slice(s, 0, 4), 0, &n),
                        day_parts_digits(str_slice(s, 4, 6), 0, &n),
                        day_parts_digits(str_slice(s, 6, 8), 0, &n), DAY_ISO, 0, len)) {
        out->at.to = (uint32_t)day_clock_read(s, len, out);
        return true;
    }
    if (len == s.len && (len == 10 || len == 13)) {
        return day_clock_from_epoch(s, len == 13, out);
    }
    return day_find(s, 0, order, out);
}

/* 2020_01_02 */
static bool read_underscores(str url, size_t pos, int year, struct day *out) {
    size_t len;
    int month = day_parts_digits(url, pos + 5, &len);
    size_t behind = pos + 5 + len;
    int mday = at(url, behind) == '_' ? day_parts_digits(url, behind + 1, &len) : 0;
    return set(out, year, month, mday, DAY_ISO, pos, behind + 1 + len);
}

/* 2020/jan/02, 2020/january/2 */
static bool read_url_word(str url, size_t pos, int year, struct day *out) {
    size_t to = pos + 5;
    size_t len = 0;
    int month = day_parts_month(url, pos + 5, &to);
    int mday = month && at(url, to) == at(url, pos + 4) ? day_parts_digits(url, to + 1, &len) : 0;
    return len > 0 && len <= 2 && set(out, year, month, mday, DAY_ISO, pos, to + 1 + len);
}

/* A full day whose year of four digits, followed by a mark, stands at `pos`. */
static bool read_url_parts(str url, size_t pos, int year, struct day *out) {
    char mark = at(url, pos + 4);
    bool begins = pos == 0 || memchr("/-_=.", url.ptr[pos - 1], 5);
    bool parted = mark && strchr("/-_.", mark);
    return year >= 1990 && year <= 2100 && begins && parted &&
           (read_year_first(url, pos, year, pos + 4, out) ||
            (mark == '_' && read_underscores(url, pos, year, out)) ||
            read_url_word(url, pos, year, out)) &&
           !is_digit(url, out->at.to);
}

/* /2020/01/ */
static bool read_url_month(str url, size_t pos, int year, struct day *out) {
    size_t len;
    int month = day_parts_digits(url, pos + 5, &len);
    return year >= 1990 && len == 2 && pos > 0 && url.ptr[pos - 1] == '/' &&
           at(url, pos + 4) == '/' && at(url, pos + 7) == '/' &&
           set(out, year, month, 1, DAY_ISO, pos, pos + 7);
}

bool day_find_in_url(str url, struct day *out) {
    bool found = false;
    for (size_t pos = 0; pos + 6 <= url.len; pos++) {
        size_t len;
        if (!is_digit(url, pos) || (pos > 0 && is_digit(url, pos - 1))) {
            continue;
        }
        int value = day_parts_digits(url, pos, &len);
        if (len == 8 && value >= 19900000 &&
            set(out, value / 10000, value / 100 % 100, value % 100, DAY_ISO, pos, pos + 8)) {
            return true;
        }
        if (len != 4) {
            continue;
        }
        struct day month;
        if (read_url_parts(url, pos, value, out)) {
            return true;
        }
        if (!found && read_url_month(url, pos, value, &month)) {
            *out = month;
            out->has_month_only = found = true;
        }
    }
    return found;
}

int32_t day_number(const struct day *d) {
    int year = d->year - (d->month <= 2);
    int era = year / 400;
    int of_era = year - era * 400;
    int of_year = (153 * (d->month + (d->month > 2 ? -3 : 9)) + 2) / 5 + d->mday - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool day_is_plausible(const struct day *d, int64_t fetched) {
    if (d->year < 1990 || !day_in_calendar(d->year, d->month, d->mday)) {
        return false;
    }
    return fetched > 0 ? day_number(d) <= fetched / 86400 + 1 : d->year < 2100;
}

str day_write(arena *a, const struct day *d) {
    char text[48];
    int len = snprintf(text, sizeof text, "%04d-%02u-%02u", d->year, d->month, d->mday);
    if (d->has_time) {
        len += snprintf(text + len, sizeof text - (size_t)len, "T%02u:%02u:%02u", d->hour,
                        d->minute, d->second);
    }
    if (d->has_time && d->has_zone && d->zone_minutes == 0) {
        text[len++] = 'Z';
    } else if (d->has_time && d->has_zone) {
        int minutes = d->zone_minutes < 0 ? -d->zone_minutes : d->zone_minutes;
        len += snprintf(text + len, sizeof text - (size_t)len, "%c%02d:%02d",
                        d->zone_minutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
    }
    return arena_copy(a, str_of(text, (size_t)len));
}
