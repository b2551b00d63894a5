/* innovation.c - the common-error method of textual criticism, turned to newsrooms: that the later
 * report has it from the earlier one and not from a common forebear shows in what both have and no
 * earlier relative has. Only a parent that has a forebear can have innovations. Of each shared span
 * the bytes count that spans shared with forebears leave free on both sides; where these overlap
 * too little is counted, never too much. It changes no direction, since without one nobody knows
 * who is earlier. */
#include "reuse/innovation.h"

#include "reuse/neighbours.h"

enum { LEAST_BYTES = 40 }; /* some seven words in a row */

static const float DOUBT_LEFT = 0.5F;

/* The report that had the pair's text from the other one, or NONE. */
static uint32_t child_of(const struct copy *c) {
    return c->direction == COPY_A_FROM_B ? c->a : c->direction == COPY_B_FROM_A ? c->b : NONE;
}

/* Of the rows of `all` the entries with reports that the row's report had its text from: whoever
 * has many copies isn't gone through for each of them. In `a`. */
static enum err find_forebears(arena *a, const struct neighbours *all, const struct copies *copies,
                               struct neighbours *out) {
    size_t n_docs = copies->n_docs;
    struct neighbour *v = arena_array(a, all->first[n_docs], sizeof *v);
    size_t *first = v ? arena_array(a, n_docs + 1, sizeof *first) : NULL;
    if (!first) {
        return a->last;
    }
    size_t n = 0;
    for (size_t report = 0; report < n_docs; report++) {
        for (size_t i = all->first[report]; i < all->first[report + 1]; i++) {
            if (child_of(&copies->copy[all->v[i].copy]) == report) {
                v[n++] = all->v[i];
            }
        }
        first[report + 1] = n;
    }
    *out = (struct neighbours){v, first};
    return ERR_OK;
}

/* The bytes of `at`, in the text of `report`, that its forebears but `except` don't have.
 * *n_forebears = how many there are, within INNOVATION_RELATIVES. */
static uint32_t left_free(const struct neighbours *near, const struct copy *copy, uint32_t report,
                          uint32_t except, struct span at, unsigned *n_forebears) {
    uint32_t all = at.to - at.from;
    uint32_t covered = 0;
    *n_forebears = 0;
    for (size_t i = near->first[report]; i < near->first[report + 1]; i++) {
        const struct copy *c = &copy[near->v[i].copy];
        if (near->v[i].other == except) {
            continue;
        }
        covered += all - neighbours_free(at, c, report);
        if (++*n_forebears == INNOVATION_RELATIVES || covered >= all) {
            break;
        }
    }
    return covered < all ? all - covered : 0;
}

static bool has_innovation(const struct neighbours *near, const struct copy *copy,
                           const struct copy *c) {
    uint32_t child = child_of(c);
    uint32_t parent = child == c->a ? c->b : c->a;
    for (size_t i = 0; i < c->n_spans; i++) {
        unsigned n_forebears;
        unsigned n_others;
        struct span at_parent = parent == c->a ? c->span[i].a : c->span[i].b;
        struct span at_child = parent == c->a ? c->span[i].b : c->span[i].a;
        uint32_t one = left_free(near, copy, parent, NONE, at_parent, &n_forebears);
        if (n_forebears == 0) {
            return false;
        }
        if (one >= LEAST_BYTES && !c->span[i].quoted &&
            left_free(near, copy, child, parent, at_child, &n_others) >= LEAST_BYTES) {
            return true;
        }
    }
    return false;
}

enum err innovation_find(arena *a, struct copies *copies) {
    arena_pos m = arena_mark(a);
    struct neighbours all = {0};
    struct neighbours near = {0};
    TRY(neighbours_find(a, copies, &all));
    TRY(find_forebears(a, &all, copies, &near));
    struct copy *copy = (struct copy *)(uintptr_t)copies->copy;
    for (size_t i = 0; i < copies->n; i++) {
        struct copy *c = &copy[i];
        if (c->kind == COPY_TEXT && c->via == NONE && child_of(c) != NONE &&
            has_innovation(&near, copy, c)) {
            c->reasons |= COPY_INNOVATION;
            c->confidence = 1 - (1 - c->confidence) * DOUBT_LEFT;
        }
    }
    arena_reset(a, m);
    return ERR_OK;
}
