/* Progress: told upwards, to the end, from any number of threads; stops the work when asked to. */
#include "unit.h"

#include <threads.h>

#include "base/par.h"
#include "base/progress.h"

enum { ITEMS = 20000, ROUNDS = 40 };

struct listener {
    unsigned last;
    unsigned n_told;
    unsigned stop_at;
    unsigned n_told_after; /* calls after the one that said stop */
    bool is_slow;
    atomic_int inside;
};

static bool listen(void *ctx, unsigned done) {
    struct listener *l = ctx;
    assert_int_equal(atomic_fetch_add(&l->inside, 1), 0);
    assert_true(l->n_told == 0 || done > l->last);
    assert_true(done <= PROGRESS_ALL);
    l->n_told_after += l->n_told > 0 && l->last >= l->stop_at;
    l->last = done;
    if (l->is_slow) {
        thrd_sleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    l->n_told++;
    atomic_fetch_sub(&l->inside, 1);
    return done < l->stop_at;
}

static enum err item(void *ctx, size_t i, unsigned worker) {
    (void)i;
    (void)worker;
    return progress_add(ctx, 1);
}

static void it_goes_upwards_through_all_phases(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= 8; threads *= 2) {
        struct listener l = {.stop_at = UINT32_MAX};
        struct progress p;
        progress_init(&p, listen, &l);
        progress_phase(&p, 300, ITEMS);
        assert_int_equal(par_for(threads, ITEMS, item, &p), ERR_OK);
        progress_phase(&p, 600, ITEMS);
        assert_int_equal(par_for(threads, ITEMS, item, &p), ERR_OK);
        progress_phase(&p, 100, 1);
        assert_int_equal(progress_add(&p, 1), ERR_OK);
        assert_int_equal(l.last, PROGRESS_ALL);
        assert_in_range(l.n_told, threads == 1 ? 900 : 2, 1003);
    }
}

static void it_stops_the_work(void **state) {
    (void)state;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct listener l = {.stop_at = 200};
        struct progress p;
        progress_init(&p, listen, &l);
        progress_phase(&p, PROGRESS_ALL, ITEMS);
        assert_int_equal(par_for(4, ITEMS, item, &p), ERR_CANCEL);
        assert_int_equal(progress_add(&p, 1), ERR_CANCEL);
        assert_int_equal(l.n_told_after, 0);
    }
}

/* Items so few and telling so slow that the last are done while an earlier one is being told. */
static void the_end_is_told_by_whoever_was_telling(void **state) {
    (void)state;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct listener l = {.stop_at = UINT32_MAX, .is_slow = true};
        struct progress p;
        progress_init(&p, listen, &l);
        progress_phase(&p, PROGRESS_ALL, 4);
        assert_int_equal(par_for(4, 4, item, &p), ERR_OK);
        assert_int_equal(l.last, PROGRESS_ALL);
    }
}

static void more_items_than_were_told_of_do_no_harm(void **state) {
    (void)state;
    struct listener l = {.stop_at = UINT32_MAX};
    struct progress p;
    progress_init(&p, listen, &l);
    progress_phase(&p, 500, 2);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(progress_add(&p, 1), ERR_OK);
    }
    assert_int_equal(l.last, 500);
    assert_int_equal(progress_end(&p), ERR_OK);
    assert_int_equal(l.last, PROGRESS_ALL);
    assert_int_equal(progress_end(NULL), ERR_OK);
    progress_phase(NULL, 500, 2);
    assert_int_equal(progress_add(NULL, 1), ERR_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_goes_upwards_through_all_phases),
        cmocka_unit_test(it_stops_the_work),
        cmocka_unit_test(the_end_is_told_by_whoever_was_telling),
        cmocka_unit_test(more_items_than_were_told_of_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
