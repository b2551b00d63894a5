/* A shelf of runs: what was added is there after opening it again, merged or not, in order; what
 * was not finished is gone; damage and foreign folders are refused. */
#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "index/shelf.h"

static char folder[64];

static int make_folder(void **state) {
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/shelf-test-XXXXXX");
    return mkdtemp(folder) ? 0 : 1;
}

static int drop_folder(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 ? 0 : 1;
}

/* Keys from, from + step ... below `to`, as a row of records. */
struct row {
    unsigned at;
    unsigned to;
    unsigned step;
    char key[16];
};

static enum err next_of_row(void *ctx, struct record *out, struct error *e) {
    struct row *row = ctx;
    (void)e;
    if (row->at >= row->to) {
        return ERR_MISSING;
    }
    int n = snprintf(row->key, sizeof row->key, "%08u", row->at);
    row->at += row->step;
    *out = (struct record){{row->key, (size_t)n}, STR("v")};
    return ERR_OK;
}

static struct shelf *open_shelf(const char *name) {
    struct shelf *s;
    struct error e = {0};
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    enum err code = shelf_open(path, "numbers-1", &s, &e);
    if (code != ERR_OK) {
        fail_msg("%s: %s", e.where, e.msg);
    }
    return s;
}

static void add(struct shelf *s, unsigned from, unsigned to, unsigned step) {
    struct row row = {.at = from, .to = to, .step = step};
    struct error e;
    assert_int_equal(shelf_add(s, next_of_row, &row, &e), ERR_OK);
}

/* The shelf holds 0, 1 ... n - 1. */
static void assert_numbers(struct shelf *s, unsigned n) {
    arena a;
    struct merge *merge;
    struct record r;
    struct error e;
    arena_init(&a, 0);
    assert_int_equal(shelf_read(s, &a, &merge, &e), ERR_OK);
    for (unsigned i = 0; i < n; i++) {
        char key[16];
        snprintf(key, sizeof key, "%08u", i);
        assert_int_equal(merge_next(merge, &r, &e), ERR_OK);
        assert_true(str_equals(r.key, str_from_cstr(key)));
    }
    assert_int_equal(merge_next(merge, &r, &e), ERR_MISSING);
    arena_done(&a);
}

static void additions_are_there_after_opening_again(void **state) {
    (void)state;
    enum { RUNS = 100 };
    struct shelf *s = open_shelf("grow");
    struct error e;
    assert_numbers(s, 0);
    for (unsigned i = 0; i < RUNS; i++) {
        add(s, i, 5000 - 5000 % RUNS, RUNS);
    }
    assert_numbers(s, 5000);
    shelf_close(s);
    s = open_shelf("grow");
    assert_numbers(s, 5000);
    assert_int_equal(shelf_settle(s, &e), ERR_OK);
    assert_true(shelf_runs(s) < SHELF_MERGE_RUNS * 3);
    assert_int_equal(shelf_records(s), 5000);
    assert_numbers(s, 5000);
    shelf_close(s);
    s = open_shelf("grow");
    assert_numbers(s, 5000);
    shelf_close(s);
}

/* A child adds runs of a hundred numbers until it is killed, telling each that was acknowledged. */
static void add_until_killed(int told) {
    struct shelf *s = open_shelf("killed");
    unsigned n = (unsigned)shelf_records(s);
    for (;; n += 100) {
        add(s, n, n + 100, 1);
        uint32_t done = n + 100;
        if (write(told, &done, sizeof done) != sizeof done) {
            _exit(1);
        }
    }
}

static void nothing_acknowledged_is_lost_to_kill_9(void **state) {
    (void)state;
    uint32_t most = 0;
    for (unsigned round = 0; round < 100; round++) {
        int told[2];
        assert_int_equal(pipe(told), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(told[0]);
            add_until_killed(told[1]);
        }
        close(told[1]);
        struct timespec pause = {.tv_nsec = 1000000 + round * 7919000 % 20000000};
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        uint32_t done;
        while (read(told[0], &done, sizeof done) == sizeof done) {
            most = done;
        }
        close(told[0]);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        struct shelf *s = open_shelf("killed");
        uint32_t n = (uint32_t)shelf_records(s);
        assert_true(n == most || n == most + 100); /* one more was done and not yet told */
        most = n;
        if (round % 10 == 9) {
            assert_numbers(s, n);
        }
        shelf_close(s);
    }
    assert_true(most > 0);
}

