/* html.h: trees of small pages - where things are in the source, what ends where, walking, names,
 * values and text. The rules of tree building are tested by tests/python/html5lib.py. */
#include "unit.h"

#include <string.h>

#include "html/html.h"

struct fixture {
    arena a;
    struct html_tree t;
    buf text;
};

static int set_up(void **state) {
    static struct fixture f;
    arena_init(&f.a, 0);
    buf_init(&f.text, 1 << 20);
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    buf_done(&f->text);
    arena_done(&f->a);
    return 0;
}

static void parse(struct fixture *f, const char *source) {
    assert_int_equal(html_parse(&f->a, str_from_cstr(source), NULL, &f->t), ERR_OK);
}

static uint32_t find(const struct html_tree *t, enum html_tag tag) {
    uint32_t i = 0;
    while (i != HTML_NONE && !html_is(t, i, tag)) {
        i = html_next(t, i, 0);
    }
    assert_int_not_equal(i, HTML_NONE);
    return i;
}

static void assert_str(str s, const char *expected) {
    assert_int_equal(s.len, strlen(expected));
    assert_memory_equal(s.ptr, expected, s.len);
}

static void assert_text(struct fixture *f, uint32_t node, const char *expected) {
    buf_clear(&f->text);
    assert_int_equal(html_text(&f->t, node, &f->text), ERR_OK);
    assert_str(buf_str(&f->text), expected);
}

static void elements_say_where_they_stand(void **state) {
    struct fixture *f = *state;
    parse(f, "<p class=x>one<b>two</b></p><div>three");
    uint32_t p = find(&f->t, HTML_TAG_P);
    uint32_t b = find(&f->t, HTML_TAG_B);
    uint32_t div = find(&f->t, HTML_TAG_DIV);
    assert_str(str_span(f->t.source, f->t.at[p]), "<p class=x>");
    assert_str(str_slice(f->t.source, f->t.at[p].from, f->t.close[p]),
               "<p class=x>one<b>two</b></p>");
    assert_str(str_slice(f->t.source, f->t.at[b].from, f->t.close[b]), "<b>two</b>");
    assert_int_equal(f->t.close[div], f->t.source.len);
    assert_int_equal(f->t.parent[p], f->t.body);
}

static void an_implied_end_is_where_the_next_tag_begins(void **state) {
    struct fixture *f = *state;
    parse(f, "<p>one<p>two<ul><li>a<li>b</ul>");
    uint32_t p = find(&f->t, HTML_TAG_P);
    uint32_t li = find(&f->t, HTML_TAG_LI);
    assert_str(str_slice(f->t.source, f->t.at[p].from, f->t.close[p]), "<p>one");
    assert_str(str_slice(f->t.source, f->t.at[li].from, f->t.close[li]), "<li>a");
}

static void implied_elements_have_empty_spans(void **state) {
    struct fixture *f = *state;
    parse(f, "x");
    assert_true(span_is_empty(f->t.at[f->t.html]));
    assert_true(span_is_empty(f->t.at[f->t.head]));
    assert_true(span_is_empty(f->t.at[f->t.body]));
    assert_text(f, f->t.body, "x");
}

static void an_empty_page_has_html_head_and_body(void **state) {
    struct fixture *f = *state;
    parse(f, "");
    assert_int_equal(f->t.parent[f->t.html], 0);
    assert_int_equal(f->t.parent[f->t.head], f->t.html);
    assert_int_equal(f->t.parent[f->t.body], f->t.html);
    assert_int_equal(f->t.n, 4);
}

static void a_frameset_page_has_no_body(void **state) {
    struct fixture *f = *state;
    parse(f, "<frameset><frame src=a></frameset>");
    assert_int_equal(f->t.body, HTML_NONE);
}

