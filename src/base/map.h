/* map.h - u64 -> u32, open addressing, in an arena. Keys are hashes already; the key 0 is allowed.
 * Iteration order is never offered: results must not depend on it. */
#ifndef COPYTASTER_BASE_MAP_H
#define COPYTASTER_BASE_MAP_H

#include <stdbool.h>

#include "base/arena.h"

/* Two arrays of 2^bits slots; a slot is empty when its value is MAP_NONE. At most 3/4 full. */
struct map {
    arena *a;
    uint64_t *key;
    uint32_t *value;
    size_t n;
    unsigned bits;
};

#define MAP_NONE UINT32_MAX

/* An empty map with room for `n` keys; grows when needed (the old table is left to the arena). */
enum err map_init(struct map *m, arena *a, size_t n);

/* Set key -> value (value != MAP_NONE), overwriting. Amortised O(1). On error nothing changed. */
enum err map_put(struct map *m, uint64_t key, uint32_t value);

/* The value of `key`, or MAP_NONE. O(1) expected. A map that was never initialised ({0}) is empty.
 */
uint32_t map_find(const struct map *m, uint64_t key);

/* Ask for the slot of a key that will be looked up soon; a hint for large maps. O(1). */
void map_fetch(const struct map *m, uint64_t key);

/* Take all keys out; the room stays. O(room). */
void map_clear(struct map *m);

#endif
