/* family.c - groups by union-find; descent by the relative neighbourhood graph.
 * When B was made from A and C from B, A and C share text too, and so do two reprints of one
 * original. Such a pair is told from a direct one by its triangle: a third report is nearer to both
 * (by shared words, then by the earlier first report) and what the pair shares is shared with that
 * report as well. Nearness is a strict order, so of every triangle at most one side goes. The last
 * of three by the clock had it from the one that it is nearest to, whatever the other two share.
 * Where a third report shares to the letter the same and no clock tells, both sides stay and say
 * that they are tied. O(pairs x neighbours of the report with fewer). */
#include "reuse/family.h"

#include "base/sort.h"
#include "reuse/neighbours.h"

static const float SAME_TEXT = 0.5F;  /* of the shorter text: near-duplicates */
static const double TIED = 0.9;       /* of the part that the other pair shares */
static const double EXPLAINED = 0.85; /* of the bytes that a pair shares */

struct family {
    const struct print *print;
    const struct copy *copy;
    struct neighbours near;
};

static uint32_t root_of(uint32_t *up, uint32_t i) {
    while (up[i] != i) {
        up[i] = up[up[i]];
        i = up[i];
    }
    return i;
}

/* Join the sets of i and j; the smaller index leads. */
static void join(uint32_t *up, uint32_t i, uint32_t j) {
    uint32_t x = root_of(up, i);
    uint32_t y = root_of(up, j);
    up[x < y ? y : x] = x < y ? x : y;
}

static enum err group(arena *a, struct copies *out) {
    uint32_t *same = arena_array(a, out->n_docs, sizeof *same);
    if (!same) {
        return a->last;
    }
    for (uint32_t i = 0; i < out->n_docs; i++) {
        same[i] = i;
    }
    for (size_t i = 0; i < out->n; i++) {
        const struct copy *c = &out->copy[i];
        float share = c->share_a > c->share_b ? c->share_a : c->share_b;
        if (c->kind == COPY_TEXT && share >= SAME_TEXT) {
            join(same, c->a, c->b);
        }
    }
    for (uint32_t i = 0; i < out->n_docs; i++) {
        same[i] = root_of(same, i);
    }
    out->group = same;
    return ERR_OK;
}

/* The earlier report of a pair. */
static const struct origin *first_of(const struct print *print, const struct copy *x) {
    const struct origin *a = &print[x->a].origin;
    const struct origin *b = &print[x->b].origin;
    return lineage_compare_times(a, b) > 0 ? b : a;
}

/* Whether the first report of pair x was earlier (-1) or later than that of pair y; 0 when not
 * known. */
static int compare_first(const struct print *print, const struct copy *x, const struct copy *y) {
    const struct origin *first_x = first_of(print, x);
    const struct origin *first_y = first_of(print, y);
    return lineage_compare_times(first_x, first_y);
}

/* What two reports share, as part of all words of both. */
static double part_of(const struct print *print, const struct copy *c) {
    double shared = (double)c->near / 2;
    double all = (double)print[c->a].words.n + (double)print[c->b].words.n - shared;
    return all > 0 ? shared / all : 0;
}

/* Strict: whether pair x is nearer than pair y: shares more, to the letter; then, that being a
 * larger part of both, so that of a text and a cut version the cut one is nearer to what was made
 * from that. */
static bool is_nearer(const struct print *print, const struct copy *x, const struct copy *y) {
    if (x->near != y->near) {
        return x->near > y->near;
    }
    double nx = part_of(print, x);
    double ny = part_of(print, y);
    if (nx < ny || nx > ny) {
        return nx > ny;
    }
    int order = compare_first(print, x, y);
    if (order) {
        return order < 0;
    }
    return x->n_spans != y->n_spans ? x->n_spans < y->n_spans : x < y;
}

static struct span side_of(const struct copy_span *s, bool b) {
    return b ? s->b : s->a;
}

