/* Spans of copies against an oracle that knows characters alone: all common runs of the bytes of
 * two texts, by the plain table of n times m. A run that holds twelve words lies in a span; what a
 * span tells is covered by common runs of whole words, but for changes of a stated length. */
#include "fixture_reports.h"
#include "reuse/copies.h"

enum {
    ROUNDS = 12,
    REPORTS = 9,
    WORDS = 130,
    VOCABULARY = 2000,
    WORD_BYTES = 12, /* the longest word, its mark, and the space or blank line behind it */
    RUN_WORDS = 12,  /* a common run of so many is found */
    TRIMMED = 2,     /* words at its ends that a span may lack where a sentence ends */
    CHANGED = 14,    /* words in a row that a span may bridge */
    TEXT_BYTES = WORDS * WORD_BYTES
};

static const double LEAST_COMMON = 0.6; /* of the bytes of any span */
static const double MEAN_COMMON = 0.95; /* of those of all spans */

/* ---- texts ---- */

/* One to six letters that only this number gives, then marks. */
static size_t write_word(char *out, uint32_t w) {
    size_t n = 0;
    for (uint32_t rest = w + 1; rest; rest /= 20) {
        out[n++] = (char)('a' + rest % 20);
        if (w % 3) {
            out[n++] = (char)('u' + w % 4);
        }
    }
    if (w % 13 == 0) {
        out[n++] = '.';
    } else if (w % 11 == 0) {
        out[n++] = ',';
    }
    const char *space = w % 65 == 0 ? "\n\n" : " ";
    while (*space) {
        out[n++] = *space++;
    }
    return n;
}

/* Copy `len` words from `src` on to `dst`, one word in `every` changed, dropped or put in. */
static void copy_edited(const uint32_t *src, uint32_t *dst, size_t len, uint32_t every,
                        uint64_t *seed) {
    size_t k = 0;
    for (size_t i = 0; i < len; i++) {
        uint32_t how = every ? next_random(seed) % (3 * every) : 3;
        if (how == 0) {
            dst[i] = next_random(seed) % VOCABULARY;
            k++;
        } else if (how == 1) {
            dst[i] = next_random(seed) % VOCABULARY;
        } else {
            k += how == 2;
            dst[i] = src[k < len ? k : len - 1];
            k++;
        }
    }
}

/* Reports by threes: one, its copy, and a copy of that one; whole runs, edited stretches, moved. */
static void make_corpus(struct reports *r, uint64_t *seed) {
    static uint32_t word[REPORTS][WORDS];
    for (size_t i = 0; i < REPORTS; i++) {
        char text[TEXT_BYTES + 1];
        size_t n = 0;
        for (size_t k = 0; k < WORDS; k++) {
            word[i][k] = next_random(seed) % VOCABULARY;
        }
        for (unsigned c = 0; i % 3 && c < 3; c++) {
            size_t len = 4 + next_random(seed) % 40;
            size_t from = next_random(seed) % (WORDS - len);
            size_t to = next_random(seed) % (WORDS - len);
            copy_edited(&word[i - 1][from], &word[i][to], len, c == 0 ? 0 : 3 + 4 * c, seed);
        }
        for (size_t k = 0; k < WORDS; k++) {
            n += write_word(text + n, word[i][k]);
        }
        text[n] = 0;
        reports_add(r, text);
    }
}

/* ---- the oracle ---- */

static bool is_letter(str s, size_t i) {
    return i < s.len && s.ptr[i] >= 'a' && s.ptr[i] <= 'z';
}

static bool begins_word(str s, size_t i) {
    return is_letter(s, i) && (i == 0 || !is_letter(s, i - 1));
}

static bool ends_word(str s, size_t i) {
    return i > 0 && is_letter(s, i - 1) && !is_letter(s, i);
}

/* A common run cut to whole words: bytes [a, a + len) of x are [b, b + len) of y. */
struct run {
    size_t a;
    size_t b;
    size_t len;
    unsigned words;
};

/* The part of a maximal common run that is words on both sides; no words when there's none. */
static struct run whole_words(str x, str y, size_t a, size_t b, size_t len) {
    size_t from = 0;
    size_t to = len;
    while (from < len && !(begins_word(x, a + from) && begins_word(y, b + from))) {
        from++;
    }
    while (to > from && !(ends_word(x, a + to) && ends_word(y, b + to))) {
        to--;
    }
    struct run r = {a + from, b + from, to - from, 0};
    for (size_t i = from; i < to; i++) {
        r.words += begins_word(x, a + i);
    }
    return r;
}

typedef void on_run(void *ctx, str x, str y, const struct run *run);

/* Tell of all maximal common runs of bytes of x and y that hold a word. O(n m). */
static void common_runs(str x, str y, on_run *tell, void *ctx) {
    static uint16_t row[TEXT_BYTES + 2];
    memset(row, 0, sizeof row);
    for (size_t i = x.len; i-- > 0;) {
        for (size_t j = 0; j < y.len; j++) { /* row[j + 1] is still that of i + 1 */
            row[j] = x.ptr[i] == y.ptr[j] ? (uint16_t)(row[j + 1] + 1) : 0;
            bool is_maximal = row[j] && (i == 0 || j == 0 || x.ptr[i - 1] != y.ptr[j - 1]);
            if (is_maximal) {
                struct run run = whole_words(x, y, i, j, row[j]);
                if (run.words) {
                    tell(ctx, x, y, &run);
                }
            }
        }
        row[y.len] = 0;
    }
}

/* ---- recall ---- */

