/* html_scan.c - the longer runs of html_scan.h, and names. One vector of 32 bytes (AVX2, chosen
 * when the machine has it) or 16 (SSE2) is compared with the stop and with the three bytes that
 * make decoding necessary; their positions are looked at only when there are any. A name is one
 * vector too: its end, its lower-casing and the key it is looked up by come from registers. */
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

#ifdef __SSE2__
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
#ifdef __SSE2__
    return scan_sse2(s, pos, end, stop, raw);
#else
    return scan_bytes(s, pos, end, stop, raw);
#endif
}

static bool ends_name(char c, bool attribute) {
    return html_scan_is_space(c) || c == '/' || c == '>' || (attribute && c == '=');
}

/* A byte at a time: names that are long, at the end of the source or hold control characters. */
static size_t name_slowly(const char *s, size_t pos, size_t end, bool attribute,
                          struct html_scan_name *out) {
    uint64_t word[2] = {0, 0};
    out->raw = 0;
    size_t from = pos;
    for (; pos < end && !ends_name(s[pos], attribute); pos++) {
        unsigned char c = (unsigned char)s[pos];
        if (c >= 'A' && c <= 'Z') {
            c |= 32;
            out->raw |= HTML_RAW_UPPER;
        }
        if (c == 0) {
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

#ifdef __SSE2__
static const char keep[32] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

size_t html_scan_name(const char *s, size_t pos, size_t end, bool attribute,
                      struct html_scan_name *out) {
    if (end - pos < 16) {
        return name_slowly(s, pos, end, attribute, out);
    }
    __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(s + pos));
    __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(x, _mm_set1_epi8(' ')), x);
    __m128i stop = _mm_or_si128(_mm_or_si128(low, _mm_cmpeq_epi8(x, _mm_set1_epi8('/'))),
                                _mm_cmpeq_epi8(x, _mm_set1_epi8('>')));
    if (attribute) {
        stop = _mm_or_si128(stop, _mm_cmpeq_epi8(x, _mm_set1_epi8('=')));
    }
    unsigned at = (unsigned)_mm_movemask_epi8(stop);
    if (at == 0) {
        return name_slowly(s, pos, end, attribute, out);
    }
    unsigned n = (unsigned)__builtin_ctz(at);
    if (!ends_name(s[pos + n], attribute)) {
        return name_slowly(s, pos, end, attribute, out);
    }
    x = _mm_and_si128(x, _mm_loadu_si128((const __m128i *)(const void *)(keep + 16 - n)));
    __m128i upper = _mm_and_si128(_mm_cmpgt_epi8(x, _mm_set1_epi8('A' - 1)),
                                  _mm_cmpgt_epi8(_mm_set1_epi8('Z' + 1), x));
    out->raw = _mm_movemask_epi8(upper) ? HTML_RAW_UPPER : 0;
    x = _mm_or_si128(x, _mm_and_si128(upper, _mm_set1_epi8(32)));
    _mm_storeu_si128((__m128i *)(void *)&out->key, x);
    return pos + n;
}
#else
size_t html_scan_name(const char *s, size_t pos, size_t end, bool attribute,
                      struct html_scan_name *out) {
    return name_slowly(s, pos, end, attribute, out);
}
#endif
