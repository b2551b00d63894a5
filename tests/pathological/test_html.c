/* Markup made to be slow: each pattern is parsed at n and 2n bytes. The longer one may take 2.8
 * times as long (processor time, the least of several runs, more of them when the machine is busy,
 * with a floor against clock noise), which a quadratic step would break at once. The bars are 2.3
 * times and 50 ms a megabyte, for an optimised build on a quiet machine; here stands room for
 * caches that others use too, and 80 ms. */
#include "unit.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "html/html.h"

enum { BYTES = (1 << 19) / LESS_WORK, RUNS = 3, ATTEMPTS = 15, MOST_MS = 40 };

struct pattern {
    const char *name;
    const char *head;
    const char *unit; /* repeated; '#' in it becomes the number of the repetition */
};

static const struct pattern pattern[] = {
    {"nested div", "", "<div>"},
    {"nested div with text", "", "<div>a"},
    {"nested b", "", "<b>"},
    {"nested unknown elements", "", "<x#>"},
    {"unknown end tags", "<x1><x2><x3>", "</y#>"},
    {"unknown end tags on a deep stack", "@<x#>", "</y#>"},
    {"known end tags on a deep stack", "@<span>", "</i></p></td></li></h1>"},
    {"p on a deep stack", "@<div>", "<p>"},
    {"li on a deep stack", "@<ul><span>", "<li>"},
    {"dd on a deep stack", "@<dl><b>", "<dd>"},
    {"attributes on one tag", "<a", " a#=b"},
    {"one attribute again and again", "<a", " a=b"},
    {"bare attributes", "<a", " a#"},
    {"tags of 250 attributes", "", "<br %>"},
    {"attributes of body", "<body>", "<body a#>"},
    {"attributes of body between", "<body>", "<body a#><p b=c>"},
    {"equals signs", "<a ", "="},
    {"slashes", "<a ", "/"},
    {"unlike b", "", "<b a=#>"},
    {"unlike b and p", "@<b a=#>", "<p>x"},
    {"unlike fonts closed by p", "<p>@<font size=#>", "</p><p>x"},
    {"b and p", "@<b>", "<p>x</p>"},
    {"a in a", "", "<a>"},
    {"a and div", "", "<a><div>"},
    {"a and p closed", "", "<a><p></a>"},
    {"misnested", "", "<b><i><p></b></i>"},
    {"misnested deeply", "<a><b><i>@<div>", "</a></b></i>"},
    {"misnested again and again", "", "<a><b><i><div><div><div></a></b></i>"},
    {"end tags of a on a deep stack", "<a>@<div>", "</a>"},
    {"spans between", "", "<a><span><div>"},
    {"spans between, closed", "<a>@<span><div>", "</a><span><div>"},
    {"nobr", "", "<nobr>"},
    {"comments", "", "<!--"},
    {"comments closed", "", "<!---->"},
    {"comments with dashes", "<!--", "- -->x<!--"},
    {"half comments", "<!--", "--!"},
    {"sections", "", "<![CDATA["},
    {"sections in svg", "<svg>", "<![CDATA["},
    {"sections closed", "<svg>", "<![CDATA[]]>"},
    {"bogus comments", "", "</ >"},
    {"nothing", "", "</>"},
    {"less-than signs", "", "<"},
    {"less-than signs in script", "<script>", "<"},
    {"escapes in script", "<script>", "<!--<script>"},
    {"escapes closed in script", "<script>", "<!--<script></script>-->"},
    {"end tags in title", "<title>", "</titl"},
    {"quote not closed", "", "<a b=\"c"},
    {"quotes", "<a ", "b='\" "},
    {"ampersands", "", "&"},
    {"ampersands in a value", "<a b=\"", "&am"},
    {"references", "", "&CounterClockwiseContourIntegra"},
    {"numbers", "", "&#x"},
    {"tables", "", "<table>"},
    {"tables in cells", "", "<table><tr><td>"},
    {"cells", "<table>", "<td>"},
    {"text in a table", "<table>", "a<tr>"},
    {"spaces in a table", "<table>", " </>"},
    {"b in a table", "<table>", "<b>x"},
    {"tables closed on a deep stack", "@<div>", "<table></table>"},
    {"div in a table", "<table>", "<div>"},
    {"a in tables", "", "<table><a>"},
    {"select", "", "<select>"},
    {"options", "<select>", "<option>"},
    {"options and groups", "<select>", "<optgroup><option>"},
    {"templates", "", "<template>"},
    {"templates closed", "", "<template></template>"},
    {"templates and cells", "", "<template><td>"},
    {"forms", "", "<form></form>"},
    {"forms and div", "", "<form><div></form>"},
    {"svg", "", "<svg>"},
    {"svg groups", "<svg>", "<g>"},
    {"end tags in deep svg", "<svg>@<g>", "</x>"},
    {"unknown end tags in deep svg", "<svg>@<g#>", "</x#>"},
    {"svg and p", "", "<svg><p>"},
    {"integration points", "", "<svg><desc><math><mi>"},
    {"buttons", "", "<button>"},
    {"headings", "", "<h1>"},
    {"br ends", "", "</br>"},
    {"p ends", "", "</p>"},
    {"frames", "<frameset>", "<frameset>a "},
    {"NUL", "", "a@0"},
    {"ruby", "<ruby>", "<rb><rt><rp>"},
    {"html tags", "", "<html a#>"},
    {"plain text", "<plaintext>", "a<b>"},
};

