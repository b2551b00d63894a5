/* joining.h - the state that the rounds of name_join share. Internal to name/. */
#ifndef COPYTASTER_NAME_JOINING_H
#define COPYTASTER_NAME_JOINING_H

#include "base/map.h"
#include "name/join.h"
#include "name/unite.h"

enum { JOINING_MOST_TRIED = 16 };

/* One entity of one report. */
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
    uint32_t *report;  /* of each item, for unite */
    uint32_t *item_of; /* items in order of report, entity */
    size_t *base;      /* where each report begins in item_of */
    size_t n;
    struct unite u;
    struct map bearer;     /* key of a surname -> full name */
    uint32_t *next_bearer; /* three chains an item */
};

static inline bool joining_is_person(const struct item *x) {
    return x->e->kind == ENTITY_PERSON;
}

static inline bool joining_is_full(const struct item *x) {
    return joining_is_person(x) && x->e->given.len > 0;
}

static inline bool joining_is_unnamed(const struct item *x) {
    return joining_is_person(x) && x->e->surname.len == 0;
}

/* The set of the organisation whose office `r` of item `k` is, or NONE. */
static inline uint32_t joining_owner(const struct joining *j, uint32_t k, const struct role *r) {
    return r->org == NONE ? NONE
                          : unite_root(&j->u, j->item_of[j->base[j->item[k].report] + r->org]);
}

enum err joining_join(struct joining *j, uint32_t from, uint32_t to, uint8_t reason);
bool joining_offices_agree(const struct item *x, const struct item *y);

/* join_surname.c: full names, surnames alone, names of undecided kind. */
enum err join_surname_full(struct joining *j);
enum err join_surname_alone(struct joining *j);
enum err join_surname_undecided(struct joining *j);
/* join_office.c: offices without a name. */
enum err join_office_holders(struct joining *j);

#endif
