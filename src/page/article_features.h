/* article_features.h - what is known of each block, as bytes: the input of the classifier. Lengths
 * are on a logarithmic scale, shares in two hundredths, counts capped, so that a byte is enough and
 * every threshold of the model is a byte. */
#ifndef COPYTASTER_PAGE_ARTICLE_FEATURES_H
#define COPYTASTER_PAGE_ARTICLE_FEATURES_H

#include "page/article.h"
#include "page/article_outline.h"

struct article_context;

enum { ARTICLE_FEATURES = 194, ARTICLE_LANES = 64 };

/* Features that others ask for by name. */
enum { ARTICLE_FEATURE_TITLE = 143 }; /* words shared with the title, 200 = all */

/* Blocks in groups of ARTICLE_LANES; in a group column by column:
 *   v[(block / 64 * ARTICLE_FEATURES + feature) * 64 + block % 64] */
struct article_features {
    const uint8_t *v;
    const struct article_context *context;
    uint32_t n_blocks;
};

/* Features of all blocks of an outline. Errors: ERR_NOMEM, ERR_LIMIT. O(nodes + words). */
enum err article_features_take(arena *a, const struct article_outline *o,
                               const struct article_hints *hints, struct article_features *out);

static inline uint8_t article_features_of(const struct article_features *f, uint32_t block,
                                          uint32_t feature) {
    size_t row = (size_t)(block / ARTICLE_LANES) * ARTICLE_FEATURES + feature;
    return f->v[row * ARTICLE_LANES + block % ARTICLE_LANES];
}

/* Logarithmic scale: 0, 8, 13, 16, ...; eight steps an octave. */
static inline uint8_t article_features_scale(uint32_t x) {
    uint64_t v = (uint64_t)x + 1;
    unsigned octave = 63u - (unsigned)__builtin_clzll(v);
    unsigned value = octave * 8 + (unsigned)(((v << 3) >> octave) & 7);
    return (uint8_t)(value < 255 ? value : 255);
}

#endif
