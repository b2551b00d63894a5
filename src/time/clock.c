/* clock.c - times of day: 7pm, 7:56 a.m., 19.30, half past seven, ten to eight o'clock, noon, 8 in
 * the morning, eight forty pm. An hour without am, pm, minutes or o'clock is no time unless the
 * caller says so (`loose`: behind "at", or in a range). The hour is kept as said (half_day = it may
 * be of the afternoon); a daypart beside it settles it. O(1): looks at most eight tokens ahead. */
#include "time/form.h"

/* Digits of a time in one token: hour, minutes behind : or ., letters behind. */
struct digits {
    int hour;
    int minute; /* -1 = none */
    int second;
    bool colon;
    str tail;
};

static bool take_two(str s, size_t *pos, int *value) {
    if (*pos + 2 > s.len || s.ptr[*pos] < '0' || s.ptr[*pos] > '5' || s.ptr[*pos + 1] < '0' ||
        s.ptr[*pos + 1] > '9') {
        return false;
    }
    *value = (s.ptr[*pos] - '0') * 10 + (s.ptr[*pos + 1] - '0');
    *pos += 2;
    return true;
}

/* "56:30" or "30" behind the hour's mark. */
static bool cut_minutes(str s, size_t *pos, struct digits *out) {
    out->colon = s.ptr[*pos] == ':';
    (*pos)++;
    if (!take_two(s, pos, &out->minute)) {
        return false;
    }
    if (*pos < s.len && s.ptr[*pos] == ':') {
        (*pos)++;
        return take_two(s, pos, &out->second);
    }
    return true;
}

static bool cut_digits(str s, struct digits *out) {
    size_t pos = 0;
    *out = (struct digits){.minute = -1, .second = -1};
    while (pos < s.len && pos < 3 && s.ptr[pos] >= '0' && s.ptr[pos] <= '9') {
        out->hour = out->hour * 10 + (s.ptr[pos] - '0');
        pos++;
    }
    if (pos == 0 || pos > 2 || out->hour > 24) {
        return false;
    }
    bool mark = pos < s.len && (s.ptr[pos] == ':' || s.ptr[pos] == '.');
    if (mark && !cut_minutes(s, &pos, out)) {
        return false;
    }
    out->tail = str_slice(s, pos, s.len);
    return out->tail.len == 0 || out->tail.ptr[0] > '9';
}

/* am/pm glued to the digits: 0, 1, or -1; *fine = the letters are understood. */
static int tail_half(str tail, bool *fine) {
    *fine = true;
    if (tail.len == 0) {
        return -1;
    }
    if (str_equals_nocase(tail, STR("am")) || str_equals_nocase(tail, STR("a"))) {
        return 0;
    }
    if (str_equals_nocase(tail, STR("pm")) || str_equals_nocase(tail, STR("p"))) {
        return 1;
    }
    *fine = str_equals_nocase(tail, STR("ish"));
    return -1;
}

/* "a.m.", "pm", "p m", "p . m ." at token i: the index behind it; *half = 0 or 1. */
static size_t read_half(const struct reading *r, size_t i, int *half) {
    if (reading_class(r, i) == WORD_AMPM) {
        *half = (int)reading_value(r, i);
        return i + 1;
    }
    str first = i < r->n ? token_str(r->doc->text, &r->tok[i]) : STR("");
    if (first.len == 0 || first.len > 2 || (first.len == 2 && first.ptr[1] != '.') ||
        !((first.ptr[0] | 0x20) == 'a' || (first.ptr[0] | 0x20) == 'p')) {
        return i;
    }
    size_t k = i + 1;
    k += reading_is_mark(r, k, '.');
    if (k >= r->n || (r->doc->text.ptr[r->tok[k].from] | 0x20) != 'm' ||
        r->tok[k].to - r->tok[k].from > 2) {
        return i;
    }
    *half = (first.ptr[0] | 0x20) == 'p';
    k++;
    return k + (reading_is_mark(r, k, '.') && k > i + 2);
}

static void set_half(struct date_form *f, int half) {
    f->half_day = false;
    if (half == 1 && f->hour < 12) {
        f->hour = (int8_t)(f->hour + 12);
    } else if (half == 0 && f->hour == 12) {
        f->hour = 0;
    }
}

void clock_settle(struct date_form *f, unsigned daypart) {
    if (!f->half_day || f->hour > 12 || f->hour < 0) {
        return;
    }
    f->half_day = false;
    bool late = daypart == DAYPART_AFTERNOON || daypart == DAYPART_EVENING ||
                daypart == DAYPART_DINNER || (daypart == DAYPART_NIGHT && f->hour >= 6) ||
                (daypart == DAYPART_LUNCH && f->hour < 11);
    if (late && f->hour < 12) {
        f->hour = (int8_t)(f->hour + 12);
    } else if (daypart == DAYPART_NIGHT && f->hour == 12) {
        f->hour = 0;
    }
}

