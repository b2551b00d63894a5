/* utf8.c - UTF-8 as Unicode 15 table 3-7 has it: no overlong forms, no surrogates, nothing past
 * U+10FFFF. Where there's AVX2 the well-formed beginning is stepped over by vector; then ASCII runs
 * are skipped eight bytes at a time and everything else is a table-free decision on the first two
 * bytes. Repair follows the practice of the Unicode standard (section 3.9): one U+FFFD for each
 * maximal subpart. */
#include "text/utf8.h"

#include "text/utf8_scan.h"

static bool is_tail(unsigned char c) {
    return (c & 0xc0) == 0x80;
}

static unsigned char at(str s, size_t pos) {
    return pos < s.len ? (unsigned char)s.ptr[pos] : 0;
}

/* Bounds of the second byte after lead byte `c`. */
static bool second_fits(unsigned char c, unsigned char d) {
    switch (c) {
    case 0xe0:
        return d >= 0xa0 && d <= 0xbf;
    case 0xed:
        return d >= 0x80 && d <= 0x9f;
    case 0xf0:
        return d >= 0x90 && d <= 0xbf;
    case 0xf4:
        return d >= 0x80 && d <= 0x8f;
    default:
        return is_tail(d);
    }
}

/* Bytes of the well-formed sequence at `pos`, or 0; *part says how many bytes of it were there. */
static size_t sequence_length(str s, size_t pos, size_t *part) {
    unsigned char c = at(s, pos);
    size_t want = c < 0x80                ? 1
                  : c >= 0xc2 && c < 0xe0 ? 2
                  : (c & 0xf0) == 0xe0    ? 3
                  : c >= 0xf0 && c < 0xf5 ? 4
                                          : 0;
    *part = 1;
    if (want <= 1) {
        return want;
    }
    if (!second_fits(c, at(s, pos + 1)) || pos + 1 >= s.len) {
        return 0;
    }
    *part = 2;
    while (*part < want) {
        if (pos + *part >= s.len || !is_tail(at(s, pos + *part))) {
            return 0;
        }
        ++*part;
    }
    return want;
}

uint32_t utf8_decode(str s, size_t pos, size_t *len) {
    unsigned char c = (unsigned char)s.ptr[pos];
    if (c < 0x80) {
        *len = 1;
        return c;
    }
    size_t part;
    size_t n = sequence_length(s, pos, &part);
    if (n == 0) {
        *len = 1;
        return UTF8_REPLACEMENT;
    }
    *len = n;
    uint32_t cp = c & (0xffu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        cp = cp << 6 | (at(s, pos + i) & 0x3fu);
    }
    return cp;
}

uint32_t utf8_decode_before(str s, size_t pos, size_t *len) {
    size_t from = pos - 1;
    while (from > 0 && pos - from < 4 && is_tail(at(s, from))) {
        from--;
    }
    uint32_t cp = utf8_decode(s, from, len);
    if (from + *len != pos) {
        *len = 1;
        return UTF8_REPLACEMENT;
    }
    return cp;
}

enum err utf8_encode(buf *b, uint32_t cp) {
    if (cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000)) {
        cp = UTF8_REPLACEMENT;
    }
    char out[4];
    size_t n = 0;
    if (cp < 0x80) {
        out[n++] = (char)cp;
    } else if (cp < 0x800) {
        out[n++] = (char)(0xc0 | cp >> 6);
        out[n++] = (char)(0x80 | (cp & 0x3f));
    } else if (cp < 0x10000) {
        out[n++] = (char)(0xe0 | cp >> 12);
        out[n++] = (char)(0x80 | (cp >> 6 & 0x3f));
        out[n++] = (char)(0x80 | (cp & 0x3f));
    } else {
        out[n++] = (char)(0xf0 | cp >> 18);
        out[n++] = (char)(0x80 | (cp >> 12 & 0x3f));
        out[n++] = (char)(0x80 | (cp >> 6 & 0x3f));
        out[n++] = (char)(0x80 | (cp & 0x3f));
    }
    return buf_add(b, (str){out, n});
}

static size_t skip_ascii(str s, size_t pos) {
    while (pos + 8 <= s.len) {
        uint64_t word;
        memcpy(&word, s.ptr + pos, sizeof word);
        if (word & 0x8080808080808080u) {
            break;
        }
        pos += 8;
    }
    while (pos < s.len && (unsigned char)s.ptr[pos] < 0x80) {
        pos++;
    }
    return pos;
}

size_t utf8_check(str s) {
    size_t pos = skip_ascii(s, utf8_scan(s));
    while (pos < s.len) {
        size_t part;
        size_t n = sequence_length(s, pos, &part);
        if (n == 0) {
            return pos;
        }
        pos = skip_ascii(s, pos + n);
    }
    return s.len;
}

size_t utf8_ascii_length(str s) {
    return skip_ascii(s, 0);
}

size_t utf8_ill_formed(str s, size_t pos) {
    size_t part;
    sequence_length(s, pos, &part);
    return part;
}

enum err utf8_repair(arena *a, str s, str *out, size_t *n_repaired) {
    *n_repaired = 0;
    size_t bad = utf8_check(s);
    if (bad == s.len) {
        *out = s;
        return ERR_OK;
    }
    buf b;
    buf_init(&b, s.len * 3 + 16);
    size_t from = 0;
    while (bad < s.len) {
        size_t part;
        sequence_length(s, bad, &part);
        buf_add(&b, str_slice(s, from, bad));
        buf_add(&b, STR("\xef\xbf\xbd"));
        ++*n_repaired;
        from = bad + part;
        bad = from + utf8_check(str_slice(s, from, s.len));
    }
    buf_add(&b, str_slice(s, from, s.len));
    enum err code = b.failed;
    if (code == ERR_OK) {
        *out = arena_copy(a, buf_str(&b));
        code = out->ptr ? ERR_OK : a->last;
    }
    buf_done(&b);
    return code;
}

size_t utf8_count(str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        n += !is_tail((unsigned char)s.ptr[i]);
    }
    return n;
}

enum { STEP = 256 };

enum err utf8_index_init(struct utf8_index *x, arena *a, str text) {
    *x = (struct utf8_index){.text = text};
    if (skip_ascii(text, 0) == text.len) {
        return ERR_OK;
    }
    uint32_t *checkpoint = arena_array(a, text.len / STEP + 1, sizeof *checkpoint);
    if (!checkpoint) {
        return a->last;
    }
    for (size_t i = 1; i <= text.len / STEP; i++) {
        checkpoint[i] =
            checkpoint[i - 1] + (uint32_t)utf8_count(str_slice(text, (i - 1) * STEP, i * STEP));
    }
    x->checkpoint = checkpoint;
    return ERR_OK;
}

size_t utf8_index_count(const struct utf8_index *x, size_t pos) {
    if (!x->checkpoint) {
        return pos;
    }
    return x->checkpoint[pos / STEP] + utf8_count(str_slice(x->text, pos / STEP * STEP, pos));
}
