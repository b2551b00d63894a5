/* Metadata of small pages: every source of evidence gives its value, with its place in the source;
 * what is better wins; what is broken or hostile does no harm. Outlets and people are invented. */
#include "unit.h"

#include <stdlib.h>

#include "page/byline.h"
#include "page/meta.h"
#include "page/meta_address.h"
#include "page/meta_evidence.h"
#include "page/meta_label.h"
#include "page/meta_slug.h"
#include "page/meta_text.h"

struct page_case {
    arena a;
    struct html_tree t;
    struct page_meta meta;
    struct meta_extra extra;
};

static void read_page(struct page_case *p, const char *url, const char *html) {
    struct page_hints hints = {.url = str_from_cstr(url)};
    arena_init(&p->a, 0);
    assert_int_equal(html_parse(&p->a, str_from_cstr(html), NULL, &p->t), ERR_OK);
    assert_int_equal(meta_read(&p->a, &p->t, &hints, &p->meta, &p->extra), ERR_OK);
}

static void expect(const struct page_value *value, const char *want, enum page_origin origin) {
    if (!str_equals(value->value, str_from_cstr(want))) {
        print_error("got \"%.*s\", want \"%s\"\n", STR_ARG(value->value), want);
    }
    assert_true(str_equals(value->value, str_from_cstr(want)));
    assert_int_equal(value->origin, origin);
}

