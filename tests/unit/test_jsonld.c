/* The scanner of JSON-LD: what it reads, what it forgives, where it stops. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "page/jsonld.h"

/* The tokens of `s` as one string: { } [ ], keys with a colon, strings in <>, words bare. */
static void expect(const char *s, const char *want) {
    arena a;
    arena_init(&a, 0);
    struct jsonld j;
    struct jsonld_token tok;
    char got[1024];
    size_t n = 0;
    jsonld_init(&j, str_from_cstr(s));
    while (jsonld_next(&j, &tok) != JSONLD_END) {
        str text;
        assert_int_equal(jsonld_text(&a, &j, &tok, &text), ERR_OK);
        bool string = tok.kind == JSONLD_STRING;
        n +=
            (size_t)snprintf(got + n, sizeof got - n, "%s%.*s%s ", string ? "<" : "", STR_ARG(text),
                             string                   ? ">"
                             : tok.kind == JSONLD_KEY ? ":"
                                                      : "");
        assert_true(n < sizeof got);
    }
    got[n ? n - 1 : 0] = 0;
    assert_string_equal(got, want);
    arena_done(&a);
}

static void plain_json_is_read(void **s) {
    (void)s;
    expect("{\"a\": [1, true, \"x\"], \"b\": {\"c\": null}}",
           "{ a: [ 1 true <x> ] b: { c: null } }");
    expect("", "");
    expect("\"x\"\n\"y\"", "<x> <y>");
}

static void escapes_are_resolved(void **s) {
    (void)s;
    expect("[\"a\\\"b\\\\\", \"\\u00e9\\ud83d\\ude00\", \"\\n\\/\", \"\\ud83d\"]",
           "[ <a\"b\\> <\xc3\xa9\xf0\x9f\x98\x80> <\n/> <\xef\xbf\xbd> ]");
}

static void what_pages_get_wrong_is_forgiven(void **s) {
    (void)s;
    expect("<!-- {\"a\": \"b\",} -->", "{ a: <b> }");
    expect("//<![CDATA[\n{\"a\": 1}\n//]]>", "{ a: 1 }");
    expect("/* x */ {\"a\": 1, }; {\"b\": 2}", "{ a: 1 } { b: 2 }");
    expect("{\"a\": \"two\nlines\"}", "{ a: <two\nlines> }");
    expect("{\"a\": \"he said \"no\" to it\", \"b\": 1}", "{ a: <he said \"no\" to it> b: 1 }");
    expect("{\"a\": \"one\"\n \"b\": \"two\"}", "{ a: <one> b: <two> }");
    expect("{a: \"one\"}", "{ a: <one> }");
    expect("{\"a\": \"one\"]", "{ a: <one> ]");
    expect("{\"a\": \"never ends", "{ a: <never ends>");
    expect("]}{\"a\": 1}", "{ a: 1 }");
}

static void a_value_is_passed_over_whole(void **s) {
    (void)s;
    struct jsonld j;
    struct jsonld_token tok;
    jsonld_init(&j, STR("{\"a\": {\"b\": [1, {\"c\": 2}]}, \"d\": 3}"));
    jsonld_next(&j, &tok);
    jsonld_next(&j, &tok);
    assert_int_equal(jsonld_next(&j, &tok), JSONLD_OBJECT);
    jsonld_skip(&j, &tok);
    assert_int_equal(jsonld_next(&j, &tok), JSONLD_KEY);
    assert_true(str_equals(str_span(j.s, tok.at), STR("d")));
}

static void what_is_nested_too_deep_is_passed_over(void **s) {
    (void)s;
    enum { N = 1 << 20 };
    char *deep = malloc(N + 16);
    assert_non_null(deep);
    memset(deep, '[', N);
    struct jsonld j;
    struct jsonld_token tok;
    size_t n = 0;
    jsonld_init(&j, str_of(deep, N));
    while (jsonld_next(&j, &tok) != JSONLD_END) {
        n++;
    }
    assert_int_equal(n, JSONLD_DEPTH);
    memset(deep + 100, ']', 100);
    memcpy(deep + 200, "\"x\"", 3);
    n = 0;
    jsonld_init(&j, str_of(deep, 203));
    while (jsonld_next(&j, &tok) != JSONLD_END) {
        n++;
    }
    assert_int_equal(n, 2 * JSONLD_DEPTH + 1);
    free(deep);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_json_is_read),
        cmocka_unit_test(escapes_are_resolved),
        cmocka_unit_test(what_pages_get_wrong_is_forgiven),
        cmocka_unit_test(a_value_is_passed_over_whole),
        cmocka_unit_test(what_is_nested_too_deep_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
