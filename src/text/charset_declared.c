/* charset_declared.c - the prescan of the HTML standard (13.2.3.2), more forgiving: it looks 8 KiB
 * far, since real pages put the declaration behind scripts, and takes any charset= inside a meta
 * tag. A page that says UTF-16 in ASCII is in UTF-8. O(1): the head is bounded. */
#include "text/charset_declared.h"

enum { HEAD = 8192 };

static bool is_space(char c) {
    return c == ' ' || (c >= 9 && c <= 13);
}

/* Position behind `word` (lower case) in s at or after `pos`, letter case aside; SIZE_MAX. */
static size_t find_behind(str s, const char *word, size_t pos) {
    size_t len = strlen(word);
    for (; pos + len <= s.len; pos++) {
        if (word[0] == '<') { /* no letter, so it can be jumped to */
            const char *next = memchr(s.ptr + pos, '<', s.len - pos);
            pos = next ? (size_t)(next - s.ptr) : s.len;
        }
        if (pos + len <= s.len &&
            str_equals_nocase(str_slice(s, pos, pos + len), str_of(word, len))) {
            return pos + len;
        }
    }
    return SIZE_MAX;
}

/* The value behind "charset" or "encoding" at `pos`: = "utf-8". */
static str value_at(str s, size_t pos) {
    while (pos < s.len && is_space(s.ptr[pos])) {
        pos++;
    }
    if (pos >= s.len || s.ptr[pos] != '=') {
        return (str){"", 0};
    }
    pos++;
    while (pos < s.len && (is_space(s.ptr[pos]) || s.ptr[pos] == '"' || s.ptr[pos] == '\'')) {
        pos++;
    }
    size_t end = pos;
    while (end < s.len && !is_space(s.ptr[end]) && !strchr("\"';>/,", s.ptr[end])) {
        end++;
    }
    return str_slice(s, pos, end);
}

static const char *from_label(str label) {
    const char *name = charset_label(label);
    return name && strncmp(name, "UTF-16", 6) == 0 ? "UTF-8" : name;
}

static const char *from_header(str content_type) {
    size_t pos = find_behind(content_type, "charset", 0);
    return pos == SIZE_MAX ? NULL : charset_label(value_at(content_type, pos));
}

static const char *from_meta(str head) {
    for (size_t pos = find_behind(head, "<meta", 0); pos != SIZE_MAX;
         pos = find_behind(head, "<meta", pos)) {
        const char *close = memchr(head.ptr + pos, '>', head.len - pos);
        size_t end = close ? (size_t)(close - head.ptr) : head.len;
        str tag = str_slice(head, pos, end);
        size_t at = find_behind(tag, "charset", 0);
        const char *name = at == SIZE_MAX ? NULL : from_label(value_at(tag, at));
        if (name) {
            return name;
        }
        pos = end;
    }
    return NULL;
}

static const char *from_xml(str head) {
    if (!str_starts_with(head, STR("<?xml"))) {
        return NULL;
    }
    size_t end = str_find(head, STR("?>"), 0);
    str declaration = str_slice(head, 0, end == SIZE_MAX ? head.len : end);
    size_t at = find_behind(declaration, "encoding", 0);
    return at == SIZE_MAX ? NULL : from_label(value_at(declaration, at));
}

const char *charset_declared(str bytes, const struct charset_hints *hints) {
    const char *name = hints->content_type.len ? from_header(hints->content_type) : NULL;
    if (!name && hints->markup) {
        str head = str_slice(bytes, 0, bytes.len < HEAD ? bytes.len : HEAD);
        head = str_trim(head);
        name = from_xml(head);
        name = name ? name : from_meta(head);
    }
    return name;
}
