/* collate.c - one story's account, part by part: witnesses, names joined, utterances, events,
 * figures, conflicts, timeline, lineage. Each part is a file of its own and sees the story through
 * struct collation. Pure: what comes out depends on the reports of the story alone. Cost: linear in
 * their annotations, but for the sorting of claims. */
#include "account/collate.h"

#include "base/sort.h"

static enum err join_names(struct collation *c) {
    size_t n = c->out->n_witnesses;
    const struct document **doc = arena_array(c->a, n, sizeof *doc);
    const struct names **names = arena_array(c->a, n, sizeof *names);
    if (!doc || !names) {
        return c->a->last;
    }
    for (size_t i = 0; i < n; i++) {
        doc[i] = &c->notes[i]->doc;
        names[i] = &c->notes[i]->names;
    }
    return name_join(c->a, doc, names, n, &c->out->entities);
}

static int by_weight(const void *x, const void *y, void *ctx) {
    const struct claim *a = x;
    const struct claim *b = y;
    (void)ctx;
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    if (a->n_witnesses != b->n_witnesses) {
        return a->n_witnesses > b->n_witnesses ? -1 : 1;
    }
    if (a->base.witness != b->base.witness) {
        return a->base.witness < b->base.witness ? -1 : 1;
    }
    return a->base.at.from < b->base.at.from ? -1 : a->base.at.from > b->base.at.from;
}

/* Where the words of the title stand, if they do. */
static void place_title(struct collation *c) {
    struct account *out = c->out;
    out->title = c->story->label;
    out->title_at = (struct place){.witness = NONE};
    for (size_t i = 0; i < out->n_witnesses && out->title.len; i++) {
        size_t pos = str_find(c->notes[i]->doc.text, out->title, 0);
        if (pos != SIZE_MAX) {
            out->title_at =
                (struct place){(uint32_t)i, {(uint32_t)pos, (uint32_t)(pos + out->title.len)}};
            return;
        }
    }
}

/* Claims get their final order before anything refers to them by index. */
static enum err order_claims(struct collation *c) {
    TRY(sort_stable(c->a, c->claims.v, c->claims.n, sizeof *c->claims.v, by_weight, NULL));
    c->out->claim = c->claims.v;
    c->out->n_claims = c->claims.n;
    return ERR_OK;
}

static int by_kind_and_place(const void *x, const void *y, void *ctx) {
    static const uint8_t rank[] = {[CONFLICT_SPEAKER] = 0,
                                   [CONFLICT_CUT] = 1,
                                   [CONFLICT_WORDING] = 2,
                                   [CONFLICT_DATE] = 3,
                                   [CONFLICT_FIGURE] = 4};
    const struct conflict *a = x;
    const struct conflict *b = y;
    (void)ctx;
    if (a->kind != b->kind) {
        return rank[a->kind] < rank[b->kind] ? -1 : 1;
    }
    const struct place *p = &a->side[0].place[0];
    const struct place *q = &b->side[0].place[0];
    if (p->witness != q->witness) {
        return p->witness < q->witness ? -1 : 1;
    }
    return p->at.from < q->at.from ? -1 : p->at.from > q->at.from;
}

enum err account_collate(arena *a, const struct accounts *all, uint32_t story,
                         struct account *out) {
    *out = (struct account){0};
    struct collation c = {.a = a, .all = all, .story = &all->stories.story[story], .out = out};
    TRY(witness_collect(&c));
    place_title(&c);
    TRY(join_names(&c));
    TRY(speech_collect(&c));
    TRY(occurrence_collect(&c));
    TRY(quantity_collect(&c));
    TRY(order_claims(&c));
    TRY(speech_conflicts(&c));
    TRY(occurrence_conflicts(&c));
    TRY(quantity_conflicts(&c));
    TRY(sort_stable(a, c.conflicts.v, c.conflicts.n, sizeof *c.conflicts.v, by_kind_and_place,
                    NULL));
    out->conflict = c.conflicts.v;
    out->n_conflicts = c.conflicts.n;
    TRY(timeline_collect(&c));
    return lineage_collect(&c);
}
