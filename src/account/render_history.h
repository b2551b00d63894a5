/* render_history.h - the timeline as people read it: one line for what one person said on a day, or
 * for the reports written on it. */
#ifndef COPYTASTER_ACCOUNT_RENDER_HISTORY_H
#define COPYTASTER_ACCOUNT_RENDER_HISTORY_H

#include "account/render_said.h"

struct history_line {
    const struct timeline_entry *entry; /* the one that is told; the first of those folded */
    const uint32_t *member;             /* all of them, as indexes into account.timeline */
    size_t n_members;
    str day;                 /* "2026-03-12", "since 2026-02-20", "2026-02-28/03-04", "2026-03" */
    const uint32_t *witness; /* whose words tell it, each once, ascending */
    size_t n_witnesses;
    bool inferred; /* by every member */
};

struct history {
    const struct history_line *line; /* by day; events, sayings, reports */
    size_t n;
};

/* Fold the timeline of an account; everything lives in `a`. O(entries log entries). */
enum err render_history(arena *a, const struct render_place *x, const struct account *acct,
                        struct history *out);

#endif
