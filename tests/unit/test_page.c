/* Whole pages: the article's text, its blocks, and the way back to the bytes as served. */
#include "unit.h"

#include "page/page_steps.h"
#include "text/utf8.h"

#define STORY                                                                                      \
    "<p>The old harbour bridge reopened on Friday after two years of work, said Olaf Brandt, who " \
    "leads the works office of the town.</p>\n"                                                    \
    "<p>It cost 4.2&nbsp;million crowns &mdash; twice the first plan, &quot;but it will "          \
    "stand&quot;,   he added on the day.</p>\n"                                                    \
    "<p>Trams run again from Monday, and a lane for bicycles is due in spring, the office said "   \
    "in a short note to the press.</p>\n"

static const char page_source[] =
    "<!DOCTYPE html><html lang=en><head><title>Harbour bridge reopens - Quayside Post</title>"
    "</head><body><nav class=menu><ul><li><a href=/>Home</a></li><li><a href=/s>Sport</a></li></ul>"
    "</nav><main><article class=story><h1>Harbour bridge reopens</h1>" STORY
    "<blockquote class=twitter-tweet><p>The bridge is open at last!</p>Quayside Trams "
    "(@quaytrams)</blockquote>" STORY
    "</article></main><aside class=related><h3>More</h3><a href=/a>Ferry fares rise</a></aside>"
    "<footer>&copy; Quayside Post. All rights reserved.</footer></body></html>";

static bool has(str text, const char *part) {
    return str_find(text, str_from_cstr(part), 0) != SIZE_MAX;
}

static struct page read_page(arena *a, str bytes) {
    struct page p;
    assert_int_equal(page_read(a, bytes, NULL, &p), ERR_OK);
    return p;
}

static void the_article_is_read_and_the_rest_is_left(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct page p = read_page(&a, STR(page_source));
    assert_true(has(p.text, "reopened on Friday after two years"));
    assert_true(has(p.text, "It cost 4.2 million crowns \xe2\x80\x94 twice"));
    assert_true(has(p.text, "stand\", he added"));
    assert_false(has(p.text, "Sport"));
    assert_false(has(p.text, "Ferry fares"));
    assert_false(has(p.text, "All rights"));
    assert_false(has(p.text, "Harbour bridge reopens")); /* the headline is metadata */
    assert_true(p.confidence > 0.5f && p.confidence <= 1);
    arena_done(&a);
}

/* Blocks of a kind that stand in the source around `part`. */
static size_t noted(const struct page *p, enum page_block_kind kind, const char *source,
                    const char *part) {
    size_t n = 0;
    for (size_t i = 0; i < p->n_blocks; i++) {
        const struct page_block *b = &p->block[i];
        n += b->kind == kind && span_is_empty(b->at) &&
             has(str_of(source + b->source.from, b->source.to - b->source.from), part);
    }
    return n;
}

static void bylines_promos_and_captions_are_noted(void **state) {
    static const char source[] =
        "<!DOCTYPE html><html lang=en><head><title>Harbour bridge reopens</title></head><body>"
        "<nav><a href=/>By the Sea Daily News</a></nav><main><article class=story>"
        "<h1>Harbour bridge reopens</h1><div class=byline><a href=/m>By Mara Venn</a></div>"
        "<div class=pubdate><span>March 4, 2026</span></div><div class=share><a href=/x>Share</a>"
        "</div>" STORY "<figure><img src=a.jpg><figcaption>The bridge at noon</figcaption>"
        "</figure><aside class=related><h4>Read more</h4><ul><li><a href=/f>Ferry fares rise for "
        "the third time</a></li></ul></aside>" STORY "</article></main></body></html>";
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct page p = read_page(&a, STR(source));
    assert_int_equal(noted(&p, PAGE_BYLINE, source, "By Mara Venn"), 1);
    assert_int_equal(noted(&p, PAGE_BYLINE, source, "March 4"), 1);
    assert_int_equal(noted(&p, PAGE_CAPTION, source, "The bridge at noon"), 1);
    assert_int_equal(noted(&p, PAGE_PROMO, source, "Ferry fares rise"), 1);
    assert_int_equal(noted(&p, PAGE_BYLINE, source, "Sea Daily"), 0);
    assert_false(has(p.text, "Mara Venn"));
    assert_false(has(p.text, "Ferry fares"));
    arena_done(&a);
}

