/* dedup.h - near-duplicate reports: groups in which every member has been compared, shingle by
 * shingle, with the one that stands for it. Reports can be added at any time. */
#ifndef COPYTASTER_SKETCH_DEDUP_H
#define COPYTASTER_SKETCH_DEDUP_H

#include "sketch/dedup_record.h"

/* What a look at a row here or there maps, when it lies on the disk: bytes, more or less. */
enum { DEDUP_TOUCHED = 1 << 16 };

struct dedup_options {
    double threshold;          /* least Jaccard overlap of duplicates, in (0, 1] */
    bool all_pairs;            /* compare all reports, not only with those that stand for a group */
    unsigned n_workers;        /* 0 = 1 */
    struct progress *progress; /* told of reports that are placed; NULL = nobody is */
    /* Told that words were looked at, with about `n` bytes that lie round them; NULL = nobody. */
    void (*looked_at)(void *ctx, size_t n);
    void *ctx;
};

/* How a report was placed. */
struct dedup_place {
    uint32_t star;          /* the report that stands for its group: itself, or an earlier one */
    struct overlap overlap; /* a = this report, b = star; of a star with itself, if it was counted,
                               else {0} */
};

/* Two duplicates, a > b. */
struct dedup_pair {
    uint32_t a;
    uint32_t b;
    struct overlap overlap;
};

/* What it cost. */
struct dedup_counts {
    uint64_t n_candidates; /* met in a bucket */
    uint64_t n_passed;     /* of them, alike enough by sketch */
    uint64_t n_compared;   /* of them, compared word by word */
    uint64_t n_identical;  /* reports with the words of an earlier one */
};

struct dedup;

/* An empty index. Errors: ERR_NOMEM, ERR_USAGE (threshold). Give it back with dedup_free. */
enum err dedup_new(const struct dedup_options *options, struct dedup **out);
void dedup_free(struct dedup *x);

/* Place `n` reports, which are numbered on from those before, in this order: each joins the star
 * with which it overlaps most, if by the threshold or more (of equal ones the earliest), else it
 * becomes a star. One with the very words of an earlier report goes where that one went. Reports
 * without words are stars that nothing joins. What `record`
 * points to is kept. Depends on nothing but the records and their order. Errors: ERR_NOMEM,
 * ERR_LIMIT (2^32 reports), ERR_CANCEL; the index can only be freed then. */
enum err dedup_add(struct dedup *x, const struct dedup_record *const *record, uint32_t n);

#define DEDUP_NONE UINT32_MAX

/* Where a report would be placed that isn't added: star is DEDUP_NONE when it would be one itself.
 * Some tenths of a millisecond among a million reports.
 * Errors: ERR_NOMEM, ERR_LIMIT; the index is as it was. */
enum err dedup_find(struct dedup *x, const struct dedup_record *record, struct dedup_place *out);

/* Number of reports, and how each was placed. Valid until the next call that adds. */
uint32_t dedup_count(const struct dedup *x);
const struct dedup_place *dedup_places(const struct dedup *x);

/* With all_pairs: every pair found, by a, then b. A report with the words of an earlier one is
 * paired with the first such one only. Valid until the next call that adds. */
const struct dedup_pair *dedup_pairs(const struct dedup *x, size_t *n);

struct dedup_counts dedup_costs(const struct dedup *x);

#endif
