/* readings.c - of three reports each two share a stretch that the third lacks. Had one been the
 * source of the others, or stood between them, then what the other two share would be in it; so all
 * three have it from a fourth (shared readings that contradict each other, as textual criticism
 * uses them). Speech doesn't count, since reporters in one room hear the same. A report that was
 * made of two versions contradicts them too: such a triangle counts when it shows no seam, or its
 * reports stand in others. */
#include "reuse/readings.h"

#include "base/vec.h"

enum { FEW_READINGS = 2 }; /* one of either: they always stand in the order of a seam */

/* Three reports whose readings contradict each other. */
struct triangle {
    uint32_t copy[3];
    uint32_t bytes; /* of the shortest stretch */
    bool has_seam;  /* one of them may have been made of the two others */
};

struct search {
    arena *a;
    const struct print *print;
    const struct copies *copies;
    const struct neighbours *near;
    VEC(struct triangle) triangles;
    struct readings *out;
};

/* The longest of what pair `c` shares and the third report lacks, in bytes of one span. */
static uint32_t lacking(const struct copy *c, const struct copy *to_a, const struct copy *to_b) {
    uint32_t most = 0;
    for (size_t i = 0; i < c->n_spans; i++) {
        if (c->span[i].quoted) {
            continue;
        }
        uint32_t a_side = neighbours_free(c->span[i].a, to_a, c->a);
        uint32_t b_side = neighbours_free(c->span[i].b, to_b, c->b);
        uint32_t least = a_side < b_side ? a_side : b_side;
        most = least > most ? least : most;
    }
    return most;
}

/* Whether the reports of the triangle are of three outlets, as far as is known: versions of one
 * outlet follow each other and may go back to an older one. */
static bool are_separate(const struct search *h, const struct copy *x, const struct copy *y) {
    str a = h->print[x->a].origin.outlet;
    str b = h->print[x->b].origin.outlet;
    uint32_t third = y->a == x->a || y->a == x->b ? y->b : y->a;
    str c = h->print[third].origin.outlet;
    return !(a.len && str_equals(a, b)) && !(a.len && str_equals(a, c)) &&
           !(b.len && str_equals(b, c));
}

/* The shortest of the stretches that two of the three share without the third; 0 when there's none
 * or one of them says where it has its text from. */
static uint32_t contradiction(const struct copy *x, const struct copy *y, const struct copy *z) {
    const struct copy *pair[3] = {x, y, z};
    uint32_t least = UINT32_MAX;
    for (unsigned i = 0; i < 3; i++) {
        const struct copy *c = pair[i];
        const struct copy *p = pair[(i + 1) % 3];
        const struct copy *q = pair[(i + 2) % 3];
        bool p_has_a = p->a == c->a || p->b == c->a;
        uint32_t here = lacking(c, p_has_a ? p : q, p_has_a ? q : p);
        bool is_open = !(c->reasons & (COPY_CREDIT | COPY_ADDRESS | COPY_COMMON_WIRE));
        least = !is_open ? 0 : here < least ? here : least;
    }
    return least;
}

/* Whether the pair is left to no report, or to one of the three. */
static bool is_among(const struct copy *c, uint32_t third) {
    return c->via == NONE || c->via == third;
}

/* What a report shares with one of two others and not with the other: how many stretches, and from
 * where to where. */
struct extent {
    uint32_t n;
    uint32_t from;
    uint32_t to;
};

static struct span side_of(const struct copy_span *s, bool b) {
    return b ? s->b : s->a;
}

/* The first bytes from `pos` on that no span of pair `other` covers in `report`, up to `to`. */
static struct span next_free(const struct copy *other, uint32_t report, uint32_t pos, uint32_t to) {
    struct span free = {pos, to};
    for (bool moved = true; moved;) {
        moved = false;
        free.to = to;
        for (size_t i = 0; i < other->n_spans; i++) {
            struct span s = side_of(&other->span[i], other->b == report);
            if (s.from <= free.from && free.from < s.to) {
                free.from = s.to;
                moved = true;
            } else if (s.from > free.from && s.from < free.to) {
                free.to = s.from;
            }
        }
    }
    return free;
}

/* What `report` has by `pair` alone. O(spans of pair x spans of other). */
static struct extent extent_of(const struct copy *pair, const struct copy *other, uint32_t report) {
    struct extent e = {0, UINT32_MAX, 0};
    for (size_t i = 0; i < pair->n_spans; i++) {
        struct span at = side_of(&pair->span[i], pair->b == report);
        for (uint32_t pos = at.from; pos < at.to;) {
            struct span free = next_free(other, report, pos, at.to);
            pos = free.to > pos ? free.to : at.to;
            if (free.from + READING_STRETCH <= free.to) {
                e.n++;
                e.from = free.from < e.from ? free.from : e.from;
                e.to = free.to > e.to ? free.to : e.to;
            }
        }
    }
    return e;
}

