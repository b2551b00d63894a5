/* Encodings: what decides on one, and the way back from every character to the bytes as served. */
#include "unit.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "text/charset.h"
#include "text/charset_label.h"
#include "text/utf8.h"

static struct charset_text convert(arena *a, str bytes, const char *header) {
    struct charset_hints hints = {str_from_cstr(header), true};
    struct charset_text t;
    assert_int_equal(charset_convert_markup(a, bytes, &hints, &t), ERR_OK);
    assert_true(utf8_is_valid(t.text));
    return t;
}

static void assert_str(str got, const char *expected) {
    if (!str_equals(got, str_from_cstr(expected))) {
        print_error("got \"%" STR_FMT "\", expected \"%s\"\n", STR_ARG(got), expected);
        fail();
    }
}

/* Convert and compare text and encoding. */
static void check(str bytes, const char *header, const char *encoding, const char *text) {
    arena a;
    arena_init(&a, 0);
    struct charset_text t = convert(&a, bytes, header);
    assert_str(t.encoding, encoding);
    assert_str(t.text, text);
    arena_done(&a);
}

static void clean_utf8_is_borrowed(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    str page = STR("<p>Zo\xc3\xab");
    struct charset_text t = convert(&a, page, "text/html; charset=iso-8859-1");
    assert_ptr_equal(t.text.ptr, page.ptr);
    assert_str(t.encoding, "UTF-8");
    assert_int_equal(a.total, 0);
    assert_int_equal(charset_source_pos(&t, 5), 5);
    t = convert(&a, STR("\xef\xbb\xbf<p>a"), "");
    assert_str(t.text, "<p>a");
    assert_int_equal(charset_source_pos(&t, 3), 6);
    assert_int_equal(charset_source_pos(&t, 4), 7);
    arena_done(&a);
}

static void labels_decide_in_the_order_of_browsers(void **state) {
    (void)state;
    check(STR("<p>\xe4\xf6"), "text/html; charset=\"ISO-8859-2\"", "ISO-8859-2", "<p>äö");
    check(STR("<meta charset=windows-1251><p>\xe4\xf6"), "", "WINDOWS-1251",
          "<meta charset=windows-1251><p>дц");
    check(STR("<meta charset=windows-1251><p>\xe4\xf6"), "x/y;charset=koi8-r", "KOI8-R",
          "<meta charset=windows-1251><p>ДЖ");
    check(STR("<?xml version='1.0' encoding='ISO-8859-7'?><a>\xe1\xe2"), "", "ISO-8859-7",
          "<?xml version='1.0' encoding='ISO-8859-7'?><a>αβ");
    check(STR("<meta content='text/html; charset=x-sjis' http-equiv=Content-Type>\x83\x41"), "",
          "SHIFT_JIS", "<meta content='text/html; charset=x-sjis' http-equiv=Content-Type>ア");
    check(STR("\xff\xfe<\0p\0>\0\x29\x20"), "text/html; charset=utf-8", "UTF-16LE", "<p> ");
    check(STR("\0<\0p\0>\0a\0b\0c\0d\0e"), "", "UTF-16BE", "<p>abcde");
    check(STR("<p>\x93quoted\x94 and \x97 so on"), "", "WINDOWS-1252", "<p>“quoted” and — so on");
    check(STR("<p>a"), "text/html; charset=gb2312", "GBK", "<p>a");
    check(STR("<p>a"), "text/html", "UTF-8", "<p>a");
}

static void labels_that_lie_are_passed_over(void **state) {
    (void)state;
    check(STR("<meta charset=utf-8><p>\xef\xe1"), "text/html; charset=windows-1251", "WINDOWS-1251",
          "<meta charset=utf-8><p>пб");
    /* says UTF-8, is Latin */
    check(STR("<meta charset=utf-8><p>\x93ol\xe9\x94"), "", "WINDOWS-1252",
          "<meta charset=utf-8><p>“olé”");
    /* UTF-8 cut in the middle of a character */
    check(STR("<p>\xc3\xa9t\xc3"), "text/html; charset=utf-8", "UTF-8", "<p>ét\xef\xbf\xbd");
    /* Latin pages with a Chinese label */
    check(STR("<p>The caf\xe9 took a r\xe9sum\xe9, \xe9."), "text/html; charset=gbk",
          "WINDOWS-1252", "<p>The café took a résumé, é.");
    /* an encoding that browsers refuse is no label */
    check(STR("<p>caf\xe9 \x93x\x94"), "text/html; charset=hz-gb-2312", "WINDOWS-1252",
          "<p>café “x”");
}

