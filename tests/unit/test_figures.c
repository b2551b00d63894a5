/* test_figures.c - quantities, what they count, and when they can't both be right. */
#include "unit.h"

#include "figure/figures.h"

struct fixture {
    arena a;
    const struct date_lexicon *dates;
    const struct figure_lexicon *figures;
};

static int set_up(void **state) {
    static struct fixture f;
    arena_init(&f.a, 0);
    assert_int_equal(date_lexicon_new(&f.a, &f.dates), ERR_OK);
    assert_int_equal(figure_lexicon_new(&f.a, &f.figures), ERR_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    arena_done(&f->a);
    return 0;
}

static struct figures find(struct fixture *f, const char *text, struct document *doc) {
    struct dates d;
    struct figures out;
    *doc = (struct document){
        .id = STR("x"), .published = STR("2026-03-13"), .text = str_from_cstr(text)};
    assert_int_equal(document_analyse(&f->a, doc), ERR_OK);
    assert_int_equal(dates_find(&f->a, f->dates, doc, &d), ERR_OK);
    assert_int_equal(figures_find(&f->a, f->figures, doc, &d, &out), ERR_OK);
    return out;
}

static const struct {
    const char *text;
    const char *at;
    enum figure_kind kind;
    enum figure_approx approx;
    double low;
    double high;
    const char *unit;
    const char *counted;
} cases[] = {
    {"By noon, 14 people had been treated.", "14", FIGURE_COUNT, APPROX_EXACT, 14, 14, "",
     "people"},
    {"At least 12 people were hurt.", "At least 12", FIGURE_COUNT, APPROX_AT_LEAST, 12, 12, "",
     "people"},
    {"More than a dozen people were hurt.", "More than a dozen", FIGURE_COUNT, APPROX_MORE_THAN, 12,
     12, "", "people"},
    {"Halvia expelled two Corvenian diplomats.", "two", FIGURE_COUNT, APPROX_EXACT, 2, 2, "",
     "Corvenian diplomats"},
    {"It supplies some 38,000 households.", "some 38,000", FIGURE_COUNT, APPROX_ABOUT, 38000, 38000,
     "", "households"},
    {"The damage was about 2.5 million euros.", "about 2.5 million euros", FIGURE_MONEY,
     APPROX_ABOUT, 2.5e6, 2.5e6, "EUR", ""},
    {"It set aside €4.2 million for them.", "€4.2 million", FIGURE_MONEY, APPROX_EXACT, 4.2e6,
     4.2e6, "EUR", ""},
    {"It put 4.2m euros into a fund.", "4.2m euros", FIGURE_MONEY, APPROX_EXACT, 4.2e6, 4.2e6,
     "EUR", ""},
    {"It cost US$5m.", "US$5m", FIGURE_MONEY, APPROX_EXACT, 5e6, 5e6, "USD", ""},
    {"It cost 361 million pounds.", "361 million pounds", FIGURE_MONEY, APPROX_EXACT, 3.61e8,
     3.61e8, "GBP", ""},
    {"It cost 50 cents.", "50 cents", FIGURE_MONEY, APPROX_EXACT, 50, 50, "cent", ""},
    {"It cost $5 million to $10 million.", "$5 million to $10 million", FIGURE_MONEY, APPROX_RANGE,
     5e6, 1e7, "USD", ""},
    {"And 62% of its samples failed.", "62%", FIGURE_PERCENT, APPROX_EXACT, 62, 62, "%", "samples"},
    {"And 62 per cent of their samples failed.", "62 per cent", FIGURE_PERCENT, APPROX_EXACT, 62,
     62, "%", "samples"},
    {"It rose by two percentage points.", "two percentage points", FIGURE_PERCENT, APPROX_EXACT, 2,
     2, "pp", ""},
    {"It found 0.9 mg of manganese.", "0.9 mg", FIGURE_MEASURE, APPROX_EXACT, 0.9, 0.9, "mg",
     "manganese"},
    {"Windows broke up to 300 metres away.", "up to 300 metres", FIGURE_MEASURE, APPROX_AT_MOST,
     300, 300, "m", ""},
    {"It is a 10-mile road.", "10-mile", FIGURE_MEASURE, APPROX_EXACT, 10, 10, "mi", ""},
    {"It was 30 degrees Celsius.", "30 degrees Celsius", FIGURE_TEMPERATURE, APPROX_EXACT, 30, 30,
     "C", ""},
    {"Between 10 and 15 boats sank.", "Between 10 and 15", FIGURE_COUNT, APPROX_RANGE, 10, 15, "",
     "boats"},
    {"Some 10-15 boats sank.", "Some 10-15", FIGURE_COUNT, APPROX_RANGE, 10, 15, "", "boats"},
    {"A 24-year-old man was held.", "24-year-old", FIGURE_AGE, APPROX_EXACT, 24, 24, "Year", ""},
    {"Einar Lodby, 24, spoke.", "24", FIGURE_AGE, APPROX_EXACT, 24, 24, "Year", ""},
    {"Half of the voters stayed at home.", "Half", FIGURE_RATIO, APPROX_EXACT, 0.5, 0.5, "",
     "voters"},
    {"One in four voters stayed at home.", "One in four", FIGURE_RATIO, APPROX_EXACT, 0.25, 0.25,
     "", ""},
};

static void assert_str(str got, const char *want, const char *what) {
    if (!str_equals(got, str_from_cstr(want))) {
        fail_msg("%s: got \"%.*s\", want \"%s\"", what, (int)got.len, got.ptr, want);
    }
}

static void figures_have_kind_value_and_counted_noun(void **state) {
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct document doc;
        struct figures f = find(*state, cases[i].text, &doc);
        if (f.n != 1) {
            fail_msg("%s: %zu figures", cases[i].text, f.n);
        }
        assert_str(str_span(doc.text, f.figure[0].at), cases[i].at, cases[i].text);
        assert_str(str_span(doc.text, f.figure[0].counted), cases[i].counted, cases[i].text);
        assert_str(f.figure[0].unit, cases[i].unit, cases[i].text);
        assert_string_equal(figure_kind_name((enum figure_kind)f.figure[0].kind),
                            figure_kind_name(cases[i].kind));
        assert_string_equal(figure_approx_name((enum figure_approx)f.figure[0].approx),
                            figure_approx_name(cases[i].approx));
        assert_float_equal(f.figure[0].low, cases[i].low, 1e-6);
        assert_float_equal(f.figure[0].high, cases[i].high, 1e-6);
    }
}

