/* prints.c - names that are everywhere are found by counting over all reports; outlets are
 * numbered, so that comparing them is comparing numbers. O(names). */
#include "reuse/prints.h"

#include "base/hash.h"

enum {
    NAME_REPORTS = 20, /* a name in more reports than this and */
    NAME_SHARE = 50    /* in more than one of so many is everywhere */
};

/* The number of an outlet's name, 0 without one. */
static enum err number_of(struct map *numbers, str name, uint32_t *out) {
    *out = 0;
    if (name.len == 0) {
        return ERR_OK;
    }
    uint64_t hash = hash_bytes(name);
    *out = map_find(numbers, hash);
    if (*out == MAP_NONE) {
        *out = (uint32_t)numbers->n + 1;
        return map_put(numbers, hash, *out);
    }
    return ERR_OK;
}

/* Count the names of a print; the one that comes for the last time that is still telling is
 * everywhere from then on. */
static enum err count_names(struct map *names, const struct print *print, uint32_t most,
                            struct map *everywhere) {
    for (uint32_t k = 0; k < print->n_names; k++) {
        uint32_t count = map_find(names, print->name[k]);
        count = count == MAP_NONE ? 1 : count + 1;
        TRY(map_put(names, print->name[k], count));
        if (count == most + 1) {
            TRY(map_put(everywhere, print->name[k], 1));
        }
    }
    return ERR_OK;
}

static enum err look_at_all(arena *tmp, uint32_t *outlet, struct prints *out) {
    struct map numbers;
    struct map names;
    size_t share = out->n / NAME_SHARE;
    uint32_t most = (uint32_t)(share > NAME_REPORTS ? share : NAME_REPORTS);
    TRY(map_init(&numbers, tmp, 64));
    TRY(map_init(&names, tmp, 64));
    for (size_t i = 0; i < out->n; i++) {
        TRY(number_of(&numbers, out->print[i].origin.outlet, &outlet[i]));
        TRY(count_names(&names, &out->print[i], most, &out->everywhere));
        prints_tell(out, PRINT_PASSED);
    }
    return ERR_OK;
}

enum err prints_open(arena *a, const struct print *print, size_t n, prints_looked_at *looked_at,
                     void *ctx, struct prints *out) {
    arena tmp;
    uint32_t *outlet = arena_array(a, n, sizeof *outlet);
    if (!outlet) {
        return a->last;
    }
    *out = (struct prints){
        .print = print, .n = n, .outlet = outlet, .looked_at = looked_at, .ctx = ctx};
    TRY(map_init(&out->everywhere, a, 64));
    arena_init(&tmp, 0);
    enum err code = look_at_all(&tmp, outlet, out);
    arena_done(&tmp);
    return code;
}
