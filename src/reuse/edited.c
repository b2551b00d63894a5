/* edited.c - a copy with a word changed in every line has no run of five equal words, yet most of
 * its content words stand in one order. Content words that stand once or twice in both reports are
 * joined place by place and widened to runs of equal words; chains and stretches are made of them
 * as of longer runs. Reports of one event have names, numbers and set phrases in common and not
 * much between them: of a stretch, the longest common subsequence of the reporters' content words
 * is counted (Hunt and Szymanski's measure, by the plain table). */
#include "reuse/edited.h"

#include "base/sort.h"
#include "base/vec.h"
#include "reuse/pairs.h"

enum {
    SIEVE_BITS = 14,
    MOST_JOINED = 4, /* pairs of places of one word */
    /* Content words in one order, and of them without capitals, no short numbers, each counted
     * once:
     */
    LEAST_EQUAL = 14, /* in a stretch that alone makes a copy */
    LEAST_PLAIN = 8,
    FAIR_EQUAL = 8, /* in one that helps */
    FAIR_PLAIN = 4,
    ALL_EQUAL = 30, /* in those together */
    ALL_PLAIN = 18,
    PLAIN_BYTES = 3,
    MOST_CONTENT = 1000 /* of a stretch that are looked at */
};

/* Parts of the content words of both, as Dice counts. A short stretch must be closer: */
static const double SHORT_PART = 0.73; /* of LEAST_EQUAL words, */
static const double LESS_A_WORD = 0.01;
static const double LEAST_PART = 0.6; /* of many */
static const double FAIR_PART = 0.55;

struct places {
    uint64_t *v; /* id:32 | place:32, upwards */
    size_t n;
};

/* Bits by a part of the id, for leaving out most words that only one report has. */
struct sieve {
    uint64_t bit[1 << (SIEVE_BITS - 6)];
};

static bool is_in(const struct sieve *s, uint32_t id) {
    uint32_t at = id >> (32 - SIEVE_BITS);
    return s->bit[at / 64] >> at % 64 & 1;
}

static void fill(const struct words *w, struct sieve *out) {
    memset(out, 0, sizeof *out);
    for (uint32_t i = 0; i < w->n; i++) {
        uint32_t at = w->id[i] >> (32 - SIEVE_BITS);
        out->bit[at / 64] |= (uint64_t)1 << at % 64;
    }
}

/* The places of the content words of w that the other report may have too. */
static enum err places_of(arena *a, const struct function_words *f, const struct words *w,
                          const struct words *other, struct places *out) {
    struct sieve sieve;
    fill(other, &sieve);
    *out = (struct places){arena_take(a, (w->n + 1) * sizeof *out->v), 0};
    if (!out->v) {
        return a->last;
    }
    for (uint32_t i = 0; i < w->n; i++) {
        out->v[out->n] = (uint64_t)w->id[i] << 32 | i;
        out->n += is_in(&sieve, w->id[i]) && !(w->flags[i] & WORD_COMMON) &&
                  sparse_is_content(f, w->id[i]);
    }
    return sort_u64(a, out->v, out->n);
}

static size_t end_of(const struct places *p, size_t from) {
    size_t to = from + 1;
    while (to < p->n && p->v[to] >> 32 == p->v[from] >> 32) {
        to++;
    }
    return to;
}

struct keys {
    uint64_t *v; /* diagonal:32 | place in x:32 */
    size_t n;
    size_t cap;
};

static enum err join(arena *a, const struct places *x, const struct places *y, struct keys *out) {
    for (size_t i = 0, j = 0; i < x->n && j < y->n;) {
        uint32_t id_x = (uint32_t)(x->v[i] >> 32);
        uint32_t id_y = (uint32_t)(y->v[j] >> 32);
        size_t to_x = end_of(x, i);
        size_t to_y = end_of(y, j);
        for (size_t k = i; id_x == id_y && k < to_x && (to_x - i) * (to_y - j) <= MOST_JOINED;
             k++) {
            for (size_t m = j; m < to_y; m++) {
                uint32_t pa = (uint32_t)x->v[k];
                uint64_t diagonal = (uint64_t)(uint32_t)y->v[m] + UINT32_MAX / 2 - pa;
                TRY(vec_push(a, out, diagonal << 32 | pa));
            }
        }
        i = id_x <= id_y ? to_x : i;
        j = id_y <= id_x ? to_y : j;
    }
    return sort_u64(a, out->v, out->n);
}

