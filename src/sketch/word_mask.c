/* word_mask.c - character classes as bit masks. Sets of characters with different low halves are
 * found by one shuffle and one comparison (the table holds, for each low half, the one member that
 * has it; Langdale and Lemire 2019, "Parsing gigabytes of JSON per second"). About 25 cycles for 64
 * bytes with AVX2, ten times that by table. */
#include "sketch/word_mask.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static bool is_space(unsigned char c) {
    return c == ' ' || (c >= 9 && c <= 13);
}

static bool is_one_of(unsigned char c, const char *set) {
    return c && strchr(set, c) != NULL;
}

static bool is_hard(unsigned char c) {
    return is_one_of(c, "#@/\x7f") || (c < ' ' && !is_space(c));
}

static uint64_t is_letter(unsigned char c) {
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

void word_mask_read_plain(const char *p, struct word_mask *out) {
    *out = (struct word_mask){0};
    for (unsigned i = 0; i < WORD_MASK_BYTES; i++) {
        unsigned char c = (unsigned char)p[i];
        out->letter |= is_letter(c) << i;
        out->digit |= (uint64_t)((unsigned char)(c - '0') < 10) << i;
        out->space |= (uint64_t)is_space(c) << i;
        out->high |= (uint64_t)(c >= 0x80) << i;
        out->s |= (uint64_t)is_one_of(c, "sS") << i;
        out->apostrophe |= (uint64_t)(c == '\'') << i;
        out->dot |= (uint64_t)(c == '.') << i;
        out->comma |= (uint64_t)(c == ',') << i;
        out->colon |= (uint64_t)(c == ':') << i;
        out->closer |= (uint64_t)is_one_of(c, "\"'),.") << i;
        out->hard |= (uint64_t)is_hard(c) << i;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define TABLE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)
#define IS(x, c) bits(_mm256_cmpeq_epi8(x, _mm256_set1_epi8(c)))

__attribute__((target("avx2"))) static inline uint64_t bits(__m256i x) {
    return (uint32_t)_mm256_movemask_epi8(x);
}

/* Bytes in [first, first + n). */
__attribute__((target("avx2"))) static inline uint64_t in_range(__m256i x, char first, char n) {
    __m256i from_first = _mm256_sub_epi8(x, _mm256_set1_epi8(first));
    __m256i low = _mm256_min_epu8(from_first, _mm256_set1_epi8((char)(n - 1)));
    return bits(_mm256_cmpeq_epi8(low, from_first));
}

__attribute__((target("avx2"))) static inline uint64_t in_set(__m256i x, __m256i table) {
    return bits(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, x), x));
}

__attribute__((target("avx2"))) static inline struct word_mask half(const char *p) {
    const __m256i spaces = TABLE(' ', 0, 0, 0, 0, 0, 0, 0, 0, 9, 10, 11, 12, 13, 0, 0);
    const __m256i closers = TABLE(1, 0, '"', 0, 0, 0, 0, '\'', 0, ')', 0, 0, ',', 0, '.', 0);
    const __m256i hards = TABLE('@', 0, 0, '#', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '/');
    __m256i x = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i lower = _mm256_or_si256(x, _mm256_set1_epi8(0x20));
    struct word_mask m = {.letter = in_range(lower, 'a', 26),
                          .digit = in_range(x, '0', 10),
                          .space = in_set(x, spaces),
                          .high = bits(x),
                          .s = IS(lower, 's'),
                          .apostrophe = IS(x, '\''),
                          .dot = IS(x, '.'),
                          .comma = IS(x, ','),
                          .colon = IS(x, ':'),
                          .closer = in_set(x, closers)};
    uint64_t control = bits(_mm256_cmpgt_epi8(_mm256_set1_epi8(' '), x)); /* and what is high */
    m.hard = (control & ~m.high & ~m.space) | in_set(x, hards) | IS(x, 0x7f);
    return m;
}

__attribute__((target("avx2"))) static void read_avx2(const char *p, struct word_mask *out) {
    struct word_mask a = half(p);
    struct word_mask b = half(p + 32);
    *out = (struct word_mask){.letter = a.letter | b.letter << 32,
                              .digit = a.digit | b.digit << 32,
                              .space = a.space | b.space << 32,
                              .high = a.high | b.high << 32,
                              .s = a.s | b.s << 32,
                              .apostrophe = a.apostrophe | b.apostrophe << 32,
                              .dot = a.dot | b.dot << 32,
                              .comma = a.comma | b.comma << 32,
                              .colon = a.colon | b.colon << 32,
                              .closer = a.closer | b.closer << 32,
                              .hard = a.hard | b.hard << 32};
}
#endif

void word_mask_read(const char *p, struct word_mask *out) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx2")) {
        read_avx2(p, out);
        return;
    }
#endif
    word_mask_read_plain(p, out);
}
