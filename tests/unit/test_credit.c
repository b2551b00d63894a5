/* Credits: who is named as the source of a text, by name or by initials, and who isn't. */
#include "fixture_reports.h"
#include "reuse/copies.h"
#include "reuse/initials.h"

#define FERRY                                                                                    \
    "The ferry left the northern quay at noon with ninety passengers and a cargo of timber for " \
    "the islands.\n\nBy evening the wind had turned and two fishing boats were towed back into " \
    "the harbour by the pilot.\n"

/* Add a report of an outlet: `before` its text and `behind` it. */
static struct document *add(struct reports *r, const char *outlet, const char *before,
                            const char *behind) {
    char text[1024];
    snprintf(text, sizeof text, "%s%s%s", before, FERRY, behind);
    struct document *doc = reports_add(r, text);
    doc->outlet = str_from_cstr(outlet);
    return doc;
}

/* What is found of a report of the Skelder Post and one of `source`; `other` = an outlet whose
 * report shares nothing, or NULL. */
static struct copy judge(const char *source, const char *other, const char *before,
                         const char *behind) {
    struct reports r;
    struct copies out;
    reports_init(&r);
    add(&r, "Skelder Post", before, behind);
    add(&r, source, "", "");
    if (other) {
        reports_add(&r, "Rope is made of hemp here.\n")->outlet = str_from_cstr(other);
    }
    assert_int_equal(copies_find(&r.a, reports_docs(&r), r.day, r.n, 1, &out), ERR_OK);
    assert_int_equal(out.n, 1);
    struct copy copy = out.copy[0];
    arena_done(&r.a);
    return copy;
}

