/* Metadata of pages made to hurt: nothing takes longer than a second. */
#include "unit.h"

#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "page/meta.h"

enum { MOST_SECONDS = 1, KEYS = 100000 / LESS_WORK, METAS = 1000000 / LESS_WORK };

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Read `html` and check the time of meta_read alone. */
static void read_page(buf *html) {
    arena a;
    struct html_tree t;
    struct page_meta meta;
    struct meta_extra extra;
    struct page_hints hints = {.url = STR("https://post.example/a")};
    arena_init(&a, 0);
    assert_int_equal(html->failed, ERR_OK);
    assert_int_equal(html_parse(&a, buf_str(html), NULL, &t), ERR_OK);
    double start = seconds();
    assert_int_equal(meta_read(&a, &t, &hints, &meta, &extra), ERR_OK);
    assert_true(seconds() - start < MOST_SECONDS);
    arena_done(&a);
    buf_done(html);
}

static void add_times(buf *b, size_t n, const char *piece) {
    for (size_t i = 0; i < n; i++) {
        buf_add_cstr(b, piece);
    }
}

static void begin(buf *b, const char *start) {
    buf_init(b, (size_t)1 << 28);
    buf_add_cstr(b, start);
}

static void deep_json(void **s) {
    (void)s;
    static const char *const piece[] = {
        "[", "{\"a\":", "{\"author\":[", "\"", "\\", "\" \"", "{\"@id\":\"x\"},", "/*", "<!--"};
    for (size_t i = 0; i < sizeof piece / sizeof *piece; i++) {
        buf b;
        begin(&b, "<script type=application/ld+json>");
        add_times(&b, ((size_t)1 << 20) / strlen(piece[i]) / LESS_WORK, piece[i]);
        read_page(&b);
    }
}

static void many_keys(void **s) {
    (void)s;
    buf b;
    begin(&b, "<script type=application/ld+json>[{");
    for (unsigned i = 0; i < KEYS; i++) {
        buf_addf(&b, "\"key%u\":{\"@id\":\"%u\",\"author\":{\"@id\":\"#%u\"}},", i, i, i);
    }
    read_page(&b);
}

static void many_elements(void **s) {
    (void)s;
    static const char *const piece[] = {"<meta property=og:title content='a b'>",
                                        "<meta name=author content='Ann Lee, Bo Fox'>",
                                        "<meta property=article:published_time content=2020-01-02>",
                                        "<time datetime=2020-01-02>2 January 2020</time>",
                                        "<h1>a | b | c | d</h1>",
                                        "<p class=byline>By Ann Lee</p>",
                                        "<p>Published 3/4/2020 4/5/2021",
                                        "<div class='author date title'>",
                                        "<script>\"datePublished\":\"2020-01-02\"</script>"};
    for (size_t i = 0; i < sizeof piece / sizeof *piece; i++) {
        buf b;
        begin(&b, "");
        add_times(&b, METAS / 10, piece[i]);
        read_page(&b);
    }
}

static void a_million_metas(void **s) {
    (void)s;
    buf b;
    begin(&b, "");
    add_times(&b, METAS, "<meta name=date content=1>");
    read_page(&b);
}

static void long_texts(void **s) {
    (void)s;
    static const char *const piece[] = {"1.",        "1 ",       "2020-", "3 May ",
                                        "by ",       ", ",       " | ",   "&amp;",
                                        "&amp;amp;", "\xc2\xa0", "<",     "Ann Lee and "};
    static const char *const element[] = {"<title>", "<h1>", "<p class=date>", "<p class=author>"};
    for (size_t e = 0; e < sizeof element / sizeof *element; e++) {
        for (size_t i = 0; i < sizeof piece / sizeof *piece; i++) {
            buf b;
            begin(&b, element[e]);
            add_times(&b, ((size_t)1 << 20) / strlen(piece[i]) / LESS_WORK, piece[i]);
            read_page(&b);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deep_json),     cmocka_unit_test(many_keys),
        cmocka_unit_test(many_elements), cmocka_unit_test(a_million_metas),
        cmocka_unit_test(long_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
