/* postings.h - fingerprints of many reports brought together: an inverted index whose equal entries
 * stand side by side. Threads put postings in, each into its own place, parted into shares by the
 * top byte of the hash (the shuffle of a larger run); then each share is taken out in order.
 *
 *   worker 0  share 0 [....][..]  share 1 [....]  ...      share 0: all of both, by hash
 *   worker 1  share 0 [...]       share 1 [....][.] ...    share 1: ...
 */
#ifndef COPYTASTER_SKETCH_POSTINGS_H
#define COPYTASTER_SKETCH_POSTINGS_H

#include "base/arena.h"

/* 16 bytes. */
struct posting {
    uint64_t hash;
    uint32_t doc;
    uint32_t pos;
};

enum { POSTING_SHARES = 256, POSTING_SHIFT = 56 };

/* What one thread puts in. */
struct posting_room {
    arena a;
    struct posting *at[POSTING_SHARES];  /* where the next one goes, in the last chunk */
    struct posting *end[POSTING_SHARES]; /* of the last chunk */
    struct posting_chunk *first[POSTING_SHARES];
    struct posting_chunk *last[POSTING_SHARES];
};

struct postings {
    struct posting_room *room; /* of each worker */
    unsigned n_workers;
};

/* Empty, for `n_workers` threads; rooms live in `a`, what they hold on its own until postings_done.
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err postings_init(struct postings *p, arena *a, unsigned n_workers);
void postings_done(struct postings *p);

/* Make room for one more in a share. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err postings_grow(struct posting_room *room, size_t share);

/* Put in; cheapest when each worker comes by report and position. O(1). Errors: ERR_NOMEM,
 * ERR_LIMIT. */
static inline enum err postings_add(struct postings *p, unsigned worker, struct posting x) {
    struct posting_room *room = &p->room[worker];
    size_t share = x.hash >> POSTING_SHIFT;
    if (room->at[share] == room->end[share]) {
        TRY(postings_grow(room, share));
    }
    *room->at[share]++ = x;
    return ERR_OK;
}

/* The postings of one share whose hash others have too, by hash, report and position, in `scratch`:
 * the same whoever put them in. A few that stand alone may be among them. When all are in, several
 * threads may take shares out at once. O(n). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err postings_share(const struct postings *p, size_t share, arena *scratch,
                        struct posting **out, size_t *n);

/* End of the run of equal hashes that begins at `from`. O(length). */
size_t postings_run(const struct posting *v, size_t n, size_t from);

#endif
