/* judge.c - finds candidate stories by their heavy terms and decides by trees.
 * Candidates: squares of term weights are summed over the lists of the items' heaviest terms,
 * MOST_ENTRIES + KEYS_NEWEST steps at most an item; the best STATE_CANDIDATES stories within the
 * window stay, but for those that share next to nothing. Each is compared by its representatives
 * (pair.h); which story and whether at all is decided by what those comparisons say together
 * (group.h). */
#include <math.h>

#include "story/state.h"

static const int64_t DAY = 86400;
enum { LINE = 64 /* bytes that come from memory together */ };

/* Sums of products of weights are whole numbers, so that they don't depend on the order of lists:
 *     sum = product:24 | number of keys:8 */
static const float PRODUCT = 16.0F;
enum { KEYS_BITS = 8 };

/* Shares of the weight of an item's keys: a candidate that shares less than the first isn't one;
 * one below the second is given up after one hopeless pair; a copy shares the third at least. */
enum { LEAST_SHARE = 25, FAINT_SHARE = 8, COPY_SHARE = 3 };

/* Where many stories are met, most of them by chance: few keys in common, and light ones, say
 * nothing then. */
enum { CROWD = 64, CHANCE_KEYS = 2, CHANCE_SHARE = 16 };

/* A candidate none of whose first pairs is likelier than that isn't compared further. */
enum { HOPELESS_PAIRS = 2 };
static const int32_t HOPELESS = -3 * TREE_ODDS;

static bool is_within(const struct story_stream *s, const struct state_story *story, int64_t now) {
    return story->to == ITEM_TIMELESS || now == ITEM_TIMELESS ||
           now - story->to <= (int64_t)s->options.window_days * DAY;
}

static bool is_better(const struct judged *x, const struct judged *y) {
    return x->odds != y->odds ? x->odds > y->odds : x->story < y->story;
}

/* Put into a row of at most `most`, best first; into a full one only what is better than the last.
 */
static void insert(struct judged *row, size_t most, size_t *n, struct judged x) {
    size_t i = *n;
    if (i == most) {
        i--; /* the worst one goes */
    } else {
        (*n)++;
    }
    for (; i > 0 && is_better(&x, &row[i - 1]); i--) {
        row[i] = row[i - 1];
    }
    row[i] = x;
}

enum {
    AHEAD = 6, /* lists that are on their way to the cache */
    /* Where most words stand in many stories, the lighter ones bring chance alone: after that many
     * entries of lists the rest is left out. A trainer sees all. */
    MOST_ENTRIES = 768
};

/* Add what sharing a term with the item comes to; returns what sharing all of them does. */
static uint32_t add_products(struct story_stream *s, const struct member *m,
                             struct state_met *met) {
    uint32_t *sum_of = s->sum.v;
    uint32_t *v = met->v;
    size_t n_met = met->n;
    size_t most = s->options.watch ? SIZE_MAX : MOST_ENTRIES;
    size_t n_entries = 0;
    uint32_t all = 0;
    for (unsigned k = 0; k < m->n_keys; k++) {
        size_t n;
        float weight = m->weighed.weight[m->key[k]];
        uint32_t product = (uint32_t)(weight * weight * PRODUCT) << KEYS_BITS | 1;
        if (n_entries < most && k + AHEAD < m->n_keys) {
            keys_fetch(&s->keys, m->list[k + AHEAD]);
        }
        all += product;
        if (n_entries >= most) {
            continue;
        }
        const uint32_t *story = keys_stories(&s->keys, m->list[k], &n);
        n_entries += n;
        for (size_t i = 0; i < n; i++) { /* no branch, so that many sums are on their way at once */
            uint32_t sum = sum_of[story[i]];
            v[n_met] = story[i];
            n_met += sum == 0;
            sum_of[story[i]] = sum + product;
        }
    }
    met->n = n_met;
    return all;
}

