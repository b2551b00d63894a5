/* progress.c - items are counted by all threads; whoever gets past another thousandth tells it,
 * unless another thread is telling just now: that one looks again before it leaves, so the last
 * thousandth is always told. What is told goes upwards only, and nothing after "stop". */
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

/* Of this phase's share, with `done` of its items done. */
static unsigned part_of(const struct progress *p, size_t done) {
    return done < p->n ? (unsigned)((double)done / (double)p->n * p->share) : p->share;
}

/* Tells how far the work is now. False = another thread is telling, and will look again. */
static bool tell_now(struct progress *p, unsigned *all) {
    if (atomic_flag_test_and_set(&p->is_telling)) {
        return false;
    }
    *all = p->before + part_of(p, atomic_load(&p->done));
    if (*all >= p->to_tell && !atomic_load(&p->is_stopped)) {
        p->to_tell = *all + 1;
        if (!p->tell(p->ctx, *all)) {
            atomic_store(&p->is_stopped, true);
        }
    }
    atomic_flag_clear(&p->is_telling);
    return true;
}

enum err progress_add(struct progress *p, size_t n) {
    if (!p) {
        return ERR_OK;
    }
    size_t before = atomic_fetch_add(&p->done, n);
    if (before == 0 || part_of(p, before) != part_of(p, before + n)) {
        unsigned all;
        while (tell_now(p, &all) && all < p->before + part_of(p, atomic_load(&p->done))) {
        }
    }
    return atomic_load(&p->is_stopped) ? ERR_CANCEL : ERR_OK;
}

enum err progress_end(struct progress *p) {
    if (!p) {
        return ERR_OK;
    }
    progress_phase(p, PROGRESS_ALL - p->before - p->share, 1);
    return progress_add(p, 1);
}
