/* opened.h - one file of the input: unpacked, recognised, and cut into items. */
#ifndef COPYTASTER_READ_OPENED_H
#define COPYTASTER_READ_OPENED_H

#include "read/cut.h"
#include "read/sniff.h"
#include "unpack/inflate.h"
#include "unpack/warc.h"

enum { OPENED_LAYERS = 2 }; /* gzip in gzip, and no deeper */

/* raw -> layer[0] -> layer[1] -> cut.in; an archive reads raw itself, record by record. */
struct opened {
    struct input raw;
    struct unpacked layer[OPENED_LAYERS];
    struct input unpacked[OPENED_LAYERS];
    unsigned n_layers;
    arena a;           /* of the archive's reader */
    arena *store;      /* of what items keep pointing to */
    struct warc *warc; /* NULL when it's none */
    bool is_recognised;
    enum format format;
    const char *format_name; /* FORMAT_OTHER: "a PDF document" */
    struct cut cut;
};

/* Open `path` (kept, as `id` and `options` are). `store` outlives the items. Errors, told in `e`:
 * ERR_IO; ERR_NOMEM. */
enum err opened_open(struct opened *o, arena *store, str path, str id,
                     const struct read_options *options, struct error *e);

/* The same for bytes in memory called `name` (all kept). Can't fail. */
void opened_from_memory(struct opened *o, arena *store, str name, str id, str bytes,
                        const struct read_options *options);
void opened_close(struct opened *o);

/* The next item, as cut.h says. The format is recognised at the first call. */
enum err opened_next(struct opened *o, arena *a, struct item *item, struct read_result *told);

/* Bytes of the file itself that have been read. */
uint64_t opened_pos(const struct opened *o);

#endif
