/* Quotations by their form: who said what with which words, in every order that news writes it. */
#include "unit.h"

#include "quote_lines.h"

struct line_case {
    const char *text;
    const char *want;
};

static void expect_all(const struct line_case *c, size_t n) {
    for (size_t i = 0; i < n; i++) {
        char text[2048];
        snprintf(text, sizeof text,
                 "A headline stands here\n\nThe first paragraph is no quotation.\n\n%s", c[i].text);
        expect_lines(text, c[i].want);
    }
}

#define EXPECT_ALL(cases) expect_all((cases), sizeof(cases) / sizeof *(cases))

static void direct_speech_is_found_before_and_behind_its_cue(void **s) {
    (void)s;
    static const struct line_case cases[] = {
        {"\"The gate was open,\" Mara Oldin said.", "D [Mara Oldin] <said> The gate was open,"},
        {"\"The gate was open,\" said Mara Oldin, the harbour master of Tolm.",
         "D [Mara Oldin, the harbour master of Tolm] <said> The gate was open,"},
        {"Mara Oldin, the harbour master, said: \"The gate was open. Nobody saw it.\"",
         "D [Mara Oldin, the harbour master] <said> The gate was open. Nobody saw it."},
        {"She replied, \"Which gate?\"", "D [She] <replied> Which gate?"},
        {"“Was it open?” he asked reporters.", "D [he] <asked> Was it open?"},
        {"‘It was open,’ Mr. Dorn said on Friday.", "D [Mr. Dorn] <said> It was open,"},
        {"\"It was open,\" Ann Vale, the head of the union, told reporters in Tolm.",
         "D [Ann Vale, the head of the union] <told> It was open,"},
        {"``It was open,'' Ms. Vale told Radio Tolm.", "D [Ms. Vale] <told> It was open,"},
        {"Oldin joked, smiling at the guards, \"It was never shut.\"",
         "D [Oldin] <joked> It was never shut."},
        {"\"It was loud,\" said the 31-year-old driver.",
         "D [the 31-year-old driver] <said> It was loud,"},
        {"\"It was loud,\" said 31-year-old Oona Dahl.",
         "D [31-year-old Oona Dahl] <said> It was loud,"},
    };
    EXPECT_ALL(cases);
}

static void a_split_quotation_is_one(void **s) {
    (void)s;
    static const struct line_case cases[] = {
        {"\"The gate was open,\" Oldin said. \"Nobody saw it.\"",
         "D [Oldin] <said> The gate was open, / Nobody saw it."},
        {"\"Who was it?\" Oldin asked. \"Who saw it?\"",
         "D [Oldin] <asked> Who was it? / Who saw it?"},
        {"\"The gate,\" he said, \"was open.\"", "D [he] <said> The gate, / was open."},
        {"\"The gate was open,\" Oldin said.\n\n\"Nobody saw it,\" he added.",
         "D [Oldin] <said> The gate was open,\nD [he] <added> Nobody saw it,"},
        {"\"The gate was open.\n\n\"Nobody saw it,\" Oldin said.",
         "D [Oldin] <said> The gate was open. / Nobody saw it,"},
    };
    EXPECT_ALL(cases);
}

static void indirect_speech_ends_with_its_sentence_or_the_next_attribution(void **s) {
    (void)s;
    static const struct line_case cases[] = {
        {"Oldin said that the gate had been open all night.",
         "I [Oldin] <said> that the gate had been open all night"},
        {"The gate had been open, Oldin said on Friday.",
         "I [Oldin] <said> The gate had been open"},
        {"The gate, Oldin said, had been open.", "I [Oldin] <said> The gate / had been open"},
        {"According to the port police, the gate had been open.",
         "I [the port police] <According to> the gate had been open"},
        {"The gate had been open, according to two guards, who asked not to be named.",
         "I [two guards] <according to> The gate had been open"},
        {"Oldin said the gate was open and added that nobody saw it.",
         "I [Oldin] <said> the gate was open\nI [Oldin] <added> that nobody saw it"},
        {"Oldin blamed the guards, saying that they had slept.",
         "I [Oldin] <blamed> the guards\nI [Oldin] <saying> that they had slept"},
        {"While Oldin said the gate was open, the guards were silent.",
         "I [Oldin] <said> the gate was open"},
        {"As Oldin noted, the gate was open.", "I [Oldin] <noted> the gate was open"},
        {"Oldin on Friday (Mar 4) said that the gate was open.",
         "I [Oldin] <said> that the gate was open"},
    };
    EXPECT_ALL(cases);
}

