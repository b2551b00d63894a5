/* sparse.c - seeds that a changed word leaves standing. A content word whose hash says so (one in
 * ANCHOR_ONE_OF, the same in all reports) is an anchor; it makes a seed with the first and the
 * second content word behind it, and one with the first and the third: where one word in three is
 * changed, no three in a row are left. Speech and what stands round the report make none. Nothing
 * of it is stored: the words of the print are enough. Anchors are picked out a STEP of words at a
 * time, without branches. */
#include "reuse/sparse.h"

#include "base/hash.h"
#include "text/token.h"

enum {
    STEP = 256,
    ANCHOR_ONE_OF = 7,
    FOLLOWING = 3,
    REACH = 16,      /* words behind an anchor that its seeds may take in */
    NEAR = 30,       /* words on both sides of a seed that are compared */
    NEAR_BAND = 6,   /* how far from the diagonal */
    NEAR_EQUAL = 11, /* content words there that must be in both */
};

static const char *const function_words[] = {
#include "text/tables/function_words.inc"
    "said", "says", "told", "'s", "\u2019s",
};

void sparse_function_words(struct function_words *out) {
    *out = (struct function_words){{0}};
    for (size_t i = 0; i < sizeof function_words / sizeof *function_words; i++) {
        uint32_t id = (uint32_t)token_hash(str_from_cstr(function_words[i]));
        out->bit[id >> 16 >> 6] |= (uint64_t)1 << (id >> 16) % 64;
    }
}

static bool is_anchor(uint32_t id) {
    return id * 0x85ebca6bu <= UINT32_MAX / ANCHOR_ONE_OF;
}

/* The anchors among the words [from, to), STEP at most; returns their number. */
static size_t anchors(const struct function_words *f, const struct words *w, uint32_t from,
                      uint32_t to, uint32_t *out) {
    size_t n = 0;
    for (uint32_t i = from; i < to; i++) {
        out[n] = i;
        n += is_anchor(w->id[i]);
    }
    size_t kept = 0;
    for (size_t k = 0; k < n; k++) {
        uint32_t i = out[k];
        out[kept] = i;
        kept += !(w->flags[i] & (WORD_SAID | WORD_ASIDE)) & sparse_is_content(f, w->id[i]);
    }
    return kept;
}

static struct sparse_seed seed_of(const struct words *w, uint32_t pos, uint32_t second,
                                  uint32_t third) {
    uint64_t both = (uint64_t)second << 32 | third;
    return (struct sparse_seed){hash_join(both, w->id[pos]), pos};
}

/* The seeds that begin with word `pos`; returns their number. */
static size_t seeds_at(const struct function_words *f, const struct words *w, uint32_t pos,
                       struct sparse_seed *out) {
    uint32_t id[FOLLOWING];
    unsigned n = 0;
    uint32_t end = w->n - pos < REACH ? w->n : pos + REACH;
    for (uint32_t k = pos + 1; k < end && n < FOLLOWING; k++) {
        id[n] = w->id[k];
        n += sparse_is_content(f, w->id[k]);
    }
    if (n < FOLLOWING) {
        return 0;
    }
    out[0] = seed_of(w, pos, id[0], id[1]);
    out[1] = seed_of(w, pos, id[0], id[2]);
    return SPARSE_OF_WORD;
}

size_t sparse_seeds(const struct function_words *f, const struct words *words,
                    struct sparse_seed *out) {
    size_t n = 0;
    for (uint32_t from = 0; from < words->n; from += STEP) {
        uint32_t anchor[STEP];
        uint32_t to = words->n - from < STEP ? words->n : from + STEP;
        size_t n_anchors = anchors(f, words, from, to, anchor);
        for (size_t k = 0; k < n_anchors; k++) {
            n += seeds_at(f, words, anchor[k], out + n);
        }
    }
    return n;
}

bool sparse_agree(const struct function_words *f, const struct words *x, uint32_t pa,
                  const struct words *y, uint32_t pb) {
    unsigned n = 0;
    uint32_t from = pa > NEAR ? pa - NEAR : 0;
    for (uint32_t i = from; i < x->n && i <= pa + NEAR && n < NEAR_EQUAL; i++) {
        int64_t middle = (int64_t)pb + i - pa;
        int64_t low = middle > NEAR_BAND ? middle - NEAR_BAND : 0;
        int64_t high = middle + NEAR_BAND + 1 < y->n ? middle + NEAR_BAND + 1 : y->n;
        for (int64_t j = low; j < high; j++) {
            if (x->id[i] == y->id[j]) {
                n += sparse_is_content(f, x->id[i]);
                break;
            }
        }
    }
    return n >= NEAR_EQUAL;
}
