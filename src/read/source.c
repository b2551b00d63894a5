/* source.c - one file after the other is opened and cut until it has no more. One thread runs all
 * this, so it only cuts: parsing is the items' business. */
#include "read/source.h"

#include <stdlib.h>

#include "read/file_queue.h"
#include "read/opened.h"

struct source {
    arena a;
    const struct read_options *options;
    struct file_queue queue;
    size_t next; /* in the queue */
    struct opened now;
    bool is_open;
    uint64_t done; /* bytes of the files closed */
};

static enum err source_new(const struct read_options *options, struct source **out) {
    *out = calloc(1, sizeof **out);
    if (!*out) {
        return ERR_NOMEM;
    }
    arena_init(&(*out)->a, 0);
    (*out)->options = options;
    return ERR_OK;
}

enum err source_open(const char *const *path, size_t n, const struct read_options *options,
                     struct source **out) {
    TRY(source_new(options, out));
    enum err code = file_queue_fill(&(*out)->a, path, n, &(*out)->queue);
    if (code != ERR_OK) {
        source_close(*out);
        *out = NULL;
    }
    return code;
}

enum err source_open_memory(str name, str bytes, const struct read_options *options,
                            struct source **out) {
    TRY(source_new(options, out));
    opened_from_memory(&(*out)->now, &(*out)->a, name, file_queue_id(name), bytes, options);
    (*out)->is_open = true;
    return ERR_OK;
}

static void close_file(struct source *s) {
    if (s->is_open) {
        s->done += opened_pos(&s->now);
        opened_close(&s->now);
        s->is_open = false;
    }
}

void source_close(struct source *s) {
    if (s) {
        close_file(s);
        arena_done(&s->a);
        free(s); /* style-ok: memory - made by source_new */
    }
}

/* Open the next file of the queue, or tell what stands in its place. */
static enum err open_next(struct source *s, arena *a, struct read_result *told) {
    const struct queued *q = &s->queue.v[s->next++];
    struct error e;
    if (q->problem) {
        return q->is_warning ? ledger_warn(a, told, q->problem)
                             : ledger_refuse(a, told, q->problem);
    }
    enum err code = opened_open(&s->now, &s->a, q->path, q->id, s->options, &e);
    s->is_open = code == ERR_OK;
    return code == ERR_IO ? ledger_refuse(a, told, &e) : code;
}

/* Whether there is something to hand on without an item. */
static bool has_told(const struct read_result *told) {
    size_t n = told->n_problems;
    for (size_t i = 0; i < SKIP_KINDS; i++) {
        n += told->n_skipped[i];
    }
    return n > 0;
}

enum err source_next(struct source *s, arena *a, struct item *item, struct read_result *told) {
    *item = (struct item){.kind = ITEM_NONE};
    for (;;) {
        if (s->is_open) {
            enum err code = opened_next(&s->now, a, item, told);
            if (code != ERR_MISSING) {
                return code;
            }
            close_file(s);
        }
        if (has_told(told)) {
            *item = (struct item){.kind = ITEM_NONE};
            return ERR_OK;
        }
        if (s->next >= s->queue.n) {
            return ERR_MISSING;
        }
        TRY(open_next(s, a, told));
    }
}

uint64_t source_done(const struct source *s) {
    return s->done + (s->is_open ? opened_pos(&s->now) : 0);
}

uint64_t source_total(const struct source *s) {
    return s->queue.n_bytes;
}
