/* join_office.c - offices without a name, to the only holder whom another report names. Offices
 * that one alone holds are found by their words and country; those of many (spokeswoman, head) only
 * by their organisation as well. Two holders of one office leave it open. O(offices). */
#include "base/hash.h"
#include "name/joining.h"

static bool is_shared_office(str key) {
    static const char *const words[] = {
        "spokesman",  "spokeswoman", "spokesperson", "official", "source",   "lawyer",
        "attorney",   "analyst",     "expert",       "officer",  "reporter", "journalist",
        "man",        "resident",    "witness",      "suspect",  "victim",   "teacher",
        "student",    "driver",      "adviser",      "aide",     "diplomat", "doctor",
        "researcher", "activist",    "soldier",      "mother",   "father",   "son",
        "daughter",   "wife",        "husband",      "brother",  "sister",   "judge",
        "author",     "head",        "chief",        "boss",     "leader",   "member"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (str_ends_with(key, str_from_cstr(words[k]))) {
            return true;
        }
    }
    return false;
}

/* One word for the three of spokesperson. */
static str office_words(str key) {
    size_t at = str_find(key, STR("spokes"), 0);
    return at == SIZE_MAX ? key : str_slice(key, 0, at + 6);
}

static uint64_t owned_key(const struct joining *j, uint32_t k, const struct role *r) {
    uint32_t owner = joining_owner(j, k, r);
    return owner == NONE ? 0 : hash_join(hash_join(hash_bytes(office_words(r->key)), owner), 3);
}

static enum err put_holder(const struct joining *j, struct map *holder, uint64_t key, uint32_t k) {
    uint32_t old = map_find(holder, key);
    bool same = old != MAP_NONE && old < j->n && unite_root(&j->u, old) == unite_root(&j->u, k);
    return map_put(holder, key, old == MAP_NONE || same ? k : (uint32_t)j->n);
}

/* The one named person of the story with this office, by its words, with its country and with its
 * organisation; n when there are two, MAP_NONE when none. */
static enum err index_offices(const struct joining *j, struct map *holder, const struct role *r,
                              uint32_t k) {
    uint64_t owned = owned_key(j, k, r);
    TRY(put_holder(j, holder, hash_bytes(r->key), k));
    if (r->country) {
        TRY(put_holder(j, holder, hash_join(hash_bytes(r->key), r->country), k));
    }
    return owned ? put_holder(j, holder, owned, k) : ERR_OK;
}

/* Whether `to` holds such an office of another organisation alone. */
static bool owners_differ(const struct joining *j, uint32_t k, uint32_t to) {
    const struct role *r = &j->item[k].e->role[0];
    uint32_t owner = joining_owner(j, k, r);
    const struct entity *e = j->item[to].e;
    bool differ = false;
    for (size_t i = 0; i < e->n_roles && i < JOINING_MOST_TRIED && owner != NONE; i++) {
        uint32_t other = joining_owner(j, to, &e->role[i]);
        bool same_words = str_equals(e->role[i].key, r->key);
        if (same_words && other == owner) {
            return false;
        }
        differ = differ || (same_words && other != NONE && other != owner);
    }
    return differ;
}

static bool genders_agree(const struct entity *a, const struct entity *b) {
    return !a->gender || !b->gender || a->gender == b->gender;
}

static uint32_t find_holder(const struct joining *j, const struct map *holder, uint32_t k) {
    const struct item *x = &j->item[k];
    const struct role *r = &x->e->role[0];
    uint64_t owned = owned_key(j, k, r);
    uint32_t to = owned ? map_find(holder, owned) : MAP_NONE;
    if (to != MAP_NONE) {
        return to < j->n && genders_agree(x->e, j->item[to].e) ? to : MAP_NONE;
    }
    if (is_shared_office(r->key)) {
        return MAP_NONE;
    }
    to = map_find(holder,
                  r->country ? hash_join(hash_bytes(r->key), r->country) : hash_bytes(r->key));
    bool fits = to < j->n && genders_agree(x->e, j->item[to].e) &&
                joining_offices_agree(x, &j->item[to]) && !owners_differ(j, k, to);
    return fits ? to : MAP_NONE;
}

enum err join_office_holders(struct joining *j) {
    struct map holder = {0};
    TRY(map_init(&holder, j->tmp, j->n));
    for (uint32_t k = 0; k < j->n; k++) {
        const struct entity *e = j->item[k].e;
        for (size_t i = 0; i < e->n_roles && !joining_is_unnamed(&j->item[k]); i++) {
            TRY(index_offices(j, &holder, &e->role[i], k));
        }
    }
    for (uint32_t k = 0; k < j->n; k++) {
        if (!joining_is_unnamed(&j->item[k]) || j->item[k].e->n_roles == 0) {
            continue;
        }
        uint32_t to = find_holder(j, &holder, k);
        if (to != MAP_NONE) {
            TRY(joining_join(j, k, to, NAME_ROLE_LATER));
        }
    }
    return ERR_OK;
}
