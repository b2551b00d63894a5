/* lineage.h - who probably had the shared text from whom, and on what evidence. */
#ifndef COPYTASTER_REUSE_LINEAGE_H
#define COPYTASTER_REUSE_LINEAGE_H

#include "reuse/copies.h"

enum { LINEAGE_MOST_CREDITS = 16 };

/* What lineage needs to know of one report. */
struct origin {
    int32_t day;       /* of publication, or INT32_MIN */
    int64_t moment;    /* seconds UTC, or INT64_MIN when only a day or nothing is known */
    const str *credit; /* folded text of credit lines and agencies of datelines */
    size_t n_credits;
    uint16_t named; /* agencies that they name: bits of the table in lineage.c */
    uint16_t owned; /* those of them that the text is credited to, and not only help with it */
    str outlet;     /* folded, without an article */
    str site;       /* whose address the report gives: reuse/address.h */
};

/* Read the evidence off a report. Strings in `a`. O(blocks + credits). */
enum err lineage_origin(arena *a, const struct document *doc, int32_t day, struct origin *out);

/* -1 when a was published before b, 1 after, 0 when that isn't known or too near to tell. */
int lineage_compare_times(const struct origin *a, const struct origin *b);

/* Whether the folded words of a credit name the folded outlet, or an agency that is known by both
 * names. O(length). */
bool lineage_names_outlet(str credit, str outlet);

/* Whether both credit one agency with the text, and *name as it is shown: static, or a credit of
 * `a`. */
bool lineage_common_agency(const struct origin *a, const struct origin *b, str *name);

/* Set direction, reasons and confidence of a COPY_TEXT pair. `own` = shared words that are the
 * reporters' own, of `words`. */
void lineage_judge(const struct origin *a, const struct origin *b, uint32_t own, uint32_t words,
                   struct copy *copy);

#endif
