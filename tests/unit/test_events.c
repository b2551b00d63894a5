/* test_events.c - who did what to whom, on invented sentences: the whole way from text to events.
 */
#include "unit.h"

#include <stdio.h>

#include "event/event_lexicon.h"

static arena lexicons;
static const struct name_lexicon *name_lex;
static const struct date_lexicon *date_lex;
static const struct figure_lexicon *figure_lex;
static const struct quote_lexicon *quote_lex;
static const struct event_lexicon *event_lex;

struct work_of {
    arena a;
    struct document doc;
    struct names names;
    struct dates dates;
    struct figures figures;
    struct quotations quotes;
    struct events events;
};

static int build(void **state) {
    (void)state;
    arena_init(&lexicons, 0);
    return name_lexicon_new(&lexicons, &name_lex) || date_lexicon_new(&lexicons, &date_lex) ||
           figure_lexicon_new(&lexicons, &figure_lex) || quote_lexicon_new(&lexicons, &quote_lex) ||
           event_lexicon_new(&lexicons, &event_lex);
}

static int done(void **state) {
    (void)state;
    arena_done(&lexicons);
    return 0;
}

static void find(struct work_of *w, const char *text) {
    *w = (struct work_of){.doc = {.text = str_from_cstr(text), .id = STR("test")}};
    arena_init(&w->a, 0);
    assert_int_equal(document_analyse(&w->a, &w->doc), ERR_OK);
    assert_int_equal(names_find(&w->a, name_lex, &w->doc, &w->names), ERR_OK);
    assert_int_equal(dates_find(&w->a, date_lex, &w->doc, &w->dates), ERR_OK);
    assert_int_equal(figures_find(&w->a, figure_lex, &w->doc, &w->dates, &w->figures), ERR_OK);
    assert_int_equal(quotes_find(&w->a, quote_lex, &w->doc, &w->names, &w->dates, &w->quotes),
                     ERR_OK);
    assert_int_equal(events_find(&w->a, event_lex, &w->doc, &w->names, &w->dates, &w->figures,
                                 &w->quotes, &w->events),
                     ERR_OK);
}

/* The first event of a type, or NULL. */
static const struct event *event_of(const struct work_of *w, const char *type) {
    for (size_t i = 0; i < w->events.n; i++) {
        if (str_equals(w->events.event[i].type, str_from_cstr(type))) {
            return &w->events.event[i];
        }
    }
    return NULL;
}

static void check_words(const struct work_of *w, struct span at, const char *want,
                        const char *text) {
    str got = str_span(w->doc.text, at);
    if (want && !str_equals(got, str_from_cstr(want))) {
        print_error("in \"%s\": \"%.*s\", wanted \"%s\"\n", text, STR_ARG(got), want);
        fail();
    }
}

static void check_entity(const struct work_of *w, uint32_t mention, const char *want,
                         const char *text) {
    if (!want) {
        return;
    }
    uint32_t e = mention == NONE ? NONE : w->names.mention[mention].entity;
    str got = e == NONE ? STR("(nobody)") : w->names.entity[e].name;
    if (!str_equals(got, str_from_cstr(want))) {
        print_error("in \"%s\": %.*s, wanted %s\n", text, STR_ARG(got), want);
        fail();
    }
}

struct example {
    const char *text;
    const char *type;
    const char *source; /* words; NULL = anything */
    const char *target;
    enum event_modality modality;
    unsigned negated;
};

static void check(const struct example *x, size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct work_of w;
        find(&w, x[i].text);
        const struct event *e = event_of(&w, x[i].type);
        if (!e) {
            print_error("no %s in \"%s\"\n", x[i].type, x[i].text);
            fail();
            return;
        }
        check_words(&w, e->source_at, x[i].source, x[i].text);
        check_words(&w, e->target_at, x[i].target, x[i].text);
        if (e->modality != x[i].modality || e->negated != x[i].negated) {
            print_error("in \"%s\": %s%s\n", x[i].text,
                        event_modality_name((enum event_modality)e->modality),
                        e->negated ? ", negated" : "");
            fail();
        }
        arena_done(&w.a);
    }
}

