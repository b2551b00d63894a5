/* The ground floor: arena, vec, buf, map, sort, str, err, hash, json, par, input, file, utf8. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/input.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/par.h"
#include "base/sort.h"
#include "base/vec.h"
#include "text/utf8.h"

static unsigned next_random(unsigned *seed) {
    *seed = *seed * 1103515245u + 12345u;
    return *seed / 65536u % 32768u;
}

static void an_arena_gives_zeroed_memory_again_after_a_reset(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    char *kept = arena_alloc(&a, 10);
    memcpy(kept, "kept", 5);
    arena_pos mark = arena_mark(&a);
    for (int i = 0; i < 100; i++) {
        char *p = arena_alloc(&a, 5000);
        assert_int_equal((uintptr_t)p % sizeof(void *), 0);
        assert_int_equal(p[0] | p[4999], 0);
        memset(p, 1, 5000);
    }
    arena_reset(&a, mark);
    char *fresh = arena_alloc(&a, 100);
    assert_int_equal(fresh[0] | fresh[99], 0);
    assert_string_equal(kept, "kept");
    assert_non_null(arena_alloc(&a, 0));
    arena_done(&a);
    assert_int_equal(a.total, 0);
}

static void a_cleared_arena_is_empty_and_zeroes_again(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    for (int round = 0; round < 3; round++) {
        for (size_t size = 1; size < 100000; size *= 3) {
            char *p = arena_alloc(&a, size);
            assert_non_null(p);
            for (size_t i = 0; i < size; i++) {
                assert_int_equal(p[i], 0);
            }
            memset(p, 0xff, size);
        }
        arena_clear(&a, round == 0 ? 1 << 20 : round == 1 ? 0 : SIZE_MAX);
        assert_true(round != 1 || a.total == 0);
        assert_true(a.total <= 1 << 20);
    }
    arena_done(&a);
    assert_int_equal(a.total, 0);
}

static void an_arena_stops_at_its_limit(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 10000);
    assert_null(arena_alloc(&a, 20000));
    assert_int_equal(a.last, ERR_LIMIT);
    assert_null(arena_array(&a, SIZE_MAX / 2, 4));
    assert_null(arena_alloc(&a, SIZE_MAX));
    assert_non_null(arena_alloc(&a, 100));
    arena_done(&a);
}

static void a_vec_keeps_its_elements_while_growing(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    VEC(size_t) v = {0};
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(vec_push(&a, &v, i), ERR_OK);
    }
    for (size_t i = 0; i < v.n; i++) {
        assert_int_equal(v.v[i], i);
    }
    assert_int_equal(vec_reserve(&a, &v, SIZE_MAX - 10), ERR_LIMIT);
    assert_int_equal(v.n, 1000);
    arena_done(&a);
}

static void a_buf_remembers_that_it_was_full(void **state) {
    (void)state;
    buf b;
    buf_init(&b, 10);
    assert_int_equal(buf_add(&b, STR("12345678")), ERR_OK);
    assert_int_equal(buf_add(&b, STR("9ab")), ERR_LIMIT);
    assert_int_equal(buf_add(&b, STR("9")), ERR_LIMIT);
    assert_int_equal(b.len, 8);
    buf_clear(&b);
    assert_int_equal(buf_addf(&b, "%d-%s", 42, "x"), ERR_OK);
    assert_true(str_equals(buf_str(&b), STR("42-x")));
    buf_done(&b);
}

static void a_map_finds_what_was_put(void **state) {
    (void)state;
    arena a;
    struct map m;
    struct map never = {0};
    arena_init(&a, 0);
    assert_int_equal(map_init(&m, &a, 0), ERR_OK);
    for (uint64_t i = 0; i < 5000; i++) {
        assert_int_equal(map_put(&m, i * i, (uint32_t)i), ERR_OK);
    }
    assert_int_equal(map_put(&m, 4, 77), ERR_OK);
    assert_int_equal(m.n, 5000);
    for (uint64_t i = 0; i < 5000; i++) {
        assert_int_equal(map_find(&m, i * i), i == 2 ? 77 : i);
    }
    assert_int_equal(map_find(&m, 3), MAP_NONE);
    assert_int_equal(map_find(&never, 3), MAP_NONE);
    arena_done(&a);
}

struct item {
    unsigned key;
    unsigned place;
};

static int by_key(const void *x, const void *y, void *ctx) {
    (void)ctx;
    unsigned a = ((const struct item *)x)->key;
    unsigned b = ((const struct item *)y)->key;
    return a < b ? -1 : a > b;
}

static void sorting_is_stable_at_every_length(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    unsigned seed = 1;
    static struct item v[300];
    static uint64_t u[300];
    for (unsigned n = 0; n < 300; n++) {
        for (unsigned i = 0; i < n; i++) {
            v[i] = (struct item){next_random(&seed) % 20, i};
            u[i] = (uint64_t)next_random(&seed) << (next_random(&seed) % 48);
        }
        assert_int_equal(sort_stable(&a, v, n, sizeof *v, by_key, NULL), ERR_OK);
        assert_int_equal(sort_u64(&a, u, n), ERR_OK);
        for (unsigned i = 1; i < n; i++) {
            assert_true(v[i - 1].key < v[i].key ||
                        (v[i - 1].key == v[i].key && v[i - 1].place < v[i].place));
            assert_true(u[i - 1] <= u[i]);
        }
    }
    arena_done(&a);
}

static void slices_are_compared_found_and_trimmed(void **state) {
    (void)state;
    assert_true(str_equals(str_trim(STR(" \t a b\r\n")), STR("a b")));
    assert_true(str_starts_with(STR("abc"), STR("ab")) && !str_starts_with(STR("a"), STR("ab")));
    assert_true(str_ends_with(STR("abc"), STR("bc")) && !str_ends_with(STR("c"), STR("bc")));
    assert_true(str_equals_nocase(STR("AbC"), STR("aBc")) &&
                !str_equals_nocase(STR("a"), STR("ab")));
    assert_true(str_compare(STR("a"), STR("ab")) < 0 && str_compare(STR("b"), STR("ab")) > 0);
    assert_int_equal(str_find(STR("aabaab"), STR("ab"), 2), 4);
    assert_int_equal(str_find(STR("aab"), STR("ba"), 0), SIZE_MAX);
    assert_int_equal(str_find(STR("ab"), STR(""), 2), 2);
    assert_int_equal(str_find(STR("a"), STR("abc"), 0), SIZE_MAX);
}

static void errors_say_where(void **state) {
    (void)state;
    struct error e;
    assert_int_equal(error_set(&e, ERR_INPUT, STR("a:1"), 7, "bad %s", "x"), ERR_INPUT);
    error_prefix(&e, STR("zip"));
    assert_string_equal(e.where, "zip: a:1");
    assert_string_equal(e.msg, "bad x");
    assert_int_equal(error_set(NULL, ERR_IO, STR(""), 0, "x"), ERR_IO);
    char sha[2 * SHA256_BYTES + 1];
    uint8_t digest[SHA256_BYTES];
    hash_sha256(STR("abc"), digest);
    hash_hex(digest, sha);
    assert_string_equal(sha, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void json_is_escaped_and_closed(void **state) {
    (void)state;
    buf b;
    struct json j;
    buf_init(&b, MiB);
    json_init(&j, &b, false);
    json_open_object(&j, NULL);
    json_str(&j, "s", STR("a\"\\\n\x01</é\xe2\x80\xa8\xc2\x85"));
    json_open_array(&j, "n");
    json_int(&j, NULL, -5);
    json_double(&j, NULL, 0.1);
    json_double(&j, NULL, 1.0 / 3);
    json_bool(&j, NULL, true);
    json_null(&j, NULL);
    json_close_array(&j);
    json_close_object(&j);
    assert_true(str_equals(
        buf_str(&b), STR("{\"s\":\"a\\\"\\\\\\n\\u0001\\u003c/é\\u2028\\u0085\",\"n\":[-5,0.1,"
                         "0.3333333333333333,true,null]}")));
    buf_done(&b);
}

static enum err square(void *ctx, size_t i, unsigned worker) {
    (void)worker;
    size_t *out = ctx;
    out[i] = i * i;
    return i == 70 || i == 90 ? ERR_INPUT : ERR_OK;
}

static void all_items_are_worked_on_by_any_number_of_threads(void **state) {
    (void)state;
    for (unsigned workers = 1; workers <= 8; workers *= 2) {
        size_t out[60] = {0};
        assert_int_equal(par_for(workers, 60, square, out), ERR_OK);
        for (size_t i = 0; i < 60; i++) {
            assert_int_equal(out[i], i * i);
        }
        size_t more[100];
        assert_int_equal(par_for(workers, 100, square, more), ERR_INPUT);
    }
    assert_int_equal(par_for(4, 0, square, NULL), ERR_OK);
    assert_true(par_cpus() >= 1);
}

static void lines_are_the_same_from_a_file_and_from_memory(void **state) {
    (void)state;
    char path[] = "/tmp/input-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    buf all;
    buf_init(&all, 8 * MiB);
    unsigned seed = 7;
    for (int i = 0; i < 300; i++) {
        for (unsigned k = next_random(&seed) % 2000; k > 0; k--) {
            buf_add_byte(&all, 'x');
        }
        buf_add_byte(&all, '\n');
    }
    buf_add(&all, STR("last"));
    assert_int_equal(file_write_whole(path, buf_str(&all), NULL), ERR_OK);
    struct input file;
    struct input memory;
    struct error e;
    assert_int_equal(input_open(&file, path, &e), ERR_OK);
    input_from_memory(&memory, buf_str(&all));
    enum err code;
    size_t n_cut = 0;
    do {
        struct input_line a;
        struct input_line b;
        code = input_line_next(&file, 1500, &a, &e);
        assert_int_equal(input_line_next(&memory, 1500, &b, &e), code);
        assert_int_equal(a.pos, b.pos);
        assert_int_equal(a.is_cut, b.is_cut);
        assert_true(str_equals(a.text, b.text));
        n_cut += a.is_cut;
    } while (code == ERR_OK);
    assert_int_equal(code, ERR_MISSING);
    assert_true(n_cut > 10);
    input_close(&file);
    input_close(&memory);
    buf_done(&all);
    close(fd);
    unlink(path);
}

static void a_file_is_written_whole_or_not_at_all(void **state) {
    (void)state;
    char path[] = "/tmp/file-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    arena a;
    str back;
    struct error e;
    arena_init(&a, 0);
    assert_int_equal(file_write_whole(path, STR("old"), &e), ERR_OK);
    assert_int_equal(file_write_whole("/nowhere/at/all", STR("new"), &e), ERR_IO);
    assert_int_equal(file_read(&a, path, 100, &back, &e), ERR_OK);
    assert_true(str_equals(back, STR("old")));
    assert_int_equal(file_read(&a, path, 2, &back, &e), ERR_LIMIT);
    assert_int_equal(file_kind_of(path), FILE_PLAIN);
    assert_int_equal(file_kind_of("/tmp"), FILE_FOLDER);
    unlink(path);
    assert_int_equal(file_read(&a, path, 100, &back, &e), ERR_IO);
    assert_int_equal(file_kind_of(path), FILE_MISSING);
    arena_done(&a);
}

static void utf8_is_checked_repaired_and_counted(void **state) {
    (void)state;
    arena a;
    str out;
    size_t n;
    arena_init(&a, 0);
    assert_int_equal(utf8_check(STR("aé€😀")), 10);
    assert_int_equal(utf8_check(STR("ab\xc0\x80")), 2);
    assert_int_equal(utf8_check(STR("\xed\xa0\x80")), 0);
    assert_int_equal(utf8_check(STR("\xf4\x90\x80\x80")), 0);
    assert_int_equal(utf8_repair(&a, STR("a\xe2\x82z\xff"), &out, &n), ERR_OK);
    assert_true(str_equals(out, STR("a\xef\xbf\xbdz\xef\xbf\xbd")));
    assert_int_equal(n, 2);
    struct utf8_index x;
    buf b;
    buf_init(&b, MiB);
    for (uint32_t cp = 1; cp < 0x3000; cp += 7) {
        utf8_encode(&b, cp);
    }
    assert_int_equal(utf8_index_init(&x, &a, buf_str(&b)), ERR_OK);
    for (size_t pos = 0; pos <= b.len; pos += 13) {
        assert_int_equal(utf8_index_count(&x, pos), utf8_count(str_slice(buf_str(&b), 0, pos)));
    }
    buf_done(&b);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_arena_gives_zeroed_memory_again_after_a_reset),
        cmocka_unit_test(a_cleared_arena_is_empty_and_zeroes_again),
        cmocka_unit_test(an_arena_stops_at_its_limit),
        cmocka_unit_test(a_vec_keeps_its_elements_while_growing),
        cmocka_unit_test(a_buf_remembers_that_it_was_full),
        cmocka_unit_test(a_map_finds_what_was_put),
        cmocka_unit_test(sorting_is_stable_at_every_length),
        cmocka_unit_test(slices_are_compared_found_and_trimmed),
        cmocka_unit_test(errors_say_where),
        cmocka_unit_test(json_is_escaped_and_closed),
        cmocka_unit_test(all_items_are_worked_on_by_any_number_of_threads),
        cmocka_unit_test(lines_are_the_same_from_a_file_and_from_memory),
        cmocka_unit_test(a_file_is_written_whole_or_not_at_all),
        cmocka_unit_test(utf8_is_checked_repaired_and_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