static void cues_take_the_complements_they_allow(void **s) {
    (void)s;
    static const struct line_case cases[] = {
        {"Oldin said in a statement that the gate was open.",
         "I [Oldin] <said> that the gate was open | +carrier: a statement"},
        {"Oldin vowed to shut the gate.", "I [Oldin] <vowed> to shut the gate"},
        {"Oldin urged the guards to stay awake.", "I [Oldin] <urged> the guards to stay awake"},
        {"Oldin told reporters the gate was open.", "I [Oldin] <told> the gate was open"},
        {"Oldin asked whether the gate was open.", "I [Oldin] <asked> whether the gate was open"},
        {"The union described the plan as \"cheap and late.\"",
         "M [The union] <described> the plan as \"cheap and late.\""},
        {"Oldin accused the guards of sleeping.", "I [Oldin] <accused> the guards of sleeping"},
        {"He spoke of what he called a coward's bomb.",
         "I [He] <spoke of> what he called a coward's bomb"},
        {"The raid ended what she said was a year of silence.", "I [she] <said> a year of silence"},
        {"Oldin's claim that the gate was open surprised nobody.",
         "I [Oldin] <claim> that the gate was open surprised nobody"},
        {"The minister is confident that the gate will hold.",
         "I [The minister] <confident> that the gate will hold"},
        {"The minister was told that the gate was open.",
         "I [] <told> that the gate was open | none"},
    };
    EXPECT_ALL(cases);
}

static void denials_are_marked(void **s) {
    (void)s;
    static const struct line_case cases[] = {
        {"Oldin denied that the gate was open.", "I [Oldin] -<denied> that the gate was open"},
        {"Oldin did not say whether the gate was open.",
         "I [Oldin] -<say> whether the gate was open"},
        {"Oldin confirmed that the gate was open.", "I [Oldin] <confirmed> that the gate was open"},
    };
    EXPECT_ALL(cases);
}

static void marks_that_are_no_speech_give_no_quotation(void **s) {
    (void)s;
    static const struct line_case cases[] = {
        {"The \"temporary\" fence has stood for years.", ""},
        {"A choir sang \"The Pilot's Daughter\" in the hall.", ""},
        {"Berg \"The Anvil\" Dorn won the second round.", ""},
        {"He spoke after the \"special\" meeting ended.", ""},
        {"Nobody in the United States was hurt by the orders, reports or calls of that week.", ""},
    };
    EXPECT_ALL(cases);
}

static void cues_that_are_other_words_give_no_quotation(void **s) {
    (void)s;
    static const struct line_case cases[] = {
        {"There were no previous reported fires at the mill.", ""},
        {"The first reported case was in May.", ""},
        {"One guard first reported that the gate was open.",
         "I [guard] <reported> that the gate was open"},
        {"She first reported losses were small.", "I [She] <reported> losses were small"},
        {"The mill fire claimed the lives of two guards.", ""},
        {"Oldin claimed two guards had slept.", "I [Oldin] <claimed> two guards had slept"},
        {"Mill burns down Posted: Tuesday, August 18, 2026 1:37 PM", ""},
    };
    EXPECT_ALL(cases);
}

static void floating_speech_takes_a_speaker_only_on_evidence(void **s) {
    (void)s;
    static const struct line_case cases[] = {
        {"\"The gate was open,\" Oldin said.\n\n\"We shall find out who did it.\"",
         "D [Oldin] <said> The gate was open,\nD [] <> We shall find out who did it. | floating"},
        {"Oldin said the gate was open. \"It should not have been.\"",
         "I [Oldin] <said> the gate was open\nD [] <> It should not have been. | continues"},
        {"The union issued the following statement:\n\n\"We shall find out who did it.\"",
         "D [The union] <> We shall find out who did it. | colon"},
        {"The harbour lay empty.\n\n\"We shall find out who did it.\"",
         "D [] <> We shall find out who did it. | none"},
    };
    EXPECT_ALL(cases);
}

