/* piece_title.c - short lines that stand over others: the report's headline, the headings of its
 * sections. Both are told by what they lack (a closing mark, a speaker, a length) and by what
 * stands around them; in doubt a line stays a paragraph, because a paragraph taken for a heading
 * loses its claims and a heading taken for a paragraph costs nothing. O(1). */
#include "read/piece.h"

enum {
    LONGEST_HEADLINE = 26, /* tokens */
    LONGEST_HEADING = 12,
    WIDEST_HEADLINE = 170, /* bytes */
    WIDEST_HEADING = 80,
    LEAST_PROSE = 12
};

static bool is_prose(const struct cutting *c, const struct piece *p) {
    enum block_kind kind = p->block.kind;
    if (kind != BLOCK_PARAGRAPH) {
        return kind == BLOCK_EMBED || kind == BLOCK_TRANSCRIPT || kind == BLOCK_LIST_ITEM;
    }
    return piece_length(p) >= LEAST_PROSE || (piece_length(p) > 3 && piece_ends_sentence(c, p));
}

/* A short line that begins like a title and doesn't end like a sentence. */
static bool is_title_like(const struct cutting *c, const struct piece *p, uint32_t most_tokens,
                          uint32_t most_bytes) {
    const struct token *first = &c->doc->tok[p->block.tok_from];
    const struct token *last = &c->doc->tok[p->block.tok_to - 1];
    if (piece_length(p) > most_tokens || p->block.at.to - p->block.at.from > most_bytes) {
        return false;
    }
    bool begins = first->flags & (TOKEN_CAPITAL | TOKEN_HAS_DIGIT | TOKEN_MIXED_CASE) ||
                  first->mark == '"' || first->mark == '\'' || first->mark == 0x201c ||
                  first->mark == 0x2018 || first->mark == '$';
    bool ends = last->kind == TOKEN_WORD || last->kind == TOKEN_NUMBER ||
                last->kind == TOKEN_ABBREV || last->kind == TOKEN_CLITIC || last->mark == '?' ||
                last->mark == '!' || last->mark == '\'' || last->mark == 0x2019 ||
                last->mark == '"' || last->mark == 0x201d || last->mark == ')' || last->mark == '%';
    uint16_t inner = piece_length(p) > 1 ? last[-1].mark : 0;
    bool quoted_sentence = last->kind == TOKEN_PUNCT && last->mark != '?' && last->mark != '!' &&
                           (inner == '.' || inner == ',' || inner == 0x2026);
    return begins && ends && !quoted_sentence;
}

/* The whole line stands between quotation marks and so may be somebody's words. */
static bool is_all_quoted(const struct cutting *c, const struct piece *p) {
    uint32_t q = mark_covering(c->doc->quoted, c->doc->n_quoted, p->block.at.from);
    return q != UINT32_MAX && c->doc->quoted[q].outer.from == p->block.at.from &&
           c->doc->quoted[q].outer.to >= p->block.at.to;
}

bool piece_is_headline(const struct cutting *c, size_t i) {
    const struct piece *p = &c->pieces.v[i];
    if (i + 1 >= c->pieces.n || !is_title_like(c, p, LONGEST_HEADLINE, WIDEST_HEADLINE)) {
        return false;
    }
    if (i > 0 && (i > 2 || c->pieces.v[i - 1].block.kind != BLOCK_HEADLINE)) {
        return false;
    }
    if (is_all_quoted(c, p) && i > 0) {
        return false;
    }
    const struct piece *next = &c->pieces.v[i + 1];
    enum block_kind kind = next->block.kind;
    bool opens = kind == BLOCK_BYLINE || kind == BLOCK_DATELINE || kind == BLOCK_CAPTION ||
                 kind == BLOCK_TRANSCRIPT;
    if (opens) {
        return true;
    }
    if (is_prose(c, next)) {
        return piece_length(next) > piece_length(p) || piece_ends_sentence(c, next);
    }
    /* A second line of the same kind under it: the deck. */
    return i == 0 && i + 2 < c->pieces.n &&
           is_title_like(c, next, LONGEST_HEADLINE, WIDEST_HEADLINE) && piece_length(p) >= 3;
}

bool piece_is_heading(const struct cutting *c, size_t i) {
    const struct piece *p = &c->pieces.v[i];
    if (i == 0 || i + 1 >= c->pieces.n || !is_title_like(c, p, LONGEST_HEADING, WIDEST_HEADING) ||
        is_all_quoted(c, p)) {
        return false;
    }
    const struct piece *before = &c->pieces.v[i - 1];
    const struct piece *after = &c->pieces.v[i + 1];
    bool parted = before->block.kind != BLOCK_PARAGRAPH || piece_ends_sentence(c, before);
    return parted && is_prose(c, after) && piece_length(after) > piece_length(p);
}
