/* render_escape.c - makes foreign text harmless for a terminal, a page, a spreadsheet.
 * What is escaped: the control (Cc) and format (Cf) characters, line and paragraph separators and
 * surrogates of Unicode, by utf8proc's tables, as <U+XXXX>. They move the cursor, turn the
 * direction of reading or hide text, and a fact-checker has to see that they are there. The two
 * joiners (U+200C, U+200D) stay: whole scripts are spelt with them. O(bytes); runs of harmless
 * bytes are copied whole. */
#include "account/render_escape.h"

#include <utf8proc.h>

#include "account/render.h"
#include "text/utf8.h"

static bool is_harmful(uint32_t cp) {
    if (cp >= 0x20 && cp < 0x7f) {
        return false;
    }
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CS:
        return true;
    case UTF8PROC_CATEGORY_CF:
        return cp != 0x200c && cp != 0x200d;
    default:
        return false;
    }
}

static bool is_layout(uint32_t cp) {
    return cp == ' ' || cp == '\n' || cp == '\t' || cp == '\r';
}

void render_escape_terminal(buf *out, str s) {
    size_t from = 0;
    size_t len;
    for (size_t i = 0; i < s.len; i += len) {
        uint32_t cp = utf8_decode(s, i, &len);
        bool blank = is_layout(cp);
        if (cp == ' ' || (!blank && !is_harmful(cp))) {
            bool repeats = cp == ' ' && i > 0 && is_layout((unsigned char)s.ptr[i - 1]);
            if (!repeats) {
                continue;
            }
        }
        buf_add(out, str_slice(s, from, i));
        from = i + len;
        if (!blank) {
            buf_addf(out, "<U+%04X>", (unsigned)cp);
        } else if (i == 0 || !is_layout((unsigned char)s.ptr[i - 1])) {
            buf_add_byte(out, ' ');
        }
    }
    buf_add(out, str_slice(s, from, s.len));
}

/* What stands in HTML for `cp`, or NULL when it may stand as it is. */
static const char *html_entity(uint32_t cp) {
    switch (cp) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void render_escape_html(buf *out, str s) {
    size_t from = 0;
    size_t len;
    for (size_t i = 0; i < s.len; i += len) {
        uint32_t cp = utf8_decode(s, i, &len);
        const char *entity = html_entity(cp);
        if (!entity && (is_layout(cp) || !is_harmful(cp))) {
            continue;
        }
        buf_add(out, str_slice(s, from, i));
        from = i + len;
        if (entity) {
            buf_add_cstr(out, entity);
        } else {
            buf_addf(out, "&lt;U+%04X&gt;", (unsigned)cp);
        }
    }
    buf_add(out, str_slice(s, from, s.len));
}

static bool looks_like_formula(str s) {
    return s.len > 0 && strchr("=+-@\t\r", s.ptr[0]) && s.ptr[0] != '\0';
}

static bool needs_marks(str s) {
    for (size_t i = 0; i < s.len; i++) {
        if (strchr(",\"\r\n\t", s.ptr[i]) && s.ptr[i] != '\0') {
            return true;
        }
    }
    return s.len > 0 && (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ');
}

void render_escape_csv(buf *out, str s) {
    bool marks = needs_marks(s);
    if (marks) {
        buf_add_byte(out, '"');
    }
    if (looks_like_formula(s)) {
        buf_add_byte(out, '\'');
    }
    size_t from = 0;
    size_t len;
    for (size_t i = 0; i < s.len; i += len) {
        uint32_t cp = utf8_decode(s, i, &len);
        if (cp != '"' && (is_layout(cp) || !is_harmful(cp))) {
            continue;
        }
        buf_add(out, str_slice(s, from, i));
        from = i + len;
        if (cp == '"') {
            buf_add(out, STR("\"\""));
        } else {
            buf_addf(out, "<U+%04X>", (unsigned)cp);
        }
    }
    buf_add(out, str_slice(s, from, s.len));
    if (marks) {
        buf_add_byte(out, '"');
    }
}
