/* feed_soup.c - feeds that aren't well-formed XML, read as what was meant: undeclared prefixes,
 * bare ampersands, tags left open, end tags without a start, attributes without quotes, control
 * characters, text cut in the middle. An end tag closes the innermost element of its name, or
 * nothing; an item ends where the next begins. One pass, O(n): the depth is bounded, and so is the
 * search for the element to close. */
#include "feed/feed_build.h"
#include "html/html.h"

struct soup {
    struct feed_build *b;
    str text;
    size_t pos;
    buf value;                         /* room for decoding */
    bool no_comment_end, no_cdata_end; /* looked for and missing in the rest: don't look again */
};

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || (c & 0x80);
}

static bool ends_name(char c) {
    return is_space(c) || c == '>' || c == '/' || c == '=' || c == '<';
}

static size_t skip_space(str s, size_t pos) {
    while (pos < s.len && is_space(s.ptr[pos])) {
        pos++;
    }
    return pos;
}

static size_t skip_name(str s, size_t pos) {
    while (pos < s.len && !ends_name(s.ptr[pos])) {
        pos++;
    }
    return pos;
}

/* Text with references; `cdata` = without. Control characters that XML forbids are left out. */
static enum err add_text(struct soup *s, str run, size_t pos, bool cdata) {
    buf_clear(&s->value);
    if (cdata) {
        TRY(buf_add(&s->value, run));
    } else {
        TRY(html_decode(run, HTML_RAW_REFERENCES | HTML_RAW_RETURNS, false, &s->value));
    }
    size_t n = 0;
    for (size_t i = 0; i < s->value.len; i++) {
        unsigned char c = (unsigned char)s->value.ptr[i];
        if (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') {
            s->value.ptr[n++] = (char)c;
        }
    }
    s->value.len = n;
    return feed_build_text(s->b, buf_str(&s->value), pos);
}

/* Names whose elements follow each other and never nest: an open one ends where the next begins. */
static bool is_record(str name) {
    return str_equals_nocase(name, STR("item")) || str_equals_nocase(name, STR("entry")) ||
           str_equals_nocase(name, STR("url"));
}

/* HTML in a feed that forgot to escape it: elements without an end tag. */
static bool is_void(str name) {
    static const str names[] = {{"br", 2}, {"hr", 2}, {"img", 3}, {"wbr", 3}, {"input", 5}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_equals_nocase(name, names[i])) {
            return true;
        }
    }
    return false;
}

static str written_name(const struct feed_node *node, char room[256]) {
    const struct feed_name *name = node->name;
    if (!name->prefix.len) {
        return name->local;
    }
    if (name->prefix.len + name->local.len + 1 > 256) {
        return name->local;
    }
    memcpy(room, name->prefix.ptr, name->prefix.len);
    room[name->prefix.len] = ':';
    memcpy(room + name->prefix.len + 1, name->local.ptr, name->local.len);
    return str_of(room, name->prefix.len + 1 + name->local.len);
}

/* How many elements to close so that `name` is closed; 0 when it isn't open. */
static uint32_t depth_of(const struct soup *s, str name) {
    uint32_t n = 1;
    char room[256];
    for (const struct feed_node *node = s->b->open; node; node = node->parent, n++) {
        if (str_equals_nocase(written_name(node, room), name)) {
            return n;
        }
    }
    return 0;
}

static enum err close_elements(struct soup *s, uint32_t n) {
    while (n--) {
        TRY(feed_build_end(s->b));
    }
    return ERR_OK;
}

/* A record that is still open, unless we are inside a text of it that holds markup. */
static enum err close_record(struct soup *s, str name) {
    uint32_t n = depth_of(s, name);
    return n && n <= 3 ? close_elements(s, n) : ERR_OK;
}

/* The value at `pos`: quoted, or up to white space or '>'. Returns the position behind it. */
static size_t scan_value(str s, size_t pos, str *value) {
    if (pos < s.len && (s.ptr[pos] == '"' || s.ptr[pos] == '\'')) {
        const char *end = memchr(s.ptr + pos + 1, s.ptr[pos], s.len - pos - 1);
        const char *tag =
            end ? memchr(s.ptr + pos + 1, '<', (size_t)(end - s.ptr) - pos - 1) : NULL;
        if (end && !tag) {
            *value = str_slice(s, pos + 1, (size_t)(end - s.ptr));
            return (size_t)(end - s.ptr) + 1;
        }
        pos++; /* the second quotation mark is missing */
    }
    size_t from = pos;
    while (pos < s.len && !is_space(s.ptr[pos]) && s.ptr[pos] != '>' && s.ptr[pos] != '<') {
        pos++;
    }
    *value = str_slice(s, from, pos);
    return pos;
}

static enum err add_attr(struct soup *s, str name, str value) {
    struct feed_build *b = s->b;
    if (b->raw.n >= FEED_ATTRS) {
        b->n_attrs_dropped++;
        return ERR_OK;
    }
    buf_clear(&s->value);
    TRY(html_decode(value, HTML_RAW_REFERENCES | HTML_RAW_RETURNS, true, &s->value));
    str kept = arena_copy(b->a, buf_str(&s->value));
    return kept.ptr ? vec_push(b->a, &b->raw, (struct feed_raw_attr){name, kept}) : b->a->last;
}

