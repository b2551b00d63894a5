/* common.h - whether what many reports share is boilerplate. */
#ifndef COPYTASTER_REUSE_COMMON_H
#define COPYTASTER_REUSE_COMMON_H

#include "reuse/profile.h"
#include "sketch/postings.h"

/* What one thread remembers from seed to seed: the seeds of one boilerplate text have the same
 * reports. */
struct common {
    const struct prints *prints;
    arena *a;           /* for `related` and `report` */
    struct map related; /* x:32 | y:32 -> whether they are related */
    uint32_t *report;
    size_t room;
    arena met;             /* profiles of the reports met lately, and: */
    struct map profile_of; /* report -> index */
    struct profile *profile;
};

/* Errors: ERR_NOMEM, ERR_LIMIT; common_done may be called in any case. */
enum err common_init(struct common *c, arena *a, const struct prints *prints);
void common_done(struct common *c);

enum common_kind {
    COMMON_NOT,
    COMMON_PHRASE, /* boilerplate of many outlets */
    COMMON_LINE    /* of one, or of few */
};

/* Whether the seed that the postings v[0 .. n) share is boilerplate: it comes back in many reports
 * that have little else in common, or in one outlet for weeks. O(n), and COMMON_SAMPLES comparisons
 * of reports at most. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err common_judge(struct common *c, const struct posting *v, size_t n, enum common_kind *out);

enum { COMMON_SAMPLES = 8 };

#endif
