/* test_number.c - numbers in digits and words. */
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "text/number.h"

static const struct {
    const char *text;
    double value;
    bool all; /* the whole text is the number */
} cases[] = {
    {"14", 14, true},
    {"1,200.50", 1200.5, true},
    {"12,34,567", 1234567, true},
    {"40 000", 40000, true},
    {"twenty-three", 23, true},
    {"one hundred and sixty-one", 161, true},
    {"two hundred and two thousand", 202000, true},
    {"twenty-one trillion three hundred", 21000000000300.0, true},
    {"1.5 million", 1.5e6, true},
    {"4.2m", 4.2e6, true},
    {"a dozen", 12, true},
    {"three dozen", 36, true},
    {"half a million", 5e5, true},
    {"half a dozen", 6, true},
    {"two and a half", 2.5, true},
    {"five and a half million", 5.5e6, true},
    {"one million and a half", 1.5e6, true},
    {"two thirds", 2.0 / 3, true},
    {"3/4", 0.75, true},
    {"one in four", 0.25, true},
    {"two out of five", 0.4, true},
    {"nine point nought four", 9.04, true},
    {"21st", 21, true},
    {"twenty-fifth", 25, true},
    {"3 people", 3, false},
    {"two three", 2, false},
    {"one hundred thousand homes", 1e5, false},
};

static void numbers_have_their_value(void **state) {
    (void)state;
    arena a;
    struct number_lexicon lex;
    arena_init(&a, 0);
    assert_int_equal(number_lexicon_init(&lex, &a), ERR_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        str text = str_from_cstr(cases[i].text);
        struct token *tok;
        size_t n;
        struct number num;
        assert_int_equal(token_scan(&a, text, &tok, &n), ERR_OK);
        if (!number_read(&lex, text, tok, 0, n, &num) ||
            fabs(num.value - cases[i].value) > 1e-9 * cases[i].value ||
            cases[i].all != (num.to == text.len)) {
            fail_msg("%s: %g up to byte %u", cases[i].text, num.value, num.to);
        }
    }
    arena_done(&a);
}

static void other_words_are_no_numbers(void **state) {
    (void)state;
    static const char *const texts[] = {"a man", "and two", "hundred", "point five",
                                        "1.2.3", "1,2,3",   "million", "quarter"};
    arena a;
    struct number_lexicon lex;
    arena_init(&a, 0);
    assert_int_equal(number_lexicon_init(&lex, &a), ERR_OK);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        str text = str_from_cstr(texts[i]);
        struct token *tok;
        size_t n;
        struct number num;
        assert_int_equal(token_scan(&a, text, &tok, &n), ERR_OK);
        if (number_read(&lex, text, tok, 0, n, &num)) {
            fail_msg("%s: read as %g", texts[i], num.value);
        }
    }
    arena_done(&a);
}

/* The oracle says every number below a million in words; reading gives it back. */
static size_t say(char *out, size_t room, unsigned n) {
    static const char *const small[] = {"zero",    "one",     "two",       "three",    "four",
                                        "five",    "six",     "seven",     "eight",    "nine",
                                        "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                       "fifty", "sixty", "seventy", "eighty", "ninety"};
    size_t len = 0;
    if (n >= 1000) {
        len = say(out, room, n / 1000);
        len += (size_t)snprintf(out + len, room - len, " thousand%s",
                                n % 1000 ? (n % 1000 < 100 ? " and " : " ") : "");
        n %= 1000;
        if (n == 0) {
            return len;
        }
    }
    if (n >= 100) {
        len += (size_t)snprintf(out + len, room - len, "%s hundred%s", small[n / 100],
                                n % 100 ? " and " : "");
        n %= 100;
        if (n == 0) {
            return len;
        }
    }
    if (n >= 20) {
        return len + (size_t)snprintf(out + len, room - len, n % 10 ? "%s-%s" : "%s%s",
                                      tens[n / 10], n % 10 ? small[n % 10] : "");
    }
    return len + (size_t)snprintf(out + len, room - len, "%s", small[n]);
}

static void what_is_said_in_words_is_read_back(void **state) {
    (void)state;
    arena a;
    struct number_lexicon lex;
    arena_init(&a, 0);
    assert_int_equal(number_lexicon_init(&lex, &a), ERR_OK);
    for (unsigned value = 1; value < 1000000; value += value < 1200 ? 1 : 997) {
        char text[200];
        size_t len = say(text, sizeof text, value);
        arena_pos mark = arena_mark(&a);
        struct token *tok;
        size_t n;
        struct number num = {0};
        assert_int_equal(token_scan(&a, str_of(text, len), &tok, &n), ERR_OK);
        if (!number_read(&lex, str_of(text, len), tok, 0, n, &num) || num.value != value ||
            num.tok_to != n) {
            fail_msg("%s: read as %g", text, num.value);
        }
        arena_reset(&a, mark);
    }
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_their_value),
        cmocka_unit_test(other_words_are_no_numbers),
        cmocka_unit_test(what_is_said_in_words_is_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