static void a_credit_in_any_usual_form_names_its_source(void **state) {
    (void)state;
    static const struct {
        const char *source;
        const char *before;
        const char *behind;
    } row[] = {
        {"Cape News Agency", "By Ann Lee, Cape News Agency\n\n", ""},
        {"Cape News Agency", "By Ann Lee\nCape News Agency\n\n", ""},
        {"Cape News Agency", "By Ann Lee of Cape News Agency\n\n", ""},
        {"Cape News Agency", "By Cape News Agency\n\n", ""},
        {"Cape News Agency", "SKELDER (Cape News Agency) - ", ""},
        {"Cape News Agency", "", "\n\n\xe2\x80\x94 With files from Cape News Agency\n"},
        {"Cape News Agency", "", "\n\nSource: Cape News Agency\n"},
        {"Cape News Agency", "", "\n\nThis story was first published by Cape News Agency.\n"},
        {"Cape News Agency", "", "\n\nContributing: Ann Lee; Cape News Agency\n"},
        {"Reuters", "", "\n\nAdditional reporting by Reuters\n"},
        {"The Associated Press", "", "\n\n(AP)\n"},
        {"AP News", "By Ann Lee, Associated Press\n\n", ""},
        {"Deutsche Presse-Agentur", "SKELDER (dpa) - ", ""},
        {"Xinhua", "", "\n\n(Xinhua)\n"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct copy c = judge(row[i].source, NULL, row[i].before, row[i].behind);
        if (c.direction != COPY_A_FROM_B || (c.reasons & ~COPY_CONTAINED) != COPY_CREDIT) {
            fail_msg("row %zu: direction %u, reasons %x", i, c.direction, c.reasons);
        }
    }
}

static void initials_of_an_outlet_are_a_credit_that_is_told_as_such(void **state) {
    (void)state;
    static const struct {
        const char *source;
        const char *before;
        const char *behind;
    } row[] = {
        {"Cape News Agency", "", "\n\n(CNA)\n"},
        {"Cape News Agency", "SKELDER (CNA) - ", ""},
        {"Cape News Agency", "By Ann Lee, CNA\n\n", ""},
        {"Cape News Agency (web news)", "", "\n\nCNA contributed to this report.\n"},
        {"The Times of Meridel", "", "\n\nSource: TOM\n"},
        {"Herald of the Far Islands", "", "\n\nWith files from HFI\n"},
        {"Channel NewsAhead", "", "\n\n(CNA)\n"},
        {"CNA", "SKELDER (Cape News Agency) - ", ""},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct copy c = judge(row[i].source, "Island Gazette", row[i].before, row[i].behind);
        if (c.direction != COPY_A_FROM_B ||
            (c.reasons & ~COPY_CONTAINED) != (COPY_CREDIT | COPY_INITIALS)) {
            fail_msg("row %zu: direction %u, reasons %x", i, c.direction, c.reasons);
        }
        assert_true(c.confidence < 0.95F);
    }
}

static void initials_that_may_be_anothers_are_no_credit(void **state) {
    (void)state;
    static const struct {
        const char *source;
        const char *other;
        const char *behind;
    } row[] = {
        {"Cape News Agency", "Coast News Association", "\n\n(CNA)\n"}, /* two outlets */
        {"Cape News Agency", "CNA", "\n\n(CNA)\n"},
        {"Andes Fishing Post", NULL, "\n\n(AFP)\n"},   /* an agency of the world */
        {"Skelder Post", "Cape Herald", "\n\n(SP)\n"}, /* two letters */
        {"Cape News Agency", NULL, "\n\nALL OF IT IS CNA WORK AND OURS.\n"},
        {"Daily Post", NULL, "\n\nThe Daily said that DP was it.\n"},
        {"Post", NULL, "\n\nReporting by Emily Hill.\n"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct copy c = judge(row[i].source, row[i].other, "", row[i].behind);
        if (c.reasons & COPY_CREDIT) {
            fail_msg("row %zu: reasons %x", i, c.reasons);
        }
    }
}

static void people_and_photographs_credit_nobody(void **state) {
    (void)state;
    struct copy c = judge("Hill", NULL, "By Ann Hill\n\n", "");
    assert_int_equal(c.reasons & COPY_CREDIT, 0);
    c = judge("Ann Hill", NULL, "By Ann Hill\n\n", ""); /* her column has her name */
    assert_int_equal(c.reasons & COPY_CREDIT, 0);
    c = judge("Cape Herald", NULL, "", "\n\nPhoto of the harbour by Ann Lee via Cape Herald\n");
    assert_int_equal(c.reasons & COPY_CREDIT, 0);
}

static void copies_of_an_agency_that_is_there_have_no_hidden_source(void **state) {
    (void)state;
    struct reports r;
    struct copies out;
    reports_init(&r);
    add(&r, "Skelder Post", "", "\n\n(CNA)\n");
    add(&r, "Island Gazette", "", "\n\n(CNA)\n");
    assert_int_equal(copies_find(&r.a, reports_docs(&r), r.day, r.n, 1, &out), ERR_OK);
    assert_int_equal(out.n_sources, 1);
    add(&r, "Cape News Agency", "", "");
    assert_int_equal(copies_find(&r.a, reports_docs(&r), r.day, r.n, 1, &out), ERR_OK);
    assert_int_equal(out.n_sources, 0);
    arena_done(&r.a);
}

static void one_byline_makes_no_agency(void **state) {
    (void)state;
    struct copy c = judge("Cape Herald", NULL, "By Ann Lee, staff writer\n\n", "");
    assert_int_equal(c.reasons & COPY_COMMON_WIRE, 0);
    struct reports r;
    struct copies out;
    reports_init(&r);
    add(&r, "Skelder Post", "By Ann Lee, staff writer\n\n", "");
    add(&r, "Cape Herald", "By Ann Lee, staff writer\n\n", "");
    assert_int_equal(copies_find(&r.a, reports_docs(&r), r.day, r.n, 1, &out), ERR_OK);
    assert_int_equal(out.copy[0].reasons & COPY_COMMON_WIRE, 0);
    arena_done(&r.a);
}

static void names_and_initials_meet_in_their_keys(void **state) {
    (void)state;
    uint64_t written = initials_written(STR("TOM"));
    assert_true(initials_meet(written, initials_of_name(STR("Times of Meridel"), true)));
    assert_int_equal(initials_of_name(STR("Times of Meridel"), false), 0);
    assert_true(initials_meet(initials_written(STR("AFP")),
                              initials_of_name(STR("Agence France-Presse"), false)));
    assert_false(initials_meet(written, written));
    assert_int_equal(initials_written(STR("Tom")), 0);
    assert_int_equal(initials_written(STR("TO")), 0);
    assert_int_equal(initials_of_name(STR("one two three four five six seven eight nine"), false),
                     0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_credit_in_any_usual_form_names_its_source),
        cmocka_unit_test(initials_of_an_outlet_are_a_credit_that_is_told_as_such),
        cmocka_unit_test(initials_that_may_be_anothers_are_no_credit),
        cmocka_unit_test(people_and_photographs_credit_nobody),
        cmocka_unit_test(copies_of_an_agency_that_is_there_have_no_hidden_source),
        cmocka_unit_test(one_byline_makes_no_agency),
        cmocka_unit_test(names_and_initials_meet_in_their_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
