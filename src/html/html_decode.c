/* html_decode.c - character references, CR and NUL of a slice of the source (13.2.5.72 to 80). The
 * named ones are sorted; each letter narrows the range by two binary searches, and the longest name
 * passed on the way is the match. Cost: bytes that need nothing are copied in runs; a reference
 * costs O(its length). */
#include "html/html.h"

#include "html/html_scan.h"
#include "html/tables/entities.inc"

static str entity_name(size_t i) {
    return (str){entity_names + entity_at[i], (size_t)entity_at[i + 1] - entity_at[i]};
}

/* First index in [from, to) whose name has at `depth` a byte >= c (shorter names come first). */
static size_t lower_bound(size_t from, size_t to, size_t depth, unsigned c) {
    while (from < to) {
        size_t middle = (from + to) / 2;
        str name = entity_name(middle);
        if (name.len <= depth || (unsigned char)name.ptr[depth] < c) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

/* The longest name that `s` begins with: its index in *found. Returns its length, or 0. */
static size_t match_name(str s, size_t *found) {
    size_t from = 0;
    size_t to = ENTITIES;
    size_t best = 0;
    for (size_t depth = 0; depth < s.len; depth++) {
        unsigned c = (unsigned char)s.ptr[depth];
        from = lower_bound(from, to, depth, c);
        to = lower_bound(from, to, depth, c + 1);
        if (from == to) {
            break;
        }
        if (entity_name(from).len == depth + 1) {
            *found = from;
            best = depth + 1;
        }
    }
    return best;
}

/* What the numbers 0x80 to 0x9F stand for: windows-1252. 0: themselves. */
static const uint16_t old_numbers[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

static size_t encode(uint32_t cp, char out[8]) {
    if (cp >= 0x80 && cp < 0xa0 && old_numbers[cp - 0x80]) {
        cp = old_numbers[cp - 0x80];
    }
    if (cp == 0 || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000)) {
        cp = 0xfffd;
    }
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (cp & 0x3f));
        cp >>= 6;
    }
    out[0] = (char)((0xf00u >> n & 0xf0u) | cp);
    return n;
}

static unsigned digit_of(char c, bool is_hex) {
    unsigned digit = (unsigned char)(c - '0');
    if (digit < 10) {
        return digit;
    }
    unsigned letter = (unsigned char)((c | 32) - 'a');
    return is_hex && letter < 6 ? letter + 10 : 16;
}

/* "&#" stands at `pos`. Returns the position behind the reference, or `pos` when it is none. */
static size_t step_number(str run, size_t pos, char utf8[8], size_t *n) {
    size_t at = pos + 2;
    bool is_hex = at < run.len && (run.ptr[at] | 32) == 'x';
    at += is_hex;
    size_t from = at;
    uint32_t cp = 0;
    for (; at < run.len; at++) {
        unsigned digit = digit_of(run.ptr[at], is_hex);
        if (digit == 16) {
            break;
        }
        cp = cp > 0x10ffff ? cp : cp * (is_hex ? 16 : 10) + digit;
    }
    if (at == from) {
        return pos;
    }
    *n = encode(cp, utf8);
    return at < run.len && run.ptr[at] == ';' ? at + 1 : at;
}

static bool is_alphanumeric(char c) {
    return html_scan_is_letter(c) || (c >= '0' && c <= '9');
}

/* '&' and a letter stand at `pos`. As step_number. */
static size_t step_name(str run, size_t pos, bool attribute, char utf8[8], size_t *n) {
    size_t found = 0;
    size_t len = match_name(str_slice(run, pos + 1, run.len), &found);
    size_t end = pos + 1 + len;
    if (len == 0) {
        return pos;
    }
    if (attribute && run.ptr[end - 1] != ';' && end < run.len &&
        (run.ptr[end] == '=' || is_alphanumeric(run.ptr[end]))) {
        return pos;
    }
    *n = (size_t)entity_value_at[found + 1] - entity_value_at[found];
    memcpy(utf8, entity_values + entity_value_at[found], *n);
    return end;
}

/* '&' stands at `pos`. */
static size_t step_reference(str run, size_t pos, bool attribute, char utf8[8], size_t *n) {
    size_t end = pos;
    if (pos + 1 < run.len && run.ptr[pos + 1] == '#') {
        end = step_number(run, pos, utf8, n);
    } else if (pos + 1 < run.len && is_alphanumeric(run.ptr[pos + 1])) {
        end = step_name(run, pos, attribute, utf8, n);
    }
    if (end > pos) {
        return end;
    }
    utf8[0] = '&';
    *n = 1;
    return pos + 1;
}

/* Bytes of the character at `pos` by its first one, within the run. */
static size_t character_length(str run, size_t pos) {
    unsigned char c = (unsigned char)run.ptr[pos];
    size_t want = c < 0xc2 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 1;
    size_t n = 1;
    while (n < want && pos + n < run.len && ((unsigned char)run.ptr[pos + n] & 0xc0) == 0x80) {
        n++;
    }
    return n;
}

size_t html_decode_step(str run, size_t pos, uint8_t raw, bool attribute, char utf8[8], size_t *n) {
    char c = run.ptr[pos];
    if (c == '&' && (raw & HTML_RAW_REFERENCES)) {
        return step_reference(run, pos, attribute, utf8, n);
    }
    if (c == '\r' && (raw & HTML_RAW_RETURNS)) {
        utf8[0] = '\n';
        *n = 1;
        return pos + 1 + (pos + 1 < run.len && run.ptr[pos + 1] == '\n');
    }
    if (c == '\0' && (raw & HTML_RAW_NULS)) {
        *n = raw & HTML_RAW_DROPS ? 0 : encode(0, utf8);
        return pos + 1;
    }
    *n = character_length(run, pos);
    memcpy(utf8, run.ptr + pos, *n);
    return pos + *n;
}

static bool needs_step(char c, uint8_t raw) {
    return (html_scan_raw_of(c) & raw) != 0;
}

enum err html_decode(str run, uint8_t raw, bool attribute, buf *out) {
    raw &= (uint8_t)~HTML_RAW_UPPER;
    size_t pos = 0;
    while (raw != 0 && pos < run.len) {
        size_t from = pos;
        while (pos < run.len && !needs_step(run.ptr[pos], raw)) {
            pos++;
        }
        TRY(buf_add(out, str_slice(run, from, pos)));
        if (pos < run.len) {
            char utf8[8];
            size_t n;
            pos = html_decode_step(run, pos, raw, attribute, utf8, &n);
            TRY(buf_add(out, (str){utf8, n}));
        }
    }
    return buf_add(out, str_slice(run, pos, run.len));
}
