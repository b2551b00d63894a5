/* keys.c - an inverted index with bounded lists.
 * A list begins with room for one entry and grows by doubling to KEYS_NEWEST; what it outgrows
 * serves other lists, as most terms never come back. A full list is a ring. A story stands once in
 * a list. Memory: about 16 bytes a term that was met once. */
#include "story/keys.h"

#include "base/vec.h"

struct key_list {
    struct key_entry *entry;
    uint8_t n;
    uint8_t bits; /* room is 1 << bits */
    uint8_t next; /* of a full ring: the oldest entry */
};

enum err keys_init(struct keys *k, arena *a) {
    *k = (struct keys){.a = a};
    return map_init(&k->map, a, 1024);
}

static struct key_entry *take(struct keys *k, unsigned bits) {
    struct key_entry *e = k->spare[bits];
    if (e) {
        memcpy(&k->spare[bits], (const void *)e, sizeof(struct key_entry *));
        return e;
    }
    return arena_take(k->a, sizeof *e << bits);
}

static void give(struct keys *k, struct key_entry *e, unsigned bits) {
    memcpy((void *)e, &k->spare[bits], sizeof(struct key_entry *));
    k->spare[bits] = e;
}

uint32_t keys_find(const struct keys *k, uint32_t term) {
    uint32_t list = map_find(&k->map, term);
    return list == MAP_NONE ? KEYS_NONE : list;
}

static enum err find_or_make(struct keys *k, uint32_t term, uint32_t *list) {
    *list = keys_find(k, term);
    if (*list == KEYS_NONE) {
        if (k->n == k->cap) {
            TRY(vec_grow(k->a, (void *)&k->list, &k->cap, k->n, 1, sizeof *k->list));
        }
        struct key_entry *e = take(k, 0);
        if (!e) {
            return k->a->last;
        }
        *list = (uint32_t)k->n;
        TRY(map_put(&k->map, term, *list));
        k->list[k->n++] = (struct key_list){.entry = e};
    }
    return ERR_OK;
}

static enum err widen(struct keys *k, struct key_list *l) {
    struct key_entry *e = take(k, l->bits + 1u);
    if (!e) {
        return k->a->last;
    }
    memcpy(e, l->entry, l->n * sizeof *e);
    give(k, l->entry, l->bits);
    l->entry = e;
    l->bits++;
    return ERR_OK;
}

enum err keys_add(struct keys *k, uint32_t term, uint32_t *list, uint32_t story, float weight) {
    if (*list == KEYS_NONE) {
        TRY(find_or_make(k, term, list));
    }
    struct key_list *l = &k->list[*list];
    for (size_t i = 0; i < l->n; i++) {
        if (l->entry[i].story == story) {
            l->entry[i].weight = weight > l->entry[i].weight ? weight : l->entry[i].weight;
            return ERR_OK;
        }
    }
    if (l->n == KEYS_NEWEST) {
        l->entry[l->next] = (struct key_entry){story, weight};
        l->next = (uint8_t)((l->next + 1) % KEYS_NEWEST);
        return ERR_OK;
    }
    if (l->n == 1u << l->bits) {
        TRY(widen(k, l));
    }
    l->entry[l->n++] = (struct key_entry){story, weight};
    return ERR_OK;
}

const struct key_entry *keys_entries(const struct keys *k, uint32_t list, size_t *n) {
    *n = list == KEYS_NONE ? 0 : k->list[list].n;
    return list == KEYS_NONE ? NULL : k->list[list].entry;
}

void keys_fetch(const struct keys *k, uint32_t list) {
    if (list != KEYS_NONE) {
        const char *e = (const char *)k->list[list].entry;
        size_t bytes = k->list[list].n * sizeof(struct key_entry);
        for (size_t at = 0; at < bytes; at += 64) {
            __builtin_prefetch(e + at);
        }
    }
}

void keys_fetch_term(const struct keys *k, uint32_t term) {
    map_fetch(&k->map, term);
}
