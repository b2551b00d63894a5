/* day.c - days since 1970-01-01 and the civil calendar, and the two ways in which files write a
 * day. The conversions are Hinnant's (chrono-compatible low-level date algorithms): exact for every
 * year that fits, no tables, O(1). A string is ISO 8601 ("2022-03-04", "20220304", with anything
 * behind T or a space) or RFC 2822 ("Fri, 4 Mar 2022 10:00:00 GMT"); the day is the one written, in
 * the zone it was written in. */
#include "time/dates.h"
#include "time/form.h"

int32_t day_from_civil(int year, int month, int day) {
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097 + day_of_era - 719468;
}

void day_to_civil(int32_t day, int *year, int *month, int *mday) {
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    *mday = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

int day_weekday(int32_t day) {
    int32_t since_monday = (day + 3) % 7;
    return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

bool day_is_in_calendar(int year, int month, int day) {
    static const uint8_t length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) {
        return false;
    }
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= length[month - 1] + (month == 2 && leap);
}

/* Digits at s[*pos], `least` to `most` of them; -1 when there are fewer. */
static int read_int(str s, size_t *pos, size_t least, size_t most) {
    int value = 0;
    size_t n = 0;
    while (n < most && *pos < s.len && s.ptr[*pos] >= '0' && s.ptr[*pos] <= '9') {
        value = value * 10 + (s.ptr[*pos] - '0');
        (*pos)++;
        n++;
    }
    return n >= least ? value : -1;
}

static bool is_digit_at(str s, size_t pos) {
    return pos < s.len && s.ptr[pos] >= '0' && s.ptr[pos] <= '9';
}

/* 10:00, 10:00:05, 1000 behind the date: seconds of the day, or -1. */
static int32_t read_clock(str s, size_t pos) {
    int hour = read_int(s, &pos, 1, 2);
    if (hour < 0 || hour > 24 || pos >= s.len || s.ptr[pos] != ':') {
        return -1;
    }
    pos++;
    int minute = read_int(s, &pos, 2, 2);
    int second = 0;
    if (pos < s.len && s.ptr[pos] == ':') {
        pos++;
        second = read_int(s, &pos, 2, 2);
    }
    return minute < 0 || minute > 59 || second < 0 || second > 60
               ? -1
               : hour * 3600 + minute * 60 + second;
}

/* The clock behind a date, when T or a space parts them. */
static int32_t clock_behind(str s, size_t pos) {
    bool parted = pos < s.len && (s.ptr[pos] == 'T' || s.ptr[pos] == 't' || s.ptr[pos] == ' ');
    return parted ? read_clock(s, pos + 1) : -1;
}

static int32_t read_iso(str s, int32_t *second) {
    size_t pos = 0;
    int year = read_int(s, &pos, 4, 4);
    char joint = pos < s.len ? s.ptr[pos] : 0;
    bool joined = joint == '-' || joint == '/';
    pos += joined;
    int month = read_int(s, &pos, joined ? 1 : 2, 2);
    if (joined && (pos >= s.len || s.ptr[pos] != joint)) {
        return DAY_NONE;
    }
    pos += joined;
    int day = read_int(s, &pos, joined ? 1 : 2, 2);
    if (is_digit_at(s, pos) || !day_is_in_calendar(year, month, day)) {
        return DAY_NONE;
    }
    *second = clock_behind(s, pos);
    return day_from_civil(year, month, day);
}

static void skip_space(str s, size_t *pos) {
    while (*pos < s.len && (s.ptr[*pos] == ' ' || s.ptr[*pos] == ',' || s.ptr[*pos] == '\t')) {
        (*pos)++;
    }
}

/* Month by its first three letters at s[*pos], which moves behind the word; 0 when it is none. */
static int read_month_name(str s, size_t *pos) {
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    size_t from = *pos;
    while (*pos < s.len && (s.ptr[*pos] | 0x20) >= 'a' && (s.ptr[*pos] | 0x20) <= 'z') {
        (*pos)++;
    }
    for (int i = 0; *pos - from >= 3 && i < 12; i++) {
        if (str_equals_nocase(str_slice(s, from, from + 3), str_of(names + 3 * i, 3))) {
            return i + 1;
        }
    }
    return 0;
}

/* [Fri,] 4 Mar 2022 10:00 or [Friday,] March 4, 2022. */
static int32_t read_mail(str s, int32_t *second) {
    size_t pos = 0;
    int month = read_month_name(s, &pos);
    skip_space(s, &pos);
    if (!month && pos < s.len && !is_digit_at(s, pos)) {
        month = read_month_name(s, &pos);
        skip_space(s, &pos);
    }
    int day = read_int(s, &pos, 1, 2);
    skip_space(s, &pos);
    if (pos < s.len && !is_digit_at(s, pos)) {
        month = read_month_name(s, &pos);
        skip_space(s, &pos);
    }
    int year = read_int(s, &pos, 4, 4);
    if (!day_is_in_calendar(year, month, day) || is_digit_at(s, pos)) {
        return DAY_NONE;
    }
    skip_space(s, &pos);
    *second = read_clock(s, pos);
    return day_from_civil(year, month, day);
}

int32_t day_from_moment(str s, int32_t *second) {
    s = str_trim(s);
    *second = -1;
    int32_t day = is_digit_at(s, 0) ? read_iso(s, second) : DAY_NONE;
    return day == DAY_NONE ? read_mail(s, second) : day;
}

int32_t day_from_string(str s) {
    int32_t second;
    return day_from_moment(s, &second);
}
