/* source.h - paths in, items out, one after the other: walks folders, unpacks what is compressed,
 * recognises what each file holds and cuts it into items of bounded size. */
#ifndef COPYTASTER_READ_SOURCE_H
#define COPYTASTER_READ_SOURCE_H

#include "read/item.h"

struct source;

/* Look at `path` (n of them, kept) and list the files below. `options` is kept. Errors: ERR_NOMEM,
 * ERR_LIMIT. source_close frees it; it is NULL after an error. */
enum err source_open(const char *const *path, size_t n, const struct read_options *options,
                     struct source **out);
void source_close(struct source *s);

/* The same for one piece of memory called `name` (both kept). */
enum err source_open_memory(str name, str bytes, const struct read_options *options,
                            struct source **out);

/* The next item; its bytes live in `a`. Problems met on the way are added to *told, whose ledger is
 * open. Returns ERR_MISSING at the end; ERR_NOMEM, ERR_LIMIT. */
enum err source_next(struct source *s, arena *a, struct item *item, struct read_result *told);

/* Bytes of the files read so far, and of all of them (0 when unknown). */
uint64_t source_done(const struct source *s);
uint64_t source_total(const struct source *s);

#endif