/* "in the morning", "at night", "early evening" behind an hour. */
static size_t settle_behind(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    if (reading_class(r, k) == WORD_IN && reading_class(r, k + 1) == WORD_THE) {
        k += 2;
    } else if (reading_class(r, k) == WORD_AT) {
        k++;
    } else if (reading_class(r, k) == WORD_EARLY || reading_class(r, k) == WORD_LATE) {
        k++;
    } else {
        return i;
    }
    if (reading_class(r, k) != WORD_DAYPART || reading_value(r, k) > DAYPART_NIGHT) {
        return i;
    }
    clock_settle(f, reading_value(r, k));
    f->half_day = false;
    return k + 1;
}

/* am, pm, o'clock and the like behind the hour; *said = it was one of them, so this is a time. */
static size_t read_behind(const struct reading *r, size_t i, struct date_form *f, bool *said) {
    int half;
    size_t end = read_half(r, i, &half);
    if (end > i) {
        set_half(f, half);
        *said = true;
        return end;
    }
    if (reading_class(r, i) == WORD_OCLOCK) {
        *said = true;
        i++;
        end = read_half(r, i, &half);
        if (end > i) {
            set_half(f, half);
            return end;
        }
    }
    if (reading_class(r, i) == WORD_UNIT && reading_value(r, i) == (UNIT_MINUTE | 32) &&
        f->minute >= 0) {
        *said = true;
        i++;
    }
    end = settle_behind(r, i, f);
    *said = *said || end > i;
    return end;
}

/* 0730: four digits, where a time of day is sure to stand. */
static bool cut_four(str s, struct date_form *f) {
    struct digits d;
    char colon[5];
    if (s.len != 4 || s.ptr[0] != '0') {
        return false;
    }
    memcpy(colon, s.ptr, 2);
    colon[2] = ':';
    memcpy(colon + 3, s.ptr + 2, 2);
    if (!cut_digits(str_of(colon, 5), &d)) {
        return false;
    }
    f->hour = (int8_t)d.hour;
    f->minute = (int8_t)d.minute;
    f->half_day = true;
    return true;
}

/* "8p" and ".m." behind it: the letters of p.m. cut by the first period. */
static size_t over_cut_half(const struct reading *r, size_t i) {
    bool cut = reading_is_mark(r, i, '.') && reading_is_glued(r, i) && reading_is_glued(r, i + 1) &&
               reading_is_word(r, i + 1, STR("m"));
    return cut ? i + 2 + reading_is_mark(r, i + 2, '.') : i;
}

static void set_digits(struct date_form *f, const struct digits *d, bool settled) {
    f->hour = (int8_t)d->hour;
    f->minute = (int8_t)d->minute;
    f->second = (int8_t)d->second;
    f->half_day = d->hour >= 1 && d->hour <= 12 && !settled;
}

static size_t read_digits(const struct reading *r, size_t i, bool loose, struct date_form *f) {
    struct digits d;
    bool fine;
    str s = token_str(r->doc->text, &r->tok[i]);
    if (loose && cut_four(s, f)) {
        return i + 1;
    }
    if (!cut_digits(s, &d)) {
        return i;
    }
    int half = tail_half(d.tail, &fine);
    if (!fine || (half >= 0 && d.hour > 12)) {
        return i;
    }
    bool ish = d.tail.len == 3;
    bool said = half >= 0 || d.colon || ish;
    set_digits(f, &d, ish || s.ptr[0] == '0');
    if (half >= 0) {
        set_half(f, half);
        size_t end = d.tail.len == 1 ? over_cut_half(r, i + 1) : i + 1;
        return settle_behind(r, end, f);
    }
    size_t end = read_behind(r, i + 1, f, &said);
    f->bare = !said && d.minute < 0;
    return said || loose ? end : i;
}

/* Number below 60 in words or digits. */
static size_t read_small(const struct reading *r, size_t i, unsigned below, unsigned *value) {
    struct number num;
    if (i >= r->n || (reading_class(r, i) != WORD_NUMBER && reading_class(r, i) != WORD_DIGITS) ||
        !number_read_plain(&r->lex->number, r->doc->text, r->tok, i, r->n, &num) || num.ordinal ||
        num.separated || num.value >= below || num.to != r->tok[num.tok_to - 1].to) {
        return i;
    }
    *value = (unsigned)num.value;
    return num.tok_to;
}

