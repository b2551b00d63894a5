/* join.c - entities of several reports to one, in rounds from the surest evidence to the weakest.
 * 1 the same words; 2 full names of persons alike in sound, by nickname or initial, or one slip
 * apart with the same given name; organisations without their legal form; 3 surnames alone to the
 * only person of the story who bears them; 4 offices without a name to the only holder that another
 * report names. No round puts two entities of one report together. Items are sorted by content
 * first, so the order of reports doesn't matter. Candidates are found by keys of the surname
 * (sound, first and last letters), MOST_TRIED a key. O(n log n). */
#include "name/join.h"

#include "base/map.h"
#include "base/sort.h"
#include "base/vec.h"
#include "name/compare.h"
#include "name/latin.h"
#include "name/unite.h"
#include "name/variant.h"
#include "text/fold.h"

enum { MOST_TRIED = 16, END_LETTERS = 3 };

struct item {
    const struct entity *e;
    uint32_t report;
    uint32_t entity;
    uint8_t reason;
};

struct joining {
    arena *tmp;
    const struct document *const *doc;
    const struct names *const *names;
    struct item *item;
    uint32_t *report; /* of each item, for unite */
    size_t n;
    struct unite u;
};

static int compare_items(const void *a, const void *b, void *ctx) {
    const struct item *x = a;
    const struct item *y = b;
    const struct joining *j = ctx;
    if (x->e->kind != y->e->kind) {
        return x->e->kind < y->e->kind ? -1 : 1;
    }
    int c = str_compare(x->e->key, y->e->key);
    c = c ? c : str_compare(x->e->name, y->e->name);
    c = c ? c : memcmp(j->doc[x->report]->sha256, j->doc[y->report]->sha256, SHA256_BYTES);
    return c ? c : x->entity < y->entity ? -1 : x->entity > y->entity;
}

static enum err collect(struct joining *j, size_t n) {
    for (size_t r = 0; r < n; r++) {
        j->n += j->names[r]->n_entities;
    }
    j->item = arena_array(j->tmp, j->n + 1, sizeof *j->item);
    j->report = arena_array(j->tmp, j->n + 1, sizeof *j->report);
    if (!j->item || !j->report) {
        return j->tmp->last;
    }
    size_t k = 0;
    for (uint32_t r = 0; r < n; r++) {
        for (uint32_t i = 0; i < j->names[r]->n_entities; i++) {
            j->item[k++] = (struct item){&j->names[r]->entity[i], r, i, NAME_SAME};
        }
    }
    TRY(sort_stable(j->tmp, j->item, j->n, sizeof *j->item, compare_items, j));
    for (k = 0; k < j->n; k++) {
        j->report[k] = j->item[k].report;
    }
    return unite_init(&j->u, j->tmp, j->report, j->n);
}

static bool is_person(const struct item *x) {
    return x->e->kind == ENTITY_PERSON;
}

static bool is_full(const struct item *x) {
    return is_person(x) && x->e->given.len > 0;
}

static bool is_unnamed(const struct item *x) {
    return is_person(x) && x->e->surname.len == 0;
}

static enum err join(struct joining *j, uint32_t from, uint32_t to, uint8_t reason) {
    bool done;
    bool together = unite_root(&j->u, from) == unite_root(&j->u, to);
    TRY(unite_join(&j->u, from, to, &done));
    if (done && !together) {
        j->item[from].reason = reason;
    }
    return ERR_OK;
}

static bool offices_agree(const struct item *x, const struct item *y) {
    for (size_t i = 0; i < x->e->n_roles && i < MOST_TRIED; i++) {
        for (size_t k = 0; k < y->e->n_roles && k < MOST_TRIED; k++) {
            const struct role *a = &x->e->role[i];
            const struct role *b = &y->e->role[k];
            if (str_equals(a->key, b->key) &&
                (!a->country || !b->country || a->country == b->country)) {
                return true;
            }
        }
    }
    return false;
}

static bool same_country(const struct item *x, const struct item *y) {
    return !x->e->country || !y->e->country || x->e->country == y->e->country;
}

/* Whether an unnamed office or group of one report may be the same words in another: only where
 * words say whose. */
static bool may_share_words(const struct item *x, const struct item *y) {
    if (!is_unnamed(x)) {
        return same_country(x, y);
    }
    return offices_agree(x, y);
}

