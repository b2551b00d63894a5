/* Reading: what becomes a report, and what is told about everything else. Files are made in a
 * folder of the test's own. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "read/reader.h"
#include "read/sniff.h"

static char folder[64];

static const char *put(char path[160], const char *name, str bytes) {
    snprintf(path, 160, "%s/%s", folder, name);
    assert_int_equal(file_write_whole(path, bytes, NULL), ERR_OK);
    return path;
}

static const char *put_text(char path[160], const char *name, const char *text) {
    return put(path, name, str_from_cstr(text));
}

static int make_folder(void **state) {
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/reader-test-XXXXXX");
    return mkdtemp(folder) ? 0 : 1;
}

static int drop_folder(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 ? 0 : 1;
}

static void add(arena *a, struct read_result *out, const char *source, const char *bytes) {
    assert_int_equal(reader_add_text(a, str_from_cstr(source), str_from_cstr(bytes), NULL, out),
                     ERR_OK);
}

static void assert_str(str got, const char *expected) {
    assert_true(str_equals(got, str_from_cstr(expected)));
}

/* The only problem of one piece of memory. */
static void check_problem(str bytes, enum err code, int64_t pos, const char *where,
                          const char *msg) {
    arena a;
    struct read_result out = {0};
    arena_init(&a, 0);
    assert_int_equal(reader_add_text(&a, STR("in/x.txt"), bytes, NULL, &out), ERR_OK);
    assert_int_equal(out.n_problems, 1);
    const struct error *e = &out.problem[0].error;
    assert_int_equal(e->code, code);
    assert_string_equal(e->where, where);
    assert_true(strstr(e->msg, msg) != NULL);
    assert_true(e->pos == (pos < 0 ? UINT64_MAX : (uint64_t)pos));
    assert_int_equal(out.n_items, out.n_docs + (out.problem[0].fault != READ_MENDED));
    arena_done(&a);
}

static void a_plain_text_is_one_report(void **state) {
    (void)state;
    arena a;
    struct read_result out = {0};
    arena_init(&a, 0);
    add(&a, &out, "in/gazette.txt", "\xef\xbb\xbfOne.\r\n\r\nTwo.\n");
    assert_int_equal(out.n_docs, 1);
    assert_int_equal(out.n_items, 1);
    assert_int_equal(out.n_problems, 0);
    assert_str(out.doc[0].id, "gazette");
    assert_str(out.doc[0].name, "in/gazette.txt");
    assert_str(out.doc[0].text, "One.\r\n\r\nTwo.\n");
    assert_str(out.doc[0].encoding, "UTF-8");
    uint8_t sha[SHA256_BYTES];
    hash_sha256(STR("\xef\xbb\xbfOne.\r\n\r\nTwo.\n"), sha);
    assert_memory_equal(sha, out.doc[0].source_sha256, SHA256_BYTES);
    arena_done(&a);
}

static void a_report_line_has_metadata(void **state) {
    (void)state;
    arena a;
    struct read_result out = {0};
    arena_init(&a, 0);
    add(&a, &out, "w.jsonl",
        "{\"id\":7,\"text\":\"Caf\\u00e9 "
        "\\ud83d\\ude00.\",\"title\":\"T\",\"outlet\":\"O\",\"url\":null,"
        "\"published\":\"2026-03-12\",\"author\":\"A\",\"lang\":\"en\",\"x\":{\"y\":[1,\"</"
        "b>\"]}}\n\n  {\"text\":\"B.\"}");
    assert_int_equal(out.n_docs, 2);
    assert_str(out.doc[0].id, "7");
    assert_str(out.doc[0].name, "w.jsonl:1");
    assert_str(out.doc[0].text, "Café 😀.");
    assert_str(out.doc[0].published, "2026-03-12");
    assert_int_equal(out.doc[0].url.len, 0);
    assert_true(str_find(out.doc[0].extra, STR("\"x\""), 0) != SIZE_MAX);
    assert_str(out.doc[1].id, "w:3");
    assert_str(out.doc[1].name, "w.jsonl:3");
    assert_int_equal(out.doc[1].extra.len, 0);
    arena_done(&a);
}

