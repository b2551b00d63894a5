/* test_date_anchor.c - the day of a report without one, from the other reports of its story. */
#include "unit.h"

#include "time/anchor.h"

enum { MOST = 4 };

struct story {
    arena a;
    struct document doc[MOST];
    struct dates dates[MOST];
    const struct document *docs[MOST];
    struct dates *all[MOST];
    struct anchor out[MOST];
    size_t n;
};

static void add(struct story *s, const struct date_lexicon *lex, const char *id,
                const char *published, const char *text) {
    size_t i = s->n++;
    s->doc[i] = (struct document){.id = str_from_cstr(id),
                                  .published = str_from_cstr(published),
                                  .text = str_from_cstr(text)};
    assert_int_equal(document_analyse(&s->a, &s->doc[i]), ERR_OK);
    assert_int_equal(dates_find(&s->a, lex, &s->doc[i], &s->dates[i]), ERR_OK);
    s->docs[i] = &s->doc[i];
    s->all[i] = &s->dates[i];
}

static void begin(struct story *s, const struct date_lexicon **lex) {
    *s = (struct story){.n = 0};
    arena_init(&s->a, 0);
    assert_int_equal(date_lexicon_new(&s->a, lex), ERR_OK);
}

static void infer(struct story *s) {
    assert_int_equal(anchor_infer(&s->a, s->docs, s->all, s->n, s->out), ERR_OK);
}

static void the_latest_past_weekday_is_the_day_of_the_report(void **state) {
    (void)state;
    struct story s;
    const struct date_lexicon *lex;
    begin(&s, &lex);
    add(&s, lex, "gazette", "",
        "The port stays open, Verhalt said on Thursday.\n\nOn Monday, Osterby had said she would "
        "ask. On Saturday, Verhelt will travel.");
    add(&s, lex, "continent", "2026-03-13",
        "Verhalt on Thursday (Mar 12) ruled out closing the port.");
    infer(&s);
    assert_int_equal(s.out[0].day, day_from_civil(2026, 3, 12));
    assert_int_equal(s.out[0].basis, BASIS_INFERRED);
    assert_true(s.out[0].reason.len > 0);
    assert_int_not_equal(str_find(s.out[0].reason, STR("continent"), 0), SIZE_MAX);
    assert_int_equal(s.out[1].basis, BASIS_METADATA);
    assert_int_equal(dates_resolve(&s.a, s.docs[0], &s.out[0], s.all[0]), ERR_OK);
    assert_true(str_equals(s.dates[0].date[1].value, STR("2026-03-09")));
    assert_true(str_equals(s.dates[0].date[2].value, STR("2026-03-14")));
    arena_done(&s.a);
}

static void a_report_that_tells_no_weekday_stays_undated(void **state) {
    (void)state;
    struct story s;
    const struct date_lexicon *lex;
    begin(&s, &lex);
    add(&s, lex, "bare", "", "The port stays open, Verhalt said.");
    add(&s, lex, "dated", "2026-03-13", "Verhalt ruled out closing the port on Thursday.");
    infer(&s);
    assert_int_equal(s.out[0].day, DAY_NONE);
    arena_done(&s.a);
}

static void a_day_no_dated_report_tells_of_is_no_evidence(void **state) {
    (void)state;
    struct story s;
    const struct date_lexicon *lex;
    begin(&s, &lex);
    add(&s, lex, "undated", "", "The port stays open, Verhalt said on Tuesday.");
    add(&s, lex, "dated", "2026-03-13", "Verhalt ruled out closing the port on Thursday.");
    infer(&s);
    assert_int_equal(s.out[0].day, DAY_NONE);
    arena_done(&s.a);
}

static void a_post_inside_bounds_the_day_from_below(void **state) {
    (void)state;
    struct story s;
    const struct date_lexicon *lex;
    begin(&s, &lex);
    add(&s, lex, "lantern", "",
        "Ferries were running again on Friday.\n\n#Corvenia will answer in kind. "
        "pic.twitter.com/Qx7LmT2ebV — MFA Corvenia (@mfa_corvenia) March 12, 2026\n\nHe spoke on "
        "Thursday.");
    infer(&s);
    assert_int_equal(s.out[0].day, day_from_civil(2026, 3, 13));
    assert_int_equal(s.out[0].basis, BASIS_INFERRED);
    arena_done(&s.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_latest_past_weekday_is_the_day_of_the_report),
        cmocka_unit_test(a_report_that_tells_no_weekday_stays_undated),
        cmocka_unit_test(a_day_no_dated_report_tells_of_is_no_evidence),
        cmocka_unit_test(a_post_inside_bounds_the_day_from_below),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
