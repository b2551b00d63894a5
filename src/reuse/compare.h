/* compare.h - one pair of reports: what they share, whose words these are, and who had them from
 * whom. */
#ifndef COPYTASTER_REUSE_COMPARE_H
#define COPYTASTER_REUSE_COMPARE_H

#include "reuse/lineage.h"
#include "reuse/match.h"
#include "reuse/sparse.h"

/* Compare the report of the table with `y`, both with boilerplate marked in their words;
 * `edited`: as a pair that only sparse seeds tell of. Fills all
 * of *copy but a, b and via; n_spans stays 0 when they share nothing worth telling. Spans live in
 * `keep`, which isn't `scratch`. O(words + matches). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err compare_reports(arena *keep, arena *scratch, struct match_table *x, const struct words *y,
                         const struct origin_pair *origins, const struct function_words *function,
                         bool edited, struct copy *copy);

#endif
