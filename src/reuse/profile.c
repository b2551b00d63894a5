/* profile.c - the sample holds the shingles whose hashes are multiples of SAMPLE_ONE_OF, so that
 * all reports choose the same ones. */
#include "reuse/profile.h"

#include "base/sort.h"
#include "base/vec.h"

enum { SAMPLE_ONE_OF = 8, STEP = 256, INDEX_BITS = 10 };

static const double SAME_NEWS = 0.2;   /* shared names over those of the report with fewer */
static const double SAME_WORDS = 0.35; /* shared sample shingles likewise */

struct samples {
    uint64_t *v;
    size_t n;
    size_t cap;
};

static void set_bit(struct profile_bits *b, uint64_t i) {
    _Static_assert(PROFILE_BITS * 64 == 1 << INDEX_BITS, "an index for each bit");
    b->n_again += (uint32_t)(b->bit[i / 64] >> i % 64 & 1);
    b->bit[i / 64] |= (uint64_t)1 << i % 64;
}

static enum err take_names(arena *a, const struct prints *prints, const struct print *print,
                           struct profile *out) {
    uint32_t *name = arena_take(a, print->n_names * sizeof *name);
    if (!name) {
        return a->last;
    }
    for (uint32_t i = 0; i < print->n_names; i++) {
        if (map_find(&prints->everywhere, print->name[i]) == MAP_NONE) {
            set_bit(&out->names, print->name[i] >> (32 - INDEX_BITS));
            name[out->n_names++] = print->name[i];
        }
    }
    out->name = name;
    return ERR_OK;
}

/* Collect the sample of `w`. */
static enum err collect(arena *a, const struct words *w, struct samples *out) {
    uint64_t hash[STEP];
    TRY(vec_reserve(a, out, w->n / SAMPLE_ONE_OF + 1));
    for (size_t from = 0; from < shingle_count(w->n); from += STEP) {
        size_t left = w->n - from;
        size_t words = left < STEP + SHINGLE_WORDS - 1 ? left : STEP + SHINGLE_WORDS - 1;
        shingle_hashes(w->id + from, words, hash);
        for (size_t i = 0; i < shingle_count(words); i++) {
            if (hash[i] % SAMPLE_ONE_OF == 0) {
                TRY(vec_push(a, out, hash[i]));
            }
        }
    }
    return ERR_OK;
}

static enum err take_sample(arena *a, const struct words *w, struct profile *out) {
    struct samples found = {0};
    TRY(collect(a, w, &found));
    TRY(sort_u64(a, found.v, found.n));
    for (size_t i = 0; i < found.n; i++) {
        if (out->n_samples == 0 || found.v[out->n_samples - 1] != found.v[i]) {
            set_bit(&out->samples, found.v[i] >> (64 - INDEX_BITS));
            found.v[out->n_samples++] = found.v[i];
        }
    }
    out->sample = found.v;
    return ERR_OK;
}

enum err profile_make(arena *a, const struct prints *prints, uint32_t i, struct profile *out) {
    const struct print *print = &prints->print[i];
    *out = (struct profile){0};
    TRY(take_names(a, prints, print, out));
    prints_tell(prints, PRINT_TOUCHED);
    return take_sample(a, &print->words, out);
}

static bool is_part(size_t shared, size_t n_x, size_t n_y, double part) {
    return shared > 0 && (double)shared >= part * (double)(n_x < n_y ? n_x : n_y);
}

/* No fewer than the values in both. */
static size_t most_shared(const struct profile_bits *x, const struct profile_bits *y) {
    size_t n = x->n_again < y->n_again ? x->n_again : y->n_again;
    for (size_t i = 0; i < PROFILE_BITS; i++) {
        n += (size_t)__builtin_popcountll(x->bit[i] & y->bit[i]);
    }
    return n;
}

static bool share_names(const struct profile *x, const struct profile *y) {
    size_t shared = 0;
    if (!is_part(most_shared(&x->names, &y->names), x->n_names, y->n_names, SAME_NEWS)) {
        return false;
    }
    for (uint32_t i = 0, j = 0; i < x->n_names && j < y->n_names;) {
        uint32_t vx = x->name[i];
        uint32_t vy = y->name[j];
        shared += vx == vy;
        i += vx <= vy;
        j += vy <= vx;
    }
    return is_part(shared, x->n_names, y->n_names, SAME_NEWS);
}

static bool share_words(const struct profile *x, const struct profile *y) {
    size_t shared = 0;
    if (!is_part(most_shared(&x->samples, &y->samples), x->n_samples, y->n_samples, SAME_WORDS)) {
        return false;
    }
    for (uint32_t i = 0, j = 0; i < x->n_samples && j < y->n_samples;) {
        uint64_t vx = x->sample[i];
        uint64_t vy = y->sample[j];
        shared += vx == vy;
        i += vx <= vy;
        j += vy <= vx;
    }
    return is_part(shared, x->n_samples, y->n_samples, SAME_WORDS);
}

bool profile_are_related(const struct profile *x, const struct profile *y) {
    return share_names(x, y) || share_words(x, y);
}
