/* prints.c - names that are everywhere are found by counting over all reports; outlets are
 * numbered, so that comparing them is comparing numbers. O(names). */
#include "reuse/prints.h"

#include "base/hash.h"

enum {
    NAME_REPORTS = 20, /* a name in more reports than this and */
    NAME_SHARE = 50    /* in more than one of so many is everywhere */
};

/* Names of outlets as numbers, so that comparing them doesn't touch the prints. */
static enum err number_outlets(arena *a, struct prints *p) {
    struct map numbers;
    uint32_t *outlet = arena_array(a, p->n, sizeof *outlet);
    if (!outlet) {
        return a->last;
    }
    TRY(map_init(&numbers, a, 64));
    for (size_t i = 0; i < p->n; i++) {
        str name = p->print[i].origin.outlet;
        if (name.len == 0) {
            continue;
        }
        uint64_t hash = hash_bytes(name);
        outlet[i] = map_find(&numbers, hash);
        if (outlet[i] == MAP_NONE) {
            outlet[i] = (uint32_t)numbers.n + 1;
            TRY(map_put(&numbers, hash, outlet[i]));
        }
    }
    p->outlet = outlet;
    return ERR_OK;
}

enum err prints_open(arena *a, const struct print *print, size_t n, struct prints *out) {
    *out = (struct prints){.print = print, .n = n};
    TRY(number_outlets(a, out));
    TRY(map_init(&out->names, a, 64));
    for (size_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < print[i].n_names; k++) {
            uint32_t count = map_find(&out->names, print[i].name[k]);
            TRY(map_put(&out->names, print[i].name[k], count == MAP_NONE ? 1 : count + 1));
        }
    }
    size_t share = n / NAME_SHARE;
    out->most_names = (uint32_t)(share > NAME_REPORTS ? share : NAME_REPORTS);
    return ERR_OK;
}
