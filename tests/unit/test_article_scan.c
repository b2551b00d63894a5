/* Counts of words, marks and letter case, whatever the runs are cut into. */
#include "unit.h"

#include "html/html.h"
#include "page/article_scan.h"

static struct article_stats scan(arena *a, struct article_hashes *words, const char *first,
                                 const char *second) {
    struct article_scan s = {.a = a, .words = words};
    article_scan_begin(&s);
    assert_int_equal(article_scan_run(&s, str_from_cstr(first), HTML_RAW_REFERENCES), ERR_OK);
    assert_int_equal(article_scan_run(&s, str_from_cstr(second), HTML_RAW_REFERENCES), ERR_OK);
    assert_int_equal(article_scan_end(&s), ERR_OK);
    return s.stats;
}

static void words_and_marks_are_counted(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct article_hashes words = {0};
    struct article_stats s =
        scan(&a, &words, "  The mayor, Ida  Holm, said: ", "\"No.\" It's 42! ");
    assert_int_equal(s.words, 9); /* It's is two */
    assert_int_equal(s.commas, 2);
    assert_int_equal(s.ends, 2);
    assert_true(s.ends_sentence);
    assert_int_equal(s.digits, 2);
    assert_int_equal(s.capitals, 5);
    assert_int_equal(s.first, 'T');
    assert_int_equal(s.last, '!');
    assert_int_equal(words.n, 9);
    arena_done(&a);
}

static void a_cut_inside_a_word_changes_nothing(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct article_hashes one = {0};
    struct article_hashes two = {0};
    struct article_stats s = scan(&a, &one,
                                  "Br\xc3\xbc"
                                  "cke am Hafen",
                                  "");
    struct article_stats t = scan(&a, &two, "Br&uuml;c", "ke am Hafen");
    assert_memory_equal(&s, &t, sizeof s);
    assert_int_equal(one.n, two.n);
    assert_memory_equal(one.v, two.v, one.n * sizeof *one.v);
    arena_done(&a);
}

static void case_does_not_change_a_words_hash(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct article_hashes words = {0};
    assert_int_equal(article_scan_words(&a,
                                        STR("Brand BRAND brand \xc3\x9c"
                                            "ber \xc3\xbc"
                                            "ber"),
                                        &words),
                     ERR_OK);
    assert_int_equal(words.n, 5);
    assert_int_equal(words.v[0], words.v[1]);
    assert_int_equal(words.v[1], words.v[2]);
    assert_int_equal(words.v[3], words.v[4]);
    arena_done(&a);
}

static void two_chinese_characters_make_a_word(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct article_hashes words = {0};
    struct article_stats s = scan(
        &a, &words, "\xe6\xa1\xa5\xe6\xa2\x81\xef\xbc\x8c\xe6\xa1\xa5\xe6\xa2\x81\xe3\x80\x82", "");
    assert_int_equal(s.half_words, 4);
    assert_int_equal(s.words, 4); /* two runs and four halves */
    assert_int_equal(s.commas, 1);
    assert_int_equal(s.ends, 1);
    arena_done(&a);
}

static void invisible_characters_are_not_counted(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct article_hashes words = {0};
    struct article_stats s = scan(&a, &words,
                                  "a\xc2\xad"
                                  "b\xe2\x80\x8b"
                                  "c",
                                  "&nbsp;d");
    assert_int_equal(s.words, 2);
    assert_int_equal(s.chars, 5);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_marks_are_counted),
        cmocka_unit_test(a_cut_inside_a_word_changes_nothing),
        cmocka_unit_test(case_does_not_change_a_words_hash),
        cmocka_unit_test(two_chinese_characters_make_a_word),
        cmocka_unit_test(invisible_characters_are_not_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