static uint32_t third_of(const struct copy *c, const struct copy *other) {
    return other->a == c->a || other->a == c->b ? other->b : other->a;
}

/* Whether the report that pair `c` lacks is the last of the three and may have been made of the
 * two: of a few stretches that it shares with one alone, those with one all stand before those with
 * the other. Of more, order by chance would hardly show such a seam. */
static bool has_seam(const struct search *h, const struct copy *c, const struct copy *to_a,
                     const struct copy *to_b) {
    uint32_t last = third_of(c, to_a);
    const struct origin *o = &h->print[last].origin;
    if (lineage_compare_times(o, &h->print[c->a].origin) < 0 ||
        lineage_compare_times(o, &h->print[c->b].origin) < 0) {
        return false;
    }
    struct extent x = extent_of(to_a, to_b, last);
    struct extent y = extent_of(to_b, to_a, last);
    return x.n + y.n <= FEW_READINGS && (x.to <= y.from || y.to <= x.from);
}

static enum err add_triangle(struct search *h, const uint32_t copy[3]) {
    const struct copy *x = &h->copies->copy[copy[0]];
    const struct copy *y = &h->copies->copy[copy[1]];
    const struct copy *z = &h->copies->copy[copy[2]];
    uint32_t bytes = are_separate(h, x, y) ? contradiction(x, y, z) : 0;
    if (bytes < READING_STRETCH) {
        return ERR_OK;
    }
    bool seam = has_seam(h, x, y, z) || has_seam(h, y, x, z) || has_seam(h, z, x, y);
    return vec_push(h->a, &h->triangles,
                    (struct triangle){{copy[0], copy[1], copy[2]}, bytes, seam});
}

/* A report made of two versions of a text makes one triangle: where one of its reports stands in
 * another, or there's no seam, a hidden source is the simpler reading. */
static enum err judge_triangles(struct search *h) {
    const struct copy *copy = h->copies->copy;
    uint32_t *n_of = arena_array(h->a, h->copies->n_docs, sizeof *n_of);
    if (!n_of) {
        return h->a->last;
    }
    for (size_t i = 0; i < h->triangles.n; i++) {
        const uint32_t *c = h->triangles.v[i].copy;
        n_of[copy[c[0]].a]++;
        n_of[copy[c[0]].b]++;
        n_of[third_of(&copy[c[0]], &copy[c[1]])]++;
    }
    for (size_t i = 0; i < h->triangles.n; i++) {
        const struct triangle *t = &h->triangles.v[i];
        const struct copy *c = &copy[t->copy[0]];
        bool is_alone =
            n_of[c->a] < 2 && n_of[c->b] < 2 && n_of[third_of(c, &copy[t->copy[1]])] < 2;
        for (unsigned k = 0; k < 3 && !(t->has_seam && is_alone); k++) {
            TRY(vec_push(h->a, h->out, (struct reading){t->copy[k], t->bytes}));
        }
    }
    return ERR_OK;
}

/* Look for third reports beside pair `k`. */
static enum err find_thirds(struct search *h, uint32_t k) {
    const struct copy *copy = h->copies->copy;
    const struct copy *c = &copy[k];
    struct common common = neighbours_of_both(h->near, c->a, c->b);
    const struct neighbour *near_a;
    const struct neighbour *near_b;
    for (unsigned met = 0; met < READING_THIRDS && neighbours_next(&common, &near_a, &near_b);
         met++) {
        uint32_t to_a = near_a->copy;
        uint32_t to_b = near_b->copy;
        /* A triangle is looked at from the first of its pairs that no report explains. */
        bool is_first =
            (k < to_a || copy[to_a].via != NONE) && (k < to_b || copy[to_b].via != NONE);
        if (is_first && is_among(&copy[to_a], c->b) && is_among(&copy[to_b], c->a)) {
            TRY(add_triangle(h, (const uint32_t[]){k, to_a, to_b}));
        }
    }
    return ERR_OK;
}

enum err readings_find(arena *a, const struct print *print, const struct copies *copies,
                       const struct neighbours *near, struct readings *out) {
    struct search h = {.a = a, .print = print, .copies = copies, .near = near, .out = out};
    *out = (struct readings){0};
    for (uint32_t k = 0; k < copies->n; k++) {
        const struct copy *c = &copies->copy[k];
        if (c->kind == COPY_TEXT && c->via == NONE) {
            TRY(find_thirds(&h, k));
        }
    }
    return judge_triangles(&h);
}
