/* postings.c - one counting pass on the top byte, then LSD radix on the next three bytes inside
 * each share. What is still unordered then are different hashes that agree in their upper half:
 * these are few, or somebody's doing, so a run of them is sorted by insertion while it is short and
 * by merging when it isn't. The shares are independent, so the threads need no lock and the result
 * doesn't depend on their number; on many machines the same byte is the key of the shuffle. O(n).
 */
#include "sketch/postings.h"

#include "base/par.h"
#include "base/sort.h"

enum { SMALL = 24, LOWEST_SHIFT = 32, SHARE_SHIFT = 56 };

struct job {
    struct postings *all;
    arena *scratch; /* of each worker */
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

static int by_hash(const void *px, const void *py, void *ctx) {
    (void)ctx;
    uint64_t x = ((const struct posting *)px)->hash;
    uint64_t y = ((const struct posting *)py)->hash;
    return (x > y) - (x < y);
}

/* Order [from, to), whose hashes agree in their upper half. */
static enum err sort_rest(arena *a, struct posting *v, size_t n) {
    bool differs = false;
    for (size_t i = 1; i < n && !differs; i++) {
        differs = v[i].hash != v[0].hash;
    }
    if (!differs) {
        return ERR_OK;
    }
    if (n <= SMALL) {
        insertion(v, n);
        return ERR_OK;
    }
    return sort_stable(a, v, n, sizeof *v, by_hash, NULL);
}

static enum err sort_rests(arena *a, struct posting *v, size_t n) {
    for (size_t from = 0; from < n;) {
        size_t to = from + 1;
        while (to < n && v[to].hash >> LOWEST_SHIFT == v[from].hash >> LOWEST_SHIFT) {
            to++;
        }
        if (to - from > 1) {
            TRY(sort_rest(a, v + from, to - from));
        }
        from = to;
    }
    return ERR_OK;
}

static enum err sort_share(void *ctx, size_t share, unsigned worker) {
    const struct job *job = ctx;
    arena *a = &job->scratch[worker];
    size_t from = job->all->share[share];
    size_t n = job->all->share[share + 1] - from;
    struct posting *home = job->all->v + from;
    if (n <= SMALL) {
        insertion(home, n);
        return ERR_OK;
    }
    arena_pos m = arena_mark(a);
    struct posting *src = home;
    struct posting *dst = arena_take(a, n * sizeof *dst);
    if (!dst) {
        return a->last;
    }
    for (unsigned shift = LOWEST_SHIFT; shift < SHARE_SHIFT; shift += 8) {
        if (pass(src, dst, n, shift)) {
            struct posting *swap = src;
            src = dst;
            dst = swap;
        }
    }
    if (src != home) {
        memcpy(home, src, n * sizeof *home);
    }
    arena_reset(a, m);
    return sort_rests(a, home, n);
}

/* Scatter the parts into their shares. */
static void scatter(const struct posting_part *part, size_t n_parts, struct postings *out) {
    size_t next[POSTING_SHARES];
    memcpy(next, out->share, sizeof next);
    for (size_t k = 0; k < n_parts; k++) {
        for (size_t i = 0; i < part[k].n; i++) {
            out->v[next[part[k].v[i].hash >> SHARE_SHIFT]++] = part[k].v[i];
        }
    }
}

static enum err sort_all(arena *a, unsigned n_workers, struct postings *out) {
    struct job job = {out, arena_array(a, n_workers, sizeof *job.scratch)};
    if (!job.scratch) {
        return a->last;
    }
    for (unsigned w = 0; w < n_workers; w++) {
        arena_init(&job.scratch[w], 0);
    }
    enum err code = par_for(n_workers, POSTING_SHARES, sort_share, &job);
    for (unsigned w = 0; w < n_workers; w++) {
        arena_done(&job.scratch[w]);
    }
    return code;
}

enum err postings_bring(arena *a, const struct posting_part *part, size_t n_parts,
                        unsigned n_workers, struct postings *out) {
    size_t count[POSTING_SHARES] = {0};
    *out = (struct postings){0};
    for (size_t k = 0; k < n_parts; k++) {
        for (size_t i = 0; i < part[k].n; i++) {
            count[part[k].v[i].hash >> SHARE_SHIFT]++;
        }
    }
    for (size_t i = 0; i < POSTING_SHARES; i++) {
        out->share[i + 1] = out->share[i] + count[i];
    }
    out->n = out->share[POSTING_SHARES];
    out->v = arena_take(a, out->n * sizeof *out->v);
    if (!out->v) {
        return a->last;
    }
    scatter(part, n_parts, out);
    return sort_all(a, n_workers ? n_workers : 1, out);
}

enum err postings_sort(arena *a, struct posting *v, size_t n, unsigned n_workers) {
    if (n < 2) {
        return ERR_OK;
    }
    arena_pos m = arena_mark(a);
    struct postings sorted;
    struct posting_part whole = {v, n};
    enum err code = postings_bring(a, &whole, 1, n_workers, &sorted);
    if (code == ERR_OK) {
        memcpy(v, sorted.v, n * sizeof *v);
    }
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
