/* dedup.c - greedy stars over candidates from bands, each decided by exact overlap.
 * Reports are placed one after the other. One with the row of an earlier report follows it at once,
 * so that a million identical reports cost a look-up each. Else candidates are the stars in its
 * buckets; those alike enough by sketch are compared word by word, the likeliest
 * MOST_COMPARED of them. Only stars are candidates: five hundred versions of one wire cost five
 * hundred comparisons and not their square. Every report that isn't kept has been compared with one
 * that is. O(reports) for bounded buckets. */
#include "sketch/dedup.h"

#include <stdlib.h>

#include "base/progress.h"
#include "base/sort.h"
#include "base/vec.h"
#include "sketch/bands.h"

enum { MOST_COMPARED = 64 };

#define FREE DEDUP_NONE

/* Numbers of reports by the content of their records; open addressing, at most 3/4 full. */
struct table {
    arena a;
    uint32_t *slot; /* 1 + report; 0 = free */
    unsigned bits;
    uint32_t n;
};

struct dedup {
    struct dedup_options options;
    unsigned gate;
    arena store;
    arena scratch;
    struct table first_of; /* first reports with their words */
    struct bands bands;    /* of the entrants before `n_banded` */
    uint32_t n_banded;
    VEC(const struct dedup_record *) record; /* all reports */
    VEC(struct dedup_place) place;
    VEC(uint32_t) entrant; /* reports that others are compared with, upwards */
    VEC(uint32_t) met;     /* by entrant: the round in which it was met last */
    uint32_t round;        /* of looking for candidates */
    VEC(struct dedup_pair) pair;
    struct dedup_counts counts;
};

struct candidate {
    uint32_t entrant;
    uint32_t n_equal;
};

typedef VEC(struct candidate) candidates;

enum err dedup_new(const struct dedup_options *options, struct dedup **out) {
    if (!(options->threshold > 0 && options->threshold <= 1)) {
        return ERR_USAGE;
    }
    struct dedup *x = calloc(1, sizeof *x);
    if (!x) {
        return ERR_NOMEM;
    }
    x->options = *options;
    x->gate = minhash_gate(options->threshold);
    arena_init(&x->store, 0);
    arena_init(&x->scratch, 0);
    arena_init(&x->first_of.a, 0);
    *out = x;
    return ERR_OK;
}

void dedup_free(struct dedup *x) {
    if (x) {
        bands_done(&x->bands);
        arena_done(&x->first_of.a);
        arena_done(&x->scratch);
        arena_done(&x->store);
        free(x);
    }
}

static const struct minhash *sketch_of(const void *ctx, uint32_t entrant) {
    const struct dedup *x = ctx;
    return &x->record.v[x->entrant.v[entrant]]->sketch;
}

/* The rows of so many reports, here and there, are looked at. */
static void look_at(const struct dedup *x, size_t n) {
    if (x->options.looked_at) {
        x->options.looked_at(x->options.ctx, n * DEDUP_TOUCHED);
    }
}

static bool rows_equal(struct row a, struct row b) {
    return a.n == b.n && memcmp(a.id, b.id, a.n * sizeof *a.id) == 0;
}

static bool records_equal(const struct dedup_record *a, const struct dedup_record *b) {
    return a->content == b->content && rows_equal(a->row, b->row);
}

/* The slot of the first report with the words of `record`, or the free one where it belongs. */
static uint32_t *find_slot(const struct dedup *x, const struct table *t,
                           const struct dedup_record *record) {
    uint64_t i = record->content >> (64 - t->bits);
    while (t->slot[i] && !records_equal(x->record.v[t->slot[i] - 1], record)) {
        i = (i + 1) & (((uint64_t)1 << t->bits) - 1);
    }
    return &t->slot[i];
}

