/* feed_date_words.c - dates in words: RFC 822 and 850, RFC 2822 comments, asctime, Perforce, dates
 * with month names of the languages that news is written in. A word is a month, a zone, or passed
 * over (names of days, "o'clock", ordinals' ends); numbers are told apart by size and place. */
#include "feed/feed_date_parts.h"

struct month {
    str name; /* enough of it, lower case */
    int month;
};

/* Prefixes, longest first where one begins another. */
static const struct month months[] = {
    {{"jan", 3}, 1},
    {{"gen", 3}, 1},
    {{"ene", 3}, 1},
    {{"j\xc3\xa4n", 4}, 1},
    {{"feb", 3}, 2},
    {{"f\xc3\xa9v", 4}, 2},
    {{"fev", 3}, 2},
    {{"f\xc5\x91", 3}, 2},
    {{"mar", 3}, 3},
    {{"m\xc3\xa4r", 4}, 3},
    {{"m\xc3\xa1r", 4}, 3},
    {{"mrt", 3}, 3},
    {{"maa", 3}, 3},
    {{"mag", 3}, 5},
    {{"apr", 3}, 4},
    {{"avr", 3}, 4},
    {{"abr", 3}, 4},
    {{"\xc3\xa1pr", 4}, 4},
    {{"may", 3}, 5},
    {{"mai", 3}, 5},
    {{"mei", 3}, 5},
    {{"m\xc3\xa1j", 4}, 5},
    {{"jun", 3}, 6},
    {{"juin", 4}, 6},
    {{"giu", 3}, 6},
    {{"j\xc3\xban", 4}, 6},
    {{"jul", 3}, 7},
    {{"juil", 4}, 7},
    {{"lug", 3}, 7},
    {{"j\xc3\xbal", 4}, 7},
    {{"aug", 3}, 8},
    {{"ao\xc3\xbb", 4}, 8},
    {{"ago", 3}, 8},
    {{"sep", 3}, 9},
    {{"set", 3}, 9},
    {{"sze", 3}, 9},
    {{"oct", 3}, 10},
    {{"okt", 3}, 10},
    {{"ott", 3}, 10},
    {{"out", 3}, 10},
    {{"nov", 3}, 11},
    {{"dec", 3}, 12},
    {{"dez", 3}, 12},
    {{"dic", 3}, 12},
    {{"d\xc3\xa9"
      "c",
      4},
     12},
    /* Greek, as in "Τετ, 20 Οκτ 2010"; names of days differ from these */
    {{"\xce\x99\xce\xb1\xce\xbd", 6}, 1},
    {{"\xce\xa6\xce\xb5\xce\xb2", 6}, 2},
    {{"\xce\x9c\xce\xac\xcf\x8e", 6}, 3},
    {{"\xce\x9c\xce\xb1\xcf\x8e", 6}, 3},
    {{"\xce\x9c\xce\xac\xcf\x81", 6}, 3},
    {{"\xce\x9c\xce\xb1\xcf\x81", 6}, 3},
    {{"\xce\x91\xcf\x80\xcf\x81", 6}, 4},
    {{"\xce\x9c\xce\xac\xce\xb9", 6}, 5},
    {{"\xce\x9c\xce\xb1\xcf\x8a", 6}, 5},
    {{"\xce\x9c\xce\xb1\xce\x90", 6}, 5},
    {{"\xce\x99\xce\xbf\xcf\x8d\xce\xbd", 8}, 6},
    {{"\xce\x99\xce\xbf\xce\xbd", 6}, 6},
    {{"\xce\x99\xce\xbf\xcf\x8d\xce\xbb", 8}, 7},
    {{"\xce\x99\xce\xbf\xce\xbb", 6}, 7},
    {{"\xce\x91\xcf\x8d\xce\xb3", 6}, 8},
    {{"\xce\x91\xcf\x85\xce\xb3", 6}, 8},
    {{"\xce\xa3\xce\xb5\xcf\x80", 6}, 9},
    {{"\xce\x9f\xce\xba\xcf\x84", 6}, 10},
    {{"\xce\x9d\xce\xbf\xce\xad", 6}, 11},
    {{"\xce\x9d\xce\xbf\xce\xb5", 6}, 11},
    {{"\xce\x94\xce\xb5\xce\xba", 6}, 12},
};

struct words {
    struct feed_date_parts *p;
    bool has_clock, has_zone, has_month, has_day, has_year;
    int loose[4]; /* numbers of one or two digits not placed yet */
    size_t n_loose;
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_gap(char c) {
    return c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r' || c == ';';
}

int feed_date_month(str word) {
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        str name = months[i].name;
        if (word.len >= name.len && str_equals_nocase(str_slice(word, 0, name.len), name)) {
            return months[i].month;
        }
    }
    return 0;
}

static void take_month(struct words *w, int month) {
    if (month && !w->has_month) {
        w->p->month = month;
        w->has_month = true;
    }
}

static void take_number(struct words *w, str digits) {
    int value = 0;
    for (size_t i = 0; i < digits.len && i < 8; i++) {
        value = value * 10 + (digits.ptr[i] - '0');
    }
    if (digits.len >= 3 && digits.len <= 4) {
        w->p->year = digits.len == 3 ? value + 1900 : value;
        w->has_year = true;
    } else if (!w->has_day && value >= 1 && value <= 31) {
        w->p->day = value;
        w->has_day = true;
    } else if (digits.len <= 2 && w->n_loose < 4) {
        w->loose[w->n_loose++] = value;
    }
}

