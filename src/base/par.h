/* par.h - the two ways in which this program uses threads: one function over many indexes, and an
 * ordered pipeline (read, work, write). */
#ifndef COPYTASTER_BASE_PAR_H
#define COPYTASTER_BASE_PAR_H

#include "base/err.h"

/* Work on item `i`; `worker` in [0, n_workers) tells which scratch to use. An error stops the
 * handing out of items. */
typedef enum err par_fn(void *ctx, size_t i, unsigned worker);

/* Call fn for every i in [0, n) on `n_workers` threads (1 = in this one). Items are handed out in
 * order; results must go to places chosen by `i`. Returns the error of the lowest failing index
 * among the items that ran. When no thread can be started the calling one does all the work. */
enum err par_for(unsigned n_workers, size_t n, par_fn *fn, void *ctx);

/* A stream of items through `n_slots` slots of `slot_size` bytes, owned by the caller and used
 * again and again:
 *
 *   read -> slot -> work (any thread, several at once) -> write, in the order of reading
 *
 * read fills a slot and returns ERR_OK, or ERR_MISSING when there's nothing more; calls of read
 * never overlap one another, nor do calls of write, but a read may run beside a write. Any other
 * code of the three ends the pipeline. */
struct pipeline {
    enum err (*read)(void *ctx, void *slot);
    enum err (*work)(void *ctx, void *slot, unsigned worker);
    enum err (*write)(void *ctx, void *slot);
    void *ctx;
    void *slot;
    size_t slot_size;
    size_t n_slots; /* at least 1; twice the workers keeps them busy */
};

/* Run it on `n_workers` threads (1 = in this one) until read has nothing more and all is written.
 * Returns the first error met in the order of reading where several threads fail at once, after
 * all items read before it were written. When no thread can be started the calling one does all
 * the work. */
enum err par_pipeline(unsigned n_workers, const struct pipeline *p);

/* Processors that this process may use, at least 1. */
unsigned par_cpus(void);

#endif