/* Sums of stories that went into others go over to those. */
static void join_sums(struct story_stream *s, struct state_met *met) {
    for (size_t i = 0; i < met->n; i++) {
        uint32_t story = met->v[i];
        uint32_t root = s->up.v[story] == story ? story : state_root(s, story);
        if (root != story) {
            if (s->sum.v[root] == 0) {
                met->v[met->n++] = root;
            }
            uint32_t sum = s->sum.v[root] + s->sum.v[story]; /* each fits an int32_t */
            s->sum.v[root] = sum < INT32_MAX ? sum : INT32_MAX;
            s->sum.v[story] = 0;
        }
    }
}

/* Limits that candidates of a group of items are held to. */
struct limits {
    uint32_t least;
    uint32_t faint;
    uint32_t chance;
    uint32_t chance_keys; /* 0 = no crowd */
    uint32_t copy;
};

static struct limits limits_of(uint64_t all, size_t n_items, size_t n_met) {
    uint64_t mean = all / n_items;
    return (struct limits){.least = (uint32_t)(mean / LEAST_SHARE),
                           .faint = (uint32_t)(mean / FAINT_SHARE),
                           .chance = (uint32_t)(mean / CHANCE_SHARE),
                           .chance_keys = n_met < CROWD ? 0 : CHANCE_KEYS * (uint32_t)n_items,
                           .copy = (uint32_t)(mean / COPY_SHARE)};
}

/* Leave those of the stories that were met that share more than chance brings, which are few, and
 * their sums; a trainer sees all that share anything. The sums of all are zero again. */
static void sift(struct story_stream *s, struct state_met *met, const struct limits *limit) {
    static const struct limits none = {0};
    const struct limits at = s->options.watch ? none : *limit;
    uint32_t *sum_of = s->sum.v;
    size_t n = 0;
    for (size_t i = 0; i < met->n; i++) { /* no branch: memory doesn't wait for the last one */
        uint32_t story = met->v[i];
        uint32_t sum = sum_of[story];
        bool is_light = (sum & ((1u << KEYS_BITS) - 1)) <= at.chance_keys;
        sum_of[story] = 0;
        met->v[n] = story;
        met->sum[n] = sum;
        n += (size_t)(sum > at.least) & !(is_light & (sum < at.chance));
    }
    met->n = n;
}

/* The best of the stories that were left. */
static size_t choose(const struct story_stream *s, const struct state_met *met,
                     const struct limits *limit, int64_t now, uint32_t own, struct judged *out) {
    size_t most = s->options.watch ? STATE_WATCHED : STATE_CANDIDATES;
    size_t n = 0;
    for (size_t i = 0; i < met->n; i++) {
        uint32_t story = met->v[i];
        uint32_t sum = met->sum[i];
        struct judged found = {.story = story,
                               .odds = (int32_t)sum,
                               .is_faint = sum < limit->faint,
                               .may_be_copy = sum >= limit->copy};
        if (story == own || (n == most && !is_better(&found, &out[n - 1]))) {
            continue;
        }
        if (is_within(s, &s->story.v[story], now)) {
            insert(out, most, &n, found);
        }
    }
    return n;
}

void judge_expect(const struct story_stream *s, const struct member *m) {
    for (unsigned k = 0; k < AHEAD && k < m->n_keys; k++) {
        keys_fetch(&s->keys, m->list[k]);
    }
}

enum err judge_candidates(struct story_stream *s, const uint32_t *item, size_t n, uint32_t own,
                          struct judged *out, size_t *n_out) {
    struct state_met *met = s->met;
    met->n = 0;
    uint64_t all = 0;
    for (size_t i = 0; i < n; i++) {
        all += add_products(s, &s->item.v[item[i]], met);
    }
    if (s->has_merged) {
        join_sums(s, met);
    }
    struct limits limit = limits_of(all, n, met->n);
    sift(s, met, &limit);
    *n_out = choose(s, met, &limit, s->item.v[item[0]].weighed.item->moment, own, out);
    return ERR_OK;
}

int32_t judge_pair(struct story_stream *s, uint32_t i, uint32_t j) {
    const struct trees *trees = s->options.pairs ? s->options.pairs : &trees_of_pairs;
    const struct story_watch *watch = s->options.watch;
    uint8_t feature[PAIR_FEATURES];
    if (s->table.x != &s->item.v[i].weighed) {
        pair_open(&s->table, &s->item.v[i].weighed);
    }
    pair_features(&s->table, &s->item.v[j].weighed, feature);
    if (watch && watch->pair) {
        watch->pair(watch->ctx, i, j, feature);
    }
    return trees_score(trees, feature);
}

