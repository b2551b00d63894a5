/* fold.c - ASCII is folded by table-free arithmetic; the rest goes through utf8proc's NFKD and
 * drops the marks. O(n). Idempotent: folding a fold changes nothing (a test says so). */
#include "text/fold.h"

#include <utf8proc.h>

#include "base/buf.h"
#include "text/utf8.h"

/* Letters that look decomposed to a reader but not to Unicode. */
static const char *plain_letter(uint32_t cp) {
    switch (cp) {
    case 0xf8: /* o with stroke */
        return "o";
    case 0x142: /* l with stroke */
        return "l";
    case 0x111: /* d with stroke */
    case 0xf0:  /* eth */
        return "d";
    case 0x131: /* dotless i */
        return "i";
    case 0xdf: /* sharp s */
        return "ss";
    case 0xe6: /* ae */
        return "ae";
    case 0x153: /* oe */
        return "oe";
    case 0xfe: /* thorn */
        return "th";
    case 0x259: /* schwa, Azerbaijani */
        return "a";
    case 0x127: /* h with stroke, Maltese */
        return "h";
    case 0x2018:
    case 0x2019:
    case 0x2bc:
    case 0x2032:
        return "'";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
        return "-";
    case 0xad:   /* soft hyphen */
    case 0x200b: /* zero width space */
    case 0x200c:
    case 0x200d:
    case 0xfeff:
        return "";
    default:
        return NULL;
    }
}

static bool is_mark(uint32_t cp) {
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_ME;
}

static size_t put(char *out, uint32_t cp) {
    const char *plain = plain_letter(cp);
    if (plain) {
        size_t n = strlen(plain);
        memcpy(out, plain, n);
        return n;
    }
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)out);
}

/* Fold one code point that isn't ASCII; `room` bytes are there at least. */
static size_t fold_wide(char *out, uint32_t cp, size_t room) {
    utf8proc_int32_t part[32];
    int boundary = 0;
    uint32_t low = (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
    if (plain_letter(low)) {
        return put(out, low);
    }
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)low, part, 32,
                                                 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
    size_t len = 0;
    for (utf8proc_ssize_t i = 0; i < n && i < 32 && len + 4 <= room; i++) {
        uint32_t c = (uint32_t)utf8proc_tolower(part[i]);
        if (!is_mark(c) && c != ' ') { /* a space carries the mark of U+FE7A and its like */
            len += put(out + len, c);
        }
    }
    return len;
}

static bool is_space(uint32_t cp) {
    return cp == ' ' || (cp >= 9 && cp <= 13) || cp == 0x85 || cp == 0xa0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 || cp == 0x2029 || cp == 0x202f ||
           cp == 0x205f || cp == 0x3000;
}

size_t fold_into(char *out, str s) {
    size_t cap = FOLD_ROOM(s.len);
    size_t n = 0;
    for (size_t i = 0; i < s.len;) {
        unsigned char byte = (unsigned char)s.ptr[i];
        if (byte > ' ' && byte < 0x80) {
            out[n++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
            i++;
            continue;
        }
        size_t len = 1;
        uint32_t cp = byte < 0x80 ? byte : utf8_decode(s, i, &len);
        i += len;
        if (is_space(cp)) {
            if (n == 0 || out[n - 1] != ' ') {
                out[n++] = ' ';
            }
        } else if (cp < 0x80) {
            out[n++] = (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp);
        } else {
            /* Ligatures such as U+FDFA grow sixfold: what follows must still have its room. */
            size_t room = cap - n > 3 * (s.len - i) ? cap - n - 3 * (s.len - i) : 0;
            n += room >= 4 ? fold_wide(out + n, cp, room) : 0;
        }
    }
    return n;
}

str fold_case(arena *a, str s) {
    char *out = arena_alloc(a, FOLD_ROOM(s.len));
    if (!out) {
        return (str){NULL, 0};
    }
    return (str){out, fold_into(out, s)};
}
