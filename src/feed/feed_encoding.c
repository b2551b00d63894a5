/* feed_encoding.c - the declared encoding by RFC 3023: the header's charset, then, for types that
 * aren't text/..., the XML declaration's; a text/... type without a charset means ASCII. Reading
 * doesn't depend on it (text/charset.h decides by the bytes); it says whether the feed is in order.
 */
#include "feed/feed_encoding.h"

#include <stdio.h>

static bool starts_nocase(str s, str start) {
    return s.len >= start.len && str_equals_nocase(str_slice(s, 0, start.len), start);
}

/* Up to white space, ';' or a quotation mark. */
static str word(str s) {
    size_t n = 0;
    while (n < s.len && !strchr(" \t;\"'", s.ptr[n])) {
        n++;
    }
    return str_slice(s, 0, n);
}

/* The value behind `name` and '=' in `s`, with or without quotation marks. */
static str value_of(str s, str name) {
    for (size_t i = 0; i + name.len < s.len; i++) {
        if (!starts_nocase(str_slice(s, i, s.len), name)) {
            continue;
        }
        str rest = str_trim(str_slice(s, i + name.len, s.len));
        if (!rest.len || rest.ptr[0] != '=') {
            continue;
        }
        rest = str_trim(str_slice(rest, 1, rest.len));
        if (rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\'')) {
            rest = str_slice(rest, 1, rest.len);
        }
        return word(rest);
    }
    return STR("");
}

/* Of the XML declaration at the start of the text. */
static str declared_in(str text) {
    text = str_slice(text, 0, text.len < 512 ? text.len : 512);
    size_t from = str_find(text, STR("<?xml"), 0);
    size_t end = from == SIZE_MAX ? SIZE_MAX : str_find(text, STR("?>"), from);
    if (end == SIZE_MAX || str_trim(str_slice(text, 0, from)).len) {
        return STR("");
    }
    return value_of(str_slice(text, from, end), STR("encoding"));
}

static bool is_feed_type(str type) {
    static const str ends[] = {{"xml", 3}, {"json", 4}, {"xml-dtd", 7}, {"-entity", 7}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (type.len >= ends[i].len &&
            str_equals_nocase(str_slice(type, type.len - ends[i].len, type.len), ends[i])) {
            return true;
        }
    }
    return !type.len;
}

static void mark(struct feed *out, const char *why) {
    if (!out->bozo) {
        out->bozo = true;
        (void)snprintf(out->bozo_why, sizeof out->bozo_why, "%s", why);
    }
}

static bool is_ascii(str s) {
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] & 0x80) {
            return false;
        }
    }
    return true;
}

void feed_encoding_check(str content_type, struct feed *out) {
    str type = word(str_trim(content_type));
    str declaration = declared_in(out->decoded.text);
    out->declared = value_of(content_type, STR("charset"));
    bool is_text = starts_nocase(type, STR("text/"));
    if (!out->declared.len && !is_text) {
        out->declared = declaration;
    }
    if (!is_feed_type(type)) {
        mark(out, "the media type is none of a feed");
    }
    bool unicode = starts_nocase(out->declared, STR("utf-32")); /* the web has no label for it */
    if (out->declared.len && !unicode && !charset_label(out->declared)) {
        mark(out, "an unknown encoding is declared");
    }
    if (out->decoded.n_repaired) {
        mark(out, "bytes that are no characters");
    }
    str used = out->encoding;
    bool utf = starts_nocase(used, STR("UTF"));
    if (!out->declared.len && !utf && !is_ascii(out->decoded.text)) {
        mark(out, "no encoding is declared");
    }
    if (is_text && !out->declared.len && is_ascii(out->decoded.text)) {
        out->declared = STR("us-ascii");
    }
}
