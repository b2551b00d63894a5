/* rewritten.c - where two reports share paragraphs word for word, those between may be shared in
 * other words. Between stretches that follow each other in both, before the first and behind the
 * last, the means of edited copies (edited.c) are put on the words between alone: content words
 * joined place by place, chains, stretches, and of each stretch the part of the content words that
 * stand in one order. That the pair is one of copies is known, so a stretch needs less than where
 * it is all the evidence. Limits: GAP words from the nearest stretch; a moved and rewritten
 * paragraph is not found. */
#include "reuse/rewritten.h"

#include "base/vec.h"
#include "reuse/chain.h"
#include "reuse/edited.h"

enum { LEAST_GAP = 14, MOST_GAP = 400 };

struct gap {
    uint32_t a_from;
    uint32_t a_to;
    uint32_t b_from;
    uint32_t b_to;
};

static struct words part_of(const struct words *w, uint32_t from, uint32_t to) {
    return (struct words){.id = w->id + from,
                          .from = w->from + from,
                          .to = w->to + from,
                          .flags = w->flags + from,
                          .form = w->form + from,
                          .n = to - from};
}

/* Words between two stretches, or of an end, are looked at when both sides have some, not too many,
 * and none of them lies in a stretch. */
static bool is_open(const struct gap *g, const bool *used_a, const bool *used_b) {
    if (g->a_to < g->a_from + LEAST_GAP || g->b_to < g->b_from + LEAST_GAP ||
        g->a_to - g->a_from > MOST_GAP || g->b_to - g->b_from > MOST_GAP) {
        return false;
    }
    for (uint32_t i = g->a_from; i < g->a_to; i++) {
        if (used_a[i]) {
            return false;
        }
    }
    for (uint32_t i = g->b_from; i < g->b_to; i++) {
        if (used_b[i]) {
            return false;
        }
    }
    return true;
}

static enum err look(arena *a, const struct function_words *f, const struct words *x,
                     const struct words *y, const struct gap *g, struct stretches *found) {
    struct words wx = part_of(x, g->a_from, g->a_to);
    struct words wy = part_of(y, g->b_from, g->b_to);
    struct matches matches;
    struct links links;
    struct stretches here;
    TRY(edited_runs(a, f, &wx, &wy, &matches));
    TRY(chain_select(a, &matches, wx.n, wy.n, &links));
    TRY(extend_links(a, &wx, &wy, &links, &here));
    TRY(edited_keep_fair(a, f, &wx, &wy, &here));
    for (size_t i = 0; i < here.n; i++) {
        struct stretch s = here.v[i];
        s.a_from += g->a_from;
        s.a_to += g->a_from;
        s.b_from += g->b_from;
        s.b_to += g->b_from;
        TRY(vec_push(a, found, s));
    }
    return ERR_OK;
}

/* The gap behind stretch i - 1 and before stretch i; i may be 0 or the number of stretches. */
static struct gap gap_before(const struct stretches *s, size_t i, uint32_t n_a, uint32_t n_b) {
    struct gap g = {0, n_a, 0, n_b};
    if (i > 0) {
        g.a_from = s->v[i - 1].a_to;
        g.b_from = s->v[i - 1].b_to;
    }
    if (i < s->n) {
        g.a_to = s->v[i].a_from;
        g.b_to = s->v[i].b_from;
    }
    if (i == 0) {
        g.a_from = g.a_to > MOST_GAP ? g.a_to - MOST_GAP : 0;
        g.b_from = g.b_to > MOST_GAP ? g.b_to - MOST_GAP : 0;
    } else if (i == s->n) {
        g.a_to = g.a_to - g.a_from > MOST_GAP ? g.a_from + MOST_GAP : g.a_to;
        g.b_to = g.b_to - g.b_from > MOST_GAP ? g.b_from + MOST_GAP : g.b_to;
    }
    return g;
}

enum err rewritten_find(arena *a, const struct function_words *f, const struct words *x,
                        const struct words *y, struct stretches *stretches, size_t *n_added) {
    struct stretches found = {0};
    bool *used_a = arena_array(a, x->n, 1);
    bool *used_b = arena_array(a, y->n, 1);
    if (!used_a || !used_b) {
        return a->last;
    }
    for (size_t i = 0; i < stretches->n; i++) {
        const struct stretch *s = &stretches->v[i];
        memset(used_a + s->a_from, 1, s->a_to - s->a_from);
        memset(used_b + s->b_from, 1, s->b_to - s->b_from);
    }
    for (size_t i = 0; i <= stretches->n; i++) {
        struct gap g = gap_before(stretches, i, x->n, y->n);
        if (is_open(&g, used_a, used_b)) {
            TRY(look(a, f, x, y, &g, &found));
        }
    }
    for (size_t i = 0; i < found.n; i++) {
        TRY(vec_push(a, stretches, found.v[i]));
    }
    *n_added = found.n;
    return found.n ? extend_sort(a, stretches) : ERR_OK;
}
