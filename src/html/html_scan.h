/* html_scan.h - finding the next byte that matters, 16 or 32 bytes at a time. The first steps are
 * inline (SSE2 belongs to every x86-64); longer runs go on in html_scan.c with AVX2 where the
 * machine has it. Elsewhere a byte at a time. Internal to html/. */
#ifndef COPYTASTER_HTML_HTML_SCAN_H
#define COPYTASTER_HTML_HTML_SCAN_H

#include "html/html.h"
#include "html/html_hash.h"

#ifdef __x86_64__
#include <emmintrin.h>
#endif

/* HTML_RAW_... of one byte of text. */
static inline uint8_t html_scan_raw_of(char c) {
    return c == '&'    ? HTML_RAW_REFERENCES
           : c == '\r' ? HTML_RAW_RETURNS
           : c == '\0' ? HTML_RAW_NULS
                       : 0;
}

static inline bool html_scan_is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static inline bool html_scan_is_letter(char c) {
    return (unsigned char)((c | 32) - 'a') < 26;
}

/* As html_scan_to, for what its first steps left. */
size_t html_scan_long(const char *s, size_t pos, size_t end, char stop, uint8_t *raw);

/* Position of the first `stop` in [pos, end) of `s`, or `end`. What decoding must know of the bytes
 * before it is or-ed into *raw. O(distance). */
static inline size_t html_scan_to(const char *s, size_t pos, size_t end, char stop, uint8_t *raw) {
#ifdef __x86_64__
    for (int i = 0; i < 3 && end - pos >= 16; i++) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(s + pos));
        __m128i odd = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('&')),
                                                _mm_cmpeq_epi8(x, _mm_set1_epi8('\r'))),
                                   _mm_cmpeq_epi8(x, _mm_setzero_si128()));
        unsigned at = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(x, _mm_set1_epi8(stop)));
        unsigned odd_at = (unsigned)_mm_movemask_epi8(odd);
        if (at != 0) {
            odd_at &= at - 1;
            odd_at &= ~at;
        }
        for (; odd_at != 0; odd_at &= odd_at - 1) {
            *raw |= html_scan_raw_of(s[pos + (unsigned)__builtin_ctz(odd_at)]);
        }
        if (at != 0) {
            return pos + (unsigned)__builtin_ctz(at);
        }
        pos += 16;
    }
#endif
    return html_scan_long(s, pos, end, stop, raw);
}

/* How many '<' and '=' there are in `s`: about the nodes and attributes to make room for. O(s). */
void html_scan_count(str s, size_t *n_tags, size_t *n_equals);

/* What a name is looked up by, and HTML_RAW_UPPER, HTML_RAW_NULS. */
struct html_scan_name {
    struct html_key key;
    uint8_t raw;
};

static inline bool html_scan_ends_name(char c, bool attribute) {
    return html_scan_is_space(c) || c == '/' || c == '>' || (attribute && c == '=');
}

/* As html_scan_name, a byte at a time. */
size_t html_scan_name_slowly(const char *s, size_t pos, size_t end, bool attribute,
                             struct html_scan_name *out);

/* 16 bytes of ones, 16 of zeros: from 16 - n on they keep n bytes. */
extern const char html_scan_keep[32];

/* End of the name that begins at `pos` <= `end`: before white space, '/', '>' and, of an attribute,
 * '='. O(name). */
static inline size_t html_scan_name(const char *s, size_t pos, size_t end, bool attribute,
                                    struct html_scan_name *out) {
#ifdef __x86_64__
    if (end - pos >= 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(s + pos));
        __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(x, _mm_set1_epi8(' ')), x);
        __m128i stop = _mm_or_si128(_mm_or_si128(low, _mm_cmpeq_epi8(x, _mm_set1_epi8('/'))),
                                    _mm_cmpeq_epi8(x, _mm_set1_epi8('>')));
        if (attribute) {
            stop = _mm_or_si128(stop, _mm_cmpeq_epi8(x, _mm_set1_epi8('=')));
        }
        unsigned n = (unsigned)__builtin_ctz((unsigned)_mm_movemask_epi8(stop) | 1u << 16);
        if (n < 16 && html_scan_ends_name(s[pos + n], attribute)) {
            const void *keep = html_scan_keep + 16 - n;
            x = _mm_and_si128(x, _mm_loadu_si128((const __m128i *)keep));
            __m128i upper = _mm_and_si128(_mm_cmpgt_epi8(x, _mm_set1_epi8('A' - 1)),
                                          _mm_cmpgt_epi8(_mm_set1_epi8('Z' + 1), x));
            out->raw = _mm_movemask_epi8(upper) ? HTML_RAW_UPPER : 0;
            x = _mm_or_si128(x, _mm_and_si128(upper, _mm_set1_epi8(32)));
            out->key.low = (uint64_t)_mm_cvtsi128_si64(x);
            out->key.high = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(x, x));
            return pos + n;
        }
    }
#endif
    return html_scan_name_slowly(s, pos, end, attribute, out);
}

#endif
