/* day_clock.c - the time of day behind a day, zones, epochs, and the way back to ISO 8601. Civil
 * days by Howard Hinnant's algorithms (chrono-compatible low-level date algorithms). O(1). */
#include "page/day_parts.h"

static char at(str s, size_t pos) {
    return pos < s.len ? s.ptr[pos] : 0;
}

static bool is_letter(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Behind what may stand between a day and its time: "T", ",", "at", "um", "à", "|", "-", "(". */
static size_t skip_to_clock(str s, size_t pos) {
    static const str word[] = {
        {"at", 2},    {"um", 2},   {"\xc3\xa0", 2},     {"kl.", 3},          {"\xc3\xa0s", 3},
        {"om", 2},    {"alle", 4}, {"ore", 3},          {"\xd0\xb2", 2},     {"o", 1},
        {"a las", 5}, {"klo", 3},  {"\xe2\x80\xa2", 3}, {"\xe2\x80\x93", 3}, {"\xc2\xb7", 2}};
    if (at(s, pos) == 'T' || at(s, pos) == 't') {
        return pos + 1;
    }
    pos = day_parts_skip_space(s, pos);
    for (unsigned turn = 0; turn < 2; turn++) {
        if (at(s, pos) && strchr(",|-/(.:", at(s, pos))) {
            pos = day_parts_skip_space(s, pos + 1);
        }
        str rest = str_slice(s, pos < s.len ? pos : s.len, s.len);
        for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
            if (str_starts_with(rest, word[i]) && !is_letter(at(rest, word[i].len))) {
                pos = day_parts_skip_space(s, pos + word[i].len);
                break;
            }
        }
    }
    return pos;
}

/* Zones that pages name, with their minutes; names that mean several zones are left out. */
static const struct {
    const char *name;
    int16_t minutes;
} zones[] = {{"UTC", 0},    {"GMT", 0},    {"CEST", 120}, {"CET", 60},   {"MESZ", 120},
             {"MEZ", 60},   {"EEST", 180}, {"EET", 120},  {"WEST", 60},  {"EDT", -240},
             {"EST", -300}, {"CDT", -300}, {"CST", -360}, {"MDT", -360}, {"MST", -420},
             {"PDT", -420}, {"PST", -480}, {"AEST", 600}, {"AEDT", 660}, {"JST", 540},
             {"KST", 540},  {"MSK", 180},  {"Z", 0}};

static size_t read_zone_name(str s, size_t pos, struct day *d) {
    size_t end = pos;
    while (is_letter(at(s, end)) && end - pos < 6) {
        end++;
    }
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        if (str_equals(str_slice(s, pos, end), str_from_cstr(zones[i].name))) {
            d->has_zone = true;
            d->zone_minutes = zones[i].minutes;
            return end;
        }
    }
    return pos;
}

/* "+01:00", "-0500", "+2"; behind a time, with at most one space between. */
static size_t read_zone(str s, size_t pos, struct day *d) {
    size_t start = pos;
    pos = day_parts_skip_space(s, pos);
    size_t named = pos < s.len && is_letter(s.ptr[pos]) ? read_zone_name(s, pos, d) : pos;
    if (named > pos) {
        return named;
    }
    char sign = at(s, pos);
    size_t len;
    if ((sign != '+' && sign != '-') || pos > start + 1) {
        return start;
    }
    int value = day_parts_digits(s, pos + 1, &len);
    int minutes = 0;
    size_t end = pos + 1 + len;
    if (len == 4) {
        minutes = value % 100;
        value /= 100;
    } else if (len <= 2 && len > 0 && at(s, end) == ':') {
        size_t more;
        minutes = day_parts_digits(s, end + 1, &more);
        end += more + 1;
    } else if (len != 2) {
        return start;
    }
    if (value > 14 || minutes > 59) {
        return start;
    }
    d->has_zone = true;
    d->zone_minutes = (int16_t)((value * 60 + minutes) * (sign == '-' ? -1 : 1));
    return end;
}

