/* progress.c - items are counted by all threads; whoever gets past another thousandth tells it,
 * unless another thread is telling just now. What is told goes upwards only. */
#include "base/progress.h"

void progress_init(struct progress *p, progress_tell *tell, void *ctx) {
    *p = (struct progress){.tell = tell, .ctx = ctx};
    atomic_flag_clear(&p->is_telling);
}

void progress_phase(struct progress *p, unsigned share, size_t n) {
    if (p) {
        p->before += p->share;
        p->share = share;
        p->n = n;
        atomic_store(&p->done, 0);
    }
}

enum err progress_add(struct progress *p, size_t n) {
    if (!p) {
        return ERR_OK;
    }
    size_t before = atomic_fetch_add(&p->done, n);
    size_t done = before + n < p->n ? before + n : p->n;
    unsigned part = p->n ? (unsigned)((double)done / (double)p->n * p->share) : 0;
    unsigned last =
        p->n && before < p->n ? (unsigned)((double)before / (double)p->n * p->share) : p->share;
    if ((part != last || before == 0) && !atomic_flag_test_and_set(&p->is_telling)) {
        unsigned all = p->before + part;
        if (all >= p->told) {
            p->told = all;
            if (!p->tell(p->ctx, all)) {
                atomic_store(&p->is_stopped, true);
            }
        }
        atomic_flag_clear(&p->is_telling);
    }
    return atomic_load(&p->is_stopped) ? ERR_CANCEL : ERR_OK;
}
