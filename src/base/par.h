/* par.h - the two ways in which this program uses threads; here: one function over many indexes. */
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

/* Processors that this process may use, at least 1. */
unsigned par_cpus(void);

#endif
