/* par.c - par_for over a shared counter: each worker takes the next index until none is left.
 * Items have unlike costs (a long report, a big story), so single indexes are handed out rather
 * than ranges; The calling thread is worker 0. Memory: one
 * small record a worker on the stack. */
#define _GNU_SOURCE /* sched_getaffinity: respects taskset and cgroup cpusets */
#include "base/par.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "base/limits.h"

struct job {
    par_fn *fn;
    void *ctx;
    size_t n;
    atomic_size_t next;
    pthread_mutex_t lock; /* guards the two below */
    size_t failed_at;
    enum err failed;
};

struct worker {
    struct job *job;
    unsigned id;
};

static void record_failure(struct job *job, size_t i, enum err code) {
    pthread_mutex_lock(&job->lock);
    if (job->failed == ERR_OK || i < job->failed_at) {
        job->failed = code;
        job->failed_at = i;
    }
    pthread_mutex_unlock(&job->lock);
    atomic_store(&job->next, job->n);
}

static void *run(void *arg) {
    const struct worker *w = arg;
    struct job *job = w->job;
    for (;;) {
        size_t i = atomic_fetch_add(&job->next, 1);
        if (i >= job->n) {
            return NULL;
        }
        enum err code = job->fn(job->ctx, i, w->id);
        if (code != ERR_OK) {
            record_failure(job, i, code);
        }
    }
}

enum err par_for(unsigned n_workers, size_t n, par_fn *fn, void *ctx) {
    struct job job = {.fn = fn, .ctx = ctx, .n = n, .failed = ERR_OK};
    atomic_init(&job.next, 0);
    pthread_mutex_init(&job.lock, NULL);
    struct worker worker[LIMIT_THREADS];
    pthread_t thread[LIMIT_THREADS];
    unsigned n_threads = n_workers < LIMIT_THREADS ? n_workers : LIMIT_THREADS;
    n_threads = n < n_threads ? (unsigned)n : n_threads;
    unsigned started = 1;
    for (unsigned i = 1; i < n_threads; i++) {
        worker[i] = (struct worker){&job, i};
        if (pthread_create(&thread[i], NULL, run, &worker[i]) != 0) {
            break; /* fewer threads do the same work */
        }
        started++;
    }
    worker[0] = (struct worker){&job, 0};
    run(&worker[0]);
    for (unsigned i = 1; i < started; i++) {
        pthread_join(thread[i], NULL);
    }
    pthread_mutex_destroy(&job.lock);
    return job.failed;
}

unsigned par_cpus(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) != 0) {
        return 1;
    }
    int n = CPU_COUNT(&set);
    return n < 1 ? 1 : n > LIMIT_THREADS ? LIMIT_THREADS : (unsigned)n;
}
