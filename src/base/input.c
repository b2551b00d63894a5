/* input.c - a buffer over read(2) that grows to the longest line and no further; lines past the
 * limit are skipped as they come, so that a line of any length costs the limit's memory and names
 * its place. Memory inputs are handed out without copying. O(bytes). */
#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"

enum { CHUNK = 1 << 18 };

static enum err io_error(struct error *e, const char *path, const char *doing) {
    return error_set(e, ERR_IO, str_from_cstr(path), UINT64_MAX, "%s: %s", doing, strerror(errno));
}

enum err input_open(struct input *in, const char *path, struct error *e) {
    bool is_stdin = strcmp(path, "-") == 0;
    *in = (struct input){.fd = is_stdin ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC),
                         .path = path};
    buf_init(&in->held, SIZE_MAX / 2);
    return in->fd < 0 ? io_error(e, path, "opening") : ERR_OK;
}

void input_from_memory(struct input *in, str bytes) {
    *in = (struct input){.fd = -1, .memory = bytes, .at_end = true, .path = ""};
    buf_init(&in->held, 0);
}

void input_from_source(struct input *in, input_source *source, void *ctx, const char *path) {
    *in = (struct input){.fd = -1, .path = path, .source = source, .ctx = ctx};
    buf_init(&in->held, SIZE_MAX / 2);
}

void input_close(struct input *in) {
    buf_done(&in->held);
    if (in->fd >= 0) {
        close(in->fd);
    }
    in->fd = -1;
}

str input_held(const struct input *in) {
    str all = in->fd < 0 && !in->source ? in->memory : buf_str(&in->held);
    return str_slice(all, in->start, all.len);
}

void input_take(struct input *in, size_t n) {
    in->start += n;
    in->pos += n;
}

/* Up to CHUNK bytes behind those held, for which there is room. */
static enum err read_chunk(struct input *in, size_t *n, struct error *e) {
    if (in->source) {
        return in->source(in->ctx, in->held.ptr + in->held.len, CHUNK, n, e);
    }
    ssize_t got;
    do {
        got = read(in->fd, in->held.ptr + in->held.len, CHUNK);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        return io_error(e, in->path, "reading");
    }
    *n = (size_t)got;
    return ERR_OK;
}

/* Read one chunk more; the bytes handed out already make room first. */
static enum err fill(struct input *in, struct error *e) {
    if (in->start > CHUNK && in->start * 2 > in->held.len) {
        memmove(in->held.ptr, in->held.ptr + in->start, in->held.len - in->start);
        in->held.len -= in->start;
        in->start = 0;
    }
    if (buf_reserve(&in->held, CHUNK) != ERR_OK) {
        return error_set(e, in->held.failed, str_from_cstr(in->path), in->pos, "%s",
                         err_name(in->held.failed));
    }
    size_t n;
    TRY(read_chunk(in, &n, e));
    in->at_end = n == 0;
    in->held.len += n;
    return ERR_OK;
}

enum err input_peek(struct input *in, size_t n, str *out, struct error *e) {
    while (input_held(in).len < n && !in->at_end) {
        TRY(fill(in, e));
    }
    *out = input_held(in);
    out->len = out->len < n ? out->len : n;
    return ERR_OK;
}

/* Throw away all that is held and what follows, up to the next line feed. */
static enum err skip_line(struct input *in, struct error *e) {
    for (;;) {
        str s = input_held(in);
        const char *feed = s.len ? memchr(s.ptr, '\n', s.len) : NULL;
        if (feed) {
            input_take(in, (size_t)(feed - s.ptr) + 1);
            return ERR_OK;
        }
        input_take(in, s.len);
        if (in->at_end) {
            return ERR_OK;
        }
        TRY(fill(in, e));
    }
}

enum err input_line_next(struct input *in, size_t max, struct input_line *line, struct error *e) {
    size_t seen = 0;
    *line = (struct input_line){.pos = in->pos};
    for (;;) {
        str s = input_held(in);
        const char *feed = s.len > seen ? memchr(s.ptr + seen, '\n', s.len - seen) : NULL;
        size_t len = feed ? (size_t)(feed - s.ptr) : s.len;
        if (len > max) {
            line->is_cut = true;
            return skip_line(in, e);
        }
        if (feed || in->at_end) {
            line->text = str_slice(s, 0, len);
            input_take(in, feed ? len + 1 : len);
            return feed || len > 0 ? ERR_OK : ERR_MISSING;
        }
        seen = s.len;
        TRY(fill(in, e));
    }
}

enum err input_rest(struct input *in, arena *a, size_t max, str *out, struct error *e) {
    str s;
    TRY(input_peek(in, max + 1, &s, e));
    if (s.len > max) {
        return error_set(e, ERR_LIMIT, str_from_cstr(in->path), max,
                         "longer than %zu bytes, the most that is read as one piece", max);
    }
    *out = arena_copy(a, s);
    input_take(in, s.len);
    return out->ptr ? ERR_OK
                    : error_set(e, a->last, str_from_cstr(in->path), UINT64_MAX, "%s",
                                err_name(a->last));
}
