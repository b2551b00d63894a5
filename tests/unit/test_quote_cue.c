/* The cue lexicon: how many forms it holds, how it inflects, which frames it gives. */
#include "unit.h"

#include "quote/cue.h"

struct cue_case {
    const char *words;
    size_t len; /* tokens matched */
    enum quote_act act;
    uint8_t form;
};

static arena a;
static const struct quote_lexicon *lex;

static int set_up(void **s) {
    (void)s;
    arena_init(&a, 0);
    return quote_lexicon_new(&a, &lex) != ERR_OK;
}

static int tear_down(void **s) {
    (void)s;
    arena_done(&a);
    return 0;
}

static bool match(const char *words, bool noun, struct cue *out) {
    struct token *tok;
    size_t n;
    assert_int_equal(token_scan(&a, str_from_cstr(words), &tok, &n), ERR_OK);
    return cue_match(lex, tok, n, noun, out);
}

static void verbs_are_inflected_by_the_rules_of_spelling(void **s) {
    (void)s;
    static const struct cue_case cases[] = {
        {"says", 1, ACT_SAY, FORM_THIRD},
        {"said", 1, ACT_SAY, FORM_PAST | FORM_PARTICIPLE},
        {"announcing", 1, ACT_SAY, FORM_ING},
        {"denies", 1, ACT_DENY, FORM_THIRD},
        {"denied", 1, ACT_DENY, FORM_PAST | FORM_PARTICIPLE},
        {"admitted", 1, ACT_ADMIT, FORM_PAST | FORM_PARTICIPLE},
        {"admitting", 1, ACT_ADMIT, FORM_ING},
        {"expresses", 1, ACT_SAY, FORM_THIRD},
        {"pointing out that", 2, ACT_SAY, FORM_ING},
        {"made clear", 2, ACT_SAY, FORM_PAST | FORM_PARTICIPLE},
        {"went on", 2, ACT_SAY, FORM_PAST},
        {"written", 1, ACT_WRITE, FORM_PARTICIPLE},
        {"read", 1, ACT_WRITE, FORM_BASE | FORM_PAST | FORM_PARTICIPLE},
        {"CALLED FOR", 2, ACT_DEMAND, FORM_PAST | FORM_PARTICIPLE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cue c;
        assert_true(match(cases[i].words, false, &c));
        assert_int_equal(c.tok_to, cases[i].len);
        assert_int_equal(c.act, cases[i].act);
        assert_int_equal(c.form, cases[i].form);
    }
}

static void nouns_and_prepositions_are_cues_of_their_own(void **s) {
    (void)s;
    struct cue c;
    assert_true(match("claims that", true, &c));
    assert_int_equal(c.kind, CUE_NOUN);
    assert_true(match("according to the police", true, &c));
    assert_int_equal(c.kind, CUE_BEFORE);
    assert_int_equal(c.tok_to, 2);
    assert_true(match("confident", true, &c));
    assert_int_equal(c.kind, CUE_ADJECTIVE);
}

static void other_words_are_no_cues(void **s) {
    (void)s;
    static const char *const words[] = {"harbour",     "saying's", "sayed",
                                        "accordingly", "the",      "pointed"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct cue c;
        bool verb = match(words[i], false, &c);
        assert_true(!verb || i == 1);
    }
}

static void the_lexicon_holds_the_forms_it_promises(void **s) {
    (void)s;
    assert_true(cue_count(lex) >= 400);
}

static void words_of_several_lists_have_all_their_classes(void **s) {
    (void)s;
    uint32_t for_classes = cue_word_class(lex, token_hash(STR("for")));
    assert_true((for_classes & WORD_PREP) && (for_classes & WORD_SUBORD));
    assert_int_equal(cue_word_class(lex, token_hash(STR("harbour"))), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verbs_are_inflected_by_the_rules_of_spelling),
        cmocka_unit_test(nouns_and_prepositions_are_cues_of_their_own),
        cmocka_unit_test(other_words_are_no_cues),
        cmocka_unit_test(the_lexicon_holds_the_forms_it_promises),
        cmocka_unit_test(words_of_several_lists_have_all_their_classes),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
