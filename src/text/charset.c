/* charset.c - guessing encodings in the order of what is certain.
 * A byte order mark is certain; so is well-formed UTF-8 with bytes past ASCII, which other
 * encodings practically never are. Some faults among many good sequences are damage, not another
 * encoding. Typographic quotation marks in windows-1252 among ASCII are common in English texts and
 * mislead guessers, so they are looked for first; the rest is uchardet's (Mozilla's detector) with
 * windows-1252 as the last word. Conversion is iconv's; what it refuses becomes U+FFFD, one a byte.
 * O(n). */
#include "text/charset.h"

#include <errno.h>
#include <iconv.h>
#include <uchardet/uchardet.h>

#include "base/buf.h"
#include "text/utf8.h"

enum { GUESS_BYTES = 1 << 20, STEP = 4096, NAME = 32 };

struct mark {
    const char *bytes;
    size_t len;
    const char *encoding;
};

/* Longer ones first: UTF-32LE begins like UTF-16LE. */
static const struct mark marks[] = {
    {"\xff\xfe\0\0", 4, "UTF-32LE"}, {"\0\0\xfe\xff", 4, "UTF-32BE"}, {"\xef\xbb\xbf", 3, "UTF-8"},
    {"\xff\xfe", 2, "UTF-16LE"},     {"\xfe\xff", 2, "UTF-16BE"},
};

static const struct mark *mark_of(str bytes) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (str_starts_with(bytes, str_of(marks[i].bytes, marks[i].len))) {
            return &marks[i];
        }
    }
    return NULL;
}

struct census {
    size_t n_nul[2];      /* at even and odd places */
    size_t n_controls;    /* C0 but white space and escape */
    size_t n_high;        /* past ASCII */
    size_t n_typographic; /* quotation marks, dashes, ellipsis, no-break space, pound of
                             windows-1252 */
};

static struct census count_bytes(str s) {
    struct census c = {0};
    for (size_t i = 0; i < s.len; i++) {
        unsigned char b = (unsigned char)s.ptr[i];
        if (b >= 0x20 && b < 0x7f) {
            continue;
        }
        c.n_nul[i & 1] += b == 0;
        c.n_controls += (b < 0x20 && !(b >= 8 && b <= 13) && b != 0x1b) || b == 0x7f;
        c.n_high += b >= 0x80;
        c.n_typographic +=
            b == 0x85 || (b >= 0x91 && b <= 0x97) || b == 0xa0 || b == 0xa3 || b == 0xe9;
    }
    return c;
}

/* UTF-16 without a mark: English text has a NUL in every second byte. */
static const char *wide_encoding(const struct census *c, size_t n) {
    if (n >= 4 && n % 2 == 0 && c->n_nul[1] > n / 5 && c->n_nul[0] < n / 50 + 1) {
        return "UTF-16LE";
    }
    if (n >= 4 && n % 2 == 0 && c->n_nul[0] > n / 5 && c->n_nul[1] < n / 50 + 1) {
        return "UTF-16BE";
    }
    return NULL;
}

static bool is_binary(const struct census *c, size_t n) {
    return c->n_nul[0] + c->n_nul[1] > 0 || c->n_controls > 8 + n / 100;
}

/* Write `bytes`, which are in `encoding`, to `b`; false when iconv doesn't know it. */
static bool convert(str bytes, const char *encoding, buf *b, size_t *n_repaired) {
    iconv_t cd = iconv_open("UTF-8", encoding);
    if (cd == (iconv_t)-1) {
        return false;
    }
    char *in = (char *)(uintptr_t)bytes.ptr; /* iconv's prototype lacks const */
    size_t left = bytes.len;
    *n_repaired = 0;
    while (left > 0 && buf_reserve(b, STEP) == ERR_OK) {
        char *out = b->ptr + b->len;
        size_t room = STEP;
        size_t result = iconv(cd, &in, &left, &out, &room);
        b->len += STEP - room;
        if (result == (size_t)-1 && errno != E2BIG) {
            buf_add(b, STR("\xef\xbf\xbd"));
            ++*n_repaired;
            in++;
            left--;
            iconv(cd, NULL, NULL, NULL, NULL);
        }
    }
    iconv_close(cd);
    return true;
}

