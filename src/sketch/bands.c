/* bands.c - locality-sensitive hashing by bands (Leskovec, Rajaraman, Ullman 2014, chapter 3): two
 * sketches that agree in a band are candidates. New sketches are sorted by key, a band at a time,
 * and met with the runs of known ones, which are sorted alike: no hash table, no random order, and
 * sketches alone in their buckets cost nothing afterwards. Where nothing is known yet, keys that
 * are met once are left out before sorting, by bits. Keys are not stored; they are read from the
 * sketches. Cost: about ten nanoseconds a sketch and band. */
#include "sketch/bands.h"

#include <math.h>

#include "base/par.h"
#include "base/vec.h"

enum {
    KEY_BITS = 24,
    DIGIT_BITS = 8,
    DIGITS = 1 << DIGIT_BITS,
    GROWTH = 8,
    TOGETHER = 6,
    AHEAD = 16
};

_Static_assert(BANDS % TOGETHER == 0, "groups of bands are whole");

/* key:24 | number:32 */
typedef uint64_t keyed;

static uint32_t key_of(keyed k) {
    return (uint32_t)(k >> 32);
}

unsigned bands_first(const struct minhash *a, const struct minhash *b) {
    for (unsigned band = 0; band < BANDS; band++) {
        if (bands_key(a, band) == bands_key(b, band)) {
            return band;
        }
    }
    return BANDS;
}

double bands_recall(double jaccard) {
    double p = jaccard + (1 - jaccard) / 256;
    return 1 - pow(1 - pow(p, BAND_ROWS), BANDS);
}

void bands_done(struct bands *x) {
    for (unsigned i = 0; i < x->n_runs; i++) {
        arena_done(&x->run[i].a);
    }
    x->n_runs = 0;
}

/* Move v to out by the digit at `shift`, stable. */
static void sort_pass(const keyed *v, keyed *out, size_t n, unsigned shift) {
    size_t count[DIGITS] = {0};
    for (size_t i = 0; i < n; i++) {
        count[v[i] >> shift & (DIGITS - 1)]++;
    }
    size_t pos = 0;
    for (size_t i = 0; i < DIGITS; i++) {
        size_t here = count[i];
        count[i] = pos;
        pos += here;
    }
    for (size_t i = 0; i < n; i++) {
        out[count[v[i] >> shift & (DIGITS - 1)]++] = v[i];
    }
}

/* Sort by key, stable: three passes of eight bits, the last one back to `v`. */
static void sort_keyed(keyed *v, keyed *scratch, size_t n) {
    sort_pass(v, scratch, n, 32);
    sort_pass(scratch, v, n, 32 + DIGIT_BITS);
    sort_pass(v, scratch, n, 32 + 2 * DIGIT_BITS);
    memcpy(v, scratch, n * sizeof *v);
}

/* ---- adding a run ---- */

struct adding {
    struct bands_known known;
    struct bands_run *run;
    uint32_t first;
    keyed **scratch; /* two arrays for each worker */
};

static enum err sort_band(void *ctx, size_t band, unsigned worker) {
    const struct adding *w = ctx;
    uint32_t n = w->run->n;
    keyed *v = w->scratch[worker];
    for (uint32_t i = 0; i < n; i++) {
        uint32_t number = w->first + i;
        v[i] = (keyed)bands_key(w->known.get(w->known.ctx, number), (unsigned)band) << 32 | number;
    }
    sort_keyed(v, v + n, n);
    for (uint32_t i = 0; i < n; i++) {
        w->run->member[band][i] = (uint32_t)v[i];
    }
    return ERR_OK;
}

static keyed **scratch_of(arena *a, uint32_t n, unsigned n_workers) {
    keyed **scratch = arena_array(a, n_workers, sizeof *scratch);
    for (unsigned i = 0; scratch && i < n_workers; i++) {
        scratch[i] = arena_take(a, 2 * (size_t)n * sizeof **scratch);
        scratch = scratch[i] ? scratch : NULL;
    }
    return scratch;
}

