/* par_pipeline.c - reading, working, writing: a ring of slots that all workers share.
 * Slot k % n_slots holds item k. A worker reads the next item into the next free slot, works on it,
 * and then writes every finished item whose turn has come, unless another is writing already (who
 * then finds this one too). So nobody waits for a slow item but when the ring is full.
 *
 *   written -> [ done | working | done | working | free | free ] <- n_read
 *
 * Cost: a few lock operations an item; items should be worth some 10 microseconds. */
#include <pthread.h>

#include "base/limits.h"
#include "base/par.h"

enum slot_state { SLOT_FREE, SLOT_WORKING, SLOT_DONE };

enum { MOST_SLOTS = 1024 };

struct ring {
    const struct pipeline *p;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t moved; /* something below has changed */
    size_t n_slots;
    size_t n_read;
    size_t n_written;
    bool is_reading;
    bool is_writing;
    bool at_end;
    enum err failed; /* of item failed_at, the first one that failed */
    size_t failed_at;
    unsigned char state[MOST_SLOTS];
    enum err code[MOST_SLOTS]; /* what work returned */
};

struct worker {
    struct ring *ring;
    unsigned id;
};

static void *slot_of(const struct ring *r, size_t item) {
    return (char *)r->p->slot + item % r->n_slots * r->p->slot_size;
}

/* Item `item` failed; nothing behind it is read or written any more. */
static void fail(struct ring *r, size_t item, enum err code) {
    if (r->failed == ERR_OK || item < r->failed_at) {
        r->failed = code;
        r->failed_at = item;
    }
    r->at_end = true;
}

/* Take the next item; false when there's none. Called with the lock held. */
static bool read_next(struct ring *r, size_t *item) {
    while (!r->at_end && (r->is_reading || r->n_read - r->n_written == r->n_slots)) {
        pthread_cond_wait(&r->moved, &r->lock);
    }
    if (r->at_end) {
        return false;
    }
    *item = r->n_read;
    r->is_reading = true;
    pthread_mutex_unlock(&r->lock);
    enum err code = r->p->read(r->p->ctx, slot_of(r, *item));
    pthread_mutex_lock(&r->lock);
    r->is_reading = false;
    if (code == ERR_OK) {
        r->state[*item % r->n_slots] = SLOT_WORKING;
        r->n_read++;
    } else if (code == ERR_MISSING) {
        r->at_end = true;
    } else {
        fail(r, *item, code);
    }
    pthread_cond_broadcast(&r->moved);
    return code == ERR_OK;
}

/* Write all items whose turn has come. Called with the lock held. */
static void write_finished(struct ring *r) {
    if (r->is_writing) {
        return;
    }
    r->is_writing = true;
    while (r->n_written < r->n_read && r->state[r->n_written % r->n_slots] == SLOT_DONE) {
        size_t item = r->n_written;
        enum err code = r->code[item % r->n_slots];
        if (code != ERR_OK) {
            fail(r, item, code);
        }
        bool wanted = r->failed == ERR_OK || item < r->failed_at;
        pthread_mutex_unlock(&r->lock);
        code = wanted ? r->p->write(r->p->ctx, slot_of(r, item)) : ERR_OK;
        pthread_mutex_lock(&r->lock);
        if (code != ERR_OK) {
            fail(r, item, code);
        }
        r->state[item % r->n_slots] = SLOT_FREE;
        r->n_written++;
        pthread_cond_broadcast(&r->moved);
    }
    r->is_writing = false;
}

static void *run(void *arg) {
    const struct worker *w = arg;
    struct ring *r = w->ring;
    size_t item;
    pthread_mutex_lock(&r->lock);
    while (read_next(r, &item)) {
        pthread_mutex_unlock(&r->lock);
        enum err code = r->p->work(r->p->ctx, slot_of(r, item), w->id);
        pthread_mutex_lock(&r->lock);
        r->code[item % r->n_slots] = code;
        r->state[item % r->n_slots] = SLOT_DONE;
        write_finished(r);
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

enum err par_pipeline(unsigned n_workers, const struct pipeline *p) {
    struct ring r = {.p = p, .n_slots = p->n_slots < MOST_SLOTS ? p->n_slots : MOST_SLOTS};
    struct worker worker[LIMIT_THREADS];
    pthread_t thread[LIMIT_THREADS];
    unsigned n_threads = n_workers < LIMIT_THREADS ? n_workers : LIMIT_THREADS;
    unsigned started = 1;
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.moved, NULL);
    for (unsigned i = 1; i < n_threads; i++) {
        worker[i] = (struct worker){&r, i};
        if (pthread_create(&thread[i], NULL, run, &worker[i]) != 0) {
            break; /* fewer threads do the same work */
        }
        started++;
    }
    worker[0] = (struct worker){&r, 0};
    run(&worker[0]);
    for (unsigned i = 1; i < started; i++) {
        pthread_join(thread[i], NULL);
    }
    pthread_cond_destroy(&r.moved);
    pthread_mutex_destroy(&r.lock);
    return r.failed;
}