/* "eight", "eight forty", "ten forty five" with am, pm, o'clock behind, or loose. */
static size_t read_words(const struct reading *r, size_t i, bool loose, struct date_form *f) {
    unsigned hour;
    unsigned value;
    if (number_word(&r->lex->number, &r->tok[i], &value) != NUMWORD_UNIT && value != 20) {
        return i;
    }
    size_t end = read_small(r, i, 25, &hour);
    if (end == i) {
        return i;
    }
    f->hour = (int8_t)hour;
    f->half_day = hour >= 1 && hour <= 12;
    unsigned minute;
    size_t behind = read_small(r, end, 60, &minute);
    bool said = false;
    if (behind > end && minute >= 10 && r->cls[end] >> 24 == WORD_NUMBER) {
        f->minute = (int8_t)minute;
        end = behind;
        said = loose;
    }
    behind = read_behind(r, end, f, &said);
    f->bare = !said && f->minute < 0;
    return said || loose ? behind : i;
}

/* An hour in digits or words. */
static size_t read_hour(const struct reading *r, size_t i, bool loose, struct date_form *f) {
    switch (reading_class(r, i)) {
    case WORD_DIGITS:
        return read_digits(r, i, loose, f);
    case WORD_NUMBER:
        return read_words(r, i, loose, f);
    default:
        return i;
    }
}

/* The minutes in front of past and to: half, a quarter, ten, ten minutes. */
static size_t read_minutes(const struct reading *r, size_t i, unsigned *minute) {
    if (!reading_in(r, i,
                    CLASS(WORD_A) | CLASS(WORD_HALF) | CLASS(WORD_UNIT) | CLASS(WORD_DIGITS) |
                        CLASS(WORD_NUMBER))) {
        return i;
    }
    size_t k = i + (reading_class(r, i) == WORD_A);
    if (reading_class(r, k) == WORD_HALF || reading_is_unit(r, k, UNIT_QUARTER)) {
        *minute = reading_class(r, k) == WORD_HALF ? 30 : 15;
        return k + 1;
    }
    size_t end = read_small(r, k, 60, minute);
    if (end == k || *minute == 0) {
        return i;
    }
    return end + reading_is_unit(r, end, UNIT_MINUTE);
}

/* "half past seven", "a quarter to eight", "ten minutes past 9". "Five to seven" is a range. */
static size_t read_past(const struct reading *r, size_t i, struct date_form *f) {
    unsigned minute;
    size_t end = read_minutes(r, i, &minute);
    if (end == i) {
        return i;
    }
    bool to = reading_class(r, end) == WORD_TO;
    bool past = (reading_class(r, end) == WORD_LAST && reading_value(r, end) == 1) ||
                reading_class(r, end) == WORD_AFTER;
    bool round = minute % 15 == 0 ||
                 (minute % 5 == 0 && minute > 5 && reading_class(r, end + 1) != WORD_DIGITS);
    if (!(to && round) && !past) {
        return i;
    }
    struct date_form hour = form_empty();
    size_t behind = read_hour(r, end + 1, true, &hour);
    if (behind == end + 1 || hour.minute >= 0 || hour.hour < 0) {
        return i;
    }
    f->hour = (int8_t)(to ? (hour.hour + 23) % 24 : hour.hour);
    f->minute = (int8_t)(to ? 60 - minute : minute);
    f->half_day = hour.half_day;
    return behind;
}

size_t clock_read(const struct reading *r, size_t i, bool loose, struct date_form *f) {
    size_t end = read_past(r, i, f);
    if (end > i) {
        return end;
    }
    if (reading_class(r, i) == WORD_NOON) {
        f->hour = (int8_t)reading_value(r, i);
        f->half_day = false;
        return i + 1;
    }
    if (reading_class(r, i) == WORD_MID && reading_class(r, i + 1) == WORD_DAYPART &&
        reading_value(r, i + 1) == DAYPART_NIGHT) {
        f->hour = 0; /* mid night */
        return i + 2;
    }
    return read_hour(r, i, loose, f);
}

size_t clock_read_daypart(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    unsigned part = PART_WHOLE;
    enum date_word cls = reading_class(r, k);
    if (cls == WORD_EARLY || cls == WORD_LATE || cls == WORD_MID) {
        part = cls == WORD_EARLY ? PART_START : cls == WORD_LATE ? PART_END : PART_MID;
        k++;
        k += reading_is_dash(r, k);
    }
    if (reading_class(r, k) != WORD_DAYPART || (reading_value(r, k) & 32)) {
        return i;
    }
    f->daypart = (uint8_t)reading_value(r, k);
    f->part = part ? (uint8_t)part : f->part;
    return k + 1;
}
