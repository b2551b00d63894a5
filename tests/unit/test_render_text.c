/* Terminal text, tables and CSV: what stands there, how wide it is, and what foreign text can't do.
 */
#include "unit.h"

#include "account/render_escape.h"
#include "account/render_sheet.h"
#include "fixture_account.h"

static arena a;
static struct accounts all;

static int set_up(void **state) {
    arena_init(&a, 0);
    fixture_accounts(&a, &all);
    *state = &all;
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_done(&a);
    return 0;
}

static bool has(const buf *b, const char *words) {
    return str_find(buf_str(b), str_from_cstr(words), 0) != SIZE_MAX;
}

static void account_shows_each_section(void **state) {
    static const char *const expected[] = {
        "Two held after bomb wrecks Oskelby departure hall\n",
        "5 outlets \u00b7 at least 3 independent origins",
        "2026-03-12 inferred  one origin with B",
        "CONFLICTS  3",
        "Who said it?",
        "Lena Osterby                                   1 outlet, 1 independent origin",
        "continent-today.txt:1036-1094",
        "in part: \u201cthe first boat will leave on Friday\u201d",
        "Speaker disputed (see conflict 1): ",
        "B C D E  arrest  Police \u2192 two men  2026-03-12 inferred",
        "14 people: C E; 17",
        "A (see conflict 3)",
        "since 2026-02-20   talks over fishing rights  A",
        "2026-03-12       ~ police arrested two men  B C",
        "C E word for word",
        "Verhelt (misspelt)",
        "Only in one report",
        "C \u2192 E  certain",
        "A ? B  undetermined",
        "Told by one report",
    };
    buf b;
    buf_init(&b, MiB);
    render_text(&b, *state, LAYER_ACCOUNT, &(struct render_options){0});
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        if (!has(&b, expected[i])) {
            fail_msg("missing: %s in\n%.*s", expected[i], (int)b.len, b.ptr);
        }
    }
    assert_null(memchr(b.ptr, '\033', b.len));
    buf_done(&b);
}

static void no_line_is_wider_than_asked_for(void **state) {
    static const unsigned widths[] = {40, 60, 80, 120};
    for (size_t w = 0; w < 4; w++) {
        for (int layer = LAYER_ACCOUNT; layer <= LAYER_COPIES; layer++) {
            buf b;
            buf_init(&b, MiB);
            render_text(&b, *state, (enum render_layer)layer,
                        &(struct render_options){.width = widths[w]});
            for (size_t from = 0; from < b.len;) {
                size_t to = str_find(buf_str(&b), STR("\n"), from);
                str line = str_slice(buf_str(&b), from, to);
                assert_true(render_sheet_columns(line) <= widths[w]);
                assert_false(str_ends_with(line, STR(" ")));
                from = to + 1;
            }
            buf_done(&b);
        }
    }
}

static bool text_has(const struct accounts *of, enum render_layer layer, bool everything,
                     const char *words) {
    buf b;
    buf_init(&b, MiB);
    render_text(&b, of, layer, &(struct render_options){.all = everything});
    bool found = has(&b, words);
    buf_done(&b);
    return found;
}

static void tables_stand_under_their_report_with_places_whole(void **state) {
    static const enum render_layer layers[] = {LAYER_QUOTES, LAYER_NAMES, LAYER_DATES,
                                               LAYER_FIGURES, LAYER_EVENTS};
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        assert_true(text_has(*state, layers[i], false, "\nmorning-lantern.txt\n") ==
                    (layers[i] != LAYER_FIGURES));
        assert_true(text_has(*state, layers[i], false, "copytaster show REPORT:FROM-TO"));
        assert_false(text_has(*state, layers[i], false, "morning-lantern.txt:"));
    }
    assert_true(text_has(*state, LAYER_QUOTES, false, " 1036-1094\n"));
    assert_true(text_has(*state, LAYER_QUOTES, false, " \u201cThis was an attack"));
    assert_true(text_has(*state, LAYER_STORIES, false, "\ncontinent-today.txt:0-"));
}

