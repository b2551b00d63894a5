/* Seeds in rounds: all of them, in about equal parts, in the order of their hashes. */
#include "fixture_reports.h"
#include "reuse/seeds.h"

enum { WORDS = 50000, MOST_ROUNDS = 16 };

static uint32_t id[WORDS];
static struct print print[2];

/* Two reports of the same random words, so that every seed has company. */
static struct prints twins(void) {
    uint64_t seed = 11;
    for (uint32_t k = 0; k < WORDS; k++) {
        id[k] = (uint32_t)next_random(&seed);
    }
    print[0] = print[1] = (struct print){.words = {.id = id, .n = WORDS}};
    return (struct prints){.print = print, .n = 2};
}

/* The seeds of one round, whose hashes lie behind `last`, which becomes the largest. */
static size_t count_round(const struct prints *prints, uint32_t n_rounds, uint32_t round,
                          uint64_t *last) {
    arena a;
    struct postings seeds;
    size_t n_seeds = 0;
    uint64_t before = *last;
    arena_init(&a, 0);
    assert_int_equal(postings_init(&seeds, &a, 1), ERR_OK);
    assert_int_equal(seeds_put(prints, n_rounds, round, 1, &seeds), ERR_OK);
    for (size_t share = 0; share < POSTING_SHARES; share++) {
        struct posting *v;
        size_t n;
        assert_int_equal(postings_share(&seeds, share, &a, &v, &n), ERR_OK);
        for (size_t i = 0; i < n; i++) {
            assert_true(round == 0 || v[i].hash > before);
            *last = v[i].hash;
        }
        n_seeds += n;
    }
    postings_done(&seeds);
    arena_done(&a);
    return n_seeds;
}

static void rounds_are_about_equal(void **state) {
    (void)state;
    struct prints prints = twins();
    uint64_t last = 0;
    size_t all = count_round(&prints, 1, 0, &last);
    for (uint32_t n_rounds = 2; n_rounds <= MOST_ROUNDS; n_rounds++) {
        size_t sum = 0;
        for (uint32_t round = 0; round < n_rounds; round++) {
            size_t n = count_round(&prints, n_rounds, round, &last);
            assert_true(n * n_rounds > all * 9 / 10);
            assert_true(n * n_rounds < all * 11 / 10);
            sum += n;
        }
        assert_int_equal(sum, all);
    }
}

static void a_round_fits_into_the_memory(void **state) {
    (void)state;
    struct prints prints = twins();
    uint64_t last = 0;
    size_t bytes = count_round(&prints, 1, 0, &last) * sizeof(struct posting);
    assert_int_equal(seeds_rounds(&prints, 0), 1);
    assert_int_equal(seeds_rounds(&prints, bytes * 2), 1);
    uint32_t n_rounds = seeds_rounds(&prints, bytes / 7);
    for (uint32_t round = 0; round < n_rounds; round++) {
        size_t n = count_round(&prints, n_rounds, round, &last);
        assert_true(n * sizeof(struct posting) < bytes / 7 * 11 / 10);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounds_are_about_equal),
        cmocka_unit_test(a_round_fits_into_the_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
