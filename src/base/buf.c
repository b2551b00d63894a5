/* buf.c - growth by doubling up to the maximum; a failure sticks, as in stdio's error flag.
 * Writers append freely and look at `failed` once. O(1) amortised a byte. */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"

void buf_init(buf *b, size_t max) {
    *b = (buf){.max = max};
}

void buf_done(buf *b) {
    free(b->ptr);
    *b = (buf){.max = b->max};
}

enum err buf_flush(buf *b) {
    if (!b->failed && b->sink && b->len) {
        b->failed = b->sink(b->sink_ctx, b->ptr, b->len) ? ERR_OK : ERR_IO;
        b->len = 0;
    }
    return b->failed;
}

void buf_clear(buf *b) {
    b->len = 0;
    b->failed = ERR_OK;
}

enum err buf_reserve(buf *b, size_t more) {
    if (b->failed) {
        return b->failed;
    }
    size_t need;
    if (!add_ok(b->len, more, &need) || need > b->max) {
        return b->failed = ERR_LIMIT;
    }
    if (need <= b->cap) {
        return ERR_OK;
    }
    size_t cap = b->cap ? b->cap : 256;
    while (cap < need) {
        cap *= 2;
    }
    cap = cap < b->max ? cap : b->max;
    char *ptr = realloc(b->ptr, cap);
    if (!ptr) {
        return b->failed = ERR_NOMEM;
    }
    b->ptr = ptr;
    b->cap = cap;
    return ERR_OK;
}

enum err buf_add(buf *b, str s) {
    TRY(buf_reserve(b, s.len));
    if (s.len) {
        memcpy(b->ptr + b->len, s.ptr, s.len);
    }
    b->len += s.len;
    return ERR_OK;
}

enum err buf_add_byte(buf *b, char c) {
    return buf_add(b, (str){&c, 1});
}

enum err buf_add_cstr(buf *b, const char *s) {
    return buf_add(b, str_from_cstr(s));
}

enum err buf_addf(buf *b, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n < 0) {
        return b->failed = ERR_USAGE;
    }
    TRY(buf_reserve(b, (size_t)n + 1)); /* vsnprintf wants room for its NUL */
    va_start(args, fmt);
    vsnprintf(b->ptr + b->len, (size_t)n + 1, fmt, args);
    va_end(args);
    b->len += (size_t)n;
    return ERR_OK;
}