/* The attributes from `pos`; stops at '>', "/>" or '<'. */
static enum err scan_attrs(struct soup *s, size_t *pos) {
    str text = s->text;
    s->b->raw.n = 0;
    for (;;) {
        size_t at = skip_space(text, *pos);
        while (at < text.len && (text.ptr[at] == '/' || text.ptr[at] == '=') &&
               !(text.ptr[at] == '/' && at + 1 < text.len && text.ptr[at + 1] == '>')) {
            at = skip_space(text, at + 1);
        }
        *pos = at;
        if (at >= text.len || ends_name(text.ptr[at])) {
            return ERR_OK;
        }
        size_t end = skip_name(text, at);
        str name = str_slice(text, at, end);
        str value = STR("");
        *pos = end;
        end = skip_space(text, end);
        if (end < text.len && text.ptr[end] == '=') {
            *pos = scan_value(text, skip_space(text, end + 1), &value);
        }
        TRY(add_attr(s, name, value));
    }
}

static enum err read_start(struct soup *s) {
    str text = s->text;
    size_t from = s->pos;
    size_t end = skip_name(text, from + 1);
    str name = str_slice(text, from + 1, end);
    TRY(scan_attrs(s, &end));
    bool empty = end < text.len && text.ptr[end] == '/';
    end += empty;
    s->pos = end < text.len && text.ptr[end] == '>' ? end + 1 : end;
    if (is_record(name)) {
        TRY(close_record(s, name));
    }
    TRY(feed_build_start(s->b, name, s->b->raw.v, s->b->raw.n, from));
    return empty || is_void(name) ? feed_build_end(s->b) : ERR_OK;
}

static enum err read_end(struct soup *s) {
    size_t end = skip_name(s->text, s->pos + 2);
    str name = str_slice(s->text, s->pos + 2, end);
    while (end < s->text.len && s->text.ptr[end] != '>' && s->text.ptr[end] != '<') {
        end++;
    }
    s->pos = end < s->text.len && s->text.ptr[end] == '>' ? end + 1 : end;
    return close_elements(s, depth_of(s, name));
}

/* Behind `mark` from `from`, or the end; *missing remembers that there's none. */
static size_t behind(str text, size_t from, str mark, bool *missing) {
    size_t at = *missing || from > text.len ? SIZE_MAX : str_find(text, mark, from);
    *missing = at == SIZE_MAX;
    return at == SIZE_MAX ? text.len : at + mark.len;
}

/* A CDATA section without an end runs to the end tag of the element it stands in. */
static enum err read_cdata(struct soup *s) {
    size_t from = s->pos + 9;
    size_t end = behind(s->text, from, STR("]]>"), &s->no_cdata_end);
    str run = str_slice(s->text, from, s->no_cdata_end ? end : end - 3);
    if (s->no_cdata_end) {
        size_t tag = str_find(run, STR("</"), 0);
        run.len = tag != SIZE_MAX ? tag : run.len;
        end = from + run.len;
    }
    s->pos = end;
    return add_text(s, run, from, true);
}

/* <!DOCTYPE with an internal subset ends at "]>", other declarations at '>'. */
static void skip_declaration(struct soup *s) {
    size_t at = s->pos + 2;
    bool inside = false;
    for (; at < s->text.len; at++) {
        char c = s->text.ptr[at];
        inside = c == '[' || (inside && c != ']');
        if (c == '>' && !inside) {
            at++;
            break;
        }
    }
    s->pos = at;
}

static enum err read_markup(struct soup *s) {
    str rest = str_slice(s->text, s->pos, s->text.len);
    if (str_starts_with(rest, STR("<!--")) && !s->no_comment_end) {
        size_t end = behind(s->text, s->pos + 4, STR("-->"), &s->no_comment_end);
        s->pos = s->no_comment_end ? s->pos + 4 : end;
        return ERR_OK;
    }
    if (str_starts_with(rest, STR("<![CDATA["))) {
        return read_cdata(s);
    }
    if (rest.len > 1 && rest.ptr[1] == '!') {
        skip_declaration(s);
        return ERR_OK;
    }
    if (rest.len > 1 && rest.ptr[1] == '?') {
        const char *end = memchr(rest.ptr, '>', rest.len);
        s->pos = end ? (size_t)(end - s->text.ptr) + 1 : s->text.len;
        return ERR_OK;
    }
    if (rest.len > 2 && rest.ptr[1] == '/' && starts_name(rest.ptr[2])) {
        return read_end(s);
    }
    if (rest.len > 1 && starts_name(rest.ptr[1])) {
        return read_start(s);
    }
    s->pos++;
    return feed_build_text(s->b, STR("<"), s->pos - 1);
}

enum err feed_soup_read(struct feed_build *b, str text) {
    struct soup s = {.b = b, .text = text};
    buf_init(&s.value, text.len * 2 + 64);
    enum err code = ERR_OK;
    while (s.pos < text.len && code == ERR_OK) {
        const char *tag = memchr(text.ptr + s.pos, '<', text.len - s.pos);
        size_t end = tag ? (size_t)(tag - text.ptr) : text.len;
        if (end > s.pos) {
            code = add_text(&s, str_slice(text, s.pos, end), s.pos, false);
            s.pos = end;
        }
        if (code == ERR_OK && s.pos < text.len) {
            code = read_markup(&s);
        }
    }
    buf_done(&s.value);
    return code == ERR_OK ? feed_build_finish(b) : code;
}