static void word_order_tells_actor_from_target(void **state) {
    (void)state;
    static const struct example x[] = {
        {"Norway expelled two Swedish diplomats on Monday.", "expel", "Norway",
         "two Swedish diplomats", MODALITY_ASSERTED, 0},
        {"Two Swedish diplomats were expelled by Norway.", "expel", "Norway",
         "Two Swedish diplomats", MODALITY_ASSERTED, 0},
        {"Police arrested three men in the harbour.", "arrest", "Police", "three men",
         MODALITY_ASSERTED, 0},
        {"The minister, who resigned on Friday, was not there.", "resign", "The minister", "",
         MODALITY_ASSERTED, 0},
        {"Members of the union threw eggs at the mayor.", "protest", "Members of the union",
         "the mayor", MODALITY_ASSERTED, 0},
        {"She was shot in the arm by her four-year-old son.", "shoot", "her four-year-old son",
         "She", MODALITY_ASSERTED, 0},
        {"The widow was attacked by her two sons.", "attack", "her two sons", "The widow",
         MODALITY_ASSERTED, 0},
        {"They mourn the shooting at the market that killed two men.", "kill", "the shooting",
         "two men", MODALITY_ASSERTED, 0},
        {"The Sept. 11 bombing of the port killed two men.", "kill",
         "The Sept. 11 bombing of the port", "two men", MODALITY_ASSERTED, 0},
        {"Rioters attacked her two days later.", "attack", "Rioters", "her", MODALITY_ASSERTED, 0},
    };
    check(x, sizeof x / sizeof x[0]);
}

static void nouns_tell_as_much_as_verbs(void **state) {
    (void)state;
    static const struct example x[] = {
        {"Norway's expulsion of two Swedish diplomats surprised nobody.", "expel", "Norway",
         "two Swedish diplomats", MODALITY_ASSERTED, 0},
        {"The rebels launched an attack on the harbour.", "attack", "The rebels", "the harbour",
         MODALITY_ASSERTED, 0},
        {"The company announced the resignation of Anna Berg.", "resign", "Anna Berg", "",
         MODALITY_ATTRIBUTED, 0},
        {"Talks between Norway and Sweden ended on Monday.", "talk", "Norway", "Sweden",
         MODALITY_ASSERTED, 0},
    };
    check(x, sizeof x / sizeof x[0]);
}

static void plans_threats_and_denials_are_no_facts(void **state) {
    (void)state;
    static const struct example x[] = {
        {"Anna Berg will visit Poland on Saturday.", "visit", "Anna Berg", "Poland",
         MODALITY_PLANNED, 0},
        {"Anna Berg is scheduled to visit Poland.", "visit", "Anna Berg", "Poland",
         MODALITY_PLANNED, 0},
        {"Norway threatened to expel the ambassador.", "expel", "Norway", "the ambassador",
         MODALITY_POSSIBLE, 0},
        {"The protesters demanded his resignation.", "resign", "his", "", MODALITY_POSSIBLE, 0},
        {"Anna Berg failed to meet Olof Strand.", "meet", "Anna Berg", "Olof Strand",
         MODALITY_ASSERTED, 1},
        {"Norway did not expel the ambassador.", "expel", "Norway", "the ambassador",
         MODALITY_ASSERTED, 1},
        {"Olof Strand denied that Norway had attacked Sweden.", "attack", "Norway", "Sweden",
         MODALITY_DENIED, 0},
    };
    check(x, sizeof x / sizeof x[0]);
}

static void an_adjective_names_the_country_acted_upon(void **state) {
    (void)state;
    struct work_of w;
    const char *text = "Norway expelled two Swedish diplomats. Sweden was angry.\n\n"
                       "Norway had expelled the diplomats for spying.";
    find(&w, text);
    assert_true(w.events.n >= 2);
    for (size_t i = 0; i < 2; i++) {
        check_entity(&w, w.events.event[i].source, "Norway", text);
        check_entity(&w, w.events.event[i].target, "Sweden", text);
    }
    assert_int_not_equal(w.events.event[0].figure, NONE);
    arena_done(&w.a);
}

