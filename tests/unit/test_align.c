/* Word alignment: examples that a reader would lay side by side in the same way, and a naive
 * oracle. */
#include "unit.h"

#include "base/hash.h"
#include "quote/align.h"

enum { MAX = 24 };

/* Words parted by single spaces; a word of one to three letters weighs 6, others 40. "-ed" and "-s"
 * are cut off for the stem; words of one capital letter make group 1. */
static size_t words_of(const char *text, struct align_word *out) {
    size_t n = 0;
    for (const char *p = text; *p && n < MAX;) {
        size_t len = strcspn(p, " ");
        size_t stem = len > 3 && p[len - 1] == 's' ? len - 1 : len;
        stem = len > 4 && memcmp(p + len - 2, "ed", 2) == 0 ? len - 2 : stem;
        out[n++] = (struct align_word){.hash = hash_bytes(str_of(p, len)),
                                       .stem = hash_bytes(str_of(p, stem)),
                                       .weight = len > 3 ? 40 : 6,
                                       .group = len == 1 && p[0] >= 'A' && p[0] <= 'Z'};
        p += len + (p[len] == ' ');
    }
    return n;
}

/* One letter a step: = same, s stem, g group, x change, - drop, + add. */
static void draw(const struct alignment *al, char *out) {
    for (size_t i = 0; i < al->n; i++) {
        out[i] = "=sgx-+"[al->step[i].op];
    }
    out[al->n] = '\0';
}

static void texts_are_laid_side_by_side(void **state) {
    (void)state;
    static const struct {
        const char *x;
        const char *y;
        enum align_mode mode;
        const char *want;
    } cases[] = {
        {"", "", ALIGN_GLOBAL, ""},
        {"the boat", "", ALIGN_GLOBAL, "--"},
        {"", "the boat", ALIGN_GLOBAL, "++"},
        {"the boat sank", "the boat sank", ALIGN_GLOBAL, "==="},
        {"the board approved the delay", "the board opposed the delay", ALIGN_GLOBAL, "==x=="},
        {"the boats sailed", "the boat sails", ALIGN_GLOBAL, "=ss"},
        {"A will sail", "B will sail", ALIGN_GLOBAL, "g=="},
        /* a function word doesn't split a cut in two */
        {"water safe for the wash and for the drink today", "water safe today", ALIGN_GLOBAL,
         "==-------="},
        {"an attack on every house and on the town", "an attack on every house", ALIGN_GLOBAL,
         "=====----"},
        {"xxxx yyyy every inch zzzz", "every inch", ALIGN_FIT, "=="},
        {"xxxx every single inch zzzz", "every inch", ALIGN_FIT, "=-="},
        {"aaaa bbbb cccc dddd", "xxxx bbbb cccc yyyy", ALIGN_LOCAL, "=="},
        {"aaaa", "bbbb", ALIGN_LOCAL, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena a;
        arena_init(&a, 0);
        struct align_word x[MAX];
        struct align_word y[MAX];
        size_t n = words_of(cases[i].x, x);
        size_t m = words_of(cases[i].y, y);
        struct align_options options = {.mode = (uint8_t)cases[i].mode};
        struct alignment al;
        assert_int_equal(align_words(&a, x, n, y, m, &options, &al), ERR_OK);
        char got[2 * MAX + 1];
        draw(&al, got);
        assert_string_equal(got, cases[i].want);
        arena_done(&a);
    }
}

static const struct align_options penalties = {.gap_open = 9, .gap_word = 3};

/* The best global score of x and y by trying everything; `gap` is the op of the gap that is open,
 * or -1. */
static int64_t try_all(const struct align_word *x, size_t n, const struct align_word *y, size_t m,
                       int gap) {
    if (n == 0 && m == 0) {
        return 0;
    }
    int64_t best = INT64_MIN;
    if (n && m) {
        best = align_pair_score(x, y, NULL) + try_all(x + 1, n - 1, y + 1, m - 1, -1);
    }
    for (int op = ALIGN_DROP; op <= ALIGN_ADD; op++) {
        if (op == ALIGN_DROP ? n : m) {
            int64_t cost = penalties.gap_word + (gap == op ? 0 : penalties.gap_open);
            int64_t rest = op == ALIGN_DROP ? try_all(x + 1, n - 1, y, m, op)
                                            : try_all(x, n, y + 1, m - 1, op);
            best = rest - cost > best ? rest - cost : best;
        }
    }
    return best;
}

static int64_t oracle(enum align_mode mode, const struct align_word *x, size_t n,
                      const struct align_word *y, size_t m) {
    if (mode == ALIGN_GLOBAL) {
        return try_all(x, n, y, m, -1);
    }
    int64_t best = mode == ALIGN_LOCAL ? 0 : INT64_MIN;
    for (size_t i = 0; i <= n; i++) {
        for (size_t i2 = i; i2 <= n; i2++) {
            for (size_t j = 0; j <= (mode == ALIGN_FIT ? 0 : m); j++) {
                for (size_t j2 = mode == ALIGN_FIT ? m : j; j2 <= m; j2++) {
                    int64_t score = try_all(x + i, i2 - i, y + j, j2 - j, -1);
                    best = score > best ? score : best;
                }
            }
        }
    }
    return best;
}

/* The score of the steps themselves; asserts that they walk through both stretches word by word. */
static int64_t replay(const struct align_word *x, const struct align_word *y,
                      const struct alignment *al) {
    int64_t score = 0;
    size_t i = al->x_from;
    size_t j = al->y_from;
    for (size_t k = 0; k < al->n; k++) {
        const struct align_step *s = &al->step[k];
        assert_int_equal(s->x, i);
        assert_int_equal(s->y, j);
        if (s->op < ALIGN_DROP) {
            uint8_t op;
            score += align_pair_score(&x[i++], &y[j++], &op);
            assert_int_equal(op, s->op);
            continue;
        }
        bool opens = k == 0 || s[-1].op != s->op;
        score -= penalties.gap_word + (opens ? penalties.gap_open : 0);
        i += s->op == ALIGN_DROP;
        j += s->op == ALIGN_ADD;
    }
    assert_int_equal(i, al->x_to);
    assert_int_equal(j, al->y_to);
    return score;
}

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static size_t random_words(uint32_t *seed, size_t most, struct align_word *out) {
    size_t n = next_random(seed) % (most + 1);
    for (size_t i = 0; i < n; i++) {
        uint32_t word = next_random(seed) % 6;
        out[i] = (struct align_word){.hash = word,
                                     .stem = word / 2,
                                     .weight = (uint8_t)(word < 2 ? 3 : 5 * word),
                                     .group = word == 5 || word == 3};
    }
    return n;
}

static void scores_equal_those_of_trying_everything(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 300; round++) {
        for (int mode = ALIGN_GLOBAL; mode <= ALIGN_FIT; mode++) {
            arena a;
            arena_init(&a, 0);
            struct align_word x[MAX];
            struct align_word y[MAX];
            size_t most = mode == ALIGN_LOCAL ? 4 : 5;
            size_t n = random_words(&seed, most, x);
            size_t m = random_words(&seed, most, y);
            struct align_options options = penalties;
            options.mode = (uint8_t)mode;
            struct alignment al;
            assert_int_equal(align_words(&a, x, n, y, m, &options, &al), ERR_OK);
            assert_int_equal(al.score, oracle((enum align_mode)mode, x, n, y, m));
            assert_int_equal(al.score, replay(x, y, &al));
            assert_false(al.banded);
            arena_done(&a);
        }
    }
}

