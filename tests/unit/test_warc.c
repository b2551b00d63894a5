/* Archives: the same records whatever the packing and the pieces; damage told once, counted and
 * passed over; the bytes of the file add up. */
#include "unit.h"

#include "base/limits.h"
#include "unit/unpack_fixture.h"
#include "unpack/warc.h"

enum { MOST = 64 };

static arena a;

static int set_up(void **s) {
    (void)s;
    arena_init(&a, 0);
    return 0;
}

static int tear_down(void **s) {
    (void)s;
    arena_done(&a);
    return 0;
}

/* One record, uncompressed. */
static str record(const char *type, const char *uri, str block) {
    char head[512];
    int n = snprintf(head, sizeof head,
                     "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n"
                     "WARC-Date: 2026-03-06T04:02:06Z\r\nContent-Type: application/http\r\n"
                     "Content-Length: %zu\r\n\r\n",
                     type, uri, block.len);
    str s = fixture_join(&a, arena_copy(&a, str_of(head, (size_t)n)), block);
    return fixture_join(&a, s, STR("\r\n\r\n"));
}

enum packing { PLAIN, GZIP, ZSTD, GZIP_WHOLE, ZSTD_WHOLE, N_PACKINGS };

/* An archive of `n` records; at[i] is where the i-th begins, at[n] the end (of those by record). */
static str archive(enum packing packing, size_t n, size_t block_len, size_t *at) {
    str all = STR("");
    for (size_t i = 0; i < n; i++) {
        char uri[64];
        snprintf(uri, sizeof uri, "https://lantern.example/%zu", i);
        str r = record(i % 3 == 1 ? "request" : "response", uri,
                       fixture_text(&a, block_len + i, (unsigned)i));
        at[i] = all.len;
        r = packing == GZIP ? fixture_gzip(&a, r) : packing == ZSTD ? fixture_zstd(&a, r) : r;
        all = fixture_join(&a, all, r);
    }
    at[n] = all.len;
    return packing == GZIP_WHOLE   ? fixture_gzip(&a, all)
           : packing == ZSTD_WHOLE ? fixture_zstd(&a, all)
                                   : all;
}

struct reading {
    size_t n;
    uint64_t offset[MOST];
    uint64_t length[MOST];
    str uri[MOST];
    str block[MOST];
    size_t n_errors;
    struct error error[MOST];
    struct warc_tally tally;
};

static struct reading read_some(str bytes, size_t piece, size_t max_block) {
    static struct reading all;
    struct fixture_pieces pieces = {bytes, piece};
    struct input raw;
    struct warc *w;
    struct warc_record r;
    struct error e = {0};
    memset(&all, 0, sizeof all);
    if (piece) {
        input_from_source(&raw, fixture_next, &pieces, "pieces.warc");
    } else {
        input_from_memory(&raw, bytes);
    }
    assert_int_equal(warc_open(&a, &raw, max_block, &w, &e), ERR_OK);
    enum err code;
    while ((code = warc_next(w, &r, &e)) != ERR_MISSING) {
        assert_true(all.n + all.n_errors < MOST);
        if (code != ERR_OK) {
            assert_true(code == ERR_INPUT || code == ERR_LIMIT);
            assert_true(e.pos <= bytes.len);
            all.error[all.n_errors++] = e;
            continue;
        }
        all.offset[all.n] = r.offset;
        all.length[all.n] = r.length;
        all.uri[all.n] = arena_copy(&a, r.uri);
        all.block[all.n++] = arena_copy(&a, r.block);
    }
    all.tally = warc_tally(w);
    assert_int_equal(all.tally.kept + all.tally.lost + all.tally.padding, bytes.len);
    assert_int_equal(all.tally.n_records, all.n);
    assert_int_equal(all.tally.n_damages, all.n_errors);
    warc_close(w);
    input_close(&raw);
    return all;
}

static struct reading read_all(str bytes) {
    return read_some(bytes, 0, 0);
}

