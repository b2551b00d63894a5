/* render_order.c - claims in the order in which they help a reader: what most independent origins
 * carry comes first; of what one report has alone, the words of people before restatements, what
 * happened, and figures. O(n log n). */
#include "account/render_order.h"

#include "base/sort.h"

/* Compared from left to right, small first; equal in all but `claim`: the same words. */
enum { RANKS = 6 };

struct ranked {
    uint64_t rank[RANKS];
    uint32_t claim;
};

static int by_rank(const void *x, const void *y, void *ctx) {
    const struct ranked *a = x;
    const struct ranked *b = y;
    (void)ctx;
    for (size_t i = 0; i < RANKS; i++) {
        if (a->rank[i] != b->rank[i]) {
            return a->rank[i] < b->rank[i] ? -1 : 1;
        }
    }
    return 0;
}

static bool is_direct(const struct render_place *x, const struct account *acct,
                      const struct claim *claim) {
    const struct testimony *t = claim->n_testimonies ? &claim->testimony[0] : NULL;
    return t && t->annotation != NONE &&
           x->all->notes[acct->witness[t->witness].report].quotes.quotation[t->annotation].type ==
               QUOTE_DIRECT;
}

static struct ranked shared_rank(uint32_t index, const struct claim *claim) {
    bool is_event = claim->kind == CLAIM_EVENT;
    return (struct ranked){{claim->kind, UINT32_MAX - claim->n_origins,
                            UINT32_MAX - claim->n_witnesses, is_event ? claim->base.witness : 0,
                            is_event ? claim->base.at.from : index,
                            is_event ? claim->base.at.to : 0},
                           index};
}

static struct ranked alone_rank(const struct render_place *x, const struct account *acct,
                                uint32_t index, const struct claim *claim) {
    bool direct = claim->kind == CLAIM_UTTERANCE && is_direct(x, acct, claim);
    return (struct ranked){{claim->base.witness, claim->kind, !direct, claim->base.at.from,
                            claim->base.at.to, claim->kind == CLAIM_EVENT ? 0 : index},
                           index};
}

static struct claim_order listed(arena *a, struct ranked *ranked, size_t n) {
    struct claim_order out = {NULL, 0};
    uint32_t *index = arena_array(a, n, sizeof *index);
    if (!index || sort_stable(a, ranked, n, sizeof *ranked, by_rank, NULL) != ERR_OK) {
        return out;
    }
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || by_rank(&ranked[i - 1], &ranked[i], NULL) != 0) {
            index[out.n++] = ranked[i].claim;
        }
    }
    out.index = index;
    return out;
}

struct claim_order render_order_shared(arena *a, const struct account *acct) {
    struct ranked *ranked = arena_array(a, acct->n_claims, sizeof *ranked);
    size_t n = 0;
    for (uint32_t i = 0; ranked && i < acct->n_claims; i++) {
        if (acct->claim[i].n_witnesses > 1) {
            ranked[n++] = shared_rank(i, &acct->claim[i]);
        }
    }
    return listed(a, ranked, n);
}

struct claim_order render_order_alone(arena *a, const struct render_place *x,
                                      const struct account *acct) {
    struct ranked *ranked = arena_array(a, acct->n_claims, sizeof *ranked);
    size_t n = 0;
    for (uint32_t i = 0; ranked && i < acct->n_claims; i++) {
        if (acct->claim[i].n_witnesses == 1) {
            ranked[n++] = alone_rank(x, acct, i, &acct->claim[i]);
        }
    }
    return listed(a, ranked, n);
}

const uint32_t *render_order_lineage(arena *a, const struct render_place *x,
                                     const struct account *acct) {
    struct ranked *ranked = arena_array(a, acct->n_lineage, sizeof *ranked);
    for (uint32_t i = 0; ranked && i < acct->n_lineage; i++) {
        const struct copy *copy = &x->all->copies.copy[acct->lineage[i].copy];
        ranked[i] =
            (struct ranked){{copy->direction == COPY_UNDETERMINED, UINT32_MAX - copy->runs, i}, i};
    }
    return ranked ? listed(a, ranked, acct->n_lineage).index : NULL;
}
