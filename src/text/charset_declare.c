/* charset_declare.c - the prescan of WHATWG HTML, 13.2.3.2, over 16 KiB (the standard: 1 KiB; many
 * pages name their encoding behind long scripts). It reads attributes as the standard has it, so
 * that a charset inside a comment or another element's attribute is none; behind the first KiB one
 * inside a script is none either. O(16 KiB). */
#include "text/charset_declare.h"

enum { WINDOW = 16384, STANDARD = 1024 };

/* The bytes that are looked at and where reading stands; past the end = nothing was found. */
struct scan {
    str s;
    size_t pos;
};

struct attribute {
    str name;
    str value;
};

/* What the attributes of a meta element have said so far. */
struct said {
    bool has_charset;
    bool has_content;
    bool is_pragma; /* http-equiv=content-type */
    bool needs_pragma;
    bool has_http_equiv;
    enum charset_id id;
};

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool at_end(const struct scan *scan) {
    return scan->pos >= scan->s.len;
}

static char here(const struct scan *scan) {
    return at_end(scan) ? '\0' : scan->s.ptr[scan->pos];
}

static void skip_spaces(struct scan *scan) {
    while (!at_end(scan) && is_space(here(scan))) {
        scan->pos++;
    }
}

/* Position behind the next `needle`, or the end. */
static void skip_past(struct scan *scan, str needle) {
    size_t found = str_find(scan->s, needle, scan->pos);
    scan->pos = found == SIZE_MAX ? scan->s.len : found + needle.len;
}

static bool looks_at(const struct scan *scan, str word) {
    return scan->s.len - scan->pos >= word.len &&
           str_equals_nocase(str_slice(scan->s, scan->pos, scan->pos + word.len), word);
}

static str read_value(struct scan *scan) {
    char quote = here(scan);
    if (quote == '"' || quote == '\'') {
        size_t from = ++scan->pos;
        skip_past(scan, str_of(&quote, 1));
        return at_end(scan) ? STR("") : str_slice(scan->s, from, scan->pos - 1);
    }
    size_t from = scan->pos;
    while (!at_end(scan) && !is_space(here(scan)) && here(scan) != '>') {
        scan->pos++;
    }
    return str_slice(scan->s, from, scan->pos);
}

/* The next attribute of the tag; false at its end (the '>' is left) or at the end of the bytes. */
static bool next_attribute(struct scan *scan, struct attribute *out) {
    while (!at_end(scan) && (is_space(here(scan)) || here(scan) == '/')) {
        scan->pos++;
    }
    if (at_end(scan) || here(scan) == '>') {
        return false;
    }
    size_t from = scan->pos;
    while (!at_end(scan) && !is_space(here(scan)) && here(scan) != '/' && here(scan) != '>' &&
           (here(scan) != '=' || scan->pos == from)) {
        scan->pos++;
    }
    *out = (struct attribute){.name = str_slice(scan->s, from, scan->pos)};
    size_t behind = scan->pos;
    skip_spaces(scan);
    if (here(scan) != '=') {
        scan->pos = behind;
        return !at_end(scan);
    }
    scan->pos++;
    skip_spaces(scan);
    out->value = read_value(scan);
    return !at_end(scan);
}

/* The name behind "charset=" in "text/html; charset=utf-8". */
static enum charset_id find_in_content(str content) {
    struct scan scan = {content, 0};
    for (; !at_end(&scan); scan.pos++) {
        if (!looks_at(&scan, STR("charset"))) {
            continue;
        }
        struct scan name = {content, scan.pos + strlen("charset")};
        skip_spaces(&name);
        if (here(&name) != '=') {
            continue;
        }
        name.pos++;
        skip_spaces(&name);
        char quote = here(&name);
        size_t from = name.pos;
        if (quote == '"' || quote == '\'') {
            size_t to = str_find(content, str_of(&quote, 1), from + 1);
            return to == SIZE_MAX ? CHARSET_NONE
                                  : charset_label_find(str_slice(content, from + 1, to));
        }
        while (!at_end(&name) && !is_space(here(&name)) && here(&name) != ';') {
            name.pos++;
        }
        return charset_label_find(str_slice(content, from, name.pos));
    }
    return CHARSET_NONE;
}

