/* origins.c - counts the different witnesses, outlets and independent origins among any number of
 * places. Reports of one origin count once; so do two reports of which the one has from the other
 * the very passage that is counted, though it is its own for the rest. Each count is a round;
 * something is new in a round when its stamp is older. So nothing is cleared between counts, and a
 * count is linear in what is added to it and the passages that its witnesses took over. */
#include "account/collate.h"

/* A passage that a witness shares with one of another origin; the other side of it has the same
 * number. */
struct origins_link {
    uint32_t passage; /* 2 x its number, + 1 at the later witness */
    uint32_t other;   /* witness */
    struct span at;
};

/* The links of a pair of witnesses: into `out` when it isn't NULL, counted in to[witness]. */
static void link_pair(const struct collation *c, uint32_t w, uint32_t other,
                      const struct copy *copy, uint32_t *n, size_t *to, struct origins_link *out) {
    for (size_t i = 0; i < copy->n_spans; i++) {
        if (copy->span[i].quoted || !collation_covers(c, w, copy->span[i].a.from)) {
            continue; /* of what somebody said they may be two reports */
        }
        if (out) {
            out[to[w]] = (struct origins_link){2 * *n, other, copy->span[i].a};
            out[to[other]] = (struct origins_link){2 * *n + 1, w, copy->span[i].b};
        }
        to[w]++;
        to[other]++;
        ++*n;
    }
}

/* Go through all pairs of witnesses that share text and are of different origin; returns the
 * number of passages. */
static uint32_t link_all(const struct collation *c, size_t *to, struct origins_link *out) {
    const struct copies *copies = &c->all->copies;
    uint32_t n = 0;
    for (uint32_t w = 0; w < c->out->n_witnesses; w++) {
        uint32_t report = c->out->witness[w].report;
        for (size_t k = witness_copies(c, report); k < copies->n && copies->copy[k].a == report;
             k++) {
            const struct copy *copy = &copies->copy[k];
            uint32_t other = witness_of_report(c, copy->b);
            if (copy->kind == COPY_TEXT && other != NONE &&
                c->out->witness[w].origin != c->out->witness[other].origin) {
                link_pair(c, w, other, copy, &n, to, out);
            }
        }
    }
    return n;
}

enum err origins_init(struct collation *c) {
    size_t n = c->out->n_witnesses;
    struct origins *o = &c->origins;
    *o = (struct origins){.witness_stamp = arena_array(c->a, n, sizeof(uint32_t)),
                          .outlet_stamp = arena_array(c->a, n, sizeof(uint32_t)),
                          .origin_stamp = arena_array(c->a, n, sizeof(uint32_t)),
                          .joined = arena_array(c->a, n, sizeof(uint32_t)),
                          .link_to = arena_array(c->a, n + 1, sizeof(size_t))};
    if (!o->witness_stamp || !o->outlet_stamp || !o->origin_stamp || !o->joined || !o->link_to) {
        return c->a->last;
    }
    uint32_t n_passages = link_all(c, o->link_to, NULL);
    size_t sum = 0;
    for (size_t w = 0; w <= n; w++) {
        size_t here = o->link_to[w];
        o->link_to[w] = sum;
        sum += here;
    }
    struct origins_link *link = arena_array(c->a, sum, sizeof *link);
    o->passage_stamp = arena_array(c->a, 2 * (size_t)n_passages, sizeof(uint32_t));
    if (!link || !o->passage_stamp) {
        return c->a->last;
    }
    link_all(c, o->link_to, link); /* now link_to[w] is where the links of w end */
    o->link = link;
    return ERR_OK;
}

void origins_begin(struct collation *c) {
    c->origins.round++;
    c->origins.n_witnesses = 0;
    c->origins.n_outlets = 0;
    c->origins.n_origins = 0;
}

/* What stands for the origin of a witness in this round. */
static uint32_t origin_of(const struct collation *c, uint32_t witness) {
    uint32_t origin = c->out->witness[witness].origin;
    while (c->origins.joined[origin] != origin) {
        origin = c->origins.joined[origin];
    }
    return origin;
}

/* Whether half of the place or more lies in the passage. */
static bool lies_in(struct span at, struct span passage) {
    uint32_t from = at.from > passage.from ? at.from : passage.from;
    uint32_t to = at.to < passage.to ? at.to : passage.to;
    return to > from && 2 * (to - from) >= at.to - at.from;
}

void origins_add(struct collation *c, uint32_t witness, struct span at) {
    struct origins *o = &c->origins;
    uint32_t origin = c->out->witness[witness].origin;
    uint32_t outlet = c->out->witness[witness].outlet;
    if (o->origin_stamp[origin] != o->round) {
        o->origin_stamp[origin] = o->round;
        o->joined[origin] = origin;
        o->n_origins++;
    }
    o->n_witnesses += o->witness_stamp[witness] != o->round;
    o->n_outlets += o->outlet_stamp[outlet] != o->round;
    o->witness_stamp[witness] = o->round;
    o->outlet_stamp[outlet] = o->round;
    for (size_t i = witness > 0 ? o->link_to[witness - 1] : 0; i < o->link_to[witness]; i++) {
        const struct origins_link *link = &o->link[i];
        if (!lies_in(at, link->at)) {
            continue;
        }
        o->passage_stamp[link->passage] = o->round;
        if (o->passage_stamp[link->passage ^ 1] == o->round) {
            uint32_t x = origin_of(c, witness);
            uint32_t y = origin_of(c, link->other);
            o->joined[x > y ? x : y] = x > y ? y : x;
            o->n_origins -= x != y;
        }
    }
}

void origins_count_claim(struct collation *c, struct claim *claim) {
    origins_begin(c);
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        origins_add(c, claim->testimony[i].witness, claim->testimony[i].at);
    }
    claim->n_witnesses = c->origins.n_witnesses;
    claim->n_outlets = c->origins.n_outlets;
    claim->n_origins = c->origins.n_origins;
}
