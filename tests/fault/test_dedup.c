/* Grouping duplicates with every allocation failing once: the answer is whole, or CT_ERR_NOMEM, and
 * nothing leaks. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "copytaster.h"
#include "fault/allocator.h"

static char path[] = "/tmp/copytaster-dedup-XXXXXX";

static bool count_bytes(void *ctx, const char *bytes, size_t n) {
    (void)bytes;
    *(size_t *)ctx += n;
    return true;
}

/* Reports in threes that are alike. */
static int write_reports(void **state) {
    (void)state;
    int fd = mkstemp(path);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    assert_non_null(f);
    for (unsigned i = 0; i < 60; i++) {
        fprintf(f, "{\"id\":\"r%u\",\"published\":\"2026-03-%02u\",\"text\":\"", i, i % 28 + 1);
        for (unsigned k = 0; k < 50; k++) {
            fprintf(f, "w%u ", k == i % 50 ? 9000 + i : i / 3 * 50 + k);
        }
        fputs("\"}\n", f);
    }
    return fclose(f);
}

static int remove_reports(void **state) {
    (void)state;
    return remove(path);
}

/* Group, list, explain and emit; the bytes written go to *n. */
static enum ct_err work(size_t *n) {
    const ct_dedup_options options = {.threshold = 0.5, .pairs = true, .a = "r1", .b = "r2"};
    const ct_options one = {.threads = 1};
    const char *paths[] = {path};
    ct_corpus *corpus;
    ct_dedup *dedup = NULL;
    *n = 0;
    enum ct_err code = ct_corpus_new(&one, &corpus, NULL);
    if (code != CT_OK) {
        return code;
    }
    code = ct_corpus_dedup(corpus, paths, 1, &options, &dedup, NULL);
    for (int part = CT_DEDUP_GROUPS; code == CT_OK && part <= CT_DEDUP_EXPLAIN; part++) {
        code = ct_dedup_write(dedup, (enum ct_dedup_part)part, CT_TEXT, count_bytes, n, NULL);
    }
    if (code == CT_OK) {
        code = ct_dedup_emit(dedup, corpus, paths, 1, false, count_bytes, n, NULL);
    }
    ct_dedup_free(dedup);
    ct_corpus_free(corpus);
    return code;
}

static void a_failed_allocation_is_told_and_leaves_nothing(void **state) {
    (void)state;
    size_t whole;
    size_t n;
    assert_int_equal(work(&whole), CT_OK);
    assert_true(whole > 1000);
    long failed = 0;
    for (long left = 1;; left++) {
        atomic_store(&allocator_failed, 0);
        atomic_store(&allocator_left, left + 1);
        enum ct_err code = work(&n);
        atomic_store(&allocator_left, 0);
        if (code == CT_OK) {
            assert_int_equal(n, whole);
            if (atomic_load(&allocator_failed) == 0) {
                break;
            }
        } else {
            assert_int_equal(code, CT_ERR_NOMEM);
            failed++;
        }
    }
    assert_true(failed > 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failed_allocation_is_told_and_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, write_reports, remove_reports);
}
