/* Corpora made to be slow: reports all alike, of one word, of few words, colliding sketches, one
 * that is very long. Each has a time limit, and four times as many reports take at most eight times
 * as long (with a floor against clock noise; not under sanitizers, where there are too few to
 * tell).
 */
#include "unit.h"

#include <stdio.h>
#include <time.h>

#include "base/limits.h"
#include "sketch/dedup.h"

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t next(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state * 0x2545f4914f6cdd1du;
}

/* Text number `i` of a kind, written to `out`. */
typedef void make_fn(buf *out, uint64_t *seed, uint32_t i);

static void identical(buf *out, uint64_t *seed, uint32_t i) {
    (void)seed;
    (void)i;
    buf_add(out, STR("The evening ferry of Ardlow stays in port until Saturday."));
}

static void one_word(buf *out, uint64_t *seed, uint32_t i) {
    (void)seed;
    for (uint32_t n = i % 500 + 1; n; n--) {
        buf_add(out, STR("spam "));
    }
}

static void stop_words(buf *out, uint64_t *seed, uint32_t i) {
    static const char *const word[] = {"the ", "of ", "and ", "to ", "in ", "a ", "is ", "it "};
    (void)i;
    for (unsigned n = 0; n < 60; n++) {
        buf_add_cstr(out, word[next(seed) >> 61]);
    }
}

/* One text, a different word in it each time: one group, whose versions are no copies of one
 * another. */
static void versions(buf *out, uint64_t *seed, uint32_t i) {
    uint64_t fixed = 77;
    (void)seed;
    for (unsigned n = 0; n < 200; n++) {
        uint64_t word = next(&fixed);
        buf_addf(out, "w%u ", n == i % 200 ? i : (unsigned)(word >> 50));
    }
}

/* A page's furniture round a short text: many alike, none a duplicate at .8. */
static void furniture(buf *out, uint64_t *seed, uint32_t i) {
    uint64_t fixed = 78;
    (void)i;
    for (unsigned n = 0; n < 100; n++) {
        buf_addf(out, "w%u ", (unsigned)(next(&fixed) >> 50));
    }
    for (unsigned n = 0; n < 40; n++) {
        buf_addf(out, "x%u ", (unsigned)(next(seed) >> 50));
    }
}

static double place_time(make_fn *make, uint32_t n, uint32_t *n_stars) {
    arena a;
    arena scratch;
    arena_init(&a, 0);
    arena_init(&scratch, 0);
    struct dedup_record *record = arena_array(&a, n, sizeof *record);
    const struct dedup_record **list = arena_array(&a, n, sizeof *list);
    struct dedup *x;
    uint64_t seed = 1;
    buf text;
    buf_init(&text, MiB);
    double began = now();
    for (uint32_t i = 0; i < n; i++) {
        buf_clear(&text);
        make(&text, &seed, i);
        assert_int_equal(dedup_record_read(&a, &scratch, buf_str(&text), &record[i]), ERR_OK);
        list[i] = &record[i];
    }
    assert_int_equal(dedup_new(&(struct dedup_options){.threshold = 0.8}, &x), ERR_OK);
    assert_int_equal(dedup_add(x, list, n), ERR_OK);
    double took = now() - began;
    *n_stars = 0;
    for (uint32_t i = 0; i < n; i++) {
        *n_stars += dedup_places(x)[i].star == i;
    }
    dedup_free(x);
    buf_done(&text);
    arena_done(&scratch);
    arena_done(&a);
    return took;
}

/* `least` to `most` stars come out, in at most `limit` seconds of an ordinary build. */
static void check(const char *name, make_fn *make, uint32_t n, uint32_t least, uint32_t most,
                  double limit) {
    uint32_t stars;
    n /= LESS_WORK;
    double quarter = place_time(make, n / 4, &stars);
    double whole = place_time(make, n, &stars);
    print_message("%-12s %8u reports %8u stars %7.3f s, a quarter %7.3f s\n", name, n, stars, whole,
                  quarter);
    assert_in_range(stars, least, most);
    assert_true(LESS_WORK > 1 || whole < 8 * quarter + 0.1);
    assert_true(whole < limit * (LESS_WORK > 1 ? 3 : 1));
}

static void reports_that_are_all_the_same(void **state) {
    (void)state;
    check("identical", identical, 200000, 1, 1, 15); /* a million: million.py */
}

static void reports_of_one_repeated_word(void **state) {
    (void)state;
    check("one word", one_word, 100000, 5, 5, 15);
}

static void reports_of_stop_words_alone(void **state) {
    (void)state;
    check("stop words", stop_words, 20000, 20000 / LESS_WORK, 20000 / LESS_WORK, 15);
}

static void versions_of_one_report(void **state) {
    (void)state;
    check("versions", versions, 20000, 1, 20000 / LESS_WORK / 100, 15);
}

static void reports_that_share_furniture(void **state) {
    (void)state;
    check("furniture", furniture, 8000, 8000 / LESS_WORK, 8000 / LESS_WORK, 30);
}

static void a_report_of_fifty_megabytes(void **state) {
    (void)state;
    arena a;
    arena scratch;
    arena_init(&a, 0);
    arena_init(&scratch, 0);
    size_t size = 50 * MiB / LESS_WORK;
    char *text = arena_alloc(&a, size);
    uint64_t seed = 1;
    for (size_t i = 0; i < size; i++) {
        text[i] = (char)(next(&seed) % 7 ? 'a' + next(&seed) % 26 : ' ');
    }
    struct dedup_record record[2];
    struct dedup *x;
    double began = now();
    assert_int_equal(dedup_record_read(&a, &scratch, (str){text, size}, &record[0]), ERR_OK);
    text[size / 2] = text[size / 2] == ' ' ? 'a' : ' ';
    assert_int_equal(dedup_record_read(&a, &scratch, (str){text, size}, &record[1]), ERR_OK);
    assert_int_equal(dedup_new(&(struct dedup_options){.threshold = 0.8}, &x), ERR_OK);
    const struct dedup_record *list[2] = {&record[0], &record[1]};
    assert_int_equal(dedup_add(x, list, 2), ERR_OK);
    print_message("two of 50 MB %.3f s\n", now() - began);
    assert_int_equal(dedup_places(x)[1].star, 0);
    assert_true(now() - began < 12);
    dedup_free(x);
    arena_done(&scratch);
    arena_done(&a);
}

static void a_long_run_without_a_space(void **state) {
    (void)state;
    arena a;
    arena scratch;
    arena_init(&a, 0);
    arena_init(&scratch, 0);
    size_t n = 4 * MiB / LESS_WORK;
    char *text = arena_alloc(&a, 3 * n);
    for (size_t i = 0; i < n; i++) { /* ideographs, all different from their neighbours */
        memcpy(text + 3 * i, i % 3 ? "\xe6\xb8\xaf" : "\xe5\x8f\xa3", 3);
    }
    struct dedup_record record;
    double began = now();
    assert_int_equal(dedup_record_read(&a, &scratch, (str){text, 3 * n}, &record), ERR_OK);
    assert_int_equal(record.row.n, n - 1);
    assert_true(now() - began < 6);
    arena_done(&scratch);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_that_are_all_the_same),
        cmocka_unit_test(reports_of_one_repeated_word),
        cmocka_unit_test(reports_of_stop_words_alone),
        cmocka_unit_test(versions_of_one_report),
        cmocka_unit_test(reports_that_share_furniture),
        cmocka_unit_test(a_report_of_fifty_megabytes),
        cmocka_unit_test(a_long_run_without_a_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
