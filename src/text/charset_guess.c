/* charset_guess.c - what the bytes themselves say of their encoding. Typographic quotation marks in
 * windows-1252 among ASCII are common in English texts and mislead guessers, so they are looked for
 * first; the rest is uchardet's (Mozilla's detector) with windows-1252 as the last word. O(n). */
#include "text/charset_guess.h"

#include <uchardet/uchardet.h>

#include "text/utf8.h"

enum { GUESS_BYTES = 1 << 20 };

struct charset_guess charset_guess_count(str s) {
    struct charset_guess c = {.n = s.len};
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

/* English text has a NUL in every second byte. */
enum charset_id charset_guess_wide(const struct charset_guess *g) {
    if (g->n < 4 || g->n % 2 != 0) {
        return CHARSET_NONE;
    }
    if (g->n_nul[1] > g->n / 5 && g->n_nul[0] < g->n / 50 + 1) {
        return CHARSET_UTF_16LE;
    }
    if (g->n_nul[0] > g->n / 5 && g->n_nul[1] < g->n / 50 + 1) {
        return CHARSET_UTF_16BE;
    }
    return CHARSET_NONE;
}

bool charset_guess_is_binary(const struct charset_guess *g) {
    return g->n_nul[0] + g->n_nul[1] > 0 || g->n_controls > 8 + g->n / 100;
}

void charset_guess_sequences(str s, size_t *n_good, size_t *n_bad) {
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

static enum err ask_detector(str bytes, char name[CHARSET_GUESS_NAME]) {
    uchardet_t detector = uchardet_new();
    if (!detector) {
        return ERR_NOMEM;
    }
    str sample = str_slice(bytes, 0, bytes.len < GUESS_BYTES ? bytes.len : GUESS_BYTES);
    int failed = uchardet_handle_data(detector, sample.ptr, sample.len);
    uchardet_data_end(detector);
    const char *found = failed ? "" : uchardet_get_charset(detector);
    size_t n = strlen(found);
    n = n < CHARSET_GUESS_NAME ? n : 0;
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

enum err charset_guess_legacy(str bytes, const struct charset_guess *g,
                              char name[CHARSET_GUESS_NAME]) {
    static const char last_word[] = "WINDOWS-1252";
    bool typographic = g->n_high * 6 < bytes.len && g->n_typographic * 2 >= g->n_high;
    if (!typographic) {
        TRY(ask_detector(bytes, name));
    }
    if (typographic || is_latin(name)) {
        memcpy(name, last_word, sizeof last_word);
    }
    return ERR_OK;
}
