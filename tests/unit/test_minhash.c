/* Sketches: estimates without bias and no wider than theory says, for long rows and short ones;
 * bands: candidates are those that agree in a band, whatever the portions they came in. */
#include "unit.h"

#include <math.h>

#include "sketch/bands.h"
#include "sketch/overlap.h"

static uint64_t next(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state * 0x2545f4914f6cdd1du;
}

static uint32_t random_id(uint64_t *seed) {
    return (uint32_t)(next(seed) >> 32);
}

/* Two rows of `n` ids with a stretch of `shared` ids in common. */
static void make_pair(uint64_t *seed, uint32_t *x, uint32_t *y, uint32_t n, uint32_t shared) {
    uint32_t from = (uint32_t)(next(seed) % (n - shared + 1));
    for (uint32_t i = 0; i < n; i++) {
        x[i] = random_id(seed);
        y[i] = i >= from && i < from + shared ? x[i] : random_id(seed);
    }
}

struct figures {
    double mean_error;
    double deviation;
    double expected; /* deviation */
    double missed;   /* share of pairs without a band in common */
};

static struct figures measure(uint32_t n, uint32_t shared) {
    enum { PAIRS = 3000 / LESS_WORK, MOST = 512 };
    uint64_t seed = n * 1000u + shared + 1;
    struct figures f = {0};
    uint32_t x[MOST];
    uint32_t y[MOST];
    for (unsigned i = 0; i < PAIRS; i++) {
        make_pair(&seed, x, y, n, shared);
        double jaccard = (shared - 4.0) / (2 * (n - 4.0) - (shared - 4.0));
        struct minhash a;
        struct minhash b;
        minhash_sketch(x, n, &a);
        minhash_sketch(y, n, &b);
        double p = (double)minhash_equal(&a, &b) / MINHASH_BINS;
        double error = (p - 1.0 / 256) * 256 / 255 - jaccard;
        f.mean_error += error / PAIRS;
        f.deviation += error * error / PAIRS;
        f.expected = sqrt(jaccard * (1 - jaccard) / MINHASH_BINS);
        f.missed += (bands_first(&a, &b) == BANDS) / (double)PAIRS;
    }
    f.deviation = sqrt(f.deviation);
    return f;
}

static void estimates_have_no_bias_and_the_spread_of_theory(void **state) {
    (void)state;
    static const uint32_t row[][2] = {{480, 322}, {480, 426}, {480, 100}, {100, 69},
                                      {30, 22},   {30, 12},   {12, 9}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct figures f = measure(row[i][0], row[i][1]);
        assert_true(fabs(f.mean_error) < 0.006 * sqrt(LESS_WORK));
        assert_true(f.deviation < 1.3 * f.expected);
    }
}

static void bands_find_half_alike_reports(void **state) {
    (void)state;
    assert_true(measure(480, 322).missed < 0.006); /* overlap .50 */
    assert_true(measure(480, 430).missed == 0);    /* .81 */
    assert_true(measure(480, 4).missed > 0.99);    /* none */
    assert_true(bands_recall(0.5) > 0.998 && bands_recall(0.8) > 0.99999);
}

static void plain_and_vector_counts_agree(void **state) {
    (void)state;
    uint64_t seed = 5;
    for (unsigned round = 0; round < 2000; round++) {
        struct minhash a;
        struct minhash b;
        unsigned expected = 0;
        for (unsigned i = 0; i < MINHASH_BINS; i++) {
            a.bin[i] = (uint8_t)next(&seed);
            b.bin[i] = next(&seed) % 200 < round % 201 ? a.bin[i] : (uint8_t)next(&seed);
            expected += a.bin[i] == b.bin[i];
        }
        assert_int_equal(minhash_equal(&a, &b), expected);
        assert_int_equal(minhash_equal(&a, &a), MINHASH_BINS);
    }
}

static void one_shingle_reports_agree_in_no_more_than_chance(void **state) {
    (void)state;
    uint64_t seed = 11;
    unsigned equal = 0;
    for (unsigned round = 0; round < 1000; round++) {
        uint32_t x[3] = {random_id(&seed), random_id(&seed), random_id(&seed)};
        uint32_t y[3] = {x[0], x[1], random_id(&seed)};
        struct minhash a;
        struct minhash b;
        minhash_sketch(x, 3, &a);
        minhash_sketch(y, 3, &b);
        unsigned here = minhash_equal(&a, &b);
        assert_true(here < 16);
        equal += here;
    }
    assert_in_range(equal, 350, 650); /* of 128,000, one in 256 */
}

