/* plan.h - which steps a layer needs: what is asked for decides what is worked out. */
#ifndef COPYTASTER_ENGINE_PLAN_H
#define COPYTASTER_ENGINE_PLAN_H

#include "copytaster.h"

enum plan_step {                     /* bits, in the order in which they are taken */
                 PLAN_NAMES = 1,     /* of each report alone */
                 PLAN_DATES = 2,     /* all time expressions; without it the day alone */
                 PLAN_FIGURES = 4,   /* needs dates */
                 PLAN_QUOTES = 8,    /* needs names, dates */
                 PLAN_EVENTS = 16,   /* needs all before it */
                 PLAN_COPIES = 32,   /* across reports */
                 PLAN_STORIES = 64,  /* needs names, dates */
                 PLAN_ANCHORS = 128, /* days of reports without one: needs stories */
                 PLAN_ACCOUNTS = 256 /* needs everything */
};

/* The steps of a layer, closed under what they need: plan_step bits. O(1). */
unsigned plan_of(enum ct_layer layer);

/* Whether a result of these steps can show the layer. */
bool plan_covers(unsigned steps, enum ct_layer layer);

#endif
