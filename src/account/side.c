/* side.c - what every kind of conflict is put together from: sides, their counts of voices,
 * sentences in words. A conflict is never decided here: the counts say how many independent voices
 * stand behind each side, and the reason says in words whether that is a majority. */
#include <stdarg.h>
#include <stdio.h>

#include "account/collate.h"
#include "base/sort.h"

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

enum attribution collation_attribution(const struct collation *c, const struct testimony *t) {
    if (t->speaker == NONE || t->annotation == NONE) {
        return ATTRIBUTION_NONE;
    }
    const struct quotation *q = &c->notes[t->witness]->quotes.quotation[t->annotation];
    switch ((enum quote_reason)q->reason) {
    case SPEAKER_CUE:
    case SPEAKER_COLON:
    case SPEAKER_TRANSCRIPT:
    case SPEAKER_EMBED:
        return ATTRIBUTION_STATED;
    case SPEAKER_CONTINUES:
    case SPEAKER_FLOATING:
        return ATTRIBUTION_CONTEXT;
    case SPEAKER_NONE:
        break;
    }
    return ATTRIBUTION_NONE;
}

void collation_count(const struct collation *c, struct claim *claim) {
    const struct witness *w = c->out->witness;
    claim->n_witnesses = 0;
    claim->n_voices = 0;
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        uint32_t witness = claim->testimony[i].witness;
        bool new_witness = true;
        bool new_voice = true;
        for (size_t j = 0; j < i; j++) {
            new_witness = new_witness && claim->testimony[j].witness != witness;
            new_voice = new_voice && w[claim->testimony[j].witness].voice != w[witness].voice;
        }
        claim->n_witnesses += new_witness;
        claim->n_voices += new_voice;
    }
}

enum err side_make(struct collation *c, str value, const struct place *place, size_t n,
                   struct side *out) {
    struct place *copy = arena_array(c->a, n, sizeof *copy);
    uint32_t *witness = arena_array(c->a, n, sizeof *witness);
    if (!copy || !witness) {
        return c->a->last;
    }
    for (size_t i = 0; i < n; i++) {
        copy[i] = place[i];
        witness[i] = place[i].witness;
    }
    *out = (struct side){.value = value, .place = copy, .n_places = n};
    out->n_voices = collation_voices(c, witness, n, &out->n_witnesses);
    return ERR_OK;
}

static int by_voices(const void *x, const void *y, void *ctx) {
    const struct side *a = x;
    const struct side *b = y;
    (void)ctx;
    if (a->n_voices != b->n_voices) {
        return a->n_voices > b->n_voices ? -1 : 1;
    }
    if (a->n_witnesses != b->n_witnesses) {
        return a->n_witnesses > b->n_witnesses ? -1 : 1;
    }
    const struct place *p = &a->place[0];
    const struct place *q = &b->place[0];
    if (p->witness != q->witness) {
        return p->witness < q->witness ? -1 : 1;
    }
    return p->at.from < q->at.from ? -1 : p->at.from > q->at.from;
}

enum err conflict_add(struct collation *c, struct conflict conflict, struct side *side, size_t n) {
    TRY(sort_stable(c->a, side, n, sizeof *side, by_voices, NULL));
    conflict.side = side;
    conflict.n_sides = n;
    return vec_push(c->a, &c->conflicts, conflict);
}
