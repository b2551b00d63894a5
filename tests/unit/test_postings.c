/* Postings brought together: nothing that has an equal is lost, and nobody sees who put it in. */
#include <stdlib.h>

#include "fixture_reports.h"
#include "sketch/postings.h"

enum { N = 20000 };

/* The hash of the i-th of N postings: of some 3,000 many, of some 8,000 one. */
static uint64_t hash_of(uint32_t i, unsigned kind) {
    uint64_t seed = i + 1;
    uint32_t random = next_random(&seed);
    uint64_t number = i % 5 < 3 ? random % 3000 : i + 10000;
    uint64_t upper =
        (uint64_t)(random % 7) << 40 | number; /* agrees in the bytes that are sorted */
    return kind == 0 ? number * 0x9e3779b97f4a7c15u : upper;
}

/* All postings by any of `n_workers`, taken out share by share into one array. */
static size_t bring(arena *a, unsigned n_workers, unsigned kind, struct posting *out) {
    struct postings p;
    size_t n = 0;
    assert_int_equal(postings_init(&p, a, n_workers), ERR_OK);
    for (uint32_t i = 0; i < N; i++) {
        struct posting x = {hash_of(i, kind), i / 3, i % 3};
        assert_int_equal(postings_add(&p, (i / 100 * 7) % n_workers, x), ERR_OK);
    }
    for (size_t s = 0; s < POSTING_SHARES; s++) {
        arena scratch;
        struct posting *v;
        size_t here;
        arena_init(&scratch, 0);
        assert_int_equal(postings_share(&p, s, &scratch, &v, &here), ERR_OK);
        memcpy(out + n, v, here * sizeof *v);
        n += here;
        arena_done(&scratch);
    }
    postings_done(&p);
    return n;
}

static bool comes_before(const struct posting *x, const struct posting *y) {
    return x->hash != y->hash ? x->hash < y->hash
           : x->doc != y->doc ? x->doc < y->doc
                              : x->pos < y->pos;
}

static int by_hash(const void *px, const void *py) {
    return comes_before(px, py) ? -1 : comes_before(py, px);
}

/* Against all of them sorted: in order, and only such left out as stand alone. */
static void check(const struct posting *v, size_t n, unsigned kind) {
    static struct posting all[N];
    size_t k = 0;
    for (uint32_t i = 0; i < N; i++) {
        all[i] = (struct posting){hash_of(i, kind), i / 3, i % 3};
    }
    qsort(all, N, sizeof *all, by_hash);
    for (size_t i = 0; i < N; i++) {
        bool alone = (i == 0 || all[i - 1].hash != all[i].hash) &&
                     (i + 1 == N || all[i + 1].hash != all[i].hash);
        if (k < n && memcmp(&v[k], &all[i], sizeof all[i]) == 0) {
            k++;
        } else {
            assert_true(alone);
        }
    }
    assert_int_equal(k, n);
}

static void what_has_an_equal_comes_out_in_order(void **state) {
    (void)state;
    for (unsigned kind = 0; kind < 2; kind++) {
        arena a;
        arena_init(&a, 0);
        struct posting *v[3];
        size_t n[3];
        for (unsigned k = 0; k < 3; k++) {
            v[k] = arena_array(&a, N, sizeof *v[k]);
            assert_non_null(v[k]);
            n[k] = bring(&a, k == 0 ? 1 : k == 1 ? 2 : 8, kind, v[k]);
            check(v[k], n[k], kind);
            assert_int_equal(n[k], n[0]);
            assert_memory_equal(v[k], v[0], n[0] * sizeof *v[0]);
        }
        arena_done(&a);
    }
}

static void most_of_what_stands_alone_stays_behind(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct posting *v = arena_array(&a, N, sizeof *v);
    assert_non_null(v);
    size_t n = bring(&a, 2, 0, v);
    size_t alone = 0;
    for (size_t i = 0, to; i < n; i = to) {
        to = postings_run(v, n, i);
        alone += to - i == 1;
    }
    assert_true(alone < N / 8);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_has_an_equal_comes_out_in_order),
        cmocka_unit_test(most_of_what_stands_alone_stays_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
