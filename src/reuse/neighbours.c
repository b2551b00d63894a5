/* neighbours.c - the pairs of each report, as rows of different lengths in one array, each in order
 * of the other report: what two reports have in common is found by walking along the shorter row
 * and leaping along the longer one, whose steps double (Bentley and Yao 1976). */
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

struct common neighbours_of_both(const struct neighbours *near, uint32_t a, uint32_t b) {
    size_t n_a = near->first[a + 1] - near->first[a];
    size_t n_b = near->first[b + 1] - near->first[b];
    uint32_t few = n_a <= n_b ? a : b;
    uint32_t many = few == a ? b : a;
    return (struct common){near->v + near->first[few], near->v + near->first[few + 1],
                           near->v + near->first[many], near->v + near->first[many + 1], few == b};
}

/* The first of the row that isn't below `other`. */
static const struct neighbour *leap(const struct neighbour *v, const struct neighbour *end,
                                    uint32_t other) {
    size_t n = (size_t)(end - v);
    size_t high = 1;
    while (high <= n && v[high - 1].other < other) {
        high *= 2;
    }
    size_t low = high / 2;
    high = high - 1 < n ? high - 1 : n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (v[mid].other < other) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return v + low;
}

bool neighbours_next(struct common *common, const struct neighbour **to_a,
                     const struct neighbour **to_b) {
    for (; common->few < common->few_end; common->few++) {
        common->many = leap(common->many, common->many_end, common->few->other);
        if (common->many == common->many_end) {
            return false;
        }
        if (common->many->other == common->few->other) {
            *to_a = common->turned ? common->many : common->few;
            *to_b = common->turned ? common->few : common->many;
            common->few++;
            return true;
        }
    }
    return false;
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
