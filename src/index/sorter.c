/* sorter.c - external merge sort: records are collected in one buffer, sorted by index and written
 * as a run when the buffer is full; at the end the runs and the rest are merged. With more than
 * MOST_RUNS runs, these are merged into one first, so that no more files are open at a time.
 * Records are compared by the first eight bytes of their keys as one number, and by the rest only
 * on a tie. O(n log n), memory as given; nothing touches the disk when everything fits. */
#include "index/sorter.h"

#include <stdio.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/sort.h"
#include "base/vec.h"

enum { MOST_RUNS = 64, PATH_ROOM = 4096 };

/* A record in the buffer. */
struct entry {
    uint64_t prefix; /* first eight bytes of the key, big-endian */
    uint64_t pos;
    uint32_t key_len;
    uint32_t value_len;
};

struct sorter {
    arena store; /* what lives as long as the sorter */
    arena work;  /* one filling of the buffer */
    str prefix;
    size_t memory;
    buf bytes;
    VEC(struct entry) entry; /* in work */
    struct run run[MOST_RUNS];
    size_t n_runs;
    unsigned next_number;
    size_t n_spilled;
    size_t next; /* entry that the memory source gives next */
    struct run_cursor cursor[MOST_RUNS];
    struct merge *merge;
};

enum err sorter_new(const char *prefix, size_t memory, struct sorter **out) {
    arena store;
    arena_init(&store, 0);
    struct sorter *s = arena_new(&store, struct sorter);
    if (!s) {
        return store.last;
    }
    s->store = store; /* moved: the arena's head block holds the sorter itself */
    arena_init(&s->work, 0);
    s->memory = memory > MiB ? memory : MiB;
    buf_init(&s->bytes, SIZE_MAX / 4);
    s->prefix = arena_copy(&s->store, str_from_cstr(prefix));
    if (!s->prefix.ptr) {
        enum err code = s->store.last;
        sorter_free(s);
        return code;
    }
    *out = s;
    return ERR_OK;
}

static bool name_run(const struct sorter *s, unsigned number, char path[PATH_ROOM]) {
    int n = snprintf(path, PATH_ROOM, "%" STR_FMT ".%u", STR_ARG(s->prefix), number);
    return n > 0 && n < PATH_ROOM;
}

static void drop_runs(struct sorter *s) {
    for (size_t i = 0; i < s->n_runs; i++) {
        run_close(&s->run[i]);
    }
    s->n_runs = 0;
}

void sorter_free(struct sorter *s) {
    if (!s) {
        return;
    }
    drop_runs(s);
    buf_done(&s->bytes);
    arena_done(&s->work);
    arena store = s->store;
    arena_done(&store);
}

static struct record record_at(const struct sorter *s, size_t i) {
    const struct entry *x = &s->entry.v[i];
    const char *p = s->bytes.ptr + x->pos;
    return (struct record){{p, x->key_len}, {p + (x->key_len + 7) / 8 * 8, x->value_len}};
}

static int by_record(const void *px, const void *py, void *ctx) {
    const struct sorter *s = ctx;
    const struct entry *x = px;
    const struct entry *y = py;
    if (x->prefix != y->prefix) {
        return x->prefix < y->prefix ? -1 : 1;
    }
    const char *kx = s->bytes.ptr + x->pos;
    const char *ky = s->bytes.ptr + y->pos;
    int order = run_compare((str){kx, x->key_len}, (str){ky, y->key_len});
    return order ? order
                 : run_compare((str){kx + (x->key_len + 7) / 8 * 8, x->value_len},
                               (str){ky + (y->key_len + 7) / 8 * 8, y->value_len});
}

static enum err told(const struct sorter *s, enum err code, struct error *e) {
    return code == ERR_OK ? code : error_set(e, code, s->prefix, UINT64_MAX, "%s", err_name(code));
}

static enum err sort_entries(struct sorter *s, struct error *e) {
    s->next = 0;
    return told(s, sort_stable(&s->work, s->entry.v, s->entry.n, sizeof *s->entry.v, by_record, s),
                e);
}

/* The memory source. */
static enum err next_entry(void *sorter, struct record *out, struct error *e) {
    struct sorter *s = sorter;
    (void)e;
    if (s->next == s->entry.n) {
        return ERR_MISSING;
    }
    *out = record_at(s, s->next++);
    return ERR_OK;
}

