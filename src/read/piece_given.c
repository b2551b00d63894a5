/* piece_given.c - the structure of a page, taken over: its blocks are the pieces, and what the page
 * marked (headings, captions, posts) isn't guessed again. A paragraph of the page stays open to the
 * rules: datelines, credits and promos are not marked by pages. A line break inside a block doesn't
 * part it. O(tokens). */
#include "base/vec.h"
#include "read/piece.h"

static enum block_kind kind_of(enum page_block_kind kind) {
    switch (kind) {
    case PAGE_HEADING:
        return BLOCK_HEADING;
    case PAGE_LIST_ITEM:
    case PAGE_TABLE_ROW:
        return BLOCK_LIST_ITEM;
    case PAGE_CAPTION:
        return BLOCK_CAPTION;
    case PAGE_EMBED:
        return BLOCK_EMBED;
    case PAGE_BYLINE:
        return BLOCK_BYLINE;
    case PAGE_PROMO:
        return BLOCK_PROMO;
    case PAGE_PARAGRAPH:
    case PAGE_QUOTE:
    case PAGE_CODE:
    case PAGE_BLOCK_KINDS:
        break;
    }
    return BLOCK_PARAGRAPH;
}

/* First token that begins at or behind `pos`. */
static uint32_t token_from(const struct document *doc, uint32_t tok, uint32_t pos) {
    while (tok < doc->n_tok && doc->tok[tok].from < pos) {
        tok++;
    }
    return tok;
}

enum err piece_given_cut(struct cutting *c) {
    const struct document *doc = c->doc;
    uint32_t from = 0;
    for (size_t i = 0; i < doc->n_given; i++) {
        bool last = i + 1 == doc->n_given;
        uint32_t to =
            last ? (uint32_t)doc->n_tok : token_from(doc, from, doc->given[i + 1].at.from);
        if (to == from) {
            continue; /* marks only, none of which is a token */
        }
        struct block b = {.at = {doc->tok[from].from, doc->tok[to - 1].to},
                          .tok_from = from,
                          .tok_to = to,
                          .section = NONE,
                          .kind = (uint8_t)kind_of(doc->given[i].kind),
                          .embed = NONE};
        TRY(vec_push(c->a, &c->pieces, (struct piece){.block = b, .n_feeds = from ? 2 : 100}));
        from = to;
    }
    return ERR_OK;
}

enum err piece_given_embeds(struct cutting *c) {
    for (size_t i = 0; i < c->pieces.n; i++) {
        struct block *b = &c->pieces.v[i].block;
        if (b->kind == BLOCK_EMBED && b->embed == NONE) {
            b->embed = (uint32_t)c->embeds.n;
            TRY(vec_push(c->a, &c->embeds, (struct embed){.at = b->at, .text = b->at}));
        }
    }
    return ERR_OK;
}