static void json_ld_is_read_with_graph_and_references(void **s) {
    (void)s;
    struct page_case p;
    read_page(&p, "https://herald.example/2022/03/04/bridge",
              "<html lang=en-GB><head><title>Bridge opens - The Herald</title>"
              "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":["
              "{\"@type\":\"WebSite\",\"name\":\"The Herald\"},"
              "{\"@type\":\"NewsArticle\",\"headline\":\"Bridge opens &amp;amp; closes\","
              "\"datePublished\":\"2022-03-04T10:12:00+00:00\",\"dateModified\":\"2022-03-05\","
              "\"author\":[{\"@id\":\"#ann\"},\"Bo Fox\"],\"articleSection\":[\"Local\",\"Roads\"],"
              "\"publisher\":{\"@type\":\"Organization\",\"name\":\"Herald Media\"},"
              "\"articleBody\":\"The bridge\\nopened.\"},"
              "{\"@type\":\"Person\",\"@id\":\"#ann\",\"name\":\"Ann Lee\"},"
              "{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"NewsArticle\","
              "\"headline\":\"Other\",\"datePublished\":\"2021-01-01\"}]}]}</script></head>"
              "<body><h1>Bridge opens &amp; closes</h1><p>Text</p></body></html>");
    expect(&p.meta.title, "Bridge opens & closes", PAGE_FROM_TITLE);
    expect(&p.meta.published, "2022-03-04T10:12:00Z", PAGE_FROM_JSON_LD);
    expect(&p.meta.modified, "2022-03-05", PAGE_FROM_JSON_LD);
    assert_int_equal(p.meta.n_authors, 2);
    expect(&p.meta.author[0], "Ann Lee", PAGE_FROM_JSON_LD);
    expect(&p.meta.author[1], "Bo Fox", PAGE_FROM_JSON_LD);
    expect(&p.meta.section, "Local", PAGE_FROM_JSON_LD);
    expect(&p.meta.lang, "en-GB", PAGE_FROM_HTML);
    assert_true(str_equals(p.extra.json_ld_body, STR("The bridge\nopened.")));
    str ann = str_span(p.t.source, p.meta.author[0].at);
    assert_true(str_equals(ann, STR("Ann Lee")));
    arena_done(&p.a);
}

static void meta_elements_are_read(void **s) {
    (void)s;
    struct page_case p;
    read_page(
        &p, "https://post.example/a",
        "<head><meta property=og:title content='Rain  stops'>"
        "<meta property=og:site_name content='The Post'>"
        "<meta name=author content='By Ann Lee'>"
        "<meta property=article:published_time content='2020-05-06T07:08:09-04:00'>"
        "<meta property=article:modified_time content='2020-05-07'>"
        "<meta property=og:locale content=en_US><meta name=description content=Wet.>"
        "<meta property=og:image content='/i.jpg'><meta property=article:section content=News>"
        "<link rel=canonical href='/rain'><title>Rain stops | The Post</title>");
    expect(&p.meta.title, "Rain stops", PAGE_FROM_OPEN_GRAPH);
    expect(&p.meta.outlet, "The Post", PAGE_FROM_OPEN_GRAPH);
    assert_int_equal(p.meta.n_authors, 1);
    expect(&p.meta.author[0], "Ann Lee", PAGE_FROM_META);
    expect(&p.meta.published, "2020-05-06T07:08:09-04:00", PAGE_FROM_OPEN_GRAPH);
    expect(&p.meta.modified, "2020-05-07", PAGE_FROM_OPEN_GRAPH);
    expect(&p.meta.lang, "en-US", PAGE_FROM_OPEN_GRAPH);
    expect(&p.meta.url, "https://post.example/rain", PAGE_FROM_LINK);
    expect(&p.meta.image, "https://post.example/i.jpg", PAGE_FROM_OPEN_GRAPH);
    expect(&p.meta.section, "News", PAGE_FROM_OPEN_GRAPH);
    expect(&p.meta.description, "Wet.", PAGE_FROM_META);
    arena_done(&p.a);
}

static void words_of_the_page_are_read(void **s) {
    (void)s;
    struct page_case p;
    read_page(
        &p, "https://bote.example/regen",
        "<html lang=de><title>Regen - Der Bote</title><body><header>Der Bote</header>"
        "<article><h1>Regen h&ouml;rt auf</h1><p class=byline>Von Anna Lehmann und Bo Fuchs</p>"
        "<p>Ver&ouml;ffentlicht am 4. M&auml;rz 2022, 10:12 Uhr</p><p>Am 1. Mai 2019 war es "
        "anders, sagen die Leute hier am Fluss, und das ist ein langer Satz dazu, der noch ein "
        "wenig weitergeht, damit er als Prosa gilt und nicht als Angabe.</p></article>"
        "<footer>&copy; 2019 Der Bote</footer>");
    expect(&p.meta.title, "Regen h\xc3\xb6rt auf", PAGE_FROM_TITLE);
    expect(&p.meta.published, "2022-03-04T10:12:00", PAGE_FROM_TEXT);
    assert_int_equal(p.meta.n_authors, 2);
    expect(&p.meta.author[0], "Anna Lehmann", PAGE_FROM_TEXT);
    expect(&p.meta.author[1], "Bo Fuchs", PAGE_FROM_TEXT);
    arena_done(&p.a);
}

/* Labels of changes: parted from the day by marks in texts of their own, and in a time element
 * whose class says "published". */
static void changes_are_known_by_their_labels(void **s) {
    (void)s;
    struct page_case p;
    read_page(&p, "https://post.example/a",
              "<h1>Rain stops</h1><p>Updated<!-- -->: <!-- -->5 March 2022</p>"
              "<script type=application/ld+json>{\"@type\":\"Article\","
              "\"datePublished\":\"2021-02-01\"}</script>");
    expect(&p.meta.modified, "2022-03-05", PAGE_FROM_TEXT);
    arena_done(&p.a);
    read_page(&p, "https://post.example/a",
              "<h1>Rain stops</h1><time class='entry published updated' datetime=2022-03-05>Last "
              "updated: 5 March 2022</time>");
    expect(&p.meta.modified, "2022-03-05", PAGE_FROM_TIME);
    arena_done(&p.a);
}

/* 3.4. or 4.3.: a day elsewhere on the page that leaves no choice says which. */
static void days_in_digits_are_read_as_others_of_the_page(void **s) {
    (void)s;
    struct page_case p;
    read_page(&p, "https://post.example/a",
              "<html lang=en><h1>Rain stops</h1><p>04/03/2022</p><p>The river fell.</p>"
              "<ul><li><a href=/a>Rain stops</a> <time datetime=2022-03-04>4 March</time></ul>");
    assert_true(str_starts_with(p.meta.published.value, STR("2022-03-04")));
    arena_done(&p.a);
}

static void a_page_that_says_nothing_gives_nothing(void **s) {
    (void)s;
    struct page_case p;
    read_page(&p, "", "<p>Hello</p>");
    expect(&p.meta.title, "", PAGE_FROM_NOWHERE);
    expect(&p.meta.published, "", PAGE_FROM_NOWHERE);
    expect(&p.meta.url, "", PAGE_FROM_NOWHERE);
    assert_int_equal(p.meta.n_authors, 0);
    arena_done(&p.a);
}

static void bylines_are_cut_into_names(void **s) {
    (void)s;
    static const struct {
        const char *byline;
        const char *names; /* joined by + */
    } rows[] = {
        {"By Ann Lee and Bo Fox, Staff Writers", "Ann Lee+Bo Fox"},
        {"Written by: Ann Lee | 3 May 2020", "Ann Lee"},
        {"3 May 2020 \xc2\xb7 Ann Lee", "Ann Lee"},
        {"Von Anna Lehmann und Bo Fuchs", "Anna Lehmann+Bo Fuchs"},
        {"Par Anne Leroy et Luc Petit", "Anne Leroy+Luc Petit"},
        {"Ann Lee, ann@post.example", "Ann Lee"},
        {"Ann Lee (The Post)", "Ann Lee"},
        {"Staff Writer", ""},
        {"Posted on", ""},
        {"https://social.example/annlee", ""},
        {"The rain has stopped and people are out again", ""},
        {"", ""},
    };
    struct meta_label_index labels;
    meta_label_init(&labels);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str name[BYLINE_NAMES];
        size_t n = byline_names(&labels, str_from_cstr(rows[i].byline), false, name);
        char joined[256] = "";
        size_t len = 0;
        for (size_t k = 0; k < n; k++) {
            if (k > 0) {
                joined[len++] = '+';
            }
            memcpy(joined + len, name[k].ptr, name[k].len);
            len += name[k].len;
        }
        joined[len] = 0;
        assert_string_equal(joined, rows[i].names);
    }
}

