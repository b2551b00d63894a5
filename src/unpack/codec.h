/* codec.h - one way to call the decoders of zlib, zstd and brotli: bytes in, bytes out, in pieces
 * of any size. */
#ifndef COPYTASTER_UNPACK_CODEC_H
#define COPYTASTER_UNPACK_CODEC_H

#include <zlib.h>

#include "base/err.h"
#include "base/limits.h"
#include "base/str.h"

enum codec_kind {
    CODEC_NONE,
    CODEC_GZIP,
    CODEC_ZLIB,
    CODEC_DEFLATE, /* without any frame */
    CODEC_ZSTD,
    CODEC_BROTLI
};

enum codec_state {
    CODEC_GOES_ON, /* wants more input or more room */
    CODEC_ENDED,   /* the member is whole and its checksum is right */
    CODEC_DAMAGED, /* codec_reason says why */
    CODEC_NO_MEMORY
};

/* Not to be moved once open: zlib keeps its address. */
struct codec {
    enum codec_kind kind;
    z_stream zlib;
    void *other; /* of zstd or brotli */
    const char *reason;
};

/* "gzip", "zstd", ... Static storage. */
const char *codec_name(enum codec_kind kind);

/* What begins with `head` by its magic: CODEC_GZIP, CODEC_ZSTD (its skippable frames too) or
 * CODEC_NONE. 4 bytes are enough; the other kinds have no magic. */
enum codec_kind codec_sniff(str head);

/* Whether a zlib header stands at the front (1 in 1,000 of other bytes look like one). */
bool codec_has_zlib_header(str head);

/* Whether `head` begins like text of some kind: no control bytes but white space in the first 256
 * bytes. Packed bytes of 16 or more practically never do. */
bool codec_is_plain(str head);

/* Ready for the first byte. `kind` isn't CODEC_NONE. ERR_NOMEM. */
enum err codec_open(struct codec *c, enum codec_kind kind);

/* Of a zstd decoder: use this dictionary (copied) from now on. ERR_INPUT, ERR_NOMEM. */
enum err codec_use_dictionary(struct codec *c, str dictionary);

/* Ready for the first byte of another member of the same kind; keeps dictionary and memory. */
enum err codec_again(struct codec *c);

/* Decode from the front of *src, which is moved past what was read, to dst; *n is what was written,
 * at most `cap`. Stops when either is used up or the member ends. Memory: the format's window, at
 * most 64 MiB (zstd), 16 MiB (brotli), 32 KiB. O(bytes). */
enum codec_state codec_step(struct codec *c, str *src, char *dst, size_t cap, size_t *n);

/* Words for the last CODEC_DAMAGED. Valid until the next call. */
const char *codec_reason(const struct codec *c);

/* Give everything back. A closed or zeroed codec may be closed again. */
void codec_close(struct codec *c);

/* Whether `out` bytes from `in` bytes are more than text ever gives. */
static inline bool codec_is_bomb(uint64_t in, uint64_t out) {
    return out > MiB && out / LIMIT_UNPACK_RATIO > in;
}

#endif
