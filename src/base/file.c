/* file.c - POSIX files with errors that name the path and the reason.
 * file_write_whole promises old or new, never half: write to "path.tmpXXXXXX", fsync, rename; the
 * temporary file is removed on every way out. file_list sorts bytewise, since readdir's order
 * differs between machines. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/sort.h"
#include "base/vec.h"

enum { CHUNK = 1 << 16 };

struct paths {
    VEC(str) list;
};

static enum err io_error(struct error *e, const char *path, const char *doing) {
    return error_set(e, errno == ENOMEM ? ERR_NOMEM : ERR_IO, str_from_cstr(path), UINT64_MAX,
                     "%s: %s", doing, strerror(errno));
}

enum file_kind file_kind_of(const char *path) {
    struct stat st;
    if (strcmp(path, "-") == 0) {
        return FILE_PLAIN;
    }
    if (stat(path, &st) != 0) {
        return FILE_MISSING;
    }
    return S_ISDIR(st.st_mode) ? FILE_FOLDER : S_ISREG(st.st_mode) ? FILE_PLAIN : FILE_OTHER;
}

uint64_t file_size(const char *path) {
    struct stat st;
    return strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISREG(st.st_mode)
               ? (uint64_t)st.st_size
               : 0;
}

/* Read on until the end of `fd` or until `b` holds more than `max` bytes. */
static enum err read_all(int fd, const char *path, size_t max, buf *b, struct error *e) {
    for (;;) {
        enum err code = buf_reserve(b, CHUNK);
        if (code != ERR_OK) {
            return error_set(e, code, str_from_cstr(path), b->len, "%s", err_name(code));
        }
        ssize_t n = read(fd, b->ptr + b->len, CHUNK);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return io_error(e, path, "reading");
        }
        if (n == 0) {
            return ERR_OK;
        }
        b->len += (size_t)n;
        if (b->len > max) {
            return error_set(e, ERR_LIMIT, str_from_cstr(path), max,
                             "longer than %zu bytes, the most that is read as one piece", max);
        }
    }
}

enum err file_read(arena *a, const char *path, size_t max, str *out, struct error *e) {
    int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return io_error(e, path, "opening");
    }
    buf b;
    buf_init(&b, max + 2 * CHUNK);
    enum err code = read_all(fd, path, max, &b, e);
    if (code == ERR_OK) {
        *out = arena_copy(a, buf_str(&b));
        code = out->ptr ? ERR_OK
                        : error_set(e, a->last, str_from_cstr(path), UINT64_MAX, "%s",
                                    err_name(a->last));
    }
    buf_done(&b);
    close(fd);
    return code;
}

/* The folders above the one being listed, so that a link to one of them isn't followed round and
 * round. */
struct above {
    const struct above *next;
    dev_t device;
    ino_t inode;
};

static bool is_above(const struct above *above, const struct stat *st) {
    for (; above; above = above->next) {
        if (above->device == st->st_dev && above->inode == st->st_ino) {
            return true;
        }
    }
    return false;
}

static enum err list_folder(arena *a, const char *folder, const struct above *above, int depth,
                            struct paths *out, struct error *e);

static enum err list_entry(arena *a, const char *folder, const char *name,
                           const struct above *above, int depth, struct paths *out,
                           struct error *e) {
    size_t len = strlen(folder);
    size_t size = len + strlen(name) + 2;
    char *path = arena_alloc(a, size);
    if (!path) {
        return error_set(e, a->last, str_from_cstr(folder), UINT64_MAX, "%s", err_name(a->last));
    }
    snprintf(path, size, "%s%s%s", folder, len && folder[len - 1] == '/' ? "" : "/", name);
    enum err code = ERR_IO;
    if (depth < LIMIT_PATH_DEPTH && file_kind_of(path) == FILE_FOLDER) {
        code = list_folder(a, path, above, depth + 1, out, e);
    }
    return code == ERR_IO ? vec_push(a, &out->list, str_from_cstr(path)) : code;
}

static enum err list_folder(arena *a, const char *folder, const struct above *above, int depth,
                            struct paths *out, struct error *e) {
    DIR *dir = opendir(folder);
    struct stat st;
    if (!dir) {
        return io_error(e, folder, "opening the folder");
    }
    enum err code = ERR_OK;
    if (fstat(dirfd(dir), &st) == 0 && !is_above(above, &st)) {
        struct above here = {above, st.st_dev, st.st_ino};
        for (struct dirent *entry = readdir(dir); entry && code == ERR_OK; entry = readdir(dir)) {
            if (entry->d_name[0] != '.') {
                code = list_entry(a, folder, entry->d_name, &here, depth, out, e);
            }
        }
    }
    closedir(dir);
    return code;
}

static int by_bytes(const void *x, const void *y, void *ctx) {
    (void)ctx;
    return str_compare(*(const str *)x, *(const str *)y);
}

enum err file_list(arena *a, const char *folder, str **path, size_t *n, struct error *e) {
    struct paths found = {0};
    TRY(list_folder(a, folder, NULL, 0, &found, e));
    TRY(sort_stable(a, found.list.v, found.list.n, sizeof(str), by_bytes, NULL));
    *path = found.list.v;
    *n = found.list.n;
    return ERR_OK;
}

static bool write_fully(int fd, str content) {
    for (size_t done = 0; done < content.len;) {
        ssize_t n = write(fd, content.ptr + done, content.len - done);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        done += (size_t)n;
    }
    return true;
}

enum err file_write_whole(const char *path, str content, struct error *e) {
    char tmp[4096];
    int n = snprintf(tmp, sizeof tmp, "%s.tmpXXXXXX", path);
    if (n < 0 || (size_t)n >= sizeof tmp) {
        return error_set(e, ERR_LIMIT, str_from_cstr(path), UINT64_MAX, "path is too long");
    }
    int fd = mkstemp(tmp);
    if (fd < 0) {
        return io_error(e, path, "making a file beside it");
    }
    mode_t mask = umask(0);
    umask(mask);
    enum err code = ERR_OK;
    if (!write_fully(fd, content) || fchmod(fd, 0666 & ~mask) != 0 || fsync(fd) != 0) {
        code = io_error(e, path, "writing");
    }
    if (close(fd) != 0 && code == ERR_OK) {
        code = io_error(e, path, "writing");
    }
    if (code == ERR_OK && rename(tmp, path) != 0) {
        code = io_error(e, path, "putting the new file in place");
    }
    if (code != ERR_OK) {
        unlink(tmp);
    }
    return code;
}

enum err file_sync_folder(const char *folder, struct error *e) {
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return io_error(e, folder, "opening the folder");
    }
    /* Some file systems don't sync folders (EINVAL); their renames are as safe as they get. */
    enum err code = fsync(fd) == 0 || errno == EINVAL ? ERR_OK : io_error(e, folder, "writing");
    close(fd);
    return code;
}

enum err file_make_folder(const char *folder, struct error *e) {
    if (mkdir(folder, 0777) == 0 || file_kind_of(folder) == FILE_FOLDER) {
        return ERR_OK;
    }
    return io_error(e, folder, "making the folder");
}

enum err file_lock(const char *path, int *lock, struct error *e) {
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) {
        return io_error(e, path, "making the file");
    }
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        enum err code = errno == EWOULDBLOCK
                            ? error_set(e, ERR_USAGE, str_from_cstr(path), UINT64_MAX,
                                        "another process is at work here; wait for its end")
                            : io_error(e, path, "locking");
        close(fd);
        return code;
    }
    *lock = fd;
    return ERR_OK;
}

void file_unlock(int lock) {
    close(lock);
}
