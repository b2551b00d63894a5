/* extend.c - join and extend: a changed word, a dropped clause, a house spelling doesn't end a
 * copy. Between two runs of a chain a gap is bridged when it is a change (words on both sides,
 * MOST_CHANGED at most) or a small insertion or cut (MOST_ADDED at most) that isn't a sentence of
 * its own. At the ends of a chain the walk goes on over gaps of up to MOST_SKIPPED words as long as
 * AGREEING words agree behind each, and right on into boilerplate. Every step moves forward, and a
 * step looks at (MOST_SKIPPED + 1)^2 places: O(words). */
#include "reuse/extend.h"

#include "base/sort.h"
#include "base/vec.h"

enum {
    MOST_CHANGED = 14,
    MOST_ADDED = 6,
    MOST_SKIPPED = 4,
    AGREEING = 2,
    MOST_TRIMMED = 2,
    CARRYING_WORDS = 20 /* so many were copied with the boilerplate right beside them */
};

struct extend {
    const struct words *x;
    const struct words *y;
    bool *used_a; /* words of a finished stretch */
    bool *used_b;
};

static bool is_common(const struct words *w, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        if (w->flags[i] & WORD_COMMON) {
            return true;
        }
    }
    return false;
}

/* Of n equal words from (pa, pb) on: how many are written alike. */
static uint32_t alike_words(const struct extend *e, uint32_t pa, uint32_t pb, uint32_t n) {
    uint32_t alike = 0;
    for (uint32_t i = 0; i < n; i++) {
        alike += e->x->form[pa + i] == e->y->form[pb + i];
    }
    return alike;
}

/* Whether the words [from, to) are whole sentences, as seen from their ends. */
static bool is_sentence(const struct words *w, uint32_t from, uint32_t to) {
    return to > from && (w->flags[to - 1] & WORD_STOP) && from > 0 &&
           (w->flags[from - 1] & WORD_STOP);
}

/* Take the words between `s` and the run behind it into `s` when they are the same in both: what is
 * boilerplate elsewhere was copied here with the text on both sides of it. */
static void take_same(const struct extend *e, struct stretch *s, const struct match *run) {
    uint32_t n = run->a - s->a_to;
    if (n == run->b - s->b_to && n > 0 &&
        memcmp(e->x->id + s->a_to, e->y->id + s->b_to, n * sizeof *e->x->id) == 0) {
        s->alike += alike_words(e, s->a_to, s->b_to, n);
        s->words += n;
        s->a_to += n;
        s->b_to += n;
    }
}

static bool bridges(const struct extend *e, const struct stretch *s, const struct match *run) {
    uint32_t gap_a = run->a - s->a_to;
    uint32_t gap_b = run->b - s->b_to;
    if (is_common(e->x, s->a_to, run->a) || is_common(e->y, s->b_to, run->b)) {
        return false;
    }
    if (gap_a && gap_b) {
        return gap_a <= MOST_CHANGED && gap_b <= MOST_CHANGED;
    }
    return gap_a <= MOST_ADDED && gap_b <= MOST_ADDED && !is_sentence(e->x, s->a_to, run->a) &&
           !is_sentence(e->y, s->b_to, run->b);
}

/* One step forward (dir 1) or backward (dir -1) from the frontier (pa, pb): words that are free,
 * equal and without the flag `stop_at`. */
static uint32_t equal_words(const struct extend *e, int64_t pa, int64_t pb, int dir, uint32_t most,
                            unsigned stop_at) {
    uint32_t n = 0;
    while (n < most && pa >= 0 && pb >= 0 && pa < (int64_t)e->x->n && pb < (int64_t)e->y->n &&
           e->x->id[pa] == e->y->id[pb] && !e->used_a[pa] && !e->used_b[pb] &&
           !((e->x->flags[pa] | e->y->flags[pb]) & stop_at)) {
        n++;
        pa += dir;
        pb += dir;
    }
    return n;
}

static bool is_free(const bool *used, const struct words *w, int64_t pos, int dir, unsigned n) {
    for (unsigned i = 0; i < n; i++, pos += dir) {
        if (pos < 0 || pos >= (int64_t)w->n || used[pos] || (w->flags[pos] & WORD_COMMON)) {
            return false;
        }
    }
    return true;
}

/* The smallest gap behind which AGREEING words agree: its two lengths, or false. */
static bool find_skip(const struct extend *e, int64_t pa, int64_t pb, int dir, unsigned *skip_a,
                      unsigned *skip_b) {
    for (unsigned total = 1; total <= 2 * MOST_SKIPPED; total++) {
        for (unsigned i = total > MOST_SKIPPED ? total - MOST_SKIPPED : 0;
             i <= total && i <= MOST_SKIPPED; i++) {
            unsigned j = total - i;
            unsigned need = AGREEING + (total > 2 ? total - 2 : 0);
            if (is_free(e->used_a, e->x, pa, dir, i) && is_free(e->used_b, e->y, pb, dir, j) &&
                equal_words(e, pa + dir * (int64_t)i, pb + dir * (int64_t)j, dir, need,
                            WORD_COMMON) == need) {
                *skip_a = i;
                *skip_b = j;
                return true;
            }
        }
    }
    return false;
}

