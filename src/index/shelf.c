/* shelf.c - the order of steps that keeps a shelf whole:
 *
 *   write run-N, fsync -> fsync the folder -> write MANIFEST beside, fsync, rename -> fsync the
 * folder
 *
 * Until the rename the old manifest counts and run-N is litter; from then on the new one. A merge
 * goes the same way, with the files it replaces removed last. Merging reads and writes runs that
 * nothing changes any more, so it needs no lock against reading; only the thread of the shelf's
 * owner touches the list. Cost: each record is written once a level. */
#include "index/shelf.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "index/manifest.h"

enum { PATH_ROOM = 4096, MANIFEST_BYTES = 1 << 20 };

/* A merge in its thread. */
struct merging {
    pthread_t thread;
    bool is_running;
    uint32_t level;  /* of the runs that are merged */
    uint32_t number; /* of the new run */
    const struct run *from[SHELF_MERGE_RUNS];
    char path[PATH_ROOM];
    enum err code;
    struct error error;
};

struct shelf {
    arena store;
    const char *folder;
    const char *kind;
    int lock;
    uint32_t next_number;
    struct manifest_run told[SHELF_MOST_RUNS];
    struct run *run[SHELF_MOST_RUNS];
    size_t n;
    struct merging merging;
};

static enum err too_long(const struct shelf *s, struct error *e) {
    return error_set(e, ERR_LIMIT, str_from_cstr(s->folder), UINT64_MAX, "path is too long");
}

static enum err path_of(const struct shelf *s, const char *name, char path[PATH_ROOM],
                        struct error *e) {
    int n = snprintf(path, PATH_ROOM, "%s/%s", s->folder, name);
    return n > 0 && n < PATH_ROOM ? ERR_OK : too_long(s, e);
}

static enum err path_of_run(const struct shelf *s, uint32_t number, char path[PATH_ROOM],
                            struct error *e) {
    char name[32];
    snprintf(name, sizeof name, "run-%06" PRIu32, number);
    return path_of(s, name, path, e);
}

/* Replace the list of runs; its folder has to be synced afterwards. */
static enum err save(const struct shelf *s, const struct manifest_run *told, size_t n,
                     struct error *e) {
    char path[PATH_ROOM];
    buf text;
    buf_init(&text, MANIFEST_BYTES);
    TRY(path_of(s, "MANIFEST", path, e));
    manifest_write(s->kind, told, n, &text);
    enum err code = text.failed;
    if (code != ERR_OK) {
        error_set(e, code, str_from_cstr(path), UINT64_MAX, "%s", err_name(code));
    } else {
        code = file_write_whole(path, buf_str(&text), e);
    }
    buf_done(&text);
    return code;
}

static enum err open_one(struct shelf *s, const struct manifest_run *told, struct run **out,
                         struct error *e) {
    char path[PATH_ROOM];
    struct run *run = arena_new(&s->store, struct run);
    if (!run) {
        return error_set(e, s->store.last, str_from_cstr(s->folder), UINT64_MAX, "%s",
                         err_name(s->store.last));
    }
    TRY(path_of_run(s, told->number, path, e));
    TRY(run_open(run, path, e));
    if (run->n_records != told->records || run->bytes.len != told->bytes) {
        run_close(run);
        return error_set(e, ERR_INPUT, str_from_cstr(path), UINT64_MAX,
                         "not the run that the manifest tells of: %" PRIu64 " records in %" PRIu64
                         " bytes are expected",
                         told->records, told->bytes);
    }
    *out = run;
    return ERR_OK;
}

static enum err open_all(struct shelf *s, struct error *e) {
    char path[PATH_ROOM];
    TRY(path_of(s, "MANIFEST", path, e));
    if (file_kind_of(path) == FILE_MISSING) {
        TRY(save(s, NULL, 0, e));
        return file_sync_folder(s->folder, e);
    }
    str text;
    size_t n;
    TRY(file_read(&s->store, path, MANIFEST_BYTES, &text, e));
    TRY(manifest_read(text, s->kind, path, SHELF_MOST_RUNS, s->told, &n, e));
    for (size_t i = 0; i < n; i++) {
        TRY(open_one(s, &s->told[i], &s->run[i], e));
        s->n++;
        s->next_number = s->told[i].number > s->next_number ? s->told[i].number : s->next_number;
    }
    return ERR_OK;
}

