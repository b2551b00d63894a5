/* ids.c - hashes of the ids taken, with the suffix each gave last, so that a million reports of one
 * id cost no more than others. O(1) amortised. */
#include "read/ids.h"

#include <stdio.h>

#include "base/hash.h"

enum { SUFFIX = 24 };

enum err ids_init(struct ids *ids, arena *a) {
    return map_init(&ids->taken, a, 64);
}

/* Give `id` a suffix that nothing else has: "x#2", "x#3". */
static enum err set_apart(struct ids *ids, arena *a, str *id) {
    uint64_t base = hash_bytes(*id);
    for (uint32_t n = map_find(&ids->taken, base) + 1;; n++) {
        char *fresh = arena_alloc(a, id->len + SUFFIX);
        if (!fresh) {
            return a->last;
        }
        int len = snprintf(fresh, id->len + SUFFIX, "%" STR_FMT "#%u", STR_ARG(*id), n);
        str candidate = {fresh, (size_t)len};
        if (map_find(&ids->taken, hash_bytes(candidate)) == MAP_NONE) {
            *id = candidate;
            return map_put(&ids->taken, base, n);
        }
    }
}

enum err ids_claim(struct ids *ids, arena *a, str *id, bool *changed) {
    *changed = map_find(&ids->taken, hash_bytes(*id)) != MAP_NONE;
    if (*changed) {
        TRY(set_apart(ids, a, id));
    }
    return map_put(&ids->taken, hash_bytes(*id), 1);
}