static void names_are_listed_once_a_report_unless_all_is_asked_for(void **state) {
    assert_true(text_has(*state, LAYER_NAMES, false, "--all lists every mention"));
    assert_true(text_has(*state, LAYER_NAMES, false, "TIMES"));
    assert_false(text_has(*state, LAYER_NAMES, true, "TIMES"));
}

/* The fixture's story of one report, `n` times. */
static void many_stories_of_one_report_take_a_line_each(void **state) {
    const struct accounts *from = *state;
    struct account *acct = arena_array(&a, 13, sizeof *acct);
    for (size_t i = 0; i < 13; i++) {
        acct[i] = from->account[1];
    }
    struct accounts many = *from;
    many.account = acct;
    many.n = 12;
    assert_true(text_has(&many, LAYER_ACCOUNT, false, "  12 stories\n"));
    assert_true(text_has(&many, LAYER_ACCOUNT, false, "Rolf Amsted: \u201cIt is theatre"));
    many.n = 13;
    assert_true(text_has(&many, LAYER_ACCOUNT, false, "  13 stories; --all tells each in full\n"));
    assert_false(text_has(&many, LAYER_ACCOUNT, false, "Rolf Amsted"));
    assert_true(text_has(&many, LAYER_ACCOUNT, false, " 1 quotation \u00b7 morning-lantern.txt\n"));
    assert_true(text_has(&many, LAYER_ACCOUNT, true, "Rolf Amsted: \u201cIt is theatre"));
}

/* One statement of one report, `n` times at different places. */
static void what_one_report_has_alone_fits_a_screen(void **state) {
    struct account acct = ((const struct accounts *)*state)->account[0];
    struct claim *claim = arena_array(&a, 40, sizeof *claim);
    for (uint32_t i = 0; i < 40; i++) {
        claim[i] = acct.claim[2];
        claim[i].base.at.to -= i;
    }
    acct.claim = claim;
    acct.n_claims = 40;
    acct.n_conflicts = 0;
    acct.n_timeline = 0;
    struct accounts one = *(const struct accounts *)*state;
    one.account = &acct;
    one.n = 1;
    assert_true(text_has(&one, LAYER_ACCOUNT, false, "     32 more (--all shows them)\n"));
    assert_false(text_has(&one, LAYER_ACCOUNT, true, "--all"));
    acct.n_claims = 10;
    assert_false(text_has(&one, LAYER_ACCOUNT, false, "--all"));
}

static void colour_changes_nothing_but_colour(void **state) {
    buf plain;
    buf coloured;
    buf_init(&plain, MiB);
    buf_init(&coloured, MiB);
    render_text(&plain, *state, LAYER_STORIES, &(struct render_options){0});
    render_text(&coloured, *state, LAYER_STORIES, &(struct render_options){.colour = true});
    size_t n = 0;
    for (size_t i = 0; i < coloured.len; i++) {
        if (coloured.ptr[i] == '\033') {
            i = (size_t)((char *)memchr(coloured.ptr + i, 'm', coloured.len - i) - coloured.ptr);
        } else {
            coloured.ptr[n++] = coloured.ptr[i];
        }
    }
    assert_true(str_equals(buf_str(&plain), str_of(coloured.ptr, n)));
    assert_true(coloured.len > n);
    buf_done(&plain);
    buf_done(&coloured);
}

typedef void escape(buf *out, str s);

