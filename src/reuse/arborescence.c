/* arborescence.c - maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967) as Gabow, Galil,
 * Spencer and Tarjan 1986 do it: grow a path backwards along the best arc into each node; where it
 * bites its tail the circle becomes one node, whose arcs are worth what they cost beyond those of
 * the circle. Arcs into a node wait in a leftist heap whose keys are shifted lazily; circles are
 * opened again, latest first, by taking back unions. A hidden root with an arc into every node,
 * each dearer than all others together, makes one tree of the forest and leaves few roots. */
#include "reuse/arborescence.h"

#include <assert.h>

#include "base/vec.h"

#define NIL UINT32_MAX

/* An arc in a heap; heap nodes have the numbers of arcs, the hidden root's come after the others.
 */
struct waiting {
    int64_t cost;
    int64_t shift; /* yet to be added to the costs of both branches */
    uint32_t left;
    uint32_t right;
    uint32_t rank; /* of a leftist heap: steps to the nearest missing branch */
};

/* A circle that became the node `node` when `n_undo` unions had been made. */
struct circle {
    uint32_t node;
    uint32_t n_undo;
    size_t from; /* its arcs in `circle_arc` */
    size_t to;
};

struct union_made {
    uint32_t child;
    uint32_t parent;
};

struct growing {
    arena *a;
    const struct arc *arc;
    uint32_t n_arcs;
    uint32_t n; /* nodes; the hidden root is node n */
    struct waiting *wait;
    uint32_t *heap; /* of each node: the best arc into it */
    uint32_t *up;   /* union-find by size, not compressed, so that it can be taken back */
    uint32_t *size;
    uint32_t *seen; /* the round in which the path came by, or NIL */
    uint32_t *path;
    uint32_t *taken; /* the arc into path[i] */
    uint32_t *in;    /* the answer, with arcs of the hidden root */
    VEC(struct union_made) undo;
    VEC(struct circle) circle;
    VEC(uint32_t) circle_arc;
};

static uint32_t find(const struct growing *g, uint32_t i) {
    while (g->up[i] != i) {
        i = g->up[i];
    }
    return i;
}

/* Make one of two; false when they are one already. */
static enum err unite(struct growing *g, uint32_t i, uint32_t j, bool *changed) {
    uint32_t x = find(g, i);
    uint32_t y = find(g, j);
    *changed = x != y;
    if (x == y) {
        return ERR_OK;
    }
    uint32_t parent = g->size[x] < g->size[y] ? y : x;
    uint32_t child = parent == x ? y : x;
    TRY(vec_push(g->a, &g->undo, (struct union_made){child, parent}));
    g->up[child] = parent;
    g->size[parent] += g->size[child];
    return ERR_OK;
}

static void take_back(struct growing *g, size_t n_undo) {
    while (g->undo.n > n_undo) {
        struct union_made made = g->undo.v[--g->undo.n];
        g->size[made.parent] -= g->size[made.child];
        g->up[made.child] = made.child;
    }
}

static uint32_t from_of(const struct growing *g, uint32_t arc) {
    return arc < g->n_arcs ? g->arc[arc].from : g->n;
}

static uint32_t to_of(const struct growing *g, uint32_t arc) {
    return arc < g->n_arcs ? g->arc[arc].to : arc - g->n_arcs;
}

/* ---- heap ---- */

static void settle(struct waiting *wait, uint32_t x) {
    struct waiting *w = &wait[x];
    w->cost += w->shift;
    if (w->left != NIL) {
        wait[w->left].shift += w->shift;
    }
    if (w->right != NIL) {
        wait[w->right].shift += w->shift;
    }
    w->shift = 0;
}

static uint32_t rank_of(const struct waiting *wait, uint32_t x) {
    return x == NIL ? 0 : wait[x].rank;
}

/* Recursion is as deep as the right branches of both, which is logarithmic. */
static uint32_t merge(struct waiting *wait, uint32_t x, uint32_t y) {
    if (x == NIL || y == NIL) {
        return x == NIL ? y : x;
    }
    settle(wait, x);
    settle(wait, y);
    if (wait[y].cost < wait[x].cost || (wait[y].cost == wait[x].cost && y < x)) {
        uint32_t other = x;
        x = y;
        y = other;
    }
    struct waiting *w = &wait[x];
    w->right = merge(wait, w->right, y);
    if (rank_of(wait, w->left) < rank_of(wait, w->right)) {
        uint32_t other = w->left;
        w->left = w->right;
        w->right = other;
    }
    w->rank = rank_of(wait, w->right) + 1;
    return x;
}

/* Take the best arc into `node` that doesn't come from itself; the others are worth what they cost
 * beyond it. The hidden root's arc is there unless it was taken, so there always is one. */
