/* warc.c - any bytes as an archive: the reading ends, records lie one behind the other and within
 * the file, the bytes add up, and pieces of any size give what the whole gives, but where only the
 * length of the file shows that a record can't be as long as it says. Bodies are decoded. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "unpack/http.h"
#include "unpack/warc.h"

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

/* Read all; the result stands for everything that was told. */
static uint64_t read_archive(struct input *raw, size_t size, bool *has_limit) {
    arena a;
    struct warc *w;
    struct warc_record r;
    struct http_message m;
    struct error e = {0};
    uint64_t told = 0;
    uint64_t last = 0;
    arena_init(&a, 0);
    if (warc_open(&a, raw, 0, &w, &e) == ERR_OK) {
        enum err code;
        for (size_t n = 0; (code = warc_next(w, &r, &e)) != ERR_MISSING; n++) {
            require(n <= size && (code == ERR_OK || code == ERR_INPUT || code == ERR_LIMIT));
            told = hash_join(told, code == ERR_OK ? hash_bytes(r.block) : e.pos);
            *has_limit = *has_limit || code == ERR_LIMIT;
            if (code == ERR_OK) {
                require(r.offset >= last && r.offset < size && r.length <= size - r.offset);
                last = r.offset;
                told = hash_join(told, hash_join(r.offset, r.length));
                code = http_decode(&a, r.block, &m, &e);
                told = hash_join(told, code == ERR_OK ? hash_bytes(m.body) : (uint64_t)code);
            } else {
                require(e.pos <= size);
            }
        }
        struct warc_tally t = warc_tally(w);
        require(t.kept + t.lost + t.padding == size);
        warc_close(w);
    }
    input_close(raw);
    arena_done(&a);
    return told;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str bytes = str_of((const char *)data, size);
    struct input raw;
    input_from_memory(&raw, bytes);
    bool has_limit = false;
    uint64_t told = read_archive(&raw, size, &has_limit);
    struct pieces pieces = {bytes, size ? (size_t)1 + data[size - 1] : 1};
    input_from_source(&raw, next_piece, &pieces, "");
    require(read_archive(&raw, size, &has_limit) == told || has_limit);
    return 0;
}
