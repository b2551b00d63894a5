/* Sentences: each case is a block and its sentences, parted by bars. */
#include "unit.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "text/sentence.h"
#include "text/words.h"

static void check(const char *text, const char *expected) {
    arena a;
    arena_init(&a, 0);
    str s = str_from_cstr(text);
    struct token *tok;
    size_t n_tok;
    struct quoted *q;
    size_t n_q;
    struct sentences out = {0};
    assert_int_equal(token_scan(&a, s, &tok, &n_tok), ERR_OK);
    assert_int_equal(mark_pair(&a, s, tok, n_tok, &q, &n_q), ERR_OK);
    assert_int_equal(sentence_split(&a, s, tok, 0, (uint32_t)n_tok, q, n_q, &out), ERR_OK);
    buf b;
    buf_init(&b, MiB);
    uint32_t next = 0;
    for (size_t i = 0; i < out.n; i++) {
        assert_int_equal(out.v[i].tok_from, next);
        next = out.v[i].tok_to;
        buf_add(&b, i ? STR("|") : STR(""));
        buf_add(&b, str_span(s, out.v[i].at));
    }
    assert_int_equal(next, n_tok);
    buf_add_byte(&b, '\0');
    assert_string_equal(b.ptr, expected);
    buf_done(&b);
    arena_done(&a);
}

static void periods_end_sentences(void **state) {
    (void)state;
    check("It rained. Nobody came! Why? They slept...",
          "It rained.|Nobody came!|Why?|They slept...");
    check("It fell to 3.5 in 2022. Prices rose.", "It fell to 3.5 in 2022.|Prices rose.");
    check("No. We won't. No. 10 is closed.", "No.|We won't.|No. 10 is closed.");
    check("It ended here.Then it began.", "It ended here.|Then it began.");
    check("Well ... perhaps. And … so on.", "Well ... perhaps.|And … so on.");
    check("(He left early.) She stayed.", "(He left early.)|She stayed.");
}

static void abbreviations_dont(void **state) {
    (void)state;
    check("Mr. Vell met Gen. Orsolan and St. Ives. They left.",
          "Mr. Vell met Gen. Orsolan and St. Ives.|They left.");
    check("George W. Vell spoke. J. P. Moran listened.",
          "George W. Vell spoke.|J. P. Moran listened.");
    check("On Jan. 3 it rained. In Jan. They left.", "On Jan. 3 it rained.|In Jan.|They left.");
    check("Vell Inc. Chairman Ann Oak left Vell Inc. The shares fell.",
          "Vell Inc. Chairman Ann Oak left Vell Inc.|The shares fell.");
    check("Vell v. Oak was heard. Oak vs. Vell wasn't.",
          "Vell v. Oak was heard.|Oak vs. Vell wasn't.");
}

static void initials_and_times_end_them_when_the_next_word_does(void **state) {
    (void)state;
    check("He moved to the U.S. The family followed.", "He moved to the U.S.|The family followed.");
    check("The U.S. Senate met. The U.S. and others.", "The U.S. Senate met.|The U.S. and others.");
    check("It began at 7 a.m. Police came at 8 p.m. on Friday.",
          "It began at 7 a.m.|Police came at 8 p.m. on Friday.");
    check("It began at 7 a.m. Monday and at 8 p.m. ET.",
          "It began at 7 a.m. Monday and at 8 p.m. ET.");
}

static void quotations_stay_whole(void **state) {
    (void)state;
    check("\"Go. Now,\" she said. He went.", "\"Go. Now,\" she said.|He went.");
    check("\"Why? Who?\" he asked. They knew.", "\"Why? Who?\" he asked.|They knew.");
    check("\"Why?\" Minister Oak asked. They knew.", "\"Why?\" Minister Oak asked.|They knew.");
    check("\"Why?\" Oak said he didn't know.", "\"Why?\"|Oak said he didn't know.");
    check("\"We will go.\" Oak then left.", "\"We will go.\"|Oak then left.");
    check("He called it \"a game.\" They laughed.", "He called it \"a game.\"|They laughed.");
    check("“One. Two.” “Three. Four.”", "“One. Two.”|“Three. Four.”");
    check("He said: \"Go. Now.\" Then he left.", "He said: \"Go. Now.\"|Then he left.");
    check("She read “Water. A Story”, a book. It was long.",
          "She read “Water. A Story”, a book.|It was long.");
}

static void an_open_mark_doesnt_swallow_the_paragraph(void **state) {
    (void)state;
    check("\"We will go. We will win, he said. They left.",
          "\"We will go.|We will win, he said.|They left.");
}

static void list_numbers_belong_to_their_item(void **state) {
    (void)state;
    check("1. Open the door. Then go.", "1. Open the door.|Then go.");
    check("He has 3. Oak has 4.", "He has 3.|Oak has 4.");
}

static void plain_splitting_ignores_marks(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    str s = STR("\"Go. Now,\" she said.");
    struct token *tok;
    size_t n_tok;
    struct sentences out = {0};
    assert_int_equal(token_scan(&a, s, &tok, &n_tok), ERR_OK);
    assert_int_equal(sentence_split_plain(&a, s, tok, 0, (uint32_t)n_tok, &out), ERR_OK);
    assert_int_equal(out.n, 2);
    arena_done(&a);
}

static void nothing_has_no_sentences(void **state) {
    (void)state;
    check("", "");
}

static void word_lists_are_sorted(void **state) {
    (void)state;
    assert_true(words_are_sorted());
    assert_int_equal(words_abbreviation(STR("Gen")), ABBREVIATION_TITLE);
    assert_int_equal(words_abbreviation(STR("general")), ABBREVIATION_NONE);
    assert_int_equal(words_abbreviation(STR("a word that is far too long for the table")),
                     ABBREVIATION_NONE);
    assert_true(words_is_starter(STR("The")));
    assert_true(words_is_cue(STR("asked")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_end_sentences),
        cmocka_unit_test(abbreviations_dont),
        cmocka_unit_test(initials_and_times_end_them_when_the_next_word_does),
        cmocka_unit_test(quotations_stay_whole),
        cmocka_unit_test(an_open_mark_doesnt_swallow_the_paragraph),
        cmocka_unit_test(list_numbers_belong_to_their_item),
        cmocka_unit_test(plain_splitting_ignores_marks),
        cmocka_unit_test(nothing_has_no_sentences),
        cmocka_unit_test(word_lists_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
