/* file_queue.c - all names are known before the first byte is read, so that what reports are called
 * depends neither on the order of the paths nor on what the files hold, and progress knows the
 * whole. A path that can't be looked at takes its place in the queue as a problem. */
#include "read/file_queue.h"

#include "base/file.h"
#include "base/sort.h"
#include "base/vec.h"

/* Endings that say how a file is packed; the one before them says what it holds. */
static const char *const packing[] = {".gz", ".zst", ".zstd", ".bgz"};

static str without_packing(str name) {
    for (size_t i = 0; i < sizeof packing / sizeof *packing; i++) {
        str ending = str_from_cstr(packing[i]);
        if (name.len > ending.len && str_ends_with(name, ending)) {
            return str_slice(name, 0, name.len - ending.len);
        }
    }
    return name;
}

str file_queue_id(str path) {
    str name = path;
    for (size_t i = path.len; i-- > 0;) {
        if (path.ptr[i] == '/') {
            name = str_slice(path, i + 1, path.len);
            break;
        }
    }
    name = without_packing(name);
    for (size_t i = name.len; i-- > 1;) {
        if (name.ptr[i] == '.') {
            return str_slice(name, 0, i);
        }
    }
    return str_equals(name, STR("-")) || name.len == 0 ? STR("stdin") : name;
}

static enum err push_problem(arena *a, struct file_queue *q, const struct error *e, bool warning) {
    struct error *kept = arena_new(a, struct error);
    if (!kept) {
        return a->last;
    }
    *kept = *e;
    return vec_push(a, q, (struct queued){.problem = kept, .is_warning = warning});
}

static enum err push_file(arena *a, struct file_queue *q, str path) {
    q->n_bytes += file_size(path.ptr);
    return vec_push(a, q, (struct queued){.path = path, .id = file_queue_id(path)});
}

/* A file met in a folder. A read-me beside the reports is no report: Markdown is read only when it
 * is named. *n_files counts those that are read. */
static enum err push_found(arena *a, struct file_queue *q, str path, size_t *n_files) {
    struct error e;
    if (str_ends_with(path, STR(".md"))) {
        error_set(&e, ERR_INPUT, path, UINT64_MAX,
                  "Markdown in a folder is left out; name the file to read it");
        return push_problem(a, q, &e, true);
    }
    if (file_kind_of(path.ptr) == FILE_OTHER) {
        error_set(&e, ERR_INPUT, path, UINT64_MAX, "neither a file nor a folder; left out");
        return push_problem(a, q, &e, true);
    }
    ++*n_files;
    return push_file(a, q, path);
}

static enum err push_folder(arena *a, struct file_queue *q, const char *path) {
    struct error e;
    str *file;
    size_t n;
    size_t n_files = 0;
    enum err code = file_list(a, path, &file, &n, &e);
    if (code == ERR_IO || code == ERR_LIMIT) {
        return push_problem(a, q, &e, false);
    }
    TRY(code);
    for (size_t i = 0; i < n; i++) {
        TRY(push_found(a, q, file[i], &n_files));
    }
    if (n_files == 0) {
        error_set(&e, ERR_MISSING, str_from_cstr(path), UINT64_MAX, "the folder holds no reports");
        return push_problem(a, q, &e, false);
    }
    return ERR_OK;
}

static enum err push_path(arena *a, struct file_queue *q, const char *path) {
    struct error e;
    switch (file_kind_of(path)) {
    case FILE_FOLDER:
        return push_folder(a, q, path);
    case FILE_PLAIN:
    case FILE_OTHER: { /* a pipe that the shell made */
        str kept = arena_copy(a, str_from_cstr(path));
        return kept.ptr ? push_file(a, q, kept) : a->last;
    }
    case FILE_MISSING:
        error_set(&e, ERR_IO, str_from_cstr(path), UINT64_MAX, "no such file or folder");
        return push_problem(a, q, &e, false);
    }
    return ERR_OK;
}

static int by_id_and_path(const void *x, const void *y, void *ctx) {
    const struct queued *q = ctx;
    const struct queued *a = &q[*(const uint32_t *)x];
    const struct queued *b = &q[*(const uint32_t *)y];
    int order = str_compare(a->id, b->id);
    return order ? order : str_compare(a->path, b->path);
}

/* Files that share a name are called by their paths. */
static enum err part_ids(arena *a, struct file_queue *q) {
    uint32_t *order = arena_array(a, q->n, sizeof *order);
    if (!order) {
        return a->last;
    }
    for (size_t i = 0; i < q->n; i++) {
        order[i] = (uint32_t)i;
    }
    TRY(sort_stable(a, order, q->n, sizeof *order, by_id_and_path, q->v));
    for (size_t from = 0, to; from < q->n; from = to) {
        str id = q->v[order[from]].id;
        to = from + 1;
        while (to < q->n && str_equals(q->v[order[to]].id, id)) {
            to++;
        }
        for (size_t i = from; to - from > 1 && i < to; i++) {
            q->v[order[i]].id = q->v[order[i]].path;
        }
    }
    return ERR_OK;
}

enum err file_queue_fill(arena *a, const char *const *path, size_t n, struct file_queue *out) {
    for (size_t i = 0; i < n; i++) {
        TRY(push_path(a, out, path[i]));
    }
    return part_ids(a, out);
}
