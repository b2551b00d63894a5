/* sparse.h - the second layer of seeds: few of them, over content words alone, for copies of which
 * so many words were changed that no run of equal words is left. */
#ifndef COPYTASTER_REUSE_SPARSE_H
#define COPYTASTER_REUSE_SPARSE_H

#include "sketch/shingle.h"

/* The function words of the language: bits by sixteen bits of the id, so that one in 250 other
 * words counts among them, the same in all reports. */
struct function_words {
    uint64_t bit[1 << 10];
};

void sparse_function_words(struct function_words *out);

/* Whether a word bears content: no function word. O(1). */
static inline bool sparse_is_content(const struct function_words *f, uint32_t id) {
    uint32_t at = id >> 16;
    return !(f->bit[at / 64] >> at % 64 & 1);
}

struct sparse_seed {
    uint64_t hash;
    uint32_t pos; /* of its first word */
};

enum { SPARSE_OF_WORD = 2 }; /* seeds that may begin with one word */

/* The seeds of a report into `out`, which has room for SPARSE_OF_WORD of each word. Returns their
 * number. O(words). */
size_t sparse_seeds(const struct function_words *f, const struct words *words,
                    struct sparse_seed *out);

/* Whether the words round pa of x and pb of y have more content words in common than a set phrase,
 * each near the diagonal of the two. O(1). */
bool sparse_agree(const struct function_words *f, const struct words *x, uint32_t pa,
                  const struct words *y, uint32_t pb);

#endif
