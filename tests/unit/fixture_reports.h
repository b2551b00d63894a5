/* fixture_reports.h - reports made from texts, for tests of copies and stories. */
#ifndef COPYTASTER_TESTS_FIXTURE_REPORTS_H
#define COPYTASTER_TESTS_FIXTURE_REPORTS_H

#include "unit.h"

#include <stdio.h>

#include "read/document.h"

enum { MOST_REPORTS = 64 };

struct reports {
    arena a;
    struct document *doc[MOST_REPORTS];
    int32_t day[MOST_REPORTS];
    size_t n;
};

static inline void reports_init(struct reports *r) {
    *r = (struct reports){0};
    arena_init(&r->a, 0);
}

static inline struct document *reports_add(struct reports *r, const char *text) {
    struct document *doc = arena_new(&r->a, struct document);
    assert_non_null(doc);
    doc->text = arena_copy(&r->a, str_from_cstr(text));
    assert_int_equal(document_analyse(&r->a, doc), ERR_OK);
    r->day[r->n] = INT32_MIN;
    r->doc[r->n++] = doc;
    return doc;
}

static inline const struct document *const *reports_docs(const struct reports *r) {
    return (const struct document *const *)r->doc;
}

/* The next number of a fixed row, for random texts that are the same on every machine. */
static inline uint32_t next_random(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

#endif
