/* Tables: what a header is, where rows end, and what becomes of odd ones. */
#include "unit.h"

#include <string.h>

#include "read/csv.h"
#include "read/reader.h"

static void read_all(arena *a, const char *bytes, struct read_result *out) {
    *out = (struct read_result){0};
    arena_init(a, 0);
    assert_int_equal(reader_add_text(a, STR("in/dump.csv"), str_from_cstr(bytes), NULL, out),
                     ERR_OK);
}

static void assert_str(str got, const char *expected) {
    assert_true(str_equals(got, str_from_cstr(expected)));
}

static void rows_become_reports_with_their_columns(void **state) {
    (void)state;
    arena a;
    struct read_result out;
    read_all(&a,
             "\xef\xbb\xbfid,headline,body,source,date,section\r\n"
             "7,\"The ferry, again\",\"It \"\"stayed\"\"\nin port.\",Lantern,2026-03-12,harbour\r\n"
             "\r\n"
             ",No id,Text two.,,,\r\n"
             "9,No text,,,,\r\n",
             &out);
    assert_int_equal(out.n_docs, 2);
    assert_int_equal(out.n_problems, 1);
    assert_int_equal(out.n_items, 3);
    assert_str(out.doc[0].id, "7");
    assert_str(out.doc[0].title, "The ferry, again");
    assert_str(out.doc[0].text, "It \"stayed\"\nin port.");
    assert_str(out.doc[0].outlet, "Lantern");
    assert_str(out.doc[0].published, "2026-03-12");
    assert_str(out.doc[0].extra, "{\"section\":\"harbour\"}");
    assert_str(out.doc[1].id, "dump:3");
    assert_str(out.doc[1].name, "in/dump.csv:3");
    assert_string_equal(out.problem[0].error.where, "in/dump.csv:4");
    assert_true(strstr(out.problem[0].error.msg, "no text") != NULL);
    arena_done(&a);
}

static void other_delimiters_and_line_ends_are_found(void **state) {
    (void)state;
    static const char *const table[] = {"title;text\nA;One, two; three.\n",
                                        "title\ttext\rA\tOne, two; three.\r",
                                        "title|text\nA|One, two; three."};
    for (size_t i = 0; i < 3; i++) {
        arena a;
        struct read_result out;
        read_all(&a, table[i], &out);
        assert_int_equal(out.n_docs, 1);
        assert_str(out.doc[0].title, "A");
        assert_true(str_starts_with(out.doc[0].text, STR("One, two")));
        arena_done(&a);
    }
}

static void a_text_with_commas_is_no_table(void **state) {
    (void)state;
    const struct read_fields none = {0};
    const struct read_fields named = {.text = STR("Article")};
    assert_false(csv_is_csv(STR("Ann, the mayor, said so.\nYes."), &none));
    assert_false(csv_is_csv(STR("text\nOne column is a list of lines."), &none));
    assert_true(csv_is_csv(STR("url,\"content\",title\n"), &none));
    assert_true(csv_is_csv(STR("n,Article\n"), &named));
    assert_false(csv_is_csv(STR("n,text\n"), &named));
}

static void a_row_ends_where_no_mark_is_open(void **state) {
    (void)state;
    assert_int_equal(csv_row_end(STR("a,b\nc"), ','), 4);
    assert_int_equal(csv_row_end(STR("\"a\nb\",c\r\nd"), ','), 9);
    assert_int_equal(csv_row_end(STR("a \"b,c\nd"), ','), 7);
    assert_int_equal(csv_row_end(STR("\"a\"\"\n\",b\n"), ','), 9);
    assert_true(csv_row_end(STR("\"a,b\nc"), ',') == SIZE_MAX);
    assert_true(csv_row_end(STR("a,b"), ',') == SIZE_MAX);
    assert_true(csv_row_end(STR("a,b\r"), ',') == SIZE_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_become_reports_with_their_columns),
        cmocka_unit_test(other_delimiters_and_line_ends_are_found),
        cmocka_unit_test(a_text_with_commas_is_no_table),
        cmocka_unit_test(a_row_ends_where_no_mark_is_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