static void what_is_asked_or_conditional_is_only_possible(void **state) {
    (void)state;
    static const struct example x[] = {
        {"Who expelled the ambassador?", "expel", NULL, "the ambassador", MODALITY_POSSIBLE, 0},
        {"Anna Berg will resign if Norway expels the ambassador.", "expel", "Norway",
         "the ambassador", MODALITY_POSSIBLE, 0},
        {"Norway reserves the right to take retaliatory action.", "retaliate", "Norway", "",
         MODALITY_POSSIBLE, 0},
    };
    check(x, sizeof x / sizeof x[0]);
}

static void subjects_reach_over_and_infinitives_and_insertions(void **state) {
    (void)state;
    static const struct example x[] = {
        {"Anna Berg will travel to Poland and meet Olof Strand.", "meet", "Anna Berg",
         "Olof Strand", MODALITY_PLANNED, 0},
        {"The union urged Anna Berg to resign.", "resign", "Anna Berg", "", MODALITY_POSSIBLE, 0},
        {"Norway accused Sweden of attacking the harbour.", "attack", "Sweden", "the harbour",
         MODALITY_ATTRIBUTED, 0},
        {"Norway's decision to expel the ambassador was late.", "expel", "Norway", "the ambassador",
         MODALITY_PLANNED, 0},
        {"The mayor, the youngest in the country, was arrested by police.", "arrest", "police",
         "The mayor", MODALITY_ASSERTED, 0},
        {"The mayor was met with boos by members of the union.", "protest", "members of the union",
         "The mayor", MODALITY_ASSERTED, 0},
    };
    check(x, sizeof x / sizeof x[0]);
}

static void nothing_is_made_of_words_that_only_look_like_events(void **state) {
    (void)state;
    static const char *const texts[] = {
        "The company released a report on Monday.", "The shop charges two euros for a cup.",
        "The meeting met the requirements.",        "The light died down in the evening.",
        "Support for the plan was weak.",           "Anna Berg returned to the office.",
        "Norway reduced the rate to a half.",       "The talks were long."};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct work_of w;
        find(&w, texts[i]);
        if (w.events.n) {
            print_error("\"%s\": %.*s\n", texts[i], STR_ARG(w.events.event[0].type));
            fail();
        }
        arena_done(&w.a);
    }
}

static void the_date_of_its_own_clause_belongs_to_an_event(void **state) {
    (void)state;
    struct work_of w;
    find(&w, "Anna Berg said on Friday that Norway had expelled the ambassador on Monday.");
    const struct event *e = event_of(&w, "expel");
    assert_non_null(e);
    assert_int_not_equal(e->date, NONE);
    check_words(&w, w.dates.date[e->date].at, "Monday", "said on Friday that");
    arena_done(&w.a);
    find(&w, "Anna Berg said on Friday that Norway had expelled the ambassador.");
    e = event_of(&w, "expel");
    assert_non_null(e);
    assert_int_equal(e->date, NONE);
    arena_done(&w.a);
}

static void we_in_a_quotation_is_its_speaker(void **state) {
    (void)state;
    struct work_of w;
    const char *text = "\"We arrested two men in the harbour,\" Anna Berg said.";
    find(&w, text);
    const struct event *e = event_of(&w, "arrest");
    assert_non_null(e);
    check_entity(&w, e->source, "Anna Berg", text);
    assert_int_equal(e->modality, MODALITY_ATTRIBUTED);
    assert_int_not_equal(e->quotation, NONE);
    arena_done(&w.a);
}

static void the_lexicon_knows_more_than_four_hundred_triggers(void **state) {
    (void)state;
    assert_true(event_lexicon_triggers(event_lex) >= 400);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(word_order_tells_actor_from_target),
        cmocka_unit_test(nouns_tell_as_much_as_verbs),
        cmocka_unit_test(plans_threats_and_denials_are_no_facts),
        cmocka_unit_test(an_adjective_names_the_country_acted_upon),
        cmocka_unit_test(what_is_asked_or_conditional_is_only_possible),
        cmocka_unit_test(subjects_reach_over_and_infinitives_and_insertions),
        cmocka_unit_test(nothing_is_made_of_words_that_only_look_like_events),
        cmocka_unit_test(the_date_of_its_own_clause_belongs_to_an_event),
        cmocka_unit_test(we_in_a_quotation_is_its_speaker),
        cmocka_unit_test(the_lexicon_knows_more_than_four_hundred_triggers),
    };
    return cmocka_run_group_tests(tests, build, done);
}
