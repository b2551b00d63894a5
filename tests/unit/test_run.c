/* Runs, merges and sorting within memory: what is written comes back in order, whatever was
 * spilled, and a damaged file is refused by name. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "index/run_writer.h"
#include "index/sorter.h"

static char folder[64];

static int make_folder(void **state) {
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/run-test-XXXXXX");
    return mkdtemp(folder) ? 0 : 1;
}

static int drop_folder(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 ? 0 : 1;
}

static const char *place(const char *name) {
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    unlink(path);
    return path;
}

/* Record `i` of a row of `n`: keys upwards, some equal, values of many lengths. */
static struct record make(char key[32], char value[512], unsigned i) {
    int n = snprintf(key, 32, "key-%08u", i / 2 * 3);
    size_t len = (size_t)i * 7919 % 500;
    memset(value, 'a' + (int)(i % 26), 512);
    snprintf(value, 16, "%08u", i);
    return (struct record){{key, (size_t)n}, {value, len < 8 ? 8 : len}};
}

static void write_run(const char *path, unsigned n) {
    struct run_writer w;
    struct error e;
    assert_int_equal(run_writer_open(&w, path, &e), ERR_OK);
    for (unsigned i = 0; i < n; i++) {
        char key[32];
        char value[512];
        struct record r = make(key, value, i);
        assert_int_equal(run_writer_add(&w, r.key, r.value, &e), ERR_OK);
    }
    assert_int_equal(run_writer_close(&w, &e), ERR_OK);
}

static void assert_record(const struct record *r, unsigned i) {
    char key[32];
    char value[512];
    struct record expected = make(key, value, i);
    assert_int_equal(run_compare(r->key, expected.key), 0);
    assert_int_equal(run_compare(r->value, expected.value), 0);
    assert_int_equal((uintptr_t)r->value.ptr % 8, 0);
}

static void a_run_gives_back_its_records(void **state) {
    (void)state;
    const char *path = place("whole");
    static const unsigned sizes[] = {0, 1, 2, 5000};
    for (size_t k = 0; k < 4; k++) {
        struct run run;
        struct run_cursor c;
        struct record r;
        struct error e;
        path = place("whole");
        write_run(path, sizes[k]);
        assert_int_equal(run_open(&run, path, &e), ERR_OK);
        assert_int_equal(run.n_records, sizes[k]);
        run_cursor_init(&c, &run);
        for (unsigned i = 0; i < sizes[k]; i++) {
            assert_int_equal(run_cursor_next(&c, &r, &e), ERR_OK);
            assert_record(&r, i);
        }
        assert_int_equal(run_cursor_next(&c, &r, &e), ERR_MISSING);
        assert_int_equal(run_cursor_next(&c, &r, &e), ERR_MISSING);
        run_close(&run);
    }
}

static void a_cursor_finds_the_first_record_of_a_key(void **state) {
    (void)state;
    enum { N = 3000 };
    const char *path = place("seek");
    struct run run;
    struct error e;
    write_run(path, N);
    assert_int_equal(run_open(&run, path, &e), ERR_OK);
    for (unsigned number = 0; number < N / 2 * 3 + 5; number += 7) {
        char key[32];
        struct run_cursor c;
        struct record r;
        int n = snprintf(key, sizeof key, "key-%08u", number);
        run_cursor_init(&c, &run);
        assert_int_equal(run_cursor_seek(&c, (str){key, (size_t)n}, &e), ERR_OK);
        unsigned expected = (number + 2) / 3 * 2;
        enum err code = run_cursor_next(&c, &r, &e);
        assert_int_equal(code, expected < N ? ERR_OK : ERR_MISSING);
        if (code == ERR_OK) {
            assert_record(&r, expected);
        }
    }
    run_close(&run);
}

static void records_out_of_order_are_refused(void **state) {
    (void)state;
    const char *path = place("order");
    struct run_writer w;
    struct error e;
    assert_int_equal(run_writer_open(&w, path, &e), ERR_OK);
    assert_int_equal(run_writer_add(&w, STR("b"), STR(""), &e), ERR_OK);
    assert_int_equal(run_writer_add(&w, STR("a"), STR(""), &e), ERR_USAGE);
    assert_int_equal(file_kind_of(path), FILE_MISSING);
}

/* Open and read to the end; the first error. */
static enum err read_all(const char *path) {
    struct run run;
    struct run_cursor c;
    struct record r;
    struct error e = {0};
    enum err code = run_open(&run, path, &e);
    if (code == ERR_OK) {
        run_cursor_init(&c, &run);
        while ((code = run_cursor_next(&c, &r, &e)) == ERR_OK) {
        }
        run_close(&run);
    }
    if (code != ERR_MISSING) {
        assert_true(e.where[0] && e.msg[0]);
    }
    return code;
}

