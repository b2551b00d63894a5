/* match.c - merge-join of two sorted rows of shingles; pairs put together along their diagonals.
 * A pair of equal shingles is one number,  diagonal:32 | position in a:32 , so that after sorting
 * the neighbours of a maximal run stand side by side. Repetition (a text of one word) can't make
 * the join quadratic: a shingle with more than 16 pairs is joined occurrence by occurrence. O(n log
 * n) for n words. */
#include "reuse/match.h"

#include "base/sort.h"
#include "base/vec.h"

enum { MOST_PAIRS = 16 };

struct pairs {
    VEC(uint64_t) key;
};

static bool is_common(const struct print *p, uint32_t pos) {
    unsigned flags = 0;
    for (uint32_t i = 0; i < SHINGLE_WORDS; i++) {
        flags |= p->words.flags[pos + i];
    }
    return flags & WORD_COMMON;
}

static size_t run_end(const struct print *p, size_t from) {
    return postings_run(p->sorted, p->n_shingles, from);
}

static enum err add_pair(arena *a, struct pairs *out, const struct print *x, uint32_t pa,
                         uint32_t pb) {
    if (is_common(x, pa)) {
        return ERR_OK;
    }
    uint64_t diagonal = (uint64_t)pb + UINT32_MAX / 2 - pa;
    return vec_push(a, &out->key, diagonal << 32 | pa);
}

/* Pair the occurrences [i, i_end) of x with [j, j_end) of y. */
static enum err join(arena *a, struct pairs *out, const struct print *x, size_t i, size_t i_end,
                     const struct print *y, size_t j, size_t j_end) {
    if ((i_end - i) * (j_end - j) > MOST_PAIRS) {
        for (; i < i_end && j < j_end; i++, j++) {
            TRY(add_pair(a, out, x, x->sorted[i].pos, y->sorted[j].pos));
        }
        return ERR_OK;
    }
    for (; i < i_end; i++) {
        for (size_t k = j; k < j_end; k++) {
            TRY(add_pair(a, out, x, x->sorted[i].pos, y->sorted[k].pos));
        }
    }
    return ERR_OK;
}

static enum err join_all(arena *a, const struct print *x, const struct print *y,
                         struct pairs *out) {
    size_t i = 0;
    size_t j = 0;
    while (i < x->n_shingles && j < y->n_shingles) {
        uint64_t hx = x->sorted[i].hash;
        uint64_t hy = y->sorted[j].hash;
        if (hx != hy) {
            i += hx < hy;
            j += hy < hx;
            continue;
        }
        size_t i_end = run_end(x, i);
        size_t j_end = run_end(y, j);
        TRY(join(a, out, x, i, i_end, y, j, j_end));
        i = i_end;
        j = j_end;
    }
    return ERR_OK;
}

static int by_place(const void *pa, const void *pb, void *ctx) {
    (void)ctx;
    const struct match *x = pa;
    const struct match *y = pb;
    if (x->a != y->a) {
        return x->a < y->a ? -1 : 1;
    }
    return x->b < y->b ? -1 : x->b > y->b;
}

enum err match_find(arena *a, const struct print *x, const struct print *y, struct matches *out) {
    *out = (struct matches){0};
    struct pairs pairs = {0};
    TRY(join_all(a, x, y, &pairs));
    TRY(sort_u64(a, pairs.key.v, pairs.key.n));
    for (size_t i = 0; i < pairs.key.n;) {
        size_t end = i + 1;
        while (end < pairs.key.n && pairs.key.v[end] == pairs.key.v[end - 1] + 1) {
            end++;
        }
        uint32_t pa = (uint32_t)pairs.key.v[i];
        uint32_t pb = (uint32_t)((pairs.key.v[i] >> 32) - UINT32_MAX / 2 + pa);
        uint32_t len = (uint32_t)(end - i) + SHINGLE_WORDS - 1;
        TRY(vec_push(a, out, (struct match){pa, pb, len}));
        i = end;
    }
    return sort_stable(a, out->v, out->n, sizeof *out->v, by_place, NULL);
}

uint32_t match_runs(const struct print *x, const struct print *y) {
    uint32_t n = 0;
    for (size_t i = 0, j = 0; i < x->n_shingles && j < y->n_shingles;) {
        uint64_t hx = x->sorted[i].hash;
        uint64_t hy = y->sorted[j].hash;
        if (hx != hy) {
            i += hx < hy;
            j += hy < hx;
            continue;
        }
        n++;
        i = run_end(x, i);
        j = run_end(y, j);
    }
    return n;
}
