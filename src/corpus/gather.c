/* gather.c - the map step over a stream, and where its records go.
 *
 *   reader_stream --(threads)--> key, entry --(in order of input)--> sorter -> shelf, a batch at a
 * time or sorter alone
 *
 * Whether an index has a report is known from the hash of its key, before it is mapped; a batch is
 * what the memory holds, BATCH_BYTES at most, so that a kill loses no more than that. Reading the
 * input again is cheap beside mapping it, so an index keeps no places in files that may have grown
 * or moved. */
#include "corpus/gather.h"

#include <stdatomic.h>
#include <stdio.h>

#include "base/hash.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/map.h"
#include "corpus/record_line.h"
#include "index/shelf.h"
#include "index/sorter.h"

#define STANDARD_MEMORY (1024 * MiB)
#define BATCH_BYTES (64 * MiB)
#define LARGEST_ENTRY ((size_t)2048 * MiB)
#define LARGEST_LINE ((size_t)3072 * MiB)

enum { RELAX_SHARE = 4, MAPPED_SHARE = 2 };

/* Changes with the form of entries or of a part. */
#define KIND "reports-2"

struct gather {
    arena store;
    struct gather_options options;
    struct mapper mapper;
    struct mapper_worker *worker; /* n_workers of them */
    unsigned n_ready;             /* that were initialised */
    struct shelf *shelf;
    struct sorter *sorter; /* the batch, or everything */
    size_t in_batch;       /* bytes */
    struct map known;      /* hashes of the keys that the index held at first; never changes while
                              threads map */
    struct map fresh;      /* of those added since; the sink's alone */
    arena reading;         /* of the merge at the end */
    struct merge *merge;
    uint64_t n_known;
    bool is_known; /* whether `known` has been read */
    uint64_t n_added;
    _Atomic size_t looked_at; /* bytes since the last letting go */
};

static enum err told(enum err code, struct error *e) {
    return code == ERR_OK || (e && e->code == code)
               ? code
               : error_set(e, code, STR("copytaster"), UINT64_MAX, "%s", err_name(code));
}

static bool is_in(const struct map *keys, str key) {
    return map_find(keys, hash_bytes(key)) != MAP_NONE;
}

/* The keys an index holds, when something is to be added: an index that is only read is read once.
 */
static enum err read_known(struct gather *g, struct error *e) {
    if (!g->shelf || g->is_known) {
        return ERR_OK;
    }
    g->is_known = true;
    arena a;
    struct merge *merge;
    struct record r;
    arena_init(&a, 0);
    enum err code = shelf_read(g->shelf, &a, &merge, e);
    while (code == ERR_OK && (code = merge_next(merge, &r, e)) == ERR_OK) {
        code = map_put(&g->known, hash_bytes(r.key), 1);
        gather_relax(g, r.key.len + r.value.len);
    }
    arena_done(&a);
    return code == ERR_MISSING ? ERR_OK : code;
}

static enum err open_sorter(struct gather *g, struct error *e) {
    char prefix[4096];
    const char *index = g->options.index;
    int n = index ? snprintf(prefix, sizeof prefix, "%s/tmp-batch", index)
                  : snprintf(prefix, sizeof prefix, "%s", g->options.spill);
    if (n < 0 || (size_t)n >= sizeof prefix) {
        return error_set(e, ERR_LIMIT, str_from_cstr(index ? index : g->options.spill), UINT64_MAX,
                         "path is too long");
    }
    g->in_batch = 0;
    return told(sorter_new(prefix, g->options.memory, &g->sorter), e);
}

static enum err open_gather(struct gather *g, struct error *e) {
    TRY(told(mapper_init(&g->mapper, &g->store, g->options.parts), e));
    g->worker = arena_array(&g->store, g->options.n_workers, sizeof *g->worker);
    if (!g->worker) {
        return told(g->store.last, e);
    }
    while (g->n_ready < g->options.n_workers) {
        TRY(told(mapper_worker_init(&g->worker[g->n_ready++]), e));
    }
    TRY(told(map_init(&g->known, &g->store, 64), e));
    TRY(told(map_init(&g->fresh, &g->store, 64), e));
    if (g->options.index) {
        TRY(shelf_open(g->options.index, KIND, &g->shelf, e));
        g->n_known = shelf_records(g->shelf);
    }
    return open_sorter(g, e);
}

