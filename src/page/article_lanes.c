/* article_lanes.c - sixty-four blocks through all trees, level by level: one comparison of a column
 * of bytes with a byte gives a bit of each block's leaf number. With AVX2 (chosen when the machine
 * has it) leaves are looked up thirty-two at a time: a table of 64 entries is four shuffles of 16,
 * once for the low bytes and once for the high ones. Leaves are summed in 16 bits for a few trees,
 * then in 32. Elsewhere the compiler's vectors compare, and leaves are looked up one by one. */
#include "page/article_lanes.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_AVX2 1
#endif

/* Sixteen bytes at once; comparing gives 0xff where it holds. */
typedef uint8_t lanes __attribute__((vector_size(16)));

enum { VECTORS = ARTICLE_LANES / sizeof(lanes) };

static void add_tree(const struct article_tree *tree, const uint8_t *group, int32_t *sum) {
    lanes bits[VECTORS] = {{0}};
    for (unsigned level = 0; level < ARTICLE_TREE_DEPTH; level++) {
        lanes column[VECTORS];
        memcpy(column, group + (size_t)tree->feature[level] * ARTICLE_LANES, sizeof column);
        for (unsigned k = 0; k < VECTORS; k++) {
            bits[k] |= (lanes)(column[k] > tree->above[level]) & (uint8_t)(1u << level);
        }
    }
    uint8_t leaf[ARTICLE_LANES];
    memcpy(leaf, bits, sizeof leaf);
    for (unsigned i = 0; i < ARTICLE_LANES; i++) {
        sum[i] += tree->leaf[leaf[i]];
    }
}

static void add_trees(const struct article_model *m, const uint8_t *group, int32_t *sum) {
    for (uint32_t k = 0; k < m->n_trees; k++) {
        add_tree(&m->tree[k], group, sum);
    }
}

#ifdef HAS_AVX2

#define AVX2 __attribute__((target("avx2")))

/* A leaf has 13 bits and a sign at most (ARTICLE_LEAF_MOST), so that four fit 16 bits. */
enum { TREES_AT_ONCE = 4, PARTS = ARTICLE_TREE_LEAVES / 16 };

/* Sums of 16 bits of 32 blocks as the unpacking of bytes orders them: blocks 0-7 and 16-23, blocks
 * 8-15 and 24-31. */
struct sums {
    __m256i first;
    __m256i second;
};

/* The leaves of one tree, low and high bytes apart, sixteen a vector and twice in each. */
struct leaves {
    __m256i low[PARTS];
    __m256i high[PARTS];
};

static inline AVX2 void read_leaves(const struct article_tree *tree, struct leaves *out) {
    const __m128i mask = _mm_set1_epi16(0xff);
    for (unsigned k = 0; k < PARTS; k++) {
        __m128i a = _mm_loadu_si128((const __m128i *)(const void *)(tree->leaf + 16 * k));
        __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(tree->leaf + 16 * k + 8));
        __m128i low = _mm_packus_epi16(_mm_and_si128(a, mask), _mm_and_si128(b, mask));
        __m128i high = _mm_packus_epi16(_mm_srli_epi16(a, 8), _mm_srli_epi16(b, 8));
        out->low[k] = _mm256_broadcastsi128_si256(low);
        out->high[k] = _mm256_broadcastsi128_si256(high);
    }
}

/* Leaf numbers of the 32 blocks whose columns begin at `group`. */
static inline AVX2 __m256i leaf_numbers(const struct article_tree *tree, const uint8_t *group) {
    __m256i number = _mm256_setzero_si256();
    for (unsigned level = 0; level < ARTICLE_TREE_DEPTH; level++) {
        const uint8_t *at = group + (size_t)tree->feature[level] * ARTICLE_LANES;
        __m256i column = _mm256_loadu_si256((const __m256i *)(const void *)at);
        __m256i above = _mm256_set1_epi8((char)tree->above[level]);
        __m256i is_not = _mm256_cmpeq_epi8(_mm256_max_epu8(column, above), above);
        __m256i bit = _mm256_set1_epi8((char)(1 << level));
        number = _mm256_or_si256(number, _mm256_andnot_si256(is_not, bit));
    }
    return number;
}

/* A number of another part than `k` gets its highest bit set, for which a shuffle gives 0. */
static inline AVX2 void add_leaves(const struct leaves *leaves, __m256i number, struct sums *sums) {
    __m256i low = _mm256_setzero_si256();
    __m256i high = _mm256_setzero_si256();
    for (unsigned k = 0; k < PARTS; k++) {
        __m256i in_part = _mm256_xor_si256(number, _mm256_set1_epi8((char)(16 * k)));
        __m256i index = _mm256_adds_epu8(in_part, _mm256_set1_epi8(0x70));
        low = _mm256_or_si256(low, _mm256_shuffle_epi8(leaves->low[k], index));
        high = _mm256_or_si256(high, _mm256_shuffle_epi8(leaves->high[k], index));
    }
    sums->first = _mm256_add_epi16(sums->first, _mm256_unpacklo_epi8(low, high));
    sums->second = _mm256_add_epi16(sums->second, _mm256_unpackhi_epi8(low, high));
}

static inline AVX2 void add_eight(int32_t *sum, __m128i more) {
    __m256i before = _mm256_loadu_si256((const __m256i *)(const void *)sum);
    _mm256_storeu_si256((__m256i *)(void *)sum,
                        _mm256_add_epi32(before, _mm256_cvtepi16_epi32(more)));
}

static AVX2 void add_sums(const struct sums *sums, int32_t *sum) {
    add_eight(sum, _mm256_castsi256_si128(sums->first));
    add_eight(sum + 8, _mm256_castsi256_si128(sums->second));
    add_eight(sum + 16, _mm256_extracti128_si256(sums->first, 1));
    add_eight(sum + 24, _mm256_extracti128_si256(sums->second, 1));
}

static AVX2 void add_trees_avx2(const struct article_model *m, const uint8_t *group, int32_t *sum) {
    for (uint32_t from = 0; from < m->n_trees; from += TREES_AT_ONCE) {
        struct sums near = {_mm256_setzero_si256(), _mm256_setzero_si256()};
        struct sums far = near;
        for (uint32_t k = from; k < from + TREES_AT_ONCE && k < m->n_trees; k++) {
            struct leaves leaves;
            read_leaves(&m->tree[k], &leaves);
            add_leaves(&leaves, leaf_numbers(&m->tree[k], group), &near);
            add_leaves(&leaves, leaf_numbers(&m->tree[k], group + ARTICLE_LANES / 2), &far);
        }
        add_sums(&near, sum);
        add_sums(&far, sum + ARTICLE_LANES / 2);
    }
}
#endif

void article_lanes_add(const struct article_model *m, const uint8_t *group, int32_t *sum) {
#ifdef HAS_AVX2
    if (__builtin_cpu_supports("avx2")) {
        add_trees_avx2(m, group, sum);
        return;
    }
#endif
    add_trees(m, group, sum);
}