enum err bands_add(struct bands *x, struct bands_known known, uint32_t first, uint32_t n,
                   unsigned n_workers) {
    /* Take over the runs that are not much larger than what is added. */
    unsigned keep = x->n_runs;
    while (keep && (x->run[keep - 1].n / GROWTH < n || keep == BANDS_RUNS)) {
        keep--;
        n += x->run[keep].n;
        first -= x->run[keep].n;
    }
    struct bands_run run = {.n = n};
    arena scratch;
    arena_init(&run.a, 0);
    arena_init(&scratch, 0);
    enum err code = ERR_OK;
    for (unsigned band = 0; code == ERR_OK && band < BANDS; band++) {
        run.member[band] = arena_take(&run.a, n * sizeof **run.member);
        code = run.member[band] ? ERR_OK : run.a.last;
    }
    unsigned workers = n_workers ? n_workers : 1;
    struct adding work = {known, &run, first, scratch_of(&scratch, n, workers)};
    code = code == ERR_OK && !work.scratch ? scratch.last : code;
    code = code == ERR_OK ? par_for(workers, BANDS, sort_band, &work) : code;
    arena_done(&scratch);
    if (code != ERR_OK) {
        arena_done(&run.a);
        return code;
    }
    for (unsigned i = keep; i < x->n_runs; i++) {
        arena_done(&x->run[i].a);
    }
    x->run[keep] = run;
    x->n_runs = keep + 1;
    return ERR_OK;
}

/* ---- finding buckets ---- */

struct entry {
    uint32_t sketch; /* a new one */
    uint32_t bucket; /* of this band */
};

/* Members of a bucket. */
struct sizes {
    uint32_t n_known;
    uint32_t n_new;
};

/* What a band gives. */
struct part {
    VEC(struct entry) entry;
    VEC(uint32_t) known; /* members of the buckets, one after the other */
    VEC(struct sizes) bucket;
};

/* Bits of the keys met: once, or again. Keys are known by their low bits. */
struct filter {
    uint64_t *once;
    uint64_t *twice;
    uint32_t mask;
};

struct scratch {
    uint32_t *key; /* of TOGETHER bands, one after the other */
    keyed *keyed;  /* twice the sketches */
    struct filter filter;
};

struct finding {
    const struct bands *x;
    struct bands_known known;
    const struct minhash *const *sketch;
    uint32_t n;
    struct part *part; /* BANDS of them */
    arena *store;      /* one a worker, as the next */
    struct scratch *scratch;
};

static uint32_t member_key(const struct finding *f, const struct bands_run *run, unsigned band,
                           uint32_t i) {
    return bands_key(f->known.get(f->known.ctx, run->member[band][i]), band);
}