static bool is_same(const struct words *x, uint32_t i, const struct words *y, uint32_t j) {
    return x->id[i] == y->id[j];
}

static bool holds_common(const struct words *w, uint32_t from, uint32_t to) {
    unsigned flags = 0;
    for (uint32_t i = from; i < to; i++) {
        flags |= w->flags[i];
    }
    return flags & WORD_COMMON;
}

/* The run of equal words round words pa and pb. */
static struct match widen(const struct words *x, uint32_t pa, const struct words *y, uint32_t pb) {
    struct match m = {pa, pb, 1};
    while (m.a > 0 && m.b > 0 && is_same(x, m.a - 1, y, m.b - 1)) {
        m.a--;
        m.b--;
        m.len++;
    }
    while (m.a + m.len < x->n && m.b + m.len < y->n && is_same(x, m.a + m.len, y, m.b + m.len)) {
        m.len++;
    }
    return m;
}

/* Give w flags of its own. */
static enum err own_flags(arena *a, struct words *w, uint8_t **out) {
    *out = arena_take(a, w->n);
    if (!*out) {
        return a->last;
    }
    memcpy(*out, w->flags, w->n);
    w->flags = *out;
    return ERR_OK;
}

enum err edited_runs(arena *a, const struct function_words *f, struct words *x, struct words *y,
                     struct matches *out) {
    *out = (struct matches){0};
    struct places px;
    struct places py;
    struct keys keys = {0};
    uint8_t *flags_x;
    uint8_t *flags_y;
    TRY(places_of(a, f, x, y, &px));
    TRY(places_of(a, f, y, x, &py));
    TRY(join(a, &px, &py, &keys));
    TRY(own_flags(a, x, &flags_x));
    TRY(own_flags(a, y, &flags_y));
    uint64_t end = 0; /* of the last run, on its diagonal */
    for (size_t i = 0; i < keys.n; i++) {
        if (keys.v[i] < end) {
            continue;
        }
        uint32_t pa = (uint32_t)keys.v[i];
        uint32_t pb = (uint32_t)((keys.v[i] >> 32) - UINT32_MAX / 2 + pa);
        struct match run = widen(x, pa, y, pb);
        end = keys.v[i] - pa + run.a + run.len;
        if (run.len < PAIR_RUN && !holds_common(x, run.a, run.a + run.len) &&
            !holds_common(y, run.b, run.b + run.len)) {
            TRY(vec_push(a, out, run));
        }
        for (uint32_t k = 0; run.len >= PAIR_RUN && k < run.len; k++) {
            flags_x[run.a + k] |= WORD_COMMON;
            flags_y[run.b + k] |= WORD_COMMON;
        }
    }
    return matches_sort(a, out);
}

/* ---- evidence ---- */

struct content {
    uint32_t id[MOST_CONTENT];
    bool plain[MOST_CONTENT];
    uint32_t n;
};

static void content_of(const struct function_words *f, const struct words *w, uint32_t from,
                       uint32_t to, struct content *out) {
    out->n = 0;
    for (uint32_t i = from; i < to && out->n < MOST_CONTENT; i++) {
        if (!(w->flags[i] & (WORD_SAID | WORD_ASIDE | WORD_COMMON)) &&
            sparse_is_content(f, w->id[i])) {
            out->id[out->n] = w->id[i];
            bool is_new = true;
            for (uint32_t k = 0; k < out->n && is_new; k++) {
                is_new = out->id[k] != w->id[i];
            }
            out->plain[out->n++] =
                is_new && !(w->flags[i] & WORD_CAPITAL) && w->to[i] - w->from[i] >= PLAIN_BYTES;
        }
    }
}