/* Room for `more` reports; on error the table is as it was. */
static enum err table_reserve(struct dedup *x, uint32_t more) {
    const struct table *old = &x->first_of;
    struct table t = {.bits = old->bits ? old->bits : 10, .n = old->n};
    uint64_t wanted = (uint64_t)old->n + more;
    while (wanted * 4 > (uint64_t)3 << t.bits) {
        t.bits++;
    }
    if (t.bits == old->bits) {
        return ERR_OK;
    }
    arena_init(&t.a, 0);
    t.slot = arena_array(&t.a, (size_t)1 << t.bits, sizeof *t.slot);
    if (!t.slot) {
        enum err code = t.a.last;
        arena_done(&t.a);
        return code;
    }
    for (uint64_t i = 0; old->slot && i < (uint64_t)1 << old->bits; i++) {
        if (old->slot[i]) {
            *find_slot(x, &t, x->record.v[old->slot[i] - 1]) = old->slot[i];
        }
    }
    arena_done(&x->first_of.a);
    x->first_of = t;
    return ERR_OK;
}

/* Pairs of the latest report are kept in order of the other. */
static enum err add_pair(struct dedup *x, uint32_t a, uint32_t b, struct overlap o) {
    TRY(vec_push(&x->store, &x->pair, (struct dedup_pair){a, b, o}));
    for (size_t i = x->pair.n - 1; i && x->pair.v[i - 1].a == a && x->pair.v[i - 1].b > b; i--) {
        x->pair.v[i] = x->pair.v[i - 1];
        x->pair.v[i - 1] = (struct dedup_pair){a, b, o};
    }
    return ERR_OK;
}

/* Count the shingles of a report against themselves, once. */
static enum err count_own(struct dedup *x, uint32_t i, struct overlap *out) {
    if (out->of_a == 0) {
        arena_pos m = arena_mark(&x->scratch);
        struct shingle_set set;
        enum err code = overlap_set(&x->scratch, x->record.v[i]->row, &set);
        arena_reset(&x->scratch, m);
        TRY(code);
        *out = (struct overlap){set.n, set.n, set.n};
    }
    return ERR_OK;
}

/* Place report `i`, which has the words of `other`. */
static enum err follow(struct dedup *x, uint32_t i, uint32_t other) {
    struct dedup_place *there = &x->place.v[other];
    bool is_star = there->star == other;
    struct overlap own = {0};
    x->counts.n_identical++;
    if (is_star) {
        TRY(count_own(x, other, &there->overlap));
    }
    x->place.v[i] = *there;
    if (!x->options.all_pairs) {
        return ERR_OK;
    }
    own = is_star ? there->overlap : own;
    TRY(count_own(x, other, &own));
    return add_pair(x, i, other, own);
}

static int by_likeness(const void *pa, const void *pb, void *ctx) {
    const struct candidate *a = pa;
    const struct candidate *b = pb;
    (void)ctx;
    if (a->n_equal != b->n_equal) {
        return a->n_equal > b->n_equal ? -1 : 1;
    }
    return a->entrant < b->entrant ? -1 : a->entrant > b->entrant;
}

static void begin_round(struct dedup *x) {
    if (++x->round == 0) { /* all numbers used up */
        memset(x->met.v, 0, x->met.n * sizeof *x->met.v);
        x->round = 1;
    }
}

/* The entrants in the buckets of a record that pass the gate, likeliest first. */
static enum err gather(struct dedup *x, const struct bands_join *join, uint32_t slot,
                       const struct dedup_record *record, candidates *out) {
    const struct minhash *sketch = &record->sketch;
    begin_round(x);
    for (size_t k = join->from[slot]; k < join->from[slot + 1]; k++) {
        const struct bucket *b = &join->bucket[join->of[k]];
        uint32_t from = b->n > BUCKET_MOST ? b->n - BUCKET_MOST : 0;
        for (uint32_t m = from; m < b->n; m++) {
            uint32_t entrant = b->member[m];
            if (x->met.v[entrant] == x->round) {
                continue;
            }
            x->met.v[entrant] = x->round;
            x->counts.n_candidates++;
            unsigned equal = minhash_equal(sketch, sketch_of(x, entrant));
            if (equal >= x->gate) {
                TRY(vec_push(&x->scratch, out, (struct candidate){entrant, equal}));
            }
        }
    }
    x->counts.n_passed += out->n;
    return sort_stable(&x->scratch, out->v, out->n, sizeof *out->v, by_likeness, NULL);
}

