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
    case PAGE_BYLINE:
        return BLOCK_BYLINE;
    case PAGE_PROMO:
        return BLOCK_PROMO;
    case PAGE_PARAGRAPH:
    case PAGE_QUOTE:
    case PAGE_CODE:
    case PAGE_POST:
    case PAGE_EMBED: /* until piece_given_embeds: the rules look for its attribution first */
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

/* Whether the piece lies in a block that the page marked as a post; *given is the block looked at
 * last and only moves on. */
static bool is_marked(const struct document *doc, const struct piece *p, size_t *given) {
    while (*given < doc->n_given && doc->given[*given].at.to <= p->block.at.from) {
        ++*given;
    }
    return *given < doc->n_given && doc->given[*given].kind == PAGE_EMBED &&
           doc->given[*given].at.from <= p->block.at.from;
}

/* Give the pieces [from, to) to the post `index`. */
static void join_post(struct cutting *c, size_t from, size_t to, uint32_t index) {
    struct embed *e = &c->embeds.v[index];
    for (size_t i = from; i < to; i++) {
        struct block *b = &c->pieces.v[i].block;
        bool first = span_is_empty(e->text);
        b->kind = BLOCK_EMBED;
        b->embed = index;
        e->at.from = b->at.from < e->at.from ? b->at.from : e->at.from;
        e->at.to = b->at.to > e->at.to ? b->at.to : e->at.to;
        e->text.from = first || b->at.from < e->text.from ? b->at.from : e->text.from;
        e->text.to = first || b->at.to > e->text.to ? b->at.to : e->text.to;
    }
}

/* The pieces [from, to), of which no rule knows whose they are, as a post of their own. */
static enum err make_post(struct cutting *c, size_t from, size_t to) {
    if (from == to) {
        return ERR_OK;
    }
    struct embed e = {.at = c->pieces.v[from].block.at, .text = c->pieces.v[from].block.at};
    TRY(vec_push(c->a, &c->embeds, e));
    join_post(c, from, to, (uint32_t)c->embeds.n - 1);
    return ERR_OK;
}

enum err piece_given_embeds(struct cutting *c) {
    size_t given = 0;
    size_t from = 0; /* the first piece of the post at hand */
    for (size_t i = 0; i < c->pieces.n; i++) {
        const struct piece *p = &c->pieces.v[i];
        if (!is_marked(c->doc, p, &given)) {
            TRY(make_post(c, from, i));
            from = i + 1;
        } else if (p->block.kind == BLOCK_EMBED && p->block.embed != NONE) {
            join_post(c, from, i,
                      p->block.embed); /* its attribution: what stands above is its text */
            from = i + 1;
        }
    }
    return make_post(c, from, c->pieces.n);
}
