/* meta_text.c - cleans the strings of metadata. Nothing grows: decoded references are never longer
 * than the references but for a few of two characters, which the scratch buffer takes. O(n). */
#include "page/meta_text.h"

#include "text/fold.h"
#include "text/utf8.h"

static bool is_white(uint32_t cp) {
    return cp <= 0x20 || cp == 0x7f || cp == 0x85 || cp == 0xa0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 || cp == 0x2029 || cp == 0x202f ||
           cp == 0x205f || cp == 0x3000;
}

/* Soft hyphens, joiners, marks of direction and order. */
static bool is_invisible(uint32_t cp) {
    return cp == 0xad || (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x202a && cp <= 0x202e) ||
           (cp >= 0x2060 && cp <= 0x2064) || cp == 0xfeff || (cp >= 0x80 && cp < 0xa0);
}

/* Position behind the tag that begins at `pos`, or `pos` when none does. */
static size_t skip_tag(str s, size_t pos) {
    char next = pos + 1 < s.len ? s.ptr[pos + 1] : 0;
    bool tag = ((next | 32) >= 'a' && (next | 32) <= 'z') || next == '/';
    const char *end = tag ? memchr(s.ptr + pos, '>', s.len - pos < 200 ? s.len - pos : 200) : NULL;
    return end ? (size_t)(end - s.ptr) + 1 : pos;
}

/* Even out white space and drop tags; `to` has room for s.len bytes. Returns the bytes written. */
static size_t even(str s, char *to) {
    size_t n = 0;
    bool space = false;
    for (size_t pos = 0; pos < s.len;) {
        size_t behind = s.ptr[pos] == '<' ? skip_tag(s, pos) : pos;
        if (behind > pos) {
            pos = behind;
            continue;
        }
        size_t len = 1;
        unsigned char c = (unsigned char)s.ptr[pos];
        uint32_t cp = c < 0x80 ? c : utf8_decode(s, pos, &len);
        if (is_white(cp)) {
            space = n > 0;
        } else if (!is_invisible(cp)) {
            if (space) {
                to[n++] = ' ';
            }
            space = false;
            memcpy(to + n, s.ptr + pos, len);
            n += len;
        }
        pos += len;
    }
    return n;
}

static enum err decode(arena *a, buf *scratch, str *s) {
    for (unsigned turn = 0; turn < 2 && memchr(s->ptr, '&', s->len); turn++) {
        buf_clear(scratch);
        TRY(html_decode(*s, HTML_RAW_REFERENCES, false, scratch));
        if (scratch->len == s->len) {
            break;
        }
        *s = arena_copy(a, buf_str(scratch));
        if (!s->ptr) {
            return a->last;
        }
    }
    return ERR_OK;
}

enum err meta_text_clean(arena *a, buf *scratch, str raw, str *out) {
    size_t n_repaired;
    *out = (str){"", 0};
    if (raw.len == 0) {
        return ERR_OK;
    }
    TRY(decode(a, scratch, &raw));
    TRY(utf8_repair(a, raw, &raw, &n_repaired));
    char *to = arena_alloc(a, raw.len + 1);
    if (!to) {
        return a->last;
    }
    *out = str_of(to, even(raw, to));
    return ERR_OK;
}

/* Elements that stand in the line and part no words. */
static bool is_style(const struct html_tree *t, uint32_t node) {
    switch ((enum html_tag)t->tag[node]) {
    case HTML_TAG_A:
    case HTML_TAG_ABBR:
    case HTML_TAG_B:
    case HTML_TAG_EM:
    case HTML_TAG_FONT:
    case HTML_TAG_I:
    case HTML_TAG_MARK:
    case HTML_TAG_SMALL:
    case HTML_TAG_SPAN:
    case HTML_TAG_STRONG:
    case HTML_TAG_SUB:
    case HTML_TAG_SUP:
    case HTML_TAG_U:
    case HTML_TAG_WBR:
        return true;
    default:
        return false;
    }
}

static bool is_unseen(const struct html_tree *t, uint32_t node) {
    switch ((enum html_tag)t->tag[node]) {
    case HTML_TAG_SCRIPT:
    case HTML_TAG_STYLE:
    case HTML_TAG_TEMPLATE:
    case HTML_TAG_NOSCRIPT:
    case HTML_TAG_SVG:
    case HTML_TAG_BUTTON:
    case HTML_TAG_SELECT:
    case HTML_TAG_IFRAME:
        return true;
    default:
        return html_attr_find(t, node, HTML_NAME_HIDDEN) != NULL;
    }
}

enum err meta_text_below(const struct html_tree *t, uint32_t node, size_t most, buf *out) {
    size_t start = out->len;
    uint32_t last = HTML_NONE;
    uint32_t i = node;
    enum { MOST_NODES = 500 };
    for (unsigned n = 0; i != HTML_NONE && n < MOST_NODES && out->len - start < most; n++) {
        if (t->kind[i] == HTML_ELEMENT && i != node && is_unseen(t, i)) {
            buf_add_byte(out, ' ');
            i = html_skip(t, i, node);
            continue;
        }
        if (t->kind[i] == HTML_TEXT) {
            if (last != HTML_NONE && t->parent[i] != t->parent[last] &&
                !is_style(t, t->parent[i])) {
                buf_add_byte(out, ' ');
            }
            str run = str_span(t->source, t->at[i]);
            run.len = run.len < most ? run.len : most;
            TRY(html_decode(run, t->raw[i], false, out));
            last = i;
        } else if (t->kind[i] == HTML_ELEMENT && !is_style(t, i)) {
            buf_add_byte(out, ' ');
            last = i;
        }
        i = html_next(t, i, node);
    }
    return out->failed;
}

enum err meta_text_of(arena *a, const struct html_tree *t, uint32_t node, size_t most, buf *scratch,
                      str *out) {
    buf_clear(scratch);
    TRY(meta_text_below(t, node, most, scratch));
    str raw = arena_copy(a, buf_str(scratch));
    if (!raw.ptr) {
        return a->last;
    }
    return meta_text_clean(a, scratch, raw, out);
}

/* Bytes of the sign that is no letter or digit at `pos`; 0 = it is one. */
static size_t sign_length(str s, size_t pos) {
    unsigned char c = (unsigned char)s.ptr[pos];
    unsigned char next = pos + 1 < s.len ? (unsigned char)s.ptr[pos + 1] : 0;
    if (c < 0x80) {
        return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
    }
    return c == 0xc2                            ? 2
           : c == 0xe2 && (next & 0xfe) == 0x80 ? 3
                                                : 0; /* U+0080, U+2000 to U+207F */
}

/* fold_into with a short way for ASCII. */
static size_t fold_plain(char *to, str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x80) {
            return fold_into(to, s);
        }
        to[i] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
    }
    return s.len;
}

str meta_text_key(arena *a, str s) {
    char *key = arena_alloc(a, FOLD_ROOM(s.len));
    if (!key) {
        return (str){NULL, 0};
    }
    str folded = {key, fold_plain(key, s)};
    size_t n = 0;
    bool space = false;
    for (size_t i = 0; i < folded.len;) {
        size_t sign = sign_length(folded, i);
        if (sign == 0) {
            if (space && n > 0) {
                key[n++] = ' ';
            }
            space = false;
            key[n++] = folded.ptr[i++];
        } else {
            space |= folded.ptr[i] != '\'';
            i += sign;
        }
    }
    return str_of(key, n);
}
