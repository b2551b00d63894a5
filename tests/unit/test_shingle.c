/* Words and shingles of a report: what counts as a word, whose it is, and hashes that meet. */
#include "fixture_reports.h"
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

static void many_hashes_are_those_of_one_at_a_time(void **state) {
    (void)state;
    enum { WORDS = 300 };
    uint32_t id[WORDS];
    uint64_t hash[WORDS];
    uint64_t plain[WORDS];
    uint64_t seed = 9;
    for (size_t i = 0; i < WORDS; i++) {
        id[i] = (uint32_t)next_random(&seed);
    }
    for (size_t n = 0; n <= WORDS; n++) {
        shingle_hashes(id, n, hash);
        shingle_hashes_plain(id, n, plain);
        for (size_t i = 0; i < shingle_count(n); i++) {
            assert_true(hash[i] == shingle_hash(id + i));
            assert_true(plain[i] == hash[i]);
        }
    }
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(punctuation_case_and_paragraphs_do_not_matter),
        cmocka_unit_test(speech_is_told_from_the_reporters_words),
        cmocka_unit_test(what_stands_round_a_report_is_told_from_it),
        cmocka_unit_test(a_span_runs_from_word_to_word),
        cmocka_unit_test(many_hashes_are_those_of_one_at_a_time),
        cmocka_unit_test(a_short_text_has_no_shingles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
