/* html_scan.c against slow versions on random bytes; names are found by number and number by name.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "html/html_scan.h"

static uint32_t chance(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* Mostly harmless bytes, so that runs of every length occur. */
static void fill(char *bytes, size_t n, uint32_t *seed, uint32_t rare) {
    static const char odd[] = "<&\r\0>\"= /A\n";
    for (size_t i = 0; i < n; i++) {
        bytes[i] = chance(seed) % rare == 0 ? odd[chance(seed) % (sizeof odd - 1)]
                                            : (char)('a' + (char)(chance(seed) % 26));
    }
}

static void runs_end_where_a_slow_search_ends(void **state) {
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 20000 / LESS_WORK; round++) {
        char bytes[300];
        size_t n = chance(&seed) % sizeof bytes;
        size_t from = n ? chance(&seed) % n : 0;
        fill(bytes, n, &seed, 1 + chance(&seed) % 200);
        char *exact = malloc(n + 1); /* so that reading past the end is seen */
        assert_non_null(exact);
        memcpy(exact, bytes, n);
        exact = realloc(exact, n ? n : 1);
        assert_non_null(exact);
        size_t expected = from;
        uint8_t raw = 0;
        for (; expected < n && exact[expected] != '<'; expected++) {
            raw |= html_scan_raw_of(exact[expected]);
        }
        uint8_t found = 0;
        assert_int_equal(html_scan_to(exact, from, n, '<', &found), expected);
        assert_int_equal(found, raw);
        free(exact);
    }
}

static void counts_are_those_of_a_slow_count(void **state) {
    (void)state;
    uint32_t seed = 2;
    static char bytes[20000];
    for (int round = 0; round < 40; round++) {
        size_t n = chance(&seed) % sizeof bytes;
        fill(bytes, n, &seed, 3);
        size_t expected[2] = {0, 0};
        for (size_t i = 0; i < n; i++) {
            expected[0] += bytes[i] == '<';
            expected[1] += bytes[i] == '=';
        }
        size_t n_tags;
        size_t n_equals;
        html_scan_count(str_of(bytes, n), &n_tags, &n_equals);
        assert_int_equal(n_tags, expected[0]);
        assert_int_equal(n_equals, expected[1]);
    }
}

static void names_are_read_as_the_slow_way_does(void **state) {
    (void)state;
    uint32_t seed = 3;
    for (int round = 0; round < 20000 / LESS_WORK; round++) {
        char bytes[40];
        fill(bytes, sizeof bytes, &seed, 1 + chance(&seed) % 20);
        bool attribute = chance(&seed) % 2;
        struct html_scan_name fast;
        struct html_scan_name slow;
        size_t end = html_scan_name(bytes, 0, sizeof bytes, attribute, &fast);
        assert_int_equal(html_scan_name_slowly(bytes, 0, sizeof bytes, attribute, &slow), end);
        assert_int_equal(fast.key.low, slow.key.low);
        assert_int_equal(fast.key.high, slow.key.high);
        assert_int_equal(fast.raw, slow.raw);
    }
}

static void every_name_has_its_number(void **state) {
    (void)state;
    for (int tag = 1; tag < HTML_TAGS; tag++) {
        assert_int_equal(html_tag_of(html_tag_spelling((enum html_tag)tag, false)), tag);
        assert_int_equal(html_tag_of(html_tag_spelling((enum html_tag)tag, true)), tag);
    }
    for (int name = 1; name < HTML_NAMES; name++) {
        assert_int_equal(html_name_of(html_name_spelling((enum html_name)name, false)), name);
        assert_int_equal(html_name_of(html_name_spelling((enum html_name)name, true)), name);
    }
    assert_int_equal(html_tag_of(STR("")), HTML_TAG_OTHER);
    assert_int_equal(html_tag_of(STR("divx")), HTML_TAG_OTHER);
    assert_int_equal(html_tag_of(str_of("p\0", 2)), HTML_TAG_OTHER);
    assert_int_equal(html_tag_of(STR("fecomponenttransferx")), HTML_TAG_OTHER);
    assert_int_equal(html_name_of(STR("Http-Equiv")), HTML_NAME_HTTP_EQUIV);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(runs_end_where_a_slow_search_ends),
                                       cmocka_unit_test(counts_are_those_of_a_slow_count),
                                       cmocka_unit_test(names_are_read_as_the_slow_way_does),
                                       cmocka_unit_test(every_name_has_its_number)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