static void a_declaration_is_read_as_browsers_read_it(void **state) {
    (void)state;
    static const struct {
        const char *page;
        const char *encoding;
    } cases[] = {
        {"<meta charset=' KOI8-U '>", "KOI8-U"},
        {"<META CHARSET=latin1>", "WINDOWS-1252"},
        {"<meta charset=utf-16>", "UTF-8"},
        {"<meta charset=x-user-defined>", "WINDOWS-1252"},
        {"<meta name=a content='x; charset=koi8-r'>", ""},
        {"<!-- <meta charset=koi8-r> --><meta charset=big5>", "BIG5"},
        {"<script>'<meta charset=koi8-r>'</script><meta charset=big5>", "KOI8-R"},
        {"<style>a</style x='y'><meta charset=big5>", "BIG5"},
        {"<p title='<meta charset=koi8-r>'><meta charset=big5>", "BIG5"},
        {"<meta http-equiv=content-type content='a;charset = \"euc-kr\" '>", "EUC-KR"},
        {"<meta charset=no-such-name><meta charset=866>", "IBM866"},
        {"<metas charset=koi8-r>", ""},
        {"<meta charset=koi8-r", ""},
        {"  <?xml version=\"1.0\" encoding=\"utf-16\" ?>", "UTF-8"},
        {"<?xml version=\"1.0\"?><?x encoding='koi8-r'?>", ""},
        {"<?xml encoding=", ""},
        {"<meta", ""},
        {"<", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_str(charset_declared(str_from_cstr(cases[i].page)), cases[i].encoding);
    }
    char far[4096]; /* where the standard doesn't look */
    snprintf(far, sizeof far, "<p>%*s<script>'<meta charset=koi8-r>'</script><meta charset=big5>",
             2000, "");
    assert_str(charset_declared(str_from_cstr(far)), "BIG5");
}

static void labels_are_found_in_any_case(void **state) {
    (void)state;
    assert_int_equal(charset_label_find(STR(" \tUTF8\n")), CHARSET_UTF_8);
    assert_int_equal(charset_label_find(STR("866")), CHARSET_IBM866);
    assert_int_equal(charset_label_find(STR("x-x-big5")), CHARSET_BIG5);
    assert_int_equal(charset_label_find(STR("US-ASCII")), CHARSET_WINDOWS_1252);
    assert_int_equal(charset_label_find(STR("utf-7")), CHARSET_NONE);
    assert_int_equal(charset_label_find(STR("")), CHARSET_NONE);
    assert_string_equal(charset_label(STR("x-sjis")), "CP932");
    assert_null(charset_label(STR("iso-2022-kr")));
    assert_int_equal(charset_label_find(STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")), CHARSET_NONE);
}

/* Texts whose every character their encoding has. */
static const struct {
    const char *label;
    const char *iconv;
    const char *text;
} samples[] = {
    {"windows-1252", "WINDOWS-1252", "<p>“Zoë” – naïve, 5 € à l’été…"},
    {"windows-1251", "WINDOWS-1251", "<p>Порт открыт, “так” сказал мэр – 5 €."},
    {"koi8-r", "KOI8-R", "<p>Порт открыт x ещё раз"},
    {"windows-1258", "WINDOWS-1258", "<p>Äñ ü x"},
    {"iso-8859-8-i", "ISO-8859-8", "<p>נמל ab"},
    {"gbk", "GB18030", "<p>港口今天重新开放，ab市长说：“好”。丂丄"},
    {"gb18030", "GB18030", "<p>港口 €ㄱ𠀀𝄞 한 ab"},
    {"big5", "BIG5-HKSCS", "<p>港口今天重新開放，ab市長說「好」。兀Ê̄êx"},
    {"euc-jp", "EUC-JP-MS", "<p>港が再開、カタカナ、ｱｲｳ、丂 ab"},
    {"shift_jis", "CP932", "<p>港が再開、表示、ｱｲｳ①ab"},
    {"euc-kr", "UHC", "<p>항구가 다시 열렸다 뷁 ab"},
    {"iso-2022-jp", "ISO-2022-JP", "<p>港が再開 ab カナ c\n次の行 <b>x"},
    {"utf-16le", "UTF-16LE", "<p>Zoë 港口 𝄞 ab"},
    {"utf-16be", "UTF-16BE", "<p>Zoë 港口 𝄞 ab"},
};

/* Bytes of `text` in the encoding; prefixes of it too, without the final return to ASCII. */
static size_t encode(const char *encoding, str text, char *out, size_t room) {
    iconv_t cd = iconv_open(encoding, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    char *in = (char *)(uintptr_t)text.ptr;
    size_t left = text.len;
    char *to = out;
    size_t before = room;
    assert_int_equal(iconv(cd, &in, &left, &to, &room), 0);
    iconv_close(cd);
    return before - room;
}

/* From `pos` of the source the rest of the text can be read: the oracle for stateful encodings is
 * that the bytes of the prefix end there, but for an escape sequence before the character. */
static void every_character_is_found_in_the_source(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        arena a;
        char bytes[512];
        char prefix[512];
        str text = str_from_cstr(samples[i].text);
        bool buffers =
            strcmp(samples[i].label, "windows-1258") == 0 || strcmp(samples[i].label, "big5") == 0;
        str source = {bytes, encode(samples[i].iconv, text, bytes, sizeof bytes)};
        char header[64] = "text/html; charset=";
        strncat(header, samples[i].label, 40);
        arena_init(&a, 0);
        struct charset_text t = convert(&a, source, header);
        assert_str(t.text, samples[i].text);
        assert_int_equal(t.n_repaired, 0);
        for (size_t pos = 0, len; pos < text.len && !buffers; pos += len) {
            size_t to = encode(samples[i].iconv, str_slice(text, 0, pos), prefix, sizeof prefix);
            while (source.ptr[to] == 0x1b) {
                to += 3;
            }
            assert_int_equal(charset_source_pos(&t, pos), to);
            utf8_decode(text, pos, &len);
        }
        if (!strchr("iu", samples[i].label[0])) {
            assert_int_equal(charset_source_pos(&t, text.len), source.len);
        }
        arena_done(&a);
    }
}

static const char *const words = "The café of Łódź — “open”, said Ångström.\n";

/* `utf8` in `encoding`, with "?" for what it lacks. */
static str encode_some(arena *a, const char *encoding, const char *utf8) {
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
    str bytes = encode_some(&a, encoding, utf8.ptr);
    char header[64];
    snprintf(header, sizeof header, "text/html; charset=%s", label);
    struct charset_hints hints = {.content_type = str_from_cstr(header)};
    struct charset_text t;
    assert_int_equal(charset_convert_markup(&a, bytes, &hints, &t), ERR_OK);
    assert_int_equal(t.n_repaired, 0);
    assert_int_equal(charset_source_pos(&t, 0), bytes.ptr[0] == 0x1b ? 3 : 0);
    size_t n = 0;
    for (size_t pos = 0, len; pos < t.text.len; pos += len, n++) {
        utf8_decode(t.text, pos, &len);
        uint64_t from = charset_source_pos(&t, pos);
        uint64_t to = charset_source_pos(&t, pos + len);
        assert_true(from < to && to <= bytes.len);
        if (strncmp(encoding, "ISO-2022", 8) != 0) {
            char character[8] = {0};
            memcpy(character, t.text.ptr + pos, len);
            str again = encode_some(&a, encoding, character);
            assert_true(str_equals(again, str_slice(bytes, from, to)));
        }
    }
    assert_true(n > 1000);
    arena_done(&a);
}

static void long_texts_lead_back_too(void **state) {
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

static void faults_take_their_bytes_along(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct charset_text t = convert(&a, STR("\xc3\xa9\xe2\x82x\xc3\xa9\xff\xc3\xa9"), "");
    assert_str(t.text, "é\xef\xbf\xbdxé\xef\xbf\xbdé");
    assert_int_equal(t.n_repaired, 2);
    assert_int_equal(t.pos, 2);
    assert_int_equal(charset_source_pos(&t, 2), 2);
    assert_int_equal(charset_source_pos(&t, 5), 4);
    assert_int_equal(charset_source_pos(&t, 8), 7);
    assert_int_equal(charset_source_pos(&t, 11), 8);
    assert_int_equal(charset_source_pos(&t, 13), 10);
    /* a lead byte before ASCII takes only itself, a bad pair both */
    t = convert(&a, STR("\xb8\xdb\xbf\xda\xfe<b>\xfe\xff\xb8\xdb\xb8\xdb\xb8\xdb"),
                "a;charset=gbk");
    assert_str(t.text, "港口\xef\xbf\xbd<b>\xef\xbf\xbd港港港");
    assert_int_equal(charset_source_pos(&t, 6), 4);
    assert_int_equal(charset_source_pos(&t, 9), 5);
    assert_int_equal(charset_source_pos(&t, 15), 10);
    arena_done(&a);
}

static void pictures_are_no_markup(void **state) {
    (void)state;
    arena a;
    struct charset_text t;
    struct charset_hints hints = {STR("text/html"), true};
    arena_init(&a, 0);
    assert_int_equal(charset_convert_markup(&a,
                                            STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\1\0"
                                                "\x10\x06\0\0\0\x81\x9d\0\0\1\2"),
                                            &hints, &t),
                     ERR_INPUT);
    assert_int_equal(charset_convert_markup(&a, STR("<p>a\0b</p><p>\xc3\xa9"), &hints, &t), ERR_OK);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clean_utf8_is_borrowed),
        cmocka_unit_test(labels_decide_in_the_order_of_browsers),
        cmocka_unit_test(labels_that_lie_are_passed_over),
        cmocka_unit_test(a_declaration_is_read_as_browsers_read_it),
        cmocka_unit_test(labels_are_found_in_any_case),
        cmocka_unit_test(every_character_is_found_in_the_source),
        cmocka_unit_test(long_texts_lead_back_too),
        cmocka_unit_test(repaired_text_leads_back_too),
        cmocka_unit_test(faults_take_their_bytes_along),
        cmocka_unit_test(pictures_are_no_markup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