/* "02-Jan-2006", "2/1/2006", "2006/09/15": parts between '-', '/' and '.'. */
static void take_joined(struct words *w, str word) {
    struct feed_date_parts numeric = {0};
    if (feed_date_numeric(word, &numeric)) {
        w->p->year = numeric.year;
        w->p->month = numeric.month;
        w->p->day = numeric.day;
        w->has_year = w->has_month = w->has_day = true;
        return;
    }
    size_t from = 0;
    int seen = 0;
    for (size_t i = 0; i <= word.len; i++) {
        if (i < word.len && word.ptr[i] != '-' && word.ptr[i] != '/' && word.ptr[i] != '.') {
            continue;
        }
        str part = str_slice(word, from, i);
        from = i + 1;
        if (!part.len) {
            continue;
        }
        if (!is_digit(part.ptr[0])) {
            take_month(w, feed_date_month(part));
        } else if (seen == 1 && part.len <= 2 && !w->has_month && w->has_day) {
            w->p->month = (part.ptr[0] - '0') * (part.len == 2 ? 10 : 1) +
                          (part.len == 2 ? part.ptr[1] - '0' : 0);
            w->has_month = true;
        } else {
            take_number(w, part);
        }
        seen++;
    }
}

static void half_day(struct words *w, str word) {
    if (str_equals_nocase(word, STR("pm")) && w->p->hour < 12) {
        w->p->hour += 12;
    } else if (str_equals_nocase(word, STR("am")) && w->p->hour == 12) {
        w->p->hour = 0;
    }
}

static bool take_zone(struct words *w, str word) {
    int offset;
    if (!feed_date_zone(word, &offset)) {
        return false;
    }
    /* "GMT" and "+0200" may both stand there: the number says more */
    if (!w->has_zone || word.ptr[0] == '+' || word.ptr[0] == '-') {
        w->p->offset = offset;
        w->has_zone = true;
    }
    return true;
}

static void take_clock(struct words *w, str word) {
    struct feed_date_parts clock = {0};
    if (!feed_date_clock(word, &clock) || w->has_clock) {
        return;
    }
    w->p->hour = clock.hour;
    w->p->minute = clock.minute;
    w->p->second = clock.second;
    w->p->offset = clock.offset ? clock.offset : w->p->offset;
    w->has_zone = w->has_zone || clock.offset;
    w->has_clock = true;
}

/* A word that begins with a digit: a clock, a joined date, a number, "1st". */
static void take_digits(struct words *w, str word) {
    size_t n = 0;
    while (n < word.len && is_digit(word.ptr[n])) {
        n++;
    }
    char mark = n < word.len ? word.ptr[n] : 0;
    if (memchr(word.ptr, ':', word.len)) {
        take_clock(w, word);
    } else if (mark == '-' || mark == '/' || mark == '.') {
        take_joined(w, word);
    } else {
        take_number(w, str_slice(word, 0, n));
    }
}

static void take_word(struct words *w, str word) {
    char c = word.ptr[0];
    if (is_digit(c)) {
        take_digits(w, word);
    } else if (c == '+' || (c == '-' && word.len > 2)) {
        (void)take_zone(w, word);
    } else if (memchr(word.ptr, '-', word.len) || memchr(word.ptr, '/', word.len)) {
        take_joined(w, word);
    } else if (!w->has_month && feed_date_month(word)) {
        take_month(w, feed_date_month(word));
    } else if (w->has_clock && !take_zone(w, word)) {
        half_day(w, word);
    }
}

static void place_loose(struct words *w) {
    for (size_t i = 0; i < w->n_loose; i++) {
        int value = w->loose[i];
        if (!w->has_year) {
            w->p->year = value + (value < 70 ? 2000 : 1900);
            w->has_year = true;
        } else if (!w->has_day) {
            w->p->day = value;
            w->has_day = true;
        }
    }
    /* "31 2003 Dec" has its day; "2003 Dec" has none */
    if (!w->has_day && w->has_month && w->has_year) {
        w->p->day = 1;
        w->has_day = true;
    }
}

/* A name of a day stands first, with a comma ("Mar," is Tuesday in Italian). */
static bool is_day_name(str word, bool first, bool comma) {
    return first && comma && !is_digit(word.ptr[0]);
}

bool feed_date_words(str s, struct feed_date_parts *p) {
    struct words w = {.p = p};
    if (s.len > 128) {
        return false;
    }
    size_t from = 0;
    bool first = true;
    for (size_t i = 0; i <= s.len; i++) {
        if (i < s.len && !is_gap(s.ptr[i])) {
            continue;
        }
        str word = str_slice(s, from, i);
        from = i + 1;
        if (!word.len || word.ptr[0] == '(') { /* a comment of RFC 2822 */
            continue;
        }
        if (!is_day_name(word, first, i < s.len && s.ptr[i] == ',')) {
            take_word(&w, word);
        }
        first = false;
    }
    place_loose(&w);
    return w.has_year && w.has_month && w.has_day;
}
