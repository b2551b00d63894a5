/* codec.c - the decoders behind one face. zlib reads gzip, zlib and bare deflate; zstd and brotli
 * have their own libraries. Each keeps its memory between members, so that an archive of small ones
 * costs one allocation. Windows are bounded, so the memory is too. What is here knows no files and
 * no limits of output: that is the business of its callers. */
#include "unpack/codec.h"

#include <brotli/decode.h>
#include <zstd.h>

enum { STEP_MOST = 1 << 30, PLAIN_HEAD = 256, PLAIN_LEAST = 16 };

const char *codec_name(enum codec_kind kind) {
    static const char *const name[] = {"plain", "gzip", "zlib", "deflate", "zstd", "brotli"};
    return name[kind];
}

enum codec_kind codec_sniff(str head) {
    const unsigned char *b = (const unsigned char *)head.ptr;
    if (head.len >= 3 && b[0] == 0x1f && b[1] == 0x8b && b[2] == 8) {
        return CODEC_GZIP;
    }
    if (head.len >= 4 && b[0] == 0x28 && b[1] == 0xb5 && b[2] == 0x2f && b[3] == 0xfd) {
        return CODEC_ZSTD;
    }
    bool is_skippable =
        head.len >= 4 && (b[0] & 0xf0) == 0x50 && b[1] == 0x2a && b[2] == 0x4d && b[3] == 0x18;
    return is_skippable ? CODEC_ZSTD : CODEC_NONE;
}

bool codec_has_zlib_header(str head) {
    const unsigned char *b = (const unsigned char *)head.ptr;
    return head.len >= 2 && (b[0] & 0x0f) == 8 && b[0] >> 4 <= 7 && (b[0] * 256 + b[1]) % 31 == 0;
}

bool codec_is_plain(str head) {
    size_t n = head.len < PLAIN_HEAD ? head.len : PLAIN_HEAD;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)head.ptr[i];
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f) {
            return false;
        }
    }
    return n >= PLAIN_LEAST;
}

static enum err open_zlib(struct codec *c) {
    int bits = c->kind == CODEC_GZIP   ? MAX_WBITS + 16
               : c->kind == CODEC_ZLIB ? MAX_WBITS
                                       : -MAX_WBITS;
    return inflateInit2(&c->zlib, bits) == Z_OK ? ERR_OK : ERR_NOMEM;
}

static enum err open_zstd(struct codec *c) {
    c->other = ZSTD_createDCtx();
    if (!c->other) {
        return ERR_NOMEM;
    }
    ZSTD_DCtx_setParameter(c->other, ZSTD_d_windowLogMax, LIMIT_UNPACK_WINDOW_LOG);
    return ERR_OK;
}

enum err codec_open(struct codec *c, enum codec_kind kind) {
    *c = (struct codec){.kind = kind};
    enum err code = ERR_OK;
    if (kind == CODEC_ZSTD) {
        code = open_zstd(c);
    } else if (kind == CODEC_BROTLI) {
        c->other = BrotliDecoderCreateInstance(NULL, NULL, NULL);
        code = c->other ? ERR_OK : ERR_NOMEM;
    } else {
        code = open_zlib(c);
    }
    if (code != ERR_OK) {
        c->kind = CODEC_NONE;
    }
    return code;
}

enum err codec_use_dictionary(struct codec *c, str dictionary) {
    size_t result = ZSTD_DCtx_loadDictionary(c->other, dictionary.ptr, dictionary.len);
    return ZSTD_isError(result) ? ERR_INPUT : ERR_OK;
}

enum err codec_again(struct codec *c) {
    if (c->kind == CODEC_ZSTD) {
        ZSTD_DCtx_reset(c->other, ZSTD_reset_session_only);
        return ERR_OK;
    }
    if (c->kind == CODEC_BROTLI) { /* it has no reset */
        codec_close(c);
        return codec_open(c, CODEC_BROTLI);
    }
    inflateReset(&c->zlib);
    return ERR_OK;
}

