/* The vector check of UTF-8 against decoding one character after the other. */
#include "unit.h"

#include "text/utf8.h"
#include "text/utf8_scan.h"

static uint64_t state = 7;

static size_t below(size_t n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(state >> 33) % n;
}

static size_t first_fault(str s) {
    size_t pos = 0;
    size_t len;
    for (; pos < s.len; pos += len) {
        utf8_decode(s, pos, &len);
        if (len == 1 && (unsigned char)s.ptr[pos] >= 0x80) {
            return pos;
        }
    }
    return s.len;
}

/* Characters of every length and at the edges of what is allowed; returns the bytes. */
static size_t write_some(char *out, size_t wanted) {
    static const char *const piece[] = {"a",
                                        "\xc2\x80",
                                        "\xc3\xa9",
                                        "\xdf\xbf",
                                        "\xe0\xa0\x80",
                                        "\xe2\x80\x9c",
                                        "\xed\x9f\xbf",
                                        "\xee\x80\x80",
                                        "\xef\xbf\xbf",
                                        "\xf0\x90\x80\x80",
                                        "\xf0\x9f\x98\x80",
                                        "\xf4\x8f\xbf\xbf"};
    size_t n = 0;
    while (n < wanted) {
        const char *p = piece[below(3) ? below(sizeof piece / sizeof *piece) : 0];
        memcpy(out + n, p, strlen(p));
        n += strlen(p);
    }
    return n;
}

static void faults_are_found_where_decoding_finds_them(void **unused) {
    (void)unused;
    static const char spoiler[] = "\x80\x8f\x90\x9f\xa0\xbf\xc0\xc1\xc2\xe0\xed\xef\xf0\xf4\xf5\xff"
                                  "A";
    for (size_t round = 0; round < 200000 / LESS_WORK; round++) {
        char text[320];
        size_t n = write_some(text, below(300));
        for (size_t i = below(3); i > 0 && n > 0; i--) {
            text[below(n)] = spoiler[below(sizeof spoiler)];
        }
        str s = {text, n};
        size_t expected = first_fault(s);
        assert_int_equal(utf8_check(s), expected);
        assert_true(utf8_scan(s) <= expected);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_found_where_decoding_finds_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
