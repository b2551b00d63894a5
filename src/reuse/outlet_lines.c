/* outlet_lines.c - boilerplate is found by seeds, and a shingle is a seed only where its hash is
 * the least of its neighbours. "Replay More Videos ... MUST WATCH" stands between the titles of two
 * videos, other ones each time: one shingle, a seed in one report of three. What is known to be
 * an outlet's own line is therefore looked for in all reports of the outlet that are compared; in
 * those of others it may be what they took over. A bit array comes first, so that it costs about a
 * nanosecond a word. */
#include "reuse/outlet_lines.h"

enum { BITS_A_LINE = 128, LEAST_BITS = 5, MOST_BITS = 28 };

enum err outlet_lines_open(arena *a, const struct outlet_lines_found *found,
                           struct outlet_lines *out) {
    *out = (struct outlet_lines){0};
    TRY(map_init(&out->line, a, 16));
    for (size_t i = 0; i < found->n; i++) {
        TRY(map_put(&out->line, found->line[i], 1));
    }
    unsigned bits = LEAST_BITS;
    while (bits < MOST_BITS && (size_t)1 << bits < BITS_A_LINE * found->n_keys) {
        bits++;
    }
    uint32_t *seen = arena_array(a, ((size_t)1 << bits) / 32, sizeof *seen);
    if (!seen) {
        return a->last;
    }
    out->shift = 32 - bits;
    for (size_t i = 0; i < found->n_keys; i++) {
        uint32_t bit = (uint32_t)found->key[i] >> out->shift;
        seen[bit / 32] |= (uint32_t)1 << bit % 32;
    }
    out->seen = seen;
    return ERR_OK;
}

/* Mark the shingle at `pos`; *own: the copy of the flags, NULL at first. */
static enum err mark(arena *a, struct words *w, size_t pos, uint8_t **own) {
    if (!*own) {
        *own = arena_take(a, w->n);
        if (!*own) {
            return a->last;
        }
        memcpy(*own, w->flags, w->n);
        w->flags = *own;
    }
    for (size_t i = 0; i < SHINGLE_WORDS; i++) {
        (*own)[pos + i] |= WORD_COMMON;
    }
    return ERR_OK;
}

enum err outlet_lines_mark(arena *a, const struct outlet_lines *lines, uint32_t outlet,
                           struct words *words) {
    struct likely likely;
    uint8_t *own = NULL;
    size_t n = lines->line.n && outlet ? shingle_count(words->n) : 0;
    for (size_t from = 0; from < n; from += LIKELY_STEP) {
        size_t here = n - from < LIKELY_STEP ? n - from : LIKELY_STEP;
        size_t n_likely = likely_among(lines->seen, lines->shift, words->id + from, here, &likely);
        for (size_t i = 0; i < n_likely; i++) {
            size_t pos = from + likely.place[i];
            uint64_t line = outlet_lines_of(shingle_hash(words->id + pos), outlet);
            if (map_find(&lines->line, line) != MAP_NONE) {
                TRY(mark(a, words, pos, &own));
            }
        }
    }
    return ERR_OK;
}
