/* output.h - a new file written from front to back through one buffer, and a file seen as memory.
 */
#ifndef COPYTASTER_BASE_OUTPUT_H
#define COPYTASTER_BASE_OUTPUT_H

#include "base/err.h"

/* A file that is being written. `path` is the caller's and stays valid until the end. */
struct output {
    int fd;
    const char *path;
    char *buffer;
    bool is_temporary; /* may be lost in a crash: output_close doesn't wait for the disk */
    size_t n;          /* bytes in the buffer */
    uint64_t pos;      /* bytes written and buffered, all in all */
};

/* Make `path` anew (it must not be there). Errors, told in `e`: ERR_IO, ERR_NOMEM. */
enum err output_open(struct output *out, const char *path, struct error *e);

/* Append. Amortised one write(2) a mebibyte. */
enum err output_add(struct output *out, const void *bytes, size_t n, struct error *e);

/* Write what is left, wait until it is on the disk (unless it is temporary), close. On error the
 * file is removed. */
enum err output_close(struct output *out, struct error *e);

/* Close and remove it. Does nothing after output_close. */
void output_drop(struct output *out);

/* The bytes of the plain file at `path` as memory that only reads; an empty file gives an empty
 * str. They are read by the system as they are touched. A file that another program cuts short
 * meanwhile ends the process (SIGBUS): map only files that one has locked. */
enum err output_map(const char *path, str *bytes, struct error *e);
void output_unmap(str bytes);

/* Let go of the pages of a mapping that are in memory; they are read again when they are touched.
 */
void output_relax(str bytes);

#endif
