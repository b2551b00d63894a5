/* match.c - the shingles of one side in a hash table; those of the other are looked up from left to
 * right, and what is found is walked to the end of its run at once, so that a run costs one lookup
 * and a comparison a word. Of each diagonal it is known how far it was walked, and within the run
 * walked last a shingle that the table has once needs no lookup at all. A bit array stands before
 * the table, because most shingles of two reports that share a paragraph aren't shared. */
#include "reuse/match.h"

#include "base/sort.h"
#include "base/vec.h"

enum { MOST_PAIRS = 16, SEEN_BITS = 3 };

/* Of the first place of each shingle of x. */
struct meeting {
    uint32_t n;      /* places in y looked up */
    uint32_t cursor; /* 1 + the place in x that y's next one is joined with */
};

struct matching {
    arena *a;
    const struct match_table *x;
    const struct words *y;
    struct meeting *met;
    uint32_t *walked;  /* of each diagonal: the word of y behind its last run */
    struct match last; /* the run walked last */
    struct matches *out;
};

static size_t seen_bit(const struct match_table *t, uint64_t hash) {
    return hash >> (64 - SEEN_BITS - t->bits);
}

static uint32_t *slot_of(const struct match_table *t, uint64_t hash) {
    size_t mask = ((size_t)1 << t->bits) - 1;
    size_t i = hash >> (64 - t->bits);
    while (t->slot[i] && t->hash[t->slot[i] - 1] != hash) {
        i = (i + 1) & mask;
    }
    return &t->slot[i];
}

static void add_place(struct match_table *t, uint32_t i) {
    uint32_t *slot = slot_of(t, t->hash[i]);
    size_t bit = seen_bit(t, t->hash[i]);
    t->seen[bit / 64] |= (uint64_t)1 << bit % 64;
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
    struct match_table t = {.words = words, .bits = 4};
    while ((size_t)1 << t.bits < 2 * n) {
        t.bits++;
    }
    t.hash = arena_take(a, n * sizeof *t.hash);
    t.seen = arena_array(a, ((size_t)1 << (t.bits + SEEN_BITS)) / 64, sizeof *t.seen);
    t.slot = arena_array(a, (size_t)1 << t.bits, sizeof *t.slot);
    t.next = arena_take(a, n * sizeof *t.next);
    t.n_of = arena_take(a, n * sizeof *t.n_of);
    t.repeated = arena_take(a, n * sizeof *t.repeated);
    if (!t.hash || !t.seen || !t.slot || !t.next || !t.n_of || !t.repeated) {
        return a->last;
    }
    shingle_hashes(words->id, words->n, t.hash);
    for (uint32_t i = (uint32_t)n; i-- > 0;) {
        add_place(&t, i);
    }
    *out = t;
    return ERR_OK;
}

static bool is_common(const struct words *w, uint32_t pos) {
    unsigned flags = 0;
    for (uint32_t i = 0; i < SHINGLE_WORDS; i++) {
        flags |= w->flags[pos + i];
    }
    return flags & WORD_COMMON;
}

/* The shingles at pa of x and pb of y have one hash: take the run from there, unless it was taken
 * or the words differ, which chance hardly brings about but somebody might. */
static enum err walk(struct matching *m, uint32_t pa, uint32_t pb) {
    const struct words *x = m->x->words;
    const struct words *y = m->y;
    uint32_t *walked = &m->walked[(size_t)pb + x->n - pa];
    if (pb + SHINGLE_WORDS <= *walked || is_common(x, pa) ||
        memcmp(x->id + pa, y->id + pb, SHINGLE_WORDS * sizeof *x->id) != 0) {
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

/* Join place `pb` of y, whose shingle stands first at `first` of x. */
static enum err join(struct matching *m, uint32_t first, uint32_t pb) {
    struct meeting *met = &m->met[first];
    const struct match_table *x = m->x;
    uint32_t own = met->n ? met->cursor : first + 1;
    m->out->n_shingles += met->n == 0;
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

static enum err match_all(struct matching *m) {
    const struct match_table *x = m->x;
    uint32_t n = (uint32_t)shingle_count(m->y->n);
    for (uint32_t pb = 0; pb < n; pb++) {
        uint32_t pa;
        if (is_passed(m, pb, &pa)) {
            m->out->n_shingles += m->met[pa].n == 0;
            m->met[pa].n += m->met[pa].n == 0;
            continue;
        }
        uint64_t hash = shingle_hash(m->y->id + pb);
        size_t bit = seen_bit(x, hash);
        if (x->seen[bit / 64] >> bit % 64 & 1) {
            uint32_t slot = *slot_of(x, hash);
            if (slot) {
                TRY(join(m, slot - 1, pb));
            }
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

enum err match_find(arena *a, const struct match_table *x, const struct words *y,
                    struct matches *out) {
    *out = (struct matches){0};
    struct matching m = {.a = a, .x = x, .y = y, .out = out};
    m.met = arena_array(a, shingle_count(x->words->n), sizeof *m.met);
    m.walked = arena_array(a, (size_t)x->words->n + y->n + 1, sizeof *m.walked);
    if (!m.met || !m.walked) {
        return a->last;
    }
    TRY(match_all(&m));
    return matches_sort(a, out);
}
