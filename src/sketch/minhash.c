/* minhash.c - one-permutation MinHash (Li, Owen, Zhang 2012) with optimal densification
 * (Shrivastava 2017), eight bits a bin (Li and Konig 2010).
 * A shingle's 32-bit hash chooses a bin by its top bits, the bin keeps its smallest hash; a bin
 * that got none takes that of another, found by hashing its own number again and again until a
 * filled one is met. A byte mixes the hash with the number of the bin, so that copies of one hash
 * don't agree or differ all together. Hashing is a sum of products over the five ids and runs
 * eight shingles at a time with AVX2; it need not be free of collisions, because overlap.c decides.
 * Cost: about two nanoseconds a word. */
#include "sketch/minhash.h"

#include <math.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { STEP = 256, BIN_SHIFT = 25 };

#define EMPTY UINT32_MAX

/* Hashes of the shingles that begin at id[0] to id[n - 1]. */
__attribute__((always_inline)) static inline void hash_shingles(const uint32_t *restrict id,
                                                                size_t n, uint32_t *restrict out) {
    for (size_t i = 0; i < n; i++) {
        uint32_t h = id[i] * 0x9e3779b1u + id[i + 1] * 0x85ebca77u + id[i + 2] * 0xc2b2ae3du +
                     id[i + 3] * 0x27d4eb2fu + id[i + 4] * 0x165667b1u;
        h = (h ^ h >> 16) * 0x85ebca6bu;
        h = (h ^ h >> 13) * 0xc2b2ae35u;
        h ^= h >> 16;
        out[i] = h < EMPTY - 1 ? h : EMPTY - 1;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) static void hash_avx2(const uint32_t *id, size_t n, uint32_t *out) {
    hash_shingles(id, n, out);
}
#endif

static void hash_plain(const uint32_t *id, size_t n, uint32_t *out) {
    hash_shingles(id, n, out);
}

typedef void hash_fn(const uint32_t *id, size_t n, uint32_t *out);

static hash_fn *choose_hash(void) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx2")) {
        return hash_avx2;
    }
#endif
    return hash_plain;
}

static void fill(const uint32_t *id, size_t n_shingles, uint32_t least[MINHASH_BINS]) {
    hash_fn *hash = choose_hash();
    uint32_t h[STEP];
    for (size_t from = 0; from < n_shingles; from += STEP) {
        size_t n = n_shingles - from < STEP ? n_shingles - from : STEP;
        hash(id + from, n, h);
        for (size_t i = 0; i < n; i++) {
            uint32_t *bin = &least[h[i] >> BIN_SHIFT];
            *bin = h[i] < *bin ? h[i] : *bin;
        }
    }
}

/* The bin that the empty bin `i` asks in this attempt. */
static unsigned lender(unsigned i, uint32_t attempt) {
    uint32_t h = (i << 24 ^ attempt) * 0x9e3779b1u;
    return (h ^ h >> 15) * 0x85ebca77u >> BIN_SHIFT;
}

/* All empty bins make their first attempt, then those still empty their second, and so on: the same
 * bins as one after the other, without a branch for each. */
static void borrow(uint32_t least[MINHASH_BINS], uint8_t empty[MINHASH_BINS], unsigned n) {
    uint32_t lent[MINHASH_BINS];
    memcpy(lent, least, sizeof lent);
    for (uint32_t attempt = 1; n; attempt++) {
        unsigned n_left = 0;
        for (unsigned k = 0; k < n; k++) {
            unsigned i = empty[k];
            uint32_t h = lent[lender(i, attempt)];
            least[i] = h;
            empty[n_left] = (uint8_t)i;
            n_left += h == EMPTY;
        }
        n = n_left;
    }
}

