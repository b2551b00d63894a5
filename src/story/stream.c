/* stream.c - one item at a time: weigh, copies, candidates, decision.
 * A copy of an item goes to that item's story without more ado and isn't compared with later ones,
 * so that a wire story that hundreds print costs as much as one. Decisions of people come before
 * all else. Cost an item: 768 entries of lists and a list more for candidates and STATE_CANDIDATES
 * x STATE_REPS comparisons at most. Memory: items, 4 bytes a term, 16 bytes a key. */
#include "story/stream.h"

#include "base/hash.h"
#include "story/state.h"

enum { LEAST_COPY_WORDS = 8, WINDOW_DAYS = 400 };

/* An item joins at once only when that is sure: the repair, which sees all candidates, decides the
 * rest, likeliest first. */
static const int32_t LEAST_MARGIN = 2 * TREE_ODDS;

enum err story_stream_new(arena *a, const struct story_options *options,
                          struct story_stream **out) {
    struct story_stream *s = arena_new(a, struct story_stream);
    if (!s) {
        return a->last;
    }
    s->a = a;
    s->options = options ? *options : (struct story_options){0};
    s->options.window_days = s->options.window_days ? s->options.window_days : WINDOW_DAYS;
    s->met = arena_new(a, struct state_met);
    if (!s->met) {
        return a->last;
    }
    TRY(weigh_init(&s->weigh, a));
    TRY(bonds_init(&s->bonds, a));
    TRY(keys_init(&s->keys, a));
    TRY(map_init(&s->content, a, 64));
    TRY(map_init(&s->parts, a, 16));
    TRY(map_init(&s->family_story, a, 16));
    *out = s;
    return ERR_OK;
}

enum err story_stream_bind(struct story_stream *s, uint64_t x, uint64_t y, enum bond_kind kind) {
    return bonds_add(&s->bonds, x, y, kind);
}

void story_stream_learn(struct story_stream *s, const struct item *item) {
    weigh_learn(&s->weigh, item);
    s->n_learned++;
}

/* Weights of terms as numbers in the same order, the earlier of equal terms first:
 *     bits of the weight, which is no negative float | 255 - index:8 */
struct heavy {
    uint64_t v[ITEM_TERMS + ITEM_MARKS];
    unsigned n;
};

enum { HEAVY_CLASSES = 256 };

static unsigned class_of(float v) {
    unsigned class = (unsigned)(v * 8); /* weights are 0 to 40, nearly all */
    return class < HEAVY_CLASSES ? class : HEAVY_CLASSES - 1;
}

/* The terms that may be keys: those in the least number of classes, heaviest first, that hold
 * STATE_KEYS. */
static void sift_heavy(const struct weighed *w, struct heavy *out) {
    float value[ITEM_TERMS + ITEM_MARKS];
    uint8_t n_of[HEAVY_CLASSES] = {0};
    for (uint32_t t = 0; t < w->item->n_terms; t++) {
        bool is_out = w->item->term[t].flags & (TERM_AGE | TERM_DATE) || w->weight[t] <= 0;
        value[t] = is_out ? -1 : w->weight[t] * weigh_count(&w->item->term[t]);
        n_of[is_out ? 0 : class_of(value[t])] += !is_out;
    }
    unsigned class = HEAVY_CLASSES - 1;
    for (unsigned n = n_of[class]; class > 0 && n < STATE_KEYS;) {
        n += n_of[--class];
    }
    float least = class > 0 ? (float)class / 8 : 0;
    out->n = 0;
    for (uint32_t t = 0; t < w->item->n_terms; t++) {
        uint32_t bits;
        memcpy(&bits, &value[t], sizeof bits);
        out->v[out->n] = (uint64_t)bits << 8 | (255 - t);
        out->n += value[t] >= least;
    }
}

/* The heaviest terms of an item, by weight and count. */
static void choose_keys(struct member *m) {
    struct heavy heavy;
    sift_heavy(&m->weighed, &heavy);
    for (unsigned i = 1; i < heavy.n; i++) { /* few more than STATE_KEYS, so by insertion */
        uint64_t x = heavy.v[i];
        unsigned k = i;
        for (; k > 0 && x > heavy.v[k - 1]; k--) {
            heavy.v[k] = heavy.v[k - 1];
        }
        heavy.v[k] = x;
    }
    m->n_keys = (uint8_t)(heavy.n < STATE_KEYS ? heavy.n : STATE_KEYS);
    for (unsigned k = 0; k < m->n_keys; k++) {
        m->key[k] = (uint8_t)(255 - (heavy.v[k] & 255));
    }
}

static enum err admit(struct story_stream *s, const struct item *item) {
    if (s->item.cap < s->n_learned) { /* all are known, so nothing is moved */
        TRY(vec_reserve(s->a, &s->item, s->n_learned - s->item.n));
    }
    float *weight = arena_take(s->a, (item->n_terms + 1) * sizeof *weight);
    if (!weight) {
        return s->a->last;
    }
    if (s->n_learned == 0) {
        weigh_learn(&s->weigh, item);
    }
    weigh_item(&s->weigh, item, weight);
    struct member m = {.weighed = {.item = item, .weight = weight}, .story = NONE, .next = NONE};
    choose_keys(&m);
    for (unsigned k = 0; k < m.n_keys; k++) {
        keys_fetch_term(&s->keys, item->term[m.key[k]].id);
    }
    pair_weigh(&m.weighed); /* while they come */
    for (unsigned k = 0; k < m.n_keys; k++) {
        m.list[k] = keys_find(&s->keys, item->term[m.key[k]].id);
        keys_fetch_head(&s->keys, m.list[k]);
    }
    return vec_push(s->a, &s->item, m);
}

