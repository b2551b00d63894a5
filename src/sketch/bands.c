/* bands.c - locality-sensitive hashing by bands (Leskovec, Rajaraman, Ullman 2014, chapter 3): two
 * sketches that agree in a band are candidates. New sketches are sorted by key, a band at a time,
 * and met with the runs of known ones, which are sorted alike: no hash table, no random order, and
 * sketches alone in their buckets cost nothing afterwards. Keys are not stored; they are read from
 * the sketches. Cost: about 20 ns a sketch and band. */
#include "sketch/bands.h"

#include <math.h>

#include "base/par.h"
#include "base/vec.h"

enum { DIGIT_BITS = 12, DIGITS = 1 << DIGIT_BITS, GROWTH = 8 };

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

/* Sort by key, stable: two passes of twelve bits. */
static void sort_keyed(keyed *v, keyed *scratch, size_t n) {
    for (unsigned shift = 32; shift < 56; shift += DIGIT_BITS) {
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
            scratch[count[v[i] >> shift & (DIGITS - 1)]++] = v[i];
        }
        keyed *swap = v;
        v = scratch;
        scratch = swap;
    }
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

struct finding {
    const struct bands *x;
    struct bands_known known;
    const struct minhash *const *sketch;
    uint32_t n;
    struct part *part; /* BANDS of them */
    arena *store;      /* one a worker */
    keyed **scratch;
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

static enum err find_band(void *ctx, size_t index, unsigned worker) {
    const struct finding *f = ctx;
    unsigned band = (unsigned)index;
    arena *a = &f->store[worker];
    struct part *p = &f->part[band];
    keyed *v = f->scratch[worker];
    uint32_t pos[BANDS_RUNS] = {0};
    for (uint32_t i = 0; i < f->n; i++) {
        v[i] = (keyed)bands_key(f->sketch[i], band) << 32 | i;
    }
    sort_keyed(v, v + f->n, f->n);
    for (uint32_t from = 0, to = 0; from < f->n; from = to) {
        uint32_t key = key_of(v[from]);
        uint32_t n_known = 0;
        for (to = from + 1; to < f->n && key_of(v[to]) == key; to++) {
        }
        TRY(add_known(f, a, p, band, key, pos, &n_known));
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

enum err bands_find(arena *a, const struct bands *x, struct bands_known known,
                    const struct minhash *const *sketch, uint32_t n, unsigned n_workers,
                    struct bands_join *out) {
    unsigned workers = n_workers ? n_workers : 1;
    arena scratch;
    arena_init(&scratch, 0);
    struct part part[BANDS] = {0};
    struct finding f = {x, known, sketch, n, part, NULL, scratch_of(&scratch, n, workers)};
    f.store = f.scratch ? arena_array(&scratch, workers, sizeof *f.store) : NULL;
    enum err code = f.store ? ERR_OK : scratch.last;
    for (unsigned i = 0; f.store && i < workers; i++) {
        arena_init(&f.store[i], 0);
    }
    code = code == ERR_OK ? par_for(workers, BANDS, find_band, &f) : code;
    code = code == ERR_OK ? put_together(a, &f, out) : code;
    for (unsigned i = 0; f.store && i < workers; i++) {
        arena_done(&f.store[i]);
    }
    arena_done(&scratch);
    return code;
}
