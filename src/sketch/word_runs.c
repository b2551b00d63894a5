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

/* Numbers in all lanes. */
struct lanes {
    __m512i lower, spread, count;          /* letters */
    __m512i byte, eight, flip_3, a_3, b_3; /* hash_3 */
    __m512i low, half, flip_8, factor_8;   /* hash_8 */
    __m512i flip_head, flip_tail, turned, factor_16;
    uint8_t number[64];
};

#define ALL(x) \
    { V(x), V(x), V(x), V(x), V(x), V(x), V(x), V(x) }
#define V(x) (long long)(x)
#define TEN(x) x, x + 1, x + 2, x + 3, x + 4, x + 5, x + 6, x + 7, x + 8, x + 9

static const struct lanes all_lanes = {
    .lower = ALL(HASH_WORD_LOWER),
    /* Byte 0 of each lane to all of it: the lanes of a 128-bit part have it at 0 and 8. */
    .spread = {0, V(0x0808080808080808), 0, V(0x0808080808080808), 0, V(0x0808080808080808), 0,
               V(0x0808080808080808)},
    .count = ALL(0x0706050403020100u),
    .byte = ALL(0xff),
    .eight = ALL(8),
    .flip_3 = ALL(0x87275a9bu),
    .a_3 = ALL(0xc2b2ae3d27d4eb4fu),
    .b_3 = ALL(0x165667b19e3779f9u),
    .low = ALL(0xffffffffu),
    .half = ALL(32),
    .flip_8 = ALL(0xc73ab174c5ecd5a2u),
    .factor_8 = ALL(0x9fb21c651e98df25u),
    .flip_head = ALL(0x6782737bea4239b9u),
    .flip_tail = ALL(0xaf56bc3b0996523au),
    .turned = {V(0x0001020304050607), V(0x08090a0b0c0d0e0f), V(0x0001020304050607),
               V(0x08090a0b0c0d0e0f), V(0x0001020304050607), V(0x08090a0b0c0d0e0f),
               V(0x0001020304050607), V(0x08090a0b0c0d0e0f)},
    .factor_16 = ALL(0x165667919e3779f9u),
    .number = {TEN(0), TEN(10), TEN(20), TEN(30), TEN(40), TEN(50), 60, 61, 62, 63},
};

/* The eight bytes of the window that begin at byte `at` of each lane, as lower case. */
__attribute__((target(AVX512))) static inline __m512i letters(const struct lanes *l, __m512i window,
                                                              __m512i at) {
    __m512i index = _mm512_add_epi8(_mm512_shuffle_epi8(at, l->spread), l->count);
    return _mm512_or_si512(_mm512_permutexvar_epi8(index, window), l->lower);
}

__attribute__((target(AVX512))) static inline __m512i fold(__m512i h, unsigned shift) {
    return _mm512_xor_si512(h, _mm512_srli_epi64(h, shift));
}

/* `bits` = 8 len, here and below. */
__attribute__((target(AVX512))) static inline __m512i hash_3(const struct lanes *l, __m512i x,
                                                             __m512i len, __m512i bits) {
    __m512i half = _mm512_slli_epi64(_mm512_srli_epi64(len, 1), 3);
    __m512i first = _mm512_and_si512(x, l->byte);
    __m512i middle = _mm512_and_si512(_mm512_srlv_epi64(x, half), l->byte);
    __m512i last_at = _mm512_sub_epi64(bits, l->eight);
    __m512i last = _mm512_and_si512(_mm512_srlv_epi64(x, last_at), l->byte);
    __m512i h = _mm512_or_si512(_mm512_slli_epi64(first, 16), _mm512_slli_epi64(middle, 24));
    h = _mm512_or_si512(h, _mm512_or_si512(last, _mm512_slli_epi64(len, 8)));
    h = _mm512_mullo_epi64(fold(_mm512_xor_si512(h, l->flip_3), 33), l->a_3);
    return fold(_mm512_mullo_epi64(fold(h, 29), l->b_3), 32);
}

__attribute__((target(AVX512))) static inline __m512i hash_8(const struct lanes *l, __m512i x,
                                                             __m512i len, __m512i bits) {
    __m512i last = _mm512_srlv_epi64(x, _mm512_sub_epi64(bits, l->half));
    __m512i h = _mm512_add_epi64(_mm512_and_si512(last, l->low), _mm512_slli_epi64(x, 32));
    h = _mm512_xor_si512(h, l->flip_8);
    __m512i turned = _mm512_xor_si512(_mm512_rol_epi64(h, 49), _mm512_rol_epi64(h, 24));
    h = _mm512_mullo_epi64(_mm512_xor_si512(h, turned), l->factor_8);
    h = _mm512_xor_si512(h, _mm512_add_epi64(_mm512_srli_epi64(h, 35), len));
    return fold(_mm512_mullo_epi64(h, l->factor_8), 28);
}

