/* html_decode.c: character references in text and in values, CR and NUL; decoding step by step
 * gives the same as decoding whole. */
#include "unit.h"

#include <string.h>

#include "html/html.h"

enum { ALL = HTML_RAW_REFERENCES | HTML_RAW_RETURNS | HTML_RAW_NULS };

static void assert_decodes(str run, uint8_t raw, bool attribute, const char *expected) {
    buf whole;
    buf steps;
    buf_init(&whole, 1 << 16);
    buf_init(&steps, 1 << 16);
    assert_int_equal(html_decode(run, raw, attribute, &whole), ERR_OK);
    for (size_t pos = 0; pos < run.len;) {
        char utf8[8];
        size_t n;
        size_t next = html_decode_step(run, pos, raw, attribute, utf8, &n);
        assert_true(next > pos && next <= run.len && n <= sizeof utf8);
        assert_int_equal(buf_add(&steps, str_of(utf8, n)), ERR_OK);
        pos = next;
    }
    assert_int_equal(whole.len, strlen(expected));
    assert_true(str_equals(buf_str(&whole), str_from_cstr(expected)));
    assert_true(str_equals(buf_str(&whole), buf_str(&steps)));
    buf_done(&whole);
    buf_done(&steps);
}

static void text(const char *run, const char *expected) {
    assert_decodes(str_from_cstr(run), ALL, false, expected);
}

static void value(const char *run, const char *expected) {
    assert_decodes(str_from_cstr(run), ALL, true, expected);
}

static void named_references_are_decoded(void **state) {
    (void)state;
    text("&amp;&lt;&gt;&quot;&nbsp;", "&<>\"\xc2\xa0");
    text("&NotEqualTilde;", "\xe2\x89\x82\xcc\xb8");
    text("&CounterClockwiseContourIntegral;", "\xe2\x88\xb3");
    text("&zwnj;&Aacute;&aacute;", "\xe2\x80\x8c\xc3\x81\xc3\xa1");
}

static void the_longest_name_counts(void **state) {
    (void)state;
    text("I'm &notit; I tell you", "I'm \xc2\xacit; I tell you");
    text("I'm &notin; I tell you", "I'm \xe2\x88\x89 I tell you");
    text("&amp", "&");
    text("&ampx", "&x");
    text("&am;&;& &x;&\xc3\xa9;", "&am;&;& &x;&\xc3\xa9;");
}

static void values_keep_what_looks_like_a_query(void **state) {
    (void)state;
    value("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3");
    value("&ampx&amp1&amp", "&ampx&amp1&");
    value("&copy;=&amp;x", "\xc2\xa9=&x");
    value("&not-", "\xc2\xac-");
}

static void numbers_are_mended(void **state) {
    (void)state;
    text("&#65;&#x41;&#X4a;&#66", "AAJB");
    text("&#x80;&#150;&#x81;", "\xe2\x82\xac\xe2\x80\x93\xc2\x81");
    text("&#0;&#xD800;&#x110000;&#99999999999999999999;",
         "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    text("&#;&#x;&#xg;&#a;&#", "&#;&#x;&#xg;&#a;&#");
    text("&#x1F600;", "\xf0\x9f\x98\x80");
}

static void returns_become_line_feeds(void **state) {
    (void)state;
    text("a\r\nb\rc\r\r\nd&#13;", "a\nb\nc\n\nd\r");
}

static void nul_becomes_a_mark_or_goes(void **state) {
    (void)state;
    assert_decodes(str_of("a\0b", 3), ALL, false,
                   "a\xef\xbf\xbd"
                   "b");
    assert_decodes(str_of("a\0b", 3), ALL | HTML_RAW_DROPS, false, "ab");
}

static void what_isn_t_named_stays(void **state) {
    (void)state;
    assert_decodes(STR("a&amp;b\r\n"), 0, false, "a&amp;b\r\n");
    assert_decodes(STR("a&amp;b\r\n"), HTML_RAW_RETURNS, false, "a&amp;b\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(named_references_are_decoded),
                                       cmocka_unit_test(the_longest_name_counts),
                                       cmocka_unit_test(values_keep_what_looks_like_a_query),
                                       cmocka_unit_test(numbers_are_mended),
                                       cmocka_unit_test(returns_become_line_feeds),
                                       cmocka_unit_test(nul_becomes_a_mark_or_goes),
                                       cmocka_unit_test(what_isn_t_named_stays)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