static void take_attribute(struct said *said, const struct attribute *at) {
    if (str_equals_nocase(at->name, STR("http-equiv")) && !said->has_http_equiv) {
        said->has_http_equiv = true;
        said->is_pragma = str_equals_nocase(at->value, STR("content-type"));
    } else if (str_equals_nocase(at->name, STR("content")) && !said->has_content) {
        said->has_content = true;
        enum charset_id id = find_in_content(at->value);
        if (id != CHARSET_NONE && !said->has_charset) {
            said->id = id;
            said->needs_pragma = true;
        }
    } else if (str_equals_nocase(at->name, STR("charset")) && !said->has_charset) {
        said->has_charset = true;
        said->id = charset_label_find(at->value);
        said->needs_pragma = false;
    }
}

/* What the encoding must be when the declaration itself could be read as ASCII. */
static enum charset_id as_read(enum charset_id id) {
    bool wide = id == CHARSET_UTF_16LE || id == CHARSET_UTF_16BE;
    return wide ? CHARSET_UTF_8 : id == CHARSET_X_USER_DEFINED ? CHARSET_WINDOWS_1252 : id;
}

/* Behind "<meta": what its attributes name. */
static enum charset_id read_meta(struct scan *scan) {
    struct said said = {.id = CHARSET_NONE};
    struct attribute at;
    while (next_attribute(scan, &at)) {
        take_attribute(&said, &at);
    }
    bool counts = !at_end(scan) && (!said.needs_pragma || said.is_pragma);
    return counts ? as_read(said.id) : CHARSET_NONE;
}

/* Step over the tag at "<x" or "</x". Past what the standard looks at, also over what a script or
 * style sheet holds. */
static void skip_tag(struct scan *scan) {
    static const struct {
        str start;
        str end;
    } raw[] = {{STR("<script"), STR("</script")}, {STR("<style"), STR("</style")}};
    str end = STR("");
    for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
        bool is_raw = scan->pos > STANDARD && looks_at(scan, raw[i].start);
        end = is_raw ? raw[i].end : end;
    }
    while (!at_end(scan) && !is_space(here(scan)) && here(scan) != '>') {
        scan->pos++;
    }
    struct attribute at;
    while (next_attribute(scan, &at)) {
    }
    while (end.len && !at_end(scan) && !looks_at(scan, end)) {
        skip_past(scan, STR("<"));
        scan->pos -= !at_end(scan);
        scan->pos += !at_end(scan) && !looks_at(scan, end);
    }
}

/* Step over what begins with '<' and is no meta element. */
static void skip_other(struct scan *scan) {
    size_t next = scan->pos + 1;
    char c = scan->s.ptr[next];
    bool is_end = c == '/' && next + 1 < scan->s.len && is_letter(scan->s.ptr[next + 1]);
    if (is_letter(c) || is_end) {
        skip_tag(scan);
    } else if (c == '!' || c == '/' || c == '?') {
        skip_past(scan, STR(">"));
    } else {
        scan->pos = next;
    }
}

static enum charset_id find_in_meta(struct scan *scan) {
    for (;;) {
        skip_past(scan, STR("<"));
        if (at_end(scan)) {
            return CHARSET_NONE;
        }
        size_t next = scan->pos--;
        if (looks_at(scan, STR("<!--"))) {
            scan->pos += 2;
            skip_past(scan, STR("-->"));
            continue;
        }
        char behind = next + 4 < scan->s.len ? scan->s.ptr[next + 4] : '\0';
        if (looks_at(scan, STR("<meta")) && (is_space(behind) || behind == '/')) {
            scan->pos = next + 4;
            enum charset_id id = read_meta(scan);
            if (id != CHARSET_NONE) {
                return id;
            }
            continue;
        }
        skip_other(scan);
    }
}

/* encoding="..." of the XML declaration. */
static enum charset_id find_in_xml(str s) {
    struct scan scan = {s, 0};
    skip_spaces(&scan);
    size_t end = str_find(s, STR(">"), 0);
    if (!looks_at(&scan, STR("<?xml")) || end == SIZE_MAX) {
        return CHARSET_NONE;
    }
    scan.s.len = end;
    skip_past(&scan, STR("encoding"));
    skip_spaces(&scan);
    if (here(&scan) != '=') {
        return CHARSET_NONE;
    }
    scan.pos++;
    skip_spaces(&scan);
    scan.s.len = end + 1; /* so that a value may end at the end */
    return as_read(charset_label_find(read_value(&scan)));
}

enum charset_id charset_declare_find(str bytes) {
    str window = str_slice(bytes, 0, bytes.len < WINDOW ? bytes.len : WINDOW);
    enum charset_id id = find_in_xml(window);
    if (id == CHARSET_NONE) {
        struct scan scan = {window, 0};
        id = find_in_meta(&scan);
    }
    return id;
}

enum charset_id charset_declare_header(str content_type) {
    return find_in_content(content_type);
}