static enum codec_state step_zlib(struct codec *c, str *src, char *dst, size_t cap, size_t *n) {
    c->zlib.next_in = (unsigned char *)(uintptr_t)src->ptr; /* not written to */
    c->zlib.avail_in = (uInt)src->len;
    c->zlib.next_out = (unsigned char *)dst;
    c->zlib.avail_out = (uInt)cap;
    int result = inflate(&c->zlib, Z_NO_FLUSH);
    size_t used = src->len - c->zlib.avail_in;
    *src = str_slice(*src, used, src->len);
    *n = cap - c->zlib.avail_out;
    switch (result) {
    case Z_OK:
    case Z_BUF_ERROR:
        return CODEC_GOES_ON;
    case Z_STREAM_END:
        return CODEC_ENDED;
    case Z_MEM_ERROR:
        return CODEC_NO_MEMORY;
    default:
        c->reason = c->zlib.msg ? c->zlib.msg : "a preset dictionary is wanted";
        return CODEC_DAMAGED;
    }
}

static enum codec_state step_zstd(struct codec *c, str *src, char *dst, size_t cap, size_t *n) {
    ZSTD_inBuffer in = {src->ptr, src->len, 0};
    ZSTD_outBuffer out = {dst, cap, 0};
    size_t result = ZSTD_decompressStream(c->other, &out, &in);
    *src = str_slice(*src, in.pos, src->len);
    *n = out.pos;
    if (!ZSTD_isError(result)) {
        return result == 0 ? CODEC_ENDED : CODEC_GOES_ON;
    }
    c->reason = ZSTD_getErrorName(result);
    return strstr(c->reason, "Allocation error") ? CODEC_NO_MEMORY : CODEC_DAMAGED;
}

static enum codec_state step_brotli(struct codec *c, str *src, char *dst, size_t cap, size_t *n) {
    const uint8_t *next = (const uint8_t *)src->ptr;
    size_t left = src->len;
    uint8_t *to = (uint8_t *)dst;
    size_t room = cap;
    BrotliDecoderResult result =
        BrotliDecoderDecompressStream(c->other, &left, &next, &room, &to, NULL);
    *src = str_slice(*src, src->len - left, src->len);
    *n = cap - room;
    if (result == BROTLI_DECODER_RESULT_SUCCESS) {
        return CODEC_ENDED;
    }
    if (result != BROTLI_DECODER_RESULT_ERROR) {
        return CODEC_GOES_ON;
    }
    BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(c->other);
    c->reason = BrotliDecoderErrorString(code);
    bool is_memory = code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES &&
                     code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES;
    return is_memory ? CODEC_NO_MEMORY : CODEC_DAMAGED;
}

enum codec_state codec_step(struct codec *c, str *src, char *dst, size_t cap, size_t *n) {
    str part = str_slice(*src, 0, src->len < STEP_MOST ? src->len : STEP_MOST);
    size_t before = part.len;
    size_t room = cap < STEP_MOST ? cap : STEP_MOST;
    enum codec_state state = c->kind == CODEC_ZSTD     ? step_zstd(c, &part, dst, room, n)
                             : c->kind == CODEC_BROTLI ? step_brotli(c, &part, dst, room, n)
                                                       : step_zlib(c, &part, dst, room, n);
    *src = str_slice(*src, before - part.len, src->len);
    return state;
}

const char *codec_reason(const struct codec *c) {
    return c->reason ? c->reason : "unknown damage";
}

void codec_close(struct codec *c) {
    if (c->kind == CODEC_ZSTD) {
        ZSTD_freeDCtx(c->other);
    } else if (c->kind == CODEC_BROTLI) {
        BrotliDecoderDestroyInstance(c->other);
    } else if (c->kind != CODEC_NONE) {
        inflateEnd(&c->zlib);
    }
    *c = (struct codec){0};
}
