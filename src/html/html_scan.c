/* html_scan.c - the longer runs of html_scan.h, and names that are long, at the end of the source
 * or odd. One vector of 32 bytes (AVX2, chosen when the machine has it) or 16 (SSE2) is compared
 * with the stop and with the three bytes that make decoding necessary. */
#include "html/html_scan.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_AVX2 1
#endif

static size_t scan_bytes(const char *s, size_t pos, size_t end, char stop, uint8_t *raw) {
    for (; pos < end && s[pos] != stop; pos++) {
        *raw |= html_scan_raw_of(s[pos]);
    }
    return pos;
}

#ifdef HAS_AVX2
__attribute__((target("avx2"))) static size_t scan_avx2(const char *s, size_t pos, size_t end,
                                                        char stop, uint8_t *raw) {
    const __m256i stops = _mm256_set1_epi8(stop);
    const __m256i ands = _mm256_set1_epi8('&');
    const __m256i returns = _mm256_set1_epi8('\r');
    __m256i seen_and = _mm256_setzero_si256();
    __m256i seen_return = _mm256_setzero_si256();
    __m256i seen_nul = _mm256_setzero_si256();
    for (; end - pos >= 32; pos += 32) {
        __m256i x = _mm256_loadu_si256((const __m256i *)(const void *)(s + pos));
        if (_mm256_movemask_epi8(_mm256_cmpeq_epi8(x, stops)) != 0) {
            break;
        }
        seen_and = _mm256_or_si256(seen_and, _mm256_cmpeq_epi8(x, ands));
        seen_return = _mm256_or_si256(seen_return, _mm256_cmpeq_epi8(x, returns));
        seen_nul = _mm256_or_si256(seen_nul, _mm256_cmpeq_epi8(x, _mm256_setzero_si256()));
    }
    *raw |= _mm256_movemask_epi8(seen_and) ? HTML_RAW_REFERENCES : 0;
    *raw |= _mm256_movemask_epi8(seen_return) ? HTML_RAW_RETURNS : 0;
    *raw |= _mm256_movemask_epi8(seen_nul) ? HTML_RAW_NULS : 0;
    return scan_bytes(s, pos, end, stop, raw);
}
#endif

#ifdef __x86_64__
static size_t scan_sse2(const char *s, size_t pos, size_t end, char stop, uint8_t *raw) {
    const __m128i stops = _mm_set1_epi8(stop);
    for (; end - pos >= 16; pos += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(s + pos));
        if (_mm_movemask_epi8(_mm_cmpeq_epi8(x, stops)) != 0) {
            break;
        }
        __m128i returns = _mm_cmpeq_epi8(x, _mm_set1_epi8('\r'));
        __m128i nuls = _mm_cmpeq_epi8(x, _mm_setzero_si128());
        __m128i ands = _mm_cmpeq_epi8(x, _mm_set1_epi8('&'));
        *raw |= _mm_movemask_epi8(ands) ? HTML_RAW_REFERENCES : 0;
        *raw |= _mm_movemask_epi8(returns) ? HTML_RAW_RETURNS : 0;
        *raw |= _mm_movemask_epi8(nuls) ? HTML_RAW_NULS : 0;
    }
    return scan_bytes(s, pos, end, stop, raw);
}
#endif

size_t html_scan_long(const char *s, size_t pos, size_t end, char stop, uint8_t *raw) {
#ifdef HAS_AVX2
    if (end - pos >= 32 && __builtin_cpu_supports("avx2")) {
        return scan_avx2(s, pos, end, stop, raw);
    }
#endif
#ifdef __x86_64__
    return scan_sse2(s, pos, end, stop, raw);
#else
    return scan_bytes(s, pos, end, stop, raw);
#endif
}

#ifdef HAS_AVX2
/* Counts of a few vectors fit into bytes; then they are summed up. Returns the bytes looked at. */
__attribute__((target("avx2"))) static size_t count_avx2(str s, size_t *n_tags, size_t *n_equals) {
    const __m256i zero = _mm256_setzero_si256();
    __m256i tags = zero;
    __m256i equals = zero;
    size_t pos = 0;
    while (s.len - pos >= 32) {
        __m256i tags_here = zero;
        __m256i equals_here = zero;
        for (int i = 0; i < 255 && s.len - pos >= 32; i++, pos += 32) {
            __m256i x = _mm256_loadu_si256((const __m256i *)(const void *)(s.ptr + pos));
            tags_here = _mm256_sub_epi8(tags_here, _mm256_cmpeq_epi8(x, _mm256_set1_epi8('<')));
            equals_here = _mm256_sub_epi8(equals_here, _mm256_cmpeq_epi8(x, _mm256_set1_epi8('=')));
        }
        tags = _mm256_add_epi64(tags, _mm256_sad_epu8(tags_here, zero));
        equals = _mm256_add_epi64(equals, _mm256_sad_epu8(equals_here, zero));
    }
    uint64_t sum[2][4];
    _mm256_storeu_si256((__m256i *)(void *)sum[0], tags);
    _mm256_storeu_si256((__m256i *)(void *)sum[1], equals);
    *n_tags = (size_t)(sum[0][0] + sum[0][1] + sum[0][2] + sum[0][3]);
    *n_equals = (size_t)(sum[1][0] + sum[1][1] + sum[1][2] + sum[1][3]);
    return pos;
}
#endif

void html_scan_count(str s, size_t *n_tags, size_t *n_equals) {
    size_t pos = 0;
    *n_tags = 0;
    *n_equals = 0;
#ifdef HAS_AVX2
    if (__builtin_cpu_supports("avx2")) {
        pos = count_avx2(s, n_tags, n_equals);
    }
#endif
    for (; pos < s.len; pos++) {
        *n_tags += s.ptr[pos] == '<';
        *n_equals += s.ptr[pos] == '=';
    }
}

const char html_scan_keep[32] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

size_t html_scan_name_slowly(const char *s, size_t pos, size_t end, bool attribute,
                             struct html_scan_name *out) {
    uint64_t word[2] = {0, 0};
    out->raw = 0;
    size_t from = pos;
    for (; pos < end && !html_scan_ends_name(s[pos], attribute); pos++) {
        unsigned char c = (unsigned char)s[pos];
        if (c >= 'A' && c <= 'Z') {
            c |= 32;
            out->raw |= HTML_RAW_UPPER;
        }
        if (c == 0) {
            c = 255; /* in no known name */
            out->raw |= HTML_RAW_NULS;
        }
        size_t i = pos - from;
        if (i < 16) {
            word[i / 8] |= (uint64_t)c << (i % 8 * 8);
        }
    }
    out->key = (struct html_key){word[0], word[1]};
    return pos;
}
