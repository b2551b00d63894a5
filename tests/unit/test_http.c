/* Messages of HTTP: heads taken apart, bodies with their codings undone, lies seen through. */
#include "unit.h"

#include "base/limits.h"
#include "unit/unpack_fixture.h"
#include "unpack/http.h"

static const char page[] =
    "<p>The ferry to Ardlow sails again on Monday, the harbour office said.</p>\n";

/* The page six times, by the brotli program. */
static const unsigned char brotli_page[] = {
    0x1b, 0xc1, 0x01, 0x10, 0x15, 0xa1, 0xd2, 0xd5, 0x6d, 0xa9, 0x8e, 0x2e, 0x86, 0x24, 0x82,
    0x74, 0x9b, 0xa1, 0x1c, 0x7e, 0xf1, 0x70, 0x50, 0x7e, 0x41, 0x84, 0x0d, 0x38, 0x0d, 0x18,
    0x22, 0x5d, 0x06, 0xd4, 0xc1, 0xf4, 0x18, 0x6c, 0x9f, 0x38, 0xc4, 0x48, 0x5b, 0x39, 0x75,
    0x2c, 0xc1, 0x14, 0xf7, 0x8f, 0xbb, 0xd1, 0x9c, 0x6d, 0x3f, 0x04, 0xa9, 0x05, 0x8a, 0x68,
    0x7a, 0x98, 0x7e, 0xba, 0x64, 0xaa, 0x8b, 0x06, 0x29, 0x67, 0x52, 0x3f, 0x06, 0x01};

static arena a;

static int set_up(void **s) {
    (void)s;
    arena_init(&a, 0);
    return 0;
}

static int tear_down(void **s) {
    (void)s;
    arena_done(&a);
    return 0;
}

static str response(const char *headers, str body) {
    char head[512];
    int n = snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n",
                     headers);
    return fixture_join(&a, arena_copy(&a, str_of(head, (size_t)n)), body);
}

static struct http_message decode(const char *headers, str body) {
    struct http_message m;
    struct error e;
    assert_int_equal(http_decode(&a, response(headers, body), &m, &e), ERR_OK);
    return m;
}

static void a_head_is_taken_apart(void **state) {
    (void)state;
    struct http_message m;
    http_parse(STR("HTTP/2 301 Moved\nlocation: https://lantern.example/a\nno colon here\n"
                   "Link: <a>;\n  rel=next\nLOCATION: other\n\nbody"),
               &m);
    assert_int_equal(m.status, 301);
    assert_true(str_equals(m.location, STR("https://lantern.example/a")));
    assert_true(str_equals(http_header(&m, STR("link")), STR("<a>;\n  rel=next")));
    assert_int_equal(http_header(&m, STR("Server")).len, 0);
    assert_true(str_equals(m.body, STR("body")));
    http_parse(STR("GET /news?q=1 HTTP/1.1\r\nHost: lantern.example\r\n\r\n"), &m);
    assert_true(str_equals(m.method, STR("GET")));
    assert_true(str_equals(m.target, STR("/news?q=1")));
    assert_int_equal(m.body.len, 0);
    http_parse(STR("<html>no head</html>"), &m);
    assert_int_equal(m.flags, HTTP_NO_HEAD);
    assert_int_equal(m.body.len, 20);
    http_parse(STR("HTTP/1.0 200"), &m);
    assert_int_equal(m.status, 200);
    http_parse(STR(""), &m);
    assert_int_equal(m.flags, HTTP_NO_HEAD);
}

static void chunks_are_joined(void **state) {
    (void)state;
    const char *h = "Transfer-Encoding: chunked\r\n";
    struct http_message m = decode(h, STR("5\r\nferry\r\n6;x=y\r\n sails\r\n0\r\nT: x\r\n\r\n"));
    assert_true(str_equals(m.body, STR("ferry sails")));
    assert_int_equal(m.flags, 0);
    m = decode(h, STR("5\r\nferry\r\n0\r\n\r\n"));
    assert_true(str_equals(m.body, STR("ferry")));
    m = decode(h, STR("0\r\n\r\n"));
    assert_int_equal(m.body.len, 0);
    assert_int_equal(m.flags, 0);
}

static void wrong_chunks_give_what_there_is(void **state) {
    (void)state;
    const char *h = "Transfer-Encoding: chunked\r\n";
    struct http_message m = decode(h, str_from_cstr(page));
    assert_true(str_equals(m.body, str_from_cstr(page)));
    assert_int_equal(m.flags, HTTP_NOT_CHUNKED);
    m = decode(h, STR("5\r\nferry\r\n40\r\n sails"));
    assert_true(str_equals(m.body, STR("ferry sails")));
    assert_int_equal(m.flags, HTTP_CUT);
    m = decode(h, STR("5\r\nferry\r\nzz\r\n sails"));
    assert_true(str_equals(m.body, STR("ferry")));
    assert_int_equal(m.flags, HTTP_CUT);
    m = decode(h, STR("ffffffffffff\r\nferry"));
    assert_int_equal(m.flags, HTTP_NOT_CHUNKED);
    m = decode(h, STR(""));
    assert_int_equal(m.flags, HTTP_CUT);
}

