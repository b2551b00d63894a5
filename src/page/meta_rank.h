/* meta_rank.h - choosing among what a page says: the distinct values of a field are candidates,
 * each with yes-or-no features; trained weights (tables/meta_weights.inc, train/meta_train.c) are
 * added up. */
#ifndef COPYTASTER_PAGE_META_RANK_H
#define COPYTASTER_PAGE_META_RANK_H

#include "page/meta_evidence.h"

enum meta_model { META_MODEL_TITLE, META_MODEL_DAY, META_MODEL_AUTHOR, META_MODELS };

/* Features: that a source of evidence has the value, then what the files of the fields define. */
enum { META_RANK_FEATURES = 512, META_RANK_WORDS = META_RANK_FEATURES / 64, META_RANK_MOST = 120 };

struct meta_candidate {
    str value;
    str key;                          /* titles and authors: the form they are compared in */
    struct day day;                   /* days */
    const struct meta_evidence *from; /* the best evidence of it */
    uint64_t feature[META_RANK_WORDS];
    uint32_t order; /* the first evidence of it: its place in the table */
    float score;
};

struct meta_candidates {
    VEC(struct meta_candidate) list;
};

static inline void meta_feature(struct meta_candidate *c, unsigned id) {
    c->feature[id / 64] |= (uint64_t)1 << id % 64;
}

static inline bool meta_has_feature(const struct meta_candidate *c, unsigned id) {
    return c->feature[id / 64] >> id % 64 & 1;
}

/* Names are taken above the first score, and the best one above the second: chosen on the
 * development pages. A day is taken above 0. */
#define META_LEAST_AUTHOR (-0.5F)
#define META_LEAST_BEST_AUTHOR (-1.1F)

/* The candidates of each field with their features; at most META_RANK_MOST. Errors: ERR_NOMEM,
 * ERR_LIMIT. O(evidence x candidates). */
enum err meta_title_candidates(struct meta_table *m, struct meta_candidates *out);
enum err meta_day_candidates(struct meta_table *m, struct meta_candidates *out);
enum err meta_author_candidates(struct meta_table *m, struct meta_candidates *out);

/* Sum of the weights of a candidate's features. */
float meta_rank_score(enum meta_model model, const struct meta_candidate *c);

/* Score all of them and return the best (the first of equals), or NULL when there are none. */
const struct meta_candidate *meta_rank_best(enum meta_model model, struct meta_candidates *c);

#endif
