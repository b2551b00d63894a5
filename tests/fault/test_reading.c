/* Reading and analysing with an arena that ends after every possible number of bytes: each run
 * gives the whole answer or ERR_LIMIT, never half of one and never a crash. All allocations of
 * these layers that grow with the input go through the arena. */
#include "unit.h"

#include <string.h>

#include "base/limits.h"
#include "read/reader.h"

static const char report[] = "Fire closes harbour\n\nBy Ann Vell\n\nOSKELBY, March 4 (Meridel) - "
                             "The harbour was closed on Thursday. “Go,\n\n“now,” "
                             "she said ‘twice’.\n\nQ: Why?\n\nA: So.\n\n#quay is open "
                             "pic.twitter.com/x — Port (@port) March 3, 2022 And so it went "
                             "on for days.\n\nAlso Read: more\n\n- one two three\n\n- four five "
                             "six\n\nThat was all, he said. (AP)\n";

static const char lines[] = "{\"id\":\"a\",\"text\":\"One.\",\"x\":1}\n{\"id\":\"a\",\"text\":"
                            "\"Two \xff.\"}\n{\"text\":5}\nno\n";

static enum err run(size_t limit, const char *bytes, size_t *n_blocks) {
    arena a;
    struct read_result out = {0};
    arena_init(&a, limit);
    *n_blocks = 0;
    enum err code = reader_add_text(&a, STR("in.txt"), str_from_cstr(bytes), NULL, &out);
    for (size_t i = 0; i < out.n_docs && code == ERR_OK; i++) {
        code = document_analyse(&a, &out.doc[i]);
        *n_blocks += out.doc[i].n_blocks;
    }
    arena_done(&a);
    return code;
}

static void check(const char *bytes) {
    size_t all;
    size_t n;
    assert_int_equal(run(0, bytes, &all), ERR_OK);
    assert_true(all > 0);
    size_t limit = 1;
    enum err code = ERR_LIMIT;
    while (code != ERR_OK && limit < 4 * MiB) {
        code = run(limit, bytes, &n);
        assert_true(code == ERR_OK ? n == all : code == ERR_LIMIT);
        limit += 97;
    }
    assert_int_equal(code, ERR_OK);
}

static void a_plain_report_is_read_whole_or_not_at_all(void **state) {
    (void)state;
    check(report);
}

static void report_lines_are_read_whole_or_not_at_all(void **state) {
    (void)state;
    check(lines);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_report_is_read_whole_or_not_at_all),
        cmocka_unit_test(report_lines_are_read_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
