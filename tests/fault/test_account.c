/* The whole way from bytes to every kind of output, with the n-th allocation failing (for every n;
 * less often under sanitizers): each ends in an error or in the same output, never in a crash or a
 * leak (the latter shows under AddressSanitizer). */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "copytaster.h"
#include "fault/allocator.h"

static const char one[] = "Two held after fire at Ardlow depot\n\n"
                          "ARDLOW, March 12 (Meridel) - Fire officer Ines Marek said on Thursday "
                          "that 14 people were hurt.\n\n"
                          "\"We have no quarrel with anyone, and nobody will leave this depot "
                          "before noon,\" she told reporters.\n";
static const char other[] =
    "\"We have no quarrel with anyone, and nobody will leave this depot before noon,\" Mayor Bo "
    "Halmar said on Thursday.\n\n"
    "The fire at the Ardlow depot injured 17 people. Police arrested two men.\n";

struct sink {
    size_t n;
};

static bool take(void *ctx, const char *bytes, size_t n) {
    struct sink *sink = ctx;
    (void)bytes;
    sink->n += n;
    return true;
}

static enum ct_err write_all(const ct_result *result, struct sink *sink) {
    static const enum ct_format format[] = {CT_TEXT, CT_JSON, CT_HTML};
    enum ct_err code = CT_OK;
    for (size_t i = 0; i < sizeof format / sizeof *format && code == CT_OK; i++) {
        code = ct_result_write(result, CT_ACCOUNT, format[i], NULL, take, sink, NULL);
    }
    for (int layer = CT_CONFLICTS; layer <= CT_COPIES && code == CT_OK; layer++) {
        code = ct_result_write(result, (enum ct_layer)layer, CT_CSV, NULL, take, sink, NULL);
    }
    return code;
}

static enum ct_err whole_way(struct sink *sink) {
    ct_corpus *corpus = NULL;
    ct_result *result = NULL;
    ct_error error;
    ct_options options = {.threads = 1};
    enum ct_err code = ct_corpus_new(&options, &corpus, &error);
    if (code == CT_OK) {
        code = ct_corpus_add_bytes(corpus, "one.txt", (ct_str){one, sizeof one - 1}, &error);
    }
    if (code == CT_OK) {
        code = ct_corpus_add_bytes(corpus, "other.txt", (ct_str){other, sizeof other - 1}, &error);
    }
    if (code == CT_OK) {
        code = ct_corpus_collate(corpus, NULL, NULL, &result, &error);
    }
    if (code == CT_OK) {
        code = write_all(result, sink);
    }
    ct_result_free(result);
    ct_corpus_free(corpus);
    return code;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    struct sink fine = {0};
    atomic_store(&allocator_left, 0);
    assert_int_equal(whole_way(&fine), CT_OK);
    assert_true(fine.n > 1000);
    enum ct_err code = CT_ERR_NOMEM;
    long n = 1;
    for (; code != CT_OK && n < 100000; n += LESS_WORK) {
        struct sink sink = {0};
        atomic_store(&allocator_failed, 0);
        atomic_store(&allocator_left, n);
        code = whole_way(&sink);
        atomic_store(&allocator_left, 0);
        if (code == CT_OK) {
            assert_int_equal(atomic_load(&allocator_failed), 0);
            assert_int_equal(sink.n, fine.n);
        } else {
            assert_int_equal(code, CT_ERR_NOMEM);
        }
    }
    assert_true(n > 50);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
