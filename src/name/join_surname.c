/* join_surname.c - persons of several reports by their surnames. Full names against those before
 * them; then surnames alone, to the only bearer, or among several to the one whom office, gender or
 * sheer frequency says; then names whose kind one report couldn't tell. Candidates are found by
 * keys of the surname (sound, first and last letters), JOINING_MOST_TRIED a key. O(n) look-ups; the
 * choice among several walks their sets. */
#include "base/hash.h"
#include "name/compare.h"
#include "name/joining.h"
#include "name/variant.h"

enum { END_LETTERS = 3, MOST_BEARERS = 8, MOSTLY = 4, MOST_WEIGHED = 256, TIER_BITS = 40 };

/* The keys under which surnames that may be one are found: sound, first letters, last letters. */
static unsigned surname_keys(str s, uint64_t key[3]) {
    char room[COMPARE_MOST_BYTES];
    if (s.len == 0 || s.len > COMPARE_MOST_BYTES) {
        return 0;
    }
    key[0] = hash_join(hash_bytes(str_of(room, compare_sound(room, s))), 0);
    if (s.len <= END_LETTERS) {
        return 1;
    }
    key[1] = hash_join(hash_bytes(str_slice(s, 0, END_LETTERS)), 1);
    key[2] = hash_join(hash_bytes(str_slice(s, s.len - END_LETTERS, s.len)), 2);
    return 3;
}

static enum err index_add(struct joining *j, uint32_t k) {
    uint64_t key[3];
    unsigned n = surname_keys(j->item[k].e->surname, key);
    for (unsigned i = 0; i < n; i++) {
        j->next_bearer[3 * k + i] = map_find(&j->bearer, key[i]);
        TRY(map_put(&j->bearer, key[i], k));
    }
    return ERR_OK;
}

/* Full names, each against those before it. */
enum err join_surname_full(struct joining *j) {
    j->next_bearer = arena_array(j->tmp, 3 * j->n + 1, sizeof *j->next_bearer);
    if (!j->next_bearer) {
        return j->tmp->last;
    }
    TRY(map_init(&j->bearer, j->tmp, j->n));
    for (uint32_t k = 0; k < j->n; k++) {
        if (!joining_is_full(&j->item[k])) {
            continue;
        }
        uint64_t key[3];
        unsigned n = surname_keys(j->item[k].e->surname, key);
        for (unsigned i = 0; i < n; i++) {
            uint32_t at = map_find(&j->bearer, key[i]);
            for (unsigned t = 0; t < JOINING_MOST_TRIED && at != MAP_NONE;
                 t++, at = j->next_bearer[3 * at + i]) {
                uint8_t reason = variant_of_full(j->item[at].e, j->item[k].e);
                if (reason != NAME_UNRESOLVED) {
                    TRY(joining_join(j, k, at, reason));
                }
            }
        }
        TRY(index_add(j, k));
    }
    return ERR_OK;
}

struct bearers {
    uint32_t root[MOST_BEARERS];
    uint32_t item[MOST_BEARERS];
    unsigned n;
};

static void add_bearer(const struct joining *j, struct bearers *b, uint32_t at) {
    uint32_t root = unite_root(&j->u, at);
    for (unsigned i = 0; i < b->n; i++) {
        if (b->root[i] == root) {
            return;
        }
    }
    if (b->n < MOST_BEARERS) {
        b->root[b->n] = root;
        b->item[b->n++] = at;
    }
}

/* The persons of the story with that surname, the very same one before any likeness. */
static void find_bearers(const struct joining *j, uint32_t k, str surname, struct bearers *out,
                         uint8_t *reason) {
    uint64_t key[3];
    unsigned n = surname_keys(surname, key);
    uint8_t best = NAME_UNRESOLVED;
    for (unsigned i = 0; i < n; i++) {
        uint32_t at = map_find(&j->bearer, key[i]);
        for (unsigned t = 0; t < JOINING_MOST_TRIED && at != MAP_NONE;
             t++, at = j->next_bearer[3 * at + i]) {
            uint8_t like = variant_of_surname(surname, j->item[at].e->surname);
            bool slip = like == NAME_MISSPELT && !joining_offices_agree(&j->item[k], &j->item[at]);
            if (like == NAME_UNRESOLVED || slip || (best == NAME_SAME && like != NAME_SAME)) {
                continue;
            }
            out->n = like == NAME_SAME && best != NAME_SAME ? 0 : out->n;
            add_bearer(j, out, at);
            best = like;
        }
    }
    *reason = best == NAME_SAME ? NAME_SURNAME : best;
}

