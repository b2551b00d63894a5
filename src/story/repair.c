/* repair.c - what later items show to be wrong is put right: twins are merged, then what isn't one
 * story is parted (split.c), and the halves look for twins of their own.
 * In rounds, every story looks for its likeliest other; the likeliest pairs of the round are merged
 * first, each story once a round, until no pair is likely. Only representatives are compared, so
 * that a round costs a bounded number of comparisons a story, and stories that met no change need
 * no second look. */
#include "base/sort.h"
#include "story/state.h"

enum { MOST_ROUNDS = 12, SIDE_REPS = 4 };

/* What is merged before all is known can't wait for a likelier twin. */
static const int32_t EARLY_MARGIN = TREE_ODDS;

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

struct numbers {
    uint32_t *v;
    size_t n;
    size_t cap;
};

/* The likeliest other story, if any is likely enough. */
static enum err find_twin(struct story_stream *s, arena *a, uint32_t story, struct twins_row *out) {
    const struct state_story *x = &s->story.v[story];
    struct judged candidate[STATE_WATCHED];
    size_t n;
    uint32_t n_reps = x->n_reps < SIDE_REPS ? x->n_reps : SIDE_REPS;
    TRY(judge_candidates(s, x->rep, n_reps, story, candidate, &n));
    struct group_side side = {x->rep, n_reps, x->n, x->from, x->to};
    s->table.x = NULL;
    judge_all(s, &side, candidate, n);
    for (size_t k = 0; k < n && candidate[k].odds > s->twin_odds; k++) {
        uint32_t y = candidate[k].story;
        if (state_may_merge(s, story, y)) {
            struct twins found = {story < y ? story : y, story < y ? y : story, candidate[k].odds};
            return vec_push(a, out, found);
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

/* Make them stories of now, upwards, each once. */
static enum err tidy(struct story_stream *s, arena *a, struct numbers *stories) {
    for (size_t i = 0; i < stories->n; i++) {
        stories->v[i] = state_root(s, stories->v[i]);
    }
    TRY(sort_u32(a, stories->v, stories->n));
    size_t n = 0;
    for (size_t i = 0; i < stories->n; i++) {
        if (n == 0 || stories->v[n - 1] != stories->v[i]) {
            stories->v[n++] = stories->v[i];
        }
    }
    stories->n = n;
    return ERR_OK;
}

/* Merge the likeliest pairs, each story once; those that may have another twin are pushed to
 * `next`. */
static enum err merge_likeliest(struct story_stream *s, arena *a, struct twins_row *twins,
                                struct numbers *next) {
    TRY(sort_stable(a, twins->v, twins->n, sizeof *twins->v, likeliest_first, NULL));
    s->round++;
    for (size_t k = 0; k < twins->n; k++) {
        uint32_t x = twins->v[k].x;
        uint32_t y = twins->v[k].y;
        bool used = s->story.v[x].round == s->round || s->story.v[y].round == s->round;
        if (!used) {
            s->story.v[x].round = s->story.v[y].round = s->round;
            TRY(state_merge(s, x, y));
        } else {
            TRY(vec_push(a, next, y));
        }
        TRY(vec_push(a, next, x));
    }
    return ERR_OK;
}

/* Merge twins of the stories given, which are tidy, in rounds. */
static enum err merge_twins(struct story_stream *s, arena *a, struct numbers stories) {
    for (unsigned round = 0; stories.n > 0 && round < MOST_ROUNDS; round++) {
        struct twins_row twins = {0};
        struct numbers next = {0};
        for (size_t k = 0; k < stories.n; k++) {
            TRY(find_twin(s, a, stories.v[k], &twins));
        }
        TRY(merge_likeliest(s, a, &twins, &next));
        TRY(tidy(s, a, &next));
        stories = next;
    }
    return ERR_OK;
}

/* Part those of the stories that are none; what comes of it is pushed to `halves`. */
static enum err part_all(struct story_stream *s, arena *a, const struct numbers *stories,
                         struct numbers *halves) {
    for (size_t k = 0; k < stories->n; k++) {
        uint32_t fresh;
        TRY(split_story(s, a, stories->v[k], &fresh));
        if (fresh != NONE) {
            TRY(vec_push(a, halves, stories->v[k]));
            TRY(vec_push(a, halves, fresh));
        }
    }
    return ERR_OK;
}

/* The stories that changed since the last repair. */
static enum err changed(struct story_stream *s, arena *a, struct numbers *out) {
    *out = (struct numbers){0};
    TRY(vec_reserve(a, out, s->changed.n));
    for (size_t i = 0; i < s->changed.n; i++) {
        out->v[out->n++] = s->changed.v[i];
    }
    return tidy(s, a, out);
}

static enum err all(struct story_stream *s, arena *a, struct numbers *out) {
    *out = (struct numbers){0};
    TRY(vec_reserve(a, out, s->story.n));
    for (uint32_t k = 0; k < s->story.n; k++) {
        out->v[out->n++] = k;
    }
    return tidy(s, a, out);
}

static enum err repair(struct story_stream *s, arena *a, bool is_last) {
    struct numbers stories;
    struct numbers halves = {0};
    TRY(is_last ? all(s, a, &stories) : changed(s, a, &stories));
    TRY(merge_twins(s, a, stories));
    TRY(changed(s, a, &stories));
    TRY(part_all(s, a, &stories, &halves));
    TRY(tidy(s, a, &halves));
    return merge_twins(s, a, halves);
}

enum err repair_stories(struct story_stream *s, bool is_last) {
    arena scratch;
    arena_init(&scratch, 0);
    s->twin_odds = judge_threshold(s) + (is_last ? 0 : EARLY_MARGIN);
    enum err code = repair(s, &scratch, is_last);
    arena_done(&scratch);
    for (size_t i = 0; i < s->changed.n; i++) {
        s->story.v[s->changed.v[i]].is_changed = false;
    }
    s->changed.n = 0;
    return code;
}
