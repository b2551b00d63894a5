/* hash_word.h - hash_bytes of a short ASCII word in lower case, straight from the text: about five
 * nanoseconds less a word than folding it and calling hash_bytes. The values are those of XXH3
 * (64 bits, no seed, up to 16 bytes; xxhash 0.8 froze them); a test compares every length. */
#ifndef COPYTASTER_BASE_HASH_WORD_H
#define COPYTASTER_BASE_HASH_WORD_H

#include <stdint.h>
#include <string.h>

enum { HASH_WORD_MOST = 16 };

/* Sets bit 5 of each byte: lower case for letters; digits and apostrophes have it already. */
#define HASH_WORD_LOWER 0x2020202020202020u

static inline uint64_t hash_word_load(const char *p) {
    uint64_t x;
    memcpy(&x, p, sizeof x);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    return x | HASH_WORD_LOWER;
}

/* 1 to 3 bytes, low in `x`. */
static inline uint64_t hash_word_3(uint64_t x, unsigned len) {
    uint32_t first = x & 0xff;
    uint32_t middle = x >> (len / 2 * 8) & 0xff;
    uint32_t last = x >> (len * 8 - 8) & 0xff;
    uint64_t h = (first << 16 | middle << 24 | last | len << 8) ^ 0x87275a9bu;
    h = (h ^ h >> 33) * 0xc2b2ae3d27d4eb4fu;
    h = (h ^ h >> 29) * 0x165667b19e3779f9u;
    return h ^ h >> 32;
}

/* 4 to 8 bytes, low in `x`. */
static inline uint64_t hash_word_8(uint64_t x, unsigned len) {
    uint64_t h = (x >> ((len * 8 - 32) & 63) & 0xffffffffu) + (x << 32);
    h ^= 0xc73ab174c5ecd5a2u;
    h ^= (h << 49 | h >> 15) ^ (h << 24 | h >> 40);
    h *= 0x9fb21c651e98df25u;
    h ^= (h >> 35) + len;
    h *= 0x9fb21c651e98df25u;
    return h ^ h >> 28;
}

/* 9 to 16 bytes: the first and the last eight. */
static inline uint64_t hash_word_16(uint64_t head, uint64_t tail, unsigned len) {
    uint64_t low = head ^ 0x6782737bea4239b9u;
    uint64_t high = tail ^ 0xaf56bc3b0996523au;
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)low * high;
    uint64_t h =
        len + __builtin_bswap64(low) + high + ((uint64_t)product ^ (uint64_t)(product >> 64));
    h = (h ^ h >> 37) * 0x165667919e3779f9u;
    return h ^ h >> 32;
}

/* hash_bytes of the `len` letters, digits and apostrophes at `p` (1 to HASH_WORD_MOST), letters in
 * lower case. Eight bytes at `p` must be readable whatever `len`. Branches on long words only. */
static inline uint64_t hash_word(const char *p, unsigned len) {
    uint64_t head = hash_word_load(p);
    if (len > 8) {
        return hash_word_16(head, hash_word_load(p + len - 8), len);
    }
    uint64_t shorter = hash_word_3(head, len);
    uint64_t longer = hash_word_8(head, len);
    return len < 4 ? shorter : longer;
}

#endif
