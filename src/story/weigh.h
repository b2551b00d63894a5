/* weigh.h - how much a term says: its rarity in the background and in the stream so far. */
#ifndef COPYTASTER_STORY_WEIGH_H
#define COPYTASTER_STORY_WEIGH_H

#include "story/item.h"

/* Inverse frequency of a term in the background alone. O(log of its table). */
float weigh_background(uint32_t id);

/* Weights of an item's terms by the background alone. O(terms x log of the table). */
void weigh_alone(const struct item *item, float *out);

/* 1 + ln n, 0 for 0: a table for the small ones, which nearly all are. */
enum { WEIGH_DAMPED = 32 };
extern const float weigh_damped_first[WEIGH_DAMPED];
float weigh_damped_rest(unsigned n);

static inline float weigh_damped(unsigned n) {
    return n < WEIGH_DAMPED ? weigh_damped_first[n] : weigh_damped_rest(n);
}

/* What the counts of a term come to: damped, title and lead twice. */
static inline float weigh_count(const struct term *t) {
    return weigh_damped(2u * t->title + 2u * t->lead + t->body);
}

/* Frequencies of terms, counted as items come: the background stands for the first ones. Slots are
 * shared by terms with the same low bits of id, so that memory is fixed (8 MB). */
struct weigh {
    float *count;
    float n;
};

enum err weigh_init(struct weigh *w, arena *a);

/* Count the terms of an item. O(terms). */
void weigh_learn(struct weigh *w, const struct item *item);

/* Weights of an item's terms without their counts: out[i] for term[i]. O(terms). */
void weigh_item(const struct weigh *w, const struct item *item, float *out);

#endif
