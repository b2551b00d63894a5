/* Archives and messages made to be slow: each is made of n and of 2n units; the longer one may take
 * 3 times as long at most (with a floor against clock noise) and a second. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "unit/unpack_fixture.h"
#include "unpack/http.h"
#include "unpack/inflate.h"
#include "unpack/warc.h"

static const double floor_s = 0.03;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static str repeat(arena *a, str head, str unit, size_t n) {
    char *out = arena_alloc(a, head.len + unit.len * n);
    assert_non_null(out);
    memcpy(out, head.ptr, head.len);
    for (size_t i = 0; i < n; i++) {
        memcpy(out + head.len + i * unit.len, unit.ptr, unit.len);
    }
    return str_of(out, head.len + unit.len * n);
}

static void read_archive(arena *a, str bytes) {
    struct input raw;
    struct warc *w;
    struct warc_record r;
    struct error e;
    input_from_memory(&raw, bytes);
    assert_int_equal(warc_open(a, &raw, 0, &w, &e), ERR_OK);
    while (warc_next(w, &r, &e) != ERR_MISSING) {
    }
    struct warc_tally t = warc_tally(w);
    assert_int_equal(t.kept + t.lost + t.padding, bytes.len);
    warc_close(w);
}

static void read_message(arena *a, str bytes) {
    struct http_message m;
    struct error e;
    (void)http_decode(a, bytes, &m, &e);
}

static void unpack(arena *a, str bytes) {
    struct input raw;
    struct input out;
    struct unpacked u;
    struct error e;
    str s;
    (void)a;
    input_from_memory(&raw, bytes);
    assert_int_equal(inflate_open(&u, &raw, codec_sniff(bytes), &out, &e), ERR_OK);
    while (input_peek(&out, 1, &s, &e) == ERR_OK && s.len > 0) {
        input_peek(&out, 65536, &s, &e);
        input_take(&out, s.len);
    }
    inflate_close(&u, &out);
}

static double best_time(arena *a, void (*read)(arena *, str), str bytes) {
    double best = 0;
    for (int round = 0; round < 2; round++) {
        arena_pos before = arena_mark(a);
        double began = now();
        read(a, bytes);
        double seconds = now() - began;
        best = round == 0 || seconds < best ? seconds : best;
        arena_reset(a, before);
    }
    return best;
}

static void check(const char *name, void (*read)(arena *, str), str head, str unit, size_t n) {
    arena a;
    arena_init(&a, 0);
    n /= LESS_WORK;
    double once = best_time(&a, read, repeat(&a, head, unit, n));
    double twice = best_time(&a, read, repeat(&a, head, unit, 2 * n));
    print_message("%-24s %6.1f ms, twice as long %6.1f ms\n", name, once * 1e3, twice * 1e3);
    assert_true(twice <= 1.0 && twice <= 3 * (once > floor_s ? once : floor_s));
    arena_done(&a);
}

#define CHUNKED STR("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
#define RECORD "WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n"

static void plain_archives(void **state) {
    (void)state;
    check("version lines", read_archive, STR(""), STR("WARC/1.0\r\n"), 200000);
    check("endless head", read_archive, STR("WARC/1.0\r\n"), STR("a: b\r\n"), 400000);
    check("empty records", read_archive, STR(""), STR(RECORD), 50000);
    check("lengths too long", read_archive, STR(""),
          STR("WARC/1.0\r\nContent-Length: 60000000\r\n\r\nx\r\n\r\n"), 50000);
    check("lengths of the skies", read_archive, STR(""),
          STR("WARC/1.0\r\nContent-Length: 600000000000000\r\n\r\nx\r\n\r\n"), 50000);
    check("blank lines", read_archive, STR(RECORD), STR("\r\n"), 1000000);
    check("line feeds in garbage", read_archive, STR(RECORD), STR("\nWARC/"), 400000);
}

static void packed_archives(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    str text = fixture_text(&a, 3000, 1);
    str good = fixture_gzip(&a, STR(RECORD));
    check("false gzip starts", read_archive, good, STR("\x1f\x8b\x08\0\0\0\0\0\0\3"), 200000);
    check("cut members", read_archive, good, str_slice(good, 0, good.len - 9), 20000);
    check("empty members", read_archive, good, fixture_gzip(&a, STR("")), 50000);
    check("members without records", read_archive, good, fixture_gzip(&a, text), 2000);
    check("bytes in members", read_archive, fixture_gzip(&a, STR("WARC/1.0\r\n")),
          fixture_gzip(&a, STR("x")), 20000);
    str stored = STR("\x1f\x8b\x08\0\0\0\0\0\0\3\0\x40\0\xbf\xff"
                     "WARC/1.0\r\nContent-Length: 0\r\n\r\n");
    check("members in stored blocks", read_archive, good, stored, 20000);
    check("zeros", read_archive, good, STR("\0\0\0\0"), 1000000);
    good = fixture_zstd(&a, STR(RECORD));
    check("false zstd starts", read_archive, good, STR("\x28\xb5\x2f\xfd\x04\x60\x01\x10"), 40000);
    check("cut frames", read_archive, good, str_slice(good, 0, good.len - 3), 20000);
    check("skippable frames", read_archive, good, STR("\x50\x2a\x4d\x18\0\0\0\0"), 100000);
    arena_done(&a);
}

static void messages(void **state) {
    (void)state;
    check("chunks of a byte", read_message, CHUNKED, STR("1\r\nx\r\n"), 500000);
    check("sizes without an end", read_message, CHUNKED, STR("1;"), 1000000);
    check("folded lines", read_message, STR("HTTP/1.1 200 OK\r\nA: b\r\n"), STR(" c\r\n"), 400000);
    check("headers", read_message, STR("HTTP/1.1 200 OK\r\n"), STR("Content-Type: a\r\n"), 100000);
    check("codings", read_message, STR("HTTP/1.1 200 OK\r\nContent-Encoding: gzip"), STR(",gzip"),
          500000);
}

static void bombs(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    str zeros = str_of(arena_alloc(&a, 16 * MiB), 16 * MiB);
    str head = STR("WARC/1.0\r\nContent-Length: 16777216\r\n\r\n");
    check("gzip bombs", unpack, fixture_gzip(&a, zeros), fixture_gzip(&a, zeros), 8);
    check("zstd bombs", unpack, fixture_zstd(&a, zeros), fixture_zstd(&a, zeros), 8);
    str bomb = fixture_gzip(&a, fixture_join(&a, head, zeros));
    check("archived bombs", read_archive, bomb, bomb, 8);
    bomb = fixture_zstd(&a, fixture_join(&a, head, zeros));
    check("archived zstd bombs", read_archive, bomb, bomb, 8);
    head = STR("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
    check("bombs of bodies", read_message, fixture_join(&a, head, fixture_gzip(&a, zeros)),
          STR("x"), 8);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_archives),
        cmocka_unit_test(packed_archives),
        cmocka_unit_test(messages),
        cmocka_unit_test(bombs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
