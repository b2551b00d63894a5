/* map.c - linear probing over two parallel arrays, Fibonacci hashing of the key, grown at three
 * quarters. O(1) expected; the worst case needs keys chosen against the multiplier, which XXH3
 * outputs aren't. Values only, no deletion: the program's maps are built once and read many times.
 */
#include "base/map.h"

#include "base/limits.h"

static size_t slot_of(uint64_t key, unsigned bits) {
    return (size_t)((key * 0x9e3779b97f4a7c15u) >> (64 - bits));
}

static enum err table_new(arena *a, unsigned bits, uint64_t **key, uint32_t **value) {
    size_t n = (size_t)1 << bits;
    *key = arena_array(a, n, sizeof **key);
    *value = arena_array(a, n, sizeof **value);
    if (!*key || !*value) {
        return a->last;
    }
    memset(*value, 0xff, n * sizeof **value);
    return ERR_OK;
}

static void insert(uint64_t *key, uint32_t *value, unsigned bits, uint64_t k, uint32_t v) {
    size_t i = slot_of(k, bits);
    size_t last = ((size_t)1 << bits) - 1;
    while (value[i] != MAP_NONE) {
        i = (i + 1) & last;
    }
    key[i] = k;
    value[i] = v;
}

static size_t find_slot(const struct map *m, uint64_t key) {
    size_t i = slot_of(key, m->bits);
    size_t last = ((size_t)1 << m->bits) - 1;
    while (m->value[i] != MAP_NONE && m->key[i] != key) {
        i = (i + 1) & last;
    }
    return i;
}

static enum err grow(struct map *m) {
    uint64_t *key;
    uint32_t *value;
    TRY(table_new(m->a, m->bits + 1, &key, &value));
    for (size_t i = 0; i < (size_t)1 << m->bits; i++) {
        if (m->value[i] != MAP_NONE) {
            insert(key, value, m->bits + 1, m->key[i], m->value[i]);
        }
    }
    m->key = key;
    m->value = value;
    m->bits++;
    return ERR_OK;
}

enum err map_init(struct map *m, arena *a, size_t n) {
    unsigned bits = 4;
    while (((size_t)3 << bits) / 4 < n) {
        bits++;
    }
    *m = (struct map){.a = a, .bits = bits};
    return table_new(a, bits, &m->key, &m->value);
}

enum err map_put(struct map *m, uint64_t key, uint32_t value) {
    size_t i = find_slot(m, key);
    if (m->value[i] != MAP_NONE) {
        m->value[i] = value;
        return ERR_OK;
    }
    if ((m->n + 1) * 4 > ((size_t)3 << m->bits)) {
        TRY(grow(m));
        i = find_slot(m, key);
    }
    m->key[i] = key;
    m->value[i] = value;
    m->n++;
    return ERR_OK;
}

uint32_t map_find(const struct map *m, uint64_t key) {
    return m->bits ? m->value[find_slot(m, key)] : MAP_NONE;
}

void map_clear(struct map *m) {
    memset(m->value, 0xff, ((size_t)1 << m->bits) * sizeof *m->value);
    m->n = 0;
}

void map_fetch(const struct map *m, uint64_t key) {
    if (m->bits) {
        size_t i = slot_of(key, m->bits);
        __builtin_prefetch(&m->value[i]);
        __builtin_prefetch(&m->key[i]);
    }
}