void judge_note(struct judged *c, int32_t odds) {
    c->most = c->n_pairs == 0 || odds > c->most ? odds : c->most;
    c->least = c->n_pairs == 0 || odds < c->least ? odds : c->least;
    c->sum += odds;
    c->n_pairs++;
}

static const struct weighed *rep_of(const struct story_stream *s, const struct judged *c,
                                    uint32_t r) {
    return &s->item.v[s->story.v[c->story].rep[r]].weighed;
}

/* How many of a candidate's items are surely, or most often, compared. */
static uint32_t first_reps(const struct story_stream *s, const struct judged *c) {
    uint32_t n = s->story.v[c->story].n_reps;
    uint32_t most = c->is_faint ? 1 : HOPELESS_PAIRS;
    return n < most ? n : most;
}

/* Ask for what comparing with the first items of each candidate looks at. */
static void expect(const struct story_stream *s, const struct judged *c, size_t n) {
    for (size_t i = 0; i < n; i++) {
        __builtin_prefetch(&s->story.v[c[i].story]);
        __builtin_prefetch((const char *)&s->story.v[c[i].story] + LINE);
    }
    for (size_t i = 0; i < n; i++) {
        for (uint32_t r = 0; r < first_reps(s, &c[i]); r++) {
            __builtin_prefetch(rep_of(s, &c[i], r));
        }
    }
    for (size_t i = 0; i < n; i++) {
        for (uint32_t r = 0; r < first_reps(s, &c[i]); r++) {
            __builtin_prefetch(rep_of(s, &c[i], r)->item);
        }
    }
}

/* The terms of the next item to be compared and their weights: 27 lines of memory. */
static void expect_terms(const struct weighed *w) {
    const struct item *item = w->item;
    for (uint32_t t = 0; t < item->n_terms; t += LINE / sizeof *item->term) {
        __builtin_prefetch(&item->term[t]);
    }
    for (uint32_t t = 0; t < item->n_terms; t += LINE / sizeof *w->weight) {
        __builtin_prefetch(&w->weight[t]);
    }
    __builtin_prefetch(item->sketch);
}

/* Compare one item with a story; most candidates are hopeless, which its first items show. */
static void compare(struct story_stream *s, uint32_t i, struct judged *c) {
    const struct state_story *story = &s->story.v[c->story];
    uint32_t enough = c->is_faint ? 1 : HOPELESS_PAIRS;
    for (uint32_t r = 0; r < story->n_reps; r++) {
        if (c->n_pairs >= enough && c->most < HOPELESS && !s->options.watch) {
            break;
        }
        if (r + 1 < story->n_reps && r + 1 < first_reps(s, c)) {
            expect_terms(rep_of(s, c, r + 1));
        }
        judge_note(c, judge_pair(s, i, story->rep[r]));
    }
}

static int32_t mean_of(const struct judged *c) {
    return c->n_pairs ? (int32_t)(c->sum / c->n_pairs) : -8 * TREE_ODDS;
}

static uint8_t byte_of_odds(int32_t odds) {
    int32_t v = 128 + odds * 12 / TREE_ODDS;
    return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
}

static uint8_t byte_of_size(uint32_t n) {
    float v = 24.0F * log2f((float)n);
    return (uint8_t)(v > 255 ? 255 : v);
}

static uint8_t byte_of_days(int64_t seconds) {
    int64_t days = seconds / (DAY / 2);
    return (uint8_t)(days < 0 ? 0 : days > 254 ? 254 : days);
}

