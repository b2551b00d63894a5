/* Feeds of all kinds, of invented outlets: the fields, broken forms, refusals. */
#include "unit.h"

#include "feed/feed.h"
#include "feed/feed_url.h"

static arena a;

static int set_up(void **state) {
    (void)state;
    arena_init(&a, 0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_done(&a);
    return 0;
}

#define assert_str(got, wanted)                                                  \
    do {                                                                         \
        str got_ = (got);                                                        \
        str wanted_ = str_from_cstr(wanted);                                     \
        assert_int_equal(got_.len, wanted_.len);                                 \
        assert_memory_equal(got_.len ? got_.ptr : "", wanted_.ptr, wanted_.len); \
    } while (0)

static struct feed parse(const char *text, const struct feed_hints *hints) {
    struct feed f;
    struct error e;
    assert_int_equal(feed_parse(&a, str_from_cstr(text), hints, &f, &e), ERR_OK);
    return f;
}

static struct error refuse(const char *text, enum err code) {
    struct feed f;
    struct error e;
    assert_int_equal(feed_parse(&a, str_from_cstr(text), NULL, &f, &e), code);
    assert_true(e.msg[0] != '\0');
    return e;
}

static void rss_with_its_fields(void **state) {
    (void)state;
    static const char text[] =
        "<?xml version='1.0'?>\n"
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'\n"
        "  xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>\n"
        "<title>Harbour "
        "Gazette</title><link>http://harbour.example/</link><language>en</language>\n"
        "<item><title>Ferry late</title><link>/ferry</link><guid isPermaLink='false'>f-1</guid>\n"
        "<pubDate>Tue, 03 Mar 2026 08:15:00 +0100</pubDate><dc:creator>Ada Quill</dc:creator>\n"
        "<description>&lt;p&gt;An hour.&lt;/p&gt;</description>\n"
        "<content:encoded>&lt;a href=\"more\"&gt;more&lt;/a&gt;</content:encoded>\n"
        "<source url='http://coast.example/rss'>Coast Wire</source>\n"
        "<category domain='d'>Transport</category>\n"
        "<enclosure url='a.mp3' type='audio/mpeg' length='9'/></item></channel></rss>";
    struct feed_hints hints = {.url = STR("http://harbour.example/feeds/all")};
    struct feed f = parse(text, &hints);
    assert_int_equal(f.kind, FEED_RSS);
    assert_false(f.bozo);
    assert_str(f.version, "2.0");
    assert_str(f.head.title.text, "Harbour Gazette");
    assert_str(f.head.language, "en");
    assert_int_equal(f.n_items, 1);
    const struct feed_item *item = &f.items[0];
    assert_str(item->title.text, "Ferry late");
    assert_str(item->link, "http://harbour.example/ferry");
    assert_str(item->id, "f-1");
    assert_false(item->id_is_link);
    assert_str(item->published.iso, "2026-03-03T07:15:00Z");
    assert_str(item->authors.v[0].name, "Ada Quill");
    assert_str(item->summary.text, "<p>An hour.</p>");
    assert_int_equal(item->summary.type, FEED_TEXT_HTML);
    assert_str(item->content.v[0].text, "<a href=\"http://harbour.example/feeds/more\">more</a>");
    assert_str(item->source->title.text, "Coast Wire");
    assert_str(item->source->link, "http://coast.example/rss");
    assert_str(item->categories.v[0].term, "Transport");
    assert_str(item->enclosures.v[0].url, "http://harbour.example/feeds/a.mp3");
    assert_memory_equal(text + item->pos, "<item>", 6);
}

static void atom_with_bases_and_languages(void **state) {
    (void)state;
    struct feed f = parse(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://hill.example/a/' xml:lang='de'>"
        "<title type='html'>Hill &amp;amp; Vale</title><entry xml:base='b/' xml:lang='fr'>"
        "<title>Snow</title><link href='1'/><id>tag:hill.example,2026:1</id>"
        "<updated>2026-01-02T03:04:05+01:00</updated>"
        "<author><name>Ben Stone</name><email>ben@hill.example</email></author>"
        "<source><title>Peak News</title><id>urn:peak</id></source>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>A "
        "<a href='x'>b</a> &lt;c</p></div></content></entry></feed>",
        NULL);
    assert_int_equal(f.kind, FEED_ATOM);
    assert_str(f.version, "1.0");
    assert_str(f.head.title.text, "Hill &amp; Vale");
    assert_str(f.head.language, "de");
    const struct feed_item *item = &f.items[0];
    assert_str(item->link, "http://hill.example/a/b/1");
    assert_str(item->language, "fr");
    assert_str(item->updated.iso, "2026-01-02T02:04:05Z");
    assert_str(item->authors.v[0].email, "ben@hill.example");
    assert_str(item->source->title.text, "Peak News");
    assert_str(item->source->id, "urn:peak");
    assert_str(item->content.v[0].text,
               "<p>A <a href=\"http://hill.example/a/b/x\">b</a> &lt;c</p>");
    assert_str(item->content.v[0].base, "http://hill.example/a/b/");
    assert_str(item->content.v[0].lang, "fr");
}

static void json_feed_with_positions(void **state) {
    (void)state;
    static const char text[] =
        "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Mill\", \"items\": [\n"
        " {\"id\": 7, \"url\": \"http://mill.example/7\", \"content_html\": \"<b>x</b>\",\n"
        "  \"date_published\": \"2026-02-01T00:00:00Z\", \"authors\": [{\"name\": \"Cy Reed\"}],\n"
        "  \"tags\": [\"a\", \"b\"], \"_own\": {\"k\": [1, 2]}},\n"
        " {\"id\": \"8\", \"content_text\": \"plain\"}]}";
    struct feed f = parse(text, NULL);
    assert_int_equal(f.kind, FEED_JSON);
    assert_str(f.version, "1.1");
    assert_int_equal(f.n_items, 2);
    assert_str(f.items[0].id, "7");
    assert_str(f.items[0].content.v[0].text, "<b>x</b>");
    assert_str(f.items[0].authors.v[0].name, "Cy Reed");
    assert_int_equal(f.items[0].categories.n, 2);
    assert_int_equal(f.items[1].content.v[0].type, FEED_TEXT_PLAIN);
    assert_memory_equal(text + f.items[0].pos, "{\"id\": 7", 8);
    assert_memory_equal(text + f.items[1].pos, "{\"id\": \"8\"", 10);
    const struct feed_node *own = feed_node_child(f.items[0].node, FEED_SPACE_NONE, STR("_own"));
    assert_non_null(own);
    assert_str(feed_node_text(&a, own), "12");
}

static void news_sitemap(void **state) {
    (void)state;
    struct feed f = parse(
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
        " xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url>"
        "<loc>http://quay.example/1</loc><lastmod>2026-05-06</lastmod><news:news>"
        "<news:publication><news:name>Quay Post</news:name><news:language>en</news:language>"
        "</news:publication><news:publication_date>2026-05-05T10:00:00Z</news:publication_date>"
        "<news:title>Crane falls</news:title></news:news></url></urlset>",
        NULL);
    assert_int_equal(f.kind, FEED_SITEMAP);
    assert_str(f.items[0].link, "http://quay.example/1");
    assert_str(f.items[0].title.text, "Crane falls");
    assert_str(f.items[0].source->title.text, "Quay Post");
    assert_str(f.items[0].published.iso, "2026-05-05T10:00:00Z");
    assert_str(f.items[0].updated.iso, "2026-05-06T00:00:00Z");
}

static void outlines_nest(void **state) {
    (void)state;
    struct feed f =
        parse("<opml version='2.0'><head><title>Mine</title></head><body>"
              "<outline text='North'><outline text='Fell' xmlUrl='http://fell.example/r'"
              " htmlUrl='http://fell.example/'/></outline></body></opml>",
              NULL);
    assert_int_equal(f.kind, FEED_OPML);
    assert_str(f.head.title.text, "Mine");
    assert_int_equal(f.n_items, 2);
    assert_str(f.items[1].title.text, "Fell");
    assert_str(f.items[1].id, "http://fell.example/r");
}

static void broken_xml_is_read_and_marked(void **state) {
    (void)state;
    struct feed f = parse("<rss version=2.0><channel><title>Tide & Time</title>"
                          "<item><title>One</title><link>http://t.example/?a=1&b=2</link>"
                          "<item><title>T\x01wo&nbsp;x <dc:date>2026-01-01</dc:date>",
                          NULL);
    assert_true(f.bozo);
    assert_true(f.bozo_why[0] != '\0');
    assert_str(f.head.title.text, "Tide & Time");
    assert_int_equal(f.n_items, 2);
    assert_str(f.items[0].link, "http://t.example/?a=1&b=2");
    assert_true(f.items[0].pos < f.items[1].pos);
}

static void undeclared_prefixes_mean_what_is_usual(void **state) {
    (void)state;
    struct feed f =
        parse("<rss><channel><item><dc:creator>Di Marsh</dc:creator></item></channel></rss>", NULL);
    assert_true(f.bozo);
    assert_str(f.items[0].authors.v[0].name, "Di Marsh");
}

static void names_of_html_stand_for_their_characters(void **state) {
    (void)state;
    struct feed f = parse("<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' "
                          "'http://my.netscape.com/publish/formats/rss-0.91.dtd'>"
                          "<rss version='0.91'><channel><title>Caf&eacute;</title></channel></rss>",
                          NULL);
    assert_false(f.bozo);
    assert_str(f.head.title.text, "Caf\xc3\xa9");
}

static void declared_entities_are_refused(void **state) {
    (void)state;
    struct error e = refuse("<!DOCTYPE rss [<!ENTITY a 'b'><!ENTITY c '&a;&a;&a;'>]>"
                            "<rss><channel><title>&c;</title></channel></rss>",
                            ERR_INPUT);
    assert_non_null(strstr(e.msg, "entities"));
}

static void what_is_no_feed_is_refused(void **state) {
    (void)state;
    refuse("<html><body>no</body></html>", ERR_INPUT);
    refuse("", ERR_INPUT);
    refuse("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [", ERR_INPUT);
}

static void feeds_are_told_by_their_start(void **state) {
    (void)state;
    static const struct {
        const char *start;
        bool is_feed;
    } cases[] = {
        {"\xef\xbb\xbf <?xml version='1.0'?><!-- c --><rss version='2.0'>", true},
        {"<!DOCTYPE rss [<!-- > -->]><rdf:RDF xmlns:rdf='x'>", true},
        {"<feed xmlns='y'>", true},
        {"<sitemapindex>", true},
        {"<opml>", true},
        {"{ \"version\" : \"https://jsonfeed.org/version/1\"", true},
        {"<html><rss>", false},
        {"{\"version\": 2}", false},
        {"<rssx>", false},
        {"", false},
        {"<", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(feed_is_feed(str_from_cstr(cases[i].start)), cases[i].is_feed);
    }
}

static void addresses_resolve_as_the_rfc_says(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"g:h", "g:h"},
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q#s"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str got = feed_url_join(&a, STR("http://a/b/c/d;p?q"), str_from_cstr(cases[i][0]));
        assert_str(got, cases[i][1]);
    }
}

