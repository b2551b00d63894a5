/* descent.c - origins: the roots of a maximum arborescence over all pairs that make one witness of
 * two reports. A pair with a direction is an arc from the earlier report; one without is an arc
 * either way, so that reports of which nobody knows who was first have one root together. An arc
 * weighs what it explains of the later text times how sure it is. A report that took over a passage
 * and is its own for the rest stays an origin. */
#include "reuse/descent.h"

#include "base/hash.h"
#include "base/sort.h"
#include "base/vec.h"
#include "reuse/arborescence.h"

static const double WEIGHT = 1 << 20;       /* of an arc that is certain and explains all */
static const double UNDETERMINED = 0.4;     /* how sure an arc either way is */
static const double THROUGH_ANOTHER = 0.25; /* of the weight: a third report explains the pair */

struct arcs {
    VEC(struct arc) arc;
    VEC(uint32_t) copy; /* of each arc */
};

/* A report of a family. */
struct member {
    uint32_t family;
    uint32_t report;
    uint64_t outlet;
};

static uint32_t root_of(uint32_t *up, uint32_t i) {
    while (up[i] != i) {
        up[i] = up[up[i]];
        i = up[i];
    }
    return i;
}

static enum err add_arc(arena *a, const struct copies *copies, size_t i, bool b_from_a,
                        struct arcs *arcs) {
    const struct copy *c = &copies->copy[i];
    double sure = c->direction == COPY_UNDETERMINED ? UNDETERMINED : (double)c->confidence;
    double part = (double)(b_from_a ? c->share_b : c->share_a);
    double weight = 1 + WEIGHT * sure * part * (c->via == NONE ? 1 : THROUGH_ANOTHER);
    struct arc arc = {b_from_a ? c->a : c->b, b_from_a ? c->b : c->a, (uint32_t)weight};
    TRY(vec_push(a, &arcs->arc, arc));
    return vec_push(a, &arcs->copy, (uint32_t)i);
}

static enum err collect_arcs(arena *a, const struct copies *copies, struct arcs *arcs) {
    for (size_t i = 0; i < copies->n; i++) {
        const struct copy *c = &copies->copy[i];
        if (c->voice == VOICE_SEPARATE) {
            continue;
        }
        if (c->direction != COPY_A_FROM_B) {
            TRY(add_arc(a, copies, i, true, arcs));
        }
        if (c->direction != COPY_B_FROM_A) {
            TRY(add_arc(a, copies, i, false, arcs));
        }
    }
    return ERR_OK;
}

/* The root above each report: the way up is walked once and remembered on the way back. */
static void find_origins(const struct copies *copies, const uint32_t *parent, uint32_t *origin) {
    for (uint32_t i = 0; i < copies->n_docs; i++) {
        uint32_t root = i;
        while (origin[root] == NONE && parent[root] != NONE) {
            const struct copy *c = &copies->copy[parent[root]];
            root = c->a == root ? c->b : c->a;
        }
        root = origin[root] == NONE ? root : origin[root];
        for (uint32_t at = i; origin[at] == NONE && at != root;) {
            const struct copy *c = &copies->copy[parent[at]];
            origin[at] = root;
            at = c->a == at ? c->b : c->a;
        }
        origin[root] = root;
    }
}

static enum err find_parents(arena *a, struct copies *copies) {
    uint32_t n = (uint32_t)copies->n_docs;
    uint32_t *parent = arena_array(a, n, sizeof *parent);
    uint32_t *origin = arena_array(a, n, sizeof *origin);
    if (!parent || !origin) {
        return a->last;
    }
    arena_pos m = arena_mark(a);
    struct arcs arcs = {0};
    TRY(collect_arcs(a, copies, &arcs));
    TRY(arborescence_find(a, arcs.arc.v, arcs.arc.n, n, parent));
    for (uint32_t i = 0; i < n; i++) {
        parent[i] = parent[i] == ARC_NONE ? NONE : arcs.copy.v[parent[i]];
        origin[i] = NONE;
    }
    find_origins(copies, parent, origin);
    arena_reset(a, m);
    copies->parent = parent;
    copies->origin = origin;
    return ERR_OK;
}

static int by_outlet(const void *px, const void *py, void *ctx) {
    (void)ctx;
    const struct member *x = px;
    const struct member *y = py;
    if (x->family != y->family) {
        return x->family < y->family ? -1 : 1;
    }
    return x->outlet < y->outlet ? -1 : x->outlet > y->outlet;
}

/* Count what the members of each family, which are put in order, have. */
static enum err count(arena *a, struct copies *copies, struct member *member, size_t n) {
    VEC(struct copy_family) families = {0};
    TRY(sort_stable(a, member, n, sizeof *member, by_outlet, NULL));
    for (size_t i = 0, from = 0; i < n; i++) {
        if (i == 0 || member[i].family != member[i - 1].family) {
            from = i;
            TRY(vec_push(a, &families, (struct copy_family){.first = member[i].family}));
        }
        struct copy_family *f = &families.v[families.n - 1];
        f->n_reports++;
        f->n_outlets += i == from || member[i].outlet != member[i - 1].outlet;
        f->n_origins += copies->origin[member[i].report] == member[i].report;
    }
    copies->families = families.v;
    copies->n_families = families.n;
    return ERR_OK;
}

/* Whether what the pair shares makes it relatives: two reports of one statement are none. */
static bool are_relatives(const struct copy *c) {
    return c->kind == COPY_TEXT || c->voice != VOICE_SEPARATE;
}

static enum err find_families(arena *a, const uint32_t *outlet, struct copies *copies) {
    uint32_t n = (uint32_t)copies->n_docs;
    uint32_t *family = arena_array(a, n, sizeof *family);
    bool *has_relatives = arena_array(a, n, sizeof *has_relatives);
    VEC(struct member) members = {0};
    if (!family || !has_relatives) {
        return a->last;
    }
    for (uint32_t i = 0; i < n; i++) {
        family[i] = i;
    }
    for (size_t i = 0; i < copies->n; i++) {
        const struct copy *c = &copies->copy[i];
        if (are_relatives(c)) {
            uint32_t x = root_of(family, c->a);
            uint32_t y = root_of(family, c->b);
            family[x < y ? y : x] = x < y ? x : y;
            has_relatives[c->a] = has_relatives[c->b] = true;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        family[i] = root_of(family, i);
        /* A report whose outlet isn't known stands for one of its own. */
        uint64_t name = outlet[i] ? outlet[i] : hash_join(1, i);
        if (has_relatives[i]) {
            TRY(vec_push(a, &members, (struct member){family[i], i, name}));
        }
    }
    copies->family = family;
    return count(a, copies, members.v, members.n);
}

enum err descent_find(arena *a, const uint32_t *outlet, struct copies *copies) {
    TRY(find_parents(a, copies));
    return find_families(a, outlet, copies);
}
