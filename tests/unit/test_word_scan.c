/* Words by masks: equal to the word-like tokens of the same text, ideographs as pairs; hashes of
 * short words equal to those of bytes. */
#include "unit.h"

#include "base/hash.h"
#include "base/hash_word.h"
#include "base/limits.h"
#include "sketch/word_mask.h"
#include "sketch/word_runs.h"
#include "sketch/word_scan.h"
#include "text/token.h"
#include "text/utf8.h"

static bool is_ideograph(str text, const struct token *t) {
    size_t len;
    uint32_t cp = utf8_decode(text, t->from, &len);
    return t->kind == TOKEN_WORD && t->to - t->from == len &&
           ((cp >= 0x3040 && cp <= 0x30ff) || (cp >= 0x3400 && cp <= 0x4dbf) ||
            (cp >= 0x4e00 && cp <= 0x9fff) || (cp >= 0xf900 && cp <= 0xfaff) ||
            (cp >= 0x20000 && cp <= 0x3ffff));
}

/* The slow way: all tokens; runs of touching ideographs as pairs. */
static size_t words_by_tokens(arena *a, str text, struct word *out) {
    struct token *tok;
    size_t n_tok;
    size_t n = 0;
    assert_int_equal(token_scan(a, text, &tok, &n_tok), ERR_OK);
    for (size_t i = 0; i < n_tok; i++) {
        size_t end = i + 1;
        while (is_ideograph(text, &tok[i]) && end < n_tok && tok[end].from == tok[end - 1].to &&
               is_ideograph(text, &tok[end])) {
            end++;
        }
        for (size_t k = i; k + 1 < end; k++) {
            out[n++] =
                (struct word){hash_join(tok[k].hash, tok[k + 1].hash), tok[k].from, tok[k + 1].to};
        }
        if (end == i + 1 && token_is_wordlike(&tok[i])) {
            out[n++] = (struct word){tok[i].hash, tok[i].from, tok[i].to};
        }
        i = end - 1;
    }
    return n;
}

static void check(str text) {
    arena a;
    arena_init(&a, 0);
    struct word *fast;
    size_t n_fast;
    assert_int_equal(word_scan(&a, text, &fast, &n_fast), ERR_OK);
    struct word *slow = arena_array(&a, text.len + 1, sizeof *slow);
    size_t n_slow = words_by_tokens(&a, text, slow);
    for (size_t i = 0; i < n_fast && i < n_slow; i++) {
        if (fast[i].from != slow[i].from || fast[i].to != slow[i].to ||
            fast[i].hash != slow[i].hash) {
            fail_msg("word %zu at %u-%u, expected %u-%u \"%" STR_FMT "\" in \"%" STR_FMT "\"", i,
                     fast[i].from, fast[i].to, slow[i].from, slow[i].to,
                     STR_ARG(str_slice(text, slow[i].from, slow[i].to)), STR_ARG(text));
        }
    }
    assert_int_equal(n_fast, n_slow);
    arena_done(&a);
}

static void words_are_those_of_the_tokens(void **state) {
    (void)state;
    static const char *const text[] = {
        "",
        "a",
        " \n\t ",
        "The ferry stayed in port, said Mara Venn's office; nobody was hurt.",
        "don't 'tis rock'n'roll dogs' Bush's O'Neill's it's'a x's. 1990's B2's a''b 'a' s' 's",
        "Venn\u2019s don\u2019t \u2018tis\u2019 \u201cWe\u201d dogs\u2019 1990\u2019s "
        "s\u2019a\u2019s. x\u2019s.",
        "U.S. a.m. J. Vell e.g. x. A.B AT&T. www.-abcdefg www.a.example foo.bar/x word... a...b",
        "1,200.50 19th 737s 5G 14:30 3. 2022-03-04 $4.2m 62% 5G2 A320neo 12:ab 1,a 1990s",
        "See https://a.example/b?c=d, pic.twitter.com/Q1 or x@y.example. #tag @handle and/or",
        "state-of-the-art self.(x) end.\" end.) end.' end., end.] .5 ..5",
        "caf\u00e9 na\u00efve \u00c9t\u00e9 10\u00a0000 5\u00a0km a\u00adb a\u200bb "
        "\u2014dash\u2014 2010\u20132015",
        "\u6e2f\u53e3\u7684\u6e21\u8f2e \u6e21 \u6e21\u3001\u6e2f a\u6e2fb\u53e3\u53e3 "
        "\u30ab\u30bf\u30ab\u30ca",
        "a\x01"
        "b \x7f c\x1f.",
        "Longwordsofmorethansixteenbytes and evenlongeroneswithnumbers123456789inside them",
        "averylongrunofcharacterswithoutanyspaceinitthatislongerthanawindowofsixtyfourbytes ends"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        check(str_from_cstr(text[i]));
    }
}

