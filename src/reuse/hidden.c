/* hidden.c - two signs of a source that no report seen is.
 * The credit: reports that share text and credit one agency with it, while no report of that agency
 * shares it. The readings: of three reports each two share a stretch that the third lacks. Had one
 * been the source of the others, or stood between them, then what the other two share would be in
 * it; so all three have it from a fourth (shared readings that contradict each other, as textual
 * criticism uses them). Speech doesn't count, since reporters in one room hear the same. A report
 * that was made of two versions contradicts them too: such a triangle counts when it shows no seam,
 * or its reports stand in others. */
#include "reuse/hidden.h"

#include "base/hash.h"
#include "base/sort.h"
#include "base/vec.h"
#include "reuse/neighbours.h"
#include "text/fold.h"

enum { STRETCH = 80 };               /* bytes: some 13 words that the third report lacks */
enum { FEW_READINGS = 2 };           /* one of either: they always stand in the order of a seam */
enum { SURE_STRETCH = 4 * STRETCH }; /* more of them make it no surer */
static const float WIRE_CONFIDENCE = 0.9F;
static const float LEAST_CONFIDENCE = 0.75F;

/* Two reports that have their text from a hidden source. */
struct siblings {
    uint64_t name; /* of the source, hashed; 0 unnamed */
    uint32_t copy;
    uint32_t bytes; /* of the shortest stretch, unnamed */
    str shown;
    bool joined;
};

/* Three reports whose readings contradict each other. */
struct triangle {
    uint32_t copy[3];
    uint32_t bytes; /* of the shortest stretch */
    bool has_seam;  /* one of them may have been made of the two others */
};

struct hidden {
    arena *a; /* for the time of the work */
    const struct print *print;
    struct copies *copies;
    struct neighbours near;
    VEC(struct triangle) triangles;
    VEC(struct siblings) found;
};

/* ---- the credit ---- */

static enum err find_credited(struct hidden *h) {
    for (size_t i = 0; i < h->copies->n; i++) {
        const struct copy *c = &h->copies->copy[i];
        str name;
        if (!(c->reasons & COPY_COMMON_WIRE) ||
            !lineage_common_agency(&h->print[c->a].origin, &h->print[c->b].origin, &name)) {
            continue;
        }
        struct siblings s = {hash_bytes(name) | 1, (uint32_t)i, 0, name, false};
        TRY(vec_push(h->a, &h->found, s));
    }
    return ERR_OK;
}

