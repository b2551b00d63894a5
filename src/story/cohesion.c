/* cohesion.c - each part of a report against the rest of it: the terms of all parts are counted
 * together once, and what remains without the part's own counts is the rest. */
#include "story/cohesion.h"

#include <math.h>

#include "base/map.h"
#include "base/vec.h"
#include "story/weigh.h"

/* Half of the parts of political newsletters (21 of them, 189 parts) lie under .051, nine
 * newsletters in ten have a median under .08; half of the articles with subheadings (2,163) have
 * one over .19, nineteen in twenty over .065. Parts that name persons, and none that the rest
 * names, may be more alike: two news from one war. */
static const float PARTED = 0.07F;
static const float PARTED_FEW = 0.04F; /* of two or three parts: there is less to be like */
static const float PARTED_PERSONS = 0.12F;
static const float NO_LIKENESS = 0.025F; /* 1.4 % of all 5,427 parts */

/* The terms of all parts together. */
struct whole {
    struct map at; /* id of a term -> index */
    VEC(uint32_t) count;
    VEC(float) weight; /* rarity in the background */
};

/* How often a word stands in its part, and 1 for a person. */
static uint32_t count_of(const struct term *t) {
    return t->flags & TERM_PERSON ? 1 : 2u * t->title + 2u * t->lead + t->body;
}

static enum err add_item(arena *a, const struct item *item, float *weight, struct whole *w) {
    weigh_alone(item, weight);
    for (uint32_t i = 0; i < item->n_terms; i++) {
        const struct term *t = &item->term[i];
        if (t->flags & TERM_MARK & ~TERM_PERSON) {
            continue; /* says again what words say */
        }
        uint32_t k = map_find(&w->at, t->id);
        if (k == MAP_NONE) {
            k = (uint32_t)w->count.n;
            TRY(map_put(&w->at, t->id, k));
            TRY(vec_push(a, &w->count, (uint32_t){0}));
            TRY(vec_push(a, &w->weight, t->flags & TERM_PERSON ? 0 : weight[i]));
        }
        w->count.v[k] += count_of(t);
    }
    return ERR_OK;
}

static double square(double x) {
    return x * x;
}

/* An item against the whole less its own counts; `all` = sum of the squares of the whole's words.
 */
static struct cohesion compare(const struct whole *w, const struct item *item, double all) {
    struct cohesion out = {0};
    double product = 0;
    double own = 0;
    double rest = all;
    for (uint32_t i = 0; i < item->n_terms; i++) {
        const struct term *t = &item->term[i];
        if (t->flags & TERM_MARK & ~TERM_PERSON) {
            continue;
        }
        uint32_t k = map_find(&w->at, t->id);
        if (t->flags & TERM_PERSON) {
            out.named++;
            out.shared += w->count.v[k] > count_of(t);
            continue;
        }
        double weight = (double)w->weight.v[k];
        double here = weight * (double)weigh_damped(count_of(t));
        double before = weight * (double)weigh_damped(w->count.v[k]);
        double left = weight * (double)weigh_damped(w->count.v[k] - count_of(t));
        product += here * left;
        own += square(here);
        rest += square(left) - square(before);
    }
    double norm = sqrt(own * (rest > 0 ? rest : 0));
    out.likeness = norm > 0 ? (float)(product / norm) : 0;
    return out;
}

enum err cohesion_find(arena *a, const struct item *item, size_t n, struct cohesion *out) {
    struct whole w = {0};
    float weight[ITEM_TERMS + ITEM_MARKS];
    TRY(map_init(&w.at, a, 64));
    for (size_t i = 0; i < n; i++) {
        TRY(add_item(a, &item[i], weight, &w));
    }
    double all = 0;
    for (size_t k = 0; k < w.count.n; k++) {
        all += square((double)w.weight.v[k] * (double)weigh_damped(w.count.v[k]));
    }
    for (size_t i = 0; i < n; i++) {
        out[i] = compare(&w, &item[i], all);
    }
    return ERR_OK;
}

bool cohesion_is_roundup(const struct cohesion *part, size_t n) {
    size_t n_apart = 0;
    float parted = n < 3 ? PARTED_FEW : PARTED;
    for (size_t i = 0; i < n; i++) {
        bool strangers = part[i].named > 0 && part[i].shared == 0;
        n_apart += part[i].likeness < (strangers ? PARTED_PERSONS : parted);
    }
    return n > 0 && 2 * n_apart >= n;
}

bool cohesion_is_none(const struct cohesion *part) {
    return part->likeness < NO_LIKENESS;
}
