/* mime_code.c - quoted-printable and base64 in one pass each; foreign characters in base64 are
 * skipped, as the standard asks. O(n). */
#include "read/mime_code.h"

#include <stdio.h>

#include "text/charset.h"

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Behind a soft line break ("=" at the end of a line) at `pos`, or `pos`. */
static size_t skip_soft_break(str s, size_t pos) {
    size_t i = pos + 1;
    while (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == '\t' || s.ptr[i] == '\r')) {
        i++;
    }
    return i < s.len && s.ptr[i] == '\n' ? i + 1 : pos;
}

static size_t undo_quoted(str s, bool is_word, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < s.len;) {
        if (s.ptr[i] != '=') {
            out[n++] = is_word && s.ptr[i] == '_' ? ' ' : s.ptr[i];
            i++;
            continue;
        }
        int high = i + 2 < s.len ? hex_digit(s.ptr[i + 1]) : -1;
        int low = i + 2 < s.len ? hex_digit(s.ptr[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            out[n++] = (char)(high << 4 | low);
            i += 3;
            continue;
        }
        size_t behind = skip_soft_break(s, i);
        if (behind == i) {
            out[n++] = '=';
            behind++;
        }
        i = behind;
    }
    return n;
}

static int base64_digit(char c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static size_t undo_base64(str s, char *out) {
    size_t n = 0;
    uint32_t bits = 0;
    unsigned n_bits = 0;
    for (size_t i = 0; i < s.len && s.ptr[i] != '='; i++) {
        int digit = base64_digit(s.ptr[i]);
        if (digit < 0) {
            continue;
        }
        bits = bits << 6 | (uint32_t)digit;
        n_bits += 6;
        if (n_bits >= 8) {
            n_bits -= 8;
            out[n++] = (char)(bits >> n_bits & 0xff);
        }
    }
    return n;
}

enum err mime_code_undo(arena *a, str s, enum mime_code code, str *out) {
    *out = s;
    if (code == MIME_PLAIN) {
        return ERR_OK;
    }
    char *ptr = arena_take(a, s.len + 1);
    if (!ptr) {
        return a->last;
    }
    size_t n =
        code == MIME_BASE64 ? undo_base64(s, ptr) : undo_quoted(s, code == MIME_QUOTED_WORD, ptr);
    *out = str_of(ptr, n);
    return ERR_OK;
}

enum err mime_code_text(arena *a, str bytes, str label, str *out) {
    char header[96];
    struct charset_text t;
    int n = snprintf(header, sizeof header, "charset=%.*s", label.len < 64 ? (int)label.len : 0,
                     label.ptr);
    struct charset_hints hints = {.content_type = str_of(header, (size_t)n)};
    enum err code = charset_convert_markup(a, bytes, &hints, &t);
    *out = code == ERR_OK ? t.text : (str){"", 0};
    return code == ERR_INPUT ? ERR_OK : code;
}
