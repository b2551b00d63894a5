/* gather.h - input to entries in order: reading, mapping on all threads, sorting within memory or
 * into an index. */
#ifndef COPYTASTER_CORPUS_GATHER_H
#define COPYTASTER_CORPUS_GATHER_H

#include "corpus/mapper.h"
#include "index/merge.h"
#include "read/reader.h"

struct gather_options {
    const char *index; /* folder of an index to be added to, or NULL */
    const char *spill; /* prefix of files for what doesn't fit into memory, when there's no index */
    size_t memory;     /* bytes that records may take before they go to the disk; 0 = 1 GiB */
    unsigned parts;    /* 1 << enum entry_part */
    unsigned n_workers;
};

struct gather;

/* Begin. With an index, what it holds counts as gathered. Errors, told in `e`: those of shelf_open.
 */
enum err gather_open(const struct gather_options *options, struct gather **out, struct error *e);

/* Read and map everything below the paths; an index gets it batch by batch, each of which is on the
 * disk before the next one begins, and reports that it holds already are not mapped again. `told`
 * is called for each piece of input (its ledger; documents may be looked at). Errors: ERR_NOMEM,
 * ERR_LIMIT, ERR_CANCEL; those of the index are told in `e`. What an index has got stays. */
enum err gather_read(struct gather *g, const char *const *path, size_t n,
                     const struct read_options *options, read_sink *told, void *ctx,
                     struct error *e);

/* The map step for its own sake: read, map, and hand each record to `take` in the order of input;
 * nothing is gathered. Errors as above, and those of `take`. */
typedef enum err record_sink(void *ctx, str key, str value);
enum err gather_map(struct gather *g, const char *const *path, size_t n,
                    const struct read_options *options, read_sink *told, record_sink *take,
                    void *ctx);

/* Add the records that the lines of a file hold (record_line.h; "-" = standard input). `damaged` is
 * called for a line that is none, which is left out, and `read` now and then with the bytes of this
 * file that are done; false = stop. Errors: as above, and ERR_IO. */
struct line_told {
    enum err (*damaged)(void *ctx, const struct error *e);
    bool (*read)(void *ctx, uint64_t done); /* NULL = nobody is told */
    void *ctx;
};
enum err gather_lines(struct gather *g, const char *path, const struct line_told *told,
                      struct error *e);

/* Add a record made elsewhere (another run of the map step). As above. */
enum err gather_add(struct gather *g, str key, str value, struct error *e);

/* End of adding; afterwards gather_next, which is a record_next, gives the records by key. They
 * stay valid until gather_close. */
enum err gather_finish(struct gather *g, struct error *e);
enum err gather_next(void *gather, struct record *out, struct error *e);

/* Whether the records lie on the disk and are too many to be looked at there again and again: what
 * is needed of them is better copied and the rest let go. O(runs). */
bool gather_is_too_large(const struct gather *g);

/* The memory that the records may take, and then what is worked out from them: as given, or the
 * standard. */
size_t gather_memory(const struct gather *g);

/* Told that about `n` bytes of records have been looked at: now and then those on the disk are let
 * go, so that looking at all of them doesn't take the memory of all. For any thread. */
void gather_relax(struct gather *g, size_t n);

/* Records that were there before, and that were added. */
uint64_t gather_n_known(const struct gather *g);
uint64_t gather_n_added(const struct gather *g);

void gather_close(struct gather *g);

#endif
