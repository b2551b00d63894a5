/* output.c - write(2) through a buffer of a mebibyte, fsync(2) at the end, mmap(2) for reading.
 * Promise: after output_close the bytes are on the disk or the file isn't there; the name itself is
 * on the disk when its folder was synced too (file_sync_folder). Short and interrupted writes go
 * on. O(bytes). */
#define _DEFAULT_SOURCE /* madvise; POSIX_MADV_DONTNEED does nothing in glibc */
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER = 1 << 20 };

static enum err io_error(struct error *e, const char *path, const char *doing) {
    return error_set(e, errno == ENOMEM ? ERR_NOMEM : ERR_IO, str_from_cstr(path), UINT64_MAX,
                     "%s: %s", doing, strerror(errno));
}

enum err output_open(struct output *out, const char *path, struct error *e) {
    *out = (struct output){.fd = -1, .path = path};
    out->buffer = malloc(BUFFER);
    if (!out->buffer) {
        return error_set(e, ERR_NOMEM, str_from_cstr(path), UINT64_MAX, "%s", err_name(ERR_NOMEM));
    }
    out->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (out->fd < 0) {
        enum err code = io_error(e, path, "making the file");
        free(out->buffer);
        out->buffer = NULL;
        return code;
    }
    return ERR_OK;
}

static enum err write_all(struct output *out, const char *bytes, size_t n, struct error *e) {
    while (n) {
        ssize_t done = write(out->fd, bytes, n);
        if (done < 0 && errno == EINTR) {
            continue;
        }
        if (done < 0) {
            return io_error(e, out->path, "writing");
        }
        bytes += done;
        n -= (size_t)done;
    }
    return ERR_OK;
}

enum err output_add(struct output *out, const void *bytes, size_t n, struct error *e) {
    if (n > BUFFER - out->n) {
        TRY(write_all(out, out->buffer, out->n, e));
        out->n = 0;
    }
    if (n >= BUFFER) {
        TRY(write_all(out, bytes, n, e));
    } else if (n) {
        memcpy(out->buffer + out->n, bytes, n);
        out->n += n;
    }
    out->pos += n;
    return ERR_OK;
}

enum err output_close(struct output *out, struct error *e) {
    enum err code = write_all(out, out->buffer, out->n, e);
    if (code == ERR_OK && !out->is_temporary && fsync(out->fd) != 0) {
        code = io_error(e, out->path, "writing");
    }
    if (code != ERR_OK) {
        output_drop(out);
        return code;
    }
    free(out->buffer);
    out->buffer = NULL;
    if (close(out->fd) != 0) {
        code = io_error(e, out->path, "writing");
        unlink(out->path);
    }
    out->fd = -1;
    return code;
}

void output_drop(struct output *out) {
    if (out->fd >= 0) {
        close(out->fd);
        unlink(out->path);
        out->fd = -1;
    }
    free(out->buffer);
    out->buffer = NULL;
}

enum err output_map(const char *path, str *bytes, struct error *e) {
    struct stat st;
    *bytes = (str){"", 0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return io_error(e, path, "opening");
    }
    enum err code = ERR_OK;
    if (fstat(fd, &st) != 0) {
        code = io_error(e, path, "opening");
    } else if (!S_ISREG(st.st_mode)) {
        code = error_set(e, ERR_IO, str_from_cstr(path), UINT64_MAX, "a plain file is expected");
    } else if (st.st_size > 0) {
        void *ptr = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
        if (ptr == MAP_FAILED) {
            code = io_error(e, path, "opening");
        } else {
            *bytes = (str){ptr, (size_t)st.st_size};
        }
    }
    close(fd);
    return code;
}

void output_unmap(str bytes) {
    if (bytes.len) {
        munmap((void *)(uintptr_t)bytes.ptr, bytes.len);
    }
}

void output_relax(str bytes) {
    if (bytes.len) {
        (void)madvise((void *)(uintptr_t)bytes.ptr, bytes.len, MADV_DONTNEED);
    }
}