enum err gather_open(const struct gather_options *options, struct gather **out, struct error *e) {
    arena store;
    arena_init(&store, 0);
    struct gather *g = arena_new(&store, struct gather);
    if (!g) {
        return told(store.last, e);
    }
    g->store = store; /* moved: its first block holds the handle itself */
    g->options = *options;
    g->options.memory = options->memory ? options->memory : STANDARD_MEMORY;
    g->options.n_workers = options->n_workers ? options->n_workers : 1;
    arena_init(&g->reading, 0);
    enum err code = open_gather(g, e);
    if (code != ERR_OK) {
        gather_close(g);
        return code;
    }
    *out = g;
    return ERR_OK;
}

void gather_close(struct gather *g) {
    if (!g) {
        return;
    }
    sorter_free(g->sorter);
    shelf_close(g->shelf);
    for (unsigned w = 0; w < g->n_ready; w++) {
        mapper_worker_done(&g->worker[w]);
    }
    arena_done(&g->reading);
    arena store = g->store;
    arena_done(&store);
}

/* Put the batch into the index. */
static enum err end_batch(struct gather *g, struct error *e) {
    TRY(sorter_finish(g->sorter, e));
    if (g->in_batch) {
        TRY(shelf_add(g->shelf, sorter_next, g->sorter, e));
    }
    sorter_free(g->sorter);
    g->sorter = NULL;
    return open_sorter(g, e);
}

enum err gather_add(struct gather *g, str key, str value, struct error *e) {
    TRY(read_known(g, e));
    if (g->shelf) {
        if (is_in(&g->known, key) || is_in(&g->fresh, key)) {
            return ERR_OK;
        }
        TRY(told(map_put(&g->fresh, hash_bytes(key), 1), e));
    }
    TRY(sorter_add(g->sorter, key, value, e));
    g->n_added++;
    g->in_batch += key.len + value.len;
    size_t most = g->options.memory < BATCH_BYTES ? g->options.memory : BATCH_BYTES;
    return g->shelf && g->in_batch >= most ? end_batch(g, e) : ERR_OK;
}

/* ---- the map step on the threads of the reader ---- */

/* A record for each document of a piece; an empty value = the index has it. */
struct mapped {
    str *key;
    str *value;
};

static enum err map_document(struct gather *g, arena *a, const struct document *doc,
                             unsigned worker, str *key, str *value) {
    buf b;
    buf_init(&b, LARGEST_ENTRY);
    enum err code = entry_key(&b, doc);
    if (code == ERR_OK) {
        *key = arena_copy(a, buf_str(&b));
        code = key->ptr ? ERR_OK : a->last;
    }
    /* A report that comes twice is mapped twice and kept once. */
    if (code == ERR_OK && !is_in(&g->known, *key)) {
        buf_clear(&b);
        code = mapper_map(&g->mapper, &g->worker[worker], doc, &b);
        if (code == ERR_OK) {
            *value = arena_copy(a, buf_str(&b));
            code = value->ptr ? ERR_OK : a->last;
        }
    }
    buf_done(&b);
    return code;
}

static enum err map_piece(void *ctx, arena *a, struct read_result *part, unsigned worker) {
    struct gather *g = ctx;
    struct mapped *m = arena_new(a, struct mapped);
    if (!m) {
        return a->last;
    }
    m->key = arena_array(a, part->n_docs, sizeof *m->key);
    m->value = arena_array(a, part->n_docs, sizeof *m->value);
    if (!m->key || !m->value) {
        return a->last;
    }
    for (size_t i = 0; i < part->n_docs; i++) {
        TRY(map_document(g, a, &part->doc[i], worker, &m->key[i], &m->value[i]));
    }
    part->mapped = m;
    return ERR_OK;
}

struct reading {
    struct gather *g;
    read_sink *told;
    record_sink *take; /* NULL = they are gathered */
    void *ctx;
    struct error *e;
};

static enum err take(void *ctx, const struct read_result *part) {
    struct reading *r = ctx;
    const struct mapped *m = part->mapped;
    TRY(r->told ? r->told(r->ctx, part) : ERR_OK);
    for (size_t i = 0; i < part->n_docs; i++) {
        if (m->value[i].len) {
            TRY(r->take ? r->take(r->ctx, m->key[i], m->value[i])
                        : gather_add(r->g, m->key[i], m->value[i], r->e));
        }
    }
    return ERR_OK;
}

