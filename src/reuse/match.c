/* match.c - the shingles of one side in a hash table; those of the other are looked up from left to
 * right, and what is found is walked to the end of its run at once, so that a run costs one lookup
 * and a comparison a word. Of each diagonal it is known how far it was walked, and within the run
 * walked last a shingle that the table has once needs no lookup at all. Most shingles of two
 * reports that share a paragraph aren't shared: a bit array stands before the table (likely.h), and
 * the words themselves are compared behind both. */
#include "reuse/match.h"

#include "base/sort.h"
#include "base/vec.h"
#include "reuse/likely.h"

enum { MOST_PAIRS = 16, SEEN_BITS = 3, KEY_BITS = 32 };

struct matching {
    arena *a;
    struct match_table *x;
    const struct words *y;
    struct match last; /* the run walked last */
    struct matches *out;
};

static unsigned seen_shift(const struct match_table *t) {
    return KEY_BITS - SEEN_BITS - t->bits;
}

static bool are_same(const uint32_t *x, const uint32_t *y) {
    return memcmp(x, y, SHINGLE_WORDS * sizeof *x) == 0;
}

/* The slot of the shingle at `id`: its own, or a free one. */
static uint32_t *slot_of(const struct match_table *t, const uint32_t *id, uint32_t key) {
    size_t mask = ((size_t)1 << t->bits) - 1;
    size_t i = key * 0x9e3779b1u >> (KEY_BITS - t->bits);
    while (t->slot[i] && !are_same(t->words->id + t->slot[i] - 1, id)) {
        i = (i + 1) & mask;
    }
    return &t->slot[i];
}

static void add_place(struct match_table *t, uint32_t i, uint32_t key) {
    uint32_t *slot = slot_of(t, t->words->id + i, key);
    size_t bit = key >> seen_shift(t);
    t->seen[bit / 32] |= (uint32_t)1 << bit % 32;
    t->next[i] = *slot;
    t->n_of[i] = 1;
    t->repeated[i] = *slot != 0;
    if (*slot) {
        t->n_of[i] += t->n_of[*slot - 1];
        t->repeated[*slot - 1] = true;
    }
    *slot = i + 1;
}

enum err match_table_build(arena *a, const struct words *words, struct match_table *out) {
    size_t n = shingle_count(words->n);
    struct match_table t = {.a = a, .words = words, .bits = 4};
    while ((size_t)1 << t.bits < 4 * n) {
        t.bits++;
    }
    t.seen = arena_array(a, ((size_t)1 << (t.bits + SEEN_BITS)) / 32, sizeof *t.seen);
    t.slot = arena_array(a, (size_t)1 << t.bits, sizeof *t.slot);
    t.next = arena_take(a, n * sizeof *t.next);
    t.n_of = arena_take(a, n * sizeof *t.n_of);
    t.repeated = arena_take(a, n * sizeof *t.repeated);
    t.met = arena_array(a, n, sizeof *t.met);
    t.met_at = arena_take(a, n * sizeof *t.met_at);
    if (!t.seen || !t.slot || !t.next || !t.n_of || !t.repeated || !t.met || !t.met_at) {
        return a->last;
    }
    for (uint32_t to = (uint32_t)n; to > 0;) {
        uint32_t key[LIKELY_STEP];
        uint32_t n_here = to < LIKELY_STEP ? to : LIKELY_STEP;
        likely_keys(words->id + to - n_here, n_here, key);
        for (uint32_t i = n_here; i-- > 0;) {
            add_place(&t, --to, key[i]);
        }
    }
    *out = t;
    return ERR_OK;
}

/* Make the table ready for a report of `n` words. */
static enum err open_diagonals(struct match_table *t, size_t n) {
    size_t need = (size_t)t->words->n + n + 1;
    if (need > t->n_diagonals) {
        t->n_diagonals = 0;
        t->walked = arena_array(t->a, 2 * need, sizeof *t->walked);
        if (!t->walked) {
            return t->a->last;
        }
        t->n_diagonals = 2 * need;
    }
    return ERR_OK;
}

static uint32_t *walked_at(const struct match_table *t, uint32_t pa, uint32_t pb) {
    return &t->walked[(size_t)pb + t->words->n - pa];
}

/* Forget the report that the table was matched with. */
static void close_matching(const struct matching *m) {
    for (uint32_t i = 0; i < m->out->n_shingles; i++) {
        m->x->met[m->x->met_at[i]] = (struct match_met){0};
    }
    for (size_t i = 0; i < m->out->n; i++) {
        *walked_at(m->x, m->out->v[i].a, m->out->v[i].b) = 0;
    }
}

