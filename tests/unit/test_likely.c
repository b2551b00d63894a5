/* Shingles that a table may have: those whose bit is set, on every processor. */
#include "fixture_reports.h"
#include "reuse/likely.h"

enum { BITS = 12, WORDS = LIKELY_STEP + SHINGLE_WORDS - 1 };

static void those_whose_bit_is_set_are_told(void **state) {
    (void)state;
    uint64_t seed = 5;
    for (size_t n = 0; n <= LIKELY_STEP; n++) {
        uint32_t seen[(1 << BITS) / 32];
        uint32_t id[WORDS];
        uint32_t key[LIKELY_STEP];
        for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) {
            seen[i] = (uint32_t)(next_random(&seed) & next_random(&seed));
        }
        for (size_t i = 0; i < WORDS; i++) {
            id[i] = (uint32_t)next_random(&seed);
        }
        struct likely fast;
        struct likely plain;
        size_t n_fast = likely_among(seen, 32 - BITS, id, n, &fast);
        size_t n_plain = likely_plain(seen, 32 - BITS, id, n, &plain);
        size_t k = 0;
        likely_keys(id, n, key);
        for (size_t i = 0; i < n; i++) {
            uint32_t bit = key[i] >> (32 - BITS);
            if (seen[bit / 32] >> bit % 32 & 1) {
                assert_int_equal(fast.place[k], i);
                assert_int_equal(fast.key[k], key[i]);
                assert_int_equal(plain.place[k], i);
                assert_int_equal(plain.key[k++], key[i]);
            }
        }
        assert_int_equal(n_fast, k);
        assert_int_equal(n_plain, k);
    }
}

static void a_key_knows_the_order_of_words(void **state) {
    (void)state;
    const uint32_t id[] = {10, 20, 30, 40, 50, 10, 30, 20, 40, 50, 10, 20, 30, 40, 50};
    uint32_t key[11];
    likely_keys(id, 11, key);
    assert_int_equal(key[0], key[10]);
    assert_int_not_equal(key[0], key[5]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(those_whose_bit_is_set_are_told),
        cmocka_unit_test(a_key_knows_the_order_of_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
