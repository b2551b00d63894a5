/* blocks.c - the order in which the rules are asked.
 * Paragraphs are cut first and never lost afterwards: a rule may name a piece, part it in two or
 * leave it; together the blocks hold every token. What is certain comes first (posts, promos,
 * captions, credits, bylines), then what counts labels over the whole report (transcripts),
 * datelines, and last what depends on its neighbours (signatures, lists, headlines, headings).
 * O(text). */
#include "read/blocks.h"

#include "base/vec.h"
#include "read/piece.h"
#include "text/utf8.h"

enum { TOP = 8, BOTTOM = 5 }; /* pieces in which a report begins and ends */

static void name_lines(struct cutting *c) {
    for (size_t i = 0; i < c->pieces.n; i++) {
        struct piece *p = &c->pieces.v[i];
        if (p->block.kind != BLOCK_PARAGRAPH) {
            continue;
        }
        bool bottom = i + BOTTOM >= c->pieces.n;
        bool edge = i < TOP || bottom;
        (void)((edge && (piece_dateline_is_line(c, p) || piece_line_is_byline(c, p) ||
                         piece_line_is_affiliation(c, i))) ||
               piece_line_name(c, p, bottom));
    }
}

static bool is_lead(const struct cutting *c, const struct piece *p) {
    return p->block.kind == BLOCK_PARAGRAPH && piece_length(p) >= 12 && piece_ends_sentence(c, p);
}

/* Datelines part their paragraph, and so do credits behind the last sentence. */
static enum err part_paragraphs(struct cutting *c) {
    struct pieces out = {0};
    bool first = true;
    for (size_t i = 0; i < c->pieces.n; i++) {
        struct piece p = c->pieces.v[i];
        bool lead = is_lead(c, &p);
        uint32_t end = p.block.kind == BLOCK_PARAGRAPH ? piece_dateline(c, &p, first) : 0;
        if (end && end < p.block.tok_to) {
            struct piece rest = piece_split(c, &p, end);
            TRY(vec_push(c->a, &out, p));
            p = rest;
        }
        first = first && !lead && !end;
        uint32_t tail = p.block.kind == BLOCK_PARAGRAPH ? piece_line_credit_tail(c, &p) : 0;
        if (tail) {
            struct piece credit = piece_split(c, &p, tail);
            TRY(vec_push(c->a, &out, p));
            p = credit;
            piece_line_is_credit(c, &p);
        }
        TRY(vec_push(c->a, &out, p));
    }
    c->pieces = out;
    return ERR_OK;
}

static void name_by_neighbours(struct cutting *c) {
    for (size_t i = 0; i < c->pieces.n; i++) {
        struct piece *p = &c->pieces.v[i];
        if (p->block.kind != BLOCK_PARAGRAPH) {
            continue;
        }
        if (piece_line_is_list_item(c, i)) {
            p->block.kind = BLOCK_LIST_ITEM;
        } else if (!piece_speech_is_signature(c, i) && piece_title_is_headline(c, i)) {
            p->block.kind = BLOCK_HEADLINE;
        }
    }
    uint32_t section = NONE;
    for (size_t i = 0; i < c->pieces.n; i++) {
        struct piece *p = &c->pieces.v[i];
        if (p->block.kind == BLOCK_PARAGRAPH && piece_title_is_heading(c, i)) {
            p->block.kind = BLOCK_HEADING;
            section = (uint32_t)i;
        } else {
            p->block.section = section;
        }
    }
}

/* Behind the last character of [from, to) that is no white space. */
static size_t trim_end(str text, size_t from, size_t to) {
    while (to > from) {
        size_t len;
        uint32_t cp = utf8_decode_before(text, to, &len);
        bool blank = cp == ' ' || (cp >= 9 && cp <= 13) || cp == 0x85 || cp == 0xa0 ||
                     cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 ||
                     cp == 0x2029 || cp == 0x202f || cp == 0x205f || cp == 0x3000;
        if (!blank) {
            break;
        }
        to -= len;
    }
    return to;
}

/* Blocks out of pieces. Characters that are no token (zero width, controls) go to the block before
 * them. */
static enum err seal(struct cutting *c, struct document *doc) {
    struct block *block = arena_array(c->a, c->pieces.n, sizeof *block);
    if (!block) {
        return c->a->last;
    }
    for (size_t i = 0; i < c->pieces.n; i++) {
        block[i] = c->pieces.v[i].block;
        size_t limit = i + 1 < c->pieces.n ? c->pieces.v[i + 1].block.at.from : doc->text.len;
        block[i].at.to = (uint32_t)trim_end(doc->text, block[i].at.to, limit);
    }
    size_t before = c->pieces.n ? trim_end(doc->text, 0, block[0].at.from) : 0;
    if (before) {
        block[0].at.from = 0;
    }
    doc->block = block;
    doc->n_blocks = c->pieces.n;
    doc->embed = c->embeds.v;
    doc->n_embeds = c->embeds.n;
    return ERR_OK;
}

enum err blocks_find(arena *a, struct document *doc) {
    struct cutting c = {.a = a, .doc = doc};
    TRY(piece_cut(&c));
    TRY(piece_embed_find(&c));
    TRY(piece_given_embeds(&c));
    name_lines(&c);
    TRY(piece_speech_find_transcript(&c));
    TRY(part_paragraphs(&c));
    name_by_neighbours(&c);
    return seal(&c, doc);
}
