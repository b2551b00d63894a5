/* Utterances: which quotations of several reports are the same words, and what each report does to
 * them. The reports are small and their quotations are given by their words, so that this tests the
 * matching alone. */
#include "unit.h"

#include <stdlib.h>

#include "utterance_story.h"

static const char *const kinds[] = {"direct", "indirect", "fragment"};

static int add(char *out, size_t room, size_t len, const char *prefix, str text) {
    return snprintf(out + len, room - len, "%s%" STR_FMT, prefix, STR_ARG(text));
}

/* All that was found as lines of text, reports named by their first letter; order of reports
 * doesn't show. */
static void describe(const struct story *s, char *out, size_t room) {
    size_t len = 0;
    out[0] = '\0';
    for (size_t u = 0; u < s->out.n; u++) {
        const struct utterance *x = &s->out.utterance[u];
        len += (size_t)snprintf(out + len, room - len, "%s", u ? "\n" : "");
        for (size_t i = 0; i < x->n; i++) {
            const struct rendering *r = &x->rendering[i];
            str text = s->doc[r->report].text;
            len += (size_t)snprintf(out + len, room - len, "%s%c %s%s", i ? "; " : "", text.ptr[0],
                                    kinds[r->kind], i == x->base ? "*" : "");
            static const char *const bits[] = {"punctuation", "cut",     "elision",
                                               "bracket",     "changed", "MEANING"};
            for (size_t b = 0; b < 6; b++) {
                if (r->changes & 1u << b) {
                    len += (size_t)snprintf(out + len, room - len, " %s", bits[b]);
                }
            }
            str base = s->doc[x->rendering[x->base].report].text;
            for (size_t d = 0; d < r->n_diffs; d++) {
                len += (size_t)add(out, room, len, " {", str_span(base, r->diff[d].base));
                len += (size_t)add(out, room, len, "|", str_span(text, r->diff[d].other));
                len += (size_t)snprintf(out + len, room - len, "}");
            }
        }
    }
}

static void expect(const struct report_case *report, size_t n, const char *want) {
    struct story s;
    char got[4096];
    tell(&s, report, n, NULL);
    describe(&s, got, sizeof got);
    assert_string_equal(got, want);
    arena_done(&s.a);
}

/* Two reports of one sentence each, in quotation marks, with the cue behind. */
static void expect_pair(const char *base, const char *other, const char *want) {
    char text[2][512];
    struct report_case pair[2] = {{text[0], {{base, QUOTE_DIRECT, ANN, false}}},
                                  {text[1], {{other, QUOTE_DIRECT, ANN, false}}}};
    snprintf(text[0], sizeof text[0], "A paper has it.\n\n\"%s,\" Ann Orme said.", base);
    snprintf(text[1], sizeof text[1], "B paper has it.\n\n\"%s,\" Ann Orme said.", other);
    expect(pair, 2, want);
}

static void the_same_words_join_whoever_said_them(void **state) {
    (void)state;
    struct report_case story[] = {
        {"A \"The harbour will stay open through the winter,\" Ann Orme said.",
         {{"The harbour will stay open through the winter", QUOTE_DIRECT, ANN, false}}},
        {"B “The harbour will stay open through the winter”, Ben Tarr said.",
         {{"The harbour will stay open through the winter", QUOTE_DIRECT, BEN, false}}},
        {"C \"The harbour was empty when we came home,\" Ben Tarr said.",
         {{"The harbour was empty when we came home", QUOTE_DIRECT, BEN, false}}},
    };
    expect(story, 3, "A direct*; B direct\nC direct*");
}

static void the_opposite_statement_stays_apart(void **state) {
    (void)state;
    struct report_case story[] = {
        {"A \"I will not raise harbour dues for the fishing families,\" Ann Orme said.",
         {{"I will not raise harbour dues for the fishing families", QUOTE_DIRECT, ANN, false}}},
        {"B \"With all this borrowing she will in the end have to raise harbour dues for the "
         "fishing "
         "families by a third,\" Ben Tarr said.",
         {{"With all this borrowing she will in the end have to raise harbour dues for the fishing "
           "families by a third",
           QUOTE_DIRECT, BEN, false}}},
        {"C She would raise harbour dues for the fishing families, Ann Orme said.",
         {{"She would raise harbour dues for the fishing families", QUOTE_INDIRECT, ANN, false}}},
    };
    struct story s;
    tell(&s, story, 3, NULL);
    for (size_t i = 0; i < s.out.n; i++) {
        bool has_first = false;
        for (size_t k = 0; k < s.out.utterance[i].n; k++) {
            has_first = has_first || s.out.utterance[i].rendering[k].report == 0;
        }
        assert_true(!has_first || s.out.utterance[i].n == 1);
    }
    arena_done(&s.a);
}

