/* day_parts.c - numbers, words of months and what stands between them. Words are folded and looked
 * up in one sorted table for all languages (tables/day_months.inc): a month's name that means
 * another month elsewhere is rarer than a page whose language is misdeclared. */
#include "page/day_parts.h"

#include "text/fold.h"
#include "text/utf8.h"

enum { MOST_SPACE = 64, LONGEST_MONTH = 40 };

int day_parts_digits(str s, size_t pos, size_t *len) {
    int value = 0;
    *len = 0;
    while (pos + *len < s.len && s.ptr[pos + *len] >= '0' && s.ptr[pos + *len] <= '9') {
        if (*len < 8) {
            value = value * 10 + (s.ptr[pos + *len] - '0');
        }
        ++*len;
    }
    return *len > 8 ? 0 : value;
}

size_t day_parts_skip_space(str s, size_t pos) {
    for (size_t end = pos + MOST_SPACE; pos < s.len && pos < end;) {
        if (strchr(" \t\r\n", s.ptr[pos]) && s.ptr[pos]) {
            pos++;
        } else if (s.len - pos >= 2 && memcmp(s.ptr + pos, "\xc2\xa0", 2) == 0) {
            pos += 2;
        } else if (s.len - pos >= 3 && memcmp(s.ptr + pos, "\xe2\x80\xaf", 3) == 0) {
            pos += 3;
        } else {
            break;
        }
    }
    return pos;
}

/* Behind `word` when it stands at `pos` in any letter case and ends there. */
static size_t skip_word(str s, size_t pos, const char *word) {
    size_t len = strlen(word);
    if (pos + len > s.len || !str_equals_nocase(str_slice(s, pos, pos + len), str_of(word, len))) {
        return pos;
    }
    unsigned char next = pos + len < s.len ? (unsigned char)s.ptr[pos + len] : ' ';
    bool goes_on = (next | 32) >= 'a' && (next | 32) <= 'z';
    return goes_on || next >= 0x80 ? pos : pos + len;
}

size_t day_parts_skip_ordinal(str s, size_t pos) {
    static const char *const ending[] = {"st", "nd", "rd", "th", "er", "de", "e", "\xc2\xba"};
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        size_t to = skip_word(s, pos, ending[i]);
        if (to > pos) {
            return to;
        }
    }
    return pos;
}

size_t day_parts_skip_between(str s, size_t pos) {
    static const char *const word[] = {"of", "de", "del", "d'", "thg", "th\xc3\xa1ng"};
    for (unsigned turn = 0; turn < 4; turn++) {
        size_t start = pos;
        pos = day_parts_skip_space(s, pos);
        if (pos < s.len && s.ptr[pos] && strchr(".,-/|", s.ptr[pos])) {
            pos = day_parts_skip_space(s, pos + 1);
        }
        for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
            pos = skip_word(s, pos, word[i]);
        }
        if (pos == start) {
            break;
        }
    }
    return pos;
}

static const struct {
    const char *name;
    uint8_t month;
} months[] = {
#define X(name, month) {name, month},
#include "page/tables/day_months.inc"
#undef X
};

int day_parts_month_of(str word) {
    size_t from = 0;
    size_t to = sizeof months / sizeof *months;
    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = str_compare(str_from_cstr(months[middle].name), word);
        if (order == 0) {
            return months[middle].month;
        }
        if (order < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return 0;
}

static int month_of_raw(str raw) {
    char folded[FOLD_ROOM(LONGEST_MONTH)];
    if (raw.len < 3 || raw.len > LONGEST_MONTH) {
        return 0;
    }
    return day_parts_month_of(str_of(folded, fold_into(folded, raw)));
}

/* Bytes of the letter at `pos`; 0 = none. Everything past ASCII counts but no-break spaces and
 * punctuation (U+2000 to U+206F). */
static size_t letter_length(str s, size_t pos) {
    size_t len;
    uint32_t cp = utf8_decode(s, pos, &len);
    if (cp < 0x80) {
        return (cp | 32) >= 'a' && (cp | 32) <= 'z';
    }
    return cp < 0xc0 || (cp >= 0x2000 && cp < 0x2070) || cp == UTF8_REPLACEMENT ? 0 : len;
}

int day_parts_month(str s, size_t pos, size_t *to) {
    size_t end = pos;
    size_t len;
    while (end < s.len && end - pos <= LONGEST_MONTH && (len = letter_length(s, end)) > 0) {
        end += len;
    }
    int month = month_of_raw(str_slice(s, pos < s.len ? pos : s.len, end < s.len ? end : s.len));
    *to = month ? end : pos;
    return month;
}

int day_parts_month_before(str s, size_t pos, size_t *from) {
    while (pos > 0 && (s.ptr[pos - 1] == ' ' || s.ptr[pos - 1] == '.' || s.ptr[pos - 1] == '\n' ||
                       s.ptr[pos - 1] == '-')) {
        pos--;
    }
    size_t start = pos;
    while (start > 0 && pos - start <= LONGEST_MONTH) {
        size_t len;
        utf8_decode_before(s, start, &len);
        if (letter_length(s, start - len) == 0) {
            break;
        }
        start -= len;
    }
    *from = start;
    return month_of_raw(str_slice(s, start, pos));
}