static void group_features(const struct group_side *side, const struct state_story *story,
                           const struct judged *c, int32_t rival, unsigned n_rivals, uint8_t *out) {
    out[GROUP_MEAN] = byte_of_odds(mean_of(c));
    out[GROUP_MOST] = byte_of_odds(c->most);
    out[GROUP_LEAST] = byte_of_odds(c->least);
    out[GROUP_RIVAL] = byte_of_odds(rival);
    out[GROUP_MARGIN] = byte_of_odds((mean_of(c) - rival) / 2);
    out[GROUP_RIVALS] = (uint8_t)n_rivals;
    out[GROUP_SIZE] = byte_of_size(side->size < story->n ? side->size : story->n);
    out[GROUP_SIZE_MOST] = byte_of_size(side->size < story->n ? story->n : side->size);
    out[GROUP_PAIRS] = (uint8_t)c->n_pairs;
    out[GROUP_DAYS] = 255;
    out[GROUP_SPAN] = 255;
    if (story->from == ITEM_TIMELESS || side->from == ITEM_TIMELESS) {
        return;
    }
    int64_t gap = side->from > story->to ? side->from - story->to : story->from - side->to;
    int64_t from = side->from < story->from ? side->from : story->from;
    int64_t to = side->to > story->to ? side->to : story->to;
    out[GROUP_DAYS] = byte_of_days(gap);
    out[GROUP_SPAN] = byte_of_days(to - from);
}

static void compare_all(struct story_stream *s, const struct group_side *side,
                        struct judged *candidate, size_t n) {
    for (size_t i = 0; i < n; i++) {
        candidate[i] =
            (struct judged){.story = candidate[i].story, .is_faint = candidate[i].is_faint};
    }
    expect(s, candidate, n < STATE_WATCHED ? n : STATE_WATCHED);
    for (size_t k = 0; k < side->n; k++) {
        for (size_t i = 0; i < n; i++) {
            if (i + 1 < n) {
                expect_terms(rep_of(s, &candidate[i + 1], 0));
            }
            compare(s, side->item[k], &candidate[i]);
        }
    }
}

/* Few, or in tests: by insertion. */
static void likeliest_first(struct judged *candidate, size_t n) {
    for (size_t i = 1; i < n; i++) {
        struct judged x = candidate[i];
        size_t k = i;
        for (; k > 0 && is_better(&x, &candidate[k - 1]); k--) {
            candidate[k] = candidate[k - 1];
        }
        candidate[k] = x;
    }
}

void judge_all(struct story_stream *s, const struct group_side *side, struct judged *candidate,
               size_t n) {
    const struct trees *trees = s->options.groups ? s->options.groups : &trees_of_groups;
    int32_t best = -8 * TREE_ODDS;
    int32_t second = -8 * TREE_ODDS;
    unsigned n_likely = 0;
    compare_all(s, side, candidate, n);
    for (size_t i = 0; i < n; i++) {
        int32_t mean = mean_of(&candidate[i]);
        second = mean > best ? best : mean > second ? mean : second;
        best = mean > best ? mean : best;
        n_likely += mean > 0;
    }
    for (size_t i = 0; i < n; i++) {
        struct judged *c = &candidate[i];
        int32_t mean = mean_of(c);
        uint8_t feature[GROUP_FEATURES];
        group_features(side, &s->story.v[c->story], c, mean == best ? second : best,
                       n_likely - (mean > 0), feature);
        if (s->options.watch && s->options.watch->group) {
            s->options.watch->group(s->options.watch->ctx, side->item[0],
                                    s->story.v[c->story].rep[0], feature);
        }
        c->odds = trees->n ? trees_score(trees, feature) : mean;
    }
    likeliest_first(candidate, n);
}

int32_t judge_halves(const struct story_stream *s, const struct group_side *side,
                     const struct state_story *other, const struct judged *c) {
    const struct trees *trees = s->options.groups ? s->options.groups : &trees_of_groups;
    uint8_t feature[GROUP_FEATURES];
    group_features(side, other, c, -8 * TREE_ODDS, 0, feature);
    return trees->n ? trees_score(trees, feature) : mean_of(c);
}

/* The trees are trained on stories without a stranger; real ones have some, so even odds are not
 * enough. */
int32_t judge_threshold(const struct story_stream *s) {
    return TREE_ODDS * 5 / 6 - s->options.dial * TREE_ODDS * 4 / 100;
}
