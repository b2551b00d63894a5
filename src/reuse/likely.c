/* likely.c - word ids are hashes, so that a sum of them is key enough for five words, when it knows
 * their order. Which shingles have their bit set is chance to a processor: they are gathered
 * without a branch, sixteen at a time with AVX-512. O(n). */
#include "reuse/likely.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

void likely_keys(const uint32_t *id, size_t n, uint32_t *key) {
    _Static_assert(SHINGLE_WORDS == 5, "as many terms");
    for (size_t i = 0; i < n; i++) {
        key[i] = id[i] + 3 * id[i + 1] + 5 * id[i + 2] + 7 * id[i + 3] + 9 * id[i + 4];
    }
}

size_t likely_plain(const uint32_t *seen, unsigned shift, const uint32_t *id, size_t n,
                    struct likely *out) {
    uint32_t key[LIKELY_STEP];
    size_t n_out = 0;
    likely_keys(id, n, key);
    for (size_t i = 0; i < n; i++) {
        uint32_t bit = key[i] >> shift;
        out->place[n_out] = (uint32_t)i;
        out->key[n_out] = key[i];
        n_out += seen[bit / 32] >> bit % 32 & 1;
    }
    return n_out;
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx512f"))) static size_t likely_avx512(const uint32_t *seen, unsigned shift,
                                                               const uint32_t *id, size_t n,
                                                               struct likely *out) {
    __m512i place = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    __m512i one = _mm512_set1_epi32(1);
    size_t n_out = 0;
    for (size_t i = 0; i < n; i += LIKELY_LANES) {
        __mmask16 here = (__mmask16)(n - i < LIKELY_LANES ? (1U << (n - i)) - 1 : UINT16_MAX);
        __m512i key = _mm512_setzero_si512();
        for (int k = 0; k < SHINGLE_WORDS; k++) {
            __m512i word = _mm512_maskz_loadu_epi32(here, id + i + k);
            key = _mm512_add_epi32(key, _mm512_mullo_epi32(word, _mm512_set1_epi32(2 * k + 1)));
        }
        __m512i bit = _mm512_srl_epi32(key, _mm_cvtsi32_si128((int)shift));
        __m512i bits = _mm512_i32gather_epi32(_mm512_srli_epi32(bit, 5), seen, sizeof *seen);
        bits = _mm512_srlv_epi32(bits, _mm512_and_si512(bit, _mm512_set1_epi32(31)));
        __mmask16 found = _mm512_mask_test_epi32_mask(here, bits, one);
        _mm512_storeu_si512(out->place + n_out, _mm512_maskz_compress_epi32(found, place));
        _mm512_storeu_si512(out->key + n_out, _mm512_maskz_compress_epi32(found, key));
        n_out += (size_t)__builtin_popcount(found);
        place = _mm512_add_epi32(place, _mm512_set1_epi32(LIKELY_LANES));
    }
    return n_out;
}
#endif

size_t likely_among(const uint32_t *seen, unsigned shift, const uint32_t *id, size_t n,
                    struct likely *out) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512f")) {
        return likely_avx512(seen, shift, id, n, out);
    }
#endif
    return likely_plain(seen, shift, id, n, out);
}
