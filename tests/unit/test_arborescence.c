/* Arborescences: against all choices of parents there are, on small graphs. */
#include "unit.h"

#include <string.h>

#include "reuse/arborescence.h"

enum { NODES = 5, ARCS = 12, ROUNDS = 4000 };

struct value {
    unsigned roots;
    unsigned weight;
};

static bool is_forest(const struct arc *arc, uint32_t n, const uint32_t *chosen) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i;
        for (uint32_t steps = 0; chosen[at] != ARC_NONE; steps++) {
            if (steps > n) {
                return false;
            }
            at = arc[chosen[at]].from;
        }
    }
    return true;
}

static struct value value_of(const struct arc *arc, uint32_t n, const uint32_t *chosen) {
    struct value v = {0};
    for (uint32_t i = 0; i < n; i++) {
        v.roots += chosen[i] == ARC_NONE;
        v.weight += chosen[i] == ARC_NONE ? 0 : arc[chosen[i]].weight;
    }
    return v;
}

/* Try every parent of node `i` and those after it. */
static void try_all(const struct arc *arc, uint32_t n_arcs, uint32_t n, uint32_t i,
                    uint32_t *chosen, struct value *best) {
    if (i == n) {
        struct value v = value_of(arc, n, chosen);
        bool better = v.roots < best->roots || (v.roots == best->roots && v.weight > best->weight);
        *best = better && is_forest(arc, n, chosen) ? v : *best;
        return;
    }
    chosen[i] = ARC_NONE;
    try_all(arc, n_arcs, n, i + 1, chosen, best);
    for (uint32_t k = 0; k < n_arcs; k++) {
        if (arc[k].to == i) {
            chosen[i] = k;
            try_all(arc, n_arcs, n, i + 1, chosen, best);
        }
    }
}

static uint32_t next(uint32_t *seed, uint32_t below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static void it_is_the_best_of_all_choices(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    uint32_t seed = 7;
    for (int round = 0; round < ROUNDS; round++) {
        struct arc arc[ARCS];
        uint32_t n = 1 + next(&seed, NODES);
        uint32_t n_arcs = next(&seed, ARCS + 1);
        for (uint32_t k = 0; k < n_arcs; k++) {
            arc[k] = (struct arc){next(&seed, n), next(&seed, n), next(&seed, 9)};
        }
        uint32_t chosen[NODES];
        uint32_t tried[NODES];
        struct value best = {NODES + 1, 0};
        assert_int_equal(arborescence_find(&a, arc, n_arcs, n, chosen), ERR_OK);
        assert_true(is_forest(arc, n, chosen));
        try_all(arc, n_arcs, n, 0, tried, &best);
        struct value got = value_of(arc, n, chosen);
        assert_int_equal(got.roots, best.roots);
        assert_int_equal(got.weight, best.weight);
    }
    arena_done(&a);
}

/* With times every arc leads from an earlier to a later node: no circles, and the best parent of
 * each alone is the best of all. */
static void without_circles_each_takes_its_best_parent(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    enum { N = 200, M = 3000 };
    uint32_t seed = 11;
    struct arc arc[M];
    uint32_t best[N];
    uint32_t chosen[N];
    memset(best, 0xff, sizeof best);
    for (uint32_t k = 0; k < M; k++) {
        uint32_t to = 1 + next(&seed, N - 1);
        arc[k] = (struct arc){next(&seed, to), to, next(&seed, 1u << 20)};
        if (best[to] == ARC_NONE || arc[k].weight > arc[best[to]].weight) {
            best[to] = k;
        }
    }
    assert_int_equal(arborescence_find(&a, arc, M, N, chosen), ERR_OK);
    for (uint32_t i = 0; i < N; i++) {
        assert_int_equal(chosen[i], best[i]);
    }
    arena_done(&a);
}

static void a_long_chain_of_circles_is_opened(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    enum { N = 20000 };
    struct arc *arc = arena_array(&a, 2 * (N - 1), sizeof *arc);
    uint32_t *chosen = arena_array(&a, N, sizeof *chosen);
    for (uint32_t i = 0; i + 1 < N; i++) {
        arc[2 * i] = (struct arc){i, i + 1, 2};
        arc[2 * i + 1] = (struct arc){i + 1, i, 3};
    }
    assert_int_equal(arborescence_find(&a, arc, 2 * (N - 1), N, chosen), ERR_OK);
    for (uint32_t i = 0; i + 1 < N; i++) {
        assert_int_equal(chosen[i], 2 * i + 1);
    }
    assert_int_equal(chosen[N - 1], ARC_NONE);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_best_of_all_choices),
        cmocka_unit_test(without_circles_each_takes_its_best_parent),
        cmocka_unit_test(a_long_chain_of_circles_is_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