static void a_full_disk_loses_nothing_that_was_acknowledged(void **state) {
    (void)state;
    struct shelf *s = open_shelf("full");
    add(s, 0, 1000, 1);
    struct rlimit old;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    struct rlimit small = {.rlim_cur = 20000, .rlim_max = old.rlim_max};
    signal(SIGXFSZ, SIG_IGN); /* write(2) then fails with EFBIG, as with ENOSPC on a full disk */
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    struct row row = {.at = 1000, .to = 9000, .step = 1};
    struct error e = {0};
    assert_int_equal(shelf_add(s, next_of_row, &row, &e), ERR_IO);
    assert_non_null(strstr(e.where, "run-000002"));
    assert_numbers(s, 1000);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    add(s, 1000, 2000, 1);
    assert_numbers(s, 2000);
    shelf_close(s);
    s = open_shelf("full");
    assert_numbers(s, 2000);
    shelf_close(s);
}

static void only_one_process_opens_a_shelf(void **state) {
    (void)state;
    struct shelf *s = open_shelf("locked");
    struct shelf *other;
    struct error e;
    char path[128];
    snprintf(path, sizeof path, "%s/locked", folder);
    assert_int_equal(shelf_open(path, "numbers-1", &other, &e), ERR_USAGE);
    assert_non_null(strstr(e.msg, "another process"));
    shelf_close(s);
    shelf_close(open_shelf("locked"));
}

static void check_refused(const char *manifest, const char *expected) {
    char path[128];
    char file[160];
    struct shelf *s;
    struct error e;
    snprintf(path, sizeof path, "%s/refused", folder);
    snprintf(file, sizeof file, "%s/MANIFEST", path);
    assert_int_equal(file_make_folder(path, &e), ERR_OK);
    assert_int_equal(file_write_whole(file, str_from_cstr(manifest), &e), ERR_OK);
    assert_int_equal(shelf_open(path, "numbers-1", &s, &e), ERR_INPUT);
    if (!strstr(e.msg, expected)) {
        fail_msg("\"%s\" expected in \"%s\"", expected, e.msg);
    }
}

static void foreign_and_damaged_manifests_are_refused(void **state) {
    (void)state;
    check_refused("", "copytaster index");
    check_refused("something else\n", "copytaster index");
    check_refused("copytaster index 9 numbers-1\n", "version 1");
    check_refused("copytaster index 1 letters-2\n", "\"numbers-1\" is expected, not \"letters-2\"");
    check_refused("copytaster index 1 numbers-1\n", "check sum");
    check_refused("copytaster index 1 numbers-1\ncheck 0000000000000000\n", "check sum");
}

static void a_missing_run_is_told(void **state) {
    (void)state;
    char command[256];
    char path[128];
    struct shelf *s = open_shelf("robbed");
    struct error e;
    add(s, 0, 10, 1);
    shelf_close(s);
    snprintf(path, sizeof path, "%s/robbed", folder);
    snprintf(command, sizeof command, "rm %s/run-*", path);
    assert_int_equal(system(command), 0);
    assert_int_equal(shelf_open(path, "numbers-1", &s, &e), ERR_IO);
    assert_non_null(strstr(e.where, "run-000001"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(additions_are_there_after_opening_again),
        cmocka_unit_test(nothing_acknowledged_is_lost_to_kill_9),
        cmocka_unit_test(a_full_disk_loses_nothing_that_was_acknowledged),
        cmocka_unit_test(only_one_process_opens_a_shelf),
        cmocka_unit_test(foreign_and_damaged_manifests_are_refused),
        cmocka_unit_test(a_missing_run_is_told),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
