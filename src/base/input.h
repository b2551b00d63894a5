/* input.h - a file, standard input or memory read from front to back, whole or line by line, with
 * bounded memory. */
#ifndef COPYTASTER_BASE_INPUT_H
#define COPYTASTER_BASE_INPUT_H

#include "base/arena.h"
#include "base/buf.h"

/* Gives the next bytes of a decoder: writes up to `cap` of them to `dst` and their number to *n (0
 * = the end). Errors are told in `e` and end the reading. */
typedef enum err input_source(void *ctx, char *dst, size_t cap, size_t *n, struct error *e);

/* `held` holds the bytes read and not yet handed out: [start, held.len) of a file; all of it for
 * memory. */
struct input {
    int fd; /* -1 = memory or source */
    str memory;
    buf held;
    size_t start;
    uint64_t pos; /* of held[start] in the whole */
    bool at_end;  /* nothing more to read */
    const char *path;
    input_source *source; /* NULL = fd or memory */
    void *ctx;
};

/* One line without its line feed. */
struct input_line {
    str text;     /* valid until the next call */
    uint64_t pos; /* where it begins */
    bool is_cut;  /* longer than the limit: it was skipped and `text` is empty */
};

/* Open `path` (kept; "-" = standard input). Errors, told in `e`: ERR_IO, ERR_NOMEM. */
enum err input_open(struct input *in, const char *path, struct error *e);

/* The same for bytes in memory (borrowed). Can't fail. */
void input_from_memory(struct input *in, str bytes);

/* The same for what a decoder gives; `ctx` and `path` are kept. Can't fail. */
void input_from_source(struct input *in, input_source *source, void *ctx, const char *path);

void input_close(struct input *in);

/* The next bytes without taking them: up to `n` of them, fewer at the end. Errors as
 * input_line_next. */
enum err input_peek(struct input *in, size_t n, str *out, struct error *e);

/* Take the first `n` of the bytes that the last input_peek showed; they stay valid until the next
 * call that reads. */
void input_take(struct input *in, size_t n);

/* What has been read and not taken yet; the bytes before a place that can't be read stay here. */
str input_held(const struct input *in);

/* The next line of at most `max` bytes. ERR_MISSING when there's none; ERR_IO, ERR_NOMEM are told
 * in `e`. A last line without a line feed counts. Memory: O(longest line, at most max). */
enum err input_line_next(struct input *in, size_t max, struct input_line *line, struct error *e);

/* All that is left, copied into `a` with a NUL behind it. ERR_LIMIT when it's more than `max`. */
enum err input_rest(struct input *in, arena *a, size_t max, str *out, struct error *e);

#endif