/* "am", "p.m.", with a space before it or none. */
static size_t read_half(str s, size_t pos, struct day *d) {
    size_t start = pos;
    pos = day_parts_skip_space(s, pos);
    char half = (char)(at(s, pos) | 32);
    size_t end = at(s, pos + 1) == '.' ? pos + 2 : pos + 1;
    bool is_half =
        (half == 'a' || half == 'p') && (at(s, end) | 32) == 'm' && !is_letter(at(s, end + 1));
    if (!is_half || d->hour > 12 || d->hour == 0) {
        return start;
    }
    d->hour = (uint8_t)(d->hour % 12 + (half == 'p' ? 12 : 0));
    return at(s, pos + 1) == '.' && at(s, end + 1) == '.' ? end + 2 : end + 1;
}

/* Seconds and their fraction, behind the minutes. */
static size_t read_second(str s, size_t pos, struct day *d) {
    size_t len;
    if (at(s, pos) != ':') {
        return pos;
    }
    int second = day_parts_digits(s, pos + 1, &len);
    if (len != 2 || second > 60) {
        return pos;
    }
    d->second = (uint8_t)(second == 60 ? 59 : second);
    pos += 3;
    if (at(s, pos) == '.' || at(s, pos) == ',') {
        day_parts_digits(s, pos + 1, &len);
        pos += len ? len + 1 : 0;
    }
    return pos;
}

/* Hour and minute at `pos`, "10:12", "10.12", "10h12", or "1012" and "101200" behind a T; returns
 * the position behind, or 0. */
static size_t read_minutes(str s, size_t pos, struct day *d) {
    size_t len;
    int hour = day_parts_digits(s, pos, &len);
    int minute = 0;
    int second = 0;
    size_t end = pos + len;
    if (len == 4 || len == 6) {
        if (at(s, pos - 1) != 'T') {
            return 0;
        }
        second = len == 6 ? hour % 100 : 0;
        hour = len == 6 ? hour / 100 : hour;
        minute = hour % 100;
        hour /= 100;
    } else {
        char mark = at(s, end);
        bool short_hour = len == 1 || len == 2;
        minute = day_parts_digits(s, end + 1, &len);
        if (!short_hour || !mark || !strchr(":.h", mark) || len != 2) {
            return 0;
        }
        end += 3;
    }
    if (hour > 24 || minute > 59 || second > 59) {
        return 0;
    }
    d->hour = (uint8_t)(hour % 24);
    d->minute = (uint8_t)minute;
    d->second = (uint8_t)second;
    return end;
}

size_t day_clock_read(str s, size_t pos, struct day *d) {
    size_t end = read_minutes(s, skip_to_clock(s, pos), d);
    if (end == 0) {
        return pos;
    }
    d->has_time = true;
    end = read_second(s, end, d);
    end = read_half(s, end, d);
    return read_zone(s, end, d);
}

void day_clock_copy(struct day *d, const struct day *from) {
    d->has_time = from->has_time;
    d->hour = from->hour;
    d->minute = from->minute;
    d->second = from->second;
    d->has_zone = from->has_zone;
    d->zone_minutes = from->zone_minutes;
}

bool day_clock_from_epoch(str digits, bool milliseconds, struct day *out) {
    int64_t value = 0;
    for (size_t i = 0; i < digits.len && i < 13; i++) {
        value = value * 10 + (digits.ptr[i] - '0');
    }
    int64_t seconds = milliseconds ? value / 1000 : value;
    int days = (int)(seconds / 86400) + 719468;
    int rest = (int)(seconds % 86400);
    int era = days / 146097;
    int of_era = days - era * 146097;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int part = (5 * of_year + 2) / 153;
    int month = part < 10 ? part + 3 : part - 9;
    *out = (struct day){.year = (int16_t)(year + era * 400 + (month <= 2)),
                        .month = (uint8_t)month,
                        .mday = (uint8_t)(of_year - (153 * part + 2) / 5 + 1),
                        .hour = (uint8_t)(rest / 3600),
                        .minute = (uint8_t)(rest / 60 % 60),
                        .second = (uint8_t)(rest % 60),
                        .has_time = true,
                        .has_zone = true,
                        .at = {0, (uint32_t)digits.len}};
    return out->year >= 1990 && out->year <= 2100;
}