static void content_codings_are_undone(void **state) {
    (void)state;
    str text = fixture_text(&a, 5000, 1);
    str gzip = fixture_gzip(&a, text);
    const struct {
        const char *headers;
        str body;
    } c[] = {
        {"Content-Encoding: gzip\r\n", gzip},
        {"content-encoding: x-gzip\r\n", fixture_join(&a, fixture_gzip(&a, STR("")), gzip)},
        {"Content-Encoding: deflate\r\n", fixture_deflate(&a, text, 15)},
        {"Content-Encoding: deflate\r\n", fixture_deflate(&a, text, -15)},
        {"Content-Encoding: zstd\r\n", fixture_zstd(&a, text)},
        {"Content-Encoding: deflate, gzip\r\n", fixture_gzip(&a, fixture_deflate(&a, text, 15))},
        {"Content-Encoding: br\r\n", gzip}, /* the magic is believed */
        {"", gzip},
        {"Transfer-Encoding: gzip, chunked\r\n",
         fixture_join(&a, STR("2\r\n\x1f\x8b\r\n"),
                      fixture_join(&a, arena_copy(&a, STR("FFF\r\n")),
                                   str_slice(gzip, 2, gzip.len)))}, /* cut, but whole enough */
    };
    for (size_t i = 0; i < sizeof c / sizeof c[0]; i++) {
        struct http_message m = decode(c[i].headers, c[i].body);
        assert_true(str_equals(m.body, text));
        assert_int_equal(m.flags, strstr(c[i].headers, "chunked") ? HTTP_CUT : 0);
    }
    struct http_message m =
        decode("Content-Encoding: br\r\n", str_of((const char *)brotli_page, sizeof brotli_page));
    assert_int_equal(m.body.len, 6 * (sizeof page - 1));
    assert_true(str_starts_with(m.body, str_from_cstr(page)));
}

static void a_head_that_lies_does_no_harm(void **state) {
    (void)state;
    const char *const headers[] = {"Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n",
                                   "Content-Encoding: deflate\r\n", "Content-Encoding: zstd\r\n",
                                   "Content-Encoding: gzip, br\r\n"};
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        struct http_message m = decode(headers[i], str_from_cstr(page));
        assert_true(str_equals(m.body, str_from_cstr(page)));
        assert_int_equal(m.flags, HTTP_NOT_CODED);
    }
    struct http_message m = decode("Content-Encoding: utf-8\r\n", str_from_cstr(page));
    assert_int_equal(m.flags, HTTP_UNKNOWN);
    assert_true(str_equals(m.body, str_from_cstr(page)));
    m = decode("Content-Encoding: identity\r\nX-Crawler-Content-Encoding: gzip\r\n",
               str_from_cstr(page));
    assert_int_equal(m.flags, 0);
    m = decode("Content-Encoding: gzip\r\n", STR(""));
    assert_int_equal(m.flags, 0);
}

static void cut_and_damaged_bodies_give_what_there_is(void **state) {
    (void)state;
    str text = fixture_text(&a, 20000, 2);
    const str packed[] = {fixture_gzip(&a, text), fixture_zstd(&a, text),
                          fixture_deflate(&a, text, 15)};
    const char *const headers[] = {"Content-Encoding: gzip\r\n", "Content-Encoding: zstd\r\n",
                                   "Content-Encoding: deflate\r\n"};
    for (size_t i = 0; i < 3; i++) {
        for (size_t cut = 64; cut < packed[i].len; cut += 997) {
            struct http_message m = decode(headers[i], str_slice(packed[i], 0, cut));
            assert_int_equal(m.flags, HTTP_CUT);
            assert_true(str_starts_with(text, m.body));
            assert_true(i == 1 || cut < 2000 || m.body.len > cut);
        }
    }
}

static void a_bomb_is_an_error_and_leaves_the_head(void **state) {
    (void)state;
    str zeros = str_of(arena_alloc(&a, 8 * MiB), 8 * MiB);
    struct http_message m;
    struct error e;
    const str packed[] = {fixture_gzip(&a, zeros), fixture_zstd(&a, zeros)};
    for (size_t i = 0; i < 2; i++) {
        str block = response("Content-Encoding: gzip\r\n", packed[i]);
        assert_int_equal(http_decode(&a, block, &m, &e), ERR_LIMIT);
        assert_non_null(strstr(e.msg, "200 times"));
        assert_int_equal(m.status, 200);
        assert_int_equal(m.body.len, 0);
    }
}

static void many_codings_are_not_followed(void **state) {
    (void)state;
    str s = STR("The ferry sails.");
    for (int i = 0; i < 9; i++) {
        s = fixture_gzip(&a, s);
    }
    struct http_message m =
        decode("Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip\r\n", s);
    assert_int_equal(m.flags, HTTP_UNKNOWN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_head_is_taken_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(chunks_are_joined, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_chunks_give_what_there_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(content_codings_are_undone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_head_that_lies_does_no_harm, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cut_and_damaged_bodies_give_what_there_is, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_bomb_is_an_error_and_leaves_the_head, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_codings_are_not_followed, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