static enum err convert_to(arena *a, str bytes, const char *encoding, struct charset_text *out) {
    buf b;
    buf_init(&b, bytes.len * 4 + 2 * STEP);
    const char *used = encoding;
    if (!convert(bytes, encoding, &b, &out->n_repaired)) {
        used = "WINDOWS-1252";
        convert(bytes, used, &b, &out->n_repaired);
    }
    enum err code = b.failed;
    if (code == ERR_OK) {
        size_t n_more;
        str text;
        code = utf8_repair(a, buf_str(&b), &text, &n_more);
        out->n_repaired += n_more;
        if (code == ERR_OK) {
            out->text = arena_copy(a, text);
            out->encoding = arena_copy(a, str_from_cstr(used));
            code = out->text.ptr && out->encoding.ptr ? ERR_OK : a->last;
        }
    }
    buf_done(&b);
    return code;
}

/* Well-formed sequences past ASCII, and faults (a lead byte with the tails behind it is one). */
static void count_sequences(str s, size_t *n_good, size_t *n_bad) {
    *n_good = 0;
    *n_bad = 0;
    for (size_t i = 0; i < s.len;) {
        size_t len = 1;
        if ((unsigned char)s.ptr[i] >= 0x80) {
            utf8_decode(s, i, &len);
            *n_good += len > 1;
            *n_bad += len == 1;
            for (size_t end = i + 4; len == 1 && i + 1 < end && i + 1 < s.len; i++) {
                if (((unsigned char)s.ptr[i + 1] & 0xc0) != 0x80) {
                    break;
                }
            }
        }
        i += len;
    }
}

static enum err guess(str bytes, char name[NAME]) {
    uchardet_t detector = uchardet_new();
    if (!detector) {
        return ERR_NOMEM;
    }
    str sample = str_slice(bytes, 0, bytes.len < GUESS_BYTES ? bytes.len : GUESS_BYTES);
    int failed = uchardet_handle_data(detector, sample.ptr, sample.len);
    uchardet_data_end(detector);
    const char *found = failed ? "" : uchardet_get_charset(detector);
    size_t n = strlen(found);
    n = n < NAME ? n : 0;
    memcpy(name, found, n);
    name[n] = '\0';
    uchardet_delete(detector);
    return ERR_OK;
}

/* Encodings that windows-1252 contains or that stand for "don't know". */
static bool is_latin(const char *name) {
    static const char *const latin[] = {
        "", "ASCII", "ISO-8859-1", "ISO-8859-15", "WINDOWS-1252", "UTF-8"};
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++) {
        if (strcmp(name, latin[i]) == 0) {
            return true;
        }
    }
    return false;
}

static enum err convert_legacy(arena *a, str bytes, const struct census *c,
                               struct charset_text *out) {
    char name[NAME] = "";
    bool typographic = c->n_high * 6 < bytes.len && c->n_typographic * 2 >= c->n_high;
    if (!typographic) {
        TRY(guess(bytes, name));
    }
    return convert_to(a, bytes, typographic || is_latin(name) ? "WINDOWS-1252" : name, out);
}

enum err charset_convert(arena *a, str bytes, struct charset_text *out) {
    *out = (struct charset_text){.text = bytes, .encoding = STR("UTF-8")};
    const struct mark *mark = mark_of(bytes);
    bool is_utf8 = mark && strcmp(mark->encoding, "UTF-8") == 0;
    if (mark && !is_utf8) {
        return convert_to(a, str_slice(bytes, mark->len, bytes.len), mark->encoding, out);
    }
    str body = mark ? str_slice(bytes, mark->len, bytes.len) : bytes;
    struct census c = count_bytes(body);
    const char *wide = wide_encoding(&c, body.len);
    if (wide && !mark) {
        return convert_to(a, body, wide, out);
    }
    if (is_binary(&c, body.len)) {
        return ERR_INPUT;
    }
    size_t bad = utf8_check(body);
    if (bad < body.len && !mark) {
        size_t n_good;
        size_t n_bad;
        count_sequences(body, &n_good, &n_bad);
        bool damaged = n_bad <= n_good || (n_bad == 1 && bad + 4 > body.len);
        if (!damaged) {
            return convert_legacy(a, body, &c, out);
        }
    }
    out->pos = bad < body.len ? bad + (bytes.len - body.len) : 0;
    return utf8_repair(a, body, &out->text, &out->n_repaired);
}
