/* join.c - entities of several reports to one, in rounds from the surest evidence to the weakest.
 * 1 the same words; 2 full names of persons alike in sound, by nickname or initial, or one slip
 * apart with the same given name (join_surname.c); organisations without their legal form; 3
 * surnames alone to the person of the story who bears them; 4 offices without a name to the only
 * holder that another report names (join_office.c). No round puts two entities of one report
 * together. Items are sorted by content first, so the order of reports doesn't matter.
 * O(n log n). */
#include "name/join.h"

#include "base/sort.h"
#include "name/joining.h"
#include "name/variant.h"

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
    j->base = arena_array(j->tmp, n + 1, sizeof *j->base);
    if (!j->base) {
        return j->tmp->last;
    }
    for (size_t r = 0; r < n; r++) {
        j->base[r] = j->n;
        j->n += j->names[r]->n_entities;
    }
    j->item_of = arena_array(j->tmp, j->n + 1, sizeof *j->item_of);
    j->item = arena_array(j->tmp, j->n + 1, sizeof *j->item);
    j->report = arena_array(j->tmp, j->n + 1, sizeof *j->report);
    if (!j->item || !j->report || !j->item_of) {
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
        j->item_of[j->base[j->item[k].report] + j->item[k].entity] = (uint32_t)k;
    }
    return unite_init(&j->u, j->tmp, j->report, j->n);
}

enum err joining_join(struct joining *j, uint32_t from, uint32_t to, uint8_t reason) {
    bool done;
    bool together = unite_root(&j->u, from) == unite_root(&j->u, to);
    TRY(unite_join(&j->u, from, to, &done));
    if (done && !together) {
        j->item[from].reason = reason;
    }
    return ERR_OK;
}

bool joining_offices_agree(const struct item *x, const struct item *y) {
    for (size_t i = 0; i < x->e->n_roles && i < JOINING_MOST_TRIED; i++) {
        for (size_t k = 0; k < y->e->n_roles && k < JOINING_MOST_TRIED; k++) {
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
    if (!joining_is_unnamed(x)) {
        return same_country(x, y);
    }
    return joining_offices_agree(x, y);
}

static enum err join_same_words(struct joining *j) {
    for (uint32_t k = 1; k < j->n; k++) {
        const struct item *x = &j->item[k];
        const struct item *y = &j->item[k - 1];
        if (x->e->kind == y->e->kind && str_equals(x->e->key, y->e->key) && x->e->key.len &&
            may_share_words(x, y)) {
            TRY(joining_join(j, k, k - 1, NAME_SAME));
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
    return fits ? joining_join(j, k, to, reason) : ERR_OK;
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

struct output {
    uint32_t **of;
    struct joined *entity;
    struct joined_form *form;
    size_t n;
};

static enum err make_room(struct joining *j, arena *a, size_t n, struct output *o) {
    o->of = arena_array(a, n + 1, sizeof *o->of);
    o->entity = arena_array(a, j->n, sizeof *o->entity);
    o->form = arena_array(a, j->n, sizeof *o->form);
    if (!o->of || !o->entity || !o->form) {
        return a->last;
    }
    for (size_t r = 0; r < n; r++) {
        o->of[r] = arena_array(a, j->names[r]->n_entities, sizeof **o->of);
        if (!o->of[r]) {
            return a->last;
        }
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
    for (size_t i = 0; i < j->n; i++) {
        const struct item *x = &j->item[j->item_of[i]];
        uint32_t root = unite_root(&j->u, j->item_of[i]);
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
    for (size_t i = 0; i < j->n; i++) {
        const struct item *x = &j->item[j->item_of[i]];
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
    TRY(collect(j, n));
    TRY(join_same_words(j));
    TRY(join_surname_full(j));
    TRY(join_orgs(j));
    TRY(join_surname_alone(j));
    TRY(join_surname_undecided(j));
    TRY(join_office_holders(j));
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
