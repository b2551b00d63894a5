/* unite.c - union by size over rings of members. The smaller set's reports are looked up in the
 * larger one's before joining and entered there after, so each item moves O(log n) times; no path
 * compression is needed. */
#include "name/unite.h"

#include "base/hash.h"

static uint64_t key_of(uint32_t root, uint32_t report) {
    return hash_join((uint64_t)root + 1, (uint64_t)report + 1);
}

enum err unite_init(struct unite *u, arena *a, const uint32_t *report, size_t n) {
    u->parent = arena_array(a, n + 1, sizeof *u->parent);
    u->size = arena_array(a, n + 1, sizeof *u->size);
    u->next = arena_array(a, n + 1, sizeof *u->next);
    u->report = report;
    u->n = n;
    if (!u->parent || !u->size || !u->next) {
        return a->last;
    }
    TRY(map_init(&u->has, a, n));
    for (uint32_t i = 0; i < n; i++) {
        u->parent[i] = i;
        u->size[i] = 1;
        u->next[i] = i;
        TRY(map_put(&u->has, key_of(i, report[i]), 1));
    }
    return ERR_OK;
}

uint32_t unite_root(const struct unite *u, uint32_t item) {
    while (u->parent[item] != item) {
        item = u->parent[item];
    }
    return item;
}

enum err unite_join(struct unite *u, uint32_t a, uint32_t b, bool *done) {
    uint32_t x = unite_root(u, a);
    uint32_t y = unite_root(u, b);
    *done = true;
    if (x == y) {
        return ERR_OK;
    }
    if (u->size[x] < u->size[y] || (u->size[x] == u->size[y] && y < x)) {
        uint32_t z = x;
        x = y;
        y = z;
    }
    uint32_t i = y;
    do {
        if (map_find(&u->has, key_of(x, u->report[i])) != MAP_NONE) {
            *done = false;
            return ERR_OK;
        }
        i = u->next[i];
    } while (i != y);
    do {
        TRY(map_put(&u->has, key_of(x, u->report[i]), 1));
        i = u->next[i];
    } while (i != y);
    u->parent[y] = x;
    u->size[x] += u->size[y];
    uint32_t after = u->next[x];
    u->next[x] = u->next[y];
    u->next[y] = after;
    return ERR_OK;
}