static void sentences_with_the_same_witnesses_become_one(void **state) {
    (void)state;
    struct report_case story[] = {
        {"A \"We have no quarrel with the islands. We ask for no favours. But the boats will sail "
         "on "
         "Friday as they always do,\" she said. \"And overnight two lamps were found broken on the "
         "mole. It was an attack on all who use this harbour.\"",
         {{"We have no quarrel with the islands. We ask for no favours. But the boats will sail on "
           "Friday as they always do",
           QUOTE_DIRECT, ANN, false},
          {"And overnight two lamps were found broken on the mole. It was an attack on all who use "
           "this harbour.",
           QUOTE_DIRECT, ANN, false}}},
        {"B \"We have no quarrel with the islands. We ask for no favours. But the boats will sail "
         "on "
         "Friday as they always do.\"\n\n\"It was an attack on all who use this harbour,\" Ben "
         "said.",
         {{"We have no quarrel with the islands. We ask for no favours. But the boats will sail on "
           "Friday as they always do.",
           QUOTE_DIRECT, ANN, false},
          {"It was an attack on all who use this harbour", QUOTE_DIRECT, BEN, false}}},
        {"C She promised that \"the boats will sail on Friday\".",
         {{"the boats will sail on Friday", QUOTE_DIRECT, ANN, false}}},
    };
    expect(story, 3, "A direct*; B direct; C fragment cut\nA direct*; B direct\nA direct*");
}

static void renderings_of_one_sentence_join(void **state) {
    (void)state;
    struct report_case story[] = {
        {"A \"Our harbour will stay as open as the sea,\" Orme said on arriving.",
         {{"Our harbour will stay as open as the sea", QUOTE_DIRECT, ANN, false}}},
        {"B Skelby's harbour would stay as open as the sea, Ann Orme said on Friday.",
         {{"Skelby's harbour would stay as open as the sea", QUOTE_INDIRECT, ANN, false}}},
        {"C The town will keep its port \"as open as the sea\", Ann Orme said.",
         {{"as open as the sea", QUOTE_DIRECT, ANN, true}}},
        {"D The lake is \"as open as the sea\", Ben Tarr said.",
         {{"as open as the sea", QUOTE_DIRECT, BEN, true}}},
        {"E Orme said the town would keep its harbour \"as open as the sea\" all winter.",
         {{"the town would keep its harbour \"as open as the sea\" all winter", QUOTE_MIXED, ANN,
           false}}},
    };
    expect(story, 5, "A direct*; B indirect changed; C fragment cut; E fragment cut\nD fragment*");
}

static void a_report_joins_with_itself(void **state) {
    (void)state;
    struct report_case story[] = {
        {"A The pilots want \"every lamp\" mended, Ann Orme said.\n\n\"We want every lamp on the "
         "mole "
         "to be mended before the frost,\" she told the council.",
         {{"every lamp", QUOTE_DIRECT, ANN, true},
          {"We want every lamp on the mole to be mended before the frost", QUOTE_DIRECT, ANN,
           false}}},
    };
    expect(story, 1, "A fragment cut; A direct*");
}

static void a_quotation_broken_by_its_cue_is_one(void **state) {
    (void)state;
    struct report_case story[] = {
        {"A \"I will not resign,\" Orme said, \"until the inquiry has heard every pilot.\"",
         {{"I will not resign,|until the inquiry has heard every pilot.", QUOTE_DIRECT, ANN,
           false}}},
        {"B \"I will not resign until the inquiry has heard every pilot,\" Orme said.",
         {{"I will not resign until the inquiry has heard every pilot", QUOTE_DIRECT, ANN, false}}},
    };
    struct story s;
    tell(&s, story, 2, NULL);
    assert_int_equal(s.out.n, 1);
    assert_int_equal(s.out.utterance[0].n, 2);
    assert_int_equal(s.out.utterance[0].rendering[0].changes, WORDING_SAME);
    assert_int_equal(s.out.utterance[0].rendering[1].changes, WORDING_SAME);
    arena_done(&s.a);
}

static void short_sentences_need_their_speaker_or_their_neighbours(void **state) {
    (void)state;
    struct report_case story[] = {
        {"A \"We are very sorry. Nobody on the quay had been told about the closure of the yard.\"",
         {{"We are very sorry. Nobody on the quay had been told about the closure of the yard.",
           QUOTE_DIRECT, NOBODY, false}}},
        {"B \"We are very sorry. Nobody on the quay had been told about the closure of the yard.\"",
         {{"We are very sorry. Nobody on the quay had been told about the closure of the yard.",
           QUOTE_DIRECT, NOBODY, false}}},
        {"C \"We are very sorry,\" the ferry company said.",
         {{"We are very sorry", QUOTE_DIRECT, BEN, false}}},
    };
    expect(story, 3, "A direct*; B direct\nC direct*");
}

