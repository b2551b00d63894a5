/* winnow.c - pick few fingerprints so that any shared run of w + k - 1 words shares one (Schleimer,
 * Wilkerson, Aiken, "Winnowing", 2003). In every window of w k-gram hashes the rightmost minimum is
 * kept; the minimum is looked for again only when it leaves the window. O(n) expected, O(n w) at
 * worst; about 2/(w+1) of the positions are kept. Which ones is chance to a processor, so windows
 * of four, which finding copies has, are done without branches, 64 hashes at a time: a hash is kept
 * when its neighbours, up to the next smaller one on either side, are three or more. */
#include "sketch/winnow.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

static size_t rightmost_minimum(const uint64_t *hash, size_t from, size_t to) {
    size_t best = from;
    for (size_t i = from + 1; i < to; i++) {
        if (hash[i] <= hash[best]) {
            best = i;
        }
    }
    return best;
}

enum { FOUR = 4, AT_ONCE = 64 };

/* Bit i: hash[i + step] is greater than hash[i], for i below n. */
static uint64_t greater(const uint64_t *hash, size_t step, size_t n) {
    uint64_t bits = 0;
    for (size_t i = 0; i < n; i++) {
        bits |= (uint64_t)(hash[i + step] > hash[i]) << i;
    }
    return bits;
}

#if defined(__x86_64__) && defined(__GNUC__)
/* The same for AT_ONCE of them. */
__attribute__((target("avx512f"))) static uint64_t greater_avx512(const uint64_t *hash,
                                                                  size_t step) {
    uint64_t bits = 0;
    for (size_t i = 0; i < AT_ONCE; i += 8) {
        __m512i x = _mm512_loadu_si512(hash + i);
        __m512i y = _mm512_loadu_si512(hash + i + step);
        bits |= (uint64_t)_mm512_cmpgt_epu64_mask(y, x) << i;
    }
    return bits;
}
#endif

static uint64_t greater_all(const uint64_t *hash, size_t step) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512f")) {
        return greater_avx512(hash, step);
    }
#endif
    return greater(hash, step, AT_ONCE);
}

/* Those of 64 hashes that are kept. g[k]: the hash k + 1 places on is greater; before[k]: likewise,
 * of the 64 before. */
static uint64_t kept_of_four(const uint64_t g[FOUR - 1], const uint64_t before[FOUR - 1]) {
    uint64_t right_2 = g[0] & g[1];
    uint64_t right_3 = right_2 & g[2];
    uint64_t left_1 = ~(g[0] << 1 | before[0] >> 63);
    uint64_t left_2 = left_1 & ~(g[1] << 2 | before[1] >> 62);
    uint64_t left_3 = left_2 & ~(g[2] << 3 | before[2] >> 61);
    return right_3 | (left_1 & right_2) | (left_2 & g[0]) | left_3;
}

static size_t select_four(const uint64_t *hash, size_t n, uint32_t *out) {
    size_t n_out = 0;
    uint64_t before[FOUR - 1] = {UINT64_MAX, UINT64_MAX, UINT64_MAX}; /* nothing is kept for them */
    for (size_t from = 0; from < n; from += AT_ONCE) {
        uint64_t g[FOUR - 1];
        size_t left = n - from;
        for (size_t k = 0; k < FOUR - 1; k++) {
            g[k] = left > AT_ONCE + k ? greater_all(hash + from, k + 1)
                   : left > k + 1     ? greater(hash + from, k + 1, left - k - 1)
                                      : 0;
        }
        uint64_t kept = kept_of_four(g, before);
        kept &= left < AT_ONCE ? ((uint64_t)1 << left) - 1 : UINT64_MAX;
        for (; kept; kept &= kept - 1) {
            out[n_out++] = (uint32_t)(from + (size_t)__builtin_ctzll(kept));
        }
        memcpy(before, g, sizeof before);
    }
    return n_out;
}

size_t winnow_select(const uint64_t *hash, size_t n, unsigned w, uint32_t *out) {
    size_t n_out = 0;
    if (n == 0) {
        return 0;
    }
    if (w == FOUR && n >= FOUR) {
        return select_four(hash, n, out);
    }
    size_t width = w < 1 ? 1 : w > n ? n : w;
    size_t kept = rightmost_minimum(hash, 0, width);
    out[n_out++] = (uint32_t)kept;
    for (size_t end = width + 1; end <= n; end++) {
        size_t from = end - width;
        size_t now = kept;
        if (kept < from) {
            now = rightmost_minimum(hash, from, end);
        } else if (hash[end - 1] <= hash[kept]) {
            now = end - 1;
        }
        if (now != kept) {
            kept = now;
            out[n_out++] = (uint32_t)kept;
        }
    }
    return n_out;
}
