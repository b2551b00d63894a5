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
    s->is_learned = true;
}

/* The heaviest terms of an item, by weight and count; few, so by insertion. */
static void choose_keys(struct member *m) {
    float value[STATE_KEYS];
    const struct item *item = m->weighed.item;
    m->n_keys = 0;
    for (uint32_t t = 0; t < item->n_terms; t++) {
        if (item->term[t].flags & (TERM_AGE | TERM_DATE) || m->weighed.weight[t] <= 0) {
            continue;
        }
        float v = m->weighed.weight[t] * weigh_count(&item->term[t]);
        unsigned k = m->n_keys;
        if (k == STATE_KEYS) {
            if (v <= value[k - 1]) {
                continue;
            }
            k--;
        } else {
            m->n_keys++;
        }
        for (; k > 0 && v > value[k - 1]; k--) {
            value[k] = value[k - 1];
            m->key[k] = m->key[k - 1];
        }
        value[k] = v;
        m->key[k] = (uint8_t)t;
    }
}

static enum err admit(struct story_stream *s, const struct item *item) {
    float *weight = arena_take(s->a, (item->n_terms + 1) * sizeof *weight);
    if (!weight) {
        return s->a->last;
    }
    if (!s->is_learned) {
        weigh_learn(&s->weigh, item);
    }
    weigh_item(&s->weigh, item, weight);
    struct member m = {.weighed = {.item = item, .weight = weight}, .story = NONE, .next = NONE};
    pair_weigh(&m.weighed);
    choose_keys(&m);
    for (unsigned k = 0; k < m.n_keys; k++) {
        keys_fetch_term(&s->keys, item->term[m.key[k]].id);
    }
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
        if (s->slot.v[k].up == k) {
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
    pair_open(&s->table, &s->item.v[i].weighed);
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
        TRY(judge_candidates(s, &i, 1, NONE, row, &n));
    }
    TRY(join_as_copy(s, i, copied_story(s, i, candidate, n), &done));
    if (done) {
        return ERR_OK;
    }
    if (story != NONE) { /* a trainer watches */
        int64_t moment = item->moment;
        struct group_side side = {&i, 1, 1, moment, moment};
        pair_open(&s->table, &s->item.v[i].weighed);
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
    while (s->slot.v[story].up != story) {
        story = s->slot.v[story].up;
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