static void cosmetic_differences_are_named(void **state) {
    (void)state;
    expect_pair("If this was meant to frighten us it has failed", /* a comma more */
                "If this was meant to frighten us, it has failed",
                "A direct*; B direct punctuation {|,}");
    expect_pair("We do not recognise the three colours of that flag", /* spelling, contraction */
                "We don't recognize the 3 colors of that flag",
                "A direct*; B direct punctuation {do not|don't} {recognise|recognize} {three|3} "
                "{colours|colors}");
    expect_pair("The council—all of it—was told in January",
                "The council -- all of it -- was told in January", "A direct*; B direct");
    expect_pair("They searched every boat in the northern yard twice",
                "They searched [every boat] in the northern ... yard twice", "A direct*; B direct");
}

static void cuts_are_named(void **state) {
    (void)state;
    expect_pair("But the ferry will sail on Friday with the mail for the islands",
                "The ferry will sail on Friday with the mail",
                "A direct*; B direct cut {But|} {for the islands|}");
    expect_pair("The ferry, which was built in Skelby, will sail on Friday with the mail",
                "The ferry ... will sail on Friday with the mail",
                "A direct*; B direct cut elision {which was built in Skelby|}");
    expect_pair("They will sail on Friday with the mail for the islands",
                "[The ferries] will sail on Friday with the mail for the islands",
                "A direct bracket {[The ferries]|They}; B direct*");
}

static void a_condition_told_elsewhere_is_not_lost(void **state) {
    (void)state;
    struct report_case story[] = {
        {"A \"I will not resign from the board until the inquiry has ended,\" Orme said.",
         {{"I will not resign from the board until the inquiry has ended", QUOTE_DIRECT, ANN,
           false}}},
        {"B \"I will not resign from the board\" until the inquiry has ended, Orme said.",
         {{"I will not resign from the board", QUOTE_DIRECT, ANN, false}}},
        {"C \"I will not resign from the board,\" Orme said. She would stay until the inquiry was "
         "over.",
         {{"I will not resign from the board", QUOTE_DIRECT, ANN, false}}},
    };
    expect(story, 3, "A direct*; B fragment cut; C direct cut {until the inquiry has ended|}");
}

static void the_wording_that_most_have_is_the_base(void **state) {
    (void)state;
    struct report_case story[] = {
        {"A \"The board was told in January and it opposed the delay.\"",
         {{"The board was told in January and it opposed the delay.", QUOTE_DIRECT, ANN, false}}},
        {"B \"The board was told in January and it approved the delay.\"",
         {{"The board was told in January and it approved the delay.", QUOTE_DIRECT, ANN, false}}},
        {"C \"The board was told in January and it approved the delay.\"",
         {{"The board was told in January and it approved the delay.", QUOTE_DIRECT, ANN, false}}},
    };
    struct story s;
    tell(&s, story, 3, NULL);
    assert_int_equal(s.out.n, 1);
    assert_int_not_equal(s.out.utterance[0].base, 0);
    assert_true(s.out.utterance[0].rendering[0].changes & WORDING_MEANING);
    arena_done(&s.a);
}

