/* mime_field.c - header fields: folded over lines (RFC 5322, 2.2.3), with words in other encodings
 * (RFC 2047): =?utf-8?Q?caf=C3=A9?=. White space between two encoded words vanishes. O(head). */
#include "base/buf.h"
#include "read/mime.h"
#include "read/mime_code.h"

enum { FIELD_BYTES = 1 << 16 };

/* The lines of the field, as they stand; empty when there's none. */
static str raw_field(str head, str name) {
    for (size_t pos = 0; pos < head.len;) {
        const char *feed = memchr(head.ptr + pos, '\n', head.len - pos);
        size_t end = feed ? (size_t)(feed - head.ptr) + 1 : head.len;
        bool found = end - pos > name.len && head.ptr[pos + name.len] == ':' &&
                     str_equals_nocase(str_slice(head, pos, pos + name.len), name);
        if (found) {
            size_t to = end;
            while (to < head.len && (head.ptr[to] == ' ' || head.ptr[to] == '\t')) {
                feed = memchr(head.ptr + to, '\n', head.len - to);
                to = feed ? (size_t)(feed - head.ptr) + 1 : head.len;
            }
            to = to - pos < FIELD_BYTES ? to : pos + FIELD_BYTES;
            return str_trim(str_slice(head, pos + name.len + 1, to));
        }
        pos = end;
    }
    return (str){"", 0};
}

/* An encoded word at `pos`: its parts, and the end behind it; 0 when none begins there. */
static size_t encoded_word(str s, size_t pos, str *charset, char *code, str *words) {
    if (!str_starts_with(str_slice(s, pos, s.len), STR("=?"))) {
        return 0;
    }
    size_t first = str_find(s, STR("?"), pos + 2);
    if (first == SIZE_MAX || first + 2 >= s.len || s.ptr[first + 2] != '?') {
        return 0;
    }
    size_t end = str_find(s, STR("?="), first + 3);
    if (end == SIZE_MAX) {
        return 0;
    }
    *charset = str_slice(s, pos + 2, first);
    *code = (char)(s.ptr[first + 1] | 0x20);
    *words = str_slice(s, first + 3, end);
    return *code == 'q' || *code == 'b' ? end + 2 : 0;
}

static enum err add_word(arena *a, buf *out, str charset, char code, str words) {
    str raw;
    str text;
    TRY(mime_code_undo(a, words, code == 'b' ? MIME_BASE64 : MIME_QUOTED_WORD, &raw));
    const char *star = memchr(charset.ptr, '*', charset.len); /* RFC 2231 puts the language there */
    charset.len = star ? (size_t)(star - charset.ptr) : charset.len;
    TRY(mime_code_text(a, raw, charset, &text));
    return buf_add(out, text);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Runs of white space become one space. */
static void add_plain(buf *out, str s) {
    for (size_t i = 0; i < s.len; i++) {
        bool blank = is_blank(s.ptr[i]);
        if (!blank || (out->len && out->ptr[out->len - 1] != ' ')) {
            buf_add_byte(out, blank ? ' ' : s.ptr[i]);
        }
    }
}

static enum err decode_words(arena *a, str s, buf *out) {
    size_t from = 0;
    bool after_word = false;
    for (size_t pos = 0; pos < s.len;) {
        str charset;
        str words;
        char code;
        size_t end = s.ptr[pos] == '=' ? encoded_word(s, pos, &charset, &code, &words) : 0;
        if (!end) {
            pos++;
            continue;
        }
        str between = str_slice(s, from, pos);
        if (!after_word || str_trim(between).len) {
            add_plain(out, between);
        }
        TRY(add_word(a, out, charset, code, words));
        after_word = true;
        from = pos = end;
    }
    add_plain(out, str_slice(s, from, s.len));
    return out->failed;
}

enum err mime_field(arena *a, str head, const char *name, str *out) {
    buf b;
    str text;
    buf_init(&b, 4 * FIELD_BYTES);
    enum err code = decode_words(a, raw_field(head, str_from_cstr(name)), &b);
    code = code == ERR_OK ? mime_code_text(a, str_trim(buf_str(&b)), STR("utf-8"), &text) : code;
    if (code == ERR_OK) {
        *out = arena_copy(a, text);
        code = out->ptr ? ERR_OK : a->last;
    }
    buf_done(&b);
    return code;
}
