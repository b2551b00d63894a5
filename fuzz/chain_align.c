/* chain_align.c - matching, chaining and extension of two rows of words: a byte is a word (six
 * bits) and whether it ends a sentence, the first zero byte parts the rows. Stretches lie in their
 * rows in order, exact ones are equal word for word, and a run of CHAIN_LONG equal words whose
 * shingles come once in each row lies in a stretch: brute force says which. */
#include <assert.h>
#include <stdint.h>

#include "reuse/extend.h"

enum { MOST_WORDS = 400 };

struct row {
    uint32_t id[MOST_WORDS];
    uint8_t flags[MOST_WORDS];
    uint8_t form[MOST_WORDS];
    struct words words;
};

static void make_row(struct row *r, const uint8_t *data, size_t n) {
    uint32_t len = n < MOST_WORDS ? (uint32_t)n : MOST_WORDS;
    for (uint32_t i = 0; i < len; i++) {
        r->id[i] = data[i] & 0x3f;
        r->flags[i] = data[i] & 0x40 ? WORD_STOP : 0;
        r->form[i] = data[i] >> 7;
    }
    r->words = (struct words){.id = r->id, .flags = r->flags, .form = r->form, .n = len};
}

/* How often the shingle at `pos` of `x` stands in `y`. */
static uint32_t count(const struct row *x, uint32_t pos, const struct row *y) {
    uint32_t n = 0;
    for (uint32_t i = 0; i + SHINGLE_WORDS <= y->words.n; i++) {
        n += memcmp(x->id + pos, y->id + i, SHINGLE_WORDS * sizeof *x->id) == 0;
    }
    return n;
}

/* Equal words from (i, j) on; 0 when a shingle of them comes twice. */
static uint32_t run_at(const struct row *x, const struct row *y, uint32_t i, uint32_t j) {
    uint32_t n = 0;
    while (i + n < x->words.n && j + n < y->words.n && x->id[i + n] == y->id[j + n]) {
        n++;
    }
    for (uint32_t k = 0; k + SHINGLE_WORDS <= n; k++) {
        if (count(x, i + k, x) != 1 || count(y, j + k, y) != 1) {
            return 0;
        }
    }
    return n;
}

static void check_stretch(const struct row *x, const struct row *y, const struct stretch *s) {
    uint32_t n_a = s->a_to - s->a_from;
    uint32_t n_b = s->b_to - s->b_from;
    assert(s->a_from < s->a_to && s->a_to <= x->words.n);
    assert(s->b_from < s->b_to && s->b_to <= y->words.n);
    assert(s->words <= n_a && s->words <= n_b && s->alike <= s->words);
    assert(!s->exact || (n_a == n_b && s->words == n_a &&
                         memcmp(x->id + s->a_from, y->id + s->b_from, n_a * sizeof *x->id) == 0));
}

static bool is_covered(const struct stretches *all, uint32_t i, uint32_t j) {
    for (size_t k = 0; k < all->n; k++) {
        const struct stretch *s = &all->v[k];
        if (s->a_from <= i && i < s->a_to && s->b_from <= j && j < s->b_to) {
            return true;
        }
    }
    return false;
}

static void check(const struct row *x, const struct row *y, const struct stretches *all) {
    for (size_t k = 0; k < all->n; k++) {
        check_stretch(x, y, &all->v[k]);
        assert(k == 0 || all->v[k - 1].a_from <= all->v[k].a_from);
    }
    for (uint32_t i = 0; i < x->words.n; i++) {
        for (uint32_t j = 0; j < y->words.n; j++) {
            uint32_t n = run_at(x, y, i, j);
            assert(n < CHAIN_LONG || is_covered(all, i + n / 2, j + n / 2));
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct row x;
    static struct row y;
    size_t part = 0;
    while (part < size && data[part]) {
        part++;
    }
    make_row(&x, data, part);
    make_row(&y, data + part, size - part);
    arena a;
    struct match_table table;
    struct matches matches;
    struct links links;
    struct stretches all;
    arena_init(&a, 0);
    assert(match_table_build(&a, &x.words, &table) == ERR_OK);
    assert(match_find(&a, &table, &y.words, &matches) == ERR_OK);
    assert(chain_select(&a, &matches, x.words.n, y.words.n, &links) == ERR_OK);
    assert(extend_links(&a, &x.words, &y.words, &links, &all) == ERR_OK);
    check(&x, &y, &all);
    arena_done(&a);
    return 0;
}
