/* compare.c - spelling and sound of single words.
 * Sounds: a left-to-right rewriting of letter groups that romanisations render differently (kh/h,
 * q/k/g at the start, y/j/i, ou/oo/u, ph/f, w/v, ei/ai), doubled letters once, a final a/o alike
 * (Lukashenko, Lukashenka). Distance: optimal string alignment (Damerau 1964, restricted). O(len)
 * and O(len^2), len <= 64. */
#include "name/compare.h"

enum { MOST_SOUND_GAP = 4 }; /* spellings of one sound differ in length by no more */

static const struct {
    const char *from;
    const char *to;
} rewrites[] = {
    {"sch", "sh"}, {"tsch", "ch"}, {"tch", "ch"}, {"dzh", "j"}, {"zh", "z"},  {"kh", "h"},
    {"gh", "g"},   {"ck", "k"},    {"ph", "f"},   {"dh", "d"},  {"th", "t"},  {"ou", "u"},
    {"oo", "u"},   {"ee", "i"},    {"ey", "ai"},  {"ei", "ai"}, {"ay", "ai"}, {"aj", "ai"},
    {"ye", "e"},   {"ie", "e"},    {"je", "e"},   {"ij", "i"},  {"iy", "i"},  {"yi", "i"},
    {"ks", "x"},   {"ts", "z"},    {"tz", "z"},   {"q", "k"},   {"c", "k"},   {"w", "v"},
    {"y", "i"},    {"j", "i"},     {"'", ""},     {"-", ""},
};

static size_t rewrite(str rest, const char **to) {
    size_t best = 0;
    for (size_t k = 0; k < sizeof rewrites / sizeof *rewrites; k++) {
        if (rewrites[k].from[0] != rest.ptr[0]) {
            continue;
        }
        str from = str_from_cstr(rewrites[k].from);
        bool soft =
            from.len == 1 && from.ptr[0] == 'c' && rest.len > 1 && strchr("eihz", rest.ptr[1]);
        if (from.len > best && str_starts_with(rest, from) && !soft) {
            best = from.len;
            *to = rewrites[k].to;
        }
    }
    return best;
}

size_t compare_sound(char *out, str fold) {
    size_t n = 0;
    for (size_t i = 0; i < fold.len && n < COMPARE_MOST_BYTES;) {
        const char *to = NULL;
        size_t len = rewrite(str_slice(fold, i, fold.len), &to);
        char one[2] = {fold.ptr[i], 0};
        to = len ? to : one;
        for (; *to && n < COMPARE_MOST_BYTES; to++) {
            if (n == 0 || out[n - 1] != *to) {
                out[n++] = *to;
            }
        }
        i += len ? len : 1;
    }
    if (n && out[0] == 'g') {
        out[0] = 'k';
    }
    if (n > 4 && out[n - 1] == 'o') {
        out[n - 1] = 'a';
    }
    return n;
}

bool compare_sounds_alike(str a, str b) {
    char x[COMPARE_MOST_BYTES];
    char y[COMPARE_MOST_BYTES];
    size_t gap = a.len > b.len ? a.len - b.len : b.len - a.len;
    if (a.len > COMPARE_MOST_BYTES || b.len > COMPARE_MOST_BYTES || gap > MOST_SOUND_GAP) {
        return str_equals(a, b);
    }
    str s = {x, compare_sound(x, a)};
    str t = {y, compare_sound(y, b)};
    return s.len > 0 && str_equals(s, t);
}

static unsigned least(unsigned a, unsigned b) {
    return a < b ? a : b;
}

unsigned compare_distance(str a, str b, unsigned limit) {
    unsigned row[3][COMPARE_MOST_BYTES + 1];
    size_t gap = a.len > b.len ? a.len - b.len : b.len - a.len;
    if (str_equals(a, b)) {
        return 0;
    }
    if (gap > limit || a.len > COMPARE_MOST_BYTES || b.len > COMPARE_MOST_BYTES) {
        return limit + 1;
    }
    for (size_t j = 0; j <= b.len; j++) {
        row[0][j] = (unsigned)j;
    }
    for (size_t i = 1; i <= a.len; i++) {
        unsigned *now = row[i % 3];
        const unsigned *up = row[(i + 2) % 3];
        const unsigned *up2 = row[(i + 1) % 3];
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= b.len; j++) {
            unsigned cost = a.ptr[i - 1] != b.ptr[j - 1];
            now[j] = least(least(up[j] + 1, now[j - 1] + 1), up[j - 1] + cost);
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1]) {
                now[j] = least(now[j], up2[j - 2] + 1);
            }
        }
    }
    return least(row[a.len % 3][b.len], limit + 1);
}

bool compare_is_slip(str a, str b) {
    if (a.len < 5 || b.len < 5 || (a.ptr[0] != b.ptr[0] && a.ptr[a.len - 1] != b.ptr[b.len - 1])) {
        return false; /* one edit leaves one end as it is */
    }
    return compare_distance(a, b, 1) == 1;
}
