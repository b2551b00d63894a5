/* feed_date_numeric.c - dates in numbers: W3CDTF and the ISO 8601 forms beside it (2003-12-31,
 * 20031231, 2003-365, 2003-12, 03-12-31), '.' or '/' for '-', the Korean marks of year, month and
 * day, with a time behind 'T', white space or nothing; and zones. */
#include "feed/feed_date_parts.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t digits(str s, size_t pos) {
    size_t n = 0;
    while (pos + n < s.len && is_digit(s.ptr[pos + n])) {
        n++;
    }
    return n;
}

static int number(str s, size_t from, size_t n) {
    int value = 0;
    for (size_t i = 0; i < n && i < 8; i++) {
        value = value * 10 + (s.ptr[from + i] - '0');
    }
    return value;
}

static int full_year(int year, size_t n_digits) {
    if (n_digits > 2) {
        return year;
    }
    return year + (year < 70 ? 2000 : 1900);
}

/* A mark between year, month and day at `pos`: its bytes. */
static size_t mark_length(str s, size_t pos) {
    static const str marks[] = {{"-", 1},
                                {"/", 1},
                                {".", 1},
                                {"\xeb\x85\x84 ", 4},
                                {"\xeb\x85\x84", 3},
                                {"\xec\x9b\x94 ", 4},
                                {"\xec\x9b\x94", 3}};
    str rest = str_slice(s, pos, s.len);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (str_starts_with(rest, marks[i])) {
            return marks[i].len;
        }
    }
    return 0;
}

/* A month's name between marks ("2004-julius-13"): its bytes, 0 = none. */
static size_t name_length(str s, size_t pos) {
    size_t end = pos;
    while (end < s.len && s.ptr[end] != '-' && s.ptr[end] != ' ') {
        end++;
    }
    return feed_date_month(str_slice(s, pos, end)) ? end - pos : 0;
}

/* Month and day, or the day of the year, behind the year at `pos`; returns the position behind. */
static size_t month_and_day(str s, size_t pos, struct feed_date_parts *p) {
    size_t mark = mark_length(s, pos);
    size_t n = mark ? digits(s, pos + mark) : 0;
    p->month = 1;
    p->day = 1;
    size_t name = mark && !n ? name_length(s, pos + mark) : 0;
    if (!n && !name) {
        return pos;
    }
    pos += mark;
    if (n == 3) {
        p->by_year_day = true;
        p->day = number(s, pos, 3);
        return pos + 3;
    }
    if (n == 4) {
        p->month = number(s, pos, 2);
        p->day = number(s, pos + 2, 2);
        return pos + 4;
    }
    p->month = name ? feed_date_month(str_slice(s, pos, pos + name)) : number(s, pos, n);
    pos += n + name;
    mark = mark_length(s, pos);
    n = mark ? digits(s, pos + mark) : 0;
    if (n) {
        p->day = number(s, pos + mark, n);
        pos += mark + n;
    }
    return pos;
}

/* The date at the start; the position behind it, 0 = none. */
static size_t date_length(str s, struct feed_date_parts *p) {
    size_t n = digits(s, 0);
    if (n == 8 || n == 14 || n == 12) { /* 20031231, and a time without a break */
        p->year = number(s, 0, 4);
        p->month = number(s, 4, 2);
        p->day = number(s, 6, 2);
        return 8;
    }
    if (n == 7) {
        p->year = number(s, 0, 4);
        p->month = 1;
        p->day = number(s, 4, 3);
        p->by_year_day = true;
        return 7;
    }
    if (n == 6) { /* 031231 */
        p->year = full_year(number(s, 0, 2), 2);
        p->month = number(s, 2, 2);
        p->day = number(s, 4, 2);
        return 6;
    }
    bool short_year = n == 2 && n < s.len && s.ptr[n] == '-' && digits(s, n + 1) > 1;
    if (n != 4 && !short_year) {
        return 0;
    }
    p->year = full_year(number(s, 0, n), n);
    return month_and_day(s, n, p);
}

/* The Korean mark of the day and of the halves of a day, between date and time. */
static size_t skip_korean(str s, size_t pos, bool *afternoon) {
    str rest = str_slice(s, pos, s.len);
    if (str_starts_with(rest, STR("\xec\x9d\xbc"))) {
        pos += 3;
    }
    while (pos < s.len && s.ptr[pos] == ' ') {
        pos++;
    }
    rest = str_slice(s, pos, s.len);
    *afternoon = str_starts_with(rest, STR("\xec\x98\xa4\xed\x9b\x84"));
    if (*afternoon || str_starts_with(rest, STR("\xec\x98\xa4\xec\xa0\x84"))) {
        pos += 6;
    }
    return pos;
}

static bool is_gap(char c) {
    return c == ' ' || c == 'T' || c == 't' || c == ',' || c == '-' || c == '_';
}

/* Clock and zone from `pos`; false where something else stands there. */
static bool read_time(str s, size_t pos, bool afternoon, struct feed_date_parts *p) {
    size_t n = feed_date_clock_length(str_slice(s, pos, s.len), p);
    pos += n;
    feed_date_half_day(s, &pos, p);
    if (afternoon && p->hour < 12) {
        p->hour += 12;
    }
    str zone = str_trim(str_slice(s, pos, s.len));
    int offset;
    bool known = feed_date_zone(zone, &offset);
    if (zone.len && known) {
        p->offset = offset;
    }
    return n > 0 || known;
}

bool feed_date_numeric(str s, struct feed_date_parts *p) {
    size_t pos = date_length(s, p);
    if (!pos) {
        return false;
    }
    bool afternoon;
    size_t before = pos;
    pos = skip_korean(s, pos, &afternoon);
    if (!str_equals(str_trim(str_slice(s, before, pos)), STR(""))) {
        p->offset = 9 * 3600;
    }
    while (pos < s.len && is_gap(s.ptr[pos])) {
        pos++;
    }
    return pos == s.len || read_time(s, pos, afternoon, p);
}