static int by_start(const void *px, const void *py, void *ctx) {
    (void)ctx;
    const struct span *x = px;
    const struct span *y = py;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* The spans of pair `c` on the side of `report`, sorted, in `a`. */
static enum err spans_on(arena *a, const struct copy *c, uint32_t report, struct span **out) {
    *out = arena_array(a, c->n_spans, sizeof **out);
    if (!*out) {
        return a->last;
    }
    for (size_t i = 0; i < c->n_spans; i++) {
        (*out)[i] = side_of(&c->span[i], c->b == report);
    }
    return sort_stable(a, *out, c->n_spans, sizeof **out, by_start, NULL);
}

/* Whether `report` shares through `other` most of what it shares in `pair`. */
static enum err is_explained(arena *a, const struct copy *pair, const struct copy *other,
                             uint32_t report, bool *out) {
    struct span *x;
    struct span *y;
    TRY(spans_on(a, pair, report, &x));
    TRY(spans_on(a, other, report, &y));
    size_t all = 0;
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < pair->n_spans; i++) {
        all += x[i].to - x[i].from;
        while (j < other->n_spans && y[j].to <= x[i].from) {
            j++;
        }
        for (size_t k = j; k < other->n_spans && y[k].from < x[i].to; k++) {
            uint32_t from = y[k].from > x[i].from ? y[k].from : x[i].from;
            uint32_t to = y[k].to < x[i].to ? y[k].to : x[i].to;
            shared += to > from ? to - from : 0;
        }
    }
    *out = (double)shared >= EXPLAINED * (double)all;
    return ERR_OK;
}

/* Whether `report`, one of the pair, credits the other for it. */
static bool credits(const struct copy *c, uint32_t report) {
    return (c->reasons & (COPY_CREDIT | COPY_ADDRESS)) &&
           c->direction == (c->a == report ? COPY_A_FROM_B : COPY_B_FROM_A);
}

/* Whether report x was published after both others. */
static bool is_last(const struct print *print, uint32_t x, uint32_t y, uint32_t z) {
    return lineage_compare_times(&print[x].origin, &print[y].origin) > 0 &&
           lineage_compare_times(&print[x].origin, &print[z].origin) > 0;
}

/* Whether the pair of report x with a third is nearer than pair `c`, of x and y; `to_x` and `to_y`
 * are those with the third. Between a source and a report that alone credits it the source is the
 * likelier one when the letters don't tell. */
static bool is_nearer_side(const struct family *f, const struct copy *c, uint32_t third, uint32_t x,
                           uint32_t y, const struct copy *to_x, const struct copy *to_y) {
    if (credits(to_x, x) != credits(to_y, y)) {
        return credits(to_x, x) || to_x->near >= c->near;
    }
    return credits(to_y, third) ? to_x->near > c->near : is_nearer(f->print, to_x, c);
}

/* Whether `third` may stand between the reports of pair `c`: it isn't the last of the three, and
 * nearer to both, or to the one that is the last. A report that had the text from one of the two
 * explains nothing when the other credits that one too: each may have it from there, or one have
 * copied the other's credit line. */
static bool may_explain(const struct family *f, const struct copy *c, uint32_t third,
                        const struct copy *to_a, const struct copy *to_b) {
    const struct print *p = f->print;
    if (is_last(p, third, c->a, c->b) || (credits(to_a, third) && credits(c, c->b)) ||
        (credits(to_b, third) && credits(c, c->a))) {
        return false;
    }
    bool near_a = is_nearer_side(f, c, third, c->a, c->b, to_a, to_b);
    bool near_b = is_nearer_side(f, c, third, c->b, c->a, to_b, to_a);
    return (near_a && near_b) || (near_a && is_last(p, c->a, c->b, third)) ||
           (near_b && is_last(p, c->b, c->a, third));
}

/* Whether the evidence hardly tells pair `c` from the farther of its reports' pairs with a third:
 * the same is shared, of texts of about the same length and different outlets. One report has it
 * from one of the other two, which are nearer to each other without a word on
 * it. Three equal texts are no tie but a star round the first. */
