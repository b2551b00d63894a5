/* Lines of an outlet are marked wherever they stand in its reports, and aren't told as copied. */
#include "fixture_reports.h"
#include "reuse/copies.h"
#include "reuse/outlet_lines.h"

enum { WORDS = 600, AT = 290, REPORTS = 40, LINES = 12, PASSAGE = 60, BETWEEN = 9, TEXT = 8192 };

static bool is_marked(const struct words *w, size_t pos) {
    return w->flags[pos] & WORD_COMMON;
}

static void a_line_is_marked_in_reports_of_its_outlet(void **state) {
    (void)state;
    uint32_t id[WORDS];
    uint8_t flags[WORDS] = {0};
    uint64_t seed = 8;
    arena a;
    arena_init(&a, 0);
    for (size_t i = 0; i < WORDS; i++) {
        id[i] = (uint32_t)next_random(&seed);
    }
    uint32_t key;
    likely_keys(id + AT, 1, &key);
    uint64_t line[] = {outlet_lines_of(shingle_hash(id + AT), 7),
                       outlet_lines_of(shingle_hash(id + AT), 9)};
    uint64_t keys[] = {key};
    struct outlet_lines lines;
    assert_int_equal(outlet_lines_open(&a, &(struct outlet_lines_found){line, 2, keys, 1}, &lines),
                     ERR_OK);
    for (uint32_t outlet = 0; outlet < 10; outlet++) {
        struct words w = {.id = id, .flags = flags, .n = WORDS};
        assert_int_equal(outlet_lines_mark(&a, &lines, outlet, &w), ERR_OK);
        for (size_t i = 0; i < WORDS; i++) {
            bool in_line = i >= AT && i < AT + SHINGLE_WORDS;
            assert_int_equal(is_marked(&w, i), in_line && (outlet == 7 || outlet == 9));
            assert_int_equal(flags[i], 0);
        }
    }
    arena_done(&a);
}

static size_t add_words(char *text, size_t len, unsigned n, uint64_t *seed) {
    for (unsigned i = 0; i < n; i++) {
        len += (size_t)snprintf(text + len, TEXT - len, "w%u%s ", next_random(seed) % 100000,
                                i + 1 == n ? "." : "");
    }
    return len;
}

/* A line whose hash lies in the second quarter, so that it is a seed about every second time: the
 * first whose number isn't below `from`; returns its number. */
static unsigned choose_line(unsigned from) {
    for (unsigned number = from;; number++) {
        char word[2][32];
        (void)snprintf(word[0], sizeof word[0], "l%u", number);
        (void)snprintf(word[1], sizeof word[1], "watch%u", number);
        const char *all[SHINGLE_WORDS] = {word[0], "again", "more", "clips", word[1]};
        uint32_t id[SHINGLE_WORDS];
        for (size_t i = 0; i < SHINGLE_WORDS; i++) {
            id[i] = (uint32_t)token_hash(str_from_cstr(all[i]));
        }
        if (shingle_hash(id) >> 62 == 1) {
            return number;
        }
    }
}

/* Reports of one outlet, two by two with a passage of their own, and with lines between others
 * words. */
static void add_reports(struct reports *r) {
    uint64_t seed = 4;
    for (unsigned i = 0; i < REPORTS; i++) {
        char text[TEXT];
        size_t len = 0;
        uint64_t passage = 1000 + i / 2;
        for (unsigned k = 0, line = 0; k < LINES; k++, line++) {
            line = choose_line(line);
            len = add_words(text, len, BETWEEN, &seed);
            len += (size_t)snprintf(text + len, TEXT - len, "l%u again more clips watch%u ", line,
                                    line);
        }
        len = add_words(text, len, BETWEEN, &seed);
        add_words(text, len, PASSAGE, &passage);
        struct document *doc = reports_add(r, text);
        doc->outlet = STR("Daily");
        r->day[r->n - 1] = (int32_t)(15000 + 9 * i);
    }
}

static void a_line_that_is_no_seed_is_no_copy(void **state) {
    (void)state;
    struct reports r;
    struct copies copies;
    reports_init(&r);
    add_reports(&r);
    assert_int_equal(copies_find(&r.a, reports_docs(&r), r.day, r.n, 1, &copies), ERR_OK);
    assert_int_equal(copies.n, REPORTS / 2);
    for (size_t i = 0; i < copies.n; i++) {
        assert_int_equal(copies.copy[i].n_spans, 1);
        assert_int_equal(copies.copy[i].span[0].words, PASSAGE);
    }
    arena_done(&r.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_marked_in_reports_of_its_outlet),
        cmocka_unit_test(a_line_that_is_no_seed_is_no_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
