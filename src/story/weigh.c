/* weigh.c - inverse document frequencies that need no second pass (a prior, then counts).
 *
 *     idf = ln((n + PRIOR) / (count + PRIOR x background share + 1/2))
 *
 * The background (tables/background.inc, made by train/story_items) are shares of the terms that
 * stand in one of 400 articles or more; other terms count as rarer than that. Names weigh .8 times,
 * words that every report uses .35 times. */
#include "story/weigh.h"

#include <math.h>

enum { SLOTS = 1 << 21 };

static const float PRIOR = 1000.0F;
static const float UNKNOWN_SHARE = 0.0005F; /* of a term that isn't in the table */
static const float NAME_WEIGHT = 0.8F;
static const float WEAK_WEIGHT = 0.35F;

/* Sorted by id; in 65536ths. */
static const struct {
    uint32_t id;
    uint16_t share;
} background[] = {
#include "story/tables/background.inc"
};

enum { N_BACKGROUND = sizeof background / sizeof background[0] };

/* A binary search whose steps are moves and no branches, which would be guessed wrong half the
 * time. */
static float share_of(uint32_t id) {
    size_t i = 0; /* the last entry that isn't after `id`, or the first */
    for (size_t n = N_BACKGROUND; n > 1;) {
        size_t half = n / 2;
        i += background[i + half].id <= id ? half : 0;
        n -= half;
    }
    return background[i].id == id ? (float)background[i].share / 65536.0F : UNKNOWN_SHARE;
}

float weigh_background(uint32_t id) {
    return logf(PRIOR / (PRIOR * share_of(id) + 0.5F));
}

const float weigh_damped_first[WEIGH_DAMPED] = {
    0.0F,      1.0F,      1.693147F, 2.098612F, 2.386294F, 2.609438F, 2.791759F, 2.945910F,
    3.079442F, 3.197225F, 3.302585F, 3.397895F, 3.484907F, 3.564949F, 3.639057F, 3.708050F,
    3.772589F, 3.833213F, 3.890372F, 3.944439F, 3.995732F, 4.044522F, 4.091042F, 4.135494F,
    4.178054F, 4.218876F, 4.258097F, 4.295837F, 4.332205F, 4.367296F, 4.401197F, 4.433987F};

float weigh_damped_rest(unsigned n) {
    return 1.0F + logf((float)n);
}

static float kind_weight(const struct term *t) {
    return t->flags & TERM_WEAK ? WEAK_WEIGHT : t->flags & TERM_NAME ? NAME_WEIGHT : 1.0F;
}

void weigh_alone(const struct item *item, float *out) {
    for (uint32_t i = 0; i < item->n_terms; i++) {
        float idf = weigh_background(item->term[i].id);
        out[i] = idf > 0 ? idf * kind_weight(&item->term[i]) : 0;
    }
}

enum err weigh_init(struct weigh *w, arena *a) {
    *w = (struct weigh){.count = arena_array(a, SLOTS, sizeof *w->count)};
    if (!w->count) {
        return a->last;
    }
    for (size_t i = 0; i < N_BACKGROUND; i++) {
        w->count[background[i].id % SLOTS] +=
            PRIOR * ((float)background[i].share / 65536.0F - UNKNOWN_SHARE);
    }
    return ERR_OK;
}

void weigh_learn(struct weigh *w, const struct item *item) {
    for (uint32_t i = 0; i < item->n_terms; i++) {
        w->count[item->term[i].id % SLOTS] += 1;
    }
    w->n += 1;
}

void weigh_item(const struct weigh *w, const struct item *item, float *out) {
    float all = logf(w->n + PRIOR);
    for (uint32_t i = 0; i < item->n_terms; i++) {
        __builtin_prefetch(&w->count[item->term[i].id % SLOTS]);
    }
    for (uint32_t i = 0; i < item->n_terms; i++) {
        const struct term *t = &item->term[i];
        float count = w->count[t->id % SLOTS] + PRIOR * UNKNOWN_SHARE + 0.5F;
        float idf = all - logf(count);
        out[i] = idf > 0 ? idf * kind_weight(t) : 0;
    }
}