/* Each run read again: equal where nothing was decoded. */
static void runs_lead_back_to_the_bytes(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct page p = read_page(&a, STR(page_source));
    size_t covered = 0;
    for (size_t i = 0; i < p.n_runs; i++) {
        struct page_run r = p.run[i];
        str source = str_of(page_source + r.source, r.source_len);
        str text = str_of(p.text.ptr + r.text, r.len);
        covered += r.len;
        if (r.len == r.source_len) {
            assert_true(str_equals(source, text));
        } else {
            assert_int_equal(source.ptr[0], '&');
        }
    }
    assert_true(covered > p.text.len * 9 / 10);
    for (size_t i = 0; i < p.n_blocks; i++) {
        if (!span_is_empty(p.block[i].at)) {
            assert_int_equal(page_source[p.block[i].source.from], p.text.ptr[p.block[i].at.from]);
        }
    }
    arena_done(&a);
}

static void spans_of_another_encoding_are_those_of_its_bytes(void **state) {
    (void)state;
    static const char latin[] =
        "<meta charset=windows-1252><title>Br\xfc"
        "cke</title><article><h1>Br\xfc"
        "cke</h1>"
        "<p>Der Pr\xe4sident sagte am Freitag, die Br\xfc"
        "cke werde bald ge\xf6"
        "ffnet, und die "
        "Stra\xdf"
        "e auch, so hei\xdft es in der Stadt, die lange darauf gewartet hat.</p>"
        "<p>Die Bahn f\xe4hrt ab Montag wieder, und ein Weg f\xfcr R\xe4"
        "der folgt im Fr\xfchjahr, "
        "sagte das Amt in einer kurzen Mitteilung an die Presse.</p></article>";
    arena a;
    arena_init(&a, 0);
    struct page p = read_page(&a, STR(latin));
    assert_int_equal(utf8_check(p.text), p.text.len);
    assert_true(has(p.text, "Pr\xc3\xa4sident"));
    assert_true(p.n_blocks >= 1);
    const struct page_block *b = &p.block[0];
    assert_true(str_starts_with(str_span(STR(latin), b->source), STR("Der Pr\xe4sident")));
    assert_true(str_ends_with(str_span(STR(latin), b->source), STR("gewartet hat.")));
    arena_done(&a);
}

static void a_fragment_is_read_whole(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct page p;
    str markup = STR("<h2>Head</h2>one<br>two<br><br>three <ul><li>four</ul><pre>\n a\n  b </pre>"
                     "<script>x</script><a href=#>more</a>");
    assert_int_equal(page_read_fragment(&a, markup, &p), ERR_OK);
    assert_true(str_equals(p.text, STR("Head\n\none\ntwo\n\nthree\n\nfour\n\n a\n  b\n\nmore")));
    assert_int_equal(p.n_blocks, 6);
    assert_int_equal(p.block[0].kind, PAGE_HEADING);
    assert_int_equal(p.block[3].kind, PAGE_LIST_ITEM);
    assert_int_equal(p.block[4].kind, PAGE_CODE);
    arena_done(&a);
}

static void rows_of_data_are_lines(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct page p;
    str markup = STR("<p>Fares</p><table><caption>A day</caption><tr><th></th><th>2023</th><th>2024"
                     "</th></tr><tr><td>Riders &amp; crew<td><td>1,250</tr>"
                     "<tr><td>Fare<td><p>2.50</p><td>2.80<br><br>from June</table><p>End</p>");
    assert_int_equal(page_read_fragment(&a, markup, &p), ERR_OK);
    assert_true(str_equals(p.text, STR("Fares\n\nA day\n\n| 2023 | 2024\nRiders & crew | | 1,250\n"
                                       "Fare | 2.50 | 2.80 from June\n\nEnd")));
    assert_int_equal(p.n_blocks, 6);
    assert_int_equal(p.block[3].kind, PAGE_TABLE_ROW);
    assert_true(str_equals(str_span(p.text, p.block[3].at), STR("Riders & crew | | 1,250")));
    assert_true(str_ends_with(str_span(markup, p.block[3].source), STR("1,250")));
    arena_done(&a);
}

