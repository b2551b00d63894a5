/* html_raw.c - where raw text ends: style, title and their like before their end tag, script with
 * its escapes ("<!-- <script> </script> -->", the script data states of 13.2.5), CDATA before
 * "]]>". Only '<' is looked for, by vectors; each byte is passed once. */
#include "html/html_scan.h"
#include "html/html_token.h"

/* Does `name` stand at `pos`, but for letter case, with an end of a tag's name behind it? */
static bool has_name(const struct html_tokenizer *k, size_t pos, str name) {
    if (k->end - pos <= name.len || name.len == 0) {
        return false;
    }
    char behind = k->s[pos + name.len];
    return (html_scan_is_space(behind) || behind == '/' || behind == '>') &&
           str_equals_nocase(str_of(k->s + pos, name.len), name);
}

/* The same behind "</" at `pos` < k->end. */
static bool is_end_tag(const struct html_tokenizer *k, size_t pos, str name) {
    return k->end - pos > 2 && k->s[pos + 1] == '/' && has_name(k, pos + 2, name);
}

static size_t plain_end(const struct html_tokenizer *k, uint8_t *raw) {
    size_t pos = html_scan_to(k->s, k->pos, k->end, '<', raw);
    while (pos < k->end && !is_end_tag(k, pos, k->last)) {
        pos = html_scan_to(k->s, pos + 1, k->end, '<', raw);
    }
    return pos;
}

/* Is there "-->" whose first dash is at or after `least` and whose last byte lies in [from, to)? */
static bool closes_comment(const char *s, size_t least, size_t from, size_t to) {
    while (from < to) {
        const char *gt = memchr(s + from, '>', to - from);
        if (!gt) {
            return false;
        }
        size_t at = (size_t)(gt - s);
        if (at >= least + 2 && gt[-1] == '-' && gt[-2] == '-') {
            return true;
        }
        from = at + 1;
    }
    return false;
}

static size_t script_end(const struct html_tokenizer *k, uint8_t *raw) {
    enum { OUTSIDE, ESCAPED, TWICE_ESCAPED } state = OUTSIDE;
    const str script = STR("script");
    size_t dashes_from = 0;
    size_t from = k->pos;
    for (;;) {
        size_t pos = html_scan_to(k->s, from, k->end, '<', raw);
        if (state != OUTSIDE && closes_comment(k->s, dashes_from, from, pos)) {
            state = OUTSIDE;
        }
        if (pos == k->end) {
            return pos;
        }
        if (state != TWICE_ESCAPED && is_end_tag(k, pos, k->last)) {
            return pos;
        }
        if (state == TWICE_ESCAPED && is_end_tag(k, pos, script)) {
            state = ESCAPED;
        } else if (state == ESCAPED && has_name(k, pos + 1, script)) {
            state = TWICE_ESCAPED;
        } else if (state == OUTSIDE && k->end - pos >= 4 && memcmp(k->s + pos, "<!--", 4) == 0) {
            state = ESCAPED;
            dashes_from = pos + 2;
        }
        from = pos + 1;
    }
}

static size_t section_end(const struct html_tokenizer *k, uint8_t *raw) {
    size_t pos = html_scan_to(k->s, k->pos, k->end, '>', raw);
    while (pos < k->end && !(pos >= k->pos + 2 && k->s[pos - 1] == ']' && k->s[pos - 2] == ']')) {
        pos = html_scan_to(k->s, pos + 1, k->end, '>', raw);
    }
    return pos < k->end ? pos - 2 : pos;
}

size_t html_raw_end(const struct html_tokenizer *k, uint8_t *raw) {
    uint8_t seen = 0;
    size_t end = 0;
    switch ((enum html_token_state)k->state) {
    case HTML_STATE_DATA:
    case HTML_STATE_RCDATA:
    case HTML_STATE_RAWTEXT:
        end = plain_end(k, &seen);
        break;
    case HTML_STATE_SCRIPT:
        end = script_end(k, &seen);
        break;
    case HTML_STATE_PLAINTEXT:
        for (end = k->pos; end < k->end; end += end < k->end) {
            end = html_scan_to(k->s, end, k->end, '<', &seen);
        }
        break;
    case HTML_STATE_CDATA:
        end = section_end(k, &seen);
        break;
    }
    if (k->state != HTML_STATE_RCDATA) {
        seen &= (uint8_t)~HTML_RAW_REFERENCES;
    }
    *raw = seen;
    return end;
}
