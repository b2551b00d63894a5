/* inflate.c - a decoder between two inputs. The packed side is read in chunks and taken as the
 * decoder uses it, so its position is the place that messages name. A member is whole only when its
 * decoder says so: data that ends inside one is an error and not an end. Nothing is held but the
 * chunk at hand and the decoder's window. */
#include "unpack/inflate.h"

enum { READ = 1 << 16 };

enum err inflate_sniff(struct input *raw, enum codec_kind *kind, struct error *e) {
    str head;
    TRY(input_peek(raw, 4, &head, e));
    *kind = codec_sniff(head);
    return ERR_OK;
}

/* Remember an error of the packed side for this and all later reads. */
#define FAIL(u, code, ...) \
    error_set(&(u)->failed, (code), str_from_cstr((u)->raw->path), (u)->raw->pos, __VA_ARGS__)

/* Between members: the next one, padding, or what shouldn't be there. */
static enum err between(struct unpacked *u, str src) {
    if (src.len == 0) {
        u->at_end = true;
        return ERR_OK;
    }
    if (src.ptr[0] == 0 && u->all_in > 0) {
        size_t n = 1;
        while (n < src.len && src.ptr[n] == 0) {
            n++;
        }
        input_take(u->raw, n);
        return ERR_OK;
    }
    bool has_magic = u->codec.kind == CODEC_GZIP || u->codec.kind == CODEC_ZSTD;
    if (has_magic ? codec_sniff(src) != u->codec.kind : u->all_in > 0) {
        return FAIL(u, ERR_INPUT, "bytes that aren't %s data, where %s or the end was expected",
                    codec_name(u->codec.kind), has_magic ? "another member" : "nothing more");
    }
    u->all_in += u->in;
    u->all_out += u->out;
    u->in = 0;
    u->out = 0;
    u->in_member = true;
    return codec_again(&u->codec) == ERR_OK ? ERR_OK : FAIL(u, ERR_NOMEM, "out of memory");
}

/* Decode a piece of the member at hand. */
static enum err inside(struct unpacked *u, str src, char *dst, size_t cap, size_t *n) {
    const char *name = codec_name(u->codec.kind);
    str rest = src;
    enum codec_state state = codec_step(&u->codec, &rest, dst, cap, n);
    input_take(u->raw, src.len - rest.len);
    u->in += src.len - rest.len;
    u->out += *n;
    u->in_member = state != CODEC_ENDED;
    if (codec_is_bomb(u->in, u->out) || codec_is_bomb(u->all_in + u->in, u->all_out + u->out)) {
        *n = 0;
        return FAIL(u, ERR_LIMIT,
                    "%s data grows from %llu to %llu bytes, more than %d times; refused as a bomb",
                    name, (unsigned long long)u->in, (unsigned long long)u->out,
                    LIMIT_UNPACK_RATIO);
    }
    switch (state) {
    case CODEC_NO_MEMORY:
        return FAIL(u, ERR_NOMEM, "out of memory");
    case CODEC_DAMAGED:
        return FAIL(u, ERR_INPUT, "%s data is damaged: %s", name, codec_reason(&u->codec));
    case CODEC_GOES_ON:
        if (*n == 0 && src.len == 0) {
            return FAIL(u, ERR_INPUT,
                        "%s data ends early, inside a member that began %llu bytes before", name,
                        (unsigned long long)u->in);
        }
        return ERR_OK;
    case CODEC_ENDED:
        return ERR_OK;
    }
    return ERR_OK;
}

static enum err next_bytes(void *ctx, char *dst, size_t cap, size_t *n, struct error *e) {
    struct unpacked *u = ctx;
    *n = 0;
    while (*n == 0 && !u->at_end) {
        str src;
        if (u->failed.code == ERR_OK && input_peek(u->raw, READ, &src, &u->failed) == ERR_OK) {
            (void)(u->in_member ? inside(u, src, dst, cap, n) : between(u, src));
        }
        if (u->failed.code != ERR_OK && *n == 0) {
            if (e) {
                *e = u->failed;
            }
            return u->failed.code;
        }
    }
    return ERR_OK;
}

enum err inflate_open(struct unpacked *u, struct input *raw, enum codec_kind kind,
                      struct input *out, struct error *e) {
    *u = (struct unpacked){.raw = raw};
    if (codec_open(&u->codec, kind) != ERR_OK) {
        return error_set(e, ERR_NOMEM, str_from_cstr(raw->path), UINT64_MAX, "out of memory");
    }
    input_from_source(out, next_bytes, u, raw->path);
    return ERR_OK;
}

void inflate_close(struct unpacked *u, struct input *out) {
    input_close(out);
    codec_close(&u->codec);
}
