/* Neighbours: the reports that two have in common, beside walking along both rows. */
#include "unit.h"

#include "reuse/neighbours.h"

enum { DOCS = 40 };

static uint64_t next(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state * 0x2545f4914f6cdd1du;
}

/* Pairs by chance; report 7 has one with every other, as the middle of a star. */
static struct copies draw(arena *a, uint64_t *seed, unsigned percent) {
    struct copy *copy = arena_array(a, (size_t)DOCS * DOCS, sizeof *copy);
    size_t n = 0;
    for (uint32_t x = 0; x < DOCS; x++) {
        for (uint32_t y = x + 1; y < DOCS; y++) {
            if (x == 7 || y == 7 || next(seed) % 100 < percent) {
                copy[n++] = (struct copy){.a = x, .b = y, .kind = COPY_TEXT};
            }
        }
    }
    return (struct copies){.copy = copy, .n = n, .n_docs = DOCS};
}

static bool is_pair_of(const struct copies *c, uint32_t pair, uint32_t x, uint32_t y) {
    const struct copy *p = &c->copy[pair];
    return (p->a == x && p->b == y) || (p->a == y && p->b == x);
}

/* The next report after `third` that is a neighbour of both, or DOCS. */
static uint32_t next_of_both(const struct copies *c, uint32_t a, uint32_t b, uint32_t third) {
    for (third++; third < DOCS; third++) {
        unsigned met = 0;
        for (uint32_t i = 0; i < c->n; i++) {
            met += is_pair_of(c, i, a, third);
            met += is_pair_of(c, i, b, third);
        }
        if (met == 2) {
            break;
        }
    }
    return third;
}

static void those_of_both_come_upwards_and_none_is_missed(void **state) {
    (void)state;
    uint64_t seed = 3;
    for (unsigned percent = 0; percent <= 60; percent += 10) {
        arena a;
        arena_init(&a, 0);
        struct copies c = draw(&a, &seed, percent);
        struct neighbours near;
        assert_int_equal(neighbours_find(&a, &c, &near), ERR_OK);
        for (uint32_t x = 0; x < DOCS; x++) {
            uint32_t y = (x + 1 + (uint32_t)(next(&seed) % (DOCS - 1))) % DOCS;
            struct common common = neighbours_of_both(&near, x, y);
            const struct neighbour *to_x;
            const struct neighbour *to_y;
            uint32_t third = UINT32_MAX;
            while (neighbours_next(&common, &to_x, &to_y)) {
                third = next_of_both(&c, x, y, third);
                assert_int_equal(to_x->other, third);
                assert_int_equal(to_y->other, third);
                assert_true(is_pair_of(&c, to_x->copy, x, third));
                assert_true(is_pair_of(&c, to_y->copy, y, third));
            }
            assert_int_equal(next_of_both(&c, x, y, third), DOCS);
        }
        arena_done(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(those_of_both_come_upwards_and_none_is_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
