/* mime.c - which part of a message is its text. Parts are looked at in order, depth first; the
 * first plain text wins over the first HTML, attachments are counted and left out. A boundary that
 * isn't found makes the rest one part, as mail programs do. */
#include "read/mime.h"

#include "read/mime_code.h"

enum { DEPTH = 16, BOUNDARY = 200 };

size_t mime_body_start(str message) {
    for (size_t pos = 0; pos < message.len;) {
        const char *feed = memchr(message.ptr + pos, '\n', message.len - pos);
        if (!feed) {
            return message.len;
        }
        size_t end = (size_t)(feed - message.ptr) + 1;
        if (end - pos == 1 || (end - pos == 2 && message.ptr[pos] == '\r')) {
            return end;
        }
        pos = end;
    }
    return message.len;
}

/* Where `word` stands in s, letter case aside; SIZE_MAX. */
static size_t find_nocase(str s, str word) {
    for (size_t i = 0; i + word.len <= s.len; i++) {
        if (str_equals_nocase(str_slice(s, i, i + word.len), word)) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Parameter of a header value: boundary="x". */
static str parameter(str value, str name) {
    size_t at = find_nocase(value, name);
    if (at == SIZE_MAX) {
        return (str){"", 0};
    }
    str rest = str_trim(str_slice(value, at + name.len, value.len));
    if (rest.len == 0 || rest.ptr[0] != '=') {
        return (str){"", 0};
    }
    rest = str_trim(str_slice(rest, 1, rest.len));
    bool quoted = rest.len && rest.ptr[0] == '"';
    size_t from = quoted;
    size_t end = from;
    while (end < rest.len && (quoted ? rest.ptr[end] != '"' : !strchr("; \t\r\n", rest.ptr[end]))) {
        end++;
    }
    return str_slice(rest, from, end);
}

static enum mime_code code_of(str encoding) {
    if (find_nocase(encoding, STR("quoted-printable")) != SIZE_MAX) {
        return MIME_QUOTED;
    }
    return find_nocase(encoding, STR("base64")) != SIZE_MAX ? MIME_BASE64 : MIME_PLAIN;
}

static enum err take_leaf(arena *a, str body, str type, str encoding, struct mime_text *out) {
    str raw;
    bool is_markup = find_nocase(type, STR("text/html")) == 0;
    TRY(mime_code_undo(a, body, code_of(encoding), &raw));
    TRY(mime_code_text(a, raw, parameter(type, STR("charset")), &out->text));
    out->is_markup = is_markup;
    return ERR_OK;
}

/* The next line "--boundary" at or after `pos`; *behind is the line after it. SIZE_MAX: none. */
static size_t find_boundary(str s, size_t pos, str boundary, size_t *behind) {
    for (;;) {
        size_t at = str_find(s, boundary, pos);
        if (at == SIZE_MAX) {
            return SIZE_MAX;
        }
        bool at_start = at >= 2 && s.ptr[at - 1] == '-' && s.ptr[at - 2] == '-' &&
                        (at == 2 || s.ptr[at - 3] == '\n');
        if (at_start) {
            size_t feed = str_find(s, STR("\n"), at);
            *behind = feed == SIZE_MAX ? s.len : feed + 1;
            return at - 2;
        }
        pos = at + boundary.len;
    }
}

static enum err find_text(arena *a, str message, unsigned depth, struct mime_text *out);

static enum err take_parts(arena *a, str body, str boundary, unsigned depth,
                           struct mime_text *out) {
    size_t from;
    if (boundary.len == 0 || boundary.len > BOUNDARY || depth == DEPTH ||
        find_boundary(body, 0, boundary, &from) == SIZE_MAX) {
        return ERR_OK;
    }
    while (from < body.len) {
        size_t behind;
        size_t end = find_boundary(body, from, boundary, &behind);
        str part = str_slice(body, from, end == SIZE_MAX ? body.len : end);
        TRY(find_text(a, part, depth + 1, out));
        if (end == SIZE_MAX) {
            break;
        }
        size_t mark = end + 2 + boundary.len;
        if (str_starts_with(str_slice(body, mark, body.len), STR("--"))) {
            break;
        }
        from = behind;
    }
    return ERR_OK;
}

static enum err find_text(arena *a, str message, unsigned depth, struct mime_text *out) {
    size_t start = mime_body_start(message);
    str head = str_slice(message, 0, start);
    str body = str_slice(message, start, message.len);
    str type;
    str encoding;
    str disposition;
    TRY(mime_field(a, head, "Content-Type", &type));
    TRY(mime_field(a, head, "Content-Transfer-Encoding", &encoding));
    TRY(mime_field(a, head, "Content-Disposition", &disposition));
    if (find_nocase(type, STR("multipart/")) == 0) {
        return take_parts(a, body, parameter(type, STR("boundary")), depth, out);
    }
    bool is_text = type.len == 0 || find_nocase(type, STR("text/")) == 0;
    if (!is_text || find_nocase(disposition, STR("attachment")) == 0) {
        out->n_attachments++;
        return ERR_OK;
    }
    struct mime_text found = {0};
    TRY(take_leaf(a, body, type, encoding, &found));
    bool better = out->text.len == 0 || (out->is_markup && !found.is_markup);
    if (better && str_trim(found.text).len) {
        out->text = found.text;
        out->is_markup = found.is_markup;
    }
    return ERR_OK;
}

enum err mime_text_find(arena *a, str message, struct mime_text *out) {
    *out = (struct mime_text){.text = STR("")};
    return find_text(a, message, 0, out);
}
