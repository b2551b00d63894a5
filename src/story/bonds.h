/* bonds.h - what people decided: these belong together, these don't. */
#ifndef COPYTASTER_STORY_BONDS_H
#define COPYTASTER_STORY_BONDS_H

#include "base/map.h"
#include "base/vec.h"

enum bond_kind { BOND_JOIN, BOND_APART };

struct foe {
    uint32_t member;
    uint32_t next;
};

/* Keys (item.key) that must be joined form a family; families may be foes. */
struct bonds {
    arena *a;
    struct map map;   /* key -> member */
    VEC(uint32_t) up; /* union-find over members */
    VEC(struct foe) foe;
    uint32_t *first_foe; /* of each family, into foe, or BONDS_NONE */
    size_t first_cap;
};

#define BONDS_NONE UINT32_MAX

enum err bonds_init(struct bonds *b, arena *a);

/* Add a decision. One that contradicts those before it is ERR_INPUT, and nothing changes.
 * O(foes of the family), amortised. */
enum err bonds_add(struct bonds *b, uint64_t x, uint64_t y, enum bond_kind kind);

/* The family of a key, or BONDS_NONE. */
uint32_t bonds_family(struct bonds *b, uint64_t key);

/* Walk the foes of a family: *at begins as bonds_first; each call gives a family and goes on. */
uint32_t bonds_first(const struct bonds *b, uint32_t family);
uint32_t bonds_next(struct bonds *b, uint32_t *at);

#endif
