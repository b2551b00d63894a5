/* hash.c - thin doors to xxhash and nettle, so that no other file names them.
 * Nettle's SHA-256 uses the processor's SHA instructions where
 * there are any. No seed comes from the environment: output must be the same on every run. */
#include "base/hash.h"

#include <nettle/sha2.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t hash_bytes(str s) {
    return XXH3_64bits(s.ptr, s.len);
}

void hash_sha256(str s, uint8_t out[SHA256_BYTES]) {
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    sha256_update(&ctx, s.len, (const uint8_t *)s.ptr);
    sha256_digest(&ctx, SHA256_BYTES, out);
}

void hash_hex(const uint8_t sha[SHA256_BYTES], char out[2 * SHA256_BYTES + 1]) {
    static const char digit[] = "0123456789abcdef";
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        out[2 * i] = digit[sha[i] >> 4];
        out[2 * i + 1] = digit[sha[i] & 15];
    }
    out[2 * SHA256_BYTES] = '\0';
}
