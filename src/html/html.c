/* html.c - walking a tree and reading names, values and text from it. Everything is decoded when
 * asked for; what needs no decoding is given as a slice of the source. */
#include "html/html.h"

#include "html/html_scan.h"

uint32_t html_skip(const struct html_tree *t, uint32_t node, uint32_t root) {
    while (node != root) {
        if (t->next[node] != HTML_NONE) {
            return t->next[node];
        }
        node = t->parent[node];
        if (node == HTML_NONE) {
            break;
        }
    }
    return HTML_NONE;
}

uint32_t html_next(const struct html_tree *t, uint32_t node, uint32_t root) {
    return t->first[node] != HTML_NONE ? t->first[node] : html_skip(t, node, root);
}

/* A name as written -> lower-case, NUL replaced, in `a` where that changes it. */
static str lower(arena *a, str written) {
    bool changes = false;
    size_t n_nuls = 0;
    for (size_t i = 0; i < written.len; i++) {
        changes |= written.ptr[i] >= 'A' && written.ptr[i] <= 'Z';
        n_nuls += written.ptr[i] == '\0';
    }
    if (!changes && n_nuls == 0) {
        return written;
    }
    char *out = arena_alloc(a, written.len + 2 * n_nuls + 1);
    if (!out) {
        return (str){NULL, 0};
    }
    size_t n = 0;
    for (size_t i = 0; i < written.len; i++) {
        char c = written.ptr[i];
        if (c == '\0') {
            memcpy(out + n, "\xef\xbf\xbd", 3);
            n += 3;
        } else {
            out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
    }
    return (str){out, n};
}

str html_tag_name(arena *a, const struct html_tree *t, uint32_t node) {
    if (t->tag[node] != HTML_TAG_OTHER) {
        return html_tag_spelling((enum html_tag)t->tag[node], t->space[node] == HTML_SPACE_SVG);
    }
    struct html_scan_name found;
    size_t from = t->at[node].from + 1;
    size_t end = html_scan_name(t->source.ptr, from, t->at[node].to, false, &found);
    return lower(a, str_slice(t->source, from, end));
}

/* Does the SVG spelling of a known attribute hold in `space`? MathML has one of its own. */
static bool is_foreign_spelling(enum html_name name, uint8_t space) {
    return name == HTML_NAME_DEFINITIONURL ? space == HTML_SPACE_MATHML : space == HTML_SPACE_SVG;
}

str html_attr_name(arena *a, const struct html_tree *t, const struct html_attr *attr,
                   uint8_t space) {
    if (attr->name != HTML_NAME_OTHER) {
        enum html_name name = (enum html_name)attr->name;
        return html_name_spelling(name, is_foreign_spelling(name, space));
    }
    return lower(a, str_span(t->source, attr->as_written));
}

const struct html_attr *html_attr_find(const struct html_tree *t, uint32_t node,
                                       enum html_name name) {
    if (t->kind[node] != HTML_ELEMENT) {
        return NULL;
    }
    const struct html_attr *attr = t->attrs + t->attr[node];
    for (uint32_t i = 0; i < t->n_attr[node]; i++) {
        if (attr[i].name == name) {
            return &attr[i];
        }
    }
    return NULL;
}

str html_attr_raw(const struct html_tree *t, uint32_t node, enum html_name name) {
    const struct html_attr *attr = html_attr_find(t, node, name);
    return attr ? str_span(t->source, attr->value) : STR("");
}

enum err html_attr_value(arena *a, const struct html_tree *t, uint32_t node, enum html_name name,
                         str *out) {
    const struct html_attr *attr = html_attr_find(t, node, name);
    *out = attr ? str_span(t->source, attr->value) : STR("");
    if (!attr || attr->raw == 0) {
        return ERR_OK;
    }
    buf b;
    buf_init(&b, out->len * 3 + 16);
    enum err code = html_decode(*out, attr->raw, true, &b);
    if (code == ERR_OK) {
        *out = arena_copy(a, buf_str(&b));
        code = out->ptr ? ERR_OK : a->last;
    }
    buf_done(&b);
    return code;
}

enum err html_text(const struct html_tree *t, uint32_t node, buf *out) {
    uint32_t i = node;
    while (i != HTML_NONE) {
        if (t->kind[i] == HTML_TEXT) {
            TRY(html_decode(str_span(t->source, t->at[i]), t->raw[i], false, out));
        }
        bool is_code =
            i != node && (html_is(t, i, HTML_TAG_SCRIPT) || html_is(t, i, HTML_TAG_STYLE));
        i = is_code ? html_skip(t, i, node) : html_next(t, i, node);
    }
    return ERR_OK;
}
