/* Furniture: what one house prints in its reports for weeks is no copy, whatever they tell; what
 * many houses print is. */
#include <stdio.h>

#include "fixture_reports.h"
#include "reuse/copies.h"

enum { REPORTS = 14, OWN_WORDS = 90, WEEK = 7 };

static const char *const desk[] = {"Harbour Gazette - News", "Harbour Gazette - Opinion"};

/* A report on the same people as all others, in words of its own, with `line` below it. */
static void add_report(struct reports *r, const char *outlet, int32_t day, const char *line,
                       uint64_t *seed) {
    char text[1400];
    size_t n = (size_t)snprintf(text, sizeof text, "On that day ");
    for (size_t k = 0; k < OWN_WORDS; k++) {
        uint32_t w = next_random(seed);
        n += (size_t)snprintf(text + n, sizeof text - n, "%c%c%co ", 'b' + (int)(w % 20),
                              'b' + (int)(w / 20 % 20), 'b' + (int)(w / 400 % 20));
        if (k % 30 == 29) {
            n +=
                (size_t)snprintf(text + n, sizeof text - n, "Jorin Haldane of Veldby and Korsund ");
        }
    }
    snprintf(text + n, sizeof text - n, "as before.\n\n%s\n", line);
    struct document *doc = reports_add(r, text);
    doc->outlet = str_from_cstr(outlet);
    r->day[r->n - 1] = day;
}

static size_t pairs_of(struct reports *r) {
    struct copies c;
    assert_int_equal(copies_find(&r->a, reports_docs(r), r->day, r->n, 1, &c), ERR_OK);
    return c.n;
}

static const char letter[] =
    "Readers who want more of this can sign up for the letter that we send "
    "every evening except on holidays.";

static void what_one_house_prints_for_weeks_is_furniture(void **state) {
    (void)state;
    struct reports r;
    uint64_t seed = 5;
    reports_init(&r);
    for (int32_t i = 0; i < REPORTS; i++) {
        add_report(&r, desk[i % 2], 20000 + WEEK * i, letter, &seed);
    }
    assert_int_equal(pairs_of(&r), 0);
    arena_done(&r.a);
}

static void the_line_of_a_photograph_may_be_furniture(void **state) {
    (void)state;
    struct reports r;
    uint64_t seed = 6;
    reports_init(&r);
    for (int32_t i = 0; i < REPORTS; i++) {
        add_report(&r, desk[0], 20000 + WEEK * i,
                   "Photo: Jorin Haldane at the northern quay of Veldby in the early morning.",
                   &seed);
    }
    const struct document *doc = r.doc[0];
    assert_int_equal(doc->block[doc->n_blocks - 1].kind, BLOCK_CAPTION);
    assert_int_equal(pairs_of(&r), 0);
    arena_done(&r.a);
}

/* The same line in as many reports and weeks, each of another house. */
static void what_many_houses_print_is_no_furniture(void **state) {
    (void)state;
    struct reports r;
    uint64_t seed = 7;
    char outlet[REPORTS][24];
    reports_init(&r);
    for (int32_t i = 0; i < REPORTS; i++) {
        snprintf(outlet[i], sizeof outlet[i], "Outlet %d", (int)i);
        add_report(&r, outlet[i], 20000 + WEEK * i, letter, &seed);
    }
    assert_int_equal(pairs_of(&r), REPORTS * (REPORTS - 1) / 2);
    arena_done(&r.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_one_house_prints_for_weeks_is_furniture),
        cmocka_unit_test(the_line_of_a_photograph_may_be_furniture),
        cmocka_unit_test(what_many_houses_print_is_no_furniture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
