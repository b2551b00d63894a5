/* progress.h - how far a long piece of work is, told from whichever thread is at it. */
#ifndef COPYTASTER_BASE_PROGRESS_H
#define COPYTASTER_BASE_PROGRESS_H

#include <stdatomic.h>

#include "base/err.h"

enum { PROGRESS_ALL = 1000 };

/* `done` of PROGRESS_ALL, more with each call; never called from two threads at once. Returns false
 * to stop the work, and is not called again. */
typedef bool progress_tell(void *ctx, unsigned done);

/* Work in phases, each of which takes about a known share of the time. */
struct progress {
    progress_tell *tell;
    void *ctx;
    unsigned before; /* of phases that are past */
    unsigned share;  /* of this phase */
    size_t n;        /* items of this phase */
    atomic_size_t done;
    unsigned to_tell; /* the least that was not told yet */
    atomic_flag is_telling;
    atomic_bool is_stopped;
};

/* At the beginning of the work. O(1). */
void progress_init(struct progress *p, progress_tell *tell, void *ctx);

/* The next phase: it takes `share` of PROGRESS_ALL and has `n` items. By one thread, while no other
 * is at work. `p` may be NULL here and below. */
void progress_phase(struct progress *p, unsigned share, size_t n);

/* `n` items more are done. For any thread; it waits for no other. ERR_CANCEL = the work is to stop;
 * all later calls say so too. */
enum err progress_add(struct progress *p, size_t n);

/* All is done, though phases may have been shorter than was thought. Like progress_phase. */
enum err progress_end(struct progress *p);

#endif
