/* unpack_fixture.h - packed bytes for the tests of unpack/: what is needed is made on the spot. */
#ifndef COPYTASTER_TESTS_UNPACK_FIXTURE_H
#define COPYTASTER_TESTS_UNPACK_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/input.h"

/* `s` as gzip (bits 31), zlib (15) or bare deflate (-15). */
static str fixture_deflate(arena *a, str s, int bits) {
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t cap = deflateBound(&z, s.len);
    char *out = arena_alloc(a, cap);
    assert_non_null(out);
    z.next_in = (unsigned char *)(uintptr_t)s.ptr;
    z.avail_in = (uInt)s.len;
    z.next_out = (unsigned char *)out;
    z.avail_out = (uInt)cap;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    str packed = str_of(out, cap - z.avail_out);
    deflateEnd(&z);
    return packed;
}

static inline str fixture_gzip(arena *a, str s) {
    return fixture_deflate(a, s, 31);
}

static inline str fixture_zstd(arena *a, str s) {
    size_t cap = ZSTD_compressBound(s.len);
    char *out = arena_alloc(a, cap);
    assert_non_null(out);
    size_t len = ZSTD_compress(out, cap, s.ptr, s.len, 3);
    assert_false(ZSTD_isError(len));
    return str_of(out, len);
}

static inline str fixture_join(arena *a, str x, str y) {
    char *out = arena_alloc(a, x.len + y.len);
    assert_non_null(out);
    memcpy(out, x.ptr, x.len);
    memcpy(out + x.len, y.ptr, y.len);
    return str_of(out, x.len + y.len);
}

/* `n` bytes that pack about 3:1, the same for the same seed. */
static inline str fixture_text(arena *a, size_t n, unsigned seed) {
    char *out = arena_alloc(a, n);
    assert_non_null(out);
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1103515245u + 12345u;
        out[i] = "etaoin shrdlu\n"[(seed >> 16) % 14];
    }
    return str_of(out, n);
}

/* A source that gives bytes of memory in pieces of `piece`. */
struct fixture_pieces {
    str rest;
    size_t piece;
};

static inline enum err fixture_next(void *ctx, char *dst, size_t cap, size_t *n, struct error *e) {
    struct fixture_pieces *p = ctx;
    (void)e;
    *n = p->rest.len < p->piece ? p->rest.len : p->piece;
    *n = *n < cap ? *n : cap;
    memcpy(dst, p->rest.ptr, *n);
    p->rest = str_slice(p->rest, *n, p->rest.len);
    return ERR_OK;
}

#endif