static int compare_lines(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Lines, and the parts of a line, in alphabetical order. */
static void normalise(char *text, char *out, size_t room) {
    char *line[64];
    size_t n = 0;
    char sorted[64][512];
    for (char *p = strtok_r(text, "\n", &text); p; p = strtok_r(NULL, "\n", &text)) {
        char *part[64];
        size_t k = 0;
        char *rest = p;
        for (char *q = strtok_r(p, ";", &rest); q; q = strtok_r(NULL, ";", &rest)) {
            part[k++] = q + (q[0] == ' ');
        }
        qsort(part, k, sizeof *part, compare_lines);
        sorted[n][0] = '\0';
        for (size_t i = 0, len = 0; i < k; i++) {
            len += (size_t)snprintf(sorted[n] + len, sizeof sorted[n] - len, "%s;", part[i]);
        }
        line[n] = sorted[n];
        n++;
    }
    qsort(line, n, sizeof *line, compare_lines);
    for (size_t i = 0, len = 0; i < n; i++) {
        len += (size_t)snprintf(out + len, room - len, "%s\n", line[i]);
    }
}

static void the_order_of_reports_changes_nothing(void **state) {
    (void)state;
    struct report_case story[] = {
        {"A \"We have no quarrel with anybody. The boats will sail on Friday,\" Orme said.",
         {{"We have no quarrel with anybody. The boats will sail on Friday", QUOTE_DIRECT, ANN,
           false}}},
        {"B \"The boats will sail on Friday, come what may,\" Orme said.",
         {{"The boats will sail on Friday, come what may", QUOTE_DIRECT, ANN, false}}},
        {"C \"The boats will sail on Friday, come what will,\" Orme said.",
         {{"The boats will sail on Friday, come what will", QUOTE_DIRECT, ANN, false}}},
        {"D The boats would sail on Friday, Orme said. \"We have no quarrel with anybody.\"",
         {{"The boats would sail on Friday", QUOTE_INDIRECT, ANN, false},
          {"We have no quarrel with anybody.", QUOTE_DIRECT, ANN, false}}},
        {"E They \"have no quarrel\" and \"will sail on Friday\", Orme said.",
         {{"have no quarrel", QUOTE_DIRECT, ANN, true},
          {"will sail on Friday", QUOTE_DIRECT, ANN, true}}},
        {"F The pilots \"have no quarrel\", Tarr said.",
         {{"have no quarrel", QUOTE_DIRECT, BEN, true}}},
    };
    char first[4096] = "";
    uint32_t seed = 5;
    for (int round = 0; round < 60; round++) {
        size_t order[REPORTS] = {0, 1, 2, 3, 4, 5};
        for (size_t i = REPORTS - 1; i > 0 && round > 0; i--) {
            seed = seed * 1664525u + 1013904223u;
            size_t j = (seed >> 16) % (i + 1);
            size_t swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        struct story s;
        char text[4096];
        char got[4096];
        tell(&s, story, REPORTS, order);
        describe(&s, text, sizeof text);
        normalise(text, got, sizeof got);
        if (round == 0) {
            memcpy(first, got, sizeof first);
        }
        assert_string_equal(got, first);
        arena_done(&s.a);
    }
}

/* The same sentence with one word changed a little each time: all are compared with the base, so
 * the last isn't joined. */
static void chains_do_not_drift(void **state) {
    (void)state;
    struct report_case story[] = {
        {"A \"Red lamps burn brightly along northern harbour walls tonight.\"",
         {{"Red lamps burn brightly along northern harbour walls tonight.", QUOTE_DIRECT, ANN,
           false}}},
        {"B \"Red lamps burn weakly along northern harbour walls tonight.\"",
         {{"Red lamps burn weakly along northern harbour walls tonight.", QUOTE_DIRECT, BEN,
           false}}},
        {"C \"Red boats sail weakly along eastern harbour walls tonight.\"",
         {{"Red boats sail weakly along eastern harbour walls tonight.", QUOTE_DIRECT, BEN,
           false}}},
        {"D \"Red boats sail weakly along eastern river quays tonight.\"",
         {{"Red boats sail weakly along eastern river quays tonight.", QUOTE_DIRECT, BEN, false}}},
    };
    struct story s;
    tell(&s, story, 4, NULL);
    for (size_t u = 0; u < s.out.n; u++) {
        const struct utterance *x = &s.out.utterance[u];
        for (size_t i = 0; i < x->n; i++) {
            assert_true(x->rendering[i].similarity >= 0.5f);
        }
    }
    assert_true(s.out.n >= 2);
    arena_done(&s.a);
}

static void odd_quotations_are_kept(void **state) {
    (void)state;
    struct report_case story[] = {
        {"A \"...\" he said. \"!\"",
         {{"...", QUOTE_DIRECT, ANN, false}, {"!", QUOTE_DIRECT, ANN, false}}},
        {"B nothing", {{NULL, 0, 0, false}}},
    };
    struct story s;
    tell(&s, story, 2, NULL);
    assert_int_equal(s.out.n, 2);
    arena_done(&s.a);
    tell(&s, story, 0, NULL);
    assert_int_equal(s.out.n, 0);
    arena_done(&s.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_words_join_whoever_said_them),
        cmocka_unit_test(the_opposite_statement_stays_apart),
        cmocka_unit_test(sentences_with_the_same_witnesses_become_one),
        cmocka_unit_test(renderings_of_one_sentence_join),
        cmocka_unit_test(a_report_joins_with_itself),
        cmocka_unit_test(a_quotation_broken_by_its_cue_is_one),
        cmocka_unit_test(short_sentences_need_their_speaker_or_their_neighbours),
        cmocka_unit_test(cosmetic_differences_are_named),
        cmocka_unit_test(cuts_are_named),
        cmocka_unit_test(a_condition_told_elsewhere_is_not_lost),
        cmocka_unit_test(the_wording_that_most_have_is_the_base),
        cmocka_unit_test(the_order_of_reports_changes_nothing),
        cmocka_unit_test(chains_do_not_drift),
        cmocka_unit_test(odd_quotations_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
