/* The page: what stands on it, that it is whole, and what foreign text can't do to it. */
#include "unit.h"

#include "account/render_assets.h"
#include "fixture_account.h"

static arena a;
static struct accounts all;

static int set_up(void **state) {
    (void)state;
    arena_init(&a, 0);
    fixture_accounts(&a, &all);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_done(&a);
    return 0;
}

static buf page(void) {
    buf b;
    buf_init(&b, 64 * MiB);
    render_html(&b, &all, NULL);
    assert_int_equal(b.failed, ERR_OK);
    return b;
}

static bool has(const buf *b, const char *words) {
    return str_find(buf_str(b), str_from_cstr(words), 0) != SIZE_MAX;
}

static size_t count(const buf *b, const char *words) {
    size_t n = 0;
    for (size_t at = str_find(buf_str(b), str_from_cstr(words), 0); at != SIZE_MAX;
         at = str_find(buf_str(b), str_from_cstr(words), at + 1)) {
        n++;
    }
    return n;
}

static void page_holds_each_section(void **state) {
    (void)state;
    static const char *const expected[] = {
        "<h2 id=\"s1\">Two held after bomb wrecks Oskelby departure hall</h2>",
        "Who said it?",
        "<strong class=\"differs\"> and on the agreement",
        "<th scope=\"col\" title=\"continent-today.txt\"><b class=\"letter\">A</b>",
        "<td class=\"silent\">silent</td>",
        "<td class=\"differs\"><a href=\"#r1-1036-1094\">differs</a></td>",
        "<time datetime=\"2026-02-20\">since 2026-02-20</time>",
        "Speaker disputed</b> (see <a href=\"#s1-x1\">conflict 1</a>)",
        "<div class=\"wide tall\" tabindex=\"0\"",
        "<svg class=\"lineage\"",
        "marker-end=\"url(#s1-arrow)\"",
        "class=\"open\"",
        "Only in one report",
        "<mark id=\"r1-1036-1094\">This was an attack",
        "<span class=\"label\">credit</span>",
        "<i class=\"care\">misspelt</i>",
        "<script type=\"application/json\" id=\"copytaster-account\">{",
    };
    buf b = page();
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        if (!has(&b, expected[i])) {
            fail_msg("missing: %s", expected[i]);
        }
    }
    buf_done(&b);
}

static void every_link_inside_the_page_has_one_target(void **state) {
    (void)state;
    buf b = page();
    size_t n = 0;
    for (size_t at = str_find(buf_str(&b), STR("href=\"#"), 0); at != SIZE_MAX;
         at = str_find(buf_str(&b), STR("href=\"#"), at + 1)) {
        size_t from = at + 7;
        size_t to = str_find(buf_str(&b), STR("\""), from);
        char id[64];
        snprintf(id, sizeof id, " id=\"%.*s\"", (int)(to - from), b.ptr + from);
        if (count(&b, id) != 1) {
            fail_msg("%zu elements have%s", count(&b, id), id);
        }
        n++;
    }
    assert_true(n > 40);
    buf_done(&b);
}

static void nothing_is_fetched_from_elsewhere(void **state) {
    (void)state;
    static const char *const forbidden[] = {"src=", "@import", "url(http", "<link",
                                            "<img", "<iframe", "style=\"", "onclick"};
    buf b = page();
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
        assert_false(has(&b, forbidden[i]));
    }
    assert_true(has(&b, "default-src 'none'; style-src 'sha256-"));
    buf_done(&b);
}

static void verify_checks_the_page(void **state) {
    (void)state;
    buf b = page();
    size_t n = 0;
    struct error e = {0};
    assert_int_equal(render_verify(buf_str(&b), &n, &e), ERR_OK);
    assert_true(n > 50);
    size_t at = str_find(buf_str(&b), STR("\"exact\":\""), 0);
    b.ptr[at + 9] ^= 1;
    assert_int_equal(render_verify(buf_str(&b), &n, &e), ERR_MISSING);
    buf_done(&b);
}

static void verify_sees_that_the_page_shows_other_words(void **state) {
    (void)state;
    buf b = page();
    size_t n = 0;
    struct error e = {0};
    size_t reports = str_find(buf_str(&b), STR("<aside"), 0);
    size_t at = str_find(buf_str(&b), STR("Oskelby&#39;s mayor joined"), reports);
    assert_int_not_equal(at, SIZE_MAX);
    b.ptr[at] = 'o';
    assert_int_equal(render_verify(buf_str(&b), &n, &e), ERR_MISSING);
    assert_string_equal(e.where, "reports[0].blocks[4]");
    buf_done(&b);
}

