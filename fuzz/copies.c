/* Copies and stories of whatever text: the input is cut at NUL bytes into reports. Spans lie inside
 * their reports on character boundaries, exact ones hold the same number of words, passages cover
 * every block once. */
#include <assert.h>

#include "read/document.h"
#include "reuse/copies.h"
#include "story/stories.h"
#include "text/utf8.h"

enum { MOST_REPORTS = 8 };

static void check_span(const struct document *doc, struct span at) {
    assert(at.from < at.to && at.to <= doc->text.len);
    assert(((unsigned char)doc->text.ptr[at.from] & 0xc0) != 0x80);
    assert(at.to == doc->text.len || ((unsigned char)doc->text.ptr[at.to] & 0xc0) != 0x80);
}

static void check(arena *a, const struct document *const *doc, size_t n) {
    int32_t day[MOST_REPORTS];
    struct copies copies;
    struct stories stories;
    for (size_t i = 0; i < n; i++) {
        day[i] = (int32_t)(i % 3);
    }
    assert(copies_find(a, doc, day, n, 1, &copies) == ERR_OK);
    for (size_t i = 0; i < copies.n; i++) {
        const struct copy *c = &copies.copy[i];
        assert(c->a < c->b && c->b < n && c->n_spans > 0);
        assert(c->share_a >= 0 && c->share_a <= 1 && c->share_b >= 0 && c->share_b <= 1);
        for (size_t k = 0; k < c->n_spans; k++) {
            check_span(doc[c->a], c->span[k].a);
            check_span(doc[c->b], c->span[k].b);
        }
    }
    assert(stories_group(a, doc, NULL, NULL, n, 0, 1, &stories) == ERR_OK);
    for (size_t i = 0; i < stories.n_passages; i++) {
        const struct passage *p = &stories.passage[i];
        bool first = i == 0 || p[-1].report != p->report;
        assert(p->block_from == (first ? 0 : p[-1].block_to) && p->story < stories.n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    arena_init(&a, 0);
    const struct document *doc[MOST_REPORTS];
    size_t n = 0;
    for (size_t from = 0; from < size && n < MOST_REPORTS;) {
        size_t to = from;
        while (to < size && data[to] != 0) {
            to++;
        }
        struct document *d = arena_new(&a, struct document);
        size_t n_repaired;
        assert(d && utf8_repair(&a, str_of((const char *)data + from, to - from), &d->text,
                                &n_repaired) == ERR_OK);
        assert(document_analyse(&a, d) == ERR_OK);
        doc[n++] = d;
        from = to + 1;
    }
    check(&a, doc, n);
    arena_done(&a);
    return 0;
}
