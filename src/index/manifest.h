/* manifest.h - the text that says which runs of a shelf count. */
#ifndef COPYTASTER_INDEX_MANIFEST_H
#define COPYTASTER_INDEX_MANIFEST_H

#include "base/arena.h"
#include "base/buf.h"

struct manifest_run {
    uint32_t number;
    uint32_t level;
    uint64_t records;
    uint64_t bytes;
};

/* Write the text of `n` runs. */
void manifest_write(const char *kind, const struct manifest_run *run, size_t n, buf *out);

/* Read it back into at most `most` runs; `path` is for messages. ERR_INPUT = not a manifest,
 * another version or kind, damaged, or more runs. Numbers are distinct. */
enum err manifest_read(str text, const char *kind, const char *path, size_t most,
                       struct manifest_run *run, size_t *n, struct error *e);

#endif