static bool is_common(const struct words *w, uint32_t pos) {
    unsigned flags = 0;
    for (uint32_t i = 0; i < SHINGLE_WORDS; i++) {
        flags |= w->flags[pos + i];
    }
    return flags & WORD_COMMON;
}

/* Take the run of the shingle at pa of x and pb of y, which is the same, unless it was taken. */
static enum err walk(struct matching *m, uint32_t pa, uint32_t pb) {
    const struct words *x = m->x->words;
    const struct words *y = m->y;
    uint32_t *walked = walked_at(m->x, pa, pb);
    if (pb + SHINGLE_WORDS <= *walked || is_common(x, pa)) {
        return ERR_OK;
    }
    uint32_t len = SHINGLE_WORDS;
    while (pa + len < x->n && pb + len < y->n && x->id[pa + len] == y->id[pb + len] &&
           !(x->flags[pa + len] & WORD_COMMON)) {
        len++;
    }
    *walked = pb + len;
    m->last = (struct match){pa, pb, len};
    return vec_push(m->a, m->out, m->last);
}

/* Whether the shingle at pb of y lies in the last run and can be met nowhere else. */
static bool is_passed(const struct matching *m, uint32_t pb, uint32_t *pa) {
    *pa = m->last.a + (pb - m->last.b);
    return pb + SHINGLE_WORDS <= m->last.b + m->last.len && !m->x->repeated[*pa];
}

/* Count a meeting of the shingle that stands first at `first` of x; what is known of it. */
static struct match_met *meet(struct matching *m, uint32_t first) {
    struct match_met *met = &m->x->met[first];
    if (met->n == 0) {
        m->x->met_at[m->out->n_shingles++] = first;
    }
    return met;
}

/* Join place `pb` of y, whose shingle stands first at `first` of x. */
static enum err join(struct matching *m, uint32_t first, uint32_t pb) {
    struct match_met *met = meet(m, first);
    const struct match_table *x = m->x;
    uint32_t own = met->n ? met->cursor : first + 1;
    met->n++;
    met->cursor = own ? x->next[own - 1] : 0;
    if ((uint64_t)x->n_of[first] * met->n > MOST_PAIRS) {
        return own ? walk(m, own - 1, pb) : ERR_OK;
    }
    for (uint32_t pa = first + 1; pa; pa = x->next[pa - 1]) {
        TRY(walk(m, pa - 1, pb));
    }
    return ERR_OK;
}

static enum err match_place(struct matching *m, uint32_t pb, uint32_t key) {
    uint32_t pa;
    if (is_passed(m, pb, &pa)) {
        struct match_met *met = meet(m, pa);
        met->n += met->n == 0;
        return ERR_OK;
    }
    uint32_t slot = *slot_of(m->x, m->y->id + pb, key);
    return slot ? join(m, slot - 1, pb) : ERR_OK;
}

static enum err match_all(struct matching *m) {
    uint32_t n = (uint32_t)shingle_count(m->y->n);
    struct likely likely;
    for (uint32_t from = 0; from < n; from += LIKELY_STEP) {
        size_t n_here = n - from < LIKELY_STEP ? n - from : LIKELY_STEP;
        size_t n_likely =
            likely_among(m->x->seen, seen_shift(m->x), m->y->id + from, n_here, &likely);
        for (size_t i = 0; i < n_likely; i++) {
            TRY(match_place(m, from + likely.place[i], likely.key[i]));
        }
    }
    return ERR_OK;
}

static int by_place(const void *pa, const void *pb, void *ctx) {
    (void)ctx;
    const struct match *x = pa;
    const struct match *y = pb;
    if (x->a != y->a) {
        return x->a < y->a ? -1 : 1;
    }
    return x->b < y->b ? -1 : x->b > y->b;
}

enum err matches_sort(arena *a, struct matches *matches) {
    return sort_stable(a, matches->v, matches->n, sizeof *matches->v, by_place, NULL);
}

enum err match_find(arena *a, struct match_table *x, const struct words *y, struct matches *out) {
    *out = (struct matches){0};
    struct matching m = {.a = a, .x = x, .y = y, .out = out};
    TRY(open_diagonals(x, y->n));
    TRY(match_all(&m));
    close_matching(&m);
    return matches_sort(a, out);
}