static void values_are_decoded_when_asked_for(void **state) {
    struct fixture *f = *state;
    parse(f, "<a href='/?a=1&amp;b=2&copy=3' title=x hidden>y</a>");
    uint32_t a = find(&f->t, HTML_TAG_A);
    str value;
    assert_str(html_attr_raw(&f->t, a, HTML_NAME_HREF), "/?a=1&amp;b=2&copy=3");
    assert_int_equal(html_attr_value(&f->a, &f->t, a, HTML_NAME_HREF, &value), ERR_OK);
    assert_str(value, "/?a=1&b=2&copy=3");
    assert_int_equal(html_attr_value(&f->a, &f->t, a, HTML_NAME_TITLE, &value), ERR_OK);
    assert_ptr_equal(value.ptr, html_attr_raw(&f->t, a, HTML_NAME_TITLE).ptr);
    assert_non_null(html_attr_find(&f->t, a, HTML_NAME_HIDDEN));
    assert_null(html_attr_find(&f->t, a, HTML_NAME_ID));
    assert_int_equal(html_attr_value(&f->a, &f->t, a, HTML_NAME_ID, &value), ERR_OK);
    assert_int_equal(value.len, 0);
}

static void of_attributes_of_one_name_the_first_is_kept(void **state) {
    struct fixture *f = *state;
    parse(f, "<a A=1 a=2 b=3 c d e f g h i j k l m n n N=4 o a=5 zz q ZZ=6>");
    uint32_t a = find(&f->t, HTML_TAG_A);
    const struct html_attr *attr = f->t.attrs + f->t.attr[a];
    assert_int_equal(f->t.n_attr[a], 17);
    assert_str(str_span(f->t.source, attr[0].value), "1");
    assert_int_equal(attr[16].value.to, attr[16].value.from);
}

static void names_are_spelled_as_the_standard_has_them(void **state) {
    struct fixture *f = *state;
    parse(f, "<X-Card DATA-Q=1><svg VIEWBOX=2><foreignobject><p>x</svg></X-Card>");
    uint32_t card = f->t.first[f->t.body];
    uint32_t svg = f->t.first[card];
    assert_str(html_tag_name(&f->a, &f->t, card), "x-card");
    assert_str(html_attr_name(&f->a, &f->t, &f->t.attrs[f->t.attr[card]], f->t.space[card]),
               "data-q");
    assert_int_equal(f->t.space[svg], HTML_SPACE_SVG);
    assert_str(html_attr_name(&f->a, &f->t, &f->t.attrs[f->t.attr[svg]], f->t.space[svg]),
               "viewBox");
    assert_str(html_tag_name(&f->a, &f->t, f->t.first[svg]), "foreignObject");
    assert_int_equal(f->t.close[card], f->t.source.len);
}

static void script_stays_as_it_is(void **state) {
    struct fixture *f = *state;
    parse(f, "<script>if (a < b && c) { d('</div>&amp;'); }</script>x");
    uint32_t script = find(&f->t, HTML_TAG_SCRIPT);
    assert_text(f, script, "if (a < b && c) { d('</div>&amp;'); }");
    assert_int_equal(f->t.raw[f->t.first[script]], 0);
    assert_text(f, 0, "x");
}

static void text_joins_runs_and_decodes(void **state) {
    struct fixture *f = *state;
    parse(f, "<p>a &lt; b\r\nc<i>d</i>&eacute;<style>p{}</style>");
    assert_text(f, find(&f->t, HTML_TAG_P), "a < b\ncd\xc3\xa9");
}

static void skipping_leaves_out_what_is_below(void **state) {
    struct fixture *f = *state;
    parse(f, "<div><p>a<b>c</b></p></div><h1>d</h1>");
    uint32_t div = find(&f->t, HTML_TAG_DIV);
    assert_int_equal(html_skip(&f->t, div, 0), find(&f->t, HTML_TAG_H1));
    assert_int_equal(html_skip(&f->t, div, div), HTML_NONE);
    assert_int_equal(html_next(&f->t, div, div), find(&f->t, HTML_TAG_P));
}

static void misplaced_text_of_a_table_stands_before_it(void **state) {
    struct fixture *f = *state;
    parse(f, "<table><tr><td>in</td>out</tr></table>");
    assert_text(f, f->t.body, "outin");
    assert_int_equal(f->t.kind[f->t.first[f->t.body]], HTML_TEXT);
}

