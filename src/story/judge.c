/* judge.c - finds candidate stories by their heavy terms and decides by trees.
 * Candidates: the products of term weights are summed over the lists of the items' heaviest terms,
 * STATE_KEYS x KEYS_NEWEST steps at most an item; the best STATE_CANDIDATES stories within the
 * window stay. Each is compared by its representatives (pair.h); which story and whether at all is
 * decided by what those comparisons say together (group.h). */
#include "base/sort.h"
#include "story/state.h"

#include <math.h>

static const int64_t DAY = 86400;

/* Shares of the weight of an item's keys: a story that shares less than the first is no candidate;
 * one below the second is given up after one hopeless pair; a copy shares the third at least. */
static const float LEAST_SHARE = 0.035F;
static const float FAINT_SHARE = 0.125F;
static const float COPY_SHARE = 0.33F;

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

struct touched {
    uint32_t v[STATE_REPS * STATE_KEYS * KEYS_NEWEST];
    size_t n;
};

enum { AHEAD = 3 /* lists that are on their way to the cache */ };

/* Returns what a story with all the keys would come to. */
static float add_products(struct story_stream *s, const struct member *m, uint32_t own,
                          struct touched *met) {
    float all = 0;
    for (unsigned k = 0; k < m->n_keys; k++) {
        size_t n;
        float weight = m->weighed.weight[m->key[k]];
        all += weight * weight;
        if (k + AHEAD < m->n_keys) {
            keys_fetch(&s->keys, m->list[k + AHEAD]);
        }
        const struct key_entry *e = keys_entries(&s->keys, m->list[k], &n);
        for (size_t i = 0; i < n; i++) {
            uint32_t story = state_root(s, e[i].story);
            if (story == own) {
                continue;
            }
            struct state_slot *slot = &s->slot.v[story];
            if (slot->sum <= 0) {
                met->v[met->n++] = story;
            }
            slot->sum += weight * e[i].weight;
        }
    }
    return all;
}

/* Ask for what comparing looks at of each candidate: three steps of pointers, each of them
 * for all candidates before the next. */
static void fetch_candidates(const struct story_stream *s, const struct judged *candidate,
                             size_t n) {
    const struct weighed *rep[STATE_WATCHED * STATE_REPS];
    size_t n_reps = 0;
    for (size_t i = 0; i < n; i++) {
        __builtin_prefetch(&s->story.v[candidate[i].story]);
    }
    for (size_t i = 0; i < n; i++) {
        const struct state_story *story = &s->story.v[candidate[i].story];
        for (uint32_t r = 0; r < story->n_reps; r++) {
            rep[n_reps++] = &s->item.v[story->rep[r]].weighed;
            __builtin_prefetch(rep[n_reps - 1]);
        }
    }
    for (size_t i = 0; i < n_reps; i++) {
        __builtin_prefetch(rep[i]->item);
        __builtin_prefetch(rep[i]->weight);
    }
    for (size_t i = 0; i < n_reps; i++) {
        __builtin_prefetch(rep[i]->item->term);
        __builtin_prefetch(rep[i]->item->sketch);
    }
}

enum err judge_candidates(struct story_stream *s, const uint32_t *item, size_t n, uint32_t own,
                          struct judged *out, size_t *n_out) {
    static _Thread_local struct touched met;
    met.n = 0;
    float all = 0;
    int64_t now = s->item.v[item[0]].weighed.item->moment;
    for (size_t i = 0; i < n; i++) {
        all += add_products(s, &s->item.v[item[i]], own, &met);
    }
    all /= (float)n;
    *n_out = 0;
    size_t most = s->options.watch ? STATE_WATCHED : STATE_CANDIDATES;
    for (size_t i = 0; i < met.n; i++) {
        uint32_t story = met.v[i];
        float sum = s->slot.v[story].sum;
        s->slot.v[story].sum = 0;
        struct judged x = {.story = story,
                           .odds = (int32_t)fminf(sum * 16.0F, 1e9F),
                           .is_faint = sum < all * FAINT_SHARE,
                           .may_be_copy = sum >= all * COPY_SHARE};
        bool fits = (sum >= all * LEAST_SHARE || s->options.watch) &&
                    (*n_out < most || is_better(&x, &out[most - 1]));
        if (fits && is_within(s, &s->story.v[story], now)) { /* seldom, and far in memory */
            insert(out, most, n_out, x);
        }
    }
    fetch_candidates(s, out, *n_out);
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

/* Compare one item with a story; most candidates are hopeless, which its first two items show. */
static void compare(struct story_stream *s, uint32_t i, struct judged *c) {
    const struct state_story *story = &s->story.v[c->story];
    uint32_t enough = c->is_faint ? 1 : HOPELESS_PAIRS;
    for (uint32_t r = 0; r < story->n_reps; r++) {
        if (c->n_pairs >= enough && c->most < HOPELESS && !s->options.watch) {
            break;
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
        struct judged *c = &candidate[i];
        *c = (struct judged){.story = c->story, .is_faint = c->is_faint};
    }
    for (size_t k = 0; k < side->n; k++) {
        for (size_t i = 0; i < n; i++) {
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
    return TREE_ODDS / 2 - s->options.dial * TREE_ODDS * 4 / 100;
}
