/* test_dates.c - what time expressions are found, and which days they mean. */
#include "unit.h"

#include <stdio.h>

#include "time/dates.h"

struct fixture {
    arena a;
    const struct date_lexicon *lex;
};

static int set_up(void **state) {
    static struct fixture f;
    arena_init(&f.a, 0);
    assert_int_equal(date_lexicon_new(&f.a, &f.lex), ERR_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    arena_done(&f->a);
    return 0;
}

static struct dates find(struct fixture *f, const char *published, const char *text,
                         struct document *doc) {
    struct dates d;
    *doc = (struct document){
        .id = STR("x"), .published = str_from_cstr(published), .text = str_from_cstr(text)};
    assert_int_equal(document_analyse(&f->a, doc), ERR_OK);
    assert_int_equal(dates_find(&f->a, f->lex, doc, &d), ERR_OK);
    return d;
}

static void assert_str(str got, const char *want, const char *what) {
    if (!str_equals(got, str_from_cstr(want))) {
        fail_msg("%s: got \"%.*s\", want \"%s\"", what, (int)got.len, got.ptr, want);
    }
}

/* One expression a text; published on Friday 2026-03-13. */
static const struct {
    const char *text;
    const char *words;
    const char *type;
    const char *timex;
    const char *value;
} cases[] = {
    {"The fair opened on March 4, 2022.", "March 4, 2022", "date", "2022-03-04", "2022-03-04"},
    {"The fair opened on 4 March 2022.", "4 March 2022", "date", "2022-03-04", "2022-03-04"},
    {"The fair opened on 2022-03-04.", "2022-03-04", "date", "2022-03-04", "2022-03-04"},
    {"The fair opened on 4/3/2022.", "4/3/2022", "date", "2022-04-03", "2022-04-03"},
    {"The fair opened on 21/04/2022.", "21/04/2022", "date", "2022-04-21", "2022-04-21"},
    {"The fair opened on Feb. 24.", "Feb. 24", "date", "XXXX-02-24", "2026-02-24"},
    {"It closed on the 4th of March.", "the 4th of March", "date", "XXXX-03-04", "2026-03-04"},
    {"It closed on Friday, March 6.", "Friday, March 6", "date", "XXXX-03-06", "2026-03-06"},
    {"It was built in May 1987.", "May 1987", "daterange", "1987-05", "1987-05"},
    {"It was built in 1987.", "1987", "daterange", "1987", "1987"},
    {"It was built in the 1990s.", "the 1990s", "daterange", "(1990-01-01,2000-01-01,P10Y)",
     "1990-01-01/1999-12-31"},
    {"It stood in the 15th century.", "the 15th century", "daterange",
     "(1400-01-01,1500-01-01,P100Y)", "1400-01-01/1499-12-31"},
    {"She left yesterday.", "yesterday", "date", "2026-03-12", "2026-03-12"},
    {"She left two days ago.", "two days ago", "date", "2026-03-11", "2026-03-11"},
    {"She will leave in three weeks.", "in three weeks", "date", "2026-04-03", "2026-04-03"},
    {"She crossed it in three weeks.", "in three weeks", "duration", "P3W", "P3W"},
    {"She left the day before yesterday.", "the day before yesterday", "date", "2026-03-11",
     "2026-03-11"},
    {"She left last week.", "last week", "daterange", "2026-W10", "2026-W10"},
    {"She leaves next month.", "next month", "daterange", "2026-04", "2026-04"},
    {"She left earlier this week.", "earlier this week", "daterange", "2026-W11",
     "2026-03-09/2026-03-13"},
    {"She left on Thursday night.", "Thursday night", "datetimerange", "XXXX-WXX-4TNI",
     "2026-03-12"},
    {"She left this morning.", "this morning", "datetimerange", "2026-03-13TMO", "2026-03-13"},
    {"She left at 7:30 p.m. on Monday.", "7:30 p.m. on Monday", "datetime", "XXXX-WXX-1T19:30",
     "2026-03-09T19:30"},
    {"It runs from May 3 to 5, 2025.", "from May 3 to 5, 2025", "daterange",
     "(2025-05-03,2025-05-05,P2D)", "2025-05-03/2025-05-05"},
    {"It ran between 2010 and 2015.", "between 2010 and 2015", "daterange",
     "(2010-01-01,2015-01-01,P5Y)", "2010-01-01/2015-12-31"},
    {"It has been shut since Feb 24.", "since Feb 24", "daterange", "XXXX-02-24", "2026-02-24/.."},
    {"It has been shut since the strike began on Feb 24.", "Feb 24", "daterange", "XXXX-02-24",
     "2026-02-24/.."},
    {"It will be shut until Friday.", "until Friday", "daterange", "XXXX-WXX-5", "../2026-03-13"},
    {"It took three hours.", "three hours", "duration", "PT3H", "PT3H"},
    {"It took six to eight days.", "six to eight days", "duration", "PXD", "PXD"},
    {"It sails every Monday.", "every Monday", "set", "XXXX-WXX-1", "XXXX-WXX-1"},
    {"It sails daily.", "daily", "set", "P1D", "P1D"},
    {"It shut in early March.", "early March", "daterange", "XXXX-03", "2026-03-01/2026-03-11"},
    {"They met on Christmas Eve.", "Christmas Eve", "date", "XXXX-12-24", "2025-12-24"},
    {"They met on Easter Monday 2025.", "Easter Monday 2025", "date", "2025-04-21", "2025-04-21"},
    {"They met in the third week of May 2025.", "the third week of May 2025", "daterange",
     "2025-05-W03", "2025-W20"},
    {"Sales fell in the first quarter of 2025.", "the first quarter of 2025", "daterange",
     "(2025-01-01,2025-04-01,P3M)", "2025-01-01/2025-03-31"},
};

static void expressions_have_their_type_and_value(void **state) {
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct document doc;
        struct dates d = find(*state, "2026-03-13T09:00:00Z", cases[i].text, &doc);
        if (d.n != 1) {
            fail_msg("%s: %zu expressions", cases[i].text, d.n);
        }
        assert_str(str_span(doc.text, d.date[0].at), cases[i].words, cases[i].text);
        assert_string_equal(date_type_name((enum date_type)d.date[0].type), cases[i].type);
        assert_str(d.date[0].timex, cases[i].timex, cases[i].text);
        assert_str(d.date[0].value, cases[i].value, cases[i].text);
    }
}

