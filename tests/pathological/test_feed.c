/* Feeds made to be slow, large or deep: each ends within a second and 256 MiB, with items or with a
 * reason. */
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "feed/feed.h"

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static str repeat(arena *a, str head, str unit, size_t n, str tail) {
    char *out = arena_alloc(a, head.len + unit.len * n + tail.len);
    assert_non_null(out);
    memcpy(out, head.ptr, head.len);
    for (size_t i = 0; i < n; i++) {
        memcpy(out + head.len + i * unit.len, unit.ptr, unit.len);
    }
    memcpy(out + head.len + unit.len * n, tail.ptr, tail.len);
    return str_of(out, head.len + unit.len * n + tail.len);
}

static const struct {
    const char *name;
    const char *head, *unit, *tail;
    size_t n;
    enum err code;
} cases[] = {
    {"a million items", "<rss><channel>", "<item/>", "</channel></rss>", 1000000, ERR_LIMIT},
    {"as many items as allowed", "<rss><channel>", "<item><title>t</title></item>",
     "</channel></rss>", 100000, ERR_OK},
    {"deep nesting", "<rss>", "<a>", "", 100000, ERR_LIMIT},
    {"deep nesting, not well-formed", "<rss a>", "<a>", "", 100000, ERR_LIMIT},
    {"attributes", "<rss", " a='1'", "></rss>", 100000, ERR_OK},
    {"distinct prefixes never declared", "<rss ", "b:b ", "></rss>", 100000, ERR_OK},
    {"ampersands", "<rss><channel><title>", "&a", "</title></channel></rss>", 1000000, ERR_OK},
    {"open quotes", "<rss><channel><title a=", "'<b c=\"", "", 300000, ERR_LIMIT},
    {"open comments", "<rss><channel>", "<!--", "", 1000000, ERR_OK},
    {"open sections", "<rss><channel>", "<![CDATA[", "", 500000, ERR_OK},
    {"end tags", "<rss><channel>", "</b>", "", 1000000, ERR_OK},
    {"divs", "<feed a><entry><content type='xhtml'><div>", "&lt;div&gt;", "</div>", 300000, ERR_OK},
    {"links", "<rss><channel><description>", "&lt;a href=x&gt;", "</description></channel></rss>",
     300000, ERR_OK},
    {"categories", "<rss><channel><item>", "<category>c</category>", "</item></channel></rss>",
     100000, ERR_OK},
    {"keywords", "<rss><channel><item><keywords>", "a,b,", "</keywords></item></channel></rss>",
     500000, ERR_OK},
    {"JSON brackets", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":", "[", "",
     1000000, ERR_LIMIT},
    {"JSON values", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "1,", "1]}",
     2000000, ERR_LIMIT},
    {"JSON items", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "{},", "{}]}",
     300000, ERR_LIMIT},
    {"addresses", "<urlset>", "<url><loc>x</loc></url>", "</urlset>", 100000, ERR_OK},
    {"links with a base",
     "<rss><channel xml:base='http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example/'>"
     "<description>",
     "&lt;a href=x&gt;", "</description></channel></rss>", 300000, ERR_OK},
    {"dots", "<rss><channel><link>http://a.example/", "../a/", "</link></channel></rss>", 1000000,
     ERR_OK},
};

static void each_ends_soon(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena source;
        arena a;
        arena_init(&source, 0);
        arena_init(&a, 256 * MiB);
        str text = repeat(&source, str_from_cstr(cases[i].head), str_from_cstr(cases[i].unit),
                          cases[i].n / LESS_WORK, str_from_cstr(cases[i].tail));
        struct feed_hints hints = {.url = STR("http://b.example/c/")};
        struct feed feed;
        struct error e = {0};
        double began = now();
        enum err code = feed_parse(&a, text, &hints, &feed, &e);
        double seconds = now() - began;
        if (code != cases[i].code || seconds > LESS_WORK) {
            print_message("%s: %s, %.2f s, %zu MiB: %s\n", cases[i].name, err_name(code), seconds,
                          a.total / MiB, e.msg);
        }
        assert_true(seconds <= LESS_WORK);
        assert_true(code == ERR_OK || e.msg[0] != '\0');
        assert_true(LESS_WORK > 1 || code == cases[i].code);
        arena_done(&a);
        arena_done(&source);
    }
}

static void entity_bombs_are_refused(void **state) {
    (void)state;
    static const char text[] =
        "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>"
        "<!ENTITY c '&b;&b;&b;&b;&b;&b;'><!ENTITY % p SYSTEM 'file:///etc'>]>"
        "<rss><channel><title>&c;</title></channel></rss>";
    arena a;
    arena_init(&a, 256 * MiB);
    struct feed feed;
    struct error e = {0};
    assert_int_equal(feed_parse(&a, str_from_cstr(text), NULL, &feed, &e), ERR_INPUT);
    assert_non_null(strstr(e.msg, "entities"));
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_ends_soon),
        cmocka_unit_test(entity_bombs_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
