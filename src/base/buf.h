/* buf.h - an owning, growing run of bytes with a stated maximum. Output is put together in one. */
#ifndef COPYTASTER_BASE_BUF_H
#define COPYTASTER_BASE_BUF_H

#include <stdarg.h>

#include "base/err.h"
#include "base/str.h"

/* A failed growth is remembered (`failed`) and later calls do nothing, so that a writer checks once
 * at the end. */
typedef struct buf {
    char *ptr;
    size_t len;
    size_t cap;
    size_t max;
    enum err failed;
    bool (*sink)(void *ctx, const char *bytes, size_t n); /* see buf_drain; NULL = none */
    void *sink_ctx;
} buf;

/* An empty buffer that never holds more than `max` bytes. Allocates nothing yet. */
void buf_init(buf *b, size_t max);
void buf_done(buf *b);

/* Forget the content (and a failure), keep the memory. */
void buf_clear(buf *b);

/* Append. On ERR_NOMEM or ERR_LIMIT the content is unchanged and `failed` is set. Amortised O(n).
 */
enum err buf_add(buf *b, str s);
enum err buf_add_byte(buf *b, char c);
enum err buf_add_cstr(buf *b, const char *s);
enum err buf_addf(buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* A place where the content may be handed over: at the end of a line, say. With a sink and
 * BUF_DRAIN bytes or more, they go there and are forgotten, so that output of any size passes
 * through little memory. A sink that returns false sets `failed` to ERR_IO. buf_flush hands over
 * whatever is there.
 */
enum { BUF_DRAIN = 1 << 20 };
enum err buf_flush(buf *b);
static inline enum err buf_drain(buf *b) {
    return b->sink && b->len >= BUF_DRAIN ? buf_flush(b) : b->failed;
}

/* Room for `more` bytes behind the content. */
enum err buf_reserve(buf *b, size_t more);

static inline str buf_str(const buf *b) {
    return (str){b->ptr ? b->ptr : "", b->len};
}

#endif
