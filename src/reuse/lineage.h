/* lineage.h - who probably had the shared text from whom, and on what evidence. */
#ifndef COPYTASTER_REUSE_LINEAGE_H
#define COPYTASTER_REUSE_LINEAGE_H

#include "reuse/copies.h"
#include "reuse/credit.h"

struct outlets;

/* What lineage needs to know of one report. */
struct origin {
    int32_t day;     /* of publication, or INT32_MIN */
    int64_t moment;  /* seconds UTC, or INT64_MIN when only a day or nothing is known */
    str outlet;      /* folded, without an article */
    str site;        /* whose address the report gives: reuse/address.h */
    uint64_t agency; /* agencies that the outlet is: bits of the table of credit.c */
    uint64_t initials[INITIALS_OF_OUTLET]; /* of the outlet */
    struct credits credits;
};

/* Two reports that share text, and the outlets of all reports. */
struct origin_pair {
    const struct origin *a;
    const struct origin *b;
    const struct outlets *outlets;
};

/* Read the evidence off a report. Strings in `a`. O(blocks + credits). */
enum err lineage_origin(arena *a, const struct document *doc, int32_t day, struct origin *out);

/* -1 when a was published before b, 1 after, 0 when that isn't known or too near to tell. */
int lineage_compare_times(const struct origin *a, const struct origin *b);

/* Set direction, reasons and confidence of a COPY_TEXT pair. `own` = shared words that are the
 * reporters' own, of `words`. */
void lineage_judge(const struct origin_pair *o, uint32_t own, uint32_t words, struct copy *copy);

#endif
