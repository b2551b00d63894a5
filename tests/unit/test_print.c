/* A print and its bytes: what was made comes back, and damaged bytes are refused or sound. */
#include "base/limits.h"
#include "fixture_reports.h"
#include "reuse/print.h"

static const char text[] =
    "BRUSSELS, March 4 (Meridel News Agency) - The ferry left the northern quay with "
    "Captain Ada Vell and ninety passengers.\n\n"
    "\"We sail at dawn,\" she told reporters in \u00d8rland.\n\n"
    "Reporting by the Harbour Gazette. Meridel News Agency contributed to this report.\n";

/* Bytes of the print of `text`, aligned. */
static str make(struct reports *r, struct print *p) {
    buf b;
    struct document *doc = reports_add(r, text);
    doc->outlet = STR("The Island Post");
    doc->url = STR("https://www.IslandPost.example:80/ferry");
    doc->published = STR("2026-03-04T10:30:00Z");
    assert_int_equal(print_make(&r->a, doc, 20516, p), ERR_OK);
    buf_init(&b, MiB);
    assert_int_equal(print_encode(&b, p), ERR_OK);
    assert_int_equal(b.len % 8, 0);
    str bytes = {arena_take(&r->a, b.len), b.len};
    memcpy((char *)(uintptr_t)bytes.ptr, b.ptr, b.len);
    buf_done(&b);
    return bytes;
}

static void a_print_comes_back_from_its_bytes(void **state) {
    (void)state;
    struct reports r;
    struct print made;
    struct print read;
    reports_init(&r);
    str bytes = make(&r, &made);
    assert_int_equal(print_decode(&r.a, bytes, &read), ERR_OK);
    assert_true(made.words.n > 20 && made.n_names > 2 && made.origin.credits.n_lines > 0);
    assert_int_equal(read.words.n, made.words.n);
    assert_memory_equal(read.words.id, made.words.id, made.words.n * sizeof *made.words.id);
    assert_memory_equal(read.words.from, made.words.from, made.words.n * sizeof *made.words.from);
    assert_memory_equal(read.words.to, made.words.to, made.words.n * sizeof *made.words.to);
    assert_memory_equal(read.words.flags, made.words.flags, made.words.n);
    assert_memory_equal(read.words.form, made.words.form, made.words.n);
    assert_int_equal(read.n_names, made.n_names);
    assert_memory_equal(read.name, made.name, made.n_names * sizeof *made.name);
    assert_int_equal(read.origin.day, 20516);
    assert_int_equal(read.origin.moment, made.origin.moment);
    assert_true(str_equals(read.origin.outlet, STR("island post")));
    assert_true(str_equals(read.origin.site, made.origin.site));
    assert_true(str_equals(read.origin.site, STR("islandpostexample")));
    assert_int_equal(read.origin.credits.n_lines, made.origin.credits.n_lines);
    assert_int_equal(read.origin.credits.named, made.origin.credits.named);
    assert_int_equal(read.origin.agency, made.origin.agency);
    assert_memory_equal(read.origin.initials, made.origin.initials, sizeof made.origin.initials);
    assert_true(made.origin.credits.n_initials > 0);
    assert_int_equal(read.origin.credits.n_initials, made.origin.credits.n_initials);
    assert_memory_equal(read.origin.credits.initials, made.origin.credits.initials,
                        made.origin.credits.n_initials * sizeof(uint64_t));
    for (size_t i = 0; i < read.origin.credits.n_lines; i++) {
        assert_true(str_equals(read.origin.credits.line[i], made.origin.credits.line[i]));
    }
    arena_done(&r.a);
}

static void a_print_cut_short_is_refused(void **state) {
    (void)state;
    struct reports r;
    struct print made;
    struct print read;
    reports_init(&r);
    str bytes = make(&r, &made);
    for (size_t n = 0; n < bytes.len - 7; n++) {
        assert_int_equal(print_decode(&r.a, str_slice(bytes, 0, n), &read), ERR_INPUT);
    }
    arena_done(&r.a);
}

static void a_changed_print_is_refused_or_keeps_its_spans_in_order(void **state) {
    (void)state;
    struct reports r;
    struct print made;
    reports_init(&r);
    str bytes = make(&r, &made);
    char *copy = arena_take(&r.a, bytes.len);
    for (size_t i = 0; i < bytes.len; i++) {
        struct print read;
        memcpy(copy, bytes.ptr, bytes.len);
        copy[i] ^= (char)0x81;
        enum err code = print_decode(&r.a, (str){copy, bytes.len}, &read);
        assert_true(code == ERR_OK || code == ERR_INPUT);
        assert_true(i >= 16 || code == ERR_INPUT);
        for (uint32_t k = 1; code == ERR_OK && k < read.words.n; k++) {
            assert_true(read.words.from[k] >= read.words.to[k - 1]);
        }
    }
    arena_done(&r.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_print_comes_back_from_its_bytes),
        cmocka_unit_test(a_print_cut_short_is_refused),
        cmocka_unit_test(a_changed_print_is_refused_or_keeps_its_spans_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
