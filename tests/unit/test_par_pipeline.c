/* The ordered pipeline: everything is read once, worked on once and written in the order of
 * reading, for any number of threads and slots; errors end it at their item. */
#include "unit.h"

#include <string.h>

#include "base/par.h"

enum { ITEMS = 5000 / LESS_WORK };

struct stream {
    size_t next;
    size_t n_items;
    size_t read_fails_at;
    size_t work_fails_at;
    size_t write_fails_at;
    size_t n_written;
};

struct slot {
    size_t item;
    size_t result;
};

static enum err read_item(void *ctx, void *slot) {
    struct stream *s = ctx;
    if (s->next == s->read_fails_at) {
        return ERR_IO;
    }
    if (s->next == s->n_items) {
        return ERR_MISSING;
    }
    *(struct slot *)slot = (struct slot){.item = s->next++};
    return ERR_OK;
}

static enum err work_item(void *ctx, void *slot, unsigned worker) {
    struct stream *s = ctx;
    struct slot *x = slot;
    (void)worker;
    volatile size_t spin = x->item * 7919 % 2000; /* unlike costs, so that order is at stake */
    while (spin > 0) {
        spin--;
    }
    x->result = x->item * 3;
    return x->item == s->work_fails_at ? ERR_LIMIT : ERR_OK;
}

static enum err write_item(void *ctx, void *slot) {
    struct stream *s = ctx;
    const struct slot *x = slot;
    assert_int_equal(x->item, s->n_written);
    assert_int_equal(x->result, x->item * 3);
    s->n_written++;
    return x->item == s->write_fails_at ? ERR_INPUT : ERR_OK;
}

static enum err run(unsigned workers, size_t n_slots, struct stream *s) {
    struct slot slot[64];
    struct pipeline p = {.read = read_item,
                         .work = work_item,
                         .write = write_item,
                         .ctx = s,
                         .slot = slot,
                         .slot_size = sizeof *slot,
                         .n_slots = n_slots};
    return par_pipeline(workers, &p);
}

static void items_are_written_in_the_order_of_reading(void **state) {
    (void)state;
    for (unsigned workers = 1; workers <= 8; workers *= 2) {
        for (size_t n_slots = 1; n_slots <= 64; n_slots *= 8) {
            struct stream s = {0, ITEMS, SIZE_MAX, SIZE_MAX, SIZE_MAX, 0};
            assert_int_equal(run(workers, n_slots, &s), ERR_OK);
            assert_int_equal(s.n_written, ITEMS);
        }
    }
}

static void nothing_to_read_writes_nothing(void **state) {
    (void)state;
    struct stream s = {0, 0, SIZE_MAX, SIZE_MAX, SIZE_MAX, 0};
    assert_int_equal(run(4, 8, &s), ERR_OK);
    assert_int_equal(s.n_written, 0);
}

static void an_error_ends_it_behind_all_items_before(void **state) {
    (void)state;
    for (unsigned workers = 1; workers <= 8; workers *= 2) {
        struct stream reading = {0, ITEMS, 100, SIZE_MAX, SIZE_MAX, 0};
        assert_int_equal(run(workers, 16, &reading), ERR_IO);
        assert_int_equal(reading.n_written, 100);
        struct stream working = {0, ITEMS, SIZE_MAX, 200, SIZE_MAX, 0};
        assert_int_equal(run(workers, 16, &working), ERR_LIMIT);
        assert_int_equal(working.n_written, 200);
        struct stream writing = {0, ITEMS, SIZE_MAX, SIZE_MAX, 300, 0};
        assert_int_equal(run(workers, 16, &writing), ERR_INPUT);
        assert_int_equal(writing.n_written, 301);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_written_in_the_order_of_reading),
        cmocka_unit_test(nothing_to_read_writes_nothing),
        cmocka_unit_test(an_error_ends_it_behind_all_items_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