/* The story that a person's decision gives an item, or NONE. */
static uint32_t bound_story(struct story_stream *s, const struct item *item) {
    uint32_t family = bonds_family(&s->bonds, item->key);
    uint32_t story = family == BONDS_NONE ? MAP_NONE : map_find(&s->family_story, family);
    return story == MAP_NONE ? NONE : state_root(s, story);
}

/* The story of an item with the same words, or NONE; the item is noted for those to come. */
static enum err equal_story(struct story_stream *s, uint32_t i, uint32_t *story) {
    const struct item *item = s->item.v[i].weighed.item;
    *story = NONE;
    if (item->words < LEAST_COPY_WORDS) {
        return ERR_OK;
    }
    uint64_t key = hash_join(item->content, item->words);
    uint32_t first = map_find(&s->content, key);
    if (first == MAP_NONE) {
        return map_put(&s->content, key, i);
    }
    *story = state_root(s, s->item.v[first].story);
    return ERR_OK;
}

/* A candidate with a representative whose text is nearly the item's, or NONE. */
static uint32_t copied_story(const struct story_stream *s, uint32_t i, const struct judged *c,
                             size_t n) {
    const struct item *item = s->item.v[i].weighed.item;
    for (size_t k = 0; k < n && item->words >= LEAST_COPY_WORDS; k++) {
        const struct state_story *story = &s->story.v[c[k].story];
        for (uint32_t r = 0; r < story->n_reps && c[k].may_be_copy; r++) {
            if (pair_is_copy(item, s->item.v[story->rep[r]].weighed.item)) {
                return c[k].story;
            }
        }
    }
    return NONE;
}

static enum err join_as_copy(struct story_stream *s, uint32_t i, uint32_t story, bool *done) {
    *done = story != NONE && !s->options.bonds_only && state_may_join(s, i, story);
    s->item.v[i].is_copy = *done;
    return *done ? state_join(s, i, story) : ERR_OK;
}

static enum err all_stories(struct story_stream *s, struct judged **out, size_t *n) {
    struct judged *all = arena_array(s->a, s->story.n, sizeof *all);
    if (!all) {
        return s->a->last;
    }
    *n = 0;
    for (uint32_t k = 0; k < s->story.n; k++) {
        if (s->up.v[k] == k) {
            all[(*n)++] = (struct judged){.story = k, .may_be_copy = true};
        }
    }
    *out = all;
    return ERR_OK;
}

/* Join the likeliest story, if it is likely enough, or open one. */
static enum err decide(struct story_stream *s, uint32_t i, struct judged *candidate, size_t n) {
    int64_t moment = s->item.v[i].weighed.item->moment;
    struct group_side side = {&i, 1, 1, moment, moment};
    judge_all(s, &side, candidate, n);
    for (size_t k = 0; k < n && !s->options.bonds_only; k++) {
        if (candidate[k].odds <= judge_threshold(s) + LEAST_MARGIN) {
            break;
        }
        if (state_may_join(s, i, candidate[k].story)) {
            return state_join(s, i, candidate[k].story);
        }
    }
    return state_open(s, i);
}

enum err story_stream_add(struct story_stream *s, const struct item *item) {
    TRY(admit(s, item));
    uint32_t i = (uint32_t)s->item.n - 1;
    uint32_t story = bound_story(s, item);
    uint32_t equal;
    bool done;
    TRY(equal_story(s, i, &equal));
    if (story != NONE && !s->options.watch) {
        return state_join(s, i, story);
    }
    TRY(join_as_copy(s, i, equal, &done));
    if (done) {
        return ERR_OK;
    }
    struct judged row[STATE_WATCHED];
    struct judged *candidate = row;
    size_t n;
    if (s->options.all_candidates) {
        TRY(all_stories(s, &candidate, &n));
    } else {
        judge_expect(s, &s->item.v[i]);
        pair_open(&s->table, &s->item.v[i].weighed); /* while lists come */
        TRY(judge_candidates(s, &i, 1, NONE, row, &n));
    }
    TRY(join_as_copy(s, i, copied_story(s, i, candidate, n), &done));
    if (done) {
        return ERR_OK;
    }
    if (story != NONE) { /* a trainer watches */
        int64_t moment = item->moment;
        struct group_side side = {&i, 1, 1, moment, moment};
        judge_all(s, &side, candidate, n);
        return state_join(s, i, story);
    }
    return decide(s, i, candidate, n);
}

enum err story_stream_repair(struct story_stream *s) {
    return s->options.bonds_only ? ERR_OK : repair_stories(s, false);
}

enum err story_stream_finish(struct story_stream *s) {
    return s->options.bonds_only ? ERR_OK : repair_stories(s, true);
}

uint32_t story_stream_story(const struct story_stream *s, uint32_t i) {
    uint32_t story = s->item.v[i].story;
    while (s->up.v[story] != story) {
        story = s->up.v[story];
    }
    return s->story.v[story].opener;
}

const struct weighed *story_stream_item(const struct story_stream *s, uint32_t i) {
    return &s->item.v[i].weighed;
}

const struct story_redirect *story_stream_redirects(const struct story_stream *s, size_t *n) {
    *n = s->redirect.n;
    return s->redirect.v;
}
