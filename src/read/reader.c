/* reader.c - walks paths, recognises what each file holds by its first bytes and hands it to the
 * reader of that format. Whatever can't be read becomes a problem that names it; the rest goes on.
 * A file's bytes live in a scratch arena that ends with the file (report lines: with the line);
 * what is kept lives in the caller's. */
#include "read/reader.h"

#include "base/file.h"
#include "base/input.h"
#include "base/limits.h"
#include "read/ledger.h"
#include "read/lines.h"
#include "read/plain.h"
#include "read/sniff.h"

/* A text in UTF-16 or UTF-32 is at most this much longer than in UTF-8. */
enum { WIDEST = 4 };

static enum err refuse(arena *a, str source, enum err code, const char *what,
                       struct read_result *out) {
    struct error e;
    error_set(&e, code, source, UINT64_MAX, "%s", what);
    return ledger_refuse(a, out, &e);
}

static enum err refuse_format(arena *a, str source, const char *name, struct read_result *out) {
    struct error e;
    error_set(&e, ERR_INPUT, source, UINT64_MAX, "%s; expected a plain text or report lines", name);
    return ledger_refuse(a, out, &e);
}

/* The rest of `in` as one plain text. */
static enum err read_plain(arena *a, str source, struct input *in, struct read_result *out) {
    arena scratch;
    struct error e;
    str bytes;
    arena_init(&scratch, 0);
    enum err code = input_rest(in, &scratch, WIDEST * LIMIT_REPORT_BYTES, &bytes, &e);
    if (code == ERR_LIMIT) {
        code = refuse(a, source, ERR_LIMIT, "longer than one report may be (64 MiB)", out);
    } else if (code == ERR_IO) {
        code = ledger_refuse(a, out, &e);
    } else if (code == ERR_OK) {
        code = plain_read(a, source, bytes, out);
    }
    arena_done(&scratch);
    return code;
}

/* Whatever `in` holds. */
static enum err read_input(arena *a, str source, struct input *in, struct read_result *out) {
    struct error e;
    str start;
    const char *name;
    enum err code = input_peek(in, SNIFF_BYTES, &start, &e);
    if (code == ERR_IO) {
        return ledger_refuse(a, out, &e);
    }
    TRY(code);
    switch (sniff(start, &name)) {
    case FORMAT_LINES:
        return lines_read(a, source, in, out);
    case FORMAT_TEXT:
        return read_plain(a, source, in, out);
    case FORMAT_OTHER:
        return refuse_format(a, source, name, out);
    }
    return ERR_OK;
}

static enum err read_file(arena *a, const char *path, struct read_result *out) {
    struct input in;
    struct error e;
    enum err code = input_open(&in, path, &e);
    if (code == ERR_IO) {
        return ledger_refuse(a, out, &e);
    }
    if (code == ERR_OK) {
        code = read_input(a, str_from_cstr(path), &in, out);
        input_close(&in);
    }
    return code;
}

/* A file met in a folder. A read-me beside the reports is no report: Markdown is read only when it
 * is named. */
static enum err read_found(arena *a, str path, struct read_result *out) {
    struct error e;
    if (str_ends_with(path, STR(".md"))) {
        error_set(&e, ERR_INPUT, path, UINT64_MAX,
                  "Markdown in a folder is left out; name the file to read it");
        return ledger_warn(a, out, &e);
    }
    if (file_kind_of(path.ptr) == FILE_OTHER) {
        error_set(&e, ERR_INPUT, path, UINT64_MAX, "neither a file nor a folder; left out");
        return ledger_warn(a, out, &e);
    }
    return read_file(a, path.ptr, out);
}

static enum err read_folder(arena *a, const char *path, struct read_result *out) {
    struct error e;
    str *file;
    size_t n;
    size_t before = out->n_items;
    enum err code = file_list(a, path, &file, &n, &e);
    if (code == ERR_IO || code == ERR_LIMIT) {
        return ledger_refuse(a, out, &e);
    }
    TRY(code);
    for (size_t i = 0; i < n; i++) {
        TRY(read_found(a, file[i], out));
    }
    if (out->n_items == before) {
        return refuse(a, str_from_cstr(path), ERR_MISSING, "the folder holds no reports", out);
    }
    return ERR_OK;
}

static enum err read_path(arena *a, const char *path, struct read_result *out) {
    switch (file_kind_of(path)) {
    case FILE_FOLDER:
        return read_folder(a, path, out);
    case FILE_PLAIN:
    case FILE_OTHER: /* a pipe that the shell made */
        return read_file(a, path, out);
    case FILE_MISSING:
        return refuse(a, str_from_cstr(path), ERR_IO, "no such file or folder", out);
    }
    return ERR_OK;
}

enum err reader_read(arena *a, const char *const *path, size_t n, struct read_result *out) {
    *out = (struct read_result){0};
    TRY(ledger_open(a, out));
    out->ledger->is_deferred = true;
    for (size_t i = 0; i < n; i++) {
        TRY(read_path(a, path[i], out));
    }
    out->ledger->is_deferred = false;
    return ledger_settle(a, out);
}

enum err reader_add_text(arena *a, str source, str bytes, struct read_result *out) {
    struct input in;
    TRY(ledger_open(a, out));
    input_from_memory(&in, bytes);
    return read_input(a, source, &in, out);
}
