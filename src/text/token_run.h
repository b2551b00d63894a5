/* token_run.h - the run of ASCII letters at the start of most words, read sixteen bytes at a time.
 * Letters are told by two comparisons on all bytes at once: with bit 5 set, a letter lies between
 * 'a' and 'z', and bit 5 itself tells the case. SSE2 belongs to every x86-64; other machines do the
 * same a byte at a time. Here and not in a file of its own, because it is called for every word. */
#ifndef COPYTASTER_TEXT_TOKEN_RUN_H
#define COPYTASTER_TEXT_TOKEN_RUN_H

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/str.h"

enum { TOKEN_RUN_BYTES = 16 };

struct token_run {
    unsigned len;                 /* letters; TOKEN_RUN_BYTES = the run may go on */
    unsigned upper;               /* bit i: letter i is a capital */
    char folded[TOKEN_RUN_BYTES]; /* the letters as small ones; what follows `len` is undefined */
};

/* The ASCII letters at `pos` of `text`, as many as stand in a row there. With less than
 * TOKEN_RUN_BYTES of text left, len is 0, as it is when no letter stands there. O(1). */
#ifdef __SSE2__
static inline struct token_run token_run_read(str text, size_t pos) {
    struct token_run run;
    if (text.len < TOKEN_RUN_BYTES || pos > text.len - TOKEN_RUN_BYTES) {
        run.len = 0;
        run.upper = 0;
        return run;
    }
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text.ptr + pos));
    __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    /* Signed comparison: bytes from 0x80 on are negative and so below 'a'. */
    __m128i other = _mm_or_si128(_mm_cmplt_epi8(folded, _mm_set1_epi8('a')),
                                 _mm_cmpgt_epi8(folded, _mm_set1_epi8('z')));
    unsigned stop = (unsigned)_mm_movemask_epi8(other) | 1u << TOKEN_RUN_BYTES;
    run.len = (unsigned)__builtin_ctz(stop);
    __m128i lower = _mm_slli_epi16(bytes, 2); /* bit 5 becomes the sign */
    run.upper = ~(unsigned)_mm_movemask_epi8(lower) & ((1u << run.len) - 1);
    _mm_storeu_si128((__m128i *)(void *)run.folded, folded);
    return run;
}

#else

static inline struct token_run token_run_read(str text, size_t pos) {
    struct token_run run = {0};
    if (text.len < TOKEN_RUN_BYTES || pos > text.len - TOKEN_RUN_BYTES) {
        return run;
    }
    for (; run.len < TOKEN_RUN_BYTES; run.len++) {
        unsigned char byte = (unsigned char)text.ptr[pos + run.len];
        unsigned char small = byte | 0x20;
        if (small < 'a' || small > 'z') {
            break;
        }
        run.upper |= (unsigned)!(byte & 0x20) << run.len;
        run.folded[run.len] = (char)small;
    }
    return run;
}

#endif

#endif