struct recall {
    const struct copies *copies;
    uint32_t a;
    uint32_t b;
    size_t n_runs;
};

/* The byte behind `n` words from `pos` on, or where `n` words before it begin. */
static size_t skip_words(str s, size_t pos, unsigned n) {
    while (n > 0 && pos < s.len) {
        pos++;
        n -= ends_word(s, pos);
    }
    return pos;
}

static size_t skip_back(str s, size_t pos, unsigned n) {
    while (n > 0 && pos > 0) {
        pos--;
        n -= begins_word(s, pos);
    }
    return pos;
}

static bool has_stop(str s, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (s.ptr[i] == '.' || s.ptr[i] == '\n') {
            return true;
        }
    }
    return false;
}

/* Whether the letters among the bytes [from, to) lie in spans. */
static bool is_told(const struct recall *r, bool b_side, str text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        bool inside = !is_letter(text, i);
        for (size_t p = 0; p < r->copies->n && !inside; p++) {
            const struct copy *c = &r->copies->copy[p];
            for (size_t s = 0; c->a == r->a && c->b == r->b && s < c->n_spans && !inside; s++) {
                struct span at = b_side ? c->span[s].b : c->span[s].a;
                inside = at.from <= i && i < at.to;
            }
        }
        if (!inside) {
            return false;
        }
    }
    return true;
}

static void check_long_run(void *ctx, str x, str y, const struct run *run) {
    struct recall *r = ctx;
    if (run->words < RUN_WORDS) {
        return;
    }
    size_t from = 0;
    size_t to = run->len;
    size_t head = skip_words(x, run->a, TRIMMED) - run->a;
    size_t tail = skip_back(x, run->a + run->len, TRIMMED) - run->a;
    size_t after_head = skip_words(x, run->a, TRIMMED + 1) - run->a;
    size_t before_tail = skip_back(x, run->a + run->len, TRIMMED + 1) - run->a;
    from = has_stop(x, run->a, run->a + after_head) ? head : from;
    to = has_stop(x, run->a + before_tail, run->a + run->len) ? tail : to;
    assert_true(is_told(r, false, x, run->a + from, run->a + to));
    assert_true(is_told(r, true, y, run->b + from, run->b + to));
    r->n_runs++;
}

static void a_common_run_of_twelve_words_is_told_to_the_byte(void **state) {
    (void)state;
    uint64_t seed = 17;
    size_t n_runs = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct reports r;
        struct copies c;
        reports_init(&r);
        make_corpus(&r, &seed);
        assert_int_equal(copies_find(&r.a, reports_docs(&r), r.day, r.n, 1, &c), ERR_OK);
        for (uint32_t i = 0; i < REPORTS; i++) {
            for (uint32_t j = i + 1; j < REPORTS; j++) {
                struct recall recall = {&c, i, j, 0};
                common_runs(r.doc[i]->text, r.doc[j]->text, check_long_run, &recall);
                n_runs += recall.n_runs;
            }
        }
        arena_done(&r.a);
    }
    assert_true(n_runs > 4 * ROUNDS);
}

/* ---- precision ---- */

struct cover {
    bool *a; /* of each byte of either side */
    bool *b;
};

static void mark_run(void *ctx, str x, str y, const struct run *run) {
    struct cover *c = ctx;
    (void)x;
    (void)y;
    memset(c->a + run->a, true, run->len);
    memset(c->b + run->b, true, run->len);
}

/* Check one side of a span: it begins and ends with what is common, and between there is no gap
 * that is longer than a change. Returns the bytes that are common, gaps of a mark or space among
 * them. */
static size_t check_side(str text, const bool *common) {
    size_t n = 0;
    size_t gap = 0;
    assert_true(begins_word(text, 0) && ends_word(text, text.len));
    assert_true(common[0] && common[text.len - 1]);
    for (size_t i = 0; i < text.len; i++) {
        bool is_common = common[i] || !is_letter(text, i);
        n += is_common;
        gap = common[i] ? 0 : gap + 1;
        assert_true(gap <= (size_t)CHANGED * WORD_BYTES);
    }
    assert_true((double)n >= LEAST_COMMON * (double)text.len);
    return n;
}

static void what_a_span_tells_is_common_text(void **state) {
    (void)state;
    uint64_t seed = 29;
    size_t all = 0;
    size_t common = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct reports r;
        struct copies c;
        reports_init(&r);
        make_corpus(&r, &seed);
        assert_int_equal(copies_find(&r.a, reports_docs(&r), r.day, r.n, 1, &c), ERR_OK);
        for (size_t p = 0; p < c.n; p++) {
            assert_int_equal(c.copy[p].a / 3, c.copy[p].b / 3);
            for (size_t s = 0; s < c.copy[p].n_spans; s++) {
                const struct copy_span *span = &c.copy[p].span[s];
                str x = str_span(r.doc[c.copy[p].a]->text, span->a);
                str y = str_span(r.doc[c.copy[p].b]->text, span->b);
                struct cover cover = {arena_array(&r.a, x.len, 1), arena_array(&r.a, y.len, 1)};
                common_runs(x, y, mark_run, &cover);
                common += check_side(x, cover.a) + check_side(y, cover.b);
                all += x.len + y.len;
                assert_true(!span->exact || str_equals(x, y));
            }
        }
        arena_done(&r.a);
    }
    assert_true(all > 0 && (double)common >= MEAN_COMMON * (double)all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_common_run_of_twelve_words_is_told_to_the_byte),
        cmocka_unit_test(what_a_span_tells_is_common_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
