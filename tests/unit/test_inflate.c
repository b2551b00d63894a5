/* Packed inputs: the same bytes come out whatever the packing and the pieces, and what is wrong is
 * named with its place. */
#include "unit.h"

#include "unit/unpack_fixture.h"
#include "unpack/inflate.h"

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

/* All that comes out of `packed`, and the error that ended it. */
static str unpack_as(str packed, size_t piece, enum codec_kind kind, struct error *e) {
    struct fixture_pieces pieces = {packed, piece};
    struct input raw;
    struct input out;
    struct unpacked u;
    buf all;
    *e = (struct error){0};
    if (piece) {
        input_from_source(&raw, fixture_next, &pieces, "pieces.gz");
    } else {
        input_from_memory(&raw, packed);
    }
    if (kind == CODEC_NONE) {
        assert_int_equal(inflate_sniff(&raw, &kind, e), ERR_OK);
        assert_int_not_equal(kind, CODEC_NONE);
    }
    assert_int_equal(inflate_open(&u, &raw, kind, &out, e), ERR_OK);
    buf_init(&all, SIZE_MAX / 2);
    str s;
    while (input_peek(&out, 1, &s, e) == ERR_OK && s.len > 0) {
        buf_add(&all, s);
        input_take(&out, s.len);
    }
    struct error again = {0};
    assert_int_equal(input_peek(&out, 1, &s, &again), e->code); /* told each time */
    inflate_close(&u, &out);
    input_close(&raw);
    str copy = arena_copy(&a, buf_str(&all));
    buf_done(&all);
    return copy;
}

static str unpack(str packed, struct error *e) {
    return unpack_as(packed, 0, CODEC_NONE, e);
}

static void every_packing_gives_the_bytes_back(void **state) {
    (void)state;
    str text = fixture_text(&a, 300000, 1);
    struct error e;
    str half = str_slice(text, 0, 150000);
    str rest = str_slice(text, 150000, text.len);
    const str packed[] = {
        fixture_gzip(&a, text),
        fixture_join(&a, fixture_gzip(&a, half), fixture_gzip(&a, rest)),
        fixture_zstd(&a, text),
        fixture_join(&a, fixture_zstd(&a, half), fixture_zstd(&a, rest)),
    };
    const size_t piece[] = {0, 1, 7, 65536};
    for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++) {
        for (size_t k = 0; k < sizeof piece / sizeof piece[0]; k++) {
            assert_true(str_equals(unpack_as(packed[i], piece[k], CODEC_NONE, &e), text));
            assert_int_equal(e.code, ERR_OK);
        }
    }
    assert_true(str_equals(unpack_as(fixture_deflate(&a, text, 15), 0, CODEC_ZLIB, &e), text));
    assert_true(str_equals(unpack_as(fixture_deflate(&a, text, -15), 0, CODEC_DEFLATE, &e), text));
}

static void empty_members_padding_and_skippable_frames_are_passed(void **state) {
    (void)state;
    struct error e;
    str word = STR("ferry");
    str empty = fixture_gzip(&a, STR(""));
    str s = fixture_join(&a, empty, fixture_join(&a, fixture_gzip(&a, word), empty));
    s = fixture_join(&a, s, STR("\0\0\0\0\0\0\0"));
    assert_true(str_equals(unpack(s, &e), word));
    assert_int_equal(e.code, ERR_OK);
    s = fixture_join(&a, STR("\x53\x2a\x4d\x18\x03\x00\x00\x00xyz"), fixture_zstd(&a, word));
    assert_true(str_equals(unpack(s, &e), word));
    assert_int_equal(e.code, ERR_OK);
}

static void data_before_damage_is_given(void **state) {
    (void)state;
    struct error e;
    str first = fixture_gzip(&a, STR("the first member"));
    str second = fixture_gzip(&a, fixture_text(&a, 1000, 2));
    str s = fixture_join(&a, first, second);
    str out = unpack(str_slice(s, 0, s.len - 100), &e);
    assert_int_equal(e.code, ERR_INPUT);
    assert_int_equal(e.pos, s.len - 100);
    assert_non_null(strstr(e.msg, "ends early"));
    assert_true(str_starts_with(out, STR("the first member")));

    char *bytes = (char *)(uintptr_t)s.ptr;
    bytes[first.len - 6] ^= 1; /* its checksum */
    out = unpack(s, &e);
    assert_int_equal(e.code, ERR_INPUT);
    assert_non_null(strstr(e.msg, "incorrect data check"));
    assert_true(str_equals(out, STR("the first member")));
    bytes[first.len - 6] ^= 1;

    out = unpack(fixture_join(&a, first, STR("garbage")), &e);
    assert_int_equal(e.code, ERR_INPUT);
    assert_int_equal(e.pos, first.len);
    assert_true(str_equals(out, STR("the first member")));
}

static void every_cut_and_every_flipped_byte_ends_well(void **state) {
    (void)state;
    struct error e;
    str text = fixture_text(&a, 2000, 3);
    const str packed[] = {fixture_gzip(&a, text), fixture_zstd(&a, text)};
    for (size_t k = 0; k < 2; k++) {
        str s = packed[k];
        for (size_t i = 4; i < s.len; i++) {
            str out = unpack(str_slice(s, 0, i), &e);
            assert_int_equal(e.code, ERR_INPUT);
            assert_true(e.pos <= s.len);
            assert_true(str_starts_with(text, out));
        }
        for (size_t i = 4; i < s.len; i++) {
            char *byte = (char *)(uintptr_t)s.ptr + i;
            *byte = (char)~*byte;
            (void)unpack(s, &e);
            *byte = (char)~*byte;
        }
    }
}

static void a_bomb_is_refused_after_the_first_mebibyte(void **state) {
    (void)state;
    struct error e;
    str zeros = str_of(arena_alloc(&a, 8 * MiB), 8 * MiB);
    str out = unpack(fixture_gzip(&a, zeros), &e);
    assert_int_equal(e.code, ERR_LIMIT);
    assert_non_null(strstr(e.msg, "200 times"));
    assert_true(out.len <= 2 * MiB);
    out = unpack(fixture_zstd(&a, zeros), &e);
    assert_int_equal(e.code, ERR_LIMIT);

    str small = fixture_gzip(&a, str_slice(zeros, 0, MiB / 2)); /* many small ones */
    str s = small;
    for (int i = 0; i < 4; i++) {
        s = fixture_join(&a, s, s);
    }
    out = unpack(s, &e);
    assert_int_equal(e.code, ERR_LIMIT);
    assert_true(out.len <= 2 * MiB);
}

static void packed_in_packed_is_opened_twice(void **state) {
    (void)state;
    struct error e;
    str text = fixture_text(&a, 5000, 4);
    str twice = fixture_gzip(&a, fixture_gzip(&a, text));
    str once = unpack(twice, &e);
    assert_int_equal(codec_sniff(once), CODEC_GZIP);
    assert_true(str_equals(unpack(once, &e), text));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_packing_gives_the_bytes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(empty_members_padding_and_skippable_frames_are_passed,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(data_before_damage_is_given, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_cut_and_every_flipped_byte_ends_well, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_bomb_is_refused_after_the_first_mebibyte, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(packed_in_packed_is_opened_twice, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
