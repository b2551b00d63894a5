/* html.c - a tree holds: spans lie in the source, text runs ascend, links agree, every node is
 * reached once, no element lies deeper than the limit, and a copy of the input gives the same. The
 * first byte chooses limits and a fragment's context. */
#include <stdlib.h>

#include "html/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool is_true) {
    if (!is_true) {
        abort();
    }
}

static void check_node(const struct html_tree *t, uint32_t i, uint32_t *text_end) {
    need(t->at[i].from <= t->at[i].to && t->at[i].to <= t->source.len);
    need(t->first[i] == HTML_NONE ||
         (t->parent[t->first[i]] == i && t->prev[t->first[i]] == HTML_NONE));
    need(t->last[i] == HTML_NONE ||
         (t->parent[t->last[i]] == i && t->next[t->last[i]] == HTML_NONE));
    need((t->first[i] == HTML_NONE) == (t->last[i] == HTML_NONE));
    need(t->next[i] == HTML_NONE ||
         (t->prev[t->next[i]] == i && t->parent[t->next[i]] == t->parent[i]));
    if (t->kind[i] == HTML_TEXT) {
        need(t->at[i].from >= *text_end && t->at[i].from < t->at[i].to);
        *text_end = t->at[i].to;
    }
    if (t->kind[i] == HTML_ELEMENT) {
        need(t->close[i] >= t->at[i].to && t->close[i] <= t->source.len);
        need((size_t)t->attr[i] + t->n_attr[i] <= t->n_attrs);
    }
}

static void check_walk(const struct html_tree *t, uint32_t deepest) {
    uint32_t n = 0;
    for (uint32_t i = 0; i != HTML_NONE; i = html_next(t, i, 0)) {
        uint32_t depth = 0;
        for (uint32_t up = i; up != HTML_NONE && depth <= deepest; up = t->parent[up]) {
            depth += t->kind[up] == HTML_ELEMENT;
        }
        need(depth <= deepest && ++n <= t->n);
    }
    need(n == t->n || t->body == HTML_NONE); /* a frameset took the place of a body */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const uint16_t context[8] = {HTML_TAG_DIV,   HTML_TAG_TABLE,         HTML_TAG_SELECT,
                                        HTML_TAG_TR,    HTML_TAG_TEMPLATE,      HTML_TAG_TEXTAREA,
                                        HTML_TAG_TITLE, HTML_TAG_ANNOTATION_XML};
    uint8_t choice = size ? data[0] : 0;
    struct html_options o = {.fragment = (choice & 8) != 0,
                             .context = context[choice & 7],
                             .context_space = choice >> 4 & 3,
                             .max_depth = choice & 64 ? 12 : 0,
                             .max_nodes = choice & 128 ? 100 : 0};
    o.context_space = o.context_space == 3 ? 0 : o.context_space;
    str source = size ? str_of((const char *)data + 1, size - 1) : STR("");
    arena a;
    arena_init(&a, 0);
    struct html_tree t;
    struct html_tree again;
    need(html_parse(&a, source, &o, &t) == ERR_OK);
    uint32_t text_end = 0;
    for (uint32_t i = 0; i < t.n; i++) {
        check_node(&t, i, &text_end);
    }
    check_walk(&t, o.max_depth ? o.max_depth : 512);
    need(html_parse(&a, arena_copy(&a, source), &o, &again) == ERR_OK && again.n == t.n);
    need(memcmp(again.at, t.at, t.n * sizeof *t.at) == 0);
    need(memcmp(again.next, t.next, t.n * sizeof *t.next) == 0);
    buf text;
    buf_init(&text, 1 << 24);
    need(html_text(&t, 0, &text) == ERR_OK);
    buf_done(&text);
    arena_done(&a);
    return 0;
}
