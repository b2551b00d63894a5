/* neighbours.c - the pairs of each report, as rows of different lengths in one array, each in order
 * of the other report: what two reports have in common is found by walking along both rows. */
#include "reuse/neighbours.h"

#include "base/sort.h"
#include "base/vec.h"

static int by_reports(const void *px, const void *py, void *ctx) {
    (void)ctx;
    const struct neighbour *x = px;
    const struct neighbour *y = py;
    if (x->report != y->report) {
        return x->report < y->report ? -1 : 1;
    }
    return x->other < y->other ? -1 : x->other > y->other;
}

enum err neighbours_find(arena *a, const struct copies *copies, struct neighbours *out) {
    VEC(struct neighbour) v = {0};
    size_t *first = arena_array(a, copies->n_docs + 1, sizeof *first);
    if (!first) {
        return a->last;
    }
    for (size_t i = 0; i < copies->n; i++) {
        const struct copy *c = &copies->copy[i];
        if (c->kind == COPY_TEXT) {
            TRY(vec_push(a, &v, (struct neighbour){c->a, c->b, (uint32_t)i}));
            TRY(vec_push(a, &v, (struct neighbour){c->b, c->a, (uint32_t)i}));
            first[c->a + 1]++;
            first[c->b + 1]++;
        }
    }
    for (size_t i = 0; i < copies->n_docs; i++) {
        first[i + 1] += first[i];
    }
    TRY(sort_stable(a, v.v, v.n, sizeof *v.v, by_reports, NULL));
    *out = (struct neighbours){v.v, first};
    return ERR_OK;
}

uint32_t neighbours_free(struct span at, const struct copy *other, uint32_t report) {
    uint32_t covered = 0;
    for (size_t i = 0; i < other->n_spans; i++) {
        struct span s = other->b == report ? other->span[i].b : other->span[i].a;
        uint32_t from = s.from > at.from ? s.from : at.from;
        uint32_t to = s.to < at.to ? s.to : at.to;
        covered += to > from ? to - from : 0;
    }
    uint32_t all = at.to - at.from;
    return covered < all ? all - covered : 0;
}
