/* dump.c - our tokens and trees in a form that html5lib.py compares with the cases of html5lib.
 * Reads requests from stdin until it ends: a line "tree LEN SCRIPTING CONTEXT SPACE" or "token LEN
 * STATE LAST", then LEN bytes. Answers each with a line of the length and that many bytes. */
#include <stdio.h>
#include <stdlib.h>

#include "html/html_token.h"

enum { MOST = 1 << 26 };

static void add_hex(buf *out, str s) {
    buf_add_byte(out, ' ');
    for (size_t i = 0; i < s.len; i++) {
        buf_addf(out, "%02x", (unsigned char)s.ptr[i]);
    }
    if (s.len == 0) {
        buf_add_byte(out, '-');
    }
}

/* ---- trees */

static void indent(buf *out, int depth) {
    buf_add_cstr(out, "| ");
    for (int i = 0; i < depth; i++) {
        buf_add_cstr(out, "  ");
    }
}

static int compare_lines(const void *a, const void *b) {
    const buf *x = a;
    const buf *y = b;
    return str_compare(buf_str(x), buf_str(y));
}

/* "xlink:href" of a foreign element is shown as "xlink href". */
static str attribute_name(arena *a, const struct html_tree *t, uint32_t node,
                          const struct html_attr *attr) {
    str name = html_attr_name(a, t, attr, t->space[node]);
    static const char *const spaced[] = {
        "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show",
        "xlink:title",   "xlink:type",    "xml:lang",   "xml:space",  "xmlns:xlink"};
    for (size_t i = 0; i < sizeof spaced / sizeof spaced[0]; i++) {
        if (t->space[node] != HTML_SPACE_HTML && str_equals(name, str_from_cstr(spaced[i]))) {
            str copy = arena_copy(a, name);
            *(char *)(uintptr_t)memchr(copy.ptr, ':', copy.len) = ' ';
            return copy;
        }
    }
    return name;
}

static void dump_attributes(arena *a, const struct html_tree *t, uint32_t node, int depth,
                            buf *out) {
    uint32_t n = t->n_attr[node];
    buf *lines = arena_array(a, n + 1, sizeof *lines);
    for (uint32_t i = 0; i < n; i++) {
        const struct html_attr *attr = &t->attrs[t->attr[node] + i];
        buf_init(&lines[i], MOST);
        buf_add(&lines[i], attribute_name(a, t, node, attr));
        buf_add_cstr(&lines[i], "=\"");
        html_decode(str_span(t->source, attr->value), attr->raw, true, &lines[i]);
        buf_add_cstr(&lines[i], "\"\n");
    }
    qsort(lines, n, sizeof *lines, compare_lines);
    for (uint32_t i = 0; i < n; i++) {
        indent(out, depth);
        buf_add(out, buf_str(&lines[i]));
        buf_done(&lines[i]);
    }
}

static void dump_doctype(const struct html_tree *t, uint32_t node, buf *out) {
    struct html_doctype d;
    html_doctype_read(t->source, t->at[node], &d);
    str name = str_span(t->source, d.name);
    buf_add_cstr(out, "<!DOCTYPE ");
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        buf_add(out, c == 0 ? STR("\xef\xbf\xbd")
                            : str_of((char[1]){(char)(c >= 'A' && c <= 'Z' ? c + 32 : c)}, 1));
    }
    if (d.has_public || d.has_system) {
        buf_add_cstr(out, " \"");
        html_decode(str_span(t->source, d.public_id), HTML_RAW_NULS, false, out);
        buf_add_cstr(out, "\" \"");
        html_decode(str_span(t->source, d.system_id), HTML_RAW_NULS, false, out);
        buf_add_cstr(out, "\"");
    }
    buf_add_cstr(out, ">\n");
}

static bool is_template(const struct html_tree *t, uint32_t node) {
    return html_is(t, node, HTML_TAG_TEMPLATE);
}

static void dump_element(arena *a, const struct html_tree *t, uint32_t node, int depth, buf *out) {
    static const char *const spaces[] = {"", "svg ", "math "};
    indent(out, depth);
    buf_addf(out, "<%s", spaces[t->space[node]]);
    buf_add(out, html_tag_name(a, t, node));
    buf_add_cstr(out, ">\n");
    dump_attributes(a, t, node, depth + 1, out);
    if (is_template(t, node)) {
        indent(out, depth + 1);
        buf_add_cstr(out, "content\n");
    }
}

static void dump_node(arena *a, const struct html_tree *t, uint32_t node, int depth, buf *out) {
    switch ((enum html_kind)t->kind[node]) {
    case HTML_DOCUMENT:
        break;
    case HTML_DOCTYPE:
        indent(out, depth);
        dump_doctype(t, node, out);
        break;
    case HTML_ELEMENT:
        dump_element(a, t, node, depth, out);
        break;
    case HTML_TEXT:
        if (t->prev[node] == HTML_NONE || t->kind[t->prev[node]] != HTML_TEXT) {
            indent(out, depth);
            buf_add_cstr(out, "\"");
        }
        html_decode(str_span(t->source, t->at[node]), t->raw[node], false, out);
        if (t->next[node] == HTML_NONE || t->kind[t->next[node]] != HTML_TEXT) {
            buf_add_cstr(out, "\"\n");
        }
        break;
    case HTML_COMMENT:
        indent(out, depth);
        buf_add_cstr(out, "<!-- ");
        html_decode(str_span(t->source, t->at[node]), t->raw[node], false, out);
        buf_add_cstr(out, " -->\n");
        break;
    }
}

