/* profile.c - the sample holds the shingles whose hashes are multiples of SAMPLE_ONE_OF, so that
 * all reports choose the same ones. */
#include "reuse/profile.h"

#include "base/sort.h"

enum { SAMPLE_ONE_OF = 8, STEP = 256 };

static const double SAME_NEWS = 0.2;   /* shared names over those of the report with fewer */
static const double SAME_WORDS = 0.35; /* shared sample shingles likewise */

static enum err take_names(arena *a, const struct prints *prints, const struct print *print,
                           struct profile *out) {
    uint32_t *name = arena_take(a, print->n_names * sizeof *name);
    if (!name) {
        return a->last;
    }
    for (uint32_t i = 0; i < print->n_names; i++) {
        if (map_find(&prints->names, print->name[i]) <= prints->most_names) {
            name[out->n_names++] = print->name[i];
        }
    }
    out->name = name;
    return ERR_OK;
}

/* Collect the sample of `w` into `out`, when there is one; returns its size. */
static size_t collect(const struct words *w, uint64_t *out) {
    uint64_t hash[STEP];
    size_t n = 0;
    for (size_t from = 0; from < shingle_count(w->n); from += STEP) {
        size_t left = w->n - from;
        size_t words = left < STEP + SHINGLE_WORDS - 1 ? left : STEP + SHINGLE_WORDS - 1;
        shingle_hashes(w->id + from, words, hash);
        for (size_t i = 0; i < shingle_count(words); i++) {
            if (hash[i] % SAMPLE_ONE_OF == 0) {
                if (out) {
                    out[n] = hash[i];
                }
                n++;
            }
        }
    }
    return n;
}

static enum err take_sample(arena *a, const struct words *w, struct profile *out) {
    size_t n = collect(w, NULL);
    uint64_t *sample = arena_take(a, n * sizeof *sample);
    if (!sample) {
        return a->last;
    }
    collect(w, sample);
    TRY(sort_u64(a, sample, n));
    for (size_t i = 0; i < n; i++) {
        if (out->n_samples == 0 || sample[out->n_samples - 1] != sample[i]) {
            sample[out->n_samples++] = sample[i];
        }
    }
    out->sample = sample;
    return ERR_OK;
}

enum err profile_make(arena *a, const struct prints *prints, uint32_t i, struct profile *out) {
    const struct print *print = &prints->print[i];
    *out = (struct profile){0};
    TRY(take_names(a, prints, print, out));
    return take_sample(a, &print->words, out);
}

static bool is_part(size_t shared, size_t n_x, size_t n_y, double part) {
    return shared > 0 && (double)shared >= part * (double)(n_x < n_y ? n_x : n_y);
}

bool profile_are_related(const struct profile *x, const struct profile *y) {
    size_t shared = 0;
    for (uint32_t i = 0, j = 0; i < x->n_names && j < y->n_names;) {
        uint32_t vx = x->name[i];
        uint32_t vy = y->name[j];
        shared += vx == vy;
        i += vx <= vy;
        j += vy <= vx;
    }
    if (is_part(shared, x->n_names, y->n_names, SAME_NEWS)) {
        return true;
    }
    shared = 0;
    for (uint32_t i = 0, j = 0; i < x->n_samples && j < y->n_samples;) {
        uint64_t vx = x->sample[i];
        uint64_t vy = y->sample[j];
        shared += vx == vy;
        i += vx <= vy;
        j += vy <= vx;
    }
    return is_part(shared, x->n_samples, y->n_samples, SAME_WORDS);
}
