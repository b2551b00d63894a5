/* http.c - the head of a message. Lines end in CR LF or in LF alone, a line that begins with white
 * space goes on from the one before; what isn't "name: value" is passed over. Nothing is copied: a
 * value is a slice of the block. One pass over the head, by memchr. */
#include "unpack/http.h"

#include "unpack/http_body.h"

/* The line at `*pos` without its end, moving *pos behind it; false at the end of the text. */
static bool next_line(str text, size_t *pos, str *line) {
    if (*pos >= text.len) {
        return false;
    }
    const char *from = text.ptr + *pos;
    const char *feed = memchr(from, '\n', text.len - *pos);
    size_t len = feed ? (size_t)(feed - from) : text.len - *pos;
    *pos += feed ? len + 1 : len;
    *line = str_of(from, len > 0 && from[len - 1] == '\r' ? len - 1 : len);
    return true;
}

/* "name: value", the value with the lines it goes on over. */
static bool next_header(str text, size_t *pos, str *name, str *value) {
    str line;
    while (next_line(text, pos, &line) && line.len > 0) {
        const char *colon = memchr(line.ptr, ':', line.len);
        if (!colon || line.ptr[0] == ' ' || line.ptr[0] == '\t') {
            continue;
        }
        str more;
        size_t next = *pos;
        const char *end = line.ptr + line.len;
        while (next < text.len && (text.ptr[next] == ' ' || text.ptr[next] == '\t') &&
               next_line(text, &next, &more)) {
            *pos = next;
            end = more.ptr + more.len;
        }
        *name = str_trim(str_of(line.ptr, (size_t)(colon - line.ptr)));
        *value = str_trim(str_of(colon + 1, (size_t)(end - colon) - 1));
        return true;
    }
    return false;
}

/* "HTTP/1.1 200 OK" or "GET /path HTTP/1.1"; false when it's neither. */
static bool parse_first(str line, struct http_message *m) {
    const char *space = line.len ? memchr(line.ptr, ' ', line.len) : NULL;
    size_t at = space ? (size_t)(space - line.ptr) : line.len;
    if (str_starts_with(line, STR("HTTP/"))) {
        str rest = str_trim(str_slice(line, at, line.len));
        for (size_t i = 0; i < 3 && i < rest.len && rest.ptr[i] >= '0' && rest.ptr[i] <= '9'; i++) {
            m->status = m->status * 10 + (unsigned)(rest.ptr[i] - '0');
        }
        return true;
    }
    size_t version = str_find(line, STR(" HTTP/"), 0);
    if (at == 0 || version == SIZE_MAX || version < at) {
        return false;
    }
    m->method = str_slice(line, 0, at);
    m->target = str_trim(str_slice(line, at, version));
    return true;
}

static void note_header(struct http_message *m, str name, str value) {
    const struct {
        str name;
        str *to;
    } known[] = {{STR("Content-Type"), &m->content_type},
                 {STR("Content-Encoding"), &m->content_encoding},
                 {STR("Content-Language"), &m->content_language},
                 {STR("Transfer-Encoding"), &m->transfer_encoding},
                 {STR("Location"), &m->location},
                 {STR("Last-Modified"), &m->last_modified},
                 {STR("Date"), &m->date}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (name.len == known[i].name.len && known[i].to->len == 0 &&
            str_equals_nocase(name, known[i].name)) {
            *known[i].to = value;
        }
    }
}

void http_parse(str block, struct http_message *m) {
    *m = (struct http_message){.head = str_of(block.ptr, 0)};
    size_t pos = 0;
    str line = {0};
    if (!next_line(block, &pos, &line) || !parse_first(line, m)) {
        m->flags = HTTP_NO_HEAD;
        m->raw_body = block;
        m->body = block;
        return;
    }
    size_t from = pos;
    str name;
    str value;
    while (next_header(block, &pos, &name, &value)) {
        note_header(m, name, value);
    }
    m->head = str_slice(block, from, pos);
    m->raw_body = str_slice(block, pos, block.len);
    m->body = m->raw_body;
}

str http_header(const struct http_message *m, str name) {
    size_t pos = 0;
    str found;
    str value;
    while (next_header(m->head, &pos, &found, &value)) {
        if (str_equals_nocase(found, name)) {
            return value;
        }
    }
    return str_of("", 0);
}

enum err http_decode(arena *a, str block, struct http_message *m, struct error *e) {
    http_parse(block, m);
    return http_body_decode(a, m, e);
}
