/* match.h - equal runs of words of two reports. */
#ifndef COPYTASTER_REUSE_MATCH_H
#define COPYTASTER_REUSE_MATCH_H

#include "base/arena.h"
#include "sketch/shingle.h"

/* Words [a, a + len) of one report are words [b, b + len) of the other. */
struct match {
    uint32_t a;
    uint32_t b;
    uint32_t len;
};

struct matches {
    struct match *v; /* by (a, b) */
    size_t n;
    size_t cap;
    uint32_t n_shingles; /* distinct shingles in both, boilerplate included */
};

/* Put them in order. O(n log n). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err matches_sort(arena *a, struct matches *matches);

/* Of the first place of a shingle, while the table is matched with one other report. */
struct match_met {
    uint32_t n;      /* places of the other looked up */
    uint32_t cursor; /* 1 + the place that the other's next one is joined with */
};

/* The shingles of one report in a table, to be matched with those of several others, one after the
 * other. About 44 bytes a word. */
struct match_table {
    arena *a;
    const struct words *words;
    uint32_t *seen; /* a bit for each shingle's place in a hash space 32 times as large */
    uint32_t *slot; /* 1 + first place of a shingle; 0 = free */
    uint32_t *next; /* of each place: 1 + the next place of the same shingle; 0 = none */
    uint32_t *n_of; /* of the first place of a shingle: how many there are */
    bool *repeated; /* of each place: whether its shingle has others */
    unsigned bits;
    /* For the report it is matched with; nothing but zeros in between: */
    struct match_met *met;
    uint32_t *met_at; /* the first places that were met */
    uint32_t *walked; /* of each diagonal: the word of the other behind its last run */
    size_t n_diagonals;
};

/* Build the table; `words` are kept, and so is `a`. O(words). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err match_table_build(arena *a, const struct words *words, struct match_table *out);

/* All maximal equal runs of SHINGLE_WORDS words or more of the table's report (a) and `y` (b) that
 * don't begin in boilerplate; none goes into it. Of a shingle that both repeat the pairs stop at
 * 16: from there on its k-th place in y is joined with the k-th in the table's report alone, so
 * that a text of one word isn't quadratic. O(words of y + matched words + runs log runs). On an
 * error the table is of no more use. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err match_find(arena *a, struct match_table *x, const struct words *y, struct matches *out);

#endif
