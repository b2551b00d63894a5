/* prints.c - names that are everywhere are found by counting; two reports are related when they
 * share a fifth of the rarer names of the one with fewer, or a third of a sample of its shingles.
 * The sample holds the shingles whose hashes are multiples of SAMPLE_ONE_OF, so that both reports
 * choose the same ones. O(words). */
#include "reuse/prints.h"

#include "base/hash.h"

enum {
    NAME_REPORTS = 20, /* a name in more reports than this and */
    NAME_SHARE = 50,   /* in more than one of so many is everywhere */
    SAMPLE_ONE_OF = 8,
    MOST_SAMPLES = 512
};

static const double SAME_NEWS = 0.2;   /* shared names over those of the report with fewer */
static const double SAME_WORDS = 0.35; /* shared sample shingles likewise */

/* Names of outlets as numbers, so that comparing them doesn't touch the prints. */
static enum err number_outlets(arena *a, struct prints *p) {
    struct map numbers;
    uint32_t *outlet = arena_array(a, p->n, sizeof *outlet);
    if (!outlet) {
        return a->last;
    }
    TRY(map_init(&numbers, a, 64));
    for (size_t i = 0; i < p->n; i++) {
        str name = p->print[i].origin.outlet;
        if (name.len == 0) {
            continue;
        }
        uint64_t hash = hash_bytes(name);
        outlet[i] = map_find(&numbers, hash);
        if (outlet[i] == MAP_NONE) {
            outlet[i] = (uint32_t)numbers.n + 1;
            TRY(map_put(&numbers, hash, outlet[i]));
        }
    }
    p->outlet = outlet;
    return ERR_OK;
}

enum err prints_open(arena *a, const struct print *print, size_t n, struct prints *out) {
    *out = (struct prints){.print = print, .n = n};
    TRY(number_outlets(a, out));
    TRY(map_init(&out->names, a, 64));
    for (size_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < print[i].n_names; k++) {
            uint32_t count = map_find(&out->names, print[i].name[k]);
            TRY(map_put(&out->names, print[i].name[k], count == MAP_NONE ? 1 : count + 1));
        }
    }
    size_t share = n / NAME_SHARE;
    out->most_names = (uint32_t)(share > NAME_REPORTS ? share : NAME_REPORTS);
    return ERR_OK;
}

static bool tells(const struct prints *prints, uint32_t name) {
    return map_find(&prints->names, name) <= prints->most_names;
}

static bool is_part(size_t shared, size_t n_x, size_t n_y, double part) {
    return shared > 0 && (double)shared >= part * (double)(n_x < n_y ? n_x : n_y);
}

static bool share_names(const struct prints *prints, const struct print *x, const struct print *y) {
    size_t n_x = 0;
    size_t n_y = 0;
    size_t shared = 0;
    for (uint32_t i = 0; i < x->n_names; i++) {
        n_x += tells(prints, x->name[i]);
    }
    for (uint32_t i = 0; i < y->n_names; i++) {
        n_y += tells(prints, y->name[i]);
    }
    for (uint32_t i = 0, j = 0; i < x->n_names && j < y->n_names;) {
        uint32_t vx = x->name[i];
        uint32_t vy = y->name[j];
        shared += vx == vy && tells(prints, vx);
        i += vx <= vy;
        j += vy <= vx;
    }
    return is_part(shared, n_x, n_y, SAME_NEWS);
}

/* The sample of a report's shingles, distinct, in a table whose slots are found by the upper bits;
 * 0 = free. Returns their number. */
enum { SLOTS = 2048 };

static size_t slot_of(const uint64_t *table, uint64_t hash) {
    size_t i = hash >> 53 & (SLOTS - 1);
    while (table[i] && table[i] != hash) {
        i = (i + 1) & (SLOTS - 1);
    }
    return i;
}

/* Fill `table` with the sample of x, or count in it that of y (*shared). */
static size_t sample(const struct words *w, uint64_t *table, const uint64_t *other,
                     size_t *shared) {
    enum { STEP = 256 };
    uint64_t hash[STEP];
    size_t n = 0;
    for (size_t from = 0; from < shingle_count(w->n); from += STEP) {
        size_t left = w->n - from;
        size_t words = left < STEP + SHINGLE_WORDS - 1 ? left : STEP + SHINGLE_WORDS - 1;
        shingle_hashes(w->id + from, words, hash);
        for (size_t i = 0; i < shingle_count(words) && n < MOST_SAMPLES; i++) {
            size_t slot = slot_of(table, hash[i]);
            if (hash[i] == 0 || hash[i] % SAMPLE_ONE_OF || table[slot]) {
                continue;
            }
            table[slot] = hash[i];
            n++;
            *shared += other && other[slot_of(other, hash[i])] == hash[i];
        }
    }
    return n;
}

static bool share_words(const struct print *x, const struct print *y) {
    uint64_t of_x[SLOTS] = {0};
    uint64_t of_y[SLOTS] = {0};
    size_t shared = 0;
    size_t n_x = sample(&x->words, of_x, NULL, &shared);
    size_t n_y = sample(&y->words, of_y, of_x, &shared);
    return is_part(shared, n_x, n_y, SAME_WORDS);
}

bool prints_are_related(const struct prints *prints, uint32_t x, uint32_t y) {
    const struct print *a = &prints->print[x];
    const struct print *b = &prints->print[y];
    return share_names(prints, a, b) || share_words(a, b);
}