static void sketches_are_the_same_on_every_machine(void **state) {
    (void)state;
    uint32_t id[1000];
    for (uint32_t i = 0; i < 1000; i++) {
        id[i] = i * i * 2654435761u;
    }
    struct minhash s;
    minhash_sketch(id, 1000, &s);
    uint64_t sum = 0;
    for (unsigned i = 0; i < MINHASH_BINS; i++) {
        sum = sum * 31 + s.bin[i];
    }
    assert_true(sum == 0x24bfbe0fe9eb5a61u);
}

/* ---- bands: members of the buckets of new sketches against all pairs ---- */

enum { SKETCHES = 300 };

static const struct minhash *known_sketch(const void *ctx, uint32_t member) {
    const struct minhash *s = ctx;
    return &s[member];
}

/* Sketches of which many agree in some band. */
static void make_sketches(struct minhash *s, uint32_t n) {
    uint64_t seed = 9;
    for (uint32_t i = 0; i < n; i++) {
        for (unsigned b = 0; b < MINHASH_BINS; b++) {
            s[i].bin[b] = (uint8_t)(next(&seed) % 9);
        }
        if (i && next(&seed) % 4 == 0) {
            s[i] = s[next(&seed) % i];
        }
    }
}

/* Known: [0, first); new: [first, first + n), joined one by one as if all became members. */
static void check_portion(arena *a, const struct bands *x, const struct minhash *s, uint32_t first,
                          uint32_t n, unsigned workers) {
    const struct minhash *new_sketch[SKETCHES];
    struct bands_join join;
    for (uint32_t i = 0; i < n; i++) {
        new_sketch[i] = &s[first + i];
    }
    struct bands_known known = {known_sketch, s};
    assert_int_equal(bands_find(a, x, known, new_sketch, n, workers, &join), ERR_OK);
    for (uint32_t i = 0; i < n; i++) {
        bool found[SKETCHES] = {false};
        for (size_t k = join.from[i]; k < join.from[i + 1]; k++) {
            struct bucket *b = &join.bucket[join.of[k]];
            for (uint32_t m = 0; m < b->n; m++) {
                found[b->member[m]] = true;
            }
            b->member[b->n++] = first + i;
        }
        for (uint32_t other = 0; other < first + i; other++) {
            bool expected = bands_first(&s[first + i], &s[other]) < BANDS;
            assert_int_equal(found[other], expected);
        }
    }
}

static void candidates_are_those_that_agree_in_a_band(void **state) {
    (void)state;
    static const uint32_t portion[][8] = {{SKETCHES}, {1, 299}, {299, 1}, {100, 5, 5, 90, 1, 99}};
    static struct minhash s[SKETCHES];
    make_sketches(s, SKETCHES);
    for (size_t p = 0; p < sizeof portion / sizeof *portion; p++) {
        struct bands x = {0};
        arena a;
        arena_init(&a, 0);
        uint32_t first = 0;
        for (unsigned k = 0; first < SKETCHES; k++) {
            uint32_t n = portion[p][k];
            check_portion(&a, &x, s, first, n, 1 + k % 2);
            struct bands_known known = {known_sketch, s};
            assert_int_equal(bands_add(&x, known, first, n, 1 + k % 2), ERR_OK);
            first += n;
        }
        bands_done(&x);
        arena_done(&a);
    }
}

static void many_small_portions_make_few_runs(void **state) {
    (void)state;
    static struct minhash s[SKETCHES];
    make_sketches(s, SKETCHES);
    struct bands x = {0};
    struct bands_known known = {known_sketch, s};
    for (uint32_t i = 0; i < SKETCHES; i++) {
        assert_int_equal(bands_add(&x, known, i, 1, 1), ERR_OK);
        assert_true(x.n_runs < 5);
    }
    uint32_t n = 0;
    for (unsigned i = 0; i < x.n_runs; i++) {
        n += x.run[i].n;
    }
    assert_int_equal(n, SKETCHES);
    bands_done(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(estimates_have_no_bias_and_the_spread_of_theory),
        cmocka_unit_test(bands_find_half_alike_reports),
        cmocka_unit_test(plain_and_vector_counts_agree),
        cmocka_unit_test(one_shingle_reports_agree_in_no_more_than_chance),
        cmocka_unit_test(sketches_are_the_same_on_every_machine),
        cmocka_unit_test(candidates_are_those_that_agree_in_a_band),
        cmocka_unit_test(many_small_portions_make_few_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