static void bad_lines_are_told_by_line_and_byte_and_the_rest_goes_on(void **state) {
    (void)state;
    arena a;
    struct read_result out = {0};
    arena_init(&a, 0);
    add(&a, &out, "w.jsonl",
        "{\"id\":\"a\",\"text\":\"Hello.\"}\n"
        "[1,2]\n"
        "{\"id\":\"b\"}\n"
        "{\"id\":\"c\",\"text\":5}\n"
        "no\n"
        "{\"text\":\"open\n"
        "{\"text\":\" \"}\n"
        "{\"text\":\"x\"} {}\n"
        "{\"id\":\"d\",\"text\":\"Bye.\"}\n");
    static const struct {
        const char *where;
        uint64_t pos;
        const char *msg;
    } expected[] = {
        {"w.jsonl:2", 27, "not a JSON object"},
        {"w.jsonl:3", 33, "no \"text\""},
        {"w.jsonl:4", 44, "\"text\" is not a string"},
        {"w.jsonl:5", 65, "not JSON"},
        {"w.jsonl:6", 80, "ends before"},
        {"w.jsonl:7", 81, "\"text\" is empty"},
        {"w.jsonl:8", 107, "behind the JSON object"},
    };
    assert_int_equal(out.n_docs, 2);
    assert_int_equal(out.n_problems, 7);
    assert_int_equal(out.n_items, 9);
    for (size_t i = 0; i < 7; i++) {
        assert_string_equal(out.problem[i].error.where, expected[i].where);
        assert_int_equal(out.problem[i].error.pos, expected[i].pos);
        assert_true(strstr(out.problem[i].error.msg, expected[i].msg) != NULL);
        assert_false(out.problem[i].fault == READ_MENDED);
    }
    arena_done(&a);
}

static void doubled_ids_are_set_apart_with_a_warning(void **state) {
    (void)state;
    arena a;
    struct read_result out = {0};
    arena_init(&a, 0);
    add(&a, &out, "w.jsonl",
        "{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"a\",\"text\":\"2\"}\n{\"id\":\"a\",\"text\":"
        "\"3\"}\n"
        "{\"id\":\"a#2\",\"text\":\"4\"}");
    assert_str(out.doc[0].id, "a");
    assert_str(out.doc[1].id, "a#2");
    assert_str(out.doc[2].id, "a#3");
    assert_str(out.doc[3].id, "a#2#2");
    assert_int_equal(out.n_problems, 3);
    assert_true(out.problem[0].fault == READ_MENDED);
    arena_done(&a);
}

static void what_is_no_report_is_named(void **state) {
    (void)state;
    check_problem(STR(""), ERR_INPUT, -1, "in/x.txt", "empty");
    check_problem(STR(" \n\n"), ERR_INPUT, -1, "in/x.txt", "empty");
    check_problem(STR("abc\0def ghi jkl"), ERR_INPUT, -1, "in/x.txt", "binary");
    check_problem(STR("\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\x11\x12\x13"), ERR_INPUT, -1,
                  "in/x.txt", "binary");
    check_problem(STR("\n<!DOCTYPE HTML><title>x"), ERR_INPUT, -1, "in/x.txt",
                  "a page without an article");
    check_problem(STR("\x1f\x8b\x08rest"), ERR_INPUT, 4, "in/x.txt", "gzip");
    check_problem(STR("PK\x03\x04rest"), ERR_INPUT, -1, "in/x.txt", "ZIP");
    check_problem(STR("WARC/1.1\r\n"), ERR_INPUT, 0, "in/x.txt", "head of a record");
    check_problem(STR("%PDF-1.7"), ERR_INPUT, -1, "in/x.txt", "PDF");
    check_problem(STR("[\n {\"text\":\"x\"}]"), ERR_INPUT, -1, "in/x.txt", "JSON array");
    check_problem(STR("{\n  \"text\": \"x\"\n}\n"), ERR_INPUT, 0, "in/x.txt:1",
                  "over several lines");
}

static void damaged_bytes_are_mended_and_counted(void **state) {
    (void)state;
    check_problem(STR("Caf\xc3\xa9 na\xc3\xafve \xff and \xe2\x80 so."), ERR_INPUT, 13, "in/x.txt",
                  "2 places");
    check_problem(STR("{\"text\":\"a \xff b\"}"), ERR_INPUT, 0, "in/x.txt:1", "1 place is");
}

static void check_converted(str bytes, const char *encoding, const char *text) {
    arena a;
    struct read_result out = {0};
    arena_init(&a, 0);
    assert_int_equal(reader_add_text(&a, STR("x"), bytes, NULL, &out), ERR_OK);
    assert_int_equal(out.n_docs, 1);
    assert_str(out.doc[0].encoding, encoding);
    assert_str(out.doc[0].text, text);
    arena_done(&a);
}

