/* Input made to be slow: each pattern is repeated n and 2n times and goes the whole way to an
 * account. The longer one may take 3 times as long at most (with a floor against clock noise),
 * which a quadratic step would break at once. */
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "copytaster.h"

struct pattern {
    const char *name;
    const char *head;
    const char *unit;
    size_t n;
};

static const struct pattern pattern[] = {
    {"paragraphs", "", "A line.\n\n", 25000},
    {"opening marks", "He said: ", "\"a ", 25000},
    {"curly opening marks", "He said: ", "\xe2\x80\x9c", 25000},
    {"single marks", "He said: ", "'a ", 25000},
    {"nested marks", "He said: ", "\"' \xe2\x80\x9c", 12500},
    {"capital words", "", "Anna Berg ", 12500},
    {"different names", "", "Xa", 0}, /* made below */
    {"cues", "Anna Berg ", "said that he said ", 7500},
    {"commas", "Anna Berg, ", "the mayor, ", 12500},
    {"numbers", "There were ", "14 people and ", 10000},
    {"digits", "", "7", 125000},
    {"dates", "It was on ", "Friday, March 4, 2022 and ", 5000},
    {"weekdays", "", "on Friday ", 12500},
    {"one word", "", "a", 250000},
    {"periods", "", ". ", 50000},
    {"hyphens", "", "a-", 50000},
    {"brackets", "", "(", 50000},
    {"expulsions", "Russia ", "expelled two diplomats from Sofia and ", 5000},
    {"short lines", "", "NAME: yes\n", 12500},
    {"handles", "", "#tag @name pic.twitter.com/abc ", 7500},
    {"newlines", "a", "\n", 125000},
};

static ct_str make(const struct pattern *p, size_t times) {
    size_t unit = p->n ? strlen(p->unit) : 16;
    size_t n = (p->n ? p->n : 5000) / LESS_WORK;
    size_t head = strlen(p->head);
    char *text = malloc(head + unit * n * times + 64);
    assert_non_null(text);
    size_t len = head;
    memcpy(text, p->head, head);
    for (size_t i = 0; i < n * times; i++) {
        if (p->n) {
            memcpy(text + len, p->unit, unit);
            len += unit;
        } else { /* names that are all different: Aaab Caad. */
            len += (size_t)snprintf(text + len, 20, "A%c%c%c B%c%c%c. ", 'a' + (char)(i % 26),
                                    'a' + (char)(i / 26 % 26), 'a' + (char)(i / 676 % 26),
                                    'a' + (char)(i / 7 % 26), 'a' + (char)(i / 31 % 26),
                                    'a' + (char)(i / 97 % 26));
        }
    }
    return (ct_str){text, len};
}

static bool ignore(void *ctx, const char *bytes, size_t n) {
    (void)ctx;
    (void)bytes;
    (void)n;
    return true;
}

static double seconds_for(const struct pattern *p, size_t times) {
    ct_str text = make(p, times);
    ct_options options = {.threads = 1};
    ct_corpus *corpus;
    ct_result *result = NULL;
    ct_error error;
    clock_t began = clock();
    assert_int_equal(ct_corpus_new(&options, &corpus, &error), CT_OK);
    assert_int_equal(ct_corpus_add_bytes(corpus, p->name, text, &error), CT_OK);
    if (ct_corpus_ledger(corpus).n_reports > 0) {
        assert_int_equal(ct_corpus_collate(corpus, NULL, NULL, &result, &error), CT_OK);
        assert_int_equal(ct_result_write(result, CT_ACCOUNT, CT_TEXT, NULL, ignore, NULL, &error),
                         CT_OK);
        assert_int_equal(ct_result_write(result, CT_ACCOUNT, CT_JSON, NULL, ignore, NULL, &error),
                         CT_OK);
    }
    ct_result_free(result);
    ct_corpus_free(corpus);
    free((void *)(uintptr_t)text.ptr);
    return (double)(clock() - began) / CLOCKS_PER_SEC;
}

/* Whether twice the text takes no more than about twice the time; on a busy machine one run says
 * too little, so the least of three is taken before it is called slow. */
static bool is_linear(const struct pattern *p, double *once, double *twice) {
    *once = *twice = INFINITY;
    bool fine = false;
    for (unsigned round = 0; round < 3 && !fine; round++) {
        double a = seconds_for(p, 1);
        double b = seconds_for(p, 2);
        *once = a < *once ? a : *once;
        *twice = b < *twice ? b : *twice;
        fine = *twice <= 3 * *once + 0.1;
    }
    return fine;
}

static void time_grows_with_length_only(void **state) {
    const char *verbose = getenv("PATHOLOGICAL_VERBOSE");
    int failed = 0;
    (void)state;
    for (size_t i = 0; i < sizeof pattern / sizeof *pattern; i++) {
        double once;
        double twice;
        bool fine = is_linear(&pattern[i], &once, &twice);
        if (!fine || verbose) {
            print_message("%-22s %6.2f s, twice as long %6.2f s%s\n", pattern[i].name, once, twice,
                          fine ? "" : "  TOO SLOW");
        }
        failed += !fine;
    }
    assert_int_equal(failed, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(time_grows_with_length_only)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