/* The longest common subsequence: its length, or the sum of its plain words. */
static uint32_t common_words(const struct content *x, const struct content *y, bool plain) {
    uint32_t row[MOST_CONTENT + 1] = {0};
    for (uint32_t i = 0; i < x->n; i++) {
        uint32_t corner = 0;
        for (uint32_t j = 0; j < y->n; j++) {
            uint32_t above = row[j + 1];
            bool same = x->id[i] == y->id[j] && (!plain || (x->plain[i] && y->plain[j]));
            uint32_t best = above > row[j] ? above : row[j];
            row[j + 1] = same && corner + 1 > best ? corner + 1 : best;
            corner = above;
        }
    }
    return row[y->n];
}

/* What a stretch has in common. */
struct evidence {
    uint32_t equal; /* content words in one order */
    uint32_t plain; /* of them no names and numbers */
    double part;    /* of the content words of both, as Dice counts */
};

static struct evidence weigh(const struct content *x, const struct content *y) {
    struct evidence e = {common_words(x, y, false), common_words(x, y, true), 0};
    uint32_t all = x->n + y->n;
    e.part = all ? 2.0 * e.equal / all : 0;
    return e;
}

static bool is_fair(const struct evidence *e) {
    return e->equal >= FAIR_EQUAL && e->plain >= FAIR_PLAIN && e->part >= FAIR_PART;
}

static bool is_strong(const struct evidence *e) {
    double part = SHORT_PART - LESS_A_WORD * ((double)e->equal - LEAST_EQUAL);
    return e->equal >= LEAST_EQUAL && e->plain >= LEAST_PLAIN && e->part >= part &&
           e->part >= LEAST_PART;
}

/* Keep what is fair; *enough: whether that alone makes a copy. */
static enum err keep_fair(arena *a, const struct function_words *f, const struct words *x,
                          const struct words *y, struct stretches *stretches, bool *enough) {
    arena_pos m = arena_mark(a);
    struct content *in_x = arena_new(a, struct content);
    struct content *in_y = arena_new(a, struct content);
    if (!in_x || !in_y) {
        return a->last;
    }
    struct evidence all = {0};
    bool strong = false;
    uint32_t end_a = 0; /* of those counted; what overlaps them, or was moved, tells nothing new */
    uint32_t end_b = 0;
    size_t n = 0;
    for (size_t i = 0; i < stretches->n; i++) {
        const struct stretch *s = &stretches->v[i];
        content_of(f, x, s->a_from, s->a_to, in_x);
        content_of(f, y, s->b_from, s->b_to, in_y);
        struct evidence e = weigh(in_x, in_y);
        if (is_fair(&e)) {
            bool is_new = s->a_from >= end_a && s->b_from >= end_b;
            all.equal += is_new ? e.equal : 0;
            all.plain += is_new ? e.plain : 0;
            end_a = s->a_to;
            end_b = s->b_to > end_b ? s->b_to : end_b;
            strong = strong || is_strong(&e);
            stretches->v[n++] = *s;
        }
    }
    *enough = strong || (all.equal >= ALL_EQUAL && all.plain >= ALL_PLAIN);
    stretches->n = n;
    arena_reset(a, m);
    return ERR_OK;
}

enum err edited_keep(arena *a, const struct function_words *f, const struct words *x,
                     const struct words *y, struct stretches *stretches) {
    bool enough = false;
    TRY(keep_fair(a, f, x, y, stretches, &enough));
    stretches->n = enough ? stretches->n : 0;
    return ERR_OK;
}

enum err edited_keep_fair(arena *a, const struct function_words *f, const struct words *x,
                          const struct words *y, struct stretches *stretches) {
    bool enough;
    return keep_fair(a, f, x, y, stretches, &enough);
}
