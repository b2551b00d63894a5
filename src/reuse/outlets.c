/* outlets.c - initials of two outlets are evidence for neither. Outlets are numbered as they come
 * (prints.c), so each is looked at once, with its first report; a section or a note behind the name
 * ("Cape Herald - Opinion") makes no other outlet. */
#include "reuse/outlets.h"

#include "base/hash.h"

static uint32_t number_of(str outlet) {
    size_t note = str_find(outlet, STR(" ("), 0);
    size_t section = str_find(outlet, STR(" - "), 0);
    size_t end = note < section ? note : section;
    return (uint32_t)(hash_bytes(str_slice(outlet, 0, end < outlet.len ? end : outlet.len)) >> 32) |
           1; /* neither MANY ... */
}

static enum err add(struct outlets *out, const struct origin *o) {
    uint32_t number = number_of(o->outlet) & ~(uint32_t)(1U << 31); /* ... nor MAP_NONE */
    for (unsigned i = 0; i < INITIALS_OF_OUTLET; i++) {
        uint64_t key = o->initials[i] >> 1;
        if (key == 0) {
            continue;
        }
        uint32_t known = map_find(&out->key, key);
        TRY(map_put(&out->key, key, known == MAP_NONE || known == number ? number : OUTLETS_MANY));
    }
    return ERR_OK;
}

enum err outlets_find(arena *a, const struct prints *prints, struct outlets *out) {
    uint32_t last = 0;
    TRY(map_init(&out->key, a, 64));
    for (size_t i = 0; i < prints->n; i++) {
        if (prints->outlet[i] > last) {
            last = prints->outlet[i];
            TRY(add(out, &prints->print[i].origin));
        }
    }
    return ERR_OK;
}

bool outlets_tell(const struct outlets *outlets, uint64_t key) {
    uint32_t number = map_find(&outlets->key, key >> 1);
    return number != MAP_NONE && number != OUTLETS_MANY && !credit_is_agency(key);
}