/* The high 64 bits of the products. */
__attribute__((target(AVX512))) static inline __m512i multiply_high(const struct lanes *l,
                                                                    __m512i a, __m512i b) {
    __m512i a_high = _mm512_srli_epi64(a, 32);
    __m512i b_high = _mm512_srli_epi64(b, 32);
    __m512i low_low = _mm512_mul_epu32(a, b);
    __m512i high_low = _mm512_mul_epu32(a_high, b);
    __m512i low_high = _mm512_mul_epu32(a, b_high);
    __m512i high_high = _mm512_mul_epu32(a_high, b_high);
    __m512i cross = _mm512_add_epi64(high_low, _mm512_srli_epi64(low_low, 32));
    __m512i carried = _mm512_add_epi64(low_high, _mm512_and_si512(cross, l->low));
    return _mm512_add_epi64(_mm512_add_epi64(high_high, _mm512_srli_epi64(cross, 32)),
                            _mm512_srli_epi64(carried, 32));
}

__attribute__((target(AVX512))) static inline __m512i hash_16(const struct lanes *l, __m512i head,
                                                              __m512i tail, __m512i len) {
    __m512i low = _mm512_xor_si512(head, l->flip_head);
    __m512i high = _mm512_xor_si512(tail, l->flip_tail);
    __m512i product = _mm512_xor_si512(_mm512_mullo_epi64(low, high), multiply_high(l, low, high));
    __m512i h = _mm512_add_epi64(len, _mm512_shuffle_epi8(low, l->turned));
    h = _mm512_add_epi64(_mm512_add_epi64(h, high), product);
    return fold(_mm512_mullo_epi64(fold(h, 37), l->factor_16), 32);
}

/* Write eight words as they lie in memory: hash, then from:32 | to:32. */
__attribute__((target(AVX512))) static inline void store(struct word *out, __m512i hash,
                                                         __m512i place) {
    __m512i even = _mm512_unpacklo_epi64(hash, place); /* 0 2 4 6, a hash and a place each */
    __m512i odd = _mm512_unpackhi_epi64(hash, place);
    const __m512i first = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11);
    const __m512i second = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
    _mm512_storeu_si512(out, _mm512_permutex2var_epi64(even, first, odd));
    _mm512_storeu_si512(out + 4, _mm512_permutex2var_epi64(even, second, odd));
}

/* The low eight bytes of `from8` and `to8` are the ends of eight words. Returns the mask of words
 * of more than HASH_WORD_MOST bytes, whose hashes aren't right yet. */
__attribute__((target(AVX512))) static inline unsigned eight_words(const struct lanes *l,
                                                                   __m512i window, __m128i from8,
                                                                   __m128i to8, uint32_t at,
                                                                   struct word *out) {
    __m512i from = _mm512_cvtepu8_epi64(from8);
    __m512i to = _mm512_cvtepu8_epi64(to8);
    __m512i len = _mm512_sub_epi64(to, from);
    __m512i bits = _mm512_slli_epi64(len, 3);
    __m512i head = letters(l, window, from);
    __m512i hash = hash_8(l, head, len, bits);
    __mmask8 longer = _mm512_cmpgt_epu64_mask(len, l->eight);
    if (longer) {
        __m512i tail = letters(l, window, _mm512_sub_epi64(to, l->eight));
        hash = _mm512_mask_blend_epi64(longer, hash, hash_16(l, head, tail, len));
    }
    __mmask8 shorter = _mm512_cmplt_epu64_mask(bits, l->half);
    hash = _mm512_mask_blend_epi64(shorter, hash, hash_3(l, head, len, bits));
    __m512i begin = _mm512_set1_epi64((long long)((uint64_t)at << 32 | at));
    __m512i place = _mm512_add_epi64(begin, _mm512_or_si512(from, _mm512_slli_epi64(to, 32)));
    store(out, hash, place);
    return longer ? _mm512_cmpgt_epu64_mask(len, _mm512_add_epi64(l->eight, l->eight)) : 0;
}

/* Hashes of the words in `mask`, a bit each from out[0] on. */
static void mend_long(const char *p, uint32_t at, unsigned mask, struct word *out) {
    for (; mask; mask &= mask - 1) {
        struct word *w = &out[__builtin_ctz(mask)];
        w->hash = long_hash(p + (w->from - at), w->to - w->from);
    }
}

__attribute__((target(AVX512))) static size_t read_avx512(const char *p, uint32_t at, uint64_t run,
                                                          struct word *out) {
    const struct lanes *l = &all_lanes;
    __asm__(""
            : "+r"(l)); /* else compilers make the numbers anew each time instead of loading them */
    uint64_t from_bits = run & ~(run << 1);
    __m512i numbers = _mm512_loadu_si512(l->number);
    __m512i window = _mm512_loadu_si512(p);
    __m256i from = _mm512_castsi512_si256(_mm512_maskz_compress_epi8(from_bits, numbers));
    __m256i to = _mm512_castsi512_si256(_mm512_maskz_compress_epi8(~run & run << 1, numbers));
    size_t n = (size_t)__builtin_popcountll(from_bits);
    for (size_t i = 0; i < n; i += 8) {
        unsigned very_long = eight_words(l, window, _mm256_castsi256_si128(from),
                                         _mm256_castsi256_si128(to), at, out + i);
        if (very_long) {
            mend_long(p, at, very_long, out + i);
        }
        from = _mm256_permute4x64_epi64(from, 0x39); /* the next eight bytes to the front */
        to = _mm256_permute4x64_epi64(to, 0x39);
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
