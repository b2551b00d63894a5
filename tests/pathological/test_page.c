/* Pages made to be slow or large: each ends within a second and 256 MB, and twice the page takes at
 * most three times as long (with a floor against clock noise). */
#include "unit.h"

#include <stdio.h>
#include <time.h>

#include "base/limits.h"
#include "page/page.h"

static const double floor_s = 0.05;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static str repeat(arena *a, str unit, size_t n) {
    char *out = arena_alloc(a, unit.len * n);
    assert_non_null(out);
    for (size_t i = 0; i < n; i++) {
        memcpy(out + i * unit.len, unit.ptr, unit.len);
    }
    return str_of(out, unit.len * n);
}

static double read_time(str bytes) {
    double best = 1e9;
    for (int round = 0; round < 2; round++) {
        arena a;
        arena_init(&a, 256 * MiB);
        struct page p;
        double from = now();
        enum err code = page_read(&a, bytes, NULL, &p);
        double took = now() - from;
        assert_true(code == ERR_OK || code == ERR_INPUT);
        arena_done(&a);
        best = took < best ? took : best;
    }
    return best;
}

/* Pages of `bytes` bytes and half of it, made of `unit`. */
static void grows_linearly(const char *unit, size_t bytes) {
    arena a;
    arena_init(&a, 0);
    size_t n = bytes / strlen(unit) / LESS_WORK;
    str whole = repeat(&a, str_from_cstr(unit), n);
    double half_s = read_time(str_slice(whole, 0, n / 2 * strlen(unit)));
    double whole_s = read_time(whole);
    print_message("%-40.40s %6.3f s, %6.3f s\n", unit, half_s, whole_s);
    assert_true(whole_s < 3 * half_s + floor_s);
    assert_true(whole_s <
                (LESS_WORK > 1 ? 4 : 1)); /* sanitizers are slower by more than the work is less */
    arena_done(&a);
}

static void large_pages_of_paragraphs(void **state) {
    (void)state;
    grows_linearly("<p>The old bridge reopened, said Olaf Brandt, and trams run from Monday.</p>\n",
                   5 * MiB);
}

static void tiny_blocks(void **state) {
    (void)state;
    grows_linearly("<p>a", 400000);
    grows_linearly("<p>a", 5 * MiB);
    grows_linearly("<li><a href=/x>b</a>", 5 * MiB);
    grows_linearly("a<br><br>", 2 * MiB);
}

static void deep_nesting(void **state) {
    (void)state;
    grows_linearly("<div>", 500000);
    grows_linearly("<div class='story main'>x ", 2 * MiB);
    grows_linearly("<span>y", 1 * MiB);
}

static void references_and_classes(void **state) {
    (void)state;
    grows_linearly("&amp;&nbsp;&zwj;x", 5 * MiB);
    grows_linearly("<p class='a b c d e f g h i j k l m n o p q r s t' style='x:y;z:w'>t", 5 * MiB);
}

static void tables(void **state) {
    (void)state;
    grows_linearly("<table><tr><td>a<td>b<tr><td>c<td>d</table>", 3 * MiB);
    grows_linearly("<table><tr><td>a<td>b<td>", 3 * MiB);
    grows_linearly("<tr><td>a<td><td><td><td>b", 3 * MiB);
}

static void rows_of_equal_elements(void **state) {
    (void)state;
    grows_linearly("<div><time datetime=2026-03-04T12:10Z>12:10</time><p>a b c d", 200000);
    grows_linearly("<div><p><time datetime=2026-03-04T12:10Z>12:10</time><p>a b c d</div>",
                   3 * MiB);
    grows_linearly("<div class=date><div class=date><b>1</b><p>a b c d e f g h</div></div>",
                   3 * MiB);
    grows_linearly("<div class=card><h3><a href=x>a b c</a></h3><p>d e f</div>", 3 * MiB);
}

static void one_word_without_end(void **state) {
    (void)state;
    grows_linearly("wordwordword", 5 * MiB);
    grows_linearly("\xe6\xa1\xa5", 5 * MiB);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_pages_of_paragraphs),
        cmocka_unit_test(tiny_blocks),
        cmocka_unit_test(deep_nesting),
        cmocka_unit_test(references_and_classes),
        cmocka_unit_test(tables),
        cmocka_unit_test(rows_of_equal_elements),
        cmocka_unit_test(one_word_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
