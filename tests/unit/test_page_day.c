/* Days as pages write them: every form gives the same ISO 8601, and what is no day gives none. */
#include "unit.h"

#include "page/day_parts.h"

struct row {
    const char *text;
    const char *iso; /* "" = no day */
};

static void check(const struct row *row, size_t n, enum day_order order,
                  bool read(str, enum day_order, struct day *)) {
    arena a;
    arena_init(&a, 0);
    for (size_t i = 0; i < n; i++) {
        struct day d;
        bool found = read(str_from_cstr(row[i].text), order, &d);
        str iso = found ? day_write(&a, &d) : STR("");
        if (!str_equals(iso, str_from_cstr(row[i].iso))) {
            print_error("\"%s\": %.*s\n", row[i].text, STR_ARG(iso));
        }
        assert_true(str_equals(iso, str_from_cstr(row[i].iso)));
    }
    arena_done(&a);
}

static bool find_first(str s, enum day_order order, struct day *d) {
    return day_find(s, 0, order, d);
}

static bool find_url(str s, enum day_order order, struct day *d) {
    (void)order;
    return day_find_in_url(s, d);
}

static void attributes_are_read_in_all_machine_forms(void **s) {
    (void)s;
    static const struct row rows[] = {
        {"2022-03-04", "2022-03-04"},
        {"2022-03-04T10:12:00+01:00", "2022-03-04T10:12:00+01:00"},
        {"2022-03-04T10:12:00.123Z", "2022-03-04T10:12:00Z"},
        {"2022-03-04 10:12", "2022-03-04T10:12:00"},
        {"2022-03-04T10:12:00-0530", "2022-03-04T10:12:00-05:30"},
        {"2022/3/4", "2022-03-04"},
        {"20220304", "2022-03-04"},
        {"20220304T101200Z", "2022-03-04T10:12:00Z"},
        {"1646388720", "2022-03-04T10:12:00Z"},
        {"1646388720000", "2022-03-04T10:12:00Z"},
        {"Fri, 04 Mar 2022 10:12:00 +0100", "2022-03-04T10:12:00+01:00"},
        {"Fri, 4 Mar 2022 10:12:00 GMT", "2022-03-04T10:12:00Z"},
        {"Fri Mar 04 10:12:00 CET 2022", "2022-03-04T10:12:00+01:00"},
        {"Fri Mar  4 10:12:00 2022", "2022-03-04T10:12:00"},
        {"04-Mar-2022", "2022-03-04"},
        {"2022-02-30", ""},
        {"0000-00-00", ""},
        {"", ""},
        {"12345678901", ""},
    };
    check(rows, sizeof rows / sizeof *rows, DAY_FIRST, day_read);
}

static void texts_are_read_in_the_languages_of_the_press(void **s) {
    (void)s;
    static const struct row rows[] = {
        {"Published on March 4, 2022", "2022-03-04"},
        {"Published March 4th, 2022 at 10:12 am", "2022-03-04T10:12:00"},
        {"Mar. 4, 2022, 12:05 p.m. EST", "2022-03-04T12:05:00-05:00"},
        {"12:30, 4 March 2022", "2022-03-04"},
        {"the 4th of March 2022", "2022-03-04"},
        {"Freitag, 4. März 2022 um 10:12 Uhr", "2022-03-04T10:12:00"},
        {"Stand: 04.03.2022 10.12 Uhr", "2022-03-04T10:12:00"},
        {"04.03.22, 10:12", "2022-03-04T10:12:00"},
        {"Publié le 1er mars 2022 à 10h12", "2022-03-01T10:12:00"},
        {"4 de marzo de 2022", "2022-03-04"},
        {"4 de março de 2022, às 10h12", "2022-03-04T10:12:00"},
        {"venerdì 4 marzo 2022", "2022-03-04"},
        {"vrijdag 4 maart 2022", "2022-03-04"},
        {"4 marca 2022", "2022-03-04"},
        {"4 марта 2022 г.", "2022-03-04"},
        {"4 мая 2022, 10:12", "2022-05-04T10:12:00"},
        {"4 Mayıs 2022", "2022-05-04"},
        {"den 4 mars 2022", "2022-03-04"},
        {"4. maaliskuuta 2022", "2022-03-04"},
        {"4. března 2022", "2022-03-04"},
        {"Jumat, 4 Maret 2022", "2022-03-04"},
        {"2022年3月4日", "2022-03-04"},
        {"2022년 3월 4일", "2022-03-04"},
        {"2022. március 4.", "2022-03-04"},
        {"4 Μαρτίου 2022", "2022-03-04"},
        {"version 1.2.3 of 2022", ""},
        {"192.168.10.20", ""},
        {"call 555-01-2022-3", ""},
        {"May 2022", ""},
        {"\xc2\xa9 2019", ""},
    };
    check(rows, sizeof rows / sizeof *rows, DAY_FIRST, find_first);
}

static void the_order_of_the_language_decides_only_where_both_fit(void **s) {
    (void)s;
    static const struct row month_first[] = {
        {"3/4/2022", "2022-03-04"}, {"13/4/2022", "2022-04-13"}, {"4.3.2022", "2022-03-04"}};
    static const struct row day_first[] = {{"3/4/2022", "2022-04-03"}, {"3/14/2022", "2022-03-14"}};
    check(month_first, 3, DAY_MONTH_FIRST, find_first);
    check(day_first, 2, DAY_FIRST, find_first);
}

static void addresses_tell_days_or_months(void **s) {
    (void)s;
    static const struct row rows[] = {
        {"https://herald.example/2022/03/04/bridge", "2022-03-04"},
        {"https://herald.example/news/2022-03-04-bridge.html", "2022-03-04"},
        {"https://herald.example/20220304/bridge", "2022-03-04"},
        {"https://herald.example/2022/03/bridge", "2022-03-01"},
        {"https://herald.example/news/2022/mar/04/bridge", "2022-03-04"},
        {"https://herald.example/news/2022/march/4/", "2022-03-04"},
        {"https://herald.example/news/2022/marching/4/", ""},
        {"https://herald.example/a/123456789", ""},
        {"https://herald.example/top-2022-cars", ""},
    };
    check(rows, sizeof rows / sizeof *rows, DAY_FIRST, find_url);
}

static void no_page_is_from_before_1990_or_after_its_fetching(void **s) {
    (void)s;
    struct day d;
    assert_true(day_read(STR("2022-03-04"), DAY_FIRST, &d));
    assert_true(day_is_plausible(&d, 0));
    assert_true(day_is_plausible(&d, 1646388720));
    assert_true(day_is_plausible(&d, 1646388720 - 86400));
    assert_false(day_is_plausible(&d, 1646388720 - 3 * 86400));
    assert_true(day_read(STR("1970-01-01"), DAY_FIRST, &d));
    assert_false(day_is_plausible(&d, 0));
}

static void months_are_in_byte_order(void **s) {
    (void)s;
    static const char *const name[] = {
#define X(word, month) word,
#include "page/tables/day_months.inc"
#undef X
    };
    for (size_t i = 1; i < sizeof name / sizeof *name; i++) {
        assert_true(str_compare(str_from_cstr(name[i - 1]), str_from_cstr(name[i])) < 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attributes_are_read_in_all_machine_forms),
        cmocka_unit_test(texts_are_read_in_the_languages_of_the_press),
        cmocka_unit_test(the_order_of_the_language_decides_only_where_both_fit),
        cmocka_unit_test(addresses_tell_days_or_months),
        cmocka_unit_test(no_page_is_from_before_1990_or_after_its_fetching),
        cmocka_unit_test(months_are_in_byte_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
