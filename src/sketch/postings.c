/* postings.c - one counting pass on the top byte, then LSD radix inside each share.
 * The shares are independent, so the threads need no lock and the result doesn't depend on their
 * number; on many machines the same byte is the key of the shuffle. Small shares are sorted by
 * insertion. O(n), two arrays. */
#include "sketch/postings.h"

#include "base/par.h"

enum { SHARES = 256, SMALL = 24 };

struct job {
    struct posting *v; /* shares lie here sorted at the end */
    struct posting *scratch;
    size_t start[SHARES + 1];
};

static void insertion(struct posting *v, size_t n) {
    for (size_t i = 1; i < n; i++) {
        struct posting x = v[i];
        size_t j = i;
        while (j > 0 && v[j - 1].hash > x.hash) {
            v[j] = v[j - 1];
            j--;
        }
        v[j] = x;
    }
}

/* Move src to dst by the byte at `shift`, stable. False when all bytes are the same (nothing
 * moved). */
static bool pass(const struct posting *src, struct posting *dst, size_t n, unsigned shift) {
    size_t count[256] = {0};
    for (size_t i = 0; i < n; i++) {
        count[src[i].hash >> shift & 255]++;
    }
    if (count[src[0].hash >> shift & 255] == n) {
        return false;
    }
    size_t pos = 0;
    for (size_t i = 0; i < 256; i++) {
        size_t here = count[i];
        count[i] = pos;
        pos += here;
    }
    for (size_t i = 0; i < n; i++) {
        dst[count[src[i].hash >> shift & 255]++] = src[i];
    }
    return true;
}

static enum err sort_share(void *ctx, size_t share, unsigned worker) {
    (void)worker;
    const struct job *job = ctx;
    size_t from = job->start[share];
    size_t n = job->start[share + 1] - from;
    struct posting *home = job->v + from;
    if (n <= SMALL) {
        insertion(home, n);
        return ERR_OK;
    }
    struct posting *src = home;
    struct posting *dst = job->scratch + from;
    for (unsigned shift = 0; shift < 56; shift += 8) {
        if (pass(src, dst, n, shift)) {
            struct posting *swap = src;
            src = dst;
            dst = swap;
        }
    }
    if (src != home) {
        memcpy(home, src, n * sizeof *home);
    }
    return ERR_OK;
}

enum err postings_sort(arena *a, struct posting *v, size_t n, unsigned n_workers) {
    if (n < 2) {
        return ERR_OK;
    }
    arena_pos m = arena_mark(a);
    struct job job = {.v = v, .scratch = arena_array(a, n, sizeof *v)};
    if (!job.scratch) {
        return a->last;
    }
    memcpy(job.scratch, v, n * sizeof *v);
    size_t count[SHARES] = {0};
    for (size_t i = 0; i < n; i++) {
        count[v[i].hash >> 56]++;
    }
    for (size_t i = 0; i < SHARES; i++) {
        job.start[i + 1] = job.start[i] + count[i];
        count[i] = job.start[i];
    }
    for (size_t i = 0; i < n; i++) {
        v[count[job.scratch[i].hash >> 56]++] = job.scratch[i];
    }
    enum err code = par_for(n_workers, SHARES, sort_share, &job);
    arena_reset(a, m);
    return code;
}

size_t postings_run(const struct posting *v, size_t n, size_t from) {
    size_t to = from + 1;
    while (to < n && v[to].hash == v[from].hash) {
        to++;
    }
    return to;
}
