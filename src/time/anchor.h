/* anchor.h - the day a report was written: from itself, or from the other reports of its story. */
#ifndef COPYTASTER_TIME_ANCHOR_H
#define COPYTASTER_TIME_ANCHOR_H

#include "time/dates.h"

/* The anchor of a report from itself: `published`, else a whole date in its dateline, on a line of
 * its own near the top, or beside the weekday it tells ("Friday, March 4, 2022"). Day DAY_NONE when
 * there's none. */
void anchor_find(const struct document *doc, const struct dates *dates, struct anchor *out);

/* Anchors of the n reports of one story. A report with an anchor keeps it. One without takes the
 * day of its latest past weekday
 * ("on Friday") when a dated report written within three days of that Friday tells of that very
 * day, or when a dated post embedded in it leaves no other Friday; it is marked BASIS_INFERRED, its
 * reason names the evidence. Others get DAY_NONE. Strings in `a`. Errors: ERR_NOMEM, ERR_LIMIT.
 * O(n log n + dates). */
enum err anchor_infer(arena *a, const struct document *const *doc, struct dates *const *dates,
                      size_t n, struct anchor *out);

#endif
