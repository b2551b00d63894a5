/* crowd.h - pairs from seeds that very many reports share: stars, no cliques. */
#ifndef COPYTASTER_REUSE_CROWD_H
#define COPYTASTER_REUSE_CROWD_H

#include "reuse/seeds.h"

enum {
    CROWD_HEADS = 8,   /* different surroundings of one seed that are kept in mind */
    CROWD_PARTNERS = 8 /* earlier reports that one report is known to be paired with */
};

/* Pairs found so far; what seeds ask of it depends on those asked before, so that seeds must come
 * in one order, whatever the threads and the memory. */
struct crowds {
    const struct prints *prints;
    arena *a;
    uint32_t *partner; /* CROWD_PARTNERS of each report, filled in turn; NONE = free */
    uint8_t *turn;     /* of each report: the place filled next */
    uint32_t *met;     /* of each report: the last seed that has it */
    uint32_t seed;     /* number of the seed */
};

/* 37 bytes a report, taken from `a` when the first seed comes. */
void crowds_init(struct crowds *c, arena *a, const struct prints *prints);

/* Give each of the `n` reports of a seed, which are in order, an earlier one of them to be compared
 * with, unless it has one from a seed before: a report whose words round the seed are the same, of
 * CROWD_HEADS remembered. What it gets is appended to `out` (room for n), as a:32 | b:32. So
 * reports that share a text are joined however many they are, for about one pair each. O(n).
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err crowds_add(struct crowds *c, const struct posting *v, size_t n, uint64_t *out,
                    size_t *n_out);

#endif
