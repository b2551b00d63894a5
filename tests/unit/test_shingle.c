/* Words and shingles of a report: what counts as a word, whose it is, and hashes that meet. */
#include "fixture_reports.h"
#include "sketch/postings.h"
#include "sketch/shingle.h"

static struct words words_of(struct reports *r, const char *text) {
    struct words w;
    assert_int_equal(shingle_words(&r->a, reports_add(r, text), &w), ERR_OK);
    return w;
}

static void punctuation_case_and_paragraphs_do_not_matter(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    struct words x = words_of(&r, "The ferry's captain said that nobody was hurt in the fog.");
    struct words y =
        words_of(&r, "THE FERRY’S CAPTAIN, said that nobody -\n\nwas hurt in the fog!");
    uint64_t hx[16];
    uint64_t hy[16];
    assert_int_equal(x.n, y.n);
    assert_int_equal(shingle_count(x.n), x.n - SHINGLE_WORDS + 1);
    shingle_hashes(x.id, x.n, hx);
    shingle_hashes(y.id, y.n, hy);
    assert_memory_equal(hx, hy, shingle_count(x.n) * sizeof *hx);
    arena_done(&r.a);
}

static void speech_is_told_from_the_reporters_words(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    struct words w = words_of(&r, "\"We sail at dawn,\" she told reporters.");
    assert_int_equal(w.n, 7);
    for (size_t i = 0; i < w.n; i++) {
        assert_int_equal((w.flags[i] & WORD_SAID) != 0, i < 4);
    }
    arena_done(&r.a);
}

static void what_stands_round_a_report_is_told_from_it(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    struct words w = words_of(&r, "By Ada Vell\n\nRain fell on the hills, and the river rose.\n\n"
                                  "Also Read: Flood warning for the lower valley\n");
    assert_int_equal(w.n, 3 + 9 + 8);
    for (size_t i = 0; i < w.n; i++) {
        assert_int_equal((w.flags[i] & WORD_ASIDE) != 0, i < 3 || i >= 12);
        assert_false((w.flags[i] & WORD_ASIDE) && (w.flags[i] & WORD_CAPITAL));
    }
    arena_done(&r.a);
}

static void a_span_runs_from_word_to_word(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    const char *text = "Rain fell on the hills, and the river rose.";
    struct words w = words_of(&r, text);
    struct span s = shingle_span(&w, 3, 5);
    assert_true(str_equals(str_span(r.doc[0]->text, s), STR("the hills")));
    arena_done(&r.a);
}

static void a_short_text_has_no_shingles(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    struct words w = words_of(&r, "Four words are few.");
    assert_int_equal(shingle_count(w.n), 0);
    shingle_hashes(w.id, w.n, NULL);
    arena_done(&r.a);
}

static void postings_are_sorted_stably_by_any_number_of_threads(void **state) {
    (void)state;
    enum { N = 20000 };
    arena a;
    arena_init(&a, 0);
    struct posting *v[2];
    for (unsigned w = 0; w < 2; w++) {
        uint64_t seed = 11;
        v[w] = arena_array(&a, N, sizeof *v[w]);
        assert_non_null(v[w]);
        for (uint32_t i = 0; i < N; i++) {
            uint64_t hash = (uint64_t)(next_random(&seed) % 3000) * 0x9e3779b97f4a7c15u;
            v[w][i] = (struct posting){hash, i, 0};
        }
        assert_int_equal(postings_sort(&a, v[w], N, w ? 8 : 1), ERR_OK);
    }
    for (size_t i = 1; i < N; i++) {
        assert_true(v[0][i - 1].hash <= v[0][i].hash);
        assert_true(v[0][i - 1].hash < v[0][i].hash || v[0][i - 1].doc < v[0][i].doc);
    }
    assert_memory_equal(v[0], v[1], N * sizeof *v[0]);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(punctuation_case_and_paragraphs_do_not_matter),
        cmocka_unit_test(speech_is_told_from_the_reporters_words),
        cmocka_unit_test(what_stands_round_a_report_is_told_from_it),
        cmocka_unit_test(a_span_runs_from_word_to_word),
        cmocka_unit_test(a_short_text_has_no_shingles),
        cmocka_unit_test(postings_are_sorted_stably_by_any_number_of_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
