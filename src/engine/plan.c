/* plan.c - a table of what each layer shows, and one of what each step needs.
 * Promise: a layer's bytes are the same whether its steps alone were taken or all of them; so every
 * layer that shows days of undated reports asks for the anchors, which stories give. O(1). */
#include "engine/plan.h"

/* Each step with what it needs, so that one look gives the closure. */
enum {
    FIGURES = PLAN_FIGURES | PLAN_DATES,
    QUOTES = PLAN_QUOTES | PLAN_NAMES | PLAN_DATES,
    EVENTS = PLAN_EVENTS | QUOTES | FIGURES,
    STORIES = PLAN_STORIES | PLAN_NAMES | PLAN_DATES,
    ANCHORS = PLAN_ANCHORS | STORIES,
    ACCOUNTS = PLAN_ACCOUNTS | PLAN_COPIES | ANCHORS | EVENTS
};

unsigned plan_of(enum ct_layer layer) {
    switch (layer) {
    case CT_ACCOUNT:
    case CT_CONFLICTS:
    case CT_NAMES: /* its chains are the entities that accounts join across reports */
        return ACCOUNTS;
    case CT_STORIES:
        return STORIES;
    case CT_QUOTES:
        return QUOTES;
    case CT_DATES:
        return PLAN_DATES | ANCHORS;
    case CT_FIGURES:
        return FIGURES;
    case CT_EVENTS:
        return EVENTS | ANCHORS;
    case CT_COPIES:
        return PLAN_COPIES;
    }
    return ACCOUNTS;
}

bool plan_covers(unsigned steps, enum ct_layer layer) {
    unsigned needed = plan_of(layer);
    return (steps & needed) == needed;
}
