/* feed_date_clock.c - the time of day in a feed's date: zones by offset or by the names mail knows,
 * clocks with and without seconds, fractions, am and pm. A zone of one name in several parts of the
 * world is what news agencies mean by it. */
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

struct zone {
    str name;
    int hours_10; /* tenths of an hour: half hours are 5 */
};

static const struct zone zones[] = {
    {{"UT", 2}, 0},     {{"UTC", 3}, 0},    {{"GMT", 3}, 0},    {{"Z", 1}, 0},
    {{"WET", 3}, 0},    {{"WEST", 4}, 10},  {{"BST", 3}, 10},   {{"IST", 3}, 10},
    {{"CET", 3}, 10},   {{"MET", 3}, 10},   {{"MEZ", 3}, 10},   {{"CEST", 4}, 20},
    {{"MEST", 4}, 20},  {{"MESZ", 4}, 20},  {{"EET", 3}, 20},   {{"EEST", 4}, 30},
    {{"MSK", 3}, 30},   {{"MSD", 3}, 40},   {{"JST", 3}, 90},   {{"KST", 3}, 90},
    {{"AEST", 4}, 100}, {{"AEDT", 4}, 110}, {{"ACST", 4}, 95},  {{"AWST", 4}, 80},
    {{"NZST", 4}, 120}, {{"NZDT", 4}, 130}, {{"NST", 3}, -35},  {{"NDT", 3}, -25},
    {{"AST", 3}, -40},  {{"ADT", 3}, -30},  {{"EST", 3}, -50},  {{"EDT", 3}, -40},
    {{"ET", 2}, -50},   {{"CST", 3}, -60},  {{"CDT", 3}, -50},  {{"CT", 2}, -60},
    {{"MST", 3}, -70},  {{"MDT", 3}, -60},  {{"MT", 2}, -70},   {{"PST", 3}, -80},
    {{"PDT", 3}, -70},  {{"PT", 2}, -80},   {{"AKST", 4}, -90}, {{"AKDT", 4}, -80},
    {{"HST", 3}, -100}, {{"HKT", 3}, 80},   {{"SGT", 3}, 80},   {{"SAST", 4}, 20},
};

/* RFC 822's letters, as it meant them: A is -1, M is -12, N is +1, Y is +12. */
static bool military(char c, int *hours) {
    c = (char)(c & ~0x20);
    if (c < 'A' || c > 'Z' || c == 'J') {
        return false;
    }
    if (c == 'Z') {
        *hours = 0;
    } else if (c < 'J') {
        *hours = -(c - 'A' + 1);
    } else if (c <= 'M') {
        *hours = -(c - 'A');
    } else {
        *hours = c - 'N' + 1;
    }
    return true;
}

/* "+01:00", "-0500", "+1", "+5:30". */
static bool signed_offset(str s, int *offset) {
    if (s.len < 2 || (s.ptr[0] != '+' && s.ptr[0] != '-')) {
        return false;
    }
    size_t n = digits(s, 1);
    int hours;
    int minutes = 0;
    size_t end = 1 + n;
    if (n == 4 || n == 3) {
        hours = number(s, 1, n - 2);
        minutes = number(s, n - 1, 2);
    } else if (n == 1 || n == 2) {
        hours = number(s, 1, n);
        if (end < s.len && s.ptr[end] == ':' && digits(s, end + 1) == 2) {
            minutes = number(s, end + 1, 2);
            end += 3;
        }
    } else {
        return false;
    }
    if (hours > 23 || minutes > 59) {
        return false;
    }
    *offset = (hours * 3600 + minutes * 60) * (s.ptr[0] == '-' ? -1 : 1);
    return end == s.len;
}

bool feed_date_zone(str s, int *offset) {
    *offset = 0;
    s = str_trim(s);
    if (!s.len || signed_offset(s, offset)) {
        return true;
    }
    size_t letters = 0;
    while (letters < s.len && ((s.ptr[letters] | 0x20) >= 'a' && (s.ptr[letters] | 0x20) <= 'z')) {
        letters++;
    }
    str name = str_slice(s, 0, letters);
    str rest = str_slice(s, letters, s.len);
    int hours;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        if (str_equals_nocase(zones[i].name, name)) {
            int own = zones[i].hours_10 * 360;
            bool known = !rest.len || signed_offset(rest, offset);
            *offset = rest.len ? *offset : own;
            return known;
        }
    }
    if (s.len == 1 && military(s.ptr[0], &hours)) {
        *offset = hours * 3600;
        return true;
    }
    return false;
}

/* Seconds and a fraction behind `mark` at `end`; returns the position behind them. */
static size_t add_seconds(str s, size_t end, char mark, struct feed_date_parts *p) {
    size_t n = end < s.len && s.ptr[end] == mark ? digits(s, end + 1) : 0;
    if (n != 1 && n != 2) {
        return end;
    }
    p->second = number(s, end + 1, n);
    end += 1 + n;
    bool fraction = end < s.len && (s.ptr[end] == '.' || s.ptr[end] == ',');
    n = fraction ? digits(s, end + 1) : 0;
    return n ? end + 1 + n : end;
}

size_t feed_date_clock_length(str s, struct feed_date_parts *p) {
    size_t n = digits(s, 0);
    if (n == 4 || n == 6) { /* 1256, 125601 */
        p->hour = number(s, 0, 2);
        p->minute = number(s, 2, 2);
        p->second = n == 6 ? number(s, 4, 2) : 0;
        return n;
    }
    if (n != 1 && n != 2) {
        return 0;
    }
    char mark = n < s.len ? s.ptr[n] : 0;
    size_t minutes = digits(s, n + 1);
    if ((mark != ':' && mark != '.') || (minutes != 2 && minutes != 1)) {
        return 0;
    }
    p->hour = number(s, 0, n);
    p->minute = number(s, n + 1, minutes);
    return add_seconds(s, n + 1 + minutes, mark, p);
}

void feed_date_half_day(str s, size_t *pos, struct feed_date_parts *p) {
    size_t at = *pos;
    while (at < s.len && s.ptr[at] == ' ') {
        at++;
    }
    if (at + 2 > s.len || (s.ptr[at + 1] | 0x20) != 'm' ||
        (at + 2 < s.len && s.ptr[at + 2] != ' ')) {
        return;
    }
    char c = (char)(s.ptr[at] | 0x20);
    if (c == 'p' && p->hour < 12) {
        p->hour += 12;
    } else if (c == 'a' && p->hour == 12) {
        p->hour = 0;
    }
    if (c == 'p' || c == 'a') {
        *pos = at + 2;
    }
}

bool feed_date_clock(str s, struct feed_date_parts *p) {
    size_t end = memchr(s.ptr, ':', s.len) ? feed_date_clock_length(s, p) : 0;
    if (!end) {
        return false;
    }
    feed_date_half_day(s, &end, p);
    str zone = str_slice(s, end, s.len);
    return !zone.len || (feed_date_zone(zone, &p->offset) && zone.ptr[0] != '.');
}
