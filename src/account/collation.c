/* collation.c - the questions that every part of a collation asks: which passage, which entity, how
 * many origins. Nothing here decides anything. Counting origins is quadratic in the witnesses of
 * one claim, which are few. */
#include <stdarg.h>
#include <stdio.h>

#include "account/collate.h"

bool collation_covers(const struct collation *c, uint32_t witness, uint32_t pos) {
    const struct witness *w = &c->out->witness[witness];
    for (size_t i = 0; i < w->n_passages; i++) {
        if (pos >= w->passage[i].from && pos < w->passage[i].to) {
            return true;
        }
    }
    return false;
}

uint32_t collation_entity(const struct collation *c, uint32_t witness, uint32_t mention) {
    if (mention == NONE) {
        return NONE;
    }
    uint32_t entity = c->notes[witness]->names.mention[mention].entity;
    return entity == NONE ? NONE : c->out->entities.of[witness][entity];
}

enum err collation_printf(struct collation *c, str *out, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n < 0) {
        return ERR_USAGE;
    }
    char *ptr = arena_alloc(c->a, (size_t)n + 1);
    if (!ptr) {
        return c->a->last;
    }
    va_start(args, fmt);
    vsnprintf(ptr, (size_t)n + 1, fmt, args);
    va_end(args);
    *out = (str){ptr, (size_t)n};
    return ERR_OK;
}
