/* extend.h - from chains of equal runs to the stretches a person would mark. */
#ifndef COPYTASTER_REUSE_EXTEND_H
#define COPYTASTER_REUSE_EXTEND_H

#include "reuse/chain.h"

/* Words [a_from, a_to) of one report and [b_from, b_to) of the other. */
struct stretch {
    uint32_t a_from;
    uint32_t a_to;
    uint32_t b_from;
    uint32_t b_to;
    uint32_t words; /* equal ones among them */
    uint32_t alike; /* of these, written alike */
    uint32_t again; /* of them, on either side, in a stretch of an earlier chain too */
    bool exact;     /* all are equal, in order */
};

struct stretches {
    struct stretch *v; /* by a_from, b_from */
    size_t n;
    size_t cap;
};

/* By a_from, b_from. O(n log n). Errors: ERR_NOMEM. */
enum err extend_sort(arena *a, struct stretches *s);

/* Join runs of a chain across small changes and extend both ends of a chain word by word over
 * changed words. No stretch leaves its report. Boilerplate is in it only when it is the same on
 * both sides, right beside or between what was copied. O(words). */
enum err extend_links(arena *a, const struct words *x, const struct words *y,
                      const struct links *links, struct stretches *out);

#endif
