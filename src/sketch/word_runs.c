/* word_runs.c - hashes of words where they stand. Places of beginnings and ends are the set bits of
 * two masks. A word at a time costs about 25 cycles, most of them for its hash; with AVX-512
 * (VBMI2) the places come from a compression of the byte numbers, the letters of eight words from
 * one permutation of the window, and their hashes are worked out side by side for all three classes
 * of length (hash_word.h, line by line), from which each word takes its own: about eight cycles. */
#include "sketch/word_runs.h"

#include "base/hash.h"
#include "base/hash_word.h"
#include "sketch/word_mask.h"

static uint64_t long_hash(const char *p, size_t len) {
    char lower[WORD_MASK_BYTES];
    for (size_t i = 0; i < len; i++) {
        lower[i] = (char)(p[i] | 0x20);
    }
    return hash_bytes((str){lower, len});
}

size_t word_runs_read_plain(const char *p, uint32_t at, uint64_t run, struct word *out) {
    uint64_t from_bits = run & ~(run << 1);
    uint64_t to_bits = ~run & run << 1;
    size_t n = 0;
    while (from_bits) {
        unsigned from = (unsigned)__builtin_ctzll(from_bits);
        unsigned to = (unsigned)__builtin_ctzll(to_bits);
        unsigned len = to - from;
        from_bits &= from_bits - 1;
        to_bits &= to_bits - 1;
        uint64_t hash = len <= HASH_WORD_MOST ? hash_word(p + from, len) : long_hash(p + from, len);
        out[n++] = (struct word){hash, at + from, at + to};
    }
    return n;
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define AVX512 "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2"
#define ALL(x) _mm512_set1_epi64((long long)(x))

/* The eight bytes of the window that begin at byte `at` of each lane, as lower case. */
__attribute__((target(AVX512))) static inline __m512i letters(__m512i window, __m512i at) {
    /* Byte 0 of each lane to all of it: the lanes of a 128-bit part have it at 0 and 8. */
    const __m512i spread = _mm512_set4_epi64(0x0808080808080808, 0, 0x0808080808080808, 0);
    __m512i index = _mm512_add_epi8(_mm512_shuffle_epi8(at, spread), ALL(0x0706050403020100u));
    return _mm512_or_si512(_mm512_permutexvar_epi8(index, window), ALL(HASH_WORD_LOWER));
}

__attribute__((target(AVX512))) static inline __m512i mix(__m512i h, unsigned shift,
                                                          uint64_t factor) {
    h = _mm512_xor_si512(h, _mm512_srli_epi64(h, shift));
    return _mm512_mullo_epi64(h, ALL(factor));
}

__attribute__((target(AVX512))) static inline __m512i hash_3(__m512i x, __m512i len) {
    const __m512i byte = ALL(0xff);
    __m512i bits = _mm512_slli_epi64(len, 3);
    __m512i half = _mm512_slli_epi64(_mm512_srli_epi64(len, 1), 3);
    __m512i first = _mm512_and_si512(x, byte);
    __m512i middle = _mm512_and_si512(_mm512_srlv_epi64(x, half), byte);
    __m512i last = _mm512_and_si512(_mm512_srlv_epi64(x, _mm512_sub_epi64(bits, ALL(8))), byte);
    __m512i h = _mm512_or_si512(_mm512_slli_epi64(first, 16), _mm512_slli_epi64(middle, 24));
    h = _mm512_or_si512(h, _mm512_or_si512(last, _mm512_slli_epi64(len, 8)));
    h = _mm512_xor_si512(h, ALL(0x87275a9bu));
    h = mix(mix(h, 33, 0xc2b2ae3d27d4eb4fu), 29, 0x165667b19e3779f9u);
    return _mm512_xor_si512(h, _mm512_srli_epi64(h, 32));
}

__attribute__((target(AVX512))) static inline __m512i hash_8(__m512i x, __m512i len) {
    const __m512i factor = ALL(0x9fb21c651e98df25u);
    __m512i shift = _mm512_sub_epi64(_mm512_slli_epi64(len, 3), ALL(32));
    __m512i last = _mm512_and_si512(_mm512_srlv_epi64(x, shift), ALL(0xffffffffu));
    __m512i h = _mm512_add_epi64(last, _mm512_slli_epi64(x, 32));
    h = _mm512_xor_si512(h, ALL(0xc73ab174c5ecd5a2u));
    h = _mm512_xor_si512(h, _mm512_xor_si512(_mm512_rol_epi64(h, 49), _mm512_rol_epi64(h, 24)));
    h = _mm512_mullo_epi64(h, factor);
    h = _mm512_xor_si512(h, _mm512_add_epi64(_mm512_srli_epi64(h, 35), len));
    h = _mm512_mullo_epi64(h, factor);
    return _mm512_xor_si512(h, _mm512_srli_epi64(h, 28));
}

/* The high 64 bits of the products. */
__attribute__((target(AVX512))) static inline __m512i multiply_high(__m512i a, __m512i b) {
    const __m512i low = ALL(0xffffffffu);
    __m512i a_high = _mm512_srli_epi64(a, 32);
    __m512i b_high = _mm512_srli_epi64(b, 32);
    __m512i low_low = _mm512_mul_epu32(a, b);
    __m512i high_low = _mm512_mul_epu32(a_high, b);
    __m512i low_high = _mm512_mul_epu32(a, b_high);
    __m512i high_high = _mm512_mul_epu32(a_high, b_high);
    __m512i cross = _mm512_add_epi64(high_low, _mm512_srli_epi64(low_low, 32));
    __m512i carried = _mm512_add_epi64(low_high, _mm512_and_si512(cross, low));
    return _mm512_add_epi64(_mm512_add_epi64(high_high, _mm512_srli_epi64(cross, 32)),
                            _mm512_srli_epi64(carried, 32));
}

__attribute__((target(AVX512))) static inline __m512i hash_16(__m512i head, __m512i tail,
                                                              __m512i len) {
    const __m512i turned = _mm512_set4_epi64(0x08090a0b0c0d0e0f, 0x0001020304050607,
                                             0x08090a0b0c0d0e0f, 0x0001020304050607);
    __m512i low = _mm512_xor_si512(head, ALL(0x6782737bea4239b9u));
    __m512i high = _mm512_xor_si512(tail, ALL(0xaf56bc3b0996523au));
    __m512i product = _mm512_xor_si512(_mm512_mullo_epi64(low, high), multiply_high(low, high));
    __m512i h = _mm512_add_epi64(len, _mm512_shuffle_epi8(low, turned));
    h = mix(_mm512_add_epi64(_mm512_add_epi64(h, high), product), 37, 0x165667919e3779f9u);
    return _mm512_xor_si512(h, _mm512_srli_epi64(h, 32));
}

/* Write eight words as they lie in memory: hash, then from:32 | to:32. */
__attribute__((target(AVX512))) static inline void store(struct word *out, __m512i hash,
                                                         __m512i place) {
    const __m512i first = _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11);
    const __m512i second = _mm512_setr_epi64(4, 12, 5, 13, 6, 14, 7, 15);
    _mm512_storeu_si512(out, _mm512_permutex2var_epi64(hash, first, place));
    _mm512_storeu_si512(out + 4, _mm512_permutex2var_epi64(hash, second, place));
}

