/* jsonld.c - scans JSON-LD without a tree, recursion or copies. What it forgives is decided by
 * looking ahead over white space only: a quotation mark ends a string where a comma, colon or
 * bracket follows that can follow there, or a new line begins with the next string; any other one
 * is a character of the string. Marks of comments and CDATA sections are passed over like white
 * space. A closing bracket ends the innermost container, whichever kind it is. Strict readers
 * (json-c) give up on one page in fifty and build a tree of what is mostly not asked for. O(n). */
#include "page/jsonld.h"

#include "base/buf.h"
#include "text/utf8.h"

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char at(const struct jsonld *j, size_t pos) {
    return pos < j->s.len ? j->s.ptr[pos] : 0;
}

static bool stands_at(const struct jsonld *j, size_t pos, str word) {
    return pos <= j->s.len && str_starts_with(str_slice(j->s, pos, j->s.len), word);
}

static bool in_object(const struct jsonld *j) {
    return j->depth > 0 && (j->objects >> (j->depth - 1) & 1);
}

void jsonld_init(struct jsonld *j, str s) {
    *j = (struct jsonld){.s = s};
    if (s.len >= UINT32_MAX) {
        j->s.len = UINT32_MAX - 1;
    }
}

/* Position behind the line or comment that begins at `pos`. */
static size_t skip_to(const struct jsonld *j, size_t pos, str end) {
    size_t found = str_find(j->s, end, pos);
    return found == SIZE_MAX ? j->s.len : found + end.len;
}

/* Bytes of a mark or comment at the position; 0 = none. */
static size_t filler_length(const struct jsonld *j) {
    static const str marks[] = {
        {"<![CDATA[", 9}, {"]]>", 3}, {"<!--", 4}, {"-->", 3}, {"\xef\xbb\xbf", 3}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (stands_at(j, j->pos, marks[i])) {
            return marks[i].len;
        }
    }
    if (stands_at(j, j->pos, STR("/*"))) {
        return skip_to(j, j->pos + 2, STR("*/")) - j->pos;
    }
    if (stands_at(j, j->pos, STR("//"))) {
        bool cdata = stands_at(j, j->pos + 2, STR("<![CDATA[")) ||
                     stands_at(j, j->pos + 2, STR(" <![CDATA["));
        return cdata ? 2 : skip_to(j, j->pos + 2, STR("\n")) - j->pos;
    }
    return 0;
}

/* Pass over white space, separators, comments and the marks of HTML and CDATA. */
static void skip_filler(struct jsonld *j) {
    while (j->pos < j->s.len) {
        char c = j->s.ptr[j->pos];
        bool blank = (unsigned char)c <= ' ' || c == ',' || c == ':' || c == ';';
        bool begins_mark = c == '<' || c == ']' || c == '-' || c == '/' || c == '\xef';
        size_t len = blank ? 1 : begins_mark ? filler_length(j) : 0;
        if (len == 0) {
            break;
        }
        j->pos += len;
    }
}

/* Whether what stands at `pos` can follow a comma. */
static bool can_follow_comma(const struct jsonld *j, size_t pos) {
    char c = at(j, pos);
    return !c || strchr("\"{[}]-", c) || (c >= '0' && c <= '9') || stands_at(j, pos, STR("true")) ||
           stands_at(j, pos, STR("false")) || stands_at(j, pos, STR("null"));
}

/* Whether the quotation mark at `quote` ends the string. `is_key`: it may be one. */
static bool ends_string(const struct jsonld *j, size_t quote, bool is_key) {
    size_t pos = quote + 1;
    bool new_line = false;
    while (pos < j->s.len && is_space(j->s.ptr[pos])) {
        new_line |= j->s.ptr[pos++] == '\n';
    }
    switch (at(j, pos)) {
    case 0:
    case '}':
    case ']':
        return true;
    case ':':
        return is_key;
    case ',':
        pos++;
        while (pos < j->s.len && is_space(j->s.ptr[pos])) {
            pos++;
        }
        return can_follow_comma(j, pos);
    case '"':
        return new_line || is_key;
    default:
        return false;
    }
}

/* Position of the mark that ends the string begun before `pos`, or the end of the source. Runs of
 * white space are looked at once for each mark before them, so the whole is linear. */
static size_t find_string_end(const struct jsonld *j, size_t pos, bool is_key, bool *escapes) {
    size_t start = pos;
    for (;;) {
        const char *quote = pos < j->s.len ? memchr(j->s.ptr + pos, '"', j->s.len - pos) : NULL;
        size_t end = quote ? (size_t)(quote - j->s.ptr) : j->s.len;
        size_t slash = end;
        while (slash > start && j->s.ptr[slash - 1] == '\\') {
            slash--;
        }
        if (end == j->s.len || ((end - slash) % 2 == 0 && ends_string(j, end, is_key))) {
            *escapes = memchr(j->s.ptr + start, '\\', end - start) != NULL;
            return end;
        }
        pos = end + 1;
    }
}

