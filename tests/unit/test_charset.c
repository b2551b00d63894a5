/* Encodings: what decides, and the way back from every character to its bytes. */
#include "unit.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "text/charset.h"
#include "text/utf8.h"

static const char *const words = "The café of Łódź — “open”, said Ångström.\n";

/* `utf8` in `encoding`, with "?" for what it lacks. */
static str encode(arena *a, const char *encoding, const char *utf8) {
    iconv_t cd = iconv_open(encoding, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    size_t left = strlen(utf8);
    size_t room = left * 8 + 16;
    char *out = arena_alloc(a, room);
    char *to = out;
    char *in = (char *)(uintptr_t)utf8;
    while (left > 0) {
        if (iconv(cd, &in, &left, &to, &room) == (size_t)-1) {
            *to++ = '?';
            room--;
            size_t len;
            utf8_decode(str_of(in, left), 0, &len);
            in += len;
            left -= len;
        }
    }
    iconv(cd, NULL, NULL, &to, &room);
    iconv_close(cd);
    return str_of(out, (size_t)(to - out));
}

static str repeat(arena *a, const char *s, size_t n) {
    buf b;
    buf_init(&b, MiB);
    for (size_t i = 0; i < n; i++) {
        buf_add_cstr(&b, s);
    }
    str all = arena_copy(a, buf_str(&b));
    buf_done(&b);
    return all;
}

/* Every character of the text, converted alone from its bytes, is that character. */
static void check_way_back(const char *encoding, const char *label, const char *sample) {
    arena a;
    arena_init(&a, 0);
    str utf8 = repeat(&a, sample, 300);
    str bytes = encode(&a, encoding, utf8.ptr);
    char header[64];
    snprintf(header, sizeof header, "text/html; charset=%s", label);
    struct charset_hints hints = {.content_type = str_from_cstr(header)};
    struct charset_text t;
    assert_int_equal(charset_convert_markup(&a, bytes, &hints, &t), ERR_OK);
    assert_int_equal(t.n_repaired, 0);
    assert_int_equal(charset_source_pos(&t, 0), 0);
    size_t n = 0;
    for (size_t pos = 0, len; pos < t.text.len; pos += len, n++) {
        utf8_decode(t.text, pos, &len);
        uint64_t from = charset_source_pos(&t, pos);
        uint64_t to = charset_source_pos(&t, pos + len);
        assert_true(from < to && to <= bytes.len);
        if (strncmp(encoding, "ISO-2022", 8) != 0) {
            char character[8] = {0};
            memcpy(character, t.text.ptr + pos, len);
            str again = encode(&a, encoding, character);
            assert_true(str_equals(again, str_slice(bytes, from, to)));
        }
    }
    assert_true(n > 1000);
    arena_done(&a);
}

static void every_character_leads_back_to_its_bytes(void **state) {
    (void)state;
    check_way_back("WINDOWS-1252", "latin1", words);
    check_way_back("WINDOWS-1250", "windows-1250", words);
    check_way_back("UTF-16LE", "utf-16",
                   "The caf\xc3\xa9 \xf0\x9f\x98\x80 is open today, they say.\n");
    check_way_back("GB18030", "gb2312", "渡轮星期四停在港口 ferry, 没有人受伤。\n");
    check_way_back("CP932", "Shift_JIS", "フェリーは木曜日に港に ferry とどまった。\n");
    check_way_back("UHC", "euc-kr", "여객선은 목요일에 ferry 항구에 머물렀다.\n");
    check_way_back("ISO-2022-JP", "iso-2022-jp", "フェリーは木曜日 ferry に港にとどまった。\n");
    check_way_back("BIG5-HKSCS", "big5", "渡輪星期四停在港口 ferry。\n");
}

static void repaired_text_leads_back_too(void **state) {
    (void)state;
    arena a;
    struct charset_text t;
    arena_init(&a, 0);
    str bytes = STR("\xef\xbb\xbfna\xc3\xafve \xff and \xe2\x80 caf\xc3\xa9 \xe2\x82\xac!");
    assert_int_equal(charset_convert(&a, bytes, &t), ERR_OK);
    assert_int_equal(t.n_repaired, 2);
    static const char *const word[] = {"naïve", "and", "café", "€!"};
    static const char *const raw[] = {"na\xc3\xafve", "and", "caf\xc3\xa9", "\xe2\x82\xac!"};
    for (size_t i = 0; i < 4; i++) {
        size_t at = str_find(t.text, str_from_cstr(word[i]), 0);
        assert_true(at != SIZE_MAX);
        size_t from = (size_t)charset_source_pos(&t, at);
        size_t to = (size_t)charset_source_pos(&t, at + strlen(word[i]));
        assert_true(str_equals(str_slice(bytes, from, to), str_from_cstr(raw[i])));
    }
    assert_int_equal(charset_source_pos(&t, t.text.len), bytes.len);
    arena_done(&a);
}

struct case_of {
    const char *bytes;
    const char *header;
    const char *encoding;
    const char *text;
};

static void the_strongest_evidence_decides(void **state) {
    (void)state;
    static const struct case_of cases[] = {
        {"<meta charset=iso-8859-2>\xb1", "", "ISO-8859-2", "ą"},
        {"<meta charset=iso-8859-2>\xb1", "text/html; charset=windows-1252", "WINDOWS-1252", "±"},
        {"<META HTTP-EQUIV='x' content='text/html; charset=koi8-r'>\xc1", "", "KOI8-R", "а"},
        {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><p>\xe9", "", "WINDOWS-1252", "é"},
        {"<meta charset=latin1>caf\xc3\xa9, \xc3\xa9t\xc3\xa9", "", "UTF-8", "café, été"},
        {"<meta charset=utf-16>caf\xc3\xa9", "", "UTF-8", "café"},
        {"\xef\xbb\xbf<meta charset=latin1>\xc3\xa9", "text/html; charset=big5", "UTF-8", "é"},
        {"<meta charset=\"utf-8\">caf\xe9 na\xc3\xafve \xc3\xa9", "", "UTF-8", "naïve é"},
        {"<p>He said \x93no\x94 to all of it</p>", "text/html; charset=nonsense", "WINDOWS-1252",
         "“no”"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena a;
        struct charset_text t;
        struct charset_hints hints = {.content_type = str_from_cstr(cases[i].header),
                                      .markup = true};
        arena_init(&a, 0);
        assert_int_equal(charset_convert_markup(&a, str_from_cstr(cases[i].bytes), &hints, &t),
                         ERR_OK);
        assert_string_equal(arena_copy(&a, t.encoding).ptr, cases[i].encoding);
        assert_true(str_find(t.text, str_from_cstr(cases[i].text), 0) != SIZE_MAX);
        arena_done(&a);
    }
}

static void labels_are_those_of_the_web(void **state) {
    (void)state;
    assert_string_equal(charset_label(STR(" ASCII\n")), "WINDOWS-1252");
    assert_string_equal(charset_label(STR("x-sjis")), "CP932");
    assert_string_equal(charset_label(STR("GB2312")), "GB18030");
    assert_string_equal(charset_label(STR("utf8")), "UTF-8");
    assert_null(charset_label(STR("iso-2022-kr")));
    assert_null(charset_label(STR("")));
    assert_null(charset_label(STR("a label that is longer than any")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_leads_back_to_its_bytes),
        cmocka_unit_test(repaired_text_leads_back_too),
        cmocka_unit_test(the_strongest_evidence_decides),
        cmocka_unit_test(labels_are_those_of_the_web),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