static void numbers_that_count_nothing_are_left(void **state) {
    static const char *const texts[] = {
        "The fair opened on March 4, 2022.",
        "Call 555-010-4477 now.",
        "They won 3-1.",
        "That one is better.",
        "This one will do.",
        "It took 14 years.",
        "Flight 370 was late.",
        "A third man was sought.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct document doc;
        struct figures f = find(*state, texts[i], &doc);
        if (f.n != 0) {
            fail_msg("%s: found \"%.*s\"", texts[i], (int)(f.figure[0].at.to - f.figure[0].at.from),
                     doc.text.ptr + f.figure[0].at.from);
        }
    }
}

static uint64_t scope_of(struct fixture *f, const char *text) {
    struct document doc;
    struct figures found = find(f, text, &doc);
    if (found.n != 1) {
        fail_msg("%s: %zu figures", text, found.n);
    }
    return found.figure[0].scope;
}

static void the_same_state_of_people_is_one_scope(void **state) {
    uint64_t injured = scope_of(*state, "14 people were injured.");
    static const char *const same[] = {
        "In all, 17 were wounded.",
        "The bomb left 14 injured.",
        "It injured 14 passengers.",
        "17 residents were hurt.",
        "By noon, 17 people had been treated for injuries.",
        "There were 14 injured people.",
    };
    static const char *const other[] = {
        "14 people were killed.",
        "It expelled two diplomats.",
        "Four of them were injured.",
        "14 horses were injured.",
    };
    assert_true(injured != 0);
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        if (scope_of(*state, same[i]) != injured) {
            fail_msg("%s: another scope", same[i]);
        }
    }
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
        if (scope_of(*state, other[i]) == injured) {
            fail_msg("%s: the same scope", other[i]);
        }
    }
}

static void approximators_widen_what_agrees(void **state) {
    (void)state;
    struct figure a = {.kind = FIGURE_COUNT, .low = 14, .high = 14, .unit = STR("")};
    struct figure b = {.kind = FIGURE_COUNT, .low = 17, .high = 17, .unit = STR("")};
    assert_true(figure_conflicts(&a, &b));
    a.approx = APPROX_AT_LEAST;
    assert_false(figure_conflicts(&a, &b));
    assert_false(figure_conflicts(&b, &a));
    a.approx = APPROX_MORE_THAN;
    b.low = b.high = 14;
    assert_true(figure_conflicts(&a, &b));
    a.approx = APPROX_ABOUT;
    assert_false(figure_conflicts(&a, &b));
    a = (struct figure){
        .kind = FIGURE_COUNT, .approx = APPROX_RANGE, .low = 10, .high = 15, .unit = STR("")};
    assert_false(figure_conflicts(&a, &b));
    a.unit = STR("km");
    b.low = b.high = 50;
    assert_false(figure_conflicts(&a, &b));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_have_kind_value_and_counted_noun),
        cmocka_unit_test(numbers_that_count_nothing_are_left),
        cmocka_unit_test(the_same_state_of_people_is_one_scope),
        cmocka_unit_test(approximators_widen_what_agrees),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
