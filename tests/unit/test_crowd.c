/* Crowds: copies of one text hang together for about one pair each, however they were edited. */
#include "fixture_reports.h"
#include "reuse/crowd.h"

enum { REPORTS = 400, WORDS = 100, EDITS = 5 };

static struct print print[REPORTS];
static uint32_t id[REPORTS][WORDS];

/* Copies of one row of words, each with EDITS words of its own. */
static struct prints edited_copies(void) {
    uint64_t seed = 3;
    for (uint32_t i = 0; i < REPORTS; i++) {
        for (uint32_t k = 0; k < WORDS; k++) {
            id[i][k] = k;
        }
        for (unsigned e = 0; i > 0 && e < EDITS; e++) {
            id[i][next_random(&seed) % WORDS] = WORDS + i;
        }
        print[i] = (struct print){.words = {.id = id[i], .n = WORDS}};
    }
    return (struct prints){.print = print, .n = REPORTS};
}

/* The reports that have the original's five words at `pos`. */
static size_t seed_at(uint32_t pos, struct posting *out) {
    size_t n = 0;
    for (uint32_t i = 0; i < REPORTS; i++) {
        if (memcmp(&id[i][pos], &id[0][pos], 5 * sizeof id[0][0]) == 0) {
            out[n++] = (struct posting){pos, i, pos};
        }
    }
    return n;
}

static uint32_t root_of(const uint32_t *up, uint32_t i) {
    while (up[i] != i) {
        i = up[i];
    }
    return i;
}

static void copies_hang_together_for_about_one_pair_each(void **state) {
    (void)state;
    struct prints prints = edited_copies();
    struct posting v[REPORTS];
    static uint64_t pair[WORDS * REPORTS];
    uint32_t up[REPORTS];
    size_t n = 0;
    arena a;
    struct crowds crowds;
    arena_init(&a, 0);
    crowds_init(&crowds, &a, &prints);
    for (uint32_t pos = 0; pos + 5 <= WORDS; pos++) {
        assert_int_equal(crowds_add(&crowds, v, seed_at(pos, v), pair, &n), ERR_OK);
    }
    for (uint32_t i = 0; i < REPORTS; i++) {
        up[i] = i;
    }
    for (size_t k = 0; k < n; k++) {
        uint32_t x = (uint32_t)(pair[k] >> 32);
        uint32_t y = (uint32_t)pair[k];
        assert_true(x < y);
        up[root_of(up, y)] = root_of(up, x);
    }
    for (uint32_t i = 0; i < REPORTS; i++) {
        assert_int_equal(root_of(up, i), root_of(up, 0));
    }
    assert_in_range(n, REPORTS - 1, 2 * REPORTS);
    arena_done(&a);
}

/* One seed in two surroundings: five words that belong to two different texts. */
static void different_surroundings_make_no_pair(void **state) {
    (void)state;
    struct posting v[REPORTS];
    static uint64_t pair[REPORTS];
    size_t n = 0;
    for (uint32_t i = 0; i < REPORTS; i++) {
        for (uint32_t k = 0; k < WORDS; k++) {
            id[i][k] = k < 5 ? k : 1000 * (1 + i % 2) + k;
        }
        print[i] = (struct print){.words = {.id = id[i], .n = WORDS}};
        v[i] = (struct posting){1, i, 0};
    }
    struct prints prints = {.print = print, .n = REPORTS};
    arena a;
    struct crowds crowds;
    arena_init(&a, 0);
    crowds_init(&crowds, &a, &prints);
    assert_int_equal(crowds_add(&crowds, v, REPORTS, pair, &n), ERR_OK);
    assert_int_equal(n, REPORTS - 2);
    for (size_t k = 0; k < n; k++) {
        assert_int_equal(pair[k] >> 32, (uint32_t)pair[k] % 2);
    }
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_hang_together_for_about_one_pair_each),
        cmocka_unit_test(different_surroundings_make_no_pair),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