static uint32_t pop(struct growing *g, uint32_t node) {
    uint32_t best;
    do {
        best = g->heap[node];
        assert(best != NIL);
        settle(g->wait, best);
        g->heap[node] = merge(g->wait, g->wait[best].left, g->wait[best].right);
    } while (find(g, from_of(g, best)) == node);
    if (g->heap[node] != NIL) {
        g->wait[g->heap[node]].shift -= g->wait[best].cost;
    }
    return best;
}

/* ---- growing ---- */

/* The path has come back to `node`: the part of it from there on, which ends at *length, becomes
 * one node. */
static enum err contract(struct growing *g, uint32_t *node, size_t *length) {
    struct circle circle = {.n_undo = (uint32_t)g->undo.n, .from = g->circle_arc.n};
    size_t end = *length;
    uint32_t heap = NIL;
    uint32_t u = *node;
    bool changed = true;
    while (changed) {
        uint32_t w = g->path[--*length];
        heap = merge(g->wait, heap, g->heap[w]);
        TRY(unite(g, u, w, &changed));
    }
    for (size_t i = *length; i < end; i++) {
        TRY(vec_push(g->a, &g->circle_arc, g->taken[i]));
    }
    u = find(g, u);
    g->heap[u] = heap;
    g->seen[u] = NIL;
    circle.node = u;
    circle.to = g->circle_arc.n;
    *node = u;
    return vec_push(g->a, &g->circle, circle);
}

/* Walk backwards from `start` until the path meets what is done. */
static enum err grow(struct growing *g, uint32_t start) {
    uint32_t u = start;
    size_t length = 0;
    while (g->seen[u] == NIL) {
        uint32_t arc = pop(g, u);
        g->taken[length] = arc;
        g->path[length++] = u;
        g->seen[u] = start;
        u = find(g, from_of(g, arc));
        if (g->seen[u] == start) {
            TRY(contract(g, &u, &length));
        }
    }
    for (size_t i = 0; i < length; i++) {
        g->in[find(g, to_of(g, g->taken[i]))] = g->taken[i];
    }
    return ERR_OK;
}

/* Open the circles: the arc into a circle takes the place of the circle's own at the node it
 * leads to. */
static void open_circles(struct growing *g) {
    for (size_t k = g->circle.n; k > 0; k--) {
        const struct circle *c = &g->circle.v[k - 1];
        uint32_t arc = g->in[c->node];
        take_back(g, c->n_undo);
        for (size_t i = c->from; i < c->to; i++) {
            g->in[find(g, to_of(g, g->circle_arc.v[i]))] = g->circle_arc.v[i];
        }
        g->in[find(g, to_of(g, arc))] = arc;
    }
}

static enum err begin(struct growing *g) {
    size_t n = (size_t)g->n + 1;
    uint32_t **of_node[] = {&g->heap, &g->up, &g->size, &g->seen, &g->path, &g->taken, &g->in};
    for (size_t i = 0; i < sizeof of_node / sizeof of_node[0]; i++) {
        *of_node[i] = arena_array(g->a, n, sizeof(uint32_t));
        if (!*of_node[i]) {
            return g->a->last;
        }
    }
    g->wait = arena_array(g->a, (size_t)g->n_arcs + g->n, sizeof *g->wait);
    if (!g->wait) {
        return g->a->last;
    }
    for (uint32_t i = 0; i <= g->n; i++) {
        g->heap[i] = NIL;
        g->up[i] = i;
        g->size[i] = 1;
        g->seen[i] = NIL;
    }
    g->seen[g->n] = g->n;
    int64_t dear = 1;
    for (uint32_t i = 0; i < g->n_arcs; i++) {
        dear += g->arc[i].weight;
    }
    for (uint32_t i = 0; i < g->n_arcs + g->n; i++) {
        int64_t cost = i < g->n_arcs ? -(int64_t)g->arc[i].weight : dear;
        g->wait[i] = (struct waiting){cost, 0, NIL, NIL, 1};
        uint32_t to = to_of(g, i);
        g->heap[to] = merge(g->wait, g->heap[to], i);
    }
    return ERR_OK;
}

enum err arborescence_find(arena *a, const struct arc *arc, size_t n_arcs, uint32_t n,
                           uint32_t *chosen) {
    arena_pos m = arena_mark(a);
    struct growing g = {.a = a, .arc = arc, .n_arcs = (uint32_t)n_arcs, .n = n};
    TRY(begin(&g));
    for (uint32_t i = 0; i < n; i++) {
        TRY(grow(&g, i));
    }
    open_circles(&g);
    for (uint32_t i = 0; i < n; i++) {
        chosen[i] = g.in[i] < g.n_arcs ? g.in[i] : ARC_NONE;
    }
    arena_reset(a, m);
    return ERR_OK;
}
