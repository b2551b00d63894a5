/* Equal runs of two reports, against all of them found by looking at every pair of places. */
#include "fixture_reports.h"
#include "reuse/match.h"

enum { LONGEST = 220 };

struct text {
    struct words words;
    uint32_t id[LONGEST];
    uint8_t flags[LONGEST];
};

static void fill(struct text *t, uint32_t n, uint32_t vocabulary, uint64_t *seed) {
    memset(t->flags, 0, sizeof t->flags);
    for (uint32_t i = 0; i < n; i++) {
        t->id[i] = next_random(seed) % vocabulary;
    }
    t->words = (struct words){.id = t->id, .flags = t->flags, .n = n};
}

/* Copy some stretches of x into y, and mark some words of x as boilerplate. */
static void mix(struct text *x, struct text *y, uint64_t *seed) {
    for (unsigned k = 0; k < 4; k++) {
        uint32_t len = 5 + next_random(seed) % 30;
        uint32_t from = next_random(seed) % (x->words.n - len);
        uint32_t to = next_random(seed) % (y->words.n - len);
        memcpy(y->id + to, x->id + from, len * sizeof *x->id);
        x->flags[next_random(seed) % x->words.n] |= WORD_COMMON;
    }
}

/* Words that are equal from (a, b) on, up to boilerplate. */
static uint32_t equal_from(const struct text *x, const struct text *y, uint32_t a, uint32_t b) {
    uint32_t n = 0;
    while (a + n < x->words.n && b + n < y->words.n && x->id[a + n] == y->id[b + n] &&
           !(x->flags[a + n] & WORD_COMMON)) {
        n++;
    }
    return n;
}

static size_t all_runs(const struct text *x, const struct text *y, struct match *out) {
    size_t n = 0;
    for (uint32_t a = 0; a < x->words.n; a++) {
        for (uint32_t b = 0; b < y->words.n; b++) {
            uint32_t len = equal_from(x, y, a, b);
            bool begins = a == 0 || b == 0 || equal_from(x, y, a - 1, b - 1) == 0;
            if (begins && len >= SHINGLE_WORDS) {
                out[n++] = (struct match){a, b, len};
            }
        }
    }
    return n;
}

static void find(arena *a, const struct text *x, const struct text *y, struct matches *out) {
    struct match_table table;
    assert_int_equal(match_table_build(a, &x->words, &table), ERR_OK);
    assert_int_equal(match_find(a, &table, &y->words, out), ERR_OK);
}

static void all_maximal_runs_are_found(void **state) {
    (void)state;
    static struct match wanted[LONGEST * LONGEST];
    uint64_t seed = 5;
    size_t n_runs = 0;
    for (unsigned round = 0; round < 400; round++) {
        struct text x;
        struct text y;
        arena a;
        arena_init(&a, 0);
        fill(&x, 60 + next_random(&seed) % 160, 40, &seed);
        fill(&y, 60 + next_random(&seed) % 160, 40, &seed);
        mix(&x, &y, &seed);
        struct matches found;
        find(&a, &x, &y, &found);
        size_t n = all_runs(&x, &y, wanted);
        n_runs += n;
        assert_int_equal(found.n, n);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(found.v[i].a, wanted[i].a);
            assert_int_equal(found.v[i].b, wanted[i].b);
            assert_int_equal(found.v[i].len, wanted[i].len);
        }
        arena_done(&a);
    }
    assert_true(n_runs > 800);
}

/* Of texts that repeat themselves not all runs are told, but what is told is true, ends where it
 * must and is told once. */
static void repetition_stays_linear_and_true(void **state) {
    (void)state;
    uint64_t seed = 9;
    for (unsigned round = 0; round < 300; round++) {
        struct text x;
        struct text y;
        arena a;
        arena_init(&a, 0);
        fill(&x, 200, 1 + round % 3, &seed);
        fill(&y, 200, 1 + round % 3, &seed);
        struct matches found;
        find(&a, &x, &y, &found);
        assert_in_range(found.n, 1, 16 * 200);
        for (size_t i = 0; i < found.n; i++) {
            const struct match *m = &found.v[i];
            assert_int_equal(equal_from(&x, &y, m->a, m->b), m->len);
            for (size_t k = 0; k < i; k++) {
                bool same_diagonal = found.v[k].a - found.v[k].b == m->a - m->b;
                assert_false(same_diagonal && found.v[k].a + found.v[k].len > m->a);
            }
        }
        arena_done(&a);
    }
}

/* The text of one word: matched along one diagonal and no more than a few others. */
static void one_word_again_and_again(void **state) {
    (void)state;
    struct text x;
    uint64_t seed = 1;
    arena a;
    arena_init(&a, 0);
    fill(&x, LONGEST, 1, &seed);
    struct matches found;
    find(&a, &x, &x, &found);
    assert_in_range(found.n, 1, 16);
    assert_int_equal(found.v[0].len, LONGEST);
    assert_int_equal(found.n_shingles, 1);
    arena_done(&a);
}

/* 559805 F^2 + 1966853 F + 1137922 = 0 mod 2^64 for the factor F of shingle.c: two shingles of
 * different words with one hash. */
static void words_of_colliding_shingles_are_no_run(void **state) {
    (void)state;
    static const uint32_t here[] = {7, 8, 3000000, 4000000, 5000000, 9, 10};
    static const uint32_t there[] = {7, 8, 3000000 - 559805, 4000000 - 1966853, 5000000 - 1137922,
                                     9, 10};
    assert_true(shingle_hash(here) == shingle_hash(there));
    struct text x = {0};
    struct text y = {0};
    arena a;
    arena_init(&a, 0);
    memcpy(x.id, here, sizeof here);
    memcpy(y.id, there, sizeof there);
    x.words = (struct words){.id = x.id, .flags = x.flags, .n = 7};
    y.words = (struct words){.id = y.id, .flags = y.flags, .n = 7};
    struct matches found = {0};
    find(&a, &x, &y, &found);
    assert_int_equal(found.n, 0);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_maximal_runs_are_found),
        cmocka_unit_test(repetition_stays_linear_and_true),
        cmocka_unit_test(one_word_again_and_again),
        cmocka_unit_test(words_of_colliding_shingles_are_no_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
