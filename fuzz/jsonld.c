/* The JSON-LD scanner and its records over any bytes: it ends, tokens lie in range one behind the
 * other, containers balance within the bound, decoded strings are valid UTF-8, and references lead
 * to records of the list. */
#include <assert.h>

#include "page/jsonld_node.h"
#include "text/utf8.h"

static void check_tokens(arena *a, str s) {
    struct jsonld j;
    struct jsonld_token tok;
    uint32_t before = 0;
    uint32_t depth = 0;
    size_t n = 0;
    jsonld_init(&j, s);
    while (jsonld_next(&j, &tok) != JSONLD_END) {
        assert(tok.at.from <= tok.at.to && tok.at.to <= s.len && tok.at.from >= before);
        before = tok.at.to;
        bool opens = tok.kind == JSONLD_OBJECT || tok.kind == JSONLD_ARRAY;
        bool closes = tok.kind == JSONLD_OBJECT_END || tok.kind == JSONLD_ARRAY_END;
        assert(!closes || depth > 0);
        depth += opens;
        depth -= closes;
        assert(depth == j.depth && depth <= JSONLD_DEPTH && ++n <= s.len);
        if (!opens && !closes) {
            str text;
            assert(jsonld_text(a, &j, &tok, &text) == ERR_OK && utf8_is_valid(text));
        }
    }
}

static void check_records(arena *a, str s) {
    struct jsonld_nodes nodes = {0};
    assert(jsonld_nodes_read(a, s, (struct span){0, (uint32_t)s.len}, &nodes) == ERR_OK);
    for (size_t i = 0; i < nodes.list.n; i++) {
        const struct jsonld_node *node = &nodes.list.v[i];
        assert(node->parent == UINT32_MAX || node->parent < i);
        const struct jsonld_node *named = jsonld_nodes_resolve(&nodes, s, node);
        assert(named >= nodes.list.v && named < nodes.list.v + nodes.list.n);
        for (int m = 0; m < JSONLD_MEMBERS; m++) {
            str text;
            assert(node->member[m].at.to <= s.len);
            assert(jsonld_node_text(a, s, node, (enum jsonld_member)m, &text) == ERR_OK);
            assert(utf8_is_valid(text));
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    arena_init(&a, 0);
    str s = str_of((const char *)data, size);
    check_tokens(&a, s);
    check_records(&a, s);
    arena_done(&a);
    return 0;
}
