/* Tokens: each case shows the tokens of a text, parted by bars, with the letter of their kind. */
#include "unit.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "text/fold.h"
#include "text/phrase.h"
#include "text/token.h"

static void check(const char *text, const char *expected) {
    static const char kind[] =
        "wnacpshul"; /* word number abbrev clitic punct symbol hashtag handle link */
    arena a;
    buf b;
    struct token *tok;
    size_t n;
    arena_init(&a, 0);
    buf_init(&b, MiB);
    str s = str_from_cstr(text);
    assert_int_equal(token_scan(&a, s, &tok, &n), ERR_OK);
    for (size_t i = 0; i < n; i++) {
        buf_add(&b, i ? STR("|") : STR(""));
        buf_add_byte(&b, kind[tok[i].kind]);
        buf_add(&b, token_str(s, &tok[i]));
    }
    buf_add_byte(&b, '\0');
    assert_string_equal(b.ptr, expected);
    buf_done(&b);
    arena_done(&a);
}

/* Within the last sixteen bytes of a text every word takes the long way; with white space behind
 * it, plain words take the short one. */
static void both_ways_to_a_word_are_equal(void **state) {
    (void)state;
    static const char *const piece[] = {
        "a", "b", "S", "T", "s",  " ",  " ",      ".",      "'",      ",", "-",    ":",      "!",
        "/", "@", "1", "h", "\n", "\"", "\u2019", "\u201d", "\u00e9", ")", "www.", "http://"};
    uint64_t random = 7;
    arena a;
    arena_init(&a, 0);
    for (unsigned round = 0; round < 60000; round++) {
        char text[64];
        size_t len = 0;
        for (;;) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            const char *p = piece[(random >> 40) % (sizeof piece / sizeof *piece)];
            if (len + strlen(p) >= 16) {
                break;
            }
            memcpy(text + len, p, strlen(p));
            len += strlen(p);
        }
        memset(text + len, ' ', 32);
        struct token *slow;
        struct token *quick;
        size_t n_slow;
        size_t n_quick;
        assert_int_equal(token_scan(&a, (str){text, len}, &slow, &n_slow), ERR_OK);
        assert_int_equal(token_scan(&a, (str){text, len + 32}, &quick, &n_quick), ERR_OK);
        assert_int_equal(n_quick, n_slow);
        for (size_t i = 0; i < n_slow; i++) {
            assert_memory_equal(&quick[i], &slow[i], sizeof *slow);
        }
        arena_clear(&a, MiB);
    }
    arena_done(&a);
}

static void words_keep_their_apostrophes(void **state) {
    (void)state;
    check("Zelenskyy don't O'Neill’s", "wZelenskyy|wdon't|wO'Neill|c’s");
    check("the dogs' bowl", "wthe|wdogs|c'|wbowl");
    check("nuclear-armed", "wnuclear|p-|warmed");
    check("'tis", "p'|wtis");
}

static void numbers_keep_their_separators(void **state) {
    (void)state;
    check("1,200.50 19th 737s 5G 14:30 3.", "n1,200.50|n19th|n737s|n5G|n14:30|n3|p.");
    check("2022-03-04", "n2022|p-|n03|p-|n04");
    check("$4.2m 62%", "s$|n4.2m|n62|s%");
}

static void initials_are_one_abbreviation(void **state) {
    (void)state;
    check("U.S. a.m. J. Vell e.g. x.", "aU.S.|aa.m.|aJ.|wVell|ae.g.|wx|p.");
}

static void addresses_tags_and_handles_are_whole(void **state) {
    (void)state;
    check("See https://a.example/b?c=d, pic.twitter.com/Q1 or x@y.example.",
          "wSee|lhttps://a.example/b?c=d|p,|lpic.twitter.com/Q1|wor|lx@y.example|p.");
    check("#Vell: @mfa_x and/or www.a.example end",
          "h#Vell|p:|u@mfa_x|wand|p/|wor|lwww.a.example|wend");
    check("pic.twitter.com/x", "lpic.twitter.com/x");
}

static void other_scripts_are_read(void **state) {
    (void)state;
    check("Київ 中文 ❗️", "wКиїв|w中|w文|s❗");
    check("a\xc2\xa0"
          "b\xe2\x80\x8b"
          "c",
          "wa|wb|wc");
}

