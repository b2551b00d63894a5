/* Winnowing keeps a common fingerprint of every shared run, and few others. */
#include "fixture_reports.h"
#include "sketch/winnow.h"

static void two_rows_with_a_common_run_keep_a_common_hash(void **state) {
    (void)state;
    enum { N = 200, W = 4 };
    uint64_t seed = 7;
    for (unsigned round = 0; round < 200; round++) {
        uint64_t x[N];
        uint64_t y[N];
        for (size_t i = 0; i < N; i++) {
            x[i] = next_random(&seed) % 50; /* ties are frequent */
            y[i] = 100 + next_random(&seed) % 50;
        }
        size_t from_x = next_random(&seed) % (N - W);
        size_t from_y = next_random(&seed) % (N - W);
        memcpy(y + from_y, x + from_x, W * sizeof *x);
        uint32_t kept_x[N];
        uint32_t kept_y[N];
        size_t n_x = winnow_select(x, N, W, kept_x);
        size_t n_y = winnow_select(y, N, W, kept_y);
        bool common = false;
        for (size_t i = 0; i < n_x; i++) {
            for (size_t j = 0; j < n_y; j++) {
                bool inside = kept_x[i] >= from_x && kept_x[i] < from_x + W;
                common = common || (inside && kept_x[i] - from_x == kept_y[j] - from_y);
            }
        }
        assert_true(common);
    }
}

static void every_window_keeps_its_rightmost_minimum(void **state) {
    (void)state;
    enum { N = 300, SHORTEST = 6 };
    uint64_t seed = 3;
    for (size_t n = SHORTEST; n <= N; n++) {
        uint64_t x[N];
        for (size_t i = 0; i < n; i++) {
            x[i] = next_random(&seed) % (n % 2 ? 20 : UINT64_MAX); /* with and without ties */
        }
        for (unsigned w = 3; w <= SHORTEST; w++) { /* four are done in another way */
            bool wanted[N] = {false};
            for (size_t from = 0; from + w <= n; from++) {
                size_t best = from;
                for (size_t i = from; i < from + w; i++) {
                    best = x[i] <= x[best] ? i : best;
                }
                wanted[best] = true;
            }
            uint32_t kept[N];
            size_t n_kept = winnow_select(x, n, w, kept);
            size_t k = 0;
            for (size_t i = 0; i < n; i++) {
                bool is_kept = k < n_kept && kept[k] == i;
                assert_int_equal(is_kept, wanted[i]);
                k += is_kept;
            }
            assert_int_equal(k, n_kept);
        }
    }
}

static void a_short_row_keeps_its_minimum(void **state) {
    (void)state;
    const uint64_t x[] = {9, 2, 5};
    uint32_t kept[8];
    size_t n = winnow_select(x, 3, 8, kept);
    assert_int_equal(n, 1);
    assert_int_equal(kept[0], 1);
    assert_int_equal(winnow_select(x, 0, 8, kept), 0);
    assert_int_equal(winnow_select(x, 0, 4, kept), 0);
    assert_int_equal(winnow_select(x, 3, 4, kept), 1);
    assert_int_equal(kept[0], 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_rows_with_a_common_run_keep_a_common_hash),
        cmocka_unit_test(every_window_keeps_its_rightmost_minimum),
        cmocka_unit_test(a_short_row_keeps_its_minimum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
