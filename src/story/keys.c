/* keys.c - an inverted index with bounded lists.
 * A list of one story holds it itself; a longer one grows by doubling to KEYS_NEWEST, and what it
 * outgrows serves other lists, as most terms never come back. A full list is a ring. A story stands
 * once in a list. Memory: 16 bytes a term that was met once, and its slot of the map. */
#include "story/keys.h"

#include "base/vec.h"

struct key_list {
    union {
        uint32_t one; /* while room is for one */
        uint32_t *many;
    } story;
    uint8_t n;
    uint8_t bits; /* room is 1 << bits */
    uint8_t next; /* of a full ring: the oldest entry */
};

enum err keys_init(struct keys *k, arena *a) {
    *k = (struct keys){.a = a};
    return map_init(&k->map, a, 1024);
}

static uint32_t *take(struct keys *k, unsigned bits) {
    uint32_t *room = k->spare[bits];
    if (room) {
        memcpy((void *)&k->spare[bits], room, sizeof(uint32_t *));
        return room;
    }
    return arena_array(k->a, (size_t)1 << bits, sizeof *room);
}

/* Room for one story is in the list, so that what is linked has room for a pointer. */
static void give(struct keys *k, uint32_t *room, unsigned bits) {
    memcpy(room, (void *)&k->spare[bits], sizeof(uint32_t *));
    k->spare[bits] = room;
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
        *list = (uint32_t)k->n;
        TRY(map_put(&k->map, term, *list));
        k->list[k->n++] = (struct key_list){0};
    }
    return ERR_OK;
}

static const uint32_t *stories_of(const struct key_list *l) {
    return l->bits ? l->story.many : &l->story.one;
}

static enum err widen(struct keys *k, struct key_list *l) {
    uint32_t *room = take(k, l->bits + 1u);
    if (!room) {
        return k->a->last;
    }
    memcpy(room, stories_of(l), l->n * sizeof *room);
    if (l->bits) {
        give(k, l->story.many, l->bits);
    }
    l->story.many = room;
    l->bits++;
    return ERR_OK;
}

bool keys_has(const struct keys *k, uint32_t list, uint32_t story) {
    size_t n;
    unsigned found = 0;
    const uint32_t *met = keys_stories(k, list, &n);
    for (size_t i = 0; i < n; i++) { /* all of them, without a branch: four and more at once */
        found |= met[i] == story;
    }
    return found != 0;
}

enum err keys_add(struct keys *k, uint32_t term, uint32_t *list, uint32_t story) {
    if (*list == KEYS_NONE) {
        TRY(find_or_make(k, term, list));
    }
    struct key_list *l = &k->list[*list];
    if (l->n == KEYS_NEWEST) {
        l->story.many[l->next] = story;
        l->next = (uint8_t)((l->next + 1) % KEYS_NEWEST);
        return ERR_OK;
    }
    if (l->n == 0) {
        l->story.one = story;
        l->n = 1;
        return ERR_OK;
    }
    if (l->n == 1u << l->bits) {
        TRY(widen(k, l));
    }
    l->story.many[l->n++] = story;
    return ERR_OK;
}

const uint32_t *keys_stories(const struct keys *k, uint32_t list, size_t *n) {
    *n = list == KEYS_NONE ? 0 : k->list[list].n;
    return list == KEYS_NONE ? NULL : stories_of(&k->list[list]);
}

void keys_fetch_head(const struct keys *k, uint32_t list) {
    if (list != KEYS_NONE) {
        __builtin_prefetch(&k->list[list]);
    }
}

void keys_fetch(const struct keys *k, uint32_t list) {
    enum { LINE = 64 / sizeof(uint32_t) };
    if (list != KEYS_NONE) {
        const uint32_t *story = stories_of(&k->list[list]);
        for (size_t at = 0; at < k->list[list].n; at += LINE) {
            __builtin_prefetch(story + at);
        }
    }
}

void keys_fetch_end(const struct keys *k, uint32_t list) {
    if (list != KEYS_NONE) {
        const struct key_list *l = &k->list[list];
        __builtin_prefetch(stories_of(l) + (l->n == KEYS_NEWEST ? l->next : l->n - 1), 1);
    }
}

void keys_fetch_term(const struct keys *k, uint32_t term) {
    map_fetch(&k->map, term);
}