/* Published on Friday 2026-03-13. */
static void weekdays_follow_the_tense_of_their_clause(void **state) {
    static const struct {
        const char *text;
        const char *value;
    } rows[] = {
        {"The ferry will close, Verhalt said on Friday.", "2026-03-13"},
        {"The ferry will close, Verhalt said on Thursday.", "2026-03-12"},
        {"On Monday, Osterby had said she would ask for boats.", "2026-03-09"},
        {"On Friday, Osterby had said the talks were over.", "2026-03-06"},
        {"By noon on Friday, 17 people had been treated.", "2026-03-13T12"},
        {"On Saturday, Verhelt will travel to Tesnova.", "2026-03-14"},
        {"On Saturday, Verhelt is scheduled to visit Tesnova.", "2026-03-14"},
        {"She is to visit the valley on Sunday.", "2026-03-15"},
        {"She is expected in the valley on Sunday.", "2026-03-15"},
        {"He travelled to eastern Corvenia on Thursday to meet them.", "2026-03-12"},
        {"They agreed to sign it on Saturday.", "2026-03-14"},
        {"The main burst last Friday.", "2026-03-06"},
        {"She wants it signed on Saturday (Mar 14).", "2026-03-14"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct document doc;
        struct dates d = find(*state, "2026-03-13", rows[i].text, &doc);
        if (d.n != 1) {
            fail_msg("%s: %zu expressions", rows[i].text, d.n);
        }
        assert_str(d.date[0].value, rows[i].value, rows[i].text);
        assert_int_equal(d.date[0].basis, BASIS_METADATA);
    }
}

static void words_that_only_look_like_dates_are_left(void **state) {
    static const char *const texts[] = {
        "You may go, and march on.",      "May I ask why?",
        "A 31-year-old man was held.",    "The score was 2-1.",
        "There were 2000 pieces.",        "He won the second round.",
        "The sun sat low over the fall.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct document doc;
        struct dates d = find(*state, "2026-03-13", texts[i], &doc);
        if (d.n != 0) {
            fail_msg("%s: found \"%.*s\"", texts[i], (int)(d.date[0].at.to - d.date[0].at.from),
                     doc.text.ptr + d.date[0].at.from);
        }
    }
}

static void without_an_anchor_only_explicit_dates_are_known(void **state) {
    struct document doc;
    struct dates d =
        find(*state, "",
             "The fair opened on Monday. It will shut on 4 May 2026, and it shut last year.", &doc);
    assert_int_equal(d.n, 3);
    assert_int_equal(d.anchor.day, DAY_NONE);
    assert_int_equal(d.date[0].basis, BASIS_NONE);
    assert_int_equal(d.date[0].first_day, DAY_NONE);
    assert_int_equal(d.date[0].value.len, 0);
    assert_int_equal(d.date[1].basis, BASIS_EXPLICIT);
    assert_int_equal(d.date[1].first_day, day_from_civil(2026, 5, 4));
}

static void resolving_again_keeps_what_is_explicit(void **state) {
    struct fixture *f = *state;
    struct document doc;
    struct dates d = find(f, "", "The fair opened on Monday. It shut on 4 May 2025.", &doc);
    const struct anchor anchor = {
        .day = day_from_civil(2026, 3, 13), .second = -1, .basis = BASIS_INFERRED};
    assert_int_equal(dates_resolve(&f->a, &doc, &anchor, &d), ERR_OK);
    assert_str(d.date[0].value, "2026-03-09", "Monday");
    assert_int_equal(d.date[0].basis, BASIS_INFERRED);
    assert_str(d.date[1].value, "2025-05-04", "explicit");
    assert_int_equal(d.date[1].basis, BASIS_EXPLICIT);
}

static void a_day_earlier_counts_from_the_day_told_before(void **state) {
    struct document doc;
    struct dates d =
        find(*state, "2026-03-13",
             "The bridge fell on March 4, 2025. Cracks were seen a day earlier.", &doc);
    assert_int_equal(d.n, 2);
    assert_str(d.date[1].value, "2025-03-03", "a day earlier");
}

static void the_following_year_counts_from_the_year_told_before(void **state) {
    static const char *const text[] = {
        "He was hired in 2012 and dismissed the following year.",
        "The bridge fell on March 4, 2025. The next day it rained.",
        "The bridge fell on March 4, 2025.\n\nThe mayor will speak next month.",
    };
    static const char *const value[] = {"2013", "2025-03-05", "2026-04"};
    for (size_t i = 0; i < 3; i++) {
        struct document doc;
        struct dates d = find(*state, "2026-03-13", text[i], &doc);
        assert_int_equal(d.n, 2);
        assert_str(d.date[1].value, value[i], text[i]);
    }
}

static void what_was_done_lies_in_the_past(void **state) {
    static const char *const text[] = {
        "Over the weekend Verhalt asked the council to act.",
        "Verhalt will speak over the weekend.",
        "Verhalt declared in September that the port would stay open.",
        "The port will close in September.",
    };
    static const char *const value[] = {"2026-03-07/2026-03-08", "2026-03-14/2026-03-15", "2025-09",
                                        "2026-09"};
    for (size_t i = 0; i < 4; i++) {
        struct document doc;
        struct dates d = find(*state, "2026-03-13", text[i], &doc);
        assert_int_equal(d.n, 1);
        assert_str(d.date[0].value, value[i], text[i]);
    }
}

static void days_that_are_names_keep_their_year(void **state) {
    static const struct {
        const char *published;
        const char *text;
        const char *value;
    } days[] = {
        {"2026-03-13", "They recalled 9/11 in the town hall.", "2001-09-11"},
        {"2026-03-13", "The Sept. 11 attacks changed the port.", "2001-09-11"},
        {"2026-03-13", "Nobody forgot the September 11 terrorist attacks.", "2001-09-11"},
        {"2026-03-13", "The port was closed on Sept. 11.", "2025-09-11"},
        {"2026-03-13", "The ferry sank on 9/12.", "2025-09-12"},
        {"2000-03-13", "The council met on 9/11.", "1999-09-11"},
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct document doc;
        struct dates d = find(*state, days[i].published, days[i].text, &doc);
        assert_int_equal(d.n, 1);
        assert_str(d.date[0].value, days[i].value, days[i].text);
    }
}

static void the_dateline_dates_the_report(void **state) {
    struct document doc;
    struct dates d = find(*state, "",
                          " date 2026-03-13 OSKELBY: Tomas Verhalt on Thursday (Mar 12) ruled out "
                          "closing the port.\n\nHe left on Friday.",
                          &doc);
    assert_int_equal(d.anchor.basis, BASIS_DATELINE);
    assert_int_equal(d.anchor.day, day_from_civil(2026, 3, 13));
    assert_int_equal(d.n, 3);
    assert_str(d.date[1].value, "2026-03-12", "Thursday (Mar 12)");
    assert_str(d.date[2].value, "2026-03-13", "Friday");
}

static void days_and_civil_dates_are_inverse(void **state) {
    (void)state;
    for (int32_t day = -800000; day < 800000; day += 317) {
        int y;
        int m;
        int d;
        day_to_civil(day, &y, &m, &d);
        assert_int_equal(day_from_civil(y, m, d), day);
        assert_int_equal(day_weekday(day + 1), day_weekday(day) % 7 + 1);
    }
    assert_int_equal(day_from_civil(1970, 1, 1), 0);
    assert_int_equal(day_weekday(0), 4);
}

static void moments_of_files_are_read(void **state) {
    (void)state;
    int32_t day = day_from_civil(2022, 3, 4);
    assert_int_equal(day_from_string(STR("2022-03-04")), day);
    assert_int_equal(day_from_string(STR("2022-03-04T10:00:00Z")), day);
    assert_int_equal(day_from_string(STR("20220304")), day);
    assert_int_equal(day_from_string(STR("Fri, 04 Mar 2022 10:00:00 GMT")), day);
    assert_int_equal(day_from_string(STR("4 Mar 2022")), day);
    assert_int_equal(day_from_string(STR("March 4, 2022")), day);
    assert_int_equal(day_from_string(STR("2022-02-31")), DAY_NONE);
    assert_int_equal(day_from_string(STR("yesterday")), DAY_NONE);
    assert_int_equal(day_from_string(STR("")), DAY_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expressions_have_their_type_and_value),
        cmocka_unit_test(weekdays_follow_the_tense_of_their_clause),
        cmocka_unit_test(words_that_only_look_like_dates_are_left),
        cmocka_unit_test(without_an_anchor_only_explicit_dates_are_known),
        cmocka_unit_test(resolving_again_keeps_what_is_explicit),
        cmocka_unit_test(a_day_earlier_counts_from_the_day_told_before),
        cmocka_unit_test(the_following_year_counts_from_the_year_told_before),
        cmocka_unit_test(what_was_done_lies_in_the_past),
        cmocka_unit_test(days_that_are_names_keep_their_year),
        cmocka_unit_test(the_dateline_dates_the_report),
        cmocka_unit_test(days_and_civil_dates_are_inverse),
        cmocka_unit_test(moments_of_files_are_read),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
