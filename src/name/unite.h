/* unite.h - sets of entities of several reports that are one, under the rule that no report has two
 * in one set. Internal to name/. */
#ifndef COPYTASTER_NAME_UNITE_H
#define COPYTASTER_NAME_UNITE_H

#include "base/map.h"

struct unite {
    uint32_t *parent; /* of each item */
    uint32_t *size;
    uint32_t *next;         /* ring of the members */
    const uint32_t *report; /* of each item */
    struct map has;         /* root joined with report -> 1 */
    size_t n;
};

enum err unite_init(struct unite *u, arena *a, const uint32_t *report, size_t n);

uint32_t unite_root(const struct unite *u, uint32_t item);

/* Join the sets of `a` and `b`; *done says whether they are one now: false when some report has an
 * entity in both. Amortised O(log n). */
enum err unite_join(struct unite *u, uint32_t a, uint32_t b, bool *done);

#endif