static void labels_say_which_day_it_is(void **s) {
    (void)s;
    assert_int_equal(meta_label_of(STR("Published on ")), META_LABEL_PUBLISHED);
    assert_int_equal(meta_label_of(STR("Published 3 May, UPDATED ")), META_LABEL_MODIFIED);
    assert_int_equal(meta_label_of(STR("VERÖFFENTLICHT AM ")), META_LABEL_PUBLISHED);
    assert_int_equal(meta_label_of(STR("Обновлено: ")), META_LABEL_MODIFIED);
    assert_int_equal(meta_label_of(STR("Copyright ")), META_LABEL_OTHER);
    assert_int_equal(meta_label_of(STR("on ")), META_LABEL_NONE);
}

static void addresses_are_made_absolute(void **s) {
    (void)s;
    static const char *const rows[][3] = {
        {"https://post.example/a/b?c", "/x", "https://post.example/x"},
        {"https://post.example/a/b?c", "x", "https://post.example/a/x"},
        {"https://post.example", "x", "https://post.example/x"},
        {"https://post.example/a", "//cdn.example/x", "https://cdn.example/x"},
        {"https://post.example/a", "http://b.example/", "http://b.example/"},
        {"https://post.example/a", "javascript:x", ""},
        {"", "/x", ""},
    };
    arena a;
    arena_init(&a, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str out;
        assert_int_equal(
            meta_address_resolve(&a, str_from_cstr(rows[i][0]), str_from_cstr(rows[i][1]), &out),
            ERR_OK);
        assert_true(str_equals(out, str_from_cstr(rows[i][2])));
    }
    assert_true(
        str_equals(meta_address_domain(STR("https://a.post.example:80/x")), STR("example")));
    arena_done(&a);
}

