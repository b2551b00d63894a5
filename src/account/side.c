/* side.c - what every kind of conflict is put together from: sides, their counts of origins,
 * sentences in words. A conflict is never decided here: the counts say how many independent origins
 * stand behind each side, and the reason says in words whether that is a majority. */
#include "account/collate.h"
#include "base/sort.h"

enum err side_make(struct collation *c, str value, const struct place *place, size_t n,
                   struct side *out) {
    struct place *copy = arena_array(c->a, n, sizeof *copy);
    if (!copy) {
        return c->a->last;
    }
    origins_begin(c);
    for (size_t i = 0; i < n; i++) {
        copy[i] = place[i];
        origins_add(c, place[i].witness, place[i].at);
    }
    *out = (struct side){.value = value,
                         .place = copy,
                         .n_places = n,
                         .n_witnesses = c->origins.n_witnesses,
                         .n_outlets = c->origins.n_outlets,
                         .n_origins = c->origins.n_origins};
    return ERR_OK;
}

static int by_origin(const void *x, const void *y, void *ctx) {
    const struct side *a = x;
    const struct side *b = y;
    (void)ctx;
    if (a->n_origins != b->n_origins) {
        return a->n_origins > b->n_origins ? -1 : 1;
    }
    if (a->n_witnesses != b->n_witnesses) {
        return a->n_witnesses > b->n_witnesses ? -1 : 1;
    }
    const struct place *p = &a->place[0];
    const struct place *q = &b->place[0];
    if (p->witness != q->witness) {
        return p->witness < q->witness ? -1 : 1;
    }
    return p->at.from < q->at.from ? -1 : p->at.from > q->at.from;
}

enum err side_conflict(struct collation *c, struct conflict conflict, struct side *side, size_t n) {
    TRY(sort_stable(c->a, side, n, sizeof *side, by_origin, NULL));
    conflict.side = side;
    conflict.n_sides = n;
    return vec_push(c->a, &c->conflicts, conflict);
}

void side_mark_differing(struct claim *claim, const struct side *side, size_t n) {
    for (size_t s = 1; s < n; s++) {
        for (size_t p = 0; p < side[s].n_places; p++) {
            for (size_t i = 0; i < claim->n_testimonies; i++) {
                struct testimony *t = &claim->testimony[i];
                if (t->witness == side[s].place[p].witness &&
                    t->at.from == side[s].place[p].at.from) {
                    t->stance = STANCE_DIFFERS;
                }
            }
        }
    }
}
