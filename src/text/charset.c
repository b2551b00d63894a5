/* charset.c - guessing encodings in the order of what is certain.
 * A byte order mark is certain; so is well-formed UTF-8 with bytes past ASCII, which other
 * encodings practically never are. Some faults among many good sequences are damage, not another
 * encoding. Typographic quotation marks in windows-1252 among ASCII are common in English texts and
 * mislead guessers, so they are looked for first; the rest is uchardet's (Mozilla's detector) with
 * windows-1252 as the last word. A declared encoding comes before guessing, but not before
 * well-formed UTF-8, which pages declare wrongly more often than they happen upon it. O(n). */
#include "text/charset.h"

#include <uchardet/uchardet.h>

#include "text/charset_declared.h"
#include "text/charset_recode.h"
#include "text/utf8.h"

enum { GUESS_BYTES = 1 << 20, NAME = 32, FEW_NULS = 8 };

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

/* No control characters but white space. Vectorised by the compiler. */
static bool is_clean(str s) {
    unsigned bad = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char b = (unsigned char)s.ptr[i];
        bad |= (unsigned)(b < 0x20) & (unsigned)((unsigned char)(b - 9) > 4);
    }
    return bad == 0;
}

static bool is_binary(const struct census *c, size_t n) {
    return c->n_nul[0] + c->n_nul[1] > 0 || c->n_controls > 8 + n / 100;
}

/* Convert from `encoding`, or from windows-1252 when iconv doesn't know it. */
static enum err convert_to(arena *a, str bytes, size_t skip, const char *encoding,
                           struct charset_text *out) {
    enum err code = charset_recode(a, bytes, skip, encoding, out);
    return code == ERR_MISSING ? charset_recode(a, bytes, skip, "WINDOWS-1252", out) : code;
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
    return convert_to(a, bytes, 0, typographic || is_latin(name) ? "WINDOWS-1252" : name, out);
}

/* Whether `body`, whose first fault stands at `bad`, is UTF-8 with faults rather than another
 * encoding: more good sequences than faults, or cut inside its last character (not asked with `bad`
 * SIZE_MAX). */
static bool is_damaged_utf8(str body, size_t bad) {
    size_t n_good;
    size_t n_bad;
    count_sequences(body, &n_good, &n_bad);
    return n_bad <= n_good || (n_bad == 1 && bad < body.len && bad + 4 > body.len);
}

static bool begins_with(const char *name, const char *prefix) {
    return name && strncmp(name, prefix, strlen(prefix)) == 0;
}

/* Bytes without a mark that aren't clean UTF-8. */
static enum err convert_unmarked(arena *a, str bytes, size_t bad, const char *declared,
                                 struct charset_text *out) {
    struct census c = count_bytes(bytes);
    const char *wide = wide_encoding(&c, bytes.len);
    if (wide) {
        return convert_to(a, bytes, 0, wide, out);
    }
    if (begins_with(declared, "ISO-2022") && bad == bytes.len) {
        return convert_to(a, bytes, 0, declared, out);
    }
    bool forgiven = declared && c.n_nul[0] + c.n_nul[1] <= FEW_NULS;
    if (is_binary(&c, bytes.len) && !forgiven) {
        return ERR_INPUT;
    }
    bool legacy = declared && !begins_with(declared, "UTF");
    if (bad == bytes.len || is_damaged_utf8(bytes, legacy ? SIZE_MAX : bad)) {
        return charset_recode_utf8(a, bytes, 0, out);
    }
    return legacy ? convert_to(a, bytes, 0, declared, out) : convert_legacy(a, bytes, &c, out);
}

/* `declared` (may be NULL) is what page or server call it. */
static enum err convert(arena *a, str bytes, const char *declared, struct charset_text *out) {
    *out = (struct charset_text){.source = bytes};
    if (bytes.len > UINT32_MAX) {
        return ERR_LIMIT;
    }
    const struct mark *mark = mark_of(bytes);
    if (mark && strcmp(mark->encoding, "UTF-8") != 0) {
        return convert_to(a, bytes, mark->len, mark->encoding, out);
    }
    size_t skip = mark ? mark->len : 0;
    str body = str_slice(bytes, skip, bytes.len);
    size_t bad = utf8_check(body);
    if (bad == body.len && is_clean(body)) {
        return charset_recode_utf8(a, bytes, skip, out);
    }
    if (!mark) {
        return convert_unmarked(a, bytes, bad, declared, out);
    }
    struct census c = count_bytes(body);
    return is_binary(&c, body.len) ? ERR_INPUT : charset_recode_utf8(a, bytes, skip, out);
}

enum err charset_convert(arena *a, str bytes, struct charset_text *out) {
    return convert(a, bytes, NULL, out);
}

enum err charset_convert_markup(arena *a, str bytes, const struct charset_hints *hints,
                                struct charset_text *out) {
    return convert(a, bytes, charset_declared(bytes, hints), out);
}
