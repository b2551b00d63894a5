/* sparse.c - seeds that a changed word leaves standing. A content word whose hash says so (one in
 * ANCHOR_ONE_OF, the same in all reports) is an anchor; it makes a seed with each two of the
 * FOLLOWING content words behind it, in their order: a word changed or dropped among them leaves
 * one of the three. Speech and what stands round the report make no seeds. Nothing of it is stored:
 * the words of the print are enough. */
#include "reuse/sparse.h"

#include "base/hash.h"
#include "text/token.h"

enum {
    ANCHOR_ONE_OF = 10,
    FOLLOWING = 3,
    REACH = 16,     /* words behind an anchor that its seeds may take in */
    NEAR = 30,      /* words on both sides of a seed that are compared */
    NEAR_BAND = 6,  /* how far from the diagonal */
    NEAR_EQUAL = 9, /* content words there that must be in both */
};

static const char *const function_words[] = {
#include "text/tables/function_words.inc"
    "said", "says", "told", "'s", "\u2019s",
};

void sparse_function_words(struct function_words *out) {
    *out = (struct function_words){{0}};
    for (size_t i = 0; i < sizeof function_words / sizeof *function_words; i++) {
        uint32_t id = (uint32_t)token_hash(str_from_cstr(function_words[i]));
        uint32_t at = sparse_slot(id);
        while (out->slot[at]) {
            at = (at + 1) % (1 << FUNCTION_WORD_BITS);
        }
        out->slot[at] = id;
    }
}

static bool is_anchor(uint32_t id) {
    return (uint64_t)(id * 0x85ebca6bu) * ANCHOR_ONE_OF >> 32 == 0;
}

/* The content words behind word `i`: their number, FOLLOWING at most. */
static unsigned following(const struct function_words *f, const struct words *w, uint32_t i,
                          uint32_t *id) {
    unsigned n = 0;
    for (uint32_t k = i + 1; k < w->n && k <= i + REACH && n < FOLLOWING; k++) {
        if (sparse_is_content(f, w->id[k])) {
            id[n++] = w->id[k];
        }
    }
    return n;
}

size_t sparse_seeds(const struct function_words *f, const struct words *words,
                    struct sparse_seed *out) {
    size_t n = 0;
    for (uint32_t i = 0; i < words->n; i++) {
        uint32_t id[FOLLOWING];
        if (!is_anchor(words->id[i]) || (words->flags[i] & (WORD_SAID | WORD_ASIDE)) ||
            !sparse_is_content(f, words->id[i])) {
            continue;
        }
        unsigned n_id = following(f, words, i, id);
        for (unsigned j = 0; j + 1 < n_id; j++) {
            uint64_t start = hash_join(words->id[i], id[j]);
            for (unsigned k = j + 1; k < n_id; k++) {
                out[n++] = (struct sparse_seed){(uint32_t)(hash_join(start, id[k]) >> 16), i};
            }
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
