/* piece_title.c - short lines that stand over others: the report's headline, the headings of its
 * sections. Both are told by what they lack (a closing mark, a speaker, a length) and by what
 * stands around them; in doubt a line stays a paragraph, because a paragraph taken for a heading
 * loses its claims and a heading taken for a paragraph costs nothing. O(1). */
#include "read/piece.h"

enum {
    LONGEST_HEADLINE = 26, /* tokens */
    LONGEST_HEADING = 12,
    LONGEST_QUESTION = 7,
    WIDEST_HEADLINE = 170, /* bytes */
    WIDEST_HEADING = 80,
    LEAST_PROSE = 12,
    TOP = 4 /* pieces above which a headline may stand */
};

static bool is_prose(const struct cutting *c, const struct piece *p) {
    enum block_kind kind = p->block.kind;
    if (kind != BLOCK_PARAGRAPH) {
        return kind == BLOCK_EMBED || kind == BLOCK_TRANSCRIPT || kind == BLOCK_LIST_ITEM;
    }
    return piece_length(p) >= LEAST_PROSE || (piece_length(p) > 3 && piece_ends_sentence(c, p));
}

static bool begins_like_title(const struct token *t) {
    return t->flags & (TOKEN_CAPITAL | TOKEN_HAS_DIGIT | TOKEN_MIXED_CASE) || t->mark == '"' ||
           t->mark == '\'' || t->mark == 0x201c || t->mark == 0x2018 || t->mark == '$';
}

static bool is_closing_mark(uint16_t mark) {
    return mark == '\'' || mark == 0x2019 || mark == '"' || mark == 0x201d || mark == ')';
}

/* A title ends with a word or a question; not with a period, and not with a sentence between marks.
 */
static bool ends_like_title(const struct token *last, uint16_t inner) {
    if (last->kind != TOKEN_PUNCT && last->kind != TOKEN_SYMBOL) {
        return last->kind != TOKEN_LINK &&
               (last->kind != TOKEN_ABBREV || last->flags & TOKEN_CAPITAL);
    }
    if (is_closing_mark(last->mark)) {
        return inner != '.' && inner != ',' && inner != '!' && inner != '?' && inner != 0x2026;
    }
    return last->mark == '?' || last->mark == '!' || last->mark == '%';
}

/* A short line that begins like a title and doesn't end like a sentence. */
static bool is_title_like(const struct cutting *c, const struct piece *p, uint32_t most_tokens,
                          uint32_t most_bytes) {
    const struct token *last = &c->doc->tok[p->block.tok_to - 1];
    return piece_length(p) <= most_tokens && p->block.at.to - p->block.at.from <= most_bytes &&
           begins_like_title(&c->doc->tok[p->block.tok_from]) &&
           ends_like_title(last, piece_length(p) > 1 ? last[-1].mark : 0);
}

/* The whole line stands between quotation marks and so may be somebody's words. */
static bool is_all_quoted(const struct cutting *c, const struct piece *p) {
    uint32_t q = mark_covering(c->doc->quoted, c->doc->n_quoted, p->block.at.from);
    return q != UINT32_MAX && c->doc->quoted[q].outer.from == p->block.at.from &&
           c->doc->quoted[q].outer.to >= p->block.at.to;
}

/* Nothing but headlines and furniture stands above piece i. */
static bool is_on_top(const struct cutting *c, size_t i) {
    for (size_t k = 0; k < i; k++) {
        enum block_kind kind = c->pieces.v[k].block.kind;
        if (i > TOP || (kind != BLOCK_HEADLINE && kind != BLOCK_PROMO && kind != BLOCK_CAPTION)) {
            return false;
        }
    }
    return true;
}

bool piece_title_is_headline(const struct cutting *c, size_t i) {
    const struct piece *p = &c->pieces.v[i];
    if (i + 1 >= c->pieces.n || !is_title_like(c, p, LONGEST_HEADLINE, WIDEST_HEADLINE) ||
        !is_on_top(c, i) || (i > 0 && is_all_quoted(c, p))) {
        return false;
    }
    const struct piece *next = &c->pieces.v[i + 1];
    switch ((enum block_kind)next->block.kind) {
    case BLOCK_BYLINE:
    case BLOCK_DATELINE:
    case BLOCK_CAPTION:
    case BLOCK_TRANSCRIPT:
        return true;
    default: /* any other kind is judged by its words */
        break;
    }
    if (is_prose(c, next)) {
        return piece_length(next) > piece_length(p) || piece_ends_sentence(c, next);
    }
    /* A second line of the same kind under it: the deck. */
    return i == 0 && i + 2 < c->pieces.n &&
           is_title_like(c, next, LONGEST_HEADLINE, WIDEST_HEADLINE) && piece_length(p) >= 3;
}

bool piece_title_is_heading(const struct cutting *c, size_t i) {
    const struct piece *p = &c->pieces.v[i];
    if (i == 0 || i + 1 >= c->pieces.n || !is_title_like(c, p, LONGEST_HEADING, WIDEST_HEADING) ||
        is_all_quoted(c, p)) {
        return false;
    }
    bool question = c->doc->tok[p->block.tok_to - 1].mark == '?';
    if (question && piece_length(p) > LONGEST_QUESTION) {
        return false; /* prose asks questions too, longer ones */
    }
    const struct piece *before = &c->pieces.v[i - 1];
    const struct piece *after = &c->pieces.v[i + 1];
    bool parted = before->block.kind != BLOCK_PARAGRAPH || piece_ends_sentence(c, before);
    return parted && is_prose(c, after) && piece_length(after) > piece_length(p);
}
