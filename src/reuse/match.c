/* match.c - the shingles of one side in a hash table, those of the other looked up; pairs put
 * together along their diagonals. A pair of equal shingles is one number,  diagonal:32 | position
 * in a:32 , so that after sorting the neighbours of a maximal run stand side by side. Places of one
 * shingle are linked upwards, so that repetition is met in the order of the text. O(n) but for the
 * sorting of what matches. */
#include "reuse/match.h"

#include "base/sort.h"
#include "base/vec.h"

enum { MOST_PAIRS = 16 };

struct keys {
    uint64_t *v;
    size_t n;
    size_t cap;
};

/* Of the first place of each shingle that y has too. */
struct meeting {
    uint32_t n; /* places in y */
    uint32_t
        cursor; /* 1 + the place in x that y's next one is joined with, of a repeated shingle */
};

static uint32_t *slot_of(const struct match_table *t, uint64_t hash) {
    size_t mask = ((size_t)1 << t->bits) - 1;
    size_t i = hash >> (64 - t->bits);
    while (t->slot[i] && t->hash[t->slot[i] - 1] != hash) {
        i = (i + 1) & mask;
    }
    return &t->slot[i];
}

enum err match_table_build(arena *a, const struct words *words, struct match_table *out) {
    size_t n = shingle_count(words->n);
    struct match_table t = {.words = words, .bits = 4};
    while ((size_t)1 << t.bits < 2 * n) {
        t.bits++;
    }
    t.hash = arena_take(a, n * sizeof *t.hash);
    t.slot = arena_array(a, (size_t)1 << t.bits, sizeof *t.slot);
    t.next = arena_array(a, n, sizeof *t.next);
    t.n_of = arena_array(a, n, sizeof *t.n_of);
    if (!t.hash || !t.slot || !t.next || !t.n_of) {
        return a->last;
    }
    shingle_hashes(words->id, words->n, t.hash);
    for (uint32_t i = (uint32_t)n; i-- > 0;) {
        uint32_t *slot = slot_of(&t, t.hash[i]);
        t.next[i] = *slot;
        t.n_of[i] = *slot ? t.n_of[*slot - 1] + 1 : 1;
        *slot = i + 1;
    }
    *out = t;
    return ERR_OK;
}

static bool is_common(const struct words *w, uint32_t pos) {
    unsigned flags = 0;
    for (uint32_t i = 0; i < SHINGLE_WORDS; i++) {
        flags |= w->flags[pos + i];
    }
    return flags & WORD_COMMON;
}

static enum err add_pair(arena *a, struct keys *out, const struct words *x, uint32_t pa,
                         uint32_t pb) {
    if (is_common(x, pa)) {
        return ERR_OK;
    }
    uint64_t diagonal = (uint64_t)pb + UINT32_MAX / 2 - pa;
    return vec_push(a, out, diagonal << 32 | pa);
}

/* Join place `pb` of y with the places of x from `first` on. */
static enum err join(arena *a, const struct match_table *x, uint32_t first, uint32_t pb,
                     struct meeting *met, struct keys *out) {
    if ((uint64_t)x->n_of[first] * met->n > MOST_PAIRS) {
        uint32_t pa = met->cursor;
        if (pa) {
            met->cursor = x->next[pa - 1];
            return add_pair(a, out, x->words, pa - 1, pb);
        }
        return ERR_OK;
    }
    for (uint32_t pa = first + 1; pa; pa = x->next[pa - 1]) {
        TRY(add_pair(a, out, x->words, pa - 1, pb));
    }
    return ERR_OK;
}

/* All pairs of equal shingles. */
static enum err join_all(arena *a, const struct match_table *x, const struct words *y,
                         struct keys *out, uint32_t *n_distinct) {
    size_t n_x = shingle_count(x->words->n);
    size_t n_y = shingle_count(y->n);
    uint64_t *hash = arena_take(a, n_y * sizeof *hash);
    uint32_t *first = arena_take(a, n_y * sizeof *first);
    struct meeting *met = arena_array(a, n_x, sizeof *met);
    if (!hash || !first || !met) {
        return a->last;
    }
    shingle_hashes(y->id, y->n, hash);
    for (size_t j = 0; j < n_y; j++) {
        first[j] = *slot_of(x, hash[j]);
        if (first[j]) {
            struct meeting *m = &met[first[j] - 1];
            *n_distinct += m->n == 0;
            m->n++;
            m->cursor = first[j];
        }
    }
    for (size_t j = 0; j < n_y; j++) {
        if (first[j]) {
            TRY(join(a, x, first[j] - 1, (uint32_t)j, &met[first[j] - 1], out));
        }
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

enum err match_find(arena *a, const struct match_table *x, const struct words *y,
                    struct matches *out) {
    *out = (struct matches){0};
    struct keys keys = {0};
    TRY(join_all(a, x, y, &keys, &out->n_shingles));
    TRY(sort_u64(a, keys.v, keys.n));
    for (size_t i = 0; i < keys.n;) {
        size_t end = i + 1;
        while (end < keys.n && keys.v[end] == keys.v[end - 1] + 1) {
            end++;
        }
        uint32_t pa = (uint32_t)keys.v[i];
        uint32_t pb = (uint32_t)((keys.v[i] >> 32) - UINT32_MAX / 2 + pa);
        uint32_t len = (uint32_t)(end - i) + SHINGLE_WORDS - 1;
        TRY(vec_push(a, out, (struct match){pa, pb, len}));
        i = end;
    }
    return sort_stable(a, out->v, out->n, sizeof *out->v, by_place, NULL);
}
