/* Whether two reports tell of one subject, against counting what they share. */
#include <stdlib.h>

#include "fixture_reports.h"
#include "reuse/profile.h"

enum { MOST_NAMES = 200, MOST_WORDS = 3000, ROUNDS = 300 };

struct made {
    uint32_t id[MOST_WORDS];
    uint32_t name[MOST_NAMES];
    struct print print;
};

static int upwards(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x;
    uint32_t b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

/* A report that has one in `part` of its words, and of its names, from `other`. */
static void make(struct made *m, const struct made *other, unsigned part, uint64_t *seed) {
    uint32_t n_names = 1 + (uint32_t)(next_random(seed) % MOST_NAMES);
    uint32_t n_words = 5 + (uint32_t)(next_random(seed) % (MOST_WORDS - 5));
    for (uint32_t i = 0; i < n_words; i++) {
        bool is_taken = other && i < other->print.words.n && i / 50 % part == 0;
        m->id[i] = is_taken ? other->id[i] : (uint32_t)next_random(seed);
    }
    for (uint32_t i = 0; i < n_names; i++) {
        bool is_taken = other && i < other->print.n_names && i % part == 0;
        m->name[i] = is_taken ? other->name[i] : (uint32_t)next_random(seed);
    }
    qsort(m->name, n_names, sizeof *m->name, upwards);
    uint32_t n = 0;
    for (uint32_t i = 0; i < n_names; i++) {
        if (n == 0 || m->name[n - 1] != m->name[i]) {
            m->name[n++] = m->name[i];
        }
    }
    m->print = (struct print){.words = {.id = m->id, .n = n_words}, .name = m->name, .n_names = n};
}

static bool is_part_of(uint32_t shared, uint32_t n_x, uint32_t n_y, double part) {
    return shared > 0 && shared >= part * (n_x < n_y ? n_x : n_y);
}

static bool are_related(const struct profile *x, const struct profile *y) {
    uint32_t names = 0;
    uint32_t samples = 0;
    for (uint32_t i = 0; i < x->n_names; i++) {
        for (uint32_t j = 0; j < y->n_names; j++) {
            names += x->name[i] == y->name[j];
        }
    }
    for (uint32_t i = 0; i < x->n_samples; i++) {
        for (uint32_t j = 0; j < y->n_samples; j++) {
            samples += x->sample[i] == y->sample[j];
        }
    }
    return is_part_of(names, x->n_names, y->n_names, 0.2) ||
           is_part_of(samples, x->n_samples, y->n_samples, 0.35);
}

static void related_is_what_counting_says(void **state) {
    (void)state;
    static struct made x;
    static struct made y;
    uint64_t seed = 21;
    unsigned n_related = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        arena a;
        struct profile p;
        struct profile q;
        arena_init(&a, 0);
        make(&x, NULL, 1, &seed);
        make(&y, &x, 1 + round % 9, &seed);
        struct print print[2] = {x.print, y.print};
        struct prints prints;
        assert_int_equal(prints_open(&a, print, 2, NULL, NULL, &prints), ERR_OK);
        assert_int_equal(profile_make(&a, &prints, 0, &p), ERR_OK);
        assert_int_equal(profile_make(&a, &prints, 1, &q), ERR_OK);
        bool related = profile_are_related(&p, &q);
        assert_int_equal(related, are_related(&p, &q));
        assert_int_equal(related, profile_are_related(&q, &p));
        n_related += related;
        arena_done(&a);
    }
    assert_in_range(n_related, ROUNDS / 10, ROUNDS * 9 / 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(related_is_what_counting_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