static size_t add_unit(char *out, size_t at, const char *unit, size_t number) {
    for (const char *c = unit; *c; c++) {
        if (c[0] == '#') {
            at += (size_t)snprintf(out + at, 20, "%zx", number);
        } else if (c[0] == '%') {
            for (int i = 0; i < 250; i++) {
                at += (size_t)snprintf(out + at, 20, "a%x ", i);
            }
        } else if (c[0] == '@' && c[1] == '0') {
            out[at++] = '\0';
            c++;
        } else {
            out[at++] = *c;
        }
    }
    return at;
}

/* A head with '@' has what follows it 500 times. */
static str make(const struct pattern *p, size_t bytes) {
    char *out = malloc(bytes + 65536);
    assert_non_null(out);
    const char *again = strchr(p->head, '@');
    size_t at = again ? (size_t)(again - p->head) : strlen(p->head);
    memcpy(out, p->head, at);
    for (size_t i = 0; again && i < 500; i++) {
        at = add_unit(out, at, again + 1, i);
    }
    for (size_t i = 0; at < bytes; i++) {
        at = add_unit(out, at, p->unit, i);
    }
    return str_of(out, at);
}

static bool is_fine(double ms, double twice_ms) {
    return ms <= MOST_MS && twice_ms <= 2.8 * ms + 3 * LESS_WORK;
}

/* Milliseconds of the fastest of some runs, or `least` if that is less. */
static double parse_ms(str page, double least) {
    for (int run = 0; run < RUNS; run++) {
        arena a;
        arena_init(&a, 0);
        struct html_tree t;
        struct timespec from;
        struct timespec to;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
        assert_int_equal(html_parse(&a, page, NULL, &t), ERR_OK);
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
        double ms =
            (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6;
        least = ms < least ? ms : least;
        arena_done(&a);
    }
    return least;
}

static void work_is_linear(void **state) {
    (void)state;
    mallopt(M_MMAP_THRESHOLD, 1 << 20); /* so that both lengths are given fresh memory */
    for (size_t i = 0; i < sizeof pattern / sizeof pattern[0]; i++) {
        str once = make(&pattern[i], BYTES);
        str twice = make(&pattern[i], 2 * BYTES);
        double ms = 1e9;
        double twice_ms = 1e9;
        for (int attempt = 0; attempt < ATTEMPTS && !is_fine(ms, twice_ms); attempt++) {
            ms = parse_ms(once, ms);
            twice_ms = parse_ms(twice, twice_ms);
        }
        if (!is_fine(ms, twice_ms)) {
            fail_msg("%s: %.1f ms, twice as much %.1f ms", pattern[i].name, ms, twice_ms);
        }
        free((void *)(uintptr_t)once.ptr);
        free((void *)(uintptr_t)twice.ptr);
    }
}

static uint32_t count_elements(const struct html_tree *t, enum html_tag tag) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        n += html_is(t, i, tag);
    }
    return n;
}

static void nesting_is_flattened_and_text_kept(void **state) {
    (void)state;
    const struct pattern p = {"", "", "<div>a"};
    str page = make(&p, 600000);
    arena a;
    arena_init(&a, 0);
    struct html_tree t;
    assert_int_equal(html_parse(&a, page, NULL, &t), ERR_OK);
    assert_int_equal(count_elements(&t, HTML_TAG_DIV), 100000);
    assert_int_equal(t.n_flattened, 100000 - 510);
    buf text;
    buf_init(&text, 1 << 20);
    assert_int_equal(html_text(&t, 0, &text), ERR_OK);
    assert_int_equal(text.len, 100000);
    buf_done(&text);
    arena_done(&a);
    free((void *)(uintptr_t)page.ptr);
}

static void attributes_beyond_the_limit_are_counted(void **state) {
    (void)state;
    const struct pattern p = {"", "<a", " a#=b"};
    str page = make(&p, 500000);
    char *with_end = (char *)(uintptr_t)page.ptr;
    with_end[page.len] = '>';
    arena a;
    arena_init(&a, 0);
    struct html_tree t;
    assert_int_equal(html_parse(&a, str_of(with_end, page.len + 1), NULL, &t), ERR_OK);
    assert_int_equal(count_elements(&t, HTML_TAG_A), 1);
    assert_int_equal(t.n_attrs, 256);
    assert_true(t.n_attrs_dropped > 10000);
    arena_done(&a);
    free(with_end);
}

static void nodes_beyond_the_limit_are_cut(void **state) {
    (void)state;
    const struct pattern p = {"", "", "<i>a</i>"};
    str page = make(&p, 4800000);
    arena a;
    arena_init(&a, 0);
    struct html_tree t;
    assert_int_equal(html_parse(&a, page, NULL, &t), ERR_OK);
    assert_true(t.is_cut && t.cut_at > 3900000 && t.n < 1000200);
    arena_done(&a);
    free((void *)(uintptr_t)page.ptr);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(work_is_linear),
                                       cmocka_unit_test(nesting_is_flattened_and_text_kept),
                                       cmocka_unit_test(attributes_beyond_the_limit_are_counted),
                                       cmocka_unit_test(nodes_beyond_the_limit_are_cut)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