static uint64_t next(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

/* Texts put together from pieces that touch each other in every way. */
static void random_texts_give_the_words_of_their_tokens(void **state) {
    (void)state;
    static const char *const piece[] = {" ",
                                        " ",
                                        " ",
                                        " ",
                                        "\n",
                                        "\t",
                                        "a",
                                        "B",
                                        "s",
                                        "S",
                                        "w",
                                        "www.",
                                        "the",
                                        "Ferry",
                                        "port",
                                        "international",
                                        "twelvemonths",
                                        "seventeenletters1",
                                        "1",
                                        "23",
                                        "2,500",
                                        "3.5",
                                        "19th",
                                        "'",
                                        "'s",
                                        "\u2019",
                                        "\u2019s",
                                        "\u2018",
                                        "\u201c",
                                        "\u201d",
                                        ".",
                                        ",",
                                        ":",
                                        ";",
                                        "-",
                                        "--",
                                        "\u2014",
                                        "/",
                                        "@",
                                        "#",
                                        "$",
                                        "%",
                                        "&",
                                        "_",
                                        "(",
                                        ")",
                                        "\"",
                                        "...",
                                        "\u2026",
                                        "U.S.",
                                        "\u00e9",
                                        "\u00c9",
                                        "\u0430\u0431",
                                        "\u6e2f",
                                        "\u53e3",
                                        "\u30ab",
                                        "\u00a0",
                                        "\u00ad",
                                        "\u200b",
                                        "\u0301",
                                        "\u00bd",
                                        "\x01",
                                        "http://",
                                        ".com/",
                                        "\U0001f600",
                                        "\ufe0f",
                                        "\u3000",
                                        "\u2028",
                                        "\u0663",
                                        "?",
                                        "!"};
    uint64_t seed = 1;
    for (unsigned round = 0; round < 60000 / LESS_WORK; round++) {
        char text[1024];
        size_t n = 0;
        for (size_t left = next(&seed) % 60; left; left--) {
            const char *p = piece[next(&seed) % (sizeof piece / sizeof *piece)];
            memcpy(text + n, p, strlen(p));
            n += strlen(p);
        }
        check((str){text, n});
    }
}

static void masks_by_vector_equal_those_by_table(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (unsigned round = 0; round < 20000 / LESS_WORK; round++) {
        char bytes[WORD_MASK_BYTES];
        for (size_t i = 0; i < sizeof bytes; i++) {
            bytes[i] = (char)(round < 4 ? round * WORD_MASK_BYTES + i : next(&seed) & 255);
        }
        struct word_mask fast;
        struct word_mask slow;
        word_mask_read(bytes, &fast);
        word_mask_read_plain(bytes, &slow);
        assert_memory_equal(&fast, &slow, sizeof fast);
    }
}

/* Windows of words of every length. */
static void eight_words_at_a_time_equal_one_at_a_time(void **state) {
    (void)state;
    static const char alphabet[] = "abcXYZ019'";
    uint64_t seed = 5;
    for (unsigned round = 0; round < 40000 / LESS_WORK; round++) {
        char text[WORD_MASK_BYTES + 16];
        uint64_t run = 0;
        unsigned longest = 1 + round % 40;
        for (size_t i = 0; i < sizeof text; i++) {
            bool in_word = i < WORD_MASK_BYTES - 1 && next(&seed) % (longest + 1) != 0;
            text[i] = in_word ? alphabet[next(&seed) % 10] : ' ';
            run |= (uint64_t)in_word << (i & 63);
        }
        struct word fast[32 + WORD_RUNS_SLACK];
        struct word slow[32];
        size_t n = word_runs_read_plain(text, 1000, run, slow);
        assert_int_equal(word_runs_read(text, 1000, run, fast), n);
        for (size_t i = 0; i < n; i++) {
            str word = {text + slow[i].from - 1000, slow[i].to - slow[i].from};
            assert_true(slow[i].hash == token_hash(word));
            assert_memory_equal(&fast[i], &slow[i], sizeof *slow);
        }
    }
}

static void short_words_hash_as_their_bytes(void **state) {
    (void)state;
    static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz0123456789'";
    uint64_t seed = 3;
    for (unsigned round = 0; round < 20000; round++) {
        char word[2 * HASH_WORD_MOST];
        for (size_t i = 0; i < sizeof word; i++) {
            word[i] = alphabet[next(&seed) % (sizeof alphabet - 1)];
        }
        unsigned len = 1 + round % HASH_WORD_MOST;
        assert_true(hash_word(word, len) == hash_bytes((str){word, len}));
    }
}

static void too_long_a_text_is_refused(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct word *out;
    size_t n;
    assert_int_equal(word_scan(&a, (str){"", LIMIT_REPORT_BYTES + 1}, &out, &n), ERR_LIMIT);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_those_of_the_tokens),
        cmocka_unit_test(random_texts_give_the_words_of_their_tokens),
        cmocka_unit_test(masks_by_vector_equal_those_by_table),
        cmocka_unit_test(eight_words_at_a_time_equal_one_at_a_time),
        cmocka_unit_test(short_words_hash_as_their_bytes),
        cmocka_unit_test(too_long_a_text_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