static void the_form_of_a_block_names_the_speaker(void **s) {
    (void)s;
    static const struct line_case cases[] = {
        {"“My kettle has not been cold for five days.”\n\n- Bertil Anghel, Ardlow Bridge",
         "D [Bertil Anghel] <> My kettle has not been cold for five days. | transcript"},
        {"NELL BROXTON: When did you go?\n\nOONA FERRANT: On Sunday. She says it was late.\n\n"
         "NELL BROXTON: Who says so?\n\nOONA FERRANT: The minutes.",
         "D [NELL BROXTON] <> When did you go? | transcript\n"
         "D [OONA FERRANT] <> On Sunday. She says it was late. | transcript\n"
         "D [NELL BROXTON] <> Who says so? | transcript\n"
         "D [OONA FERRANT] <> The minutes. | transcript"},
    };
    EXPECT_ALL(cases);
}

static void carriers_and_reporters_are_links(void **s) {
    (void)s;
    static const struct line_case cases[] = {
        {"\"It is theatre,\" Amsted said on television on Thursday, as noted by Port Monitor.",
         "D [Amsted] <said> It is theatre, | +carrier: television | +reporter: Port Monitor"},
        {"In a press release, Brennoth said that a man was sought.",
         "I [Brennoth] <said> that a man was sought | +carrier: a press release"},
        {"\"It is late,\" she said in an interview with Radio Ardlow.",
         "D [she] <said> It is late, | +carrier: an interview with Radio Ardlow | +reporter: Radio "
         "Ardlow"},
        {"In recordings shared over Telegram by the outlet Kanal Nine, Hrendal says it will go "
         "ahead.",
         "I [Hrendal] <says> it will go ahead | +carrier: recordings | +carrier: Telegram | "
         "+reporter: the outlet Kanal Nine"},
    };
    EXPECT_ALL(cases);
}

static void hostile_text_is_read_in_linear_time(void **s) {
    (void)s;
    static const char *const piece[] = {"he said \"a\", ",  "\" ",       "and said that ",
                                        "said in Paris ",   "Ann Lee ",  "saying ",
                                        "(on Friday said ", "\"A.\"\n\n"};
    for (size_t k = 0; k < sizeof piece / sizeof *piece; k++) {
        arena a;
        arena_init(&a, 0);
        size_t len = strlen(piece[k]);
        size_t n = 200000 / len;
        char *text = arena_alloc(&a, n * len);
        assert_non_null(text);
        for (size_t i = 0; i < n; i++) {
            memcpy(text + i * len, piece[k], len);
        }
        const struct quote_lexicon *lex;
        struct document doc = {.id = STR("t"), .text = str_of(text, n * len)};
        struct dates dates = {0};
        struct quotations qs;
        assert_int_equal(quote_lexicon_new(&a, &lex), ERR_OK);
        assert_int_equal(document_analyse(&a, &doc), ERR_OK);
        assert_int_equal(quotes_find(&a, lex, &doc, NULL, &dates, &qs), ERR_OK);
        arena_done(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(direct_speech_is_found_before_and_behind_its_cue),
        cmocka_unit_test(a_split_quotation_is_one),
        cmocka_unit_test(indirect_speech_ends_with_its_sentence_or_the_next_attribution),
        cmocka_unit_test(cues_take_the_complements_they_allow),
        cmocka_unit_test(denials_are_marked),
        cmocka_unit_test(marks_that_are_no_speech_give_no_quotation),
        cmocka_unit_test(cues_that_are_other_words_give_no_quotation),
        cmocka_unit_test(floating_speech_takes_a_speaker_only_on_evidence),
        cmocka_unit_test(the_form_of_a_block_names_the_speaker),
        cmocka_unit_test(carriers_and_reporters_are_links),
        cmocka_unit_test(hostile_text_is_read_in_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
