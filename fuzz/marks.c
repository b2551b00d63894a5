/* marks.c - stretches between quotation marks are ordered, nested, inside the text and properly
 * linked. */
#include <stdlib.h>

#include "base/limits.h"
#include "text/mark.h"
#include "text/utf8.h"

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    str text;
    size_t n_repaired;
    struct token *tok;
    size_t n_tok;
    struct quoted *q;
    size_t n;
    arena_init(&a, 0);
    require(utf8_repair(&a, str_of((const char *)data, size), &text, &n_repaired) == ERR_OK);
    require(token_scan(&a, text, &tok, &n_tok) == ERR_OK);
    require(mark_pair(&a, text, tok, n_tok, &q, &n) == ERR_OK);
    for (size_t i = 0; i < n; i++) {
        require(q[i].outer.from < q[i].inner.from && q[i].inner.from < q[i].inner.to);
        require(q[i].inner.to <= q[i].outer.to && q[i].outer.to <= text.len);
        require(q[i].tok_from < q[i].tok_to && tok[q[i].tok_from].from == q[i].inner.from);
        require(tok[q[i].tok_to - 1].to == q[i].inner.to && q[i].depth < LIMIT_MARK_DEPTH);
        require(i == 0 || q[i - 1].outer.from < q[i].outer.from);
        require(q[i].outermost <= i && span_contains(q[q[i].outermost].outer, q[i].outer));
        require(q[i].depth > 0 || i == 0 || q[q[i - 1].outermost].outer.to <= q[i].outer.from);
        require(mark_covering(q, n, q[i].inner.from) == q[i].outermost);
        bool continues = q[i].flags & QUOTED_CONTINUES;
        require(continues == (q[i].next != UINT32_MAX));
        require(!continues ||
                (q[i].next > i && q[i].next < n && q[q[i].next].flags & QUOTED_CONTINUATION));
    }
    arena_done(&a);
    return 0;
}
