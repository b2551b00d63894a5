/* anchors.c - carries anchors from dated reports of a story to its undated ones.
 * The evidence itself (which shared weekday, which dated report) is time/anchor's; this file
 * chooses the story: stories come most witnesses first, and the first one that gives a report an
 * anchor wins. A report that has an anchor of its own keeps it. */
#include "account/anchors.h"

#include "time/anchor.h"

static bool has_anchor(const struct notes *n) {
    return n->dates.anchor.day != DAY_NONE;
}

/* The different reports of a story, in order; passages are ordered by report. */
static size_t reports_of(const struct stories *stories, const struct story *story, uint32_t *out) {
    size_t n = 0;
    for (size_t i = 0; i < story->n_passages; i++) {
        uint32_t report = stories->passage[story->passage[i]].report;
        if (n == 0 || out[n - 1] != report) {
            out[n++] = report;
        }
    }
    return n;
}

static enum err infer_story(arena *a, struct notes *notes, const uint32_t *report, size_t n) {
    const struct document **doc = arena_array(a, n, sizeof *doc);
    struct dates **dates = arena_array(a, n, sizeof *dates);
    struct anchor *anchor = arena_array(a, n, sizeof *anchor);
    if (!doc || !dates || !anchor) {
        return a->last;
    }
    bool undated = false;
    for (size_t i = 0; i < n; i++) {
        doc[i] = &notes[report[i]].doc;
        dates[i] = &notes[report[i]].dates;
        undated = undated || !has_anchor(&notes[report[i]]);
    }
    if (!undated) {
        return ERR_OK;
    }
    TRY(anchor_infer(a, doc, dates, n, anchor));
    for (size_t i = 0; i < n; i++) {
        struct notes *r = &notes[report[i]];
        if (!has_anchor(r) && anchor[i].day != DAY_NONE) {
            TRY(dates_resolve(a, &r->doc, &anchor[i], &r->dates));
            r->dates.anchor = anchor[i];
        }
    }
    return ERR_OK;
}

enum err anchors_infer(arena *a, struct notes *notes, size_t n, const struct stories *stories) {
    uint32_t *report = arena_array(a, n, sizeof *report);
    if (!report) {
        return a->last;
    }
    for (size_t i = 0; i < stories->n; i++) {
        size_t n_reports = reports_of(stories, &stories->story[i], report);
        if (n_reports > 1) {
            TRY(infer_story(a, notes, report, n_reports));
        }
    }
    return ERR_OK;
}
