/* file_queue.h - the files below some paths, in order, each with what its reports are called; and
 * what is wrong with paths that give none. */
#ifndef COPYTASTER_READ_FILE_QUEUE_H
#define COPYTASTER_READ_FILE_QUEUE_H

#include "base/arena.h"

/* A file to read, or (problem != NULL) something to tell in its place. */
struct queued {
    str path; /* with a NUL behind it */
    str id;   /* the name without folders and endings; the path where several files share that */
    const struct error *problem;
    bool is_warning; /* the problem is one */
};

struct file_queue {
    struct queued *v;
    size_t n;
    size_t cap;
    uint64_t n_bytes; /* of all plain files */
};

/* "folder/name.html.gz" -> "name"; "-" -> "stdin". */
str file_queue_id(str path);

/* List everything below `path` (n of them), folders in byte order of the paths; *out is {0}. A
 * file named several times is read several times. Errors: ERR_NOMEM, ERR_LIMIT. O(files log files).
 */
enum err file_queue_fill(arena *a, const char *const *path, size_t n, struct file_queue *out);

#endif
