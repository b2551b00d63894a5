/* seeds.h - winnowed fingerprints of all reports, from which pairs are made. */
#ifndef COPYTASTER_REUSE_SEEDS_H
#define COPYTASTER_REUSE_SEEDS_H

#include "reuse/prints.h"
#include "sketch/postings.h"

enum {
    PAIR_RUN = 8,   /* equal words round a common seed that make a pair */
    SEED_WINDOW = 4 /* shingles a winnowing window: a shared run of PAIR_RUN words has a seed */
};

/* In how many rounds the seeds of one fit into about `memory` bytes (0 = all in one round).
 * O(reports). */
uint32_t seeds_rounds(const struct prints *prints, size_t memory);

/* Put the seeds of one round into `out`, which has `n_workers`: about one in `n_rounds`, whose
 * hashes come behind those of the round before. O(words). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err seeds_put(const struct prints *prints, uint32_t n_rounds, uint32_t round,
                   unsigned n_workers, struct postings *out);

/* Whether the words round two postings of one seed are PAIR_RUN or more. O(PAIR_RUN). */
bool seeds_are_run(const struct prints *prints, const struct posting *x, const struct posting *y);

#endif
