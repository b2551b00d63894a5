/* draft.c - the list of drafts and their pieces of content.
 * Pieces are a linked list by index, so that a draft can grow while later ones are added. O(1) a
 * call but for the marking of taken tokens, which is O(tokens of the piece). */
#include "quote/draft.h"

#include "base/vec.h"

enum err draft_init(arena *a, struct drafts *d, const struct prose *p) {
    *d = (struct drafts){0};
    d->taken = arena_array(a, p->n_tok + 1, 1);
    return d->taken ? ERR_OK : a->last;
}

static enum err add_piece(arena *a, struct drafts *d, struct range at) {
    memset(d->taken + at.from, 1, at.to - at.from);
    return vec_push(a, &d->piece, (struct piece){at, NONE});
}

enum err draft_add(arena *a, struct drafts *d, const struct draft *draft, struct range content) {
    TRY(add_piece(a, d, content));
    struct draft copy = *draft;
    copy.first = copy.last = (uint32_t)d->piece.n - 1;
    return vec_push(a, d, copy);
}

enum err draft_extend(arena *a, struct drafts *d, uint32_t i, struct range content) {
    TRY(add_piece(a, d, content));
    uint32_t k = (uint32_t)d->piece.n - 1;
    d->piece.v[d->v[i].last].next = k;
    d->v[i].last = k;
    return ERR_OK;
}

enum err draft_prepend(arena *a, struct drafts *d, uint32_t i, struct range content) {
    TRY(add_piece(a, d, content));
    uint32_t k = (uint32_t)d->piece.n - 1;
    d->piece.v[k].next = d->v[i].first;
    d->v[i].first = k;
    return ERR_OK;
}

struct range draft_extent(const struct drafts *d, const struct draft *draft) {
    return (struct range){d->piece.v[draft->first].at.from, d->piece.v[draft->last].at.to};
}