static enum err stream(struct reading *reading, const char *const *path, size_t n,
                       const struct read_options *options) {
    struct read_options o = *options;
    o.n_workers = reading->g->options.n_workers;
    o.without_hash = true;
    o.map = map_piece;
    o.map_ctx = reading->g;
    return told(reader_stream(path, n, &o, take, reading), reading->e);
}

enum err gather_read(struct gather *g, const char *const *path, size_t n,
                     const struct read_options *options, read_sink *told_piece, void *ctx,
                     struct error *e) {
    TRY(n ? read_known(g, e) : ERR_OK); /* before threads ask */
    return stream(&(struct reading){g, told_piece, NULL, ctx, e}, path, n, options);
}

enum err gather_map(struct gather *g, const char *const *path, size_t n,
                    const struct read_options *options, read_sink *told_piece, record_sink *sink,
                    void *ctx) {
    struct error e = {0};
    return stream(&(struct reading){g, told_piece, sink, ctx, &e}, path, n, options);
}

/* Add the record of one line, or tell what is wrong with it. */
static enum err add_line(struct gather *g, const char *path, const struct input_line *line,
                         buf record[2], const struct line_told *teller, struct error *e) {
    const char *what = "the line is too long";
    enum err code =
        line->is_cut ? ERR_INPUT : record_line_read(line->text, &record[0], &record[1], &what);
    if (code == ERR_OK) {
        what = "a record that is no report, or from another machine";
        code = mapper_check(buf_str(&record[1]), g->options.parts);
    }
    if (code == ERR_OK) {
        return gather_add(g, buf_str(&record[0]), buf_str(&record[1]), e);
    }
    if (code != ERR_INPUT) {
        return told(code, e);
    }
    struct error fault;
    error_set(&fault, ERR_INPUT, str_from_cstr(path), line->pos, "%s", what);
    return teller->damaged(teller->ctx, &fault);
}

enum err gather_lines(struct gather *g, const char *path, const struct line_told *teller,
                      struct error *e) {
    struct input in;
    struct input_line line;
    buf record[2];
    TRY(input_open(&in, path, e));
    buf_init(&record[0], RUN_MOST_KEY);
    buf_init(&record[1], LARGEST_ENTRY);
    enum err code;
    while ((code = input_line_next(&in, LARGEST_LINE, &line, e)) == ERR_OK) {
        code = line.text.len || line.is_cut ? add_line(g, path, &line, record, teller, e) : ERR_OK;
        if (code == ERR_OK && teller->read && !teller->read(teller->ctx, line.pos)) {
            code = ERR_CANCEL;
        }
        if (code != ERR_OK) {
            break;
        }
    }
    buf_done(&record[0]);
    buf_done(&record[1]);
    input_close(&in);
    return code == ERR_MISSING ? ERR_OK : code;
}

enum err gather_finish(struct gather *g, struct error *e) {
    if (!g->shelf) {
        return sorter_finish(g->sorter, e);
    }
    TRY(end_batch(g, e));
    return shelf_read(g->shelf, &g->reading, &g->merge, e);
}

enum err gather_next(void *gather, struct record *out, struct error *e) {
    struct gather *g = gather;
    return g->shelf ? merge_next(g->merge, out, e) : sorter_next(g->sorter, out, e);
}

bool gather_is_too_large(const struct gather *g) {
    return g->shelf ? shelf_bytes(g->shelf) > g->options.memory / MAPPED_SHARE
                    : sorter_spilled(g->sorter) > 0;
}

size_t gather_memory(const struct gather *g) {
    return g->options.memory;
}

void gather_relax(struct gather *g, size_t n) {
    if (atomic_fetch_add(&g->looked_at, n) < g->options.memory / RELAX_SHARE ||
        !gather_is_too_large(g)) {
        return;
    }
    atomic_store(&g->looked_at, 0);
    if (g->shelf) {
        shelf_relax(g->shelf);
    } else {
        sorter_relax(g->sorter);
    }
}

uint64_t gather_n_known(const struct gather *g) {
    return g->n_known;
}

uint64_t gather_n_added(const struct gather *g) {
    return g->n_added;
}