static void every_packing_gives_the_same_records(void **state) {
    (void)state;
    static const size_t piece[] = {0, 1, 1000};
    size_t at[MOST];
    for (int packing = 0; packing < N_PACKINGS; packing++) {
        str bytes = archive((enum packing)packing, 10, 3000, at);
        assert_int_equal(warc_sniff(bytes), packing == PLAIN ? WARC_PLAIN : WARC_PACKED);
        for (size_t p = 0; p < 3; p++) {
            struct reading got = read_some(bytes, piece[p], 0);
            assert_int_equal(got.n, 10);
            assert_int_equal(got.n_errors, 0);
            assert_int_equal(got.tally.kept, bytes.len);
            for (size_t i = 0; i < 10; i++) {
                assert_true(str_equals(got.block[i], fixture_text(&a, 3000 + i, (unsigned)i)));
                if (packing <= ZSTD) {
                    assert_int_equal(got.offset[i], at[i]);
                    assert_int_equal(got.length[i], at[i + 1] - at[i]);
                }
            }
        }
    }
}

static void a_head_is_read_with_its_quirks(void **state) {
    (void)state;
    str s = STR("WARC/0.18\nwarc-type: Response\nWARC-Target-URI: <http://a.example/>\n"
                "WARC-Date: 2026-03-06T04:02:06.25+01:00\nWARC-Record-ID: <urn:uuid:1>\n"
                "WARC-Refers-To: <urn:uuid:0>\nWARC-Truncated: length\nno colon\n"
                "Content-Length: 4\n\nbody\n\n");
    struct input raw;
    struct warc *w;
    struct warc_record r;
    struct error e;
    input_from_memory(&raw, s);
    assert_int_equal(warc_open(&a, &raw, 0, &w, &e), ERR_OK);
    assert_int_equal(warc_next(w, &r, &e), ERR_OK);
    assert_int_equal(r.type, WARC_RESPONSE);
    assert_true(str_equals(r.version, STR("0.18")));
    assert_true(str_equals(r.uri, STR("http://a.example/")));
    assert_true(r.has_time);
    assert_int_equal(r.time, 1772766126);
    assert_true(str_equals(r.record_id, STR("<urn:uuid:1>")));
    assert_true(str_equals(r.refers_to, STR("<urn:uuid:0>")));
    assert_true(str_equals(r.truncated, STR("length")));
    assert_true(str_equals(r.block, STR("body")));
    assert_int_equal(warc_next(w, &r, &e), ERR_MISSING);
    warc_close(w);
}

static void what_is_no_warc_is_told(void **state) {
    (void)state;
    str arc = STR("filedesc://x.arc 0.0.0.0 20260306040206 text/plain 76\n1 0 Archive\n");
    struct input raw;
    struct warc *w;
    struct error e;
    const str bad[] = {arc, fixture_gzip(&a, arc)};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(warc_sniff(bad[i]), WARC_ARC);
        input_from_memory(&raw, bad[i]);
        assert_int_equal(warc_open(&a, &raw, 0, &w, &e), ERR_INPUT);
        assert_non_null(strstr(e.msg, "ARC"));
    }
    assert_int_equal(warc_sniff(STR("<html>")), WARC_NONE);
    assert_int_equal(warc_sniff(fixture_gzip(&a, STR("<html>"))), WARC_NONE);
    input_from_memory(&raw, STR(""));
    assert_int_equal(warc_open(&a, &raw, 0, &w, &e), ERR_INPUT);
}

static void every_cut_keeps_the_records_before_it(void **state) {
    (void)state;
    size_t at[MOST];
    for (int packing = PLAIN; packing <= ZSTD; packing++) {
        str bytes = archive((enum packing)packing, 3, 100, at);
        for (size_t cut = 8; cut < bytes.len; cut++) {
            arena_pos before = arena_mark(&a);
            struct reading got = read_all(str_slice(bytes, 0, cut));
            size_t whole = cut >= at[2] ? 2 : cut >= at[1] ? 1 : 0;
            if (packing == PLAIN) { /* the lines behind the last block aren't missed */
                whole = cut >= at[3] - 4 ? 3 : cut >= at[2] - 4 ? 2 : cut >= at[1] - 4 ? 1 : 0;
            }
            assert_int_equal(got.n, whole);
            bool is_damaged = packing == PLAIN ? got.tally.lost > 0 : cut != at[1] && cut != at[2];
            assert_int_equal(got.n_errors, is_damaged);
            arena_reset(&a, before);
        }
    }
}