static void every_cut_of_a_feed_ends_in_a_result_or_a_reason(void **state) {
    (void)state;
    static const char text[] =
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE rss><rss version=\"2.0\"><channel>"
        "<title>A &amp; b</title><item><title><![CDATA[c ]] d]]></title><!-- e -->"
        "<guid isPermaLink='true'>http://f.example/</guid></item></channel></rss>";
    for (size_t n = 0; n < sizeof text; n++) {
        struct feed f;
        struct error e = {0};
        enum err code = feed_parse(&a, str_of(text, n), NULL, &f, &e);
        assert_true(code == ERR_OK || (code == ERR_INPUT && e.msg[0] != '\0'));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rss_with_its_fields),
        cmocka_unit_test(atom_with_bases_and_languages),
        cmocka_unit_test(json_feed_with_positions),
        cmocka_unit_test(news_sitemap),
        cmocka_unit_test(outlines_nest),
        cmocka_unit_test(broken_xml_is_read_and_marked),
        cmocka_unit_test(undeclared_prefixes_mean_what_is_usual),
        cmocka_unit_test(names_of_html_stand_for_their_characters),
        cmocka_unit_test(declared_entities_are_refused),
        cmocka_unit_test(what_is_no_feed_is_refused),
        cmocka_unit_test(feeds_are_told_by_their_start),
        cmocka_unit_test(addresses_resolve_as_the_rfc_says),
        cmocka_unit_test(every_cut_of_a_feed_ends_in_a_result_or_a_reason),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