static void flags_say_how_a_word_stands(void **state) {
    (void)state;
    arena a;
    struct token *tok;
    size_t n;
    arena_init(&a, 0);
    assert_int_equal(token_scan(&a, STR("One NATO\nMcVell iPhone\n\nx2"), &tok, &n), ERR_OK);
    assert_int_equal(n, 5);
    assert_int_equal(tok[0].flags,
                     TOKEN_SPACE_BEFORE | TOKEN_LINE_START | TOKEN_PARAGRAPH_START | TOKEN_CAPITAL);
    assert_int_equal(tok[1].flags, TOKEN_SPACE_BEFORE | TOKEN_CAPITAL | TOKEN_ALL_CAPS);
    assert_int_equal(tok[2].flags,
                     TOKEN_SPACE_BEFORE | TOKEN_LINE_START | TOKEN_CAPITAL | TOKEN_MIXED_CASE);
    assert_int_equal(tok[3].flags, TOKEN_SPACE_BEFORE | TOKEN_MIXED_CASE);
    assert_int_equal(tok[4].flags, TOKEN_SPACE_BEFORE | TOKEN_LINE_START | TOKEN_PARAGRAPH_START |
                                       TOKEN_HAS_DIGIT);
    assert_int_equal(tok[0].hash, token_hash(STR("oNE")));
    assert_int_equal(token_at(tok, n, 0), 0);
    assert_int_equal(token_at(tok, n, 3), 1);
    assert_int_equal(token_at(tok, n, 1000), n);
    arena_done(&a);
}

static void long_words_are_cut(void **state) {
    (void)state;
    static char text[5000];
    memset(text, 'a', sizeof text);
    arena a;
    struct token *tok;
    size_t n;
    arena_init(&a, 0);
    assert_int_equal(token_scan(&a, str_of(text, sizeof text), &tok, &n), ERR_OK);
    assert_int_equal(n, 5);
    assert_int_equal(tok[4].to, sizeof text);
    arena_done(&a);
}

static void check_fold(const char *text, const char *expected) {
    arena a;
    arena_init(&a, 0);
    str folded = fold_case(&a, str_from_cstr(text));
    assert_true(str_equals(folded, str_from_cstr(expected)));
    assert_true(str_equals(fold_case(&a, folded), folded));
    arena_done(&a);
}

static void folding_is_plain_and_idempotent(void **state) {
    (void)state;
    check_fold("SAÏD Łódź Straße", "said lodz strasse");
    check_fold("O’Neill  –\xc2\xa0x", "o'neill - x");
    check_fold("\xef\xb9\xba\xef\xb9\xba", "");
    check_fold("ﬁne Ⅳ", "fine iv");
    check_fold("", "");
}

static void the_longest_phrase_matches(void **state) {
    (void)state;
    arena a;
    struct phrases p;
    struct token *tok;
    size_t n;
    uint32_t value = 0;
    arena_init(&a, 0);
    assert_int_equal(phrases_init(&p, &a, 4), ERR_OK);
    assert_int_equal(phrases_add(&p, STR("according to"), 1), ERR_OK);
    assert_int_equal(phrases_add(&p, STR("Secretary of State"), 2), ERR_OK);
    assert_int_equal(phrases_add(&p, STR("secretary"), 3), ERR_OK);
    assert_int_equal(phrases_add(&p, STR("SECRETARY"), 4), ERR_USAGE);
    assert_int_equal(phrases_add(&p, STR(" "), 4), ERR_USAGE);
    assert_int_equal(token_scan(&a, STR("the sécretary OF state of"), &tok, &n), ERR_OK);
    assert_int_equal(phrases_match(&p, tok, n, &value), 0);
    assert_int_equal(phrases_match(&p, tok + 1, n - 1, &value), 3);
    assert_int_equal(value, 2);
    assert_int_equal(phrases_match(&p, tok + 1, 2, &value), 1);
    assert_int_equal(value, 3);
    assert_int_equal(phrases_match(&p, tok, 0, &value), 0);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_to_a_word_are_equal),
        cmocka_unit_test(words_keep_their_apostrophes),
        cmocka_unit_test(numbers_keep_their_separators),
        cmocka_unit_test(initials_are_one_abbreviation),
        cmocka_unit_test(addresses_tags_and_handles_are_whole),
        cmocka_unit_test(other_scripts_are_read),
        cmocka_unit_test(flags_say_how_a_word_stands),
        cmocka_unit_test(long_words_are_cut),
        cmocka_unit_test(folding_is_plain_and_idempotent),
        cmocka_unit_test(the_longest_phrase_matches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