static void a_flipped_byte_costs_one_record_at_most(void **state) {
    (void)state;
    size_t at[MOST];
    for (int packing = PLAIN; packing <= ZSTD; packing++) {
        str bytes = archive((enum packing)packing, 4, 60, at);
        for (size_t i = 8; i < bytes.len; i++) {
            arena_pos before = arena_mark(&a);
            char *byte = (char *)(uintptr_t)bytes.ptr + i;
            *byte = (char)~*byte;
            struct reading got = read_all(bytes);
            assert_true(got.n >= 3 && got.n <= 4);
            /* zstd has no checksum here, and text none at all */
            assert_true(packing != GZIP || got.n_errors > 0 || got.n == 4);
            assert_true(got.n == 4 || got.n_errors == 1);
            *byte = (char)~*byte;
            arena_reset(&a, before);
        }
    }
}

static void garbage_between_records_is_counted(void **state) {
    (void)state;
    size_t at[MOST];
    for (int packing = PLAIN; packing <= ZSTD; packing++) {
        str bytes = archive((enum packing)packing, 2, 500, at);
        str junk = fixture_text(&a, 200000, 9);
        str s = fixture_join(&a, str_slice(bytes, 0, at[1]), junk);
        s = fixture_join(&a, s, fixture_join(&a, STR("\r\n"), str_slice(bytes, at[1], at[2])));
        struct reading got = read_all(s);
        assert_int_equal(got.n, 2);
        assert_int_equal(got.n_errors, 1);
        assert_int_equal(got.error[0].pos, at[1]);
        assert_non_null(strstr(got.error[0].msg, "200002 bytes passed over"));
        assert_int_equal(got.tally.lost, 200002);
        assert_int_equal(got.offset[1], at[1] + 200002);
    }
}

static void a_member_cut_short_hides_no_other(void **state) {
    (void)state;
    size_t at[MOST];
    for (int packing = GZIP; packing <= ZSTD; packing++) {
        str bytes = archive((enum packing)packing, 3, 5000, at);
        str s =
            fixture_join(&a, str_slice(bytes, 0, at[1] - 40), str_slice(bytes, at[1], bytes.len));
        struct reading got = read_all(s);
        assert_int_equal(got.n, 2);
        assert_int_equal(got.n_errors, 1);
        assert_int_equal(got.offset[0], at[1] - 40);
        assert_int_equal(got.tally.lost, at[1] - 40);
    }
}

static void a_wrong_length_costs_one_record(void **state) {
    (void)state;
    static const int error[] = {-5, 5, 3000};
    for (size_t k = 0; k < 3; k++) {
        str block = fixture_text(&a, 300, 5);
        str good = record("response", "https://lantern.example/", block);
        char head[128];
        int n = snprintf(head, sizeof head,
                         "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n",
                         300 + error[k]);
        str bad = fixture_join(&a, arena_copy(&a, str_of(head, (size_t)n)), block);
        bad = fixture_join(&a, bad, STR("\r\n\r\n"));
        str s = fixture_join(&a, fixture_join(&a, good, bad), good);
        struct reading got = read_all(s);
        assert_int_equal(got.n, 2);
        assert_int_equal(got.n_errors, 1);
        assert_int_equal(got.error[0].pos, good.len);
        got = read_all(fixture_join(&a,
                                    fixture_join(&a, fixture_gzip(&a, good), fixture_gzip(&a, bad)),
                                    fixture_gzip(&a, good)));
        assert_int_equal(got.n, 2);
        assert_int_equal(got.n_errors, 1);
    }
}

static void a_record_may_span_members(void **state) {
    (void)state;
    size_t at[MOST];
    str plain = archive(PLAIN, 5, 4000, at);
    str s = STR("");
    for (size_t from = 0; from < plain.len; from += 1500) {
        size_t to = from + 1500 < plain.len ? from + 1500 : plain.len;
        s = fixture_join(&a, s, fixture_gzip(&a, str_slice(plain, from, to)));
    }
    struct reading got = read_all(s);
    assert_int_equal(got.n, 5);
    assert_int_equal(got.n_errors, 0);
}