/* Write what `next` gives as a new run and open it. */
static enum err write_run(struct sorter *s, record_next *next, void *ctx, struct error *e) {
    char path[PATH_ROOM];
    if (!name_run(s, s->next_number, path)) {
        return error_set(e, ERR_LIMIT, s->prefix, UINT64_MAX, "path is too long");
    }
    TRY(merge_write(next, ctx, path, MERGE_TEMPORARY, e));
    enum err code = run_open(&s->run[s->n_runs], path, e);
    unlink(path); /* its mapping stays; so nothing does when the process is killed */
    TRY(code);
    s->n_runs++;
    s->next_number++;
    s->n_spilled++;
    return ERR_OK;
}

/* A merge of all runs, and of the memory when `with_memory`. */
static enum err merge_all(struct sorter *s, arena *a, bool with_memory, struct merge **out,
                          struct error *e) {
    struct merge_source source[MOST_RUNS + 1];
    size_t n = 0;
    for (size_t i = 0; i < s->n_runs; i++) {
        run_cursor_init(&s->cursor[i], &s->run[i]);
        source[n++] = (struct merge_source){merge_from_run, &s->cursor[i]};
    }
    if (with_memory) {
        source[n++] = (struct merge_source){next_entry, s};
    }
    return told(s, merge_new(a, source, n, out), e);
}

/* All runs become one. */
static enum err join_runs(struct sorter *s, struct error *e) {
    struct merge *merge;
    char path[PATH_ROOM];
    unsigned number = s->next_number++;
    TRY(merge_all(s, &s->work, false, &merge, e));
    if (!name_run(s, number, path)) {
        return error_set(e, ERR_LIMIT, s->prefix, UINT64_MAX, "path is too long");
    }
    TRY(merge_write(merge_next, merge, path, MERGE_TEMPORARY, e));
    drop_runs(s);
    enum err code = run_open(&s->run[0], path, e);
    unlink(path);
    TRY(code);
    s->n_runs++;
    return ERR_OK;
}

static enum err spill(struct sorter *s, struct error *e) {
    TRY(sort_entries(s, e));
    if (s->n_runs == MOST_RUNS) {
        TRY(join_runs(s, e));
    }
    TRY(write_run(s, next_entry, s, e));
    buf_clear(&s->bytes);
    s->entry.v = NULL;
    s->entry.n = 0;
    s->entry.cap = 0;
    arena_done(&s->work);
    arena_init(&s->work, 0);
    return ERR_OK;
}

static uint64_t prefix_of(str key) {
    uint64_t prefix = 0;
    for (size_t i = 0; i < 8; i++) {
        prefix = prefix << 8 | (i < key.len ? (unsigned char)key.ptr[i] : 0);
    }
    return prefix;
}

static void add_filled(buf *b, str s) {
    static const char zero[8] = {0};
    buf_add(b, s);
    buf_add(b, (str){zero, (8 - s.len % 8) % 8});
}

enum err sorter_add(struct sorter *s, str key, str value, struct error *e) {
    if (key.len > RUN_MOST_KEY || value.len > UINT32_MAX) {
        return error_set(e, ERR_LIMIT, s->prefix, UINT64_MAX,
                         "a record with a key of %zu and a value of %zu bytes", key.len, value.len);
    }
    /* Sorting needs the entries twice. */
    size_t used = s->bytes.len + 2 * s->entry.n * sizeof *s->entry.v;
    if (s->entry.n && used + key.len + value.len > s->memory) {
        TRY(spill(s, e));
    }
    struct entry x = {prefix_of(key), s->bytes.len, (uint32_t)key.len, (uint32_t)value.len};
    add_filled(&s->bytes, key);
    add_filled(&s->bytes, value);
    TRY(told(s, s->bytes.failed, e));
    return told(s, vec_push(&s->work, &s->entry, x), e);
}

enum err sorter_finish(struct sorter *s, struct error *e) {
    if (s->n_runs && s->entry.n) {
        TRY(spill(s, e)); /* the memory is wanted by what comes next */
    }
    if (s->n_runs) {
        buf_done(&s->bytes);
    }
    TRY(sort_entries(s, e));
    return merge_all(s, &s->store, true, &s->merge, e);
}

enum err sorter_next(void *sorter, struct record *out, struct error *e) {
    struct sorter *s = sorter;
    return merge_next(s->merge, out, e);
}

void sorter_relax(const struct sorter *s) {
    for (size_t i = 0; i < s->n_runs; i++) {
        run_relax(&s->run[i]);
    }
}

size_t sorter_spilled(const struct sorter *s) {
    return s->n_spilled;
}
