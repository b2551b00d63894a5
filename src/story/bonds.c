/* bonds.c - decisions of people as families and foes.
 * Must-join pairs are closed under union-find; must-not-join pairs are kept on lists of the family,
 * which are linked together when families are. A pair that is to be joined while its families are
 * foes, or kept apart while it is one family, is refused. O(foes) a decision. */
#include "story/bonds.h"

enum err bonds_init(struct bonds *b, arena *a) {
    *b = (struct bonds){.a = a};
    return map_init(&b->map, a, 16);
}

static uint32_t root_of(struct bonds *b, uint32_t i) {
    while (b->up.v[i] != i) {
        b->up.v[i] = b->up.v[b->up.v[i]];
        i = b->up.v[i];
    }
    return i;
}

static enum err member_of(struct bonds *b, uint64_t key, uint32_t *out) {
    *out = map_find(&b->map, key);
    if (*out != MAP_NONE) {
        return ERR_OK;
    }
    if (b->up.n == b->first_cap) {
        TRY(vec_grow(b->a, (void *)&b->first_foe, &b->first_cap, b->up.n, 1, sizeof *b->first_foe));
    }
    *out = (uint32_t)b->up.n;
    TRY(vec_push(b->a, &b->up, *out));
    b->first_foe[*out] = BONDS_NONE;
    return map_put(&b->map, key, *out);
}

uint32_t bonds_family(struct bonds *b, uint64_t key) {
    uint32_t member = map_find(&b->map, key);
    return member == MAP_NONE ? BONDS_NONE : root_of(b, member);
}

uint32_t bonds_first(const struct bonds *b, uint32_t family) {
    return b->first_foe[family];
}

uint32_t bonds_next(struct bonds *b, uint32_t *at) {
    const struct foe *f = &b->foe.v[*at];
    *at = f->next;
    return root_of(b, f->member);
}

static bool are_foes(struct bonds *b, uint32_t x, uint32_t y) {
    for (uint32_t at = bonds_first(b, x); at != BONDS_NONE;) {
        if (bonds_next(b, &at) == y) {
            return true;
        }
    }
    return false;
}

/* The list of `from` goes before that of `to`. */
static void link_foes(struct bonds *b, uint32_t from, uint32_t to) {
    uint32_t *end = &b->first_foe[from];
    while (*end != BONDS_NONE) {
        end = &b->foe.v[*end].next;
    }
    *end = b->first_foe[to];
    b->first_foe[to] = b->first_foe[from];
}

enum err bonds_add(struct bonds *b, uint64_t x, uint64_t y, enum bond_kind kind) {
    uint32_t i;
    uint32_t j;
    TRY(member_of(b, x, &i));
    TRY(member_of(b, y, &j));
    i = root_of(b, i);
    j = root_of(b, j);
    if (kind == BOND_JOIN) {
        if (i != j && are_foes(b, i, j)) {
            return ERR_INPUT;
        }
        if (i != j) {
            link_foes(b, i < j ? j : i, i < j ? i : j);
            b->up.v[i < j ? j : i] = i < j ? i : j;
        }
        return ERR_OK;
    }
    if (i == j) {
        return ERR_INPUT;
    }
    if (!are_foes(b, i, j)) {
        TRY(vec_reserve(b->a, &b->foe, 2));
        b->foe.v[b->foe.n] = (struct foe){j, b->first_foe[i]};
        b->first_foe[i] = (uint32_t)b->foe.n++;
        b->foe.v[b->foe.n] = (struct foe){i, b->first_foe[j]};
        b->first_foe[j] = (uint32_t)b->foe.n++;
    }
    return ERR_OK;
}
