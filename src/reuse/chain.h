/* chain.h - which equal runs belong together, in order, and which are chance. */
#ifndef COPYTASTER_REUSE_CHAIN_H
#define COPYTASTER_REUSE_CHAIN_H

#include "reuse/match.h"

/* A run that was kept; runs of one chain follow each other in both reports. */
struct link {
    struct match run;
    uint32_t chain;
};

struct links {
    struct link *v; /* chain by chain, best first; inside a chain in text order */
    size_t n;
    size_t cap;
    uint32_t n_chains;
};

/* Part the matches of two reports (n_a, n_b words) into chains, best first; a moved paragraph is a
 * chain of its own. A word is used once on each side, unless a run of CHAIN_LONG words or more is
 * repeated. Chains of fewer than CHAIN_LEAST words are dropped. O(matches + words). */
enum err chain_select(arena *a, const struct matches *matches, size_t n_a, size_t n_b,
                      struct links *out);

enum { CHAIN_LEAST = 8, CHAIN_LONG = 12 };

#endif