static void dump_tree(arena *a, const struct html_tree *t, uint32_t root, buf *out) {
    int depth = -1;
    uint32_t node = root;
    while (node != HTML_NONE) {
        if (node != root) {
            dump_node(a, t, node, depth, out);
        }
        if (t->first[node] != HTML_NONE) {
            depth += is_template(t, node) ? 2 : 1;
            node = t->first[node];
            continue;
        }
        while (node != root && t->next[node] == HTML_NONE) {
            node = t->parent[node];
            depth -= is_template(t, node) ? 2 : 1;
        }
        node = node == root ? HTML_NONE : t->next[node];
    }
}

static void answer_tree(arena *a, str source, const char *options, buf *out) {
    int scripting;
    char context[64];
    int space;
    struct html_options o = {0};
    if (sscanf(options, "%d %63s %d", &scripting, context, &space) == 3) {
        o.scripting = scripting != 0;
        o.fragment = context[0] != '-';
        o.context = (uint16_t)html_tag_of(str_from_cstr(context));
        o.context_space = (uint8_t)space;
    }
    struct html_tree t;
    if (html_parse(a, source, &o, &t) == ERR_OK) {
        dump_tree(a, &t, o.fragment ? t.html : 0, out);
    }
}

/* ---- tokens */

static void dump_tag(const struct html_tokenizer *k, const struct html_token *t, buf *out) {
    static char name[1 << 16];
    buf value;
    buf_init(&value, MOST);
    for (uint32_t i = 0; i <= t->n_attrs; i++) {
        const struct html_attr *attr = i ? &k->attrs[t->attr + i - 1] : NULL;
        struct span at = attr ? attr->as_written : t->name;
        size_t n = 0;
        for (uint32_t pos = at.from; pos < at.to && n < sizeof name; pos++) {
            char c = k->s[pos];
            name[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        buf_clear(&value);
        html_decode(str_of(name, n), HTML_RAW_NULS, false, &value);
        add_hex(out, buf_str(&value));
        if (attr) {
            buf_clear(&value);
            html_decode(str_of(k->s + attr->value.from, attr->value.to - attr->value.from),
                        attr->raw, true, &value);
            add_hex(out, buf_str(&value));
        }
    }
    buf_done(&value);
}

static void dump_text(str text, uint8_t raw, buf *out) {
    buf value;
    buf_init(&value, MOST);
    html_decode(text, raw, false, &value);
    add_hex(out, buf_str(&value));
    buf_done(&value);
}

static void dump_parts(str source, const struct html_token *t, buf *out) {
    const uint8_t raw = HTML_RAW_NULS | HTML_RAW_RETURNS;
    struct html_doctype d;
    html_doctype_read(source, t->name, &d);
    buf_addf(out, "%d %d %d", !d.force_quirks, d.has_public, d.has_system);
    dump_text(str_span(source, d.name), raw, out);
    dump_text(str_span(source, d.public_id), raw, out);
    dump_text(str_span(source, d.system_id), raw, out);
}

static void answer_tokens(arena *a, str source, const char *options, buf *out) {
    int state;
    char last[64];
    static struct html_tokenizer k;
    k = (struct html_tokenizer){0};
    if (sscanf(options, "%d %63s", &state, last) != 2 ||
        html_token_init(&k, a, source, 256, 16) != ERR_OK) {
        return;
    }
    k.state = (uint8_t)state;
    k.last = last[0] == '-' ? STR("") : str_from_cstr(last);
    struct html_token t = {0};
    for (;;) {
        bool keeps_nul = k.state == HTML_STATE_DATA || k.state == HTML_STATE_CDATA;
        html_token_next(&k, &t);
        str text = str_of(k.s + t.name.from, t.name.to - t.name.from);
        switch ((enum html_token_kind)t.kind) {
        case HTML_TOKEN_TEXT:
            buf_add_cstr(out, "text");
            dump_text(text, keeps_nul ? t.raw & (uint8_t)~HTML_RAW_NULS : t.raw, out);
            break;
        case HTML_TOKEN_START:
            buf_addf(out, "start %d", t.self_closing);
            dump_tag(&k, &t, out);
            break;
        case HTML_TOKEN_END:
            buf_add_cstr(out, "end");
            dump_tag(&k, &t, out);
            break;
        case HTML_TOKEN_COMMENT:
            buf_add_cstr(out, "comment");
            dump_text(text, t.raw, out);
            break;
        case HTML_TOKEN_DOCTYPE:
            buf_add_cstr(out, "doctype ");
            dump_parts(source, &t, out);
            break;
        case HTML_TOKEN_EOF:
            return;
        }
        buf_add_byte(out, '\n');
    }
}

int main(void) {
    char line[512];
    while (fgets(line, sizeof line, stdin)) {
        char kind[8];
        size_t len;
        int at;
        if (sscanf(line, "%7s %zu%n", kind, &len, &at) != 2 || len > MOST) {
            return 2;
        }
        arena a;
        arena_init(&a, 0);
        char *bytes = arena_alloc(&a, len);
        if (!bytes || fread(bytes, 1, len, stdin) != len) {
            return 2;
        }
        buf out;
        buf_init(&out, MOST);
        (kind[1] == 'r' ? answer_tree : answer_tokens)(&a, str_of(bytes, len), line + at, &out);
        printf("%zu\n", out.len);
        fwrite(buf_str(&out).ptr, 1, out.len, stdout);
        fflush(stdout);
        buf_done(&out);
        arena_done(&a);
    }
    return 0;
}