static unsigned likeness(const char *url, const char *title) {
    arena a;
    arena_init(&a, 0);
    str slug = meta_slug_find(&a, str_from_cstr(url));
    str key = meta_slug_key(&a, meta_text_key(&a, str_from_cstr(title)));
    unsigned out = meta_slug_likeness(slug, key);
    arena_done(&a);
    return out;
}

static void headlines_are_known_by_the_address(void **s) {
    (void)s;
    /* umlauts written out or encoded, numbers of articles, the longest part of several */
    assert_int_equal(
        likeness("https://a.example/stadt/alte-kuehltuerme-gesprengt-id23456789.html?x=y-z-w",
                 "Alte K\xc3\xbchlt\xc3\xbcrme gesprengt"),
        857);
    assert_int_equal(likeness("https://a.example/br%C3%BCcke-wird-neu-gebaut/",
                              "Br\xc3\xbc"
                              "cke wird neu gebaut"),
                     1000);
    assert_int_equal(likeness("https://a.example/bridge-opens-at-last", "Rain stops play"), 0);
    assert_int_equal(likeness("https://bridge-opens-at-last.example/news/1234567", "Bridge opens"),
                     0);
    assert_int_equal(likeness("", "Bridge opens"), 0);
    assert_int_equal(likeness("https://a.example/bridge-opens-at-%", "Bridge opens at"), 1000);
}

/* Three headlines: the address says which is the article's own. */
static void the_address_chooses_among_headlines(void **s) {
    (void)s;
    struct page_case p;
    read_page(&p, "https://post.example/news/harbour-bridge-opens-after-years-of-delay",
              "<title>Why the bridge took so long</title>"
              "<meta property=og:title content='Harbour bridge opens after years of delay'>"
              "<h1>Crowds cross the new span</h1><p>It rained.");
    expect(&p.meta.title, "Harbour bridge opens after years of delay", PAGE_FROM_OPEN_GRAPH);
    arena_done(&p.a);
}

static void tables_are_in_byte_order(void **s) {
    (void)s;
    static const char *const key[] = {
#define KEY(word, source) word,
#include "page/tables/meta_keys.inc"
#undef KEY
    };
    static const char *const word[] = {
#define WORD(word, bits) word,
#include "page/tables/meta_words.inc"
#undef WORD
    };
    static const char *const role[] = {
#include "page/tables/byline_roles.inc"
    };
    static const char *const given[] = {
#include "page/tables/byline_given.inc"
    };
    for (size_t i = 1; i < sizeof given / sizeof *given; i++) {
        assert_true(strcmp(given[i - 1], given[i]) < 0);
    }
    for (size_t i = 1; i < sizeof key / sizeof *key; i++) {
        assert_true(strcmp(key[i - 1], key[i]) < 0);
    }
    for (size_t i = 1; i < sizeof word / sizeof *word; i++) {
        assert_true(strcmp(word[i - 1], word[i]) < 0);
    }
    for (size_t i = 1; i < sizeof role / sizeof *role; i++) {
        assert_true(strcmp(role[i - 1], role[i]) < 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_ld_is_read_with_graph_and_references),
        cmocka_unit_test(meta_elements_are_read),
        cmocka_unit_test(words_of_the_page_are_read),
        cmocka_unit_test(changes_are_known_by_their_labels),
        cmocka_unit_test(days_in_digits_are_read_as_others_of_the_page),
        cmocka_unit_test(a_page_that_says_nothing_gives_nothing),
        cmocka_unit_test(bylines_are_cut_into_names),
        cmocka_unit_test(labels_say_which_day_it_is),
        cmocka_unit_test(addresses_are_made_absolute),
        cmocka_unit_test(headlines_are_known_by_the_address),
        cmocka_unit_test(the_address_chooses_among_headlines),
        cmocka_unit_test(tables_are_in_byte_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