/* Eight bytes of `from` and `to` are the ends of eight words. Returns the mask of words of more
 * than HASH_WORD_MOST bytes, whose hashes aren't right yet. */
__attribute__((target(AVX512))) static inline unsigned eight_words(__m512i window,
                                                                   const uint8_t *from8,
                                                                   const uint8_t *to8, uint32_t at,
                                                                   struct word *out) {
    __m512i from = _mm512_cvtepu8_epi64(_mm_loadl_epi64((const __m128i *)(const void *)from8));
    __m512i to = _mm512_cvtepu8_epi64(_mm_loadl_epi64((const __m128i *)(const void *)to8));
    __m512i len = _mm512_sub_epi64(to, from);
    __m512i head = letters(window, from);
    __m512i hash = _mm512_mask_blend_epi64(_mm512_cmplt_epu64_mask(len, ALL(4)), hash_8(head, len),
                                           hash_3(head, len));
    __mmask8 longer = _mm512_cmpgt_epu64_mask(len, ALL(8));
    if (longer) {
        __m512i tail = letters(window, _mm512_sub_epi64(to, ALL(8)));
        hash = _mm512_mask_blend_epi64(longer, hash, hash_16(head, tail, len));
    }
    __m512i place = _mm512_or_si512(_mm512_add_epi64(from, ALL(at)),
                                    _mm512_slli_epi64(_mm512_add_epi64(to, ALL(at)), 32));
    store(out, hash, place);
    return _mm512_cmpgt_epu64_mask(len, ALL(HASH_WORD_MOST));
}

__attribute__((target(AVX512))) static size_t read_avx512(const char *p, uint32_t at, uint64_t run,
                                                          struct word *out) {
    static const uint8_t number[64] = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    uint8_t from[64];
    uint8_t to[64];
    uint64_t from_bits = run & ~(run << 1);
    __m512i numbers = _mm512_loadu_si512(number);
    _mm512_storeu_si512(from, _mm512_maskz_compress_epi8(from_bits, numbers));
    _mm512_storeu_si512(to, _mm512_maskz_compress_epi8(~run & run << 1, numbers));
    size_t n = (size_t)__builtin_popcountll(from_bits);
    __m512i window = _mm512_loadu_si512(p);
    for (size_t i = 0; i < n; i += 8) {
        unsigned very_long = eight_words(window, from + i, to + i, at, out + i);
        for (; very_long; very_long &= very_long - 1) {
            size_t k = i + (unsigned)__builtin_ctz(very_long);
            out[k].hash = long_hash(p + from[k], (size_t)(to[k] - from[k]));
        }
    }
    return n;
}
#endif

size_t word_runs_read(const char *p, uint32_t at, uint64_t run, struct word *out) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512vbmi") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl")) {
        return read_avx512(p, at, run, out);
    }
#endif
    return word_runs_read_plain(p, at, run, out);
}
