/* repair.c - what later items show to be wrong is put right: twins are merged, then what isn't one
 * story is parted (split.c), and the halves look for twins of their own.
 * In rounds, every story looks for its likeliest other; the likeliest pairs of the round are merged
 * first, each story once a round, until no pair is likely. Only representatives are compared, so
 * that a round costs a bounded number of comparisons a story, and stories that met no change need
 * no second look. */
#include "base/sort.h"
#include "story/state.h"

enum { MOST_ROUNDS = 12, SIDE_REPS = 4 };

struct twins {
    uint32_t x; /* x < y */
    uint32_t y;
    int32_t odds;
};

struct twins_row {
    struct twins *v;
    size_t n;
    size_t cap;
};

/* Stories that were parted and that came of it. */
struct halves {
    uint32_t *v;
    size_t n;
    size_t cap;
};

/* The likeliest other story, if any is likely enough. */
static enum err find_twin(struct story_stream *s, uint32_t story, struct twins_row *out) {
    const struct state_story *x = &s->story.v[story];
    struct judged candidate[STATE_WATCHED];
    size_t n;
    uint32_t n_reps = x->n_reps < SIDE_REPS ? x->n_reps : SIDE_REPS;
    TRY(judge_candidates(s, x->rep, n_reps, story, candidate, &n));
    struct group_side side = {x->rep, n_reps, x->n, x->from, x->to};
    s->table.x = NULL;
    judge_all(s, &side, candidate, n);
    for (size_t k = 0; k < n && candidate[k].odds > judge_threshold(s); k++) {
        uint32_t y = candidate[k].story;
        if (state_may_merge(s, story, y)) {
            struct twins found = {story < y ? story : y, story < y ? y : story, candidate[k].odds};
            return vec_push(s->a, out, found);
        }
    }
    return ERR_OK;
}

static int likeliest_first(const void *px, const void *py, void *ctx) {
    (void)ctx;
    const struct twins *x = px;
    const struct twins *y = py;
    if (x->odds != y->odds) {
        return x->odds > y->odds ? -1 : 1;
    }
    if (x->x != y->x) {
        return x->x < y->x ? -1 : 1;
    }
    return (x->y > y->y) - (x->y < y->y);
}

/* Merge twins in rounds; only stories whose `changed` is set, n of them in all, look for one. */
static enum err merge_twins(struct story_stream *s, uint8_t *changed, size_t n) {
    uint8_t *used = arena_array(s->a, n, 1);
    if (!used) {
        return s->a->last;
    }
    bool any = true;
    for (unsigned round = 0; any && round < MOST_ROUNDS; round++) {
        struct twins_row twins = {0};
        for (uint32_t k = 0; k < n; k++) {
            if (s->slot.v[k].up == k && changed[k]) {
                TRY(find_twin(s, k, &twins));
            }
        }
        memset(changed, 0, n);
        memset(used, 0, n);
        TRY(sort_stable(s->a, twins.v, twins.n, sizeof *twins.v, likeliest_first, NULL));
        any = twins.n > 0;
        for (size_t k = 0; k < twins.n; k++) {
            uint32_t x = twins.v[k].x;
            uint32_t y = twins.v[k].y;
            if (used[x] || used[y]) {
                changed[x] = changed[y] = 1;
                continue;
            }
            used[x] = used[y] = 1;
            TRY(state_merge(s, x, y));
            changed[state_root(s, x)] = 1;
        }
    }
    return ERR_OK;
}

/* Part what isn't one story; the halves are pushed to `halves`. */
static enum err part_all(struct story_stream *s, struct halves *halves) {
    arena scratch;
    arena_init(&scratch, 0);
    size_t n = s->story.n;
    enum err code = ERR_OK;
    for (uint32_t k = 0; k < n && code == ERR_OK; k++) {
        uint32_t fresh = NONE;
        if (s->slot.v[k].up == k) {
            code = split_story(s, &scratch, k, &fresh);
        }
        if (code == ERR_OK && fresh != NONE) {
            code = vec_push(s->a, halves, k);
            code = code == ERR_OK ? vec_push(s->a, halves, fresh) : code;
        }
    }
    arena_done(&scratch);
    return code;
}

enum err repair_stories(struct story_stream *s) {
    struct halves halves = {0};
    uint8_t *changed = arena_array(s->a, s->story.n, 1);
    if (!changed) {
        return s->a->last;
    }
    memset(changed, 1, s->story.n);
    TRY(merge_twins(s, changed, s->story.n));
    TRY(part_all(s, &halves));
    changed = arena_array(s->a, s->story.n, 1);
    if (!changed) {
        return s->a->last;
    }
    for (size_t k = 0; k < halves.n; k++) {
        changed[halves.v[k]] = 1;
    }
    return merge_twins(s, changed, s->story.n);
}