static void large_members_are_streamed(void **state) {
    (void)state;
    size_t at[MOST];
    size_t len = 5 * MiB;
    str bytes = archive(GZIP, 3, len, at);
    struct reading got = read_some(bytes, 100000, 0);
    assert_int_equal(got.n, 3);
    assert_int_equal(got.length[1], at[2] - at[1]);
    assert_int_equal(got.block[2].len, len + 2);
}

static void long_records_are_refused_one_by_one(void **state) {
    (void)state;
    size_t at[MOST];
    str small = record("response", "https://lantern.example/small", STR("ferry"));
    for (int packing = PLAIN; packing < N_PACKINGS; packing++) {
        str s = archive((enum packing)packing, 2, 30000, at);
        s = fixture_join(&a, s,
                         packing == PLAIN                           ? small
                         : packing == GZIP || packing == GZIP_WHOLE ? fixture_gzip(&a, small)
                                                                    : fixture_zstd(&a, small));
        struct reading got = read_some(s, 0, 1000);
        assert_int_equal(got.n, 1);
        assert_int_equal(got.n_errors, 2);
        assert_int_equal(got.error[0].code, ERR_LIMIT);
        assert_non_null(strstr(got.error[0].msg, "30000 bytes"));
        assert_non_null(strstr(got.error[1].msg, "https://lantern.example/1"));
    }
}

static void a_bomb_costs_itself_only(void **state) {
    (void)state;
    str zeros = str_of(arena_alloc(&a, 3 * MiB), 3 * MiB);
    str small = record("response", "https://lantern.example/small", STR("ferry"));
    str bomb = record("response", "https://lantern.example/bomb", zeros);
    const str s[] = {
        fixture_join(&a, fixture_gzip(&a, bomb), fixture_gzip(&a, small)),
        fixture_join(&a, fixture_zstd(&a, bomb), fixture_zstd(&a, small)),
        fixture_join(&a, fixture_gzip(&a, fixture_join(&a, bomb, fixture_join(&a, bomb, bomb))),
                     fixture_gzip(&a, small)),
    };
    for (size_t i = 0; i < 3; i++) {
        struct reading got = read_all(s[i]);
        assert_int_equal(got.n, 1);
        assert_int_equal(got.n_errors, 1);
        assert_int_equal(got.error[0].code, ERR_LIMIT);
    }
}

static void a_dictionary_frame_is_used(void **state) {
    (void)state;
    str dict = fixture_text(&a, 4000, 3); /* raw content may serve */
    str r = record("response", "https://lantern.example/", str_slice(dict, 100, 3000));
    ZSTD_CCtx *c = ZSTD_createCCtx();
    char *out = arena_alloc(&a, 10000);
    size_t n = ZSTD_compress_usingDict(c, out, 10000, r.ptr, r.len, dict.ptr, dict.len, 3);
    ZSTD_freeCCtx(c);
    assert_true(n < 300);
    str frames[] = {dict, fixture_zstd(&a, dict)}; /* the dictionary may be packed itself */
    for (size_t i = 0; i < 2; i++) {
        char head[8] = {0x5d, 0x2a, 0x4d, 0x18, (char)frames[i].len, (char)(frames[i].len >> 8)};
        str s = fixture_join(&a, str_of(head, 8), frames[i]);
        s = fixture_join(&a, s, str_of(out, n));
        struct reading got = read_all(s);
        assert_int_equal(got.n, 1);
        assert_int_equal(got.n_errors, 0);
        assert_int_equal(got.block[0].len, 2900);
        assert_int_equal(got.offset[0], 8 + frames[i].len);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_packing_gives_the_same_records, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_head_is_read_with_its_quirks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_warc_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_cut_keeps_the_records_before_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_flipped_byte_costs_one_record_at_most, set_up, tear_down),
        cmocka_unit_test_setup_teardown(garbage_between_records_is_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_member_cut_short_hides_no_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_wrong_length_costs_one_record, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_record_may_span_members, set_up, tear_down),
        cmocka_unit_test_setup_teardown(large_members_are_streamed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_records_are_refused_one_by_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_bomb_costs_itself_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_dictionary_frame_is_used, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