static void foreign_text_is_made_harmless(void **state) {
    (void)state;
    static const struct {
        escape *function;
        const char *in;
        const char *out;
    } cases[] = {
        {render_escape_terminal, "plain \u00e9 \u6f22", "plain \u00e9 \u6f22"},
        {render_escape_terminal, "\033[31mred\033]0;title\a",
         "<U+001B>[31mred<U+001B>]0;title<U+0007>"},
        {render_escape_terminal, "a\u202eb\u2066c\u200fd\ufeffe",
         "a<U+202E>b<U+2066>c<U+200F>d<U+FEFF>e"},
        {render_escape_terminal,
         "c1 \xc2\x9b"
         "2J",
         "c1 <U+009B>2J"},
        {render_escape_terminal, "a\r\n\t  b\nc  d", "a b c d"},
        {render_escape_terminal, "\u2028x\x7f", "<U+2028>x<U+007F>"},
        {render_escape_html, "<b a=\"1\" c='2'>&amp;\u202e\n",
         "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;&lt;U+202E&gt;\n"},
        {render_escape_csv, "plain", "plain"},
        {render_escape_csv, "a,\"b\"", "\"a,\"\"b\"\"\""},
        {render_escape_csv, "=1+1", "'=1+1"},
        {render_escape_csv, "-2", "'-2"},
        {render_escape_csv, "@x\ny", "\"'@x\ny\""},
        {render_escape_csv, "\033[2J", "<U+001B>[2J"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buf b;
        buf_init(&b, MiB);
        cases[i].function(&b, str_from_cstr(cases[i].in));
        buf_add_byte(&b, '\0');
        assert_string_equal(b.ptr, cases[i].out);
        buf_done(&b);
    }
}

static void lines_break_by_columns_not_bytes(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t columns;
        const char *first;
    } cases[] = {
        {"one two three", 8, "one two"},
        {"one two three", 7, "one two"},
        {"onetwothree", 4, "onet"},
        {"\u6f22\u5b57\u6f22\u5b57", 5, "\u6f22\u5b57"},
        {"e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301"},
        {"x", 1, "x"},
        {"\u6f22", 1, "\u6f22"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t skip;
        str text = str_from_cstr(cases[i].text);
        size_t n = render_sheet_break(text, cases[i].columns, &skip);
        assert_true(str_equals(str_slice(text, 0, n), str_from_cstr(cases[i].first)));
        assert_true(n + skip <= text.len);
    }
}

static void csv_has_as_many_cells_in_each_line(void **state) {
    buf b;
    buf_init(&b, MiB);
    render_csv(&b, *state, LAYER_FIGURES, &(struct render_options){0});
    assert_true(str_starts_with(
        buf_str(&b),
        STR("value,high,unit,counted,words,type,approx,report,from,to,byte_from,byte_to\r\n"
            "17,17,,people,17,count,exact,continent-today.txt,923,925,923,925\r\n")));
    buf_done(&b);
}

static void show_gives_the_words_in_their_paragraph(void **state) {
    const struct accounts *of = *state;
    buf b;
    buf_init(&b, MiB);
    struct error e = {0};
    assert_int_equal(render_show(&b, &of->notes[CONTINENT], 1036, 1094, FORMAT_TEXT,
                                 &(struct render_options){0}, &e),
                     ERR_OK);
    assert_true(has(&b, ">>>This was an attack on every family that crosses this water<<<"));
    assert_true(has(&b, "continent-today.txt:1036-1094"));
    buf_clear(&b);
    assert_int_equal(render_show(&b, &of->notes[CONTINENT], 1036, 999999, FORMAT_TEXT,
                                 &(struct render_options){0}, &e),
                     ERR_MISSING);
    assert_int_equal(render_show(&b, &of->notes[CONTINENT], 10, 10, FORMAT_TEXT,
                                 &(struct render_options){0}, &e),
                     ERR_MISSING);
    buf_done(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(account_shows_each_section, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_line_is_wider_than_asked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tables_stand_under_their_report_with_places_whole, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(names_are_listed_once_a_report_unless_all_is_asked_for,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_stories_of_one_report_take_a_line_each, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_one_report_has_alone_fits_a_screen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(colour_changes_nothing_but_colour, set_up, tear_down),
        cmocka_unit_test(foreign_text_is_made_harmless),
        cmocka_unit_test(lines_break_by_columns_not_bytes),
        cmocka_unit_test_setup_teardown(csv_has_as_many_cells_in_each_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(show_gives_the_words_in_their_paragraph, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
