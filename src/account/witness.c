/* witness.c - the reports of a story as witnesses, and which of them may have one origin.
 * Origins come from the copies: reports that share so much of the reporter's own words that they
 * can't be counted as two. Whether that is certain (a credited or contained copy) or only likely is
 * kept, since the account says which. */
#include "account/collate.h"
#include "base/hash.h"
#include "base/map.h"

static size_t count_witnesses(const struct collation *c) {
    size_t n = 0;
    uint32_t last = NONE;
    for (size_t i = 0; i < c->story->n_passages; i++) {
        uint32_t report = c->all->stories.passage[c->story->passage[i]].report;
        n += report != last;
        last = report;
    }
    return n;
}

size_t witness_copies(const struct collation *c, uint32_t report) {
    const struct copies *copies = &c->all->copies;
    size_t low = 0;
    size_t high = copies->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (copies->copy[mid].a < report) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

uint32_t witness_of_report(const struct collation *c, uint32_t report) {
    size_t low = 0;
    size_t high = c->out->n_witnesses;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (c->out->witness[mid].report < report) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    bool found = low < c->out->n_witnesses && c->out->witness[low].report == report;
    return found ? (uint32_t)low : NONE;
}

/* The smallest witness that copies that are certain lead to from `i`. */
static uint32_t root_of(const uint32_t *parent, uint32_t i) {
    while (parent[i] != i) {
        i = parent[i];
    }
    return i;
}

/* An origin is certain for a witness that certain copies tie to the first one of it, over
 * others if need be. */
static enum err mark_certain(const struct collation *c, struct witness *witness, size_t n) {
    const struct copies *copies = &c->all->copies;
    uint32_t *parent = arena_array(c->a, n, sizeof *parent);
    if (!parent) {
        return c->a->last;
    }
    for (uint32_t i = 0; i < n; i++) {
        parent[i] = i;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t report = witness[i].report;
        size_t k = witness_copies(c, report);
        for (; k < copies->n && copies->copy[k].a == report; k++) {
            uint32_t j = witness_of_report(c, copies->copy[k].b);
            if (j != NONE && copies->copy[k].voice == VOICE_SAME) {
                uint32_t x = root_of(parent, i);
                uint32_t y = root_of(parent, j);
                parent[x > y ? x : y] = x > y ? y : x;
            }
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        witness[i].origin_certain = root_of(parent, i) == witness[i].origin;
    }
    return ERR_OK;
}

static enum err join_origins(const struct collation *c, struct witness *witness, size_t n) {
    struct map by_origin;
    TRY(map_init(&by_origin, c->a, n));
    const uint32_t *origin = c->all->copies.origin;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t first = map_find(&by_origin, origin[witness[i].report]);
        if (first == MAP_NONE) {
            TRY(map_put(&by_origin, origin[witness[i].report], i));
        }
        witness[i].origin = first == MAP_NONE ? i : first;
    }
    return mark_certain(c, witness, n);
}

/* A report whose outlet isn't known stands for one of its own. */
static enum err join_outlets(const struct collation *c, struct witness *witness, size_t n) {
    struct map by_outlet;
    TRY(map_init(&by_outlet, c->a, n));
    for (uint32_t i = 0; i < n; i++) {
        str outlet = c->notes[i]->print.origin.outlet;
        uint32_t first = outlet.len ? map_find(&by_outlet, hash_bytes(outlet)) : i;
        if (first == MAP_NONE) {
            TRY(map_put(&by_outlet, hash_bytes(outlet), i));
        }
        witness[i].outlet = first == MAP_NONE ? i : first;
    }
    return ERR_OK;
}

static enum err fill_witness(struct collation *c, struct witness *w, size_t *next) {
    const struct stories *stories = &c->all->stories;
    size_t from = *next;
    w->report = stories->passage[c->story->passage[from]].report;
    size_t to = from;
    while (to < c->story->n_passages &&
           stories->passage[c->story->passage[to]].report == w->report) {
        to++;
    }
    struct span *passage = arena_array(c->a, to - from, sizeof *passage);
    if (!passage) {
        return c->a->last;
    }
    for (size_t i = from; i < to; i++) {
        passage[i - from] = stories->passage[c->story->passage[i]].at;
    }
    w->passage = passage;
    w->n_passages = to - from;
    w->anchor = c->all->notes[w->report].dates.anchor;
    *next = to;
    return ERR_OK;
}

enum err witness_collect(struct collation *c) {
    size_t n = count_witnesses(c);
    struct witness *witness = arena_array(c->a, n, sizeof *witness);
    c->notes = arena_array(c->a, n, sizeof *c->notes);
    if (!witness || !c->notes) {
        return c->a->last;
    }
    size_t next = 0;
    for (size_t i = 0; i < n; i++) {
        TRY(fill_witness(c, &witness[i], &next));
        c->notes[i] = &c->all->notes[witness[i].report];
    }
    c->out->witness = witness;
    c->out->n_witnesses = n;
    TRY(join_outlets(c, witness, n));
    TRY(join_origins(c, witness, n));
    TRY(origins_init(c));
    origins_begin(c);
    for (uint32_t i = 0; i < n; i++) {
        origins_add(c, i, (struct span){0, 0});
    }
    c->out->n_outlets = c->origins.n_outlets;
    c->out->n_origins = c->origins.n_origins;
    return ERR_OK;
}
