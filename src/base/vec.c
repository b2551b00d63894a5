/* vec.c - growth by doubling for the macros of vec.h.
 * The element pointer is moved with memcpy, because its static type is known to the macro only; on
 * error neither the array nor its capacity has changed. Amortised O(1) a push. */
#include "base/vec.h"

#include "base/limits.h"

enum err vec_grow(arena *a, void *pv, size_t *cap, size_t n, size_t more, size_t size) {
    size_t need;
    if (!add_ok(n, more, &need)) {
        return a->last = ERR_LIMIT;
    }
    size_t next = *cap ? *cap : need > 8 ? need : 8; /* the first room is as asked for */
    while (next < need) {
        if (!mul_ok(next, 2, &next)) {
            return a->last = ERR_LIMIT;
        }
    }
    if (next == *cap && !mul_ok(next, 2, &next)) {
        return a->last = ERR_LIMIT;
    }
    void *fresh = arena_array(a, next, size);
    if (!fresh) {
        return a->last;
    }
    void *old;
    memcpy(&old, pv, sizeof old);
    if (n) {
        memcpy(fresh, old, n * size);
    }
    memcpy(pv, &fresh, sizeof fresh);
    *cap = next;
    return ERR_OK;
}