static void a_fragment_is_read_in_its_context(void **state) {
    struct fixture *f = *state;
    struct html_options o = {.fragment = true, .context = HTML_TAG_TR};
    assert_int_equal(html_parse(&f->a, STR("<td>a<td>b"), &o, &f->t), ERR_OK);
    uint32_t first = f->t.first[f->t.html];
    assert_true(html_is(&f->t, first, HTML_TAG_TD));
    assert_true(html_is(&f->t, f->t.next[first], HTML_TAG_TD));
}

static void the_depth_is_bounded_and_text_kept(void **state) {
    struct fixture *f = *state;
    struct html_options o = {.max_depth = 5};
    str page = STR("<div>1<div>2<div>3<div>4<div>5</div></div></div></div></div><p>6");
    assert_int_equal(html_parse(&f->a, page, &o, &f->t), ERR_OK);
    assert_int_equal(f->t.n_flattened, 2);
    assert_int_equal(f->t.parent[find(&f->t, HTML_TAG_P)], f->t.body);
    assert_text(f, f->t.body, "123456");
}

static void too_large_a_page_is_cut(void **state) {
    struct fixture *f = *state;
    struct html_options o = {.max_nodes = 6};
    assert_int_equal(html_parse(&f->a, STR("<p>1<p>2<p>3<p>4"), &o, &f->t), ERR_OK);
    assert_true(f->t.is_cut);
    assert_int_equal(f->t.cut_at, 4);
    assert_text(f, f->t.body, "1");
}

static void too_little_memory_is_an_error(void **state) {
    struct fixture *f = *state;
    str page = STR("<a b c=d><template><table>x<td><div a b c d e f g h><html z><svg><p>y");
    bool was_read = false;
    for (size_t limit = 1000; limit < 400000; limit += 997) {
        arena small;
        arena_init(&small, limit);
        enum err code = html_parse(&small, page, NULL, &f->t);
        assert_true(code == ERR_OK || code == ERR_LIMIT);
        assert_true(code == ERR_OK || !was_read);
        was_read = code == ERR_OK;
        arena_done(&small);
    }
    assert_true(was_read);
}

static void every_beginning_of_a_page_can_be_read(void **state) {
    struct fixture *f = *state;
    str page = STR("<!DOCTYPE html><html lang=en><head><title>T &amp; t</title><script>a<!-- b"
                   "</script></head><body><table><tr><td>c<b>d<p>e</b>f</table><svg><![CDATA[g]]>"
                   "</svg><!-- h --><select><option>i</select><textarea>\nj</textarea></body>");
    for (size_t len = 0; len <= page.len; len++) {
        arena_pos mark = arena_mark(&f->a);
        assert_int_equal(html_parse(&f->a, str_slice(page, 0, len), NULL, &f->t), ERR_OK);
        uint32_t n = 0;
        for (uint32_t i = 0; i != HTML_NONE; i = html_next(&f->t, i, 0)) {
            assert_true(f->t.at[i].to <= len);
            n++;
        }
        assert_int_equal(n, f->t.n);
        arena_reset(&f->a, mark);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {CASE(elements_say_where_they_stand),
                                       CASE(an_implied_end_is_where_the_next_tag_begins),
                                       CASE(implied_elements_have_empty_spans),
                                       CASE(an_empty_page_has_html_head_and_body),
                                       CASE(a_frameset_page_has_no_body),
                                       CASE(values_are_decoded_when_asked_for),
                                       CASE(of_attributes_of_one_name_the_first_is_kept),
                                       CASE(names_are_spelled_as_the_standard_has_them),
                                       CASE(script_stays_as_it_is),
                                       CASE(text_joins_runs_and_decodes),
                                       CASE(skipping_leaves_out_what_is_below),
                                       CASE(misplaced_text_of_a_table_stands_before_it),
                                       CASE(a_fragment_is_read_in_its_context),
                                       CASE(the_depth_is_bounded_and_text_kept),
                                       CASE(too_large_a_page_is_cut),
                                       CASE(too_little_memory_is_an_error),
                                       CASE(every_beginning_of_a_page_can_be_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