/* ---- the readings ---- */

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
static bool are_separate(const struct hidden *h, const struct copy *x, const struct copy *y) {
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
            if (free.from + STRETCH <= free.to) {
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
static bool has_seam(const struct hidden *h, const struct copy *c, const struct copy *to_a,
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

static enum err add_triangle(struct hidden *h, const uint32_t copy[3]) {
    const struct copy *x = &h->copies->copy[copy[0]];
    const struct copy *y = &h->copies->copy[copy[1]];
    const struct copy *z = &h->copies->copy[copy[2]];
    uint32_t bytes = are_separate(h, x, y) ? contradiction(x, y, z) : 0;
    if (bytes < STRETCH) {
        return ERR_OK;
    }
    bool seam = has_seam(h, x, y, z) || has_seam(h, y, x, z) || has_seam(h, z, x, y);
    return vec_push(h->a, &h->triangles,
                    (struct triangle){{copy[0], copy[1], copy[2]}, bytes, seam});
}

/* A report made of two versions of a text makes one triangle: where one of its reports stands in
 * another, or there's no seam, a hidden source is the simpler reading. */
static enum err judge_triangles(struct hidden *h) {
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
            struct siblings s = {0, t->copy[k], t->bytes, {"", 0}, false};
            TRY(vec_push(h->a, &h->found, s));
        }
    }
    return ERR_OK;
}

/* Look for third reports beside pair `k`. */
static enum err find_thirds(struct hidden *h, uint32_t k) {
    const struct copy *copy = h->copies->copy;
    const struct copy *c = &copy[k];
    struct common common = neighbours_of_both(&h->near, c->a, c->b);
    const struct neighbour *near_a;
    const struct neighbour *near_b;
    for (unsigned met = 0; met < HIDDEN_THIRDS && neighbours_next(&common, &near_a, &near_b);
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

static enum err find_contradicting(struct hidden *h) {
    for (uint32_t k = 0; k < h->copies->n; k++) {
        const struct copy *c = &h->copies->copy[k];
        if (c->kind == COPY_TEXT && c->via == NONE) {
            TRY(find_thirds(h, k));
        }
    }
    return judge_triangles(h);
}

/* ---- sources ---- */

static int by_name(const void *px, const void *py, void *ctx) {
    (void)ctx;
    const struct siblings *x = px;
    const struct siblings *y = py;
    if (x->name != y->name) {
        return x->name > y->name ? -1 : 1; /* the unnamed last */
    }
    return x->copy < y->copy ? -1 : x->copy > y->copy;
}

static uint32_t root_of(uint32_t *up, uint32_t i) {
    while (up[i] != i) {
        up[i] = up[up[i]];
        i = up[i];
    }
    return i;
}

/* Whether `report` shares text with one of the agency. */
static bool meets_agency(const struct hidden *h, uint32_t report, str agency) {
    for (size_t i = h->near.first[report]; i < h->near.first[report + 1]; i++) {
        if (lineage_names_outlet(agency, h->print[h->near.v[i].other].origin.outlet)) {
            return true;
        }
    }
    return false;
}

enum meets { MEETS_UNKNOWN, MEETS_NOBODY, MEETS_AGENCY };

/* What becomes of the reports while sources are numbered. */
struct numbering {
    uint32_t *up;     /* union-find over the reports of one name */
    uint32_t *number; /* of the source, at the root */
    uint32_t *source; /* of each report */
    uint8_t *meets;   /* whether it shares text with the agency whose turn it is */
    VEC(struct copy_source) sources;
};

/* The same, remembered for as long as the name has its turn. */
static bool is_met(const struct hidden *h, uint32_t report, str agency, struct numbering *n) {
    if (n->meets[report] == MEETS_UNKNOWN) {
        n->meets[report] = meets_agency(h, report, agency) ? MEETS_AGENCY : MEETS_NOBODY;
    }
    return n->meets[report] == MEETS_AGENCY;
}

/* Reports join by pairs of one source, when no report of it is there; one that has a source already
 * stays out of another. */
static enum err join(struct hidden *h, size_t from, size_t to, struct numbering *n) {
    struct copy *copy = (struct copy *)(uintptr_t)h->copies->copy;
    str agency = fold_case(h->a, h->found.v[from].shown);
    bool named = h->found.v[from].name != 0;
    if (!agency.ptr) {
        return h->a->last;
    }
    for (size_t i = from; i < to; i++) {
        struct copy *c = &copy[h->found.v[i].copy];
        bool is_there = named && (is_met(h, c->a, agency, n) || is_met(h, c->b, agency, n));
        h->found.v[i].joined = !is_there && n->source[c->a] == NONE && n->source[c->b] == NONE;
        if (h->found.v[i].joined) {
            uint32_t x = root_of(n->up, c->a);
            uint32_t y = root_of(n->up, c->b);
            n->up[x > y ? x : y] = x > y ? y : x;
            c->reasons |= COPY_HIDDEN;
            c->direction = COPY_UNDETERMINED;
            c->confidence = 0;
        }
    }
    return ERR_OK;
}

static enum err source_of(arena *a, const struct siblings *s, struct copy_source *out) {
    if (s->name) {
        *out = (struct copy_source){arena_copy(a, s->shown), 0, COPY_COMMON_WIRE, WIRE_CONFIDENCE};
        return out->name.ptr ? ERR_OK : a->last;
    }
    uint32_t bytes = s->bytes < SURE_STRETCH ? s->bytes : SURE_STRETCH;
    float part = (float)(bytes - STRETCH) / (float)(SURE_STRETCH - STRETCH);
    *out = (struct copy_source){.reasons = COPY_INNOVATION,
                                .confidence =
                                    LEAST_CONFIDENCE + part * (WIRE_CONFIDENCE - LEAST_CONFIDENCE)};
    return ERR_OK;
}

/* Number the sources of found[from .. to), all of one name, by their first pairs. */
static enum err number(arena *a, struct hidden *h, size_t from, size_t to, struct numbering *n) {
    TRY(join(h, from, to, n));
    for (size_t i = from; i < to; i++) {
        const struct siblings *s = &h->found.v[i];
        const struct copy *c = &h->copies->copy[s->copy];
        uint32_t *at = &n->number[root_of(n->up, c->a)];
        if (!s->joined) {
            continue;
        }
        if (*at == NONE) {
            struct copy_source source;
            TRY(source_of(a, s, &source));
            *at = (uint32_t)n->sources.n;
            TRY(vec_push(h->a, &n->sources, source));
        }
        n->sources.v[*at].n_reports += n->source[c->a] == NONE ? 1u : 0u;
        n->sources.v[*at].n_reports += n->source[c->b] == NONE ? 1u : 0u;
        n->source[c->a] = n->source[c->b] = *at;
    }
    for (size_t i = from; i < to; i++) { /* for the next name */
        const struct copy *c = &h->copies->copy[h->found.v[i].copy];
        const uint32_t both[] = {c->a, c->b};
        for (unsigned k = 0; k < 2; k++) {
            n->up[both[k]] = both[k];
            n->number[both[k]] = NONE;
            n->meets[both[k]] = MEETS_UNKNOWN;
        }
    }
    return ERR_OK;
}

static enum err number_all(arena *a, struct hidden *h) {
    size_t n_docs = h->copies->n_docs;
    struct numbering n = {.up = arena_array(h->a, n_docs, sizeof(uint32_t)),
                          .number = arena_array(h->a, n_docs, sizeof(uint32_t)),
                          .meets = arena_array(h->a, n_docs, 1),
                          .source = arena_array(a, n_docs, sizeof(uint32_t))};
    if (!n.up || !n.number || !n.meets || !n.source) {
        return n.source ? h->a->last : a->last;
    }
    for (uint32_t i = 0; i < n_docs; i++) {
        n.up[i] = i;
        n.number[i] = n.source[i] = NONE;
    }
    TRY(sort_stable(h->a, h->found.v, h->found.n, sizeof *h->found.v, by_name, NULL));
    for (size_t from = 0, to = 0; from < h->found.n; from = to) {
        while (to < h->found.n && h->found.v[to].name == h->found.v[from].name) {
            to++;
        }
        TRY(number(a, h, from, to, &n));
    }
    struct copy_source *sources = arena_array(a, n.sources.n, sizeof *sources);
    if (!sources) {
        return a->last;
    }
    for (size_t i = 0; i < n.sources.n; i++) {
        sources[i] = n.sources.v[i];
    }
    h->copies->source = n.source;
    h->copies->sources = sources;
    h->copies->n_sources = n.sources.n;
    return ERR_OK;
}

enum err hidden_find(arena *a, const struct print *print, struct copies *copies) {
    arena tmp;
    arena_init(&tmp, 0);
    struct hidden h = {.a = &tmp, .print = print, .copies = copies};
    enum err code = neighbours_find(&tmp, copies, &h.near);
    code = code == ERR_OK ? find_credited(&h) : code;
    code = code == ERR_OK ? find_contradicting(&h) : code;
    code = code == ERR_OK ? number_all(a, &h) : code;
    arena_done(&tmp);
    return code;
}
