/* crowd.c - stars that remember. Copies of one wire share hundreds of seeds, and each copy lacks a
 * few of them where it was edited or cut. A star for each seed alone, or a chain of neighbours,
 * gives every copy another partner wherever one is lacking: ten pairs a report and more. Here a
 * report keeps the partners it has, and gets one more only for a seed that none of them has. Every
 * partner is earlier in the order of reports, so all that share a seed hang together through the
 * first. */
#include "reuse/crowd.h"

static const uint32_t NOBODY = UINT32_MAX;

void crowds_init(struct crowds *c, arena *a, const struct prints *prints) {
    *c = (struct crowds){.prints = prints, .a = a};
}

static enum err open_crowds(struct crowds *c) {
    size_t n = c->prints->n;
    c->partner = arena_take(c->a, n * CROWD_PARTNERS * sizeof *c->partner);
    c->turn = arena_array(c->a, n, sizeof *c->turn);
    c->met = arena_array(c->a, n, sizeof *c->met);
    if (!c->partner || !c->turn || !c->met) {
        return c->a->last;
    }
    memset(c->partner, 0xff, n * CROWD_PARTNERS * sizeof *c->partner);
    return ERR_OK;
}

static bool has_partner(const struct crowds *c, uint32_t report) {
    const uint32_t *partner = c->partner + (size_t)report * CROWD_PARTNERS;
    for (size_t i = 0; i < CROWD_PARTNERS && partner[i] != NOBODY; i++) {
        if (c->met[partner[i]] == c->seed) {
            return true;
        }
    }
    return false;
}

static void remember(struct crowds *c, uint32_t report, uint32_t partner) {
    uint8_t *turn = &c->turn[report];
    c->partner[(size_t)report * CROWD_PARTNERS + *turn] = partner;
    *turn = (uint8_t)((*turn + 1) % CROWD_PARTNERS);
}

enum err crowds_add(struct crowds *c, const struct posting *v, size_t n, uint64_t *out,
                    size_t *n_out) {
    const struct posting *head[CROWD_HEADS];
    size_t n_heads = 0;
    if (!c->met) {
        TRY(open_crowds(c));
    }
    c->seed++;
    for (size_t j = 0; j < n; j++) {
        uint32_t report = v[j].doc;
        bool is_again = c->met[report] == c->seed; /* stands in it twice */
        c->met[report] = c->seed;
        if (is_again || has_partner(c, report)) {
            continue;
        }
        size_t h = 0;
        prints_tell(c->prints, PRINT_TOUCHED);
        while (h < n_heads && !seeds_are_run(c->prints, head[h], &v[j])) {
            h++;
        }
        if (h < n_heads) {
            remember(c, report, head[h]->doc);
            out[(*n_out)++] = (uint64_t)head[h]->doc << 32 | report;
        } else if (n_heads < CROWD_HEADS) {
            head[n_heads++] = &v[j];
        }
    }
    return ERR_OK;
}
