/* postings.c - shares as lists of chunks, taken out through a sieve: most winnowed fingerprints of
 * a corpus stand alone, and a table of two bits for each (once, more than once; a few that stand
 * alone pass it too) leaves the others. These are sorted by LSD radix on three bytes of the hash,
 * which together with the share are its upper half. What is still unordered then is a run of one
 * hash from several threads, or different hashes that agree in their upper half: few, or somebody's
 * doing, so it is sorted by insertion while it is short and by merging when it isn't. Shares are
 * small enough for a second-level cache, need no lock, and come out the same whatever the number of
 * threads. O(n). */
#include "sketch/postings.h"

#include "base/sort.h"

enum { SMALL = 24, LOWEST_SHIFT = 32, FIRST_CHUNK = 15, LARGEST_CHUNK = 255 };

struct posting_chunk {
    struct posting_chunk *next;
    size_t cap;
    struct posting v[];
};

enum err postings_init(struct postings *p, arena *a, unsigned n_workers) {
    *p = (struct postings){arena_array(a, n_workers, sizeof *p->room), n_workers};
    if (!p->room) {
        p->n_workers = 0;
        return a->last;
    }
    for (unsigned w = 0; w < n_workers; w++) {
        arena_init(&p->room[w].a, 0);
    }
    return ERR_OK;
}

void postings_done(struct postings *p) {
    for (unsigned w = 0; w < p->n_workers; w++) {
        arena_done(&p->room[w].a);
    }
}

enum err postings_grow(struct posting_room *room, size_t share) {
    struct posting_chunk *last = room->last[share];
    uint32_t cap = last ? LARGEST_CHUNK : FIRST_CHUNK;
    struct posting_chunk *chunk = arena_take(&room->a, sizeof *chunk + cap * sizeof *chunk->v);
    if (!chunk) {
        return room->a.last;
    }
    chunk->next = NULL;
    chunk->cap = cap;
    *(last ? &last->next : &room->first[share]) = chunk;
    room->last[share] = chunk;
    room->at[share] = chunk->v;
    room->end[share] = chunk->v + cap;
    return ERR_OK;
}

/* How many a chunk of the share holds: all but the last are full. */
static size_t length_of(const struct posting_room *room, size_t share,
                        const struct posting_chunk *chunk) {
    return chunk == room->last[share] ? (size_t)(room->at[share] - chunk->v) : chunk->cap;
}

/* Two bits for each of 2^bits places, 64 of them side by side. */
struct sieve {
    struct sieve_bits {
        uint64_t once;
        uint64_t more;
    } * v;
    unsigned bits;
};

static enum err open_sieve(arena *a, size_t n, struct sieve *out) {
    out->bits = 6;
    while ((size_t)1 << out->bits < 8 * n) {
        out->bits++;
    }
    size_t words = ((size_t)1 << out->bits) / 64;
    out->v = arena_array(a, words, sizeof *out->v);
    return out->v ? ERR_OK : a->last;
}

/* The place of a hash: bits below those of the share. */
static size_t place_of(const struct sieve *s, uint64_t hash) {
    return hash << (64 - POSTING_SHIFT) >> (64 - s->bits);
}

static void count(struct sieve *s, const struct posting *v, size_t n) {
    for (size_t i = 0; i < n; i++) {
        size_t place = place_of(s, v[i].hash);
        uint64_t bit = (uint64_t)1 << place % 64;
        struct sieve_bits *here = &s->v[place / 64];
        here->more |= here->once & bit;
        here->once |= bit;
    }
}

/* Append those that aren't alone. */
static size_t take(const struct sieve *s, const struct posting *v, size_t n_v,
                   struct posting *out) {
    size_t n = 0;
    for (size_t i = 0; i < n_v; i++) {
        size_t place = place_of(s, v[i].hash);
        out[n] = v[i];
        n += s->v[place / 64].more >> place % 64 & 1;
    }
    return n;
}

static bool comes_after(const struct posting *x, const struct posting *y) {
    return x->hash != y->hash ? x->hash > y->hash
           : x->doc != y->doc ? x->doc > y->doc
                              : x->pos > y->pos;
}

static int by_hash(const void *px, const void *py, void *ctx) {
    (void)ctx;
    return comes_after(px, py) ? 1 : -comes_after(py, px);
}

static void insertion(struct posting *v, size_t n) {
    for (size_t i = 1; i < n; i++) {
        struct posting x = v[i];
        size_t j = i;
        while (j > 0 && comes_after(&v[j - 1], &x)) {
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

/* Order `n` postings whose hashes agree in their upper half. */
static enum err sort_rest(arena *a, struct posting *v, size_t n) {
    size_t i = 1;
    while (i < n && !comes_after(&v[i - 1], &v[i])) {
        i++;
    }
    if (i == n) {
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
        TRY(sort_rest(a, v + from, to - from));
        from = to;
    }
    return ERR_OK;
}

static enum err sort(arena *a, struct posting **v, size_t n) {
    if (n <= SMALL) {
        insertion(*v, n);
        return ERR_OK;
    }
    struct posting *src = *v;
    struct posting *dst = arena_take(a, n * sizeof *dst);
    if (!dst) {
        return a->last;
    }
    for (unsigned shift = LOWEST_SHIFT; shift < POSTING_SHIFT; shift += 8) {
        if (pass(src, dst, n, shift)) {
            struct posting *swap = src;
            src = dst;
            dst = swap;
        }
    }
    *v = src;
    return sort_rests(a, src, n);
}

enum err postings_share(const struct postings *p, size_t share, arena *scratch,
                        struct posting **out, size_t *n) {
    size_t all = 0;
    *n = 0;
    for (unsigned w = 0; w < p->n_workers; w++) {
        for (const struct posting_chunk *c = p->room[w].first[share]; c; c = c->next) {
            all += length_of(&p->room[w], share, c);
        }
    }
    struct sieve sieve;
    TRY(open_sieve(scratch, all, &sieve));
    *out = arena_take(scratch, all * sizeof **out);
    if (!*out) {
        return scratch->last;
    }
    for (unsigned w = 0; w < p->n_workers; w++) {
        for (const struct posting_chunk *c = p->room[w].first[share]; c; c = c->next) {
            count(&sieve, c->v, length_of(&p->room[w], share, c));
        }
    }
    for (unsigned w = 0; w < p->n_workers; w++) {
        for (const struct posting_chunk *c = p->room[w].first[share]; c; c = c->next) {
            *n += take(&sieve, c->v, length_of(&p->room[w], share, c), *out + *n);
        }
    }
    return sort(scratch, out, *n);
}

size_t postings_run(const struct posting *v, size_t n, size_t from) {
    size_t to = from + 1;
    while (to < n && v[to].hash == v[from].hash) {
        to++;
    }
    return to;
}
