/* reader.c - source -> items -> reports, on all processors, in the order of the input.
 * One thread at a time cuts the next item into a slot, any of them builds its reports there, and
 * the results are handed on in order: to the caller's arena, or to a sink that keeps nothing. The
 * arena of a slot ends with its item. */
#include "read/reader.h"

#include "base/limits.h"
#include "base/par.h"
#include "read/sift.h"
#include "read/source.h"

enum { SLOTS_EACH = 2, MOST_SLOTS = 512, KEEP_BYTES = 1 << 20 };

struct slot {
    arena a;
    struct item item;
    struct read_result out;
};

struct reading {
    struct source *source;
    const struct read_options *options;
    read_sink *take;
    void *ctx;
};

static enum err read_slot(void *ctx, void *p) {
    struct reading *r = ctx;
    struct slot *s = p;
    s->a.limit = LIMIT_ARENA_BYTES;
    s->out = (struct read_result){0};
    enum err code = ledger_open(&s->a, &s->out);
    if (code == ERR_OK) {
        s->out.ledger->is_deferred = true;
        code = source_next(r->source, &s->a, &s->item, &s->out);
    }
    bool (*progress)(void *, uint64_t, uint64_t) = r->options->progress;
    if (code == ERR_OK && progress &&
        !progress(r->options->ctx, source_done(r->source), source_total(r->source))) {
        code = ERR_CANCEL;
    }
    return code;
}

static enum err work_slot(void *ctx, void *p, unsigned worker) {
    const struct reading *r = ctx;
    struct slot *s = p;
    TRY(item_build(&s->a, &s->item, &s->out));
    return r->options->map ? r->options->map(r->options->map_ctx, &s->a, &s->out, worker) : ERR_OK;
}

static enum err write_slot(void *ctx, void *p) {
    struct reading *r = ctx;
    struct slot *s = p;
    enum err code = r->take(r->ctx, &s->out);
    arena_clear(&s->a, KEEP_BYTES);
    return code;
}

static enum err run(struct source *source, const struct read_options *options, read_sink *take,
                    void *ctx) {
    struct slot slot[MOST_SLOTS] = {0};
    struct reading r = {.source = source, .options = options, .take = take, .ctx = ctx};
    unsigned n = options->n_workers ? options->n_workers : 1;
    n = n < MOST_SLOTS / SLOTS_EACH ? n : MOST_SLOTS / SLOTS_EACH;
    struct pipeline p = {.read = read_slot,
                         .work = work_slot,
                         .write = write_slot,
                         .ctx = &r,
                         .slot = slot,
                         .slot_size = sizeof *slot,
                         .n_slots = n == 1 ? 1 : n * SLOTS_EACH};
    enum err code = par_pipeline(n, &p);
    for (size_t i = 0; i < MOST_SLOTS; i++) {
        arena_done(&slot[i].a);
    }
    return code;
}

enum err reader_stream(const char *const *path, size_t n, const struct read_options *options,
                       read_sink *take, void *ctx) {
    struct source *source;
    TRY(source_open(path, n, options, &source));
    enum err code = run(source, options, take, ctx);
    source_close(source);
    return code;
}

struct batch {
    arena *a;
    struct read_result *out;
};

static enum err keep(void *ctx, const struct read_result *part) {
    const struct batch *b = ctx;
    return ledger_take(b->a, b->out, part);
}

enum err reader_read(arena *a, const char *const *path, size_t n,
                     const struct read_options *options, struct read_result *out) {
    const struct read_options standard = {0};
    struct batch batch = {a, out};
    *out = (struct read_result){0};
    TRY(ledger_open(a, out));
    out->ledger->is_deferred = true;
    TRY(reader_stream(path, n, options ? options : &standard, keep, &batch));
    out->ledger->is_deferred = false;
    TRY(sift_mark(a, out->doc, out->n_docs));
    return ledger_settle(a, out);
}

enum err reader_add_text(arena *a, str source, str bytes, const struct read_options *options,
                         struct read_result *out) {
    const struct read_options standard = {0};
    struct batch batch = {a, out};
    struct source *in;
    TRY(ledger_open(a, out));
    options = options ? options : &standard;
    TRY(source_open_memory(source, bytes, options, &in));
    enum err code = run(in, options, keep, &batch);
    source_close(in);
    return code;
}