static void other_encodings_are_converted(void **state) {
    (void)state;
    check_converted(
        STR("He said \x93no\x94 \x97 that\x92s all, at the caf\xe9 on the old quay of the town."),
        "WINDOWS-1252", "He said “no” — that’s all, at the café on the old quay of the town.");
    check_converted(STR("\xff\xfeH\0i\0 \0t\0h\0e\0r\0e\0"), "UTF-16LE", "Hi there");
    check_converted(STR("\xfe\xff\0H\0i\0 \0t\0h\0e\0r\0e"), "UTF-16BE", "Hi there");
    check_converted(STR("H\0i\0 \0t\0h\0e\0r\0e\0"), "UTF-16LE", "Hi there");
}

static void folders_are_read_in_byte_order(void **state) {
    (void)state;
    char path[160];
    char sub[160];
    char other[160];
    snprintf(sub, sizeof sub, "%s/walk", folder);
    assert_int_equal(mkdir(sub, 0755), 0);
    snprintf(other, sizeof other, "%s/walk/b", folder);
    assert_int_equal(mkdir(other, 0755), 0);
    put_text(path, "walk/z.txt", "Z.");
    put_text(path, "walk/a.txt", "A.");
    put_text(path, "walk/README.md", "# Read me");
    put_text(path, "walk/.hidden", "No.");
    put_text(path, "walk/b/a.txt", "B.");
    put_text(path, "walk/empty.txt", "");
    snprintf(path, sizeof path, "%s/walk/b/loop", folder);
    assert_int_equal(symlink("..", path), 0);
    snprintf(path, sizeof path, "%s/walk/gone", folder);
    assert_int_equal(symlink("nowhere", path), 0);
    arena a;
    struct read_result out;
    arena_init(&a, 0);
    const char *const paths[] = {sub};
    assert_int_equal(reader_read(&a, paths, 1, NULL, &out), ERR_OK);
    assert_int_equal(out.n_docs, 3);
    assert_int_equal(out.n_items, 5);
    assert_int_equal(out.n_problems, 3);
    assert_true(out.problem[0].fault == READ_MENDED &&
                strstr(out.problem[0].error.where, "README.md"));
    assert_str(out.doc[0].text, "A.");
    assert_str(out.doc[1].text, "B.");
    assert_str(out.doc[2].id, "z");
    snprintf(path, sizeof path, "%s/walk/a.txt", folder);
    assert_str(out.doc[0].id, path);
    snprintf(path, sizeof path, "%s/walk/b/a.txt", folder);
    assert_str(out.doc[1].id, path);
    arena_done(&a);
}

static void ids_dont_depend_on_the_order_of_paths(void **state) {
    (void)state;
    char x[160];
    char y[160];
    put_text(x, "x.jsonl", "{\"id\":\"a\",\"text\":\"X\"}");
    put_text(y, "y.jsonl", "{\"id\":\"a\",\"text\":\"Y\"}");
    const char *const forth[] = {x, y};
    const char *const back[] = {y, x};
    arena a;
    struct read_result one;
    struct read_result two;
    arena_init(&a, 0);
    assert_int_equal(reader_read(&a, forth, 2, NULL, &one), ERR_OK);
    assert_int_equal(reader_read(&a, back, 2, NULL, &two), ERR_OK);
    assert_str(one.doc[0].id, "a");
    assert_str(one.doc[1].id, "a#2");
    assert_str(two.doc[0].id, "a#2");
    assert_str(two.doc[1].id, "a");
    arena_done(&a);
}

static void missing_paths_and_empty_folders_are_problems(void **state) {
    (void)state;
    char empty[160];
    char missing[160];
    char readme[160];
    snprintf(empty, sizeof empty, "%s/empty", folder);
    assert_int_equal(mkdir(empty, 0755), 0);
    snprintf(missing, sizeof missing, "%s/missing", folder);
    put_text(readme, "named.md", "Named Markdown is read.");
    const char *const paths[] = {empty, missing, readme};
    arena a;
    struct read_result out;
    arena_init(&a, 0);
    assert_int_equal(reader_read(&a, paths, 3, NULL, &out), ERR_OK);
    assert_int_equal(out.n_docs, 1);
    assert_int_equal(out.n_problems, 2);
    assert_int_equal(out.n_items, 3);
    assert_true(strstr(out.problem[0].error.msg, "no reports") != NULL);
    assert_int_equal(out.problem[1].error.code, ERR_IO);
    arena_done(&a);
}

