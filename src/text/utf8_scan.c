/* utf8_scan.c - UTF-8 checked 32 bytes at a time (Keiser and Lemire 2021, "Validating UTF-8 in less
 * than one instruction per byte"). Three tables of 16, asked by the halves of two bytes that follow
 * each other, give the errors that such a pair can be part of; what they have in common is one.
 * The third and fourth byte of a sequence are found by the leads two and three bytes before. */
#include "text/utf8_scan.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

enum { WIDTH = 32 };

/* Errors of a pair of bytes, one a bit. */
enum {
    TOO_SHORT = 1,       /* a lead without a tail */
    TOO_LONG = 2,        /* a tail behind ASCII */
    OVERLONG_3 = 4,      /* E0 and a tail below A0 */
    TOO_LARGE = 8,       /* past U+10FFFF: F4 and a tail past 8F, F5 and more */
    SURROGATE = 16,      /* ED and a tail past 9F */
    OVERLONG_2 = 32,     /* C0, C1 */
    TOO_LARGE_1000 = 64, /* F5 and more, before 80 to 8F */
    OVERLONG_4 = 64,     /* F0 and a tail below 90 */
    TWO_TAILS = 128,     /* an error unless a longer sequence is being read */
    CARRY = TOO_SHORT | TOO_LONG | TWO_TAILS
};

#define TABLE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)
#define B(bits) ((char)(bits))
#define TAIL_LOW (TOO_LONG | OVERLONG_2 | TWO_TAILS)
#define BIG B(CARRY | TOO_LARGE | TOO_LARGE_1000)

/* `input` moved `n` bytes towards its end; the last bytes of `before` come in. */
#define SHIFTED(input, before, n) \
    _mm256_alignr_epi8(input, _mm256_permute2x128_si256(before, input, 0x21), 16 - (n))

__attribute__((target("avx2"))) static __m256i high_halves(__m256i x) {
    return _mm256_and_si256(_mm256_srli_epi16(x, 4), _mm256_set1_epi8(0x0f));
}

/* Errors of the pairs that end in `input`. */
__attribute__((target("avx2"))) static __m256i pair_errors(__m256i input, __m256i one_before) {
    const __m256i first_high =
        TABLE(B(TOO_LONG), B(TOO_LONG), B(TOO_LONG), B(TOO_LONG), B(TOO_LONG), B(TOO_LONG),
              B(TOO_LONG), B(TOO_LONG), B(TWO_TAILS), B(TWO_TAILS), B(TWO_TAILS), B(TWO_TAILS),
              B(TOO_SHORT | OVERLONG_2), B(TOO_SHORT), B(TOO_SHORT | OVERLONG_3 | SURROGATE),
              B(TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4));
    const __m256i first_low = TABLE(
        B(CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4), B(CARRY | OVERLONG_2), B(CARRY), B(CARRY),
        B(CARRY | TOO_LARGE), BIG, BIG, BIG, BIG, BIG, BIG, BIG, BIG, B(BIG | SURROGATE), BIG, BIG);
    const __m256i second_high =
        TABLE(B(TOO_SHORT), B(TOO_SHORT), B(TOO_SHORT), B(TOO_SHORT), B(TOO_SHORT), B(TOO_SHORT),
              B(TOO_SHORT), B(TOO_SHORT), B(TAIL_LOW | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4),
              B(TAIL_LOW | OVERLONG_3 | TOO_LARGE), B(TAIL_LOW | SURROGATE | TOO_LARGE),
              B(TAIL_LOW | SURROGATE | TOO_LARGE), B(TOO_SHORT), B(TOO_SHORT), B(TOO_SHORT),
              B(TOO_SHORT));
    __m256i low = _mm256_and_si256(one_before, _mm256_set1_epi8(0x0f));
    __m256i a = _mm256_shuffle_epi8(first_high, high_halves(one_before));
    __m256i b = _mm256_shuffle_epi8(first_low, low);
    __m256i c = _mm256_shuffle_epi8(second_high, high_halves(input));
    return _mm256_and_si256(_mm256_and_si256(a, b), c);
}

/* All errors of the sequences that go on or end in `input`. */
__attribute__((target("avx2"))) static __m256i errors(__m256i input, __m256i before) {
    __m256i pairs = pair_errors(input, SHIFTED(input, before, 1));
    __m256i thirds =
        _mm256_subs_epu8(SHIFTED(input, before, 2), _mm256_set1_epi8((char)(0xe0 - 0x80)));
    __m256i fourths =
        _mm256_subs_epu8(SHIFTED(input, before, 3), _mm256_set1_epi8((char)(0xf0 - 0x80)));
    __m256i must_be_tail =
        _mm256_and_si256(_mm256_or_si256(thirds, fourths), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(must_be_tail, pairs);
}

__attribute__((target("avx2"))) static size_t scan_avx2(str s) {
    __m256i before = _mm256_setzero_si256();
    size_t pos = 0;
    for (; s.len - pos >= WIDTH; pos += WIDTH) {
        __m256i input = _mm256_loadu_si256((const __m256i *)(const void *)(s.ptr + pos));
        if (_mm256_movemask_epi8(_mm256_or_si256(input, before)) != 0) {
            __m256i wrong = errors(input, before);
            if (!_mm256_testz_si256(wrong, wrong)) {
                break;
            }
        }
        before = input;
    }
    return pos;
}
#endif

size_t utf8_scan(str s) {
    size_t pos = 0;
#if defined(__x86_64__) && defined(__GNUC__)
    if (s.len >= 2 * WIDTH && __builtin_cpu_supports("avx2")) {
        pos = scan_avx2(s);
    }
#endif
    for (size_t back = 1; back <= 3 && back <= pos; back++) {
        unsigned char c = (unsigned char)s.ptr[pos - back];
        if ((c & 0xc0) != 0x80) { /* a lead here may want more than was seen */
            return c >= 0xc0 ? pos - back : pos;
        }
    }
    return pos;
}