/* How well a set suits a surname alone; 0 not at all. Office before gender before mentions. */
static uint64_t weigh(const struct joining *j, uint32_t k, uint32_t of) {
    const struct item *x = &j->item[k];
    uint32_t at = of;
    uint64_t mentions = 0;
    bool office = false;
    bool gender = false;
    unsigned n = 0;
    do {
        const struct item *y = &j->item[at];
        bool other = x->e->gender && y->e->gender && x->e->gender != y->e->gender;
        if (other || y->report == x->report) {
            return 0;
        }
        mentions += y->e->n_mentions;
        office = office || joining_offices_agree(x, y);
        gender = gender || (x->e->gender && x->e->gender == y->e->gender);
        at = j->u.next[at];
    } while (at != of && ++n < MOST_WEIGHED);
    return mentions + (gender ? (uint64_t)1 << TIER_BITS : 0) +
           (office ? (uint64_t)2 << TIER_BITS : 0);
}

/* Among several the one whom office or gender says, else the one the story is about: MOSTLY times
 * as many mentions as the next. MAP_NONE when that is open. */
static uint32_t choose_bearer(const struct joining *j, uint32_t k, const struct bearers *b) {
    uint32_t best = MAP_NONE;
    uint64_t most = 0;
    uint64_t next = 0;
    for (unsigned i = 0; i < b->n; i++) {
        if (b->root[i] == unite_root(&j->u, k)) {
            return MAP_NONE; /* through its like in another report */
        }
        uint64_t weight = weigh(j, k, b->item[i]);
        if (weight > most) {
            next = most;
            most = weight;
            best = b->item[i];
        } else {
            next = weight > next ? weight : next;
        }
    }
    if (most >> TIER_BITS != next >> TIER_BITS) {
        return best;
    }
    uint64_t mask = ((uint64_t)1 << TIER_BITS) - 1;
    return (most & mask) >= MOSTLY * (next & mask) ? best : MAP_NONE;
}

static uint32_t find_bearer(const struct joining *j, uint32_t k, str surname, uint8_t *reason) {
    struct bearers b = {.n = 0};
    find_bearers(j, k, surname, &b, reason);
    if (b.n <= 1) {
        return b.n ? b.item[0] : MAP_NONE;
    }
    return *reason == NAME_SURNAME ? choose_bearer(j, k, &b) : MAP_NONE;
}

enum err join_surname_alone(struct joining *j) {
    for (uint32_t k = 0; k < j->n; k++) {
        const struct item *it = &j->item[k];
        bool alone = (joining_is_person(it) && it->e->given.len == 0 && it->e->surname.len);
        uint8_t reason = NAME_UNRESOLVED;
        uint32_t to = alone ? find_bearer(j, k, it->e->surname, &reason) : MAP_NONE;
        if (to != MAP_NONE) {
            TRY(joining_join(j, k, to, reason));
        }
    }
    return ERR_OK;
}

/* The words of every entity whose kind is sure, and surnames, to the only set that has them; j->n
 * when there are more. */
static enum err index_sure(const struct joining *j, struct map *by_key) {
    TRY(map_init(by_key, j->tmp, j->n));
    for (uint32_t k = 0; k < j->n; k++) {
        const struct entity *e = j->item[k].e;
        if (e->kind == ENTITY_OTHER || e->kind == ENTITY_GROUP || joining_is_unnamed(&j->item[k])) {
            continue;
        }
        uint64_t h = hash_bytes(e->given.len ? e->surname : e->key);
        uint32_t old = map_find(by_key, h);
        bool same = old != MAP_NONE && old < j->n && unite_root(&j->u, old) == unite_root(&j->u, k);
        TRY(map_put(by_key, h, old == MAP_NONE || same ? k : (uint32_t)j->n));
    }
    return ERR_OK;
}

/* Names whose kind one report could not tell: the same words, or the surname, of something surer.
 */
enum err join_surname_undecided(struct joining *j) {
    struct map by_key = {0};
    TRY(index_sure(j, &by_key));
    for (uint32_t k = 0; k < j->n; k++) {
        const struct entity *e = j->item[k].e;
        uint32_t to = e->kind == ENTITY_OTHER ? map_find(&by_key, hash_bytes(e->key)) : MAP_NONE;
        uint8_t reason = NAME_SAME;
        if (to == j->n && str_find(e->key, STR(" "), 0) == SIZE_MAX) {
            to = find_bearer(j, k, e->key, &reason);
            to = reason == NAME_SURNAME ? to : MAP_NONE;
        } else if (to < j->n) {
            reason = j->item[to].e->given.len ? NAME_SURNAME : NAME_SAME;
        }
        if (to < j->n) {
            TRY(joining_join(j, k, to, reason));
        }
    }
    return ERR_OK;
}