/* 3,000 words against the same with 100 left out in the middle: 9 million pairs, so banded. */
static void long_texts_are_aligned_in_a_band(void **state) {
    (void)state;
    enum { N = 3000, CUT = 100 };
    arena a;
    arena_init(&a, (size_t)64 << 20);
    struct align_word *x = arena_array(&a, N, sizeof *x);
    struct align_word *y = arena_array(&a, N, sizeof *y);
    size_t m = 0;
    for (uint32_t i = 0; i < N; i++) {
        x[i] = (struct align_word){.hash = i, .stem = i, .weight = 40};
        if (i < N / 2 || i >= N / 2 + CUT) {
            y[m++] = x[i];
        }
    }
    struct alignment al;
    assert_int_equal(align_words(&a, x, N, y, m, NULL, &al), ERR_OK);
    assert_true(al.banded);
    assert_int_equal(al.n, N);
    assert_int_equal(al.score, (int64_t)m * 80 - 28 - 2 * CUT);
    struct align_options local = {.mode = ALIGN_LOCAL};
    assert_int_equal(align_words(&a, x, N, y, m, &local, &al), ERR_LIMIT);
    arena_done(&a);
}

static void little_memory_is_an_error(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 8192);
    struct align_word x[MAX] = {{.weight = 1}};
    struct alignment al;
    enum err code = ERR_OK;
    for (int i = 0; i < 1000 && code == ERR_OK; i++) {
        code = align_words(&a, x, MAX, x, MAX, NULL, &al);
    }
    assert_int_equal(code, ERR_LIMIT);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_laid_side_by_side),
        cmocka_unit_test(scores_equal_those_of_trying_everything),
        cmocka_unit_test(long_texts_are_aligned_in_a_band),
        cmocka_unit_test(little_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