/* Pass over what is nested deeper than the stack is: only strings and brackets count. */
static void skip_deep(struct jsonld *j) {
    uint32_t depth = 1;
    while (depth > 0 && j->pos < j->s.len) {
        char c = j->s.ptr[j->pos++];
        if (c == '"') {
            bool escapes;
            j->pos = find_string_end(j, j->pos, true, &escapes);
            j->pos += j->pos < j->s.len;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
}

/* A bracket. false: it was nested too deep or closed nothing, and has been passed over. */
static bool read_bracket(struct jsonld *j, char c, struct jsonld_token *tok) {
    tok->at = (struct span){(uint32_t)j->pos, (uint32_t)j->pos + 1};
    j->pos++;
    if (c == '{' || c == '[') {
        j->expects_value = false;
        if (j->depth == JSONLD_DEPTH) {
            skip_deep(j);
            return false;
        }
        uint64_t bit = (uint64_t)1 << j->depth++;
        j->objects = c == '{' ? j->objects | bit : j->objects & ~bit;
        tok->kind = c == '{' ? JSONLD_OBJECT : JSONLD_ARRAY;
        return true;
    }
    if (j->depth == 0) {
        return false;
    }
    tok->kind = in_object(j) ? JSONLD_OBJECT_END : JSONLD_ARRAY_END;
    j->depth--;
    j->expects_value = false;
    return true;
}

/* Position behind white space and a colon, or 0 when there's no colon. */
static size_t behind_colon(const struct jsonld *j, size_t pos) {
    while (pos < j->s.len && is_space(j->s.ptr[pos])) {
        pos++;
    }
    return at(j, pos) == ':' ? pos + 1 : 0;
}

/* Name a string or word key or value; where a key is due and no colon follows it is passed over. */
static bool settle(struct jsonld *j, enum jsonld_kind kind, struct jsonld_token *tok) {
    bool key = in_object(j) && !j->expects_value;
    size_t behind = key ? behind_colon(j, j->pos) : 0;
    if (key && !behind) {
        return false;
    }
    j->expects_value = key;
    j->pos = key ? behind : j->pos;
    tok->kind = (uint8_t)(key ? JSONLD_KEY : kind);
    return true;
}

static bool read_string(struct jsonld *j, struct jsonld_token *tok) {
    bool key = in_object(j) && !j->expects_value;
    size_t end = find_string_end(j, j->pos + 1, key, &tok->has_escapes);
    tok->at = (struct span){(uint32_t)j->pos + 1, (uint32_t)end};
    j->pos = end < j->s.len ? end + 1 : end;
    return settle(j, JSONLD_STRING, tok);
}

static bool read_word(struct jsonld *j, struct jsonld_token *tok) {
    size_t end = j->pos + 1;
    while (end < j->s.len && !is_space(j->s.ptr[end]) && j->s.ptr[end] &&
           !strchr(",:\"{}[]", j->s.ptr[end])) {
        end++;
    }
    tok->at = (struct span){(uint32_t)j->pos, (uint32_t)end};
    j->pos = end;
    return settle(j, JSONLD_WORD, tok);
}

enum jsonld_kind jsonld_next(struct jsonld *j, struct jsonld_token *tok) {
    for (;;) {
        *tok = (struct jsonld_token){0};
        skip_filler(j);
        if (j->pos >= j->s.len) {
            return JSONLD_END;
        }
        char c = j->s.ptr[j->pos];
        bool bracket = c == '{' || c == '[' || c == '}' || c == ']';
        if (bracket    ? read_bracket(j, c, tok)
            : c == '"' ? read_string(j, tok)
                       : read_word(j, tok)) {
            return tok->kind;
        }
    }
}

void jsonld_skip(struct jsonld *j, const struct jsonld_token *tok) {
    if (tok->kind != JSONLD_OBJECT && tok->kind != JSONLD_ARRAY) {
        return;
    }
    uint32_t depth = j->depth;
    struct jsonld_token next;
    while (j->depth >= depth && jsonld_next(j, &next) != JSONLD_END) {
    }
}

/* The value of four hexadecimal digits at `pos`, or -1. */
static int32_t read_hex(str s, size_t pos) {
    int32_t value = 0;
    for (size_t i = pos; i < pos + 4; i++) {
        int c = i < s.len ? s.ptr[i] | 32 : 0;
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

/* \uXXXX at `pos` (behind the backslash), pairs of surrogates too; returns the position behind. */
static size_t decode_unicode(str s, size_t pos, buf *out) {
    int32_t value = read_hex(s, pos + 1);
    if (value < 0) {
        return pos + 1;
    }
    pos += 5;
    bool high = value >= 0xd800 && value < 0xdc00;
    if (high && pos + 1 < s.len && s.ptr[pos] == '\\' && s.ptr[pos + 1] == 'u') {
        int32_t low = read_hex(s, pos + 2);
        if (low >= 0xdc00 && low < 0xe000) {
            value = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
            pos += 6;
        }
    }
    if (value != 0) {
        utf8_encode(out, (uint32_t)value);
    }
    return pos;
}

static enum err unescape(str s, buf *out) {
    size_t pos = 0;
    while (pos < s.len) {
        const char *slash = memchr(s.ptr + pos, '\\', s.len - pos);
        size_t end = slash ? (size_t)(slash - s.ptr) : s.len;
        buf_add(out, str_slice(s, pos, end));
        pos = end + 1;
        if (pos >= s.len) {
            break;
        }
        char c = s.ptr[pos];
        if (c == 'u') {
            pos = decode_unicode(s, pos, out);
            continue;
        }
        const char *from = "nrtbf";
        const char *known = c ? strchr(from, c) : NULL;
        buf_add_byte(out, known ? "\n\r\t  "[known - from] : c);
        pos++;
    }
    return out->failed;
}

enum err jsonld_text(arena *a, const struct jsonld *j, const struct jsonld_token *tok, str *out) {
    str raw = str_span(j->s, tok->at);
    size_t n_repaired;
    if (!tok->has_escapes) {
        return utf8_repair(a, raw, out, &n_repaired);
    }
    buf b;
    buf_init(&b, raw.len + 1);
    enum err code = unescape(raw, &b);
    str text = {NULL, 0};
    if (code == ERR_OK) {
        text = arena_copy(a, buf_str(&b));
        code = text.ptr ? ERR_OK : a->last;
    }
    buf_done(&b);
    TRY(code);
    return utf8_repair(a, text, out, &n_repaired);
}
