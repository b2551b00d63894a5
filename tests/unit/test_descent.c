/* Descent: origins, families, and sources that no report seen is. */
#include "fixture_reports.h"
#include "reuse/copies.h"

#define FERRY                                                                                    \
    "The ferry left the northern quay at noon with ninety passengers and a cargo of timber for " \
    "the islands."
#define STORM                                                                                   \
    "By evening the wind had turned and two fishing boats were towed back into the harbour by " \
    "the pilot."
#define MAYOR                                                                                   \
    "The council will meet again on Tuesday to decide who pays for the broken lamps along the " \
    "sea wall."
#define FERRY_AFTER                                                                               \
    "Nobody was hurt on board, and the crew was given the rest of the week to mend the rail and " \
    "paint the bow."
#define HARVEST                                                                                   \
    "Apple growers inland expect a thin year after the late frost, with half of the orchards on " \
    "the northern slope bare."

static struct copies find(struct reports *r) {
    struct copies out;
    assert_int_equal(copies_find(&r->a, reports_docs(r), r->day, r->n, 1, &out), ERR_OK);
    return out;
}

static void origins_are_texts_that_no_report_seen_had_earlier(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n\n" FERRY_AFTER "\n");
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n"); /* the last made it of both */
    reports_add(&r, MAYOR "\n\n" HARVEST "\n");
    r.day[0] = 20524;
    r.day[1] = 20526;
    r.day[2] = 20525;
    struct copies c = find(&r);
    assert_int_equal(c.n, 2);
    assert_int_equal(copies_parent(&c, 1), 0);
    assert_int_equal(copies_parent(&c, 0), NONE);
    assert_int_equal(c.origin[1], 0);
    assert_int_equal(c.origin[2], 2);
    assert_int_equal(c.n_families, 1);
    assert_int_equal(c.families[0].n_reports, 3);
    assert_int_equal(c.families[0].n_outlets, 3);
    assert_int_equal(c.families[0].n_origins, 2);
    assert_ptr_equal(copies_family(&c, 2), &c.families[0]);
    arena_done(&r.a);
}

static void reports_that_nobody_can_put_in_order_are_one_origin(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    for (size_t i = 0; i < 4; i++) {
        reports_add(&r, FERRY "\n\n" STORM "\n")->outlet = STR("The Quay");
    }
    r.doc[3]->outlet = STR("Lamp");
    struct copies c = find(&r);
    assert_int_equal(c.families[0].n_origins, 1);
    assert_int_equal(c.families[0].n_outlets, 2);
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(copies_parent(&c, i), NONE);
    }
    arena_done(&r.a);
}

static void what_no_earlier_relative_has_is_an_innovation(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n");
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n");
    reports_add(&r, FERRY "\n\n" MAYOR "\n");
    for (int i = 0; i < 3; i++) {
        r.day[i] = 20524 + i;
    }
    struct copies c = find(&r);
    for (size_t i = 0; i < c.n; i++) {
        bool late = c.copy[i].a == 1 && c.copy[i].b == 2;
        assert_int_equal(!!(c.copy[i].reasons & COPY_INNOVATION), late);
        assert_true(!late || c.copy[i].confidence > 0.85F);
    }
    assert_int_equal(copies_parent(&c, 2), 1);
    assert_int_equal(c.families[0].n_origins, 1);
    arena_done(&r.a);
}

static void an_address_that_is_anothers_names_the_source(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    struct document *doc = reports_add(&r, FERRY "\n\n" STORM "\n");
    doc->outlet = STR("Lamp Daily");
    doc->url = STR("https://www.thequaypost.example/2026/ferry");
    doc = reports_add(&r, FERRY "\n\n" STORM "\n");
    doc->outlet = STR("The Quay Post");
    doc->url = STR("https://thequaypost.example/2026/ferry");
    struct copies c = find(&r);
    assert_int_equal(c.copy[0].direction, COPY_A_FROM_B);
    assert_int_equal(c.copy[0].reasons & COPY_ADDRESS, COPY_ADDRESS);
    assert_int_equal(copies_parent(&c, 0), 1);
    assert_int_equal(c.origin[0], 1);
    arena_done(&r.a);
}

/* Two outlets print the text with the agency's mark. */
static void add_reprints(struct reports *r) {
    reports_add(r, "OSKELBY (AP) - " FERRY "\n\n" STORM "\n")->outlet = STR("The Quay");
    reports_add(r, "OSKELBY (AP) - " FERRY "\n\n" MAYOR "\n\n" STORM "\n")->outlet = STR("Lamp");
    r->day[0] = 20524;
    r->day[1] = 20525;
}