static void tables_for_layout_are_blocks(void **state) {
    static const char *const layout[] = {
        "<table><tr><td>a<td>b</tr></table>", /* one row */
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<table><tr><td>a<td><table><tr><td>b<td>c<tr><td>d<td>e</table><tr><td>f<td>g</table>"};
    (void)state;
    for (size_t i = 0; i < sizeof layout / sizeof layout[0]; i++) {
        arena a;
        arena_init(&a, 0);
        struct page p;
        assert_int_equal(page_read_fragment(&a, str_from_cstr(layout[i]), &p), ERR_OK);
        assert_false(has(p.text, "|"));
        assert_true(has(p.text, "a\n\nb"));
        arena_done(&a);
    }
}

/* clang-format off */
#define POST(clock, head, more)                                                                 \
    "<article class='post post-" clock "'><header><time datetime='2026-03-04T" clock            \
    ":00+01:00'>" clock "</time><h2>" head "</h2></header><p>The harbour office said at " clock \
    " that " more ", and that it would give the next report within the hour.</p></article>\n"
#define REMARK(clock)                                                                             \
    "<li class=comment><time datetime='2026-03-04T" clock ":00Z'>" clock "</time><p>I was there " \
    "at " clock " and saw none of this, whatever they say.</p><a href=#r>Reply</a></li>"

static const char live_blog[] =
    "<!DOCTYPE html><html lang=en><head><title>Bridge reopens: live</title></head><body><main>"
    "<div class=story><h1>Bridge reopens: live</h1><p>The old harbour bridge reopens today after "
    "two years of work; we report through the day.</p><div class=posts>"
    POST("14:20", "First tram", "the first tram had crossed")
    "<div class=promo><a href=/f><h4>Ferry fares rise for the third time</h4></a>"
    "<time>14:00</time><p>Riders pay more from Monday on all lines.</p></div>"
    POST("13:05", "Ribbon cut", "the ribbon was cut by the oldest rider")
    POST("12:50", "Crowd waits", "some two thousand people waited at the gate")
    POST("12:10", "Gates open", "the gates had been opened")
    "</div></div></main><section class=comments><ol>"
    REMARK("15:01") REMARK("15:02") REMARK("15:09") "</ol></section></body></html>";
/* clang-format on */

static void a_live_blog_is_read_post_by_post(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct page p = read_page(&a, STR(live_blog));
    assert_int_equal(noted(&p, PAGE_POST, live_blog, ":"), 4);
    int64_t before = INT64_MAX;
    for (size_t i = 0; i < p.n_blocks; i++) {
        if (p.block[i].kind == PAGE_POST) {
            assert_true(p.block[i].time < before);
            before = p.block[i].time;
            assert_int_equal(p.block[i + 1].kind, PAGE_HEADING);
        }
    }
    assert_int_equal(before, 1772622600); /* 2026-03-04T12:10:00+01:00 */
    assert_true(has(p.text, "First tram\n\nThe harbour office said at 14:20"));
    assert_true(has(p.text, "within the hour.\n\nRibbon cut\n\nThe harbour office"));
    assert_true(has(p.text, "the gates had been opened"));
    assert_false(has(p.text, "Riders pay"));
    assert_false(has(p.text, "none of this"));
    arena_done(&a);
}

static void updates_of_a_live_blog_are_its_body(void **state) {
    static const char source[] =
        "<!DOCTYPE html><title>Storm: live</title><script type='application/ld+json'>"
        "{\"@type\":\"LiveBlogPosting\",\"headline\":\"Storm: live\",\"articleBody\":\"We follow "
        "it.\","
        "\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\",\"articleBody\":\"The pier is gone.\"},"
        "{\"@type\":\"BlogPosting\",\"articleBody\":\"Schools stay shut.\"}],"
        "\"comment\":[{\"@type\":\"Comment\",\"articleBody\":\"Far too loud.\"}]}</script><p>Storm";
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct page_opened opened;
    struct page p;
    assert_int_equal(page_steps_open(&a, STR(source), NULL, &opened, &p), ERR_OK);
    assert_true(str_equals(opened.hints.json_ld_body,
                           STR("We follow it.\nThe pier is gone.\nSchools stay shut.")));
    arena_done(&a);
}

static void invisible_characters_are_dropped(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct page p;
    str markup = STR("<p>a\xc2\xa0"
                     "b\xc2\xad"
                     "c\xe2\x80\x8b"
                     "d&shy;e&#8203;f&nbsp; g\xef\xbb\xbf</p>");
    assert_int_equal(page_read_fragment(&a, markup, &p), ERR_OK);
    assert_true(str_equals(p.text, STR("a bcdef g")));
    arena_done(&a);
}

static void every_cut_of_a_page_can_be_read(void **state) {
    (void)state;
    for (size_t n = 0; n < sizeof page_source; n += LESS_WORK) {
        arena a;
        arena_init(&a, 0);
        struct page p;
        enum err code = page_read(&a, str_of(page_source, n), NULL, &p);
        assert_true(code == ERR_OK || code == ERR_INPUT);
        arena_done(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_article_is_read_and_the_rest_is_left),
        cmocka_unit_test(bylines_promos_and_captions_are_noted),
        cmocka_unit_test(runs_lead_back_to_the_bytes),
        cmocka_unit_test(spans_of_another_encoding_are_those_of_its_bytes),
        cmocka_unit_test(a_fragment_is_read_whole),
        cmocka_unit_test(rows_of_data_are_lines),
        cmocka_unit_test(tables_for_layout_are_blocks),
        cmocka_unit_test(a_live_blog_is_read_post_by_post),
        cmocka_unit_test(updates_of_a_live_blog_are_its_body),
        cmocka_unit_test(invisible_characters_are_dropped),
        cmocka_unit_test(every_cut_of_a_page_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