static void a_run_cut_short_or_changed_is_refused(void **state) {
    (void)state;
    char whole[128];
    arena a;
    str bytes;
    arena_init(&a, 0);
    snprintf(whole, sizeof whole, "%s", place("damage"));
    write_run(whole, 12);
    assert_int_equal(file_read(&a, whole, MiB, &bytes, NULL), ERR_OK);
    assert_int_equal(read_all(whole), ERR_MISSING);
    char changed[128];
    snprintf(changed, sizeof changed, "%s", place("changed"));
    for (size_t n = 0; n < bytes.len; n++) {
        assert_int_equal(file_write_whole(changed, str_slice(bytes, 0, n), NULL), ERR_OK);
        assert_int_equal(read_all(changed), ERR_INPUT);
    }
    char *copy = arena_array(&a, bytes.len, 1);
    for (size_t i = 0; i < bytes.len; i++) {
        memcpy(copy, bytes.ptr, bytes.len);
        copy[i] ^= 0x11;
        assert_int_equal(file_write_whole(changed, (str){copy, bytes.len}, NULL), ERR_OK);
        bool unread = i >= 12 && i < 16; /* the head's last number is kept for later */
        assert_int_equal(read_all(changed), unread ? ERR_MISSING : ERR_INPUT);
    }
    arena_done(&a);
}

static int by_value(const void *x, const void *y) {
    return memcmp(x, y, sizeof(uint64_t[2]));
}

/* `n` records of 8-byte keys, of which many are equal, through a sorter of `memory` bytes. */
static void sort_records(size_t n, size_t memory, bool spills) {
    struct sorter *s;
    struct error e;
    struct record r;
    char prefix[128];
    uint64_t random = 99;
    uint64_t(*expected)[2] = calloc(n, sizeof *expected);
    snprintf(prefix, sizeof prefix, "%s", place("sort"));
    assert_int_equal(sorter_new(prefix, memory, &s), ERR_OK);
    for (size_t i = 0; i < n; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        expected[i][0] = __builtin_bswap64(random >> 50);
        expected[i][1] = __builtin_bswap64(random >> 20);
        assert_int_equal(
            sorter_add(s, (str){(char *)&expected[i][0], 8}, (str){(char *)&expected[i][1], 8}, &e),
            ERR_OK);
    }
    assert_int_equal(sorter_finish(s, &e), ERR_OK);
    assert_int_equal(sorter_spilled(s) > 0, spills);
    qsort(expected, n, sizeof *expected, by_value);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(sorter_next(s, &r, &e), ERR_OK);
        assert_memory_equal(r.key.ptr, &expected[i][0], 8);
        assert_memory_equal(r.value.ptr, &expected[i][1], 8);
    }
    assert_int_equal(sorter_next(s, &r, &e), ERR_MISSING);
    sorter_free(s);
    free(expected);
    arena a;
    str *left;
    size_t n_left;
    arena_init(&a, 0);
    assert_int_equal(file_list(&a, folder, &left, &n_left, NULL), ERR_OK);
    for (size_t i = 0; i < n_left; i++) {
        assert_null(strstr(left[i].ptr, "/sort."));
    }
    arena_done(&a);
}

static void a_sorter_gives_order_with_any_memory(void **state) {
    (void)state;
    sort_records(0, MiB, false);
    sort_records(1000, 8 * MiB, false);
    sort_records(300000, MiB, true);
}

static void merging_orders_equal_keys_by_value(void **state) {
    (void)state;
    arena a;
    struct run run[3];
    struct run_cursor cursor[3];
    struct merge_source source[3];
    struct merge *merge;
    struct record r;
    struct error e;
    arena_init(&a, 0);
    for (int i = 0; i < 3; i++) {
        struct run_writer w;
        char value[2] = {(char)('c' - i), '\0'};
        char path[128];
        snprintf(path, sizeof path, "%s", place(value));
        assert_int_equal(run_writer_open(&w, path, &e), ERR_OK);
        assert_int_equal(run_writer_add(&w, STR("k"), (str){value, 1}, &e), ERR_OK);
        if (i == 1) {
            assert_int_equal(run_writer_add(&w, STR("z"), STR("end"), &e), ERR_OK);
        }
        assert_int_equal(run_writer_close(&w, &e), ERR_OK);
        assert_int_equal(run_open(&run[i], path, &e), ERR_OK);
        run_cursor_init(&cursor[i], &run[i]);
        source[i] = (struct merge_source){merge_from_run, &cursor[i]};
    }
    assert_int_equal(merge_new(&a, source, 3, &merge), ERR_OK);
    for (char c = 'a'; c <= 'c'; c++) {
        assert_int_equal(merge_next(merge, &r, &e), ERR_OK);
        assert_int_equal(*r.value.ptr, c);
    }
    assert_int_equal(merge_next(merge, &r, &e), ERR_OK);
    assert_true(str_equals(r.value, STR("end")));
    assert_int_equal(merge_next(merge, &r, &e), ERR_MISSING);
    for (int i = 0; i < 3; i++) {
        run_close(&run[i]);
    }
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_gives_back_its_records),
        cmocka_unit_test(a_cursor_finds_the_first_record_of_a_key),
        cmocka_unit_test(records_out_of_order_are_refused),
        cmocka_unit_test(a_run_cut_short_or_changed_is_refused),
        cmocka_unit_test(a_sorter_gives_order_with_any_memory),
        cmocka_unit_test(merging_orders_equal_keys_by_value),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