/* Compare a record with its candidates; the best star that reaches the threshold goes to *best.
 * With `pairs`, of report `i`, all that reach it are kept. */
static enum err compare(struct dedup *x, const struct dedup_record *record, const candidates *c,
                        bool pairs, uint32_t i, struct dedup_place *best) {
    struct shingle_set mine;
    double best_overlap = 0;
    TRY(overlap_set(&x->scratch, record->row, &mine));
    size_t n = c->n < MOST_COMPARED || pairs ? c->n : MOST_COMPARED;
    look_at(x, n + 1);
    for (size_t k = 0; k < n; k++) {
        uint32_t other = x->entrant.v[c->v[k].entrant];
        arena_pos m = arena_mark(&x->scratch);
        struct shingle_set theirs;
        TRY(overlap_set(&x->scratch, x->record.v[other]->row, &theirs));
        struct overlap o = overlap_count(&mine, &theirs);
        arena_reset(&x->scratch, m);
        double overlap = overlap_jaccard(o);
        x->counts.n_compared++;
        if (overlap < x->options.threshold) {
            continue;
        }
        if (pairs) {
            TRY(add_pair(x, i, other, o));
        }
        bool is_star = x->place.v[other].star == other;
        bool better = overlap > best_overlap || (overlap == best_overlap && other < best->star);
        if (is_star && better) {
            best_overlap = overlap;
            *best = (struct dedup_place){other, o};
        }
    }
    return ERR_OK;
}

/* Report `i` is one that later ones are compared with. */
static enum err enter(struct dedup *x, const struct bands_join *join, uint32_t slot, uint32_t i) {
    uint32_t entrant = (uint32_t)x->entrant.n;
    TRY(vec_push(&x->store, &x->entrant, i));
    TRY(vec_push(&x->store, &x->met, 0));
    for (size_t k = join->from[slot]; k < join->from[slot + 1]; k++) {
        struct bucket *b = &join->bucket[join->of[k]];
        b->member[b->n++] = entrant;
    }
    return ERR_OK;
}

static enum err place(struct dedup *x, const struct bands_join *join, uint32_t slot, uint32_t i) {
    arena_pos m = arena_mark(&x->scratch);
    candidates c = {0};
    struct dedup_place best = {.star = FREE};
    const struct dedup_record *record = x->record.v[i];
    enum err code = gather(x, join, slot, record, &c);
    if (code == ERR_OK && c.n) {
        code = compare(x, record, &c, x->options.all_pairs, i, &best);
    }
    arena_reset(&x->scratch, m);
    TRY(code);
    x->place.v[i] = best.star == FREE ? (struct dedup_place){.star = i} : best;
    return best.star == FREE || x->options.all_pairs ? enter(x, join, slot, i) : ERR_OK;
}

/* Reports [first, first + n) that aren't identical to an earlier one: their numbers and sketches.
 */
struct portion {
    uint32_t *report;
    const struct minhash **sketch;
    uint32_t n;
    uint32_t *identical; /* for all n reports: the first one with these words, or FREE */
};

static enum err part_identical(struct dedup *x, uint32_t first, uint32_t n, struct portion *out) {
    *out = (struct portion){.report = arena_array(&x->scratch, n, sizeof *out->report)};
    out->sketch = out->report ? arena_array(&x->scratch, n, sizeof *out->sketch) : NULL;
    out->identical = out->sketch ? arena_array(&x->scratch, n, sizeof *out->identical) : NULL;
    if (!out->identical) {
        return x->scratch.last;
    }
    TRY(table_reserve(x, n));
    for (uint32_t k = 0; k < n; k++) {
        const struct dedup_record *record = x->record.v[first + k];
        out->identical[k] = FREE;
        if (record->row.n == 0) {
            continue;
        }
        uint32_t *slot = find_slot(x, &x->first_of, record);
        if (*slot) {
            out->identical[k] = *slot - 1;
            look_at(x, 2);
            continue;
        }
        *slot = first + k + 1;
        x->first_of.n++;
        out->report[out->n] = first + k;
        out->sketch[out->n++] = &record->sketch;
    }
    return ERR_OK;
}