static bool counts(const struct shelf *s, const char *name) {
    for (size_t i = 0; i < s->n; i++) {
        char run[32];
        snprintf(run, sizeof run, "run-%06" PRIu32, s->told[i].number);
        if (strcmp(run, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Remove what a stopped process left: runs that don't count and manifests that weren't renamed.
 * Anything else in the folder isn't ours and stays. */
static enum err sweep(struct shelf *s, struct error *e) {
    str *path;
    size_t n;
    arena_pos m = arena_mark(&s->store);
    TRY(file_list(&s->store, s->folder, &path, &n, e));
    size_t start = strlen(s->folder) + 1;
    for (size_t i = 0; i < n; i++) {
        const char *name = path[i].ptr + (path[i].len > start ? start : 0);
        bool litter = (strncmp(name, "run-", 4) == 0 && !counts(s, name)) ||
                      strncmp(name, "MANIFEST.tmp", 12) == 0 || strncmp(name, "tmp-", 4) == 0;
        if (litter && !strchr(name, '/')) {
            unlink(path[i].ptr);
        }
    }
    arena_reset(&s->store, m);
    return ERR_OK;
}

static enum err open_shelf(struct shelf *s, struct error *e) {
    char path[PATH_ROOM];
    TRY(file_make_folder(s->folder, e));
    TRY(path_of(s, "LOCK", path, e));
    TRY(file_lock(path, &s->lock, e));
    TRY(open_all(s, e));
    return sweep(s, e);
}

enum err shelf_open(const char *folder, const char *kind, struct shelf **out, struct error *e) {
    arena store;
    arena_init(&store, 0);
    struct shelf *s = arena_new(&store, struct shelf);
    if (!s) {
        return error_set(e, store.last, str_from_cstr(folder), UINT64_MAX, "%s",
                         err_name(store.last));
    }
    s->store = store; /* moved: its first block holds the shelf itself */
    s->lock = -1;
    s->folder = arena_copy(&s->store, (str){folder, strlen(folder) + 1}).ptr;
    s->kind = arena_copy(&s->store, (str){kind, strlen(kind) + 1}).ptr;
    enum err code = s->folder && s->kind ? open_shelf(s, e)
                                         : error_set(e, s->store.last, str_from_cstr(folder),
                                                     UINT64_MAX, "%s", err_name(s->store.last));
    if (code != ERR_OK) {
        shelf_close(s);
        return code;
    }
    *out = s;
    return ERR_OK;
}

/* Put the finished run at `path` into the list: behind the others, or in place of those of a merge
 * of level `replaced`. On an error the file is gone and the list as it was, unless the last sync
 * failed: then both are new, and only a crash could bring the old list back. */
static enum err take(struct shelf *s, const char *path, uint32_t number, uint32_t level,
                     uint32_t replaced, struct error *e) {
    struct manifest_run told[SHELF_MOST_RUNS];
    struct run *run[SHELF_MOST_RUNS];
    struct run *fresh = arena_new(&s->store, struct run);
    size_t n = 0;
    if (!fresh) {
        unlink(path);
        return error_set(e, s->store.last, str_from_cstr(path), UINT64_MAX, "%s",
                         err_name(s->store.last));
    }
    enum err opened = run_open(fresh, path, e);
    if (opened != ERR_OK) {
        unlink(path);
        return opened;
    }
    uint32_t left = replaced == UINT32_MAX ? 0 : SHELF_MERGE_RUNS;
    for (size_t i = 0; i < s->n; i++) {
        if (left && s->told[i].level == replaced) {
            left--;
            continue;
        }
        told[n] = s->told[i];
        run[n++] = s->run[i];
    }
    told[n] = (struct manifest_run){number, level, fresh->n_records, fresh->bytes.len};
    run[n++] = fresh;
    enum err code = file_sync_folder(s->folder, e);
    code = code == ERR_OK ? save(s, told, n, e) : code;
    if (code != ERR_OK) {
        run_close(fresh);
        unlink(path);
        return code;
    }
    memcpy(s->told, told, n * sizeof *told);
    memcpy(s->run, run, n * sizeof *run);
    s->n = n;
    return file_sync_folder(s->folder, e);
}

static void *merge_runs(void *ctx) {
    struct merging *m = ctx;
    arena a;
    struct run_cursor cursor[SHELF_MERGE_RUNS];
    struct merge_source source[SHELF_MERGE_RUNS];
    struct merge *merge;
    arena_init(&a, 0);
    for (size_t i = 0; i < SHELF_MERGE_RUNS; i++) {
        run_cursor_init(&cursor[i], m->from[i]);
        source[i] = (struct merge_source){merge_from_run, &cursor[i]};
    }
    m->code = merge_new(&a, source, SHELF_MERGE_RUNS, &merge);
    if (m->code != ERR_OK) {
        error_set(&m->error, m->code, str_from_cstr(m->path), UINT64_MAX, "%s", err_name(m->code));
    } else {
        m->code = merge_write(merge_next, merge, m->path, MERGE_KEEP, &m->error);
    }
    arena_done(&a);
    return NULL;
}

/* Wait for the merge and put its run in the place of the old ones. A merge that failed leaves
 * everything as it was. */
static enum err end_merge(struct shelf *s, struct error *e) {
    struct merging *m = &s->merging;
    if (!m->is_running) {
        return ERR_OK;
    }
    pthread_join(m->thread, NULL);
    m->is_running = false;
    if (m->code != ERR_OK) {
        if (e) {
            *e = m->error;
        }
        return m->code;
    }
    TRY(take(s, m->path, m->number, m->level + 1, m->level, e));
    for (size_t i = 0; i < SHELF_MERGE_RUNS; i++) {
        struct run *old = (struct run *)(uintptr_t)m->from[i];
        unlink(old->path);
        run_close(old);
    }
    return ERR_OK;
}

/* The lowest level with SHELF_MERGE_RUNS runs, or UINT32_MAX. */
static uint32_t full_level(const struct shelf *s) {
    size_t n_of[65] = {0};
    uint32_t best = UINT32_MAX;
    for (size_t i = 0; i < s->n; i++) {
        n_of[s->told[i].level]++;
    }
    for (uint32_t level = 0; level < 64 && best == UINT32_MAX; level++) {
        best = n_of[level] >= SHELF_MERGE_RUNS ? level : UINT32_MAX;
    }
    return best;
}

static enum err begin_merge(struct shelf *s, struct error *e) {
    struct merging *m = &s->merging;
    uint32_t level = full_level(s);
    if (m->is_running || level == UINT32_MAX) {
        return ERR_OK;
    }
    size_t n = 0;
    for (size_t i = 0; i < s->n && n < SHELF_MERGE_RUNS; i++) {
        if (s->told[i].level == level) {
            m->from[n++] = s->run[i];
        }
    }
    m->level = level;
    m->number = ++s->next_number;
    TRY(path_of_run(s, m->number, m->path, e));
    if (pthread_create(&m->thread, NULL, merge_runs, m) == 0) {
        m->is_running = true;
        return ERR_OK;
    }
    return ERR_OK; /* no thread: the next addition tries again, and reading works as it is */
}

void shelf_close(struct shelf *s) {
    if (!s) {
        return;
    }
    end_merge(s, NULL); /* a merge that failed lost nothing */
    for (size_t i = 0; i < s->n; i++) {
        run_close(s->run[i]);
    }
    if (s->lock >= 0) {
        file_unlock(s->lock);
    }
    arena store = s->store;
    arena_done(&store);
}

enum err shelf_add(struct shelf *s, record_next *next, void *ctx, struct error *e) {
    char path[PATH_ROOM];
    if (s->n + 1 >= SHELF_MOST_RUNS) {
        TRY(shelf_settle(s, e));
    }
    uint32_t number = ++s->next_number;
    TRY(path_of_run(s, number, path, e));
    TRY(merge_write(next, ctx, path, MERGE_KEEP, e));
    TRY(take(s, path, number, 0, UINT32_MAX, e));
    /* What was to be added is safe now. A merge that fails, on a full disk say, leaves more runs to
     * read and is tried again later. */
    if (full_level(s) != UINT32_MAX) {
        (void)end_merge(s, NULL);
    }
    (void)begin_merge(s, NULL);
    return ERR_OK;
}

enum err shelf_settle(struct shelf *s, struct error *e) {
    TRY(end_merge(s, e));
    while (full_level(s) != UINT32_MAX) {
        TRY(begin_merge(s, e));
        if (!s->merging.is_running) {
            return ERR_OK;
        }
        TRY(end_merge(s, e));
    }
    return ERR_OK;
}

enum err shelf_read(struct shelf *s, arena *a, struct merge **out, struct error *e) {
    (void)end_merge(s, NULL); /* one that failed changed nothing */
    struct run_cursor *cursor = arena_array(a, s->n, sizeof *cursor);
    struct merge_source *source = arena_array(a, s->n, sizeof *source);
    enum err code = cursor && source ? ERR_OK : a->last;
    for (size_t i = 0; code == ERR_OK && i < s->n; i++) {
        run_cursor_init(&cursor[i], s->run[i]);
        source[i] = (struct merge_source){merge_from_run, &cursor[i]};
    }
    code = code == ERR_OK ? merge_new(a, source, s->n, out) : code;
    return code == ERR_OK
               ? code
               : error_set(e, code, str_from_cstr(s->folder), UINT64_MAX, "%s", err_name(code));
}

void shelf_relax(const struct shelf *s) {
    for (size_t i = 0; i < s->n; i++) {
        run_relax(s->run[i]);
    }
}

uint64_t shelf_bytes(const struct shelf *s) {
    uint64_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        n += s->run[i]->bytes.len;
    }
    return n;
}

uint64_t shelf_records(const struct shelf *s) {
    uint64_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        n += s->told[i].records;
    }
    return n;
}

size_t shelf_runs(const struct shelf *s) {
    return s->n;
}