static bool is_tied(const struct family *f, const struct copy *c, uint32_t third,
                    const struct copy *to_a, const struct copy *to_b) {
    const struct copy *far = is_nearer(f->print, to_a, to_b) ? to_b : to_a;
    const struct copy *near = far == to_a ? to_b : to_a;
    bool a_is_near = near == to_a;
    if (is_last(f->print, a_is_near ? c->a : c->b, a_is_near ? c->b : c->a, third)) {
        return false;
    }
    str outlet = f->print[c->a].origin.outlet;
    if ((near->reasons & COPY_CREDIT) || near->near == far->near || c->near != far->near ||
        (outlet.len && str_equals(outlet, f->print[c->b].origin.outlet))) {
        return false;
    }
    return part_of(f->print, c) >= TIED * part_of(f->print, far);
}

/* What the triangles of a pair tell. */
struct finding {
    uint32_t via;  /* the nearest report that explains it, or NONE */
    uint32_t tied; /* the pair that it can't be told from, or NONE: both stay */
};

/* Take the explanation by `third` into the finding on pair `c`; `best` is the nearest so far. */
static void explain(const struct family *f, const struct copy *c, uint32_t third,
                    const struct copy *to_a, const struct copy *to_b, const struct copy **best,
                    struct finding *out) {
    const struct copy *far = is_nearer(f->print, to_a, to_b) ? to_b : to_a;
    bool tied = !*best && is_tied(f, c, third, to_a, to_b);
    out->tied = tied ? (uint32_t)(far - f->copy) : NONE;
    if (!*best || is_nearer(f->print, to_a, *best)) {
        *best = to_a;
        out->via = third;
    }
}

static enum err find_via(arena *a, const struct family *f, const struct copy *c,
                         struct finding *out) {
    *out = (struct finding){NONE, NONE};
    const struct copy *best = NULL;
    struct common common = neighbours_of_both(&f->near, c->a, c->b);
    const struct neighbour *near_a;
    const struct neighbour *near_b;
    while (neighbours_next(&common, &near_a, &near_b)) {
        uint32_t third = near_a->other;
        const struct copy *to_a = &f->copy[near_a->copy];
        const struct copy *to_b = &f->copy[near_b->copy];
        if (!may_explain(f, c, third, to_a, to_b)) {
            continue;
        }
        bool a_side;
        bool b_side;
        TRY(is_explained(a, c, to_a, c->a, &a_side));
        TRY(is_explained(a, c, to_b, c->b, &b_side));
        if (a_side && b_side) {
            explain(f, c, third, to_a, to_b, &best, out);
        }
    }
    return ERR_OK;
}

static void mark_tied(struct copy *copy) {
    if (!(copy->reasons & COPY_TIED)) {
        copy->reasons |= COPY_TIED;
        copy->confidence /= 2;
    }
}

enum err family_find(arena *a, const struct print *print, struct copies *copies) {
    TRY(group(a, copies));
    arena_pos m = arena_mark(a);
    struct finding *finding = arena_array(a, copies->n, sizeof *finding);
    struct family f = {.print = print, .copy = copies->copy};
    if (!finding) {
        return a->last;
    }
    TRY(neighbours_find(a, copies, &f.near));
    struct copy *copy = (struct copy *)(uintptr_t)copies->copy;
    for (size_t i = 0; i < copies->n; i++) {
        finding[i] = (struct finding){NONE, NONE};
        if (copy[i].kind == COPY_TEXT) {
            arena_pos pair = arena_mark(a);
            TRY(find_via(a, &f, &copy[i], &finding[i]));
            arena_reset(a, pair);
        }
    }
    for (size_t i = 0; i < copies->n; i++) {
        copy[i].via = finding[i].tied == NONE ? finding[i].via : NONE;
        if (finding[i].tied != NONE) {
            mark_tied(&copy[i]);
            mark_tied(&copy[finding[i].tied]);
        }
    }
    arena_reset(a, m);
    return ERR_OK;
}