static void foreign_text_stays_text(void **state) {
    (void)state;
    struct notes *notes = arena_array(&a, 1, sizeof *notes);
    fixture_document(&a, &notes->doc, "<x>\033.txt",
                     STR("</script><script>alert(1)</script>\n\n\"><img src=x> \u202e ok"));
    notes->doc.outlet = STR("</title><b onclick=\"x\">'");
    notes->doc.url = STR("javascript:alert(1)");
    notes->doc.lang = STR("\"><i>");
    notes->dates.anchor.day = DAY_NONE;
    struct span whole = {0, (uint32_t)notes->doc.text.len};
    struct account acct = {
        .title = STR("</style><script>"),
        .title_at = {NONE, {0, 0}},
        .witness = KEEP(&a, struct witness,
                        {.passage = &whole, .n_passages = 1, .anchor = {.day = DAY_NONE}}),
        .n_witnesses = 1,
        .n_outlets = 1,
        .n_origins = 1};
    struct story story = {.day = DAY_NONE};
    struct accounts hostile = {.notes = notes,
                               .n_reports = 1,
                               .account = &acct,
                               .n = 1,
                               .stories = {.story = &story, .n = 1}};
    buf b;
    buf_init(&b, MiB);
    render_html(&b, &hostile, NULL);
    assert_int_equal(b.failed, ERR_OK);
    assert_int_equal(count(&b, "<script"), 2);
    assert_int_equal(count(&b, "</script>"), 2);
    assert_int_equal(count(&b, "</style>"), 1);
    assert_false(has(&b, "<img"));
    assert_false(has(&b, "<b onclick"));
    assert_false(has(&b, "href=\"javascript"));
    assert_false(has(&b, "\033"));
    assert_true(has(&b, "&lt;U+202E&gt;"));
    size_t n;
    struct error e = {0};
    assert_int_equal(render_verify(buf_str(&b), &n, &e), ERR_OK);
    buf_done(&b);
}

/* Marks of random places: with the tags taken out the text is what it was, tags nest, every place
 * has its id once. */
static void marks_keep_the_text_and_nest(void **state) {
    (void)state;
    str text =
        STR("One two three four.\n\nFive six seven eight nine.\n\nTen \u00e9l\u00e8ve twelve.");
    struct notes *notes = arena_array(&a, 1, sizeof *notes);
    fixture_document(&a, &notes->doc, "r", text);
    notes->dates.anchor.day = DAY_NONE;
    uint32_t seed = 1;
    for (size_t round = 0; round < 200; round++) {
        struct place place[12];
        for (size_t i = 0; i < 12; i++) {
            seed = seed * 1664525u + 1013904223u;
            uint32_t from = (seed >> 8) % 50;
            uint32_t to = from + 1 + (seed >> 20) % (uint32_t)(52 - from);
            place[i] = (struct place){0, {from, to}};
        }
        struct side side = {.place = place, .n_places = 12};
        struct conflict conflict = {.claim = NONE, .side = &side, .n_sides = 1};
        struct account acct = {.title_at = {NONE, {0, 0}},
                               .witness = KEEP(&a, struct witness, {.anchor = {.day = DAY_NONE}}),
                               .n_witnesses = 1,
                               .n_outlets = 1,
                               .n_origins = 1,
                               .conflict = &conflict,
                               .n_conflicts = 1};
        struct story story = {.day = DAY_NONE};
        struct accounts one = {.notes = notes,
                               .n_reports = 1,
                               .account = &acct,
                               .n = 1,
                               .stories = {.story = &story, .n = 1}};
        buf b;
        buf_init(&b, MiB);
        render_html(&b, &one, NULL);
        size_t from = str_find(buf_str(&b), STR("<div class=\"text\">"), 0);
        size_t to = str_find(buf_str(&b), STR("</div>"), from);
        buf plain;
        buf_init(&plain, MiB);
        int depth = 0;
        for (size_t i = from; i < to; i++) {
            if (b.ptr[i] == '<') {
                depth += str_starts_with(str_slice(buf_str(&b), i, to), STR("<mark"));
                depth -= str_starts_with(str_slice(buf_str(&b), i, to), STR("</mark"));
                assert_true(depth >= 0);
                i = str_find(buf_str(&b), STR(">"), i);
            } else {
                buf_add_byte(&plain, b.ptr[i]);
            }
        }
        assert_int_equal(depth, 0);
        assert_true(
            has(&plain,
                "One two three four.\nFive six seven eight nine.\nTen \u00e9l\u00e8ve twelve."));
        for (size_t i = 0; i < 12; i++) {
            char id[64];
            snprintf(id, sizeof id, " id=\"r1-%u-%u\"", (unsigned)place[i].at.from,
                     (unsigned)place[i].at.to);
            bool in_gap = (place[i].at.from >= 19 && place[i].at.to <= 21) ||
                          (place[i].at.from >= 47 && place[i].at.to <= 49);
            assert_int_equal(count(&b, id), in_gap ? 0 : 1);
        }
        buf_done(&plain);
        buf_done(&b);
    }
}

static void assets_are_those_of_the_tree(void **state) {
    (void)state;
    const char *top = getenv("SOURCE_DIR");
    char path[4096];
    str bytes;
    struct error e;
    snprintf(path, sizeof path, "%s/web/account.css", top ? top : ".");
    assert_int_equal(file_read(&a, path, MiB, &bytes, &e), ERR_OK);
    assert_true(str_equals(bytes, render_assets_css()));
    assert_true(str_find(render_assets_js(), STR("</"), 0) == SIZE_MAX);
    assert_true(str_find(render_assets_css(), STR("</"), 0) == SIZE_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(page_holds_each_section, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_link_inside_the_page_has_one_target, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_fetched_from_elsewhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(verify_checks_the_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(verify_sees_that_the_page_shows_other_words, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(foreign_text_stays_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(marks_keep_the_text_and_nest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(assets_are_those_of_the_tree, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