/* A bit for each of the 64 bins from `least` on that is empty. */
static uint64_t empty_bins(const uint32_t *least) {
    uint64_t mask = 0;
#if defined(__SSE2__)
    const __m128i *at = (const __m128i *)(const void *)least;
    const __m128i empty = _mm_set1_epi32(-1); /* EMPTY */
    for (unsigned i = 0; i < 4; i++, at += 4) {
        __m128i a = _mm_cmpeq_epi32(_mm_loadu_si128(at), empty);
        __m128i b = _mm_cmpeq_epi32(_mm_loadu_si128(at + 1), empty);
        __m128i c = _mm_cmpeq_epi32(_mm_loadu_si128(at + 2), empty);
        __m128i d = _mm_cmpeq_epi32(_mm_loadu_si128(at + 3), empty);
        __m128i bytes = _mm_packs_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(bytes) << (16 * i);
    }
#else
    for (unsigned i = 0; i < 64; i++) {
        mask |= (uint64_t)(least[i] == EMPTY) << i;
    }
#endif
    return mask;
}

/* Which bins are empty is as good as chance in a short report, so no branch asks it of each. */
static void densify(uint32_t least[MINHASH_BINS]) {
    uint8_t empty[MINHASH_BINS];
    unsigned n = 0;
    unsigned filled = 0; /* one of those that are */
    for (unsigned from = 0; from < MINHASH_BINS; from += 64) {
        uint64_t mask = empty_bins(least + from);
        filled = ~mask ? from + (unsigned)__builtin_ctzll(~mask) : filled;
        for (; mask; mask &= mask - 1) {
            empty[n++] = (uint8_t)(from + (unsigned)__builtin_ctzll(mask));
        }
    }
    if (n == MINHASH_BINS - 1) { /* one shingle */
        uint32_t only = least[filled];
        for (unsigned i = 0; i < MINHASH_BINS; i++) {
            least[i] = only;
        }
    } else if (n) {
        borrow(least, empty, n);
    }
}

void minhash_sketch(const uint32_t *id, size_t n, struct minhash *out) {
    uint32_t least[MINHASH_BINS];
    for (unsigned i = 0; i < MINHASH_BINS; i++) {
        least[i] = EMPTY;
    }
    uint32_t padded[MINHASH_WORDS] = {0};
    if (n < MINHASH_WORDS) {
        for (size_t i = 0; i < n; i++) {
            padded[i] = id[i];
        }
        id = padded;
        n = MINHASH_WORDS;
    }
    fill(id, n - MINHASH_WORDS + 1, least);
    densify(least);
    for (uint32_t i = 0; i < MINHASH_BINS; i++) {
        out->bin[i] = (uint8_t)((least[i] ^ i * 0x9e3779b1u) * 0x85ebca6bu >> 24);
    }
}

unsigned minhash_equal(const struct minhash *a, const struct minhash *b) {
#if defined(__SSE2__)
    __m128i sum = _mm_setzero_si128();
    for (unsigned i = 0; i < MINHASH_BINS; i += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(a->bin + i));
        __m128i y = _mm_loadu_si128((const __m128i *)(const void *)(b->bin + i));
        sum = _mm_sub_epi8(sum, _mm_cmpeq_epi8(x, y));
    }
    __m128i halves = _mm_sad_epu8(sum, _mm_setzero_si128());
    return (unsigned)(_mm_cvtsi128_si32(halves) + _mm_extract_epi16(halves, 4));
#else
    unsigned n = 0;
    for (unsigned i = 0; i < MINHASH_BINS; i++) {
        n += a->bin[i] == b->bin[i];
    }
    return n;
#endif
}

double minhash_estimate(unsigned n_equal) {
    double share = (double)n_equal / MINHASH_BINS;
    double jaccard = (share - 1.0 / 256) / (1 - 1.0 / 256);
    return jaccard > 0 ? jaccard : 0;
}

unsigned minhash_gate(double jaccard) {
    double p = jaccard + (1 - jaccard) / 256;
    double least = MINHASH_BINS * p - 5 * sqrt(MINHASH_BINS * p * (1 - p));
    return least > 0 ? (unsigned)least : 0;
}