/* Walk on from the end (dir 1) or the start (dir -1) of `s`. */
static void walk(const struct extend *e, struct stretch *s, int dir) {
    int64_t pa = dir > 0 ? (int64_t)s->a_to : (int64_t)s->a_from - 1;
    int64_t pb = dir > 0 ? (int64_t)s->b_to : (int64_t)s->b_from - 1;
    for (;;) {
        unsigned stop_at = s->words < CARRYING_WORDS ? WORD_COMMON : 0;
        uint32_t n = equal_words(e, pa, pb, dir, UINT32_MAX, stop_at);
        pa += dir * (int64_t)n;
        pb += dir * (int64_t)n;
        s->words += n;
        if (dir > 0) {
            s->a_to = (uint32_t)pa;
            s->b_to = (uint32_t)pb;
            s->alike += alike_words(e, s->a_to - n, s->b_to - n, n);
        } else {
            s->a_from = (uint32_t)(pa + 1);
            s->b_from = (uint32_t)(pb + 1);
            s->alike += alike_words(e, s->a_from, s->b_from, n);
        }
        unsigned skip_a;
        unsigned skip_b;
        if (!find_skip(e, pa, pb, dir, &skip_a, &skip_b)) {
            return;
        }
        pa += dir * (int64_t)skip_a;
        pb += dir * (int64_t)skip_b;
        s->exact = false;
    }
}

static uint32_t count_used(const bool *used, uint32_t from, uint32_t to) {
    uint32_t n = 0;
    for (uint32_t i = from; i < to; i++) {
        n += used[i];
    }
    return n;
}

static void count_again(const struct extend *e, struct stretch *s) {
    uint32_t a = count_used(e->used_a, s->a_from, s->a_to);
    uint32_t b = count_used(e->used_b, s->b_from, s->b_to);
    s->again = a > b ? a : b;
}

static void mark(const struct extend *e, const struct stretch *s) {
    memset(e->used_a + s->a_from, true, s->a_to - s->a_from);
    memset(e->used_b + s->b_from, true, s->b_to - s->b_from);
}

static enum err join_links(arena *a, const struct extend *e, const struct links *links,
                           struct stretches *out) {
    for (size_t i = 0; i < links->n; i++) {
        const struct match *run = &links->v[i].run;
        struct stretch *last =
            i && links->v[i - 1].chain == links->v[i].chain ? &out->v[out->n - 1] : NULL;
        bool follows = last && run->a >= last->a_to && run->b >= last->b_to;
        if (follows) {
            take_same(e, last, run);
        }
        if (follows && bridges(e, last, run)) {
            last->exact = last->exact && run->a == last->a_to && run->b == last->b_to;
            last->a_to = run->a + run->len;
            last->b_to = run->b + run->len;
            last->words += run->len;
            last->alike += alike_words(e, run->a, run->b, run->len);
        } else {
            struct stretch s = {run->a,   run->a + run->len,
                                run->b,   run->b + run->len,
                                run->len, alike_words(e, run->a, run->b, run->len),
                                0,        true};
            TRY(vec_push(a, out, s));
        }
    }
    return ERR_OK;
}

static int by_place(const void *pa, const void *pb, void *ctx) {
    (void)ctx;
    const struct stretch *x = pa;
    const struct stretch *y = pb;
    if (x->a_from != y->a_from) {
        return x->a_from < y->a_from ? -1 : 1;
    }
    return x->b_from < y->b_from ? -1 : x->b_from > y->b_from;
}

enum err extend_sort(arena *a, struct stretches *s) {
    return sort_stable(a, s->v, s->n, sizeof *s->v, by_place, NULL);
}

/* Whether the n words before (pa, pb) are the same on both sides. */
static bool are_same(const struct extend *e, uint32_t pa, uint32_t pb, uint32_t n) {
    return memcmp(e->x->id + pa - n, e->y->id + pb - n, n * sizeof *e->x->id) == 0;
}

/* Cut off the first or last words of a sentence of which nothing more is shared; none where a
 * change stands among them, lest the stretch end with a word of one side. */
static void trim(const struct extend *e, struct stretch *s) {
    const struct words *x = e->x;
    for (uint32_t k = 1; k <= MOST_TRIMMED && s->words > SHINGLE_WORDS + k; k++) {
        if (s->a_to < x->n && !(x->flags[s->a_to - 1] & WORD_STOP) &&
            (x->flags[s->a_to - 1 - k] & WORD_STOP) && are_same(e, s->a_to, s->b_to, k + 1)) {
            s->a_to -= k;
            s->b_to -= k;
            s->words -= k;
            s->alike -= alike_words(e, s->a_to, s->b_to, k);
            break;
        }
    }
    for (uint32_t k = 1; k <= MOST_TRIMMED && s->words > SHINGLE_WORDS + k; k++) {
        if (s->a_from > 0 && !(x->flags[s->a_from - 1] & WORD_STOP) &&
            (x->flags[s->a_from + k - 1] & WORD_STOP) &&
            are_same(e, s->a_from + k + 1, s->b_from + k + 1, k + 1)) {
            s->alike -= alike_words(e, s->a_from, s->b_from, k);
            s->a_from += k;
            s->b_from += k;
            s->words -= k;
            break;
        }
    }
}

enum err extend_links(arena *a, const struct words *x, const struct words *y,
                      const struct links *links, struct stretches *out) {
    *out = (struct stretches){0};
    struct extend e = {x, y, arena_array(a, x->n, 1), arena_array(a, y->n, 1)};
    if (!e.used_a || !e.used_b) {
        return a->last;
    }
    TRY(join_links(a, &e, links, out));
    for (size_t i = 0; i < out->n; i++) {
        count_again(&e, &out->v[i]);
        mark(&e, &out->v[i]);
    }
    for (size_t i = 0; i < out->n; i++) {
        struct stretch s = out->v[i];
        walk(&e, &s, 1);
        walk(&e, &s, -1);
        mark(&e, &s);
        trim(&e, &s);
        out->v[i] = s;
    }
    size_t n = 0;
    for (size_t i = 0; i < out->n; i++) { /* short leftovers that found no neighbour */
        if (out->v[i].words >= SHINGLE_WORDS) {
            out->v[n++] = out->v[i];
        }
    }
    out->n = n;
    return extend_sort(a, out);
}
