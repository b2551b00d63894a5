/* inflate.c - any bytes as packed data: fed in pieces they give what they give as a whole, with the
 * same error at the same place; limits hold. The first byte chooses kind and pieces. */
#include <stdlib.h>
#include <string.h>

#include "unpack/inflate.h"

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

struct pieces {
    str rest;
    size_t most;
};

static enum err next_piece(void *ctx, char *dst, size_t cap, size_t *n, struct error *e) {
    struct pieces *p = ctx;
    (void)e;
    *n = p->rest.len < p->most ? p->rest.len : p->most;
    *n = *n < cap ? *n : cap;
    memcpy(dst, p->rest.ptr, *n);
    p->rest = str_slice(p->rest, *n, p->rest.len);
    return ERR_OK;
}

static struct error unpack(struct input *raw, enum codec_kind kind, buf *all) {
    struct unpacked u;
    struct input out;
    struct error e = {0};
    str s;
    require(inflate_open(&u, raw, kind, &out, &e) == ERR_OK);
    while (input_peek(&out, 1, &s, &e) == ERR_OK && s.len > 0) {
        require(buf_add(all, s) == ERR_OK);
        input_take(&out, 1);
    }
    uint64_t packed = raw->pos;
    inflate_close(&u, &out);
    input_close(raw);
    require(all->len < 3 * MiB || all->len / LIMIT_UNPACK_RATIO <= packed + 1);
    return e;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1) {
        return 0;
    }
    str packed = str_of((const char *)data + 1, size - 1);
    enum codec_kind kind = (enum codec_kind)(CODEC_GZIP + data[0] % 5);
    struct pieces pieces = {packed, (size_t)1 + data[0] / 5};
    struct input raw;
    buf whole;
    buf pieced;
    buf_init(&whole, SIZE_MAX / 2);
    buf_init(&pieced, SIZE_MAX / 2);
    input_from_memory(&raw, packed);
    struct error one = unpack(&raw, kind, &whole);
    input_from_source(&raw, next_piece, &pieces, "");
    struct error other = unpack(&raw, kind, &pieced);
    require(one.code == other.code);
    require(one.code == ERR_OK || one.code == ERR_INPUT || one.code == ERR_LIMIT);
    require(one.code == ERR_LIMIT || str_equals(buf_str(&whole), buf_str(&pieced)));
    require(one.code != ERR_INPUT || (one.pos == other.pos && one.pos <= packed.len));
    buf_done(&whole);
    buf_done(&pieced);
    return 0;
}