static void a_credited_agency_that_nobody_has_seen_is_a_hidden_source(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    add_reprints(&r);
    struct copies c = find(&r);
    assert_int_equal(c.n_sources, 1);
    assert_true(str_equals(c.sources[0].name, STR("AP")));
    assert_int_equal(c.sources[0].n_reports, 2);
    assert_int_equal(c.source[0], 0);
    assert_int_equal(c.source[1], 0);
    assert_int_equal(c.copy[0].reasons & COPY_HIDDEN, COPY_HIDDEN);
    assert_int_equal(c.copy[0].direction, COPY_UNDETERMINED);
    assert_int_equal(c.families[0].n_origins, 1);
    arena_done(&r.a);
}

static void an_agency_that_is_there_is_not_hidden(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    add_reprints(&r);
    reports_add(&r, "OSKELBY - " FERRY "\n\n" STORM "\n\n" MAYOR "\n")->outlet =
        STR("Associated Press");
    r.day[2] = 20523;
    struct copies c = find(&r);
    assert_int_equal(c.n_sources, 0);
    assert_int_equal(copies_parent(&c, 0), 2);
    assert_int_equal(copies_parent(&c, 1), 2);
    assert_int_equal(c.families[0].n_origins, 1);
    arena_done(&r.a);
}

/* Each two of three reports share a paragraph that the third lacks. */
static void readings_that_contradict_each_other_show_a_hidden_source(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n\n" HARVEST "\n");
    reports_add(&r, FERRY "\n\n" STORM "\n\n" FERRY_AFTER "\n");
    reports_add(&r, FERRY "\n\n" MAYOR "\n\n" FERRY_AFTER "\n\n" HARVEST "\n");
    for (int i = 0; i < 3; i++) {
        r.day[i] = 20524 + i;
    }
    struct copies c = find(&r);
    assert_int_equal(c.n, 3);
    assert_int_equal(c.n_sources, 1);
    assert_int_equal(c.sources[0].name.len, 0);
    assert_int_equal(c.sources[0].n_reports, 3);
    assert_int_equal(c.sources[0].reasons, COPY_INNOVATION);
    assert_int_equal(c.families[0].n_origins, 1);
    arena_done(&r.a);
}

/* The last one has the middle of the first and the end of the second: it may be made of both. */
static void a_report_made_of_two_versions_shows_no_hidden_source(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n");
    reports_add(&r, FERRY "\n\n" STORM "\n\n" FERRY_AFTER "\n");
    reports_add(&r, FERRY "\n\n" MAYOR "\n\n" FERRY_AFTER "\n");
    for (int i = 0; i < 3; i++) {
        r.day[i] = 20524 + i;
    }
    assert_int_equal(find(&r).n_sources, 0);
    arena_done(&r.a);
}

/* The last two would both be made of the first two: that isn't likely. */
static void two_mixed_reports_show_a_hidden_source(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n\n" HARVEST "\n");
    reports_add(&r, FERRY "\n\n" STORM "\n\n" FERRY_AFTER "\n");
    reports_add(&r, FERRY "\n\n" MAYOR "\n\n" FERRY_AFTER "\n");
    reports_add(&r, FERRY "\n\n" FERRY_AFTER "\n\n" HARVEST "\n");
    for (int i = 0; i < 4; i++) {
        r.day[i] = 20524 + i;
    }
    assert_int_equal(find(&r).n_sources, 1);
    arena_done(&r.a);
}

static void siblings_of_a_source_that_is_there_have_no_hidden_one(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n\n" FERRY_AFTER "\n");
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n");
    reports_add(&r, FERRY "\n\n" STORM "\n\n" FERRY_AFTER "\n");
    reports_add(&r, FERRY "\n\n" MAYOR "\n\n" FERRY_AFTER "\n");
    for (int i = 0; i < 4; i++) {
        r.day[i] = 20524 + i;
    }
    struct copies c = find(&r);
    assert_int_equal(c.n_sources, 0);
    for (uint32_t i = 1; i < 4; i++) {
        assert_int_equal(copies_parent(&c, i), 0);
    }
    arena_done(&r.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(origins_are_texts_that_no_report_seen_had_earlier),
        cmocka_unit_test(reports_that_nobody_can_put_in_order_are_one_origin),
        cmocka_unit_test(what_no_earlier_relative_has_is_an_innovation),
        cmocka_unit_test(an_address_that_is_anothers_names_the_source),
        cmocka_unit_test(a_credited_agency_that_nobody_has_seen_is_a_hidden_source),
        cmocka_unit_test(an_agency_that_is_there_is_not_hidden),
        cmocka_unit_test(readings_that_contradict_each_other_show_a_hidden_source),
        cmocka_unit_test(a_report_made_of_two_versions_shows_no_hidden_source),
        cmocka_unit_test(two_mixed_reports_show_a_hidden_source),
        cmocka_unit_test(siblings_of_a_source_that_is_there_have_no_hidden_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
