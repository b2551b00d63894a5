/* feed_mend.c - two mistakes that feeds are full of: characters of windows-1252 written as C1
 * controls (&#146; for an apostrophe), and UTF-8 encoded twice. One pass each, O(n). */
#include "feed/feed_mend.h"

#include "text/utf8.h"

/* UTF-8 of 0x80..0x9f in windows-1252; 0 where it has none. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/* Does a C1 control stand at `i`? In UTF-8 it is C2 80..9F. */
static bool is_control(str s, size_t i) {
    return (unsigned char)s.ptr[i] == 0xc2 && i + 1 < s.len && (unsigned char)s.ptr[i + 1] < 0xa0;
}

static size_t put(char *to, uint32_t cp) {
    if (cp < 0x800) {
        to[0] = (char)(0xc0 | (cp >> 6));
        to[1] = (char)(0x80 | (cp & 63));
        return 2;
    }
    to[0] = (char)(0xe0 | (cp >> 12));
    to[1] = (char)(0x80 | ((cp >> 6) & 63));
    to[2] = (char)(0x80 | (cp & 63));
    return 3;
}

enum err feed_mend_controls(arena *a, str s, str *out) {
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        n += is_control(s, i);
    }
    if (!n) {
        *out = arena_copy(a, s);
        return out->ptr ? ERR_OK : a->last;
    }
    char *mended = arena_alloc(a, s.len + n);
    if (!mended) {
        return a->last;
    }
    size_t to = 0;
    for (size_t i = 0; i < s.len; i++) {
        uint16_t cp = is_control(s, i) ? windows_1252[(unsigned char)s.ptr[i + 1] - 0x80] : 0;
        if (cp) {
            to += put(mended + to, cp);
            i++;
        } else {
            mended[to++] = s.ptr[i];
        }
    }
    *out = str_of(mended, to);
    return ERR_OK;
}

enum err feed_mend_twice(arena *a, str s, str *out) {
    *out = s;
    size_t n_high = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0xc4) {
            return ERR_OK; /* past U+00FF */
        }
        n_high += c >= 0xc2;
    }
    if (!n_high) {
        return ERR_OK;
    }
    char *once = arena_alloc(a, s.len);
    if (!once) {
        return a->last;
    }
    size_t to = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0xc2 && i + 1 < s.len) {
            once[to++] = (char)(((c & 3) << 6) | ((unsigned char)s.ptr[++i] & 63));
        } else {
            once[to++] = (char)c;
        }
    }
    str meant = str_of(once, to);
    if (utf8_is_valid(meant)) {
        *out = meant;
    }
    return ERR_OK;
}
