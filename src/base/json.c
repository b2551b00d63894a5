/* json.c - a streaming JSON writer: state is one bit a level. O(bytes), no allocation but the
 * buf's. Numbers are written with the fewest digits that read back as the same double, independent
 * of the locale. */
#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void newline(struct json *j) {
    buf_add_byte(j->out, '\n');
    for (unsigned i = 0; i < j->depth; i++) {
        buf_add(j->out, STR("  "));
    }
}

static void before_value(struct json *j, const char *key) {
    if (j->has_items[j->depth]) {
        buf_add_byte(j->out, ',');
    }
    if (j->pretty && j->depth > 0) {
        newline(j);
    }
    j->has_items[j->depth] = true;
    if (key) {
        buf_add_byte(j->out, '"');
        json_escape(j->out, str_from_cstr(key));
        buf_add(j->out, j->pretty ? STR("\": ") : STR("\":"));
    }
}

static void open_level(struct json *j, const char *key, char bracket) {
    before_value(j, key);
    buf_add_byte(j->out, bracket);
    assert(j->depth + 1 < JSON_DEPTH);
    j->has_items[++j->depth] = false;
}

static void close_level(struct json *j, char bracket) {
    assert(j->depth > 0);
    bool had = j->has_items[j->depth--];
    if (j->pretty && had) {
        newline(j);
    }
    buf_add_byte(j->out, bracket);
}

void json_init(struct json *j, buf *out, bool pretty) {
    *j = (struct json){.out = out, .pretty = pretty};
}

void json_open_object(struct json *j, const char *key) {
    open_level(j, key, '{');
}

void json_close_object(struct json *j) {
    close_level(j, '}');
}

void json_open_array(struct json *j, const char *key) {
    open_level(j, key, '[');
}

void json_close_array(struct json *j) {
    close_level(j, ']');
}

void json_str(struct json *j, const char *key, str value) {
    before_value(j, key);
    buf_add_byte(j->out, '"');
    json_escape(j->out, value);
    buf_add_byte(j->out, '"');
}

void json_cstr(struct json *j, const char *key, const char *value) {
    json_str(j, key, str_from_cstr(value));
}

void json_uint(struct json *j, const char *key, uint64_t value) {
    before_value(j, key);
    buf_addf(j->out, "%llu", (unsigned long long)value);
}

void json_int(struct json *j, const char *key, int64_t value) {
    before_value(j, key);
    buf_addf(j->out, "%lld", (long long)value);
}

void json_double(struct json *j, const char *key, double value) {
    before_value(j, key);
    if (!isfinite(value)) {
        buf_add(j->out, STR("null"));
        return;
    }
    char digits[40];
    if (fabs(value) < 1e15 && value == floor(value)) {
        buf_addf(j->out, "%.0f", value);
        return;
    }
    for (int precision = 1; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value) {
            break;
        }
    }
    for (char *p = digits; *p; p++) {
        *p = *p == ',' ? '.' : *p;
    }
    buf_add_cstr(j->out, digits);
}

void json_bool(struct json *j, const char *key, bool value) {
    before_value(j, key);
    buf_add(j->out, value ? STR("true") : STR("false"));
}

void json_null(struct json *j, const char *key) {
    before_value(j, key);
    buf_add(j->out, STR("null"));
}

void json_raw(struct json *j, const char *key, str value) {
    before_value(j, key);
    buf_add(j->out, value);
}

static bool is_plain(unsigned char c) {
    return c >= 0x20 && c != '"' && c != '\\' && c != '<' && c != 0x7f && c != 0xc2 && c != 0xe2;
}

/* Bytes at s[i] that must not stand as they are; *len says how many they are and *code their code
 * point. */
static bool needs_escape(str s, size_t i, size_t *len, unsigned *code) {
    unsigned char c = (unsigned char)s.ptr[i];
    if (c == 0xc2 && i + 1 < s.len && (unsigned char)s.ptr[i + 1] < 0xa0) {
        *len = 2;
        *code = (unsigned char)s.ptr[i + 1];
        return true;
    }
    if (c == 0xe2 && i + 2 < s.len && (unsigned char)s.ptr[i + 1] == 0x80 &&
        ((unsigned char)s.ptr[i + 2] & 0xfe) == 0xa8) {
        *len = 3;
        *code = 0x2000u + ((unsigned char)s.ptr[i + 2] & 0x3f);
        return true;
    }
    *len = 1;
    *code = c;
    return c != 0xc2 && c != 0xe2;
}

void json_escape(buf *out, str s) {
    size_t from = 0;
    for (size_t i = 0; i < s.len;) {
        size_t len = 1;
        unsigned code = 0;
        if (is_plain((unsigned char)s.ptr[i]) || !needs_escape(s, i, &len, &code)) {
            i += len;
            continue;
        }
        buf_add(out, str_slice(s, from, i));
        switch (code) {
        case '"':
            buf_add(out, STR("\\\""));
            break;
        case '\\':
            buf_add(out, STR("\\\\"));
            break;
        case '\n':
            buf_add(out, STR("\\n"));
            break;
        case '\t':
            buf_add(out, STR("\\t"));
            break;
        case '\r':
            buf_add(out, STR("\\r"));
            break;
        default:
            buf_addf(out, "\\u%04x", code);
        }
        i += len;
        from = i;
    }
    buf_add(out, str_slice(s, from, s.len));
}
