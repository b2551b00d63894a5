/* reader.c - walks paths, recognises what each file holds by its first bytes and hands it to the
 * reader of that format. A file's bytes live in a scratch arena that ends with the file; what is
 * kept lives in the caller's. */
#include "read/reader.h"

#include "base/file.h"
#include "base/limits.h"
#include "read/ledger.h"
#include "read/lines.h"
#include "read/plain.h"

enum err reader_add_text(arena *a, str source, str bytes, struct read_result *out) {
    TRY(ledger_open(a, out));
    str start =
        str_starts_with(bytes, STR("\xef\xbb\xbf")) ? str_slice(bytes, 3, bytes.len) : bytes;
    start = str_trim(start);
    return start.len && start.ptr[0] == '{' ? lines_read(a, source, bytes, out)
                                            : plain_read(a, source, bytes, out);
}

static enum err read_file(arena *a, const char *path, struct read_result *out) {
    arena scratch;
    struct error e;
    str bytes;
    arena_init(&scratch, 0);
    enum err code = file_read(&scratch, path, LIMIT_FILE_BYTES, &bytes, &e);
    if (code == ERR_IO || code == ERR_LIMIT) {
        code = ledger_refuse(a, out, &e);
    } else if (code == ERR_OK) {
        code = reader_add_text(a, str_from_cstr(path), bytes, out);
    }
    arena_done(&scratch);
    return code;
}

static enum err read_folder(arena *a, const char *path, struct read_result *out) {
    struct error e;
    str *file;
    size_t n;
    enum err code = file_list(a, path, &file, &n, &e);
    if (code == ERR_IO || code == ERR_LIMIT) {
        return ledger_refuse(a, out, &e);
    }
    TRY(code);
    if (n == 0) {
        error_set(&e, ERR_MISSING, str_from_cstr(path), UINT64_MAX, "the folder holds no files");
        return ledger_refuse(a, out, &e);
    }
    for (size_t i = 0; i < n; i++) {
        if (str_ends_with(file[i], STR(".md"))) {
            error_set(&e, ERR_INPUT, file[i], UINT64_MAX,
                      "Markdown in a folder is not read; name the file to read it");
            TRY(ledger_warn(a, out, &e));
        } else {
            TRY(read_file(a, file[i].ptr, out));
        }
    }
    return ERR_OK;
}

enum err reader_read(arena *a, const char *const *path, size_t n, struct read_result *out) {
    *out = (struct read_result){0};
    TRY(ledger_open(a, out));
    for (size_t i = 0; i < n; i++) {
        struct error e;
        switch (file_kind_of(path[i])) {
        case FILE_FOLDER:
            TRY(read_folder(a, path[i], out));
            break;
        case FILE_PLAIN:
        case FILE_OTHER:
            TRY(read_file(a, path[i], out));
            break;
        case FILE_MISSING:
            error_set(&e, ERR_MISSING, str_from_cstr(path[i]), UINT64_MAX,
                      "no such file or folder");
            TRY(ledger_refuse(a, out, &e));
            break;
        }
    }
    return ERR_OK;
}