static enum err join_same_words(struct joining *j) {
    for (uint32_t k = 1; k < j->n; k++) {
        const struct item *x = &j->item[k];
        const struct item *y = &j->item[k - 1];
        if (x->e->kind == y->e->kind && str_equals(x->e->key, y->e->key) && x->e->key.len &&
            may_share_words(x, y)) {
            TRY(join(j, k, k - 1, NAME_SAME));
        }
    }
    return ERR_OK;
}

/* The keys under which surnames that may be one are found: sound, first letters, last letters. */
static unsigned surname_keys(const struct item *x, uint64_t key[3]) {
    char room[COMPARE_MOST_BYTES];
    str s = x->e->surname;
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

struct index {
    struct map first;
    uint32_t *next; /* three chains an item */
};

static enum err index_add(struct index *x, const struct item *item, uint32_t k) {
    uint64_t key[3];
    unsigned n = surname_keys(item, key);
    for (unsigned i = 0; i < n; i++) {
        x->next[3 * k + i] = map_find(&x->first, key[i]);
        TRY(map_put(&x->first, key[i], k));
    }
    return ERR_OK;
}

/* Full names, each against those before it. */
static enum err join_full_names(struct joining *j, struct index *x) {
    for (uint32_t k = 0; k < j->n; k++) {
        if (!is_full(&j->item[k])) {
            continue;
        }
        uint64_t key[3];
        unsigned n = surname_keys(&j->item[k], key);
        for (unsigned i = 0; i < n; i++) {
            uint32_t at = map_find(&x->first, key[i]);
            for (unsigned t = 0; t < MOST_TRIED && at != MAP_NONE; t++, at = x->next[3 * at + i]) {
                uint8_t reason = variant_of_full(j->item[at].e, j->item[k].e);
                if (reason != NAME_UNRESOLVED) {
                    TRY(join(j, k, at, reason));
                }
            }
        }
        TRY(index_add(x, &j->item[k], k));
    }
    return ERR_OK;
}

/* A surname alone goes to the only person who bears it or one alike; a slip wants the same office.
 */
static uint32_t find_bearer(const struct joining *j, const struct index *x, uint32_t k,
                            uint8_t *reason) {
    uint64_t key[3];
    unsigned n = surname_keys(&j->item[k], key);
    uint32_t found = MAP_NONE;
    uint8_t best = NAME_UNRESOLVED;
    for (unsigned i = 0; i < n; i++) {
        uint32_t at = map_find(&x->first, key[i]);
        for (unsigned t = 0; t < MOST_TRIED && at != MAP_NONE; t++, at = x->next[3 * at + i]) {
            uint8_t like = variant_of_surname(j->item[k].e->surname, j->item[at].e->surname);
            bool slip = like == NAME_MISSPELT && !offices_agree(&j->item[k], &j->item[at]);
            if (like == NAME_UNRESOLVED || slip ||
                (found != MAP_NONE && best == NAME_SAME && like != NAME_SAME)) {
                continue;
            }
            bool better = like == NAME_SAME && best != NAME_SAME;
            if (found != MAP_NONE && !better && unite_root(&j->u, found) != unite_root(&j->u, at)) {
                return MAP_NONE;
            }
            found = at;
            best = like;
        }
    }
    *reason = best == NAME_SAME ? NAME_SURNAME : best;
    return found;
}

static enum err join_surnames(struct joining *j, const struct index *x) {
    for (uint32_t k = 0; k < j->n; k++) {
        const struct item *it = &j->item[k];
        bool alone = (is_person(it) && it->e->given.len == 0 && it->e->surname.len);
        uint8_t reason = NAME_UNRESOLVED;
        uint32_t to = alone ? find_bearer(j, x, k, &reason) : MAP_NONE;
        if (to != MAP_NONE) {
            TRY(join(j, k, to, reason));
        }
    }
    return ERR_OK;
}

/* Names whose kind one report could not tell: the same words, or the surname, of something surer.
 */
static enum err join_undecided(struct joining *j) {
    struct map by_key = {0};
    TRY(map_init(&by_key, j->tmp, j->n));
    for (uint32_t k = 0; k < j->n; k++) {
        const struct entity *e = j->item[k].e;
        if (e->kind == ENTITY_OTHER || e->kind == ENTITY_GROUP || is_unnamed(&j->item[k])) {
            continue;
        }
        uint64_t h = hash_bytes(e->given.len ? e->surname : e->key);
        uint32_t old = map_find(&by_key, h);
        bool same = old != MAP_NONE && old < j->n && unite_root(&j->u, old) == unite_root(&j->u, k);
        TRY(map_put(&by_key, h, old == MAP_NONE || same ? k : (uint32_t)j->n));
    }
    for (uint32_t k = 0; k < j->n; k++) {
        const struct entity *e = j->item[k].e;
        uint32_t to = e->kind == ENTITY_OTHER ? map_find(&by_key, hash_bytes(e->key)) : MAP_NONE;
        if (to != MAP_NONE && to < j->n) {
            TRY(join(j, k, to, j->item[to].e->given.len ? NAME_SURNAME : NAME_SAME));
        }
    }
    return ERR_OK;
}

static enum err index_stems(const struct joining *j, struct map *stem_of) {
    for (uint32_t k = 0; k < j->n; k++) {
        const struct entity *e = j->item[k].e;
        uint64_t stem = e->kind == ENTITY_ORG ? variant_org_stem(e->key) : 0;
        if (stem && map_find(stem_of, stem) == MAP_NONE) {
            TRY(map_put(stem_of, stem, k));
        }
    }
    return ERR_OK;
}

static enum err join_by_stem(struct joining *j, const struct map *stem_of, uint32_t k,
                             uint64_t stem, uint8_t reason) {
    uint32_t to = stem ? map_find(stem_of, stem) : MAP_NONE;
    bool fits = to != MAP_NONE && to != k && same_country(&j->item[to], &j->item[k]);
    return fits ? join(j, k, to, reason) : ERR_OK;
}

static enum err join_orgs(struct joining *j) {
    struct map stem_of = {0};
    TRY(map_init(&stem_of, j->tmp, j->n));
    TRY(index_stems(j, &stem_of));
    for (uint32_t k = 0; k < j->n; k++) {
        const struct entity *e = j->item[k].e;
        if (e->kind == ENTITY_ORG) {
            TRY(join_by_stem(j, &stem_of, k, variant_org_stem(e->key), NAME_SAME));
            TRY(join_by_stem(j, &stem_of, k, variant_org_initials(e->name), NAME_ACRONYM));
        }
    }
    return ERR_OK;
}

/* The one named person of the story with this office (and country); n when there are two, MAP_NONE
 * when none. */
static enum err index_offices(const struct joining *j, struct map *holder, const struct role *r,
                              uint32_t k) {
    uint64_t keys[2] = {hash_bytes(r->key), hash_join(hash_bytes(r->key), r->country)};
    for (unsigned i = 0; i < (r->country ? 2u : 1u); i++) {
        uint32_t old = map_find(holder, keys[i]);
        bool same = old != MAP_NONE && old < j->n && unite_root(&j->u, old) == unite_root(&j->u, k);
        TRY(map_put(holder, keys[i], old == MAP_NONE || same ? k : (uint32_t)j->n));
    }
    return ERR_OK;
}

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

static enum err join_offices(struct joining *j) {
    struct map holder = {0};
    TRY(map_init(&holder, j->tmp, j->n));
    for (uint32_t k = 0; k < j->n; k++) {
        const struct entity *e = j->item[k].e;
        for (size_t i = 0; i < e->n_roles && !is_unnamed(&j->item[k]); i++) {
            TRY(index_offices(j, &holder, &e->role[i], k));
        }
    }
    for (uint32_t k = 0; k < j->n; k++) {
        const struct entity *e = j->item[k].e;
        if (!is_unnamed(&j->item[k]) || e->n_roles == 0 || is_shared_office(e->role[0].key)) {
            continue;
        }
        const struct role *r = &e->role[0];
        uint32_t to = map_find(&holder, r->country ? hash_join(hash_bytes(r->key), r->country)
                                                   : hash_bytes(r->key));
        bool gender = to < j->n &&
                      (!e->gender || !j->item[to].e->gender || e->gender == j->item[to].e->gender);
        if (to < j->n && gender && offices_agree(&j->item[k], &j->item[to])) {
            TRY(join(j, k, to, NAME_ROLE_LATER));
        }
    }
    return ERR_OK;
}

struct output {
    uint32_t **of;
    struct joined *entity;
    struct joined_form *form;
    size_t n;
    uint32_t *item_of; /* items in order of report, entity */
    size_t total;
};

static enum err make_room(struct joining *j, arena *a, size_t n, struct output *o) {
    o->of = arena_array(a, n + 1, sizeof *o->of);
    o->entity = arena_array(a, j->n, sizeof *o->entity);
    o->form = arena_array(a, j->n, sizeof *o->form);
    o->item_of = arena_array(j->tmp, j->n + 1, sizeof *o->item_of);
    size_t *base = arena_array(j->tmp, n + 1, sizeof *base);
    if (!o->of || !o->entity || !o->form) {
        return a->last;
    }
    if (!o->item_of || !base) {
        return j->tmp->last;
    }
    for (size_t r = 0; r < n; r++) {
        o->of[r] = arena_array(a, j->names[r]->n_entities, sizeof **o->of);
        if (!o->of[r]) {
            return a->last;
        }
        base[r] = o->total;
        o->total += j->names[r]->n_entities;
    }
    for (uint32_t k = 0; k < j->n; k++) {
        o->item_of[base[j->item[k].report] + j->item[k].entity] = k;
    }
    return ERR_OK;
}

/* Number the sets in order of their first entity and list their members. */
static enum err number_sets(struct joining *j, struct output *o) {
    uint32_t *at = arena_array(j->tmp, j->n + 1, sizeof *at); /* root -> joined */
    if (!at) {
        return j->tmp->last;
    }
    memset(at, 0xff, (j->n + 1) * sizeof *at);
    for (size_t i = 0; i < o->total; i++) {
        const struct item *x = &j->item[o->item_of[i]];
        uint32_t root = unite_root(&j->u, o->item_of[i]);
        if (at[root] == MAP_NONE) {
            at[root] = (uint32_t)o->n++;
        }
        o->entity[at[root]].n_forms++;
        o->of[x->report][x->entity] = at[root];
    }
    size_t start = 0;
    for (size_t i = 0; i < o->n; i++) {
        o->entity[i].form = o->form + start;
        start += o->entity[i].n_forms;
        o->entity[i].n_forms = 0;
    }
    for (size_t i = 0; i < o->total; i++) {
        const struct item *x = &j->item[o->item_of[i]];
        struct joined *e = &o->entity[o->of[x->report][x->entity]];
        ((struct joined_form *)e->form)[e->n_forms++] =
            (struct joined_form){x->report, x->entity, x->reason};
    }
    return ERR_OK;
}

static enum err write_out(struct joining *j, arena *a, size_t n, struct name_join *out) {
    struct output o = {0};
    TRY(make_room(j, a, n, &o));
    TRY(number_sets(j, &o));
    for (size_t i = 0; i < o.n; i++) {
        TRY(variant_describe(a, j->tmp, j->doc, j->names, &o.entity[i]));
    }
    *out = (struct name_join){o.entity, o.n, (const uint32_t *const *)o.of};
    return ERR_OK;
}

static enum err run(struct joining *j, arena *a, size_t n, struct name_join *out) {
    struct index x = {0};
    TRY(collect(j, n));
    x.next = arena_array(j->tmp, 3 * j->n + 1, sizeof *x.next);
    if (!x.next) {
        return j->tmp->last;
    }
    TRY(map_init(&x.first, j->tmp, j->n));
    TRY(join_same_words(j));
    TRY(join_full_names(j, &x));
    TRY(join_orgs(j));
    TRY(join_surnames(j, &x));
    TRY(join_undecided(j));
    TRY(join_offices(j));
    return write_out(j, a, n, out);
}

enum err name_join(arena *a, const struct document *const *doc, const struct names *const *names,
                   size_t n, struct name_join *out) {
    arena tmp;
    arena_init(&tmp, a->limit);
    struct joining j = {.tmp = &tmp, .doc = doc, .names = names};
    enum err code = run(&j, a, n, out);
    arena_done(&tmp);
    if (code != ERR_OK) {
        a->last = code;
    }
    return code;
}
