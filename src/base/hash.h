/* hash.h - fast hashes for tables (XXH3, xxhash) and SHA-256 for identity (nettle). */
#ifndef COPYTASTER_BASE_HASH_H
#define COPYTASTER_BASE_HASH_H

#include <stdint.h>

#include "base/str.h"

enum { SHA256_BYTES = 32 };

/* 64-bit XXH3 with a fixed seed: the same on every machine and run. */
uint64_t hash_bytes(str s);

/* Mix two hashes; not commutative. */
static inline uint64_t hash_join(uint64_t a, uint64_t b) {
    a ^= b + 0x9e3779b97f4a7c15u + (a << 12) + (a >> 4);
    a ^= a >> 32;
    a *= 0xd6e8feb86659fd93u;
    return a ^ (a >> 29);
}

void hash_sha256(str s, uint8_t out[SHA256_BYTES]);

/* Lower-case hexadecimal with a NUL behind it. */
void hash_hex(const uint8_t sha[SHA256_BYTES], char out[2 * SHA256_BYTES + 1]);

#endif