/* First member at or behind *pos whose key isn't below `key`: steps that double, then bisection. */
static uint32_t seek(const struct finding *f, const struct bands_run *run, unsigned band,
                     uint32_t pos, uint32_t key) {
    uint32_t step = 1;
    uint32_t low = pos;
    while (low + step <= run->n && member_key(f, run, band, low + step - 1) < key) {
        low += step;
        step *= 2;
    }
    uint32_t high = run->n - low < step ? run->n : low + step - 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (member_key(f, run, band, middle) < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Add the known members of bucket `key` to the part, the latest BUCKET_MOST; pos[] goes on. */
static enum err add_known(const struct finding *f, arena *a, struct part *p, unsigned band,
                          uint32_t key, uint32_t *pos, uint32_t *n_known) {
    size_t began = p->known.n;
    for (unsigned r = 0; r < f->x->n_runs; r++) {
        const struct bands_run *run = &f->x->run[r];
        uint32_t from = seek(f, run, band, pos[r], key);
        uint32_t to = from;
        while (to < run->n && member_key(f, run, band, to) == key) {
            to++;
        }
        pos[r] = to;
        from = to - from > BUCKET_MOST ? to - BUCKET_MOST : from;
        for (; from < to; from++) {
            TRY(vec_push(a, &p->known, run->member[band][from]));
        }
    }
    size_t n = p->known.n - began;
    if (n > BUCKET_MOST) { /* runs are in order of number */
        memmove(p->known.v + began, p->known.v + p->known.n - BUCKET_MOST,
                BUCKET_MOST * sizeof *p->known.v);
        n = BUCKET_MOST;
        p->known.n = began + n;
    }
    *n_known = (uint32_t)n;
    return ERR_OK;
}

static bool set_bit(uint64_t *set, uint32_t i) {
    bool was = set[i >> 6] >> (i & 63) & 1;
    set[i >> 6] |= (uint64_t)1 << (i & 63);
    return was;
}

/* Write the keys that may be there twice to `out`, with their numbers; returns how many. A key is
 * known by its low bits alone, so some go through that are there once. */
static uint32_t filter_keys(const struct filter *f, const uint32_t *key, uint32_t n, keyed *out) {
    size_t bytes = (size_t)(f->mask + 1) / 8;
    memset(f->once, 0, bytes);
    memset(f->twice, 0, bytes);
    for (uint32_t i = 0; i < n; i++) {
        if (set_bit(f->once, key[i] & f->mask)) {
            set_bit(f->twice, key[i] & f->mask);
        }
    }
    uint32_t n_out = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t bit = key[i] & f->mask;
        out[n_out] = (keyed)key[i] << 32 | i;
        n_out += (uint32_t)(f->twice[bit >> 6] >> (bit & 63) & 1);
    }
    return n_out;
}

/* Buckets of one band from its keys. */
static enum err find_band(const struct finding *f, unsigned band, const struct scratch *s,
                          const uint32_t *key, arena *a) {
    struct part *p = &f->part[band];
    keyed *v = s->keyed;
    uint32_t pos[BANDS_RUNS] = {0};
    uint32_t n = f->n;
    if (f->x->n_runs == 0) {
        n = filter_keys(&s->filter, key, n, v);
    } else {
        for (uint32_t i = 0; i < n; i++) {
            v[i] = (keyed)key[i] << 32 | i;
        }
    }
    sort_keyed(v, v + n, n);
    for (uint32_t from = 0, to = 0; from < n; from = to) {
        uint32_t n_known = 0;
        for (to = from + 1; to < n && key_of(v[to]) == key_of(v[from]); to++) {
        }
        TRY(add_known(f, a, p, band, key_of(v[from]), pos, &n_known));
        if (n_known + (to - from) < 2) {
            continue;
        }
        for (uint32_t i = from; i < to; i++) {
            TRY(vec_push(a, &p->entry, (struct entry){(uint32_t)v[i], (uint32_t)p->bucket.n}));
        }
        TRY(vec_push(a, &p->bucket, (struct sizes){n_known, to - from}));
    }
    return ERR_OK;
}

/* Sketches are read once for TOGETHER bands. */
static enum err find_bands(void *ctx, size_t group, unsigned worker) {
    const struct finding *f = ctx;
    const struct scratch *s = &f->scratch[worker];
    unsigned first = (unsigned)group * TOGETHER;
    for (uint32_t i = 0; i < f->n; i++) {
        if (i + AHEAD < f->n) {
            __builtin_prefetch(f->sketch[i + AHEAD]->bin + first * BAND_ROWS);
        }
        for (unsigned k = 0; k < TOGETHER; k++) {
            s->key[(size_t)k * f->n + i] = bands_key(f->sketch[i], first + k);
        }
    }
    for (unsigned k = 0; k < TOGETHER; k++) {
        TRY(find_band(f, first + k, s, s->key + (size_t)k * f->n, &f->store[worker]));
    }
    return ERR_OK;
}

/* Lay out the buckets of all bands with room for their new members, and list them by sketch. */
static enum err put_together(arena *a, const struct finding *f, struct bands_join *out) {
    size_t n_entries = 0;
    size_t n_members = 0;
    *out = (struct bands_join){.from = arena_array(a, (size_t)f->n + 2, sizeof *out->from)};
    if (!out->from) {
        return a->last;
    }
    for (unsigned band = 0; band < BANDS; band++) {
        const struct part *p = &f->part[band];
        out->n_buckets += p->bucket.n;
        n_members += p->known.n + p->entry.n;
        n_entries += p->entry.n;
        for (size_t i = 0; i < p->entry.n; i++) {
            out->from[p->entry.v[i].sketch + 2]++;
        }
    }
    for (uint32_t i = 0; i < f->n; i++) {
        out->from[i + 2] += out->from[i + 1];
    }
    out->bucket = arena_take(a, out->n_buckets * sizeof *out->bucket);
    out->of = out->bucket ? arena_take(a, n_entries * sizeof *out->of) : NULL;
    uint32_t *member = out->of ? arena_take(a, n_members * sizeof *member) : NULL;
    if (!member) {
        return a->last;
    }
    size_t base = 0;
    for (unsigned band = 0; band < BANDS; band++) {
        const struct part *p = &f->part[band];
        const uint32_t *known = p->known.v;
        for (size_t i = 0; i < p->bucket.n; i++) {
            struct sizes s = p->bucket.v[i];
            if (s.n_known) {
                memcpy(member, known, s.n_known * sizeof *member);
            }
            out->bucket[base + i] = (struct bucket){member, s.n_known};
            known += s.n_known;
            member += s.n_known + s.n_new;
        }
        for (size_t i = 0; i < p->entry.n; i++) {
            out->of[out->from[p->entry.v[i].sketch + 1]++] = (uint32_t)base + p->entry.v[i].bucket;
        }
        base += p->bucket.n;
    }
    return ERR_OK;
}

/* Bits enough that few keys share one by chance: eight a sketch. */
static uint32_t filter_mask(uint32_t n) {
    unsigned bits = 12;
    while (bits < KEY_BITS && (uint64_t)1 << bits < (uint64_t)n * 8) {
        bits++;
    }
    return ((uint32_t)1 << bits) - 1;
}

static enum err scratch_init(arena *a, uint32_t n, struct scratch *out) {
    out->filter.mask = filter_mask(n);
    size_t bytes = (size_t)(out->filter.mask + 1) / 8;
    out->key = arena_take(a, (size_t)n * TOGETHER * sizeof *out->key);
    out->keyed = out->key ? arena_take(a, (2 * (size_t)n + 1) * sizeof *out->keyed) : NULL;
    out->filter.once = out->keyed ? arena_take(a, bytes) : NULL;
    out->filter.twice = out->filter.once ? arena_take(a, bytes) : NULL;
    return out->filter.twice ? ERR_OK : a->last;
}

enum err bands_find(arena *a, const struct bands *x, struct bands_known known,
                    const struct minhash *const *sketch, uint32_t n, unsigned n_workers,
                    struct bands_join *out) {
    unsigned workers = n_workers ? n_workers : 1;
    arena scratch;
    arena_init(&scratch, 0);
    struct part part[BANDS] = {0};
    struct finding f = {x, known, sketch, n, part, NULL, NULL};
    f.store = arena_array(&scratch, workers, sizeof *f.store);
    f.scratch = f.store ? arena_array(&scratch, workers, sizeof *f.scratch) : NULL;
    enum err code = f.scratch ? ERR_OK : scratch.last;
    for (unsigned i = 0; f.scratch && i < workers; i++) {
        arena_init(&f.store[i], 0);
        code = code == ERR_OK ? scratch_init(&scratch, n, &f.scratch[i]) : code;
    }
    code = code == ERR_OK ? par_for(workers, BANDS / TOGETHER, find_bands, &f) : code;
    code = code == ERR_OK ? put_together(a, &f, out) : code;
    for (unsigned i = 0; f.scratch && i < workers; i++) {
        arena_done(&f.store[i]);
    }
    arena_done(&scratch);
    return code;
}