static void a_line_past_the_limit_is_refused_and_the_next_one_read(void **state) {
    (void)state;
    char path[160];
    snprintf(path, sizeof path, "%s/long.jsonl", folder);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs("{\"text\":\"", f);
    fseek(f, (long)LIMIT_LINE_BYTES + 4096, SEEK_CUR); /* a hole: no disk is used */
    fputs("\"}\n{\"id\":\"b\",\"text\":\"B.\"}\n", f);
    fclose(f);
    arena a;
    struct read_result out;
    const char *const paths[] = {path};
    arena_init(&a, 0);
    assert_int_equal(reader_read(&a, paths, 1, NULL, &out), ERR_OK);
    assert_int_equal(out.n_docs, 1);
    assert_str(out.doc[0].id, "b");
    assert_int_equal(out.n_problems, 1);
    assert_int_equal(out.problem[0].error.code, ERR_LIMIT);
    assert_true(a.total < MiB);
    arena_done(&a);
}

static void formats_are_told_by_their_first_bytes(void **state) {
    (void)state;
    const char *name;
    const struct read_fields fields = {0};
    assert_int_equal(sniff(STR("From the sea it looks small."), &fields, &name), FORMAT_TEXT);
    assert_int_equal(sniff(STR("[Music] They sang."), &fields, &name), FORMAT_TEXT);
    assert_int_equal(sniff(STR("\n {\"text\""), &fields, &name), FORMAT_LINES);
    assert_int_equal(sniff(STR("{\\rtf1"), &fields, &name), FORMAT_OTHER);
    assert_int_equal(sniff(STR("<3 is a heart"), &fields, &name), FORMAT_TEXT);
    assert_int_equal(sniff(STR(""), &fields, &name), FORMAT_TEXT);
}

/* What map_words makes of a piece: the tokens of its documents, counted. */
static enum err map_words(void *ctx, arena *a, struct read_result *part, unsigned worker) {
    assert_true(worker < *(unsigned *)ctx);
    size_t *n = arena_new(a, size_t);
    for (size_t i = 0; i < part->n_docs; i++) {
        TRY(document_analyse(a, &part->doc[i]));
        *n += part->doc[i].n_tok;
    }
    part->mapped = n;
    return ERR_OK;
}

struct sum {
    size_t tokens;
    size_t reports;
    size_t last; /* number in the text of the report before */
};

static enum err add_up(void *ctx, const struct read_result *part) {
    struct sum *sum = ctx;
    sum->tokens += *(const size_t *)part->mapped;
    for (size_t i = 0; i < part->n_docs; i++) {
        size_t number = strtoul(part->doc[i].text.ptr, NULL, 10);
        assert_int_equal(number, sum->last + 1);
        sum->last = number;
        sum->reports++;
    }
    return ERR_OK;
}

static void a_stream_maps_on_its_threads_and_sinks_in_order(void **state) {
    (void)state;
    char path[160];
    buf b;
    buf_init(&b, MiB);
    for (unsigned i = 1; i <= 2000; i++) {
        buf_addf(&b, "{\"id\": \"r%u\", \"text\": \"%u reports came in.\"}\n", i, i);
    }
    const char *file = put(path, "mapped.jsonl", buf_str(&b));
    for (unsigned n_workers = 1; n_workers <= 8; n_workers *= 2) {
        struct sum sum = {0};
        struct read_options options = {
            .n_workers = n_workers, .map = map_words, .map_ctx = &n_workers};
        assert_int_equal(reader_stream(&file, 1, &options, add_up, &sum), ERR_OK);
        assert_int_equal(sum.reports, 2000);
        assert_int_equal(sum.tokens, 10000);
    }
    buf_done(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stream_maps_on_its_threads_and_sinks_in_order),
        cmocka_unit_test(a_plain_text_is_one_report),
        cmocka_unit_test(a_report_line_has_metadata),
        cmocka_unit_test(bad_lines_are_told_by_line_and_byte_and_the_rest_goes_on),
        cmocka_unit_test(doubled_ids_are_set_apart_with_a_warning),
        cmocka_unit_test(what_is_no_report_is_named),
        cmocka_unit_test(damaged_bytes_are_mended_and_counted),
        cmocka_unit_test(other_encodings_are_converted),
        cmocka_unit_test(folders_are_read_in_byte_order),
        cmocka_unit_test(ids_dont_depend_on_the_order_of_paths),
        cmocka_unit_test(missing_paths_and_empty_folders_are_problems),
        cmocka_unit_test(a_line_past_the_limit_is_refused_and_the_next_one_read),
        cmocka_unit_test(formats_are_told_by_their_first_bytes),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
