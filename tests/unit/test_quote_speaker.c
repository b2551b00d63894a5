/* Who is meant by the source of a quotation, with names read from the text. */
#include "unit.h"

#include <stdio.h>

#include "quote/quotes.h"

struct speaker_case {
    const char *text;
    const char *want; /* speakers in text order, parted by "; "; "-" unknown */
};

static void expect(const struct speaker_case *c) {
    arena a;
    arena_init(&a, 0);
    const struct quote_lexicon *lex;
    const struct name_lexicon *name_lex;
    struct document doc = {.id = STR("t"), .text = str_from_cstr(c->text)};
    struct names names;
    struct dates dates = {0};
    struct quotations qs;
    assert_int_equal(quote_lexicon_new(&a, &lex), ERR_OK);
    assert_int_equal(name_lexicon_new(&a, &name_lex), ERR_OK);
    assert_int_equal(document_analyse(&a, &doc), ERR_OK);
    assert_int_equal(names_find(&a, name_lex, &doc, &names), ERR_OK);
    assert_int_equal(quotes_find(&a, lex, &doc, &names, &dates, &qs), ERR_OK);
    char got[1024] = "";
    size_t len = 0;
    for (size_t i = 0; i < qs.n; i++) {
        uint32_t e = qs.quotation[i].entity;
        str name = e == NONE ? STR("-") : names.entity[e].name;
        len += (size_t)snprintf(got + len, sizeof got - len, "%s%" STR_FMT, i ? "; " : "",
                                STR_ARG(name));
    }
    arena_done(&a);
    assert_string_equal(got, c->want);
}

#define EXPECT_ALL(cases)                                          \
    for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++) { \
        expect(&(cases)[i]);                                       \
    }

static void the_head_of_the_source_speaks(void **s) {
    (void)s;
    static const struct speaker_case cases[] = {
        {"A headline stands here\n\nInterior Minister Tomas Verhalt said that the port was open.",
         "Tomas Verhalt"},
        {"A headline stands here\n\nTomas Verhalt, who leads the ministry, said that the port was "
         "open.",
         "Tomas Verhalt"},
        {"A headline stands here\n\nTomas Verhalt, who said that the port was open, left early.",
         "Tomas Verhalt"},
    };
    EXPECT_ALL(cases);
}

static void pronouns_and_added_keep_the_speaker(void **s) {
    (void)s;
    static const struct speaker_case cases[] = {
        {"A headline stands here\n\n\"The port is open,\" Tomas Verhalt said.\n\n\"It will stay "
         "so,\" he added.",
         "Tomas Verhalt; Tomas Verhalt"},
        {"A headline stands here\n\nTomas Verhalt said the port was open. \"It will stay so.\"",
         "Tomas Verhalt; Tomas Verhalt"},
        {"A headline stands here\n\n\"The port is open,\" Tomas Verhalt said.\n\n\"It will stay as "
         "open as the sea.\"",
         "Tomas Verhalt; Tomas Verhalt"},
    };
    EXPECT_ALL(cases);
}

static void nobody_is_the_honest_answer(void **s) {
    (void)s;
    static const struct speaker_case cases[] = {
        {"A headline stands here\n\nThe port lay empty.\n\n\"It will stay as open as the sea.\"",
         "-"},
    };
    EXPECT_ALL(cases);
}

static void a_carrier_holds_while_its_speaker_goes_on(void **s) {
    (void)s;
    arena a;
    arena_init(&a, 0);
    const struct quote_lexicon *lex;
    const struct name_lexicon *name_lex;
    struct document doc = {.id = STR("t"),
                           .text = STR("A headline stands here\n\nIn recordings shared over "
                                       "Telegram by the outlet Kanal Nine, Pavlo "
                                       "Hrendal said the port was open.\n\n\"It will stay so,\" "
                                       "Hrendal said.\n\n\"It will not,\" "
                                       "Lena Osterby said.\n\n\"It will,\" Hrendal said.")};
    struct names names;
    struct dates dates = {0};
    struct quotations qs;
    assert_int_equal(quote_lexicon_new(&a, &lex), ERR_OK);
    assert_int_equal(name_lexicon_new(&a, &name_lex), ERR_OK);
    assert_int_equal(document_analyse(&a, &doc), ERR_OK);
    assert_int_equal(names_find(&a, name_lex, &doc, &names), ERR_OK);
    assert_int_equal(quotes_find(&a, lex, &doc, &names, &dates, &qs), ERR_OK);
    assert_int_equal(qs.n, 4);
    assert_int_equal(qs.quotation[0].n_links, 3);
    assert_int_equal(qs.quotation[1].n_links, 3);
    assert_int_equal(qs.quotation[2].n_links, 0);
    assert_int_equal(qs.quotation[3].n_links, 0);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_of_the_source_speaks),
        cmocka_unit_test(pronouns_and_added_keep_the_speaker),
        cmocka_unit_test(nobody_is_the_honest_answer),
        cmocka_unit_test(a_carrier_holds_while_its_speaker_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
