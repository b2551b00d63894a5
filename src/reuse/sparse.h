/* sparse.h - the second layer of seeds: few of them, over content words alone, for copies of which
 * so many words were changed that no run of equal words is left. */
#ifndef COPYTASTER_REUSE_SPARSE_H
#define COPYTASTER_REUSE_SPARSE_H

#include "sketch/shingle.h"

enum { FUNCTION_WORD_BITS = 10 };

/* The function words of the language, by id. */
struct function_words {
    uint32_t slot[1 << FUNCTION_WORD_BITS]; /* open addressing; 0 = free */
};

void sparse_function_words(struct function_words *out);

/* Where the search for a word begins. */
static inline uint32_t sparse_slot(uint32_t id) {
    return id * 0x9e3779b1u >> (32 - FUNCTION_WORD_BITS);
}

/* Whether a word bears content: no function word. O(1). */
static inline bool sparse_is_content(const struct function_words *f, uint32_t id) {
    uint32_t at = sparse_slot(id);
    while (f->slot[at] && f->slot[at] != id) {
        at = (at + 1) % (1 << FUNCTION_WORD_BITS);
    }
    return f->slot[at] == 0;
}

struct sparse_seed {
    uint32_t hash;
    uint32_t pos; /* of its first word */
};

enum { SPARSE_OF_WORD = 3 }; /* seeds that may begin with one word */

/* The seeds of a report into `out`, which has room for SPARSE_OF_WORD of each word; some six words
 * in a hundred begin one. Returns their number. O(words). */
size_t sparse_seeds(const struct function_words *f, const struct words *words,
                    struct sparse_seed *out);

/* Whether the words round pa of x and pb of y have more content words in common than a set phrase,
 * each near the diagonal of the two. O(1). */
bool sparse_agree(const struct function_words *f, const struct words *x, uint32_t pa,
                  const struct words *y, uint32_t pb);

#endif