static enum err place_all(struct dedup *x, uint32_t first, uint32_t n) {
    struct portion p;
    struct bands_join join;
    struct bands_known known = {sketch_of, x};
    TRY(part_identical(x, first, n, &p));
    TRY(vec_reserve(&x->store, &x->entrant, p.n));
    TRY(vec_reserve(&x->store, &x->met, p.n));
    TRY(bands_find(&x->scratch, &x->bands, known, p.sketch, p.n, x->options.n_workers, &join));
    uint32_t slot = 0;
    for (uint32_t i = first; i < first + n; i++) {
        if (x->record.v[i]->row.n == 0) {
            x->place.v[i] = (struct dedup_place){.star = i};
        } else if (p.identical[i - first] != FREE) {
            TRY(follow(x, i, p.identical[i - first]));
        } else {
            TRY(place(x, &join, slot++, i));
        }
        TRY(progress_add(x->options.progress, 1));
    }
    return ERR_OK;
}

/* Entrants of the last call become known to the bands. */
static enum err band_entrants(struct dedup *x) {
    struct bands_known known = {sketch_of, x};
    uint32_t n = (uint32_t)x->entrant.n - x->n_banded;
    if (n) {
        TRY(bands_add(&x->bands, known, x->n_banded, n, x->options.n_workers));
        x->n_banded += n;
    }
    return ERR_OK;
}

enum err dedup_add(struct dedup *x, const struct dedup_record *const *record, uint32_t n) {
    uint32_t first = (uint32_t)x->record.n;
    if (n > FREE - 1 - first) {
        return ERR_LIMIT;
    }
    TRY(band_entrants(x));
    TRY(vec_reserve(&x->store, &x->record, n));
    TRY(vec_reserve(&x->store, &x->place, n));
    for (uint32_t i = 0; i < n; i++) {
        x->record.v[x->record.n++] = record[i];
        x->place.v[x->place.n++] = (struct dedup_place){.star = first + i};
    }
    arena_pos m = arena_mark(&x->scratch);
    enum err code = place_all(x, first, n);
    arena_reset(&x->scratch, m);
    return code;
}

/* Look among the entrants for a record whose words are new. */
static enum err find_new(struct dedup *x, const struct dedup_record *record,
                         struct dedup_place *out) {
    const struct minhash *sketch = &record->sketch;
    struct bands_known known = {sketch_of, x};
    struct bands_join join;
    candidates c = {0};
    TRY(band_entrants(x));
    TRY(bands_find(&x->scratch, &x->bands, known, &sketch, 1, 1, &join));
    TRY(gather(x, &join, 0, record, &c));
    return c.n ? compare(x, record, &c, false, FREE, out) : ERR_OK;
}

enum err dedup_find(struct dedup *x, const struct dedup_record *record, struct dedup_place *out) {
    *out = (struct dedup_place){.star = FREE};
    uint32_t same = record->row.n && x->first_of.slot ? *find_slot(x, &x->first_of, record) : 0;
    if (same) {
        struct dedup_place *there = &x->place.v[same - 1];
        if (there->star == same - 1) {
            TRY(count_own(x, same - 1, &there->overlap));
        }
        *out = *there;
        return ERR_OK;
    }
    if (record->row.n == 0 || x->entrant.n == 0) {
        return ERR_OK;
    }
    arena_pos m = arena_mark(&x->scratch);
    enum err code = find_new(x, record, out);
    arena_reset(&x->scratch, m);
    return code;
}

uint32_t dedup_count(const struct dedup *x) {
    return (uint32_t)x->record.n;
}

const struct dedup_place *dedup_places(const struct dedup *x) {
    return x->place.v;
}

const struct dedup_pair *dedup_pairs(const struct dedup *x, size_t *n) {
    *n = x->pair.n;
    return x->pair.v;
}

struct dedup_counts dedup_costs(const struct dedup *x) {
    return x->counts;
}
