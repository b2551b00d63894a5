/* chain.c - colinear chaining with bounded look-back and peeling (Li, "Minimap2", 2018, sec. 2.1,
 * with words for bases). f(j) = words of run j + best f(i) - gap cost over the LOOK_BACK runs
 * before j that lie within LARGEST_GAP words on both sides. The best end is followed back to its
 * start or to a run already taken; then the next best, and so on, so that text that was moved makes
 * chains of its own. Taken words are masked, and later chains are cut where both sides are masked.
 * O(LOOK_BACK * matches + words). */
#include "reuse/chain.h"

#include "base/sort.h"
#include "base/vec.h"

enum { LOOK_BACK = 50, LARGEST_GAP = 30, NO_RUN = -1 };

struct node {
    int64_t score; /* in tenths of a word */
    int32_t before;
    bool taken;
};

struct peel {
    arena *a;
    const struct match *run;
    struct node *node;
    bool *used_a;
    bool *used_b;
    struct links *out;
};

static uint32_t larger(uint32_t x, uint32_t y) {
    return x > y ? x : y;
}

/* What run j adds to a chain that ends with run i, in tenths of a word; INT64_MIN when it can't
 * follow. */
static int64_t gain(const struct match *i, const struct match *j) {
    if (j->a <= i->a || j->b <= i->b) {
        return INT64_MIN;
    }
    int64_t gap_a = (int64_t)j->a - (int64_t)(i->a + i->len);
    int64_t gap_b = (int64_t)j->b - (int64_t)(i->b + i->len);
    if (gap_a > LARGEST_GAP || gap_b > LARGEST_GAP) {
        return INT64_MIN;
    }
    int64_t least = gap_a < gap_b ? gap_a : gap_b;
    int64_t overlap = least < 0 ? -least : 0;
    if (overlap >= j->len) {
        return INT64_MIN;
    }
    int64_t skew = gap_a > gap_b ? gap_a - gap_b : gap_b - gap_a;
    int64_t span = (gap_a > 0 ? gap_a : 0) + (gap_b > 0 ? gap_b : 0);
    return 10 * (j->len - overlap) - 2 * skew - span;
}

static void score_all(const struct matches *m, struct node *node) {
    for (size_t j = 0; j < m->n; j++) {
        node[j] = (struct node){10 * (int64_t)m->v[j].len, NO_RUN, false};
        for (size_t i = j > LOOK_BACK ? j - LOOK_BACK : 0; i < j; i++) {
            int64_t g = gain(&m->v[i], &m->v[j]);
            if (g != INT64_MIN && node[i].score + g > node[j].score) {
                node[j].score = node[i].score + g;
                node[j].before = (int32_t)i;
            }
        }
    }
}

static int best_first(const void *px, const void *py, void *ctx) {
    const struct node *node = ctx;
    int64_t x = node[*(const uint32_t *)px].score;
    int64_t y = node[*(const uint32_t *)py].score;
    return x > y ? -1 : x < y;
}

static enum err keep(struct peel *p, struct match run, uint32_t chain) {
    return vec_push(p->a, p->out, (struct link){run, chain});
}

/* Keep the parts of a short run whose words are free on both sides; a run of CHAIN_LONG words is
 * kept whole unless all its words are taken on both sides. */
static enum err keep_free_parts(struct peel *p, const struct match *run, uint32_t chain) {
    for (uint32_t i = 0; run->len >= CHAIN_LONG && i < run->len; i++) {
        if (!p->used_a[run->a + i] || !p->used_b[run->b + i]) {
            return keep(p, *run, chain);
        }
    }
    for (uint32_t i = 0; i < run->len;) {
        uint32_t from = i;
        while (i < run->len && !p->used_a[run->a + i] && !p->used_b[run->b + i]) {
            i++;
        }
        if (i > from) {
            TRY(keep(p, (struct match){run->a + from, run->b + from, i - from}, chain));
        }
        i += i == from;
    }
    return ERR_OK;
}

/* Take the chain that ends with run `end`; `path` has room for all runs. */
static enum err take(struct peel *p, uint32_t end, uint32_t *path) {
    size_t n = 0;
    for (int32_t i = (int32_t)end; i != NO_RUN && !p->node[i].taken; i = p->node[i].before) {
        p->node[i].taken = true;
        path[n++] = (uint32_t)i;
    }
    size_t first = p->out->n;
    uint32_t words = 0;
    struct match last = {0};
    for (size_t k = n; k-- > 0;) {
        struct match run = p->run[path[k]];
        if (k + 1 < n &&
            run.len < CHAIN_LONG) { /* runs that overlap on one side: the later one gives way */
            uint32_t over_a = larger(last.a + last.len, run.a) - run.a;
            uint32_t over_b = larger(last.b + last.len, run.b) - run.b;
            uint32_t over = larger(over_a, over_b);
            run = (struct match){run.a + over, run.b + over, run.len - over};
        }
        TRY(keep_free_parts(p, &run, p->out->n_chains));
        last = run;
    }
    for (size_t k = first; k < p->out->n; k++) {
        words += p->out->v[k].run.len;
    }
    if (words < CHAIN_LEAST) {
        p->out->n = first;
        return ERR_OK;
    }
    for (size_t k = first; k < p->out->n; k++) {
        const struct match *run = &p->out->v[k].run;
        memset(p->used_a + run->a, true, run->len);
        memset(p->used_b + run->b, true, run->len);
    }
    p->out->n_chains++;
    return ERR_OK;
}

enum err chain_select(arena *a, const struct matches *matches, size_t n_a, size_t n_b,
                      struct links *out) {
    *out = (struct links){0};
    size_t n = matches->n;
    struct peel p = {.a = a, .run = matches->v, .out = out};
    p.node = arena_array(a, n, sizeof *p.node);
    p.used_a = arena_array(a, n_a, sizeof *p.used_a);
    p.used_b = arena_array(a, n_b, sizeof *p.used_b);
    uint32_t *order = arena_array(a, n, sizeof *order);
    uint32_t *path = arena_array(a, n, sizeof *path);
    if (!p.node || !p.used_a || !p.used_b || !order || !path) {
        return a->last;
    }
    score_all(matches, p.node);
    for (size_t i = 0; i < n; i++) {
        order[i] = (uint32_t)i;
    }
    TRY(sort_stable(a, order, n, sizeof *order, best_first, p.node));
    for (size_t i = 0; i < n; i++) {
        if (!p.node[order[i]].taken) {
            TRY(take(&p, order[i], path));
        }
    }
    return ERR_OK;
}
