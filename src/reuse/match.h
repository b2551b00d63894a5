/* match.h - equal runs of words of two reports. */
#ifndef COPYTASTER_REUSE_MATCH_H
#define COPYTASTER_REUSE_MATCH_H

#include "reuse/prints.h"

/* Words [a, a + len) of one report are words [b, b + len) of the other. */
struct match {
    uint32_t a;
    uint32_t b;
    uint32_t len;
};

struct matches {
    struct match *v;
    size_t n;
    size_t cap;
};

/* All maximal equal runs of SHINGLE_WORDS words or more, without boilerplate, by (a, b). A shingle
 * that stands so often in both that its pairs would pass 16 is joined first with first, second with
 * second. O(words log words). */
enum err match_find(arena *a, const struct print *x, const struct print *y, struct matches *out);

/* Number of distinct five-word runs in both. O(words). */
uint32_t match_runs(const struct print *x, const struct print *y);

#endif
