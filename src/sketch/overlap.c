/* overlap.c - exact overlap by two hash tables of positions: a shingle is found by hash and
 * compared by its ids, so that a collision costs time and never a wrong count. The longest shared
 * stretch is found by bisection over its length, because a run of n words holds one of n - 1; each
 * step looks up the rolling hashes of one row among those of the other (Karp and Rabin 1987). */
#include "sketch/overlap.h"

#include "base/map.h"
#include "sketch/minhash.h"

#define FACTOR 0x9e3779b97f4a7c15u

static uint32_t shingle_words(struct row r) {
    return r.n < MINHASH_WORDS ? r.n : MINHASH_WORDS;
}

static uint32_t n_shingles(struct row r) {
    return r.n < MINHASH_WORDS ? r.n > 0 : r.n - MINHASH_WORDS + 1;
}

static uint64_t hash(const uint32_t *id, uint32_t n) {
    uint64_t h = 0;
    for (uint32_t i = 0; i < n; i++) {
        h = h * FACTOR + id[i];
    }
    h ^= h >> 32;
    return h * FACTOR;
}

/* The slot of the shingle at `id`, or the free one where it belongs. */
static uint32_t *find(const struct shingle_set *s, const uint32_t *id, uint32_t words) {
    uint64_t mask = ((uint64_t)1 << s->bits) - 1;
    uint64_t i = hash(id, words) >> (64 - s->bits);
    while (s->slot[i]) {
        const uint32_t *there = s->row.id + s->slot[i] - 1;
        if (memcmp(there, id, words * sizeof *id) == 0) {
            break;
        }
        i = (i + 1) & mask;
    }
    return &s->slot[i];
}

enum err overlap_set(arena *a, struct row row, struct shingle_set *out) {
    uint32_t n = n_shingles(row);
    uint32_t words = shingle_words(row);
    struct shingle_set s = {.row = row, .bits = 4};
    while ((uint64_t)n * 2 > (uint64_t)1 << s.bits) {
        s.bits++;
    }
    s.slot = arena_array(a, (size_t)1 << s.bits, sizeof *s.slot);
    s.first = s.slot ? arena_take(a, n * sizeof *s.first) : NULL;
    if (!s.first) {
        return a->last;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t *slot = find(&s, row.id + i, words);
        if (!*slot) {
            *slot = i + 1;
            s.first[s.n++] = i;
        }
    }
    *out = s;
    return ERR_OK;
}

struct overlap overlap_count(const struct shingle_set *a, const struct shingle_set *b) {
    struct overlap o = {.of_a = a->n, .of_b = b->n};
    uint32_t words = shingle_words(b->row);
    if (words != shingle_words(a->row)) {
        return o;
    }
    for (uint32_t i = 0; i < b->n; i++) {
        o.shared += *find(a, b->row.id + b->first[i], words) != 0;
    }
    return o;
}

double overlap_jaccard(struct overlap o) {
    uint64_t all = (uint64_t)o.of_a + o.of_b - o.shared;
    return all ? (double)o.shared / (double)all : 0;
}

double overlap_containment(struct overlap o) {
    uint32_t fewer = o.of_a < o.of_b ? o.of_a : o.of_b;
    return fewer ? (double)o.shared / fewer : 0;
}

/* Call of `use` with the rolling hash of each run of `n` words until one returns true. */
struct rolling {
    struct row row;
    uint32_t n;
    uint32_t pos;
    uint64_t h;
    uint64_t leaving; /* weight of the word that leaves */
};

static struct rolling roll_begin(struct row row, uint32_t n) {
    struct rolling r = {.row = row, .n = n, .leaving = 1};
    for (uint32_t i = 0; i < n; i++) {
        r.h = r.h * FACTOR + row.id[i];
        r.leaving *= FACTOR;
    }
    return r;
}

static bool roll_on(struct rolling *r) {
    if (r->pos + r->n >= r->row.n) {
        return false;
    }
    r->h = r->h * FACTOR + r->row.id[r->pos + r->n] - r->row.id[r->pos] * r->leaving;
    r->pos++;
    return true;
}

/* The first run of `n` words of y that x has too; n = 0 in *out when there's none. */
static enum err shared_run(arena *a, struct row x, struct row y, uint32_t n, struct stretch *out) {
    struct map seen;
    *out = (struct stretch){0};
    TRY(map_init(&seen, a, x.n - n + 1));
    struct rolling r = roll_begin(x, n);
    do {
        if (map_find(&seen, r.h) == MAP_NONE) {
            TRY(map_put(&seen, r.h, r.pos));
        }
    } while (roll_on(&r));
    r = roll_begin(y, n);
    do {
        uint32_t at = map_find(&seen, r.h);
        if (at != MAP_NONE && memcmp(x.id + at, y.id + r.pos, n * sizeof *x.id) == 0) {
            *out = (struct stretch){at, r.pos, n};
            return ERR_OK;
        }
    } while (roll_on(&r));
    return ERR_OK;
}

enum err overlap_stretch(arena *a, struct row x, struct row y, struct stretch *out) {
    uint32_t low = 0; /* a shared run of this length exists */
    uint32_t high = x.n < y.n ? x.n : y.n;
    *out = (struct stretch){0};
    while (low < high) {
        arena_pos m = arena_mark(a);
        uint32_t middle = low + (high - low + 1) / 2;
        struct stretch found;
        enum err code = shared_run(a, x, y, middle, &found);
        arena_reset(a, m);
        TRY(code);
        if (found.n) {
            low = middle;
            *out = found;
        } else {
            high = middle - 1;
        }
    }
    return ERR_OK;
}
