/* piece_line.c - lines told by how they begin or end: promos, captions, credits, bylines, list
 * items. The first and last hundred bytes of a paragraph are folded (so that no-break spaces,
 * capitals and curly apostrophes don't matter) and looked for in the tables; ordinary prose fails
 * at the first letter of each entry, or because two letters of it stand nowhere side by side (a
 * Bloom filter of pairs). Cost: O(entries) a paragraph. */
#include "read/piece.h"

#include "text/fold.h"

enum {
    WINDOW = 100,
    PAIR_WORDS = 16,
    LONGEST_PROMO = 60,
    LONGEST_ORDER = 25,
    LONGEST_CAPTION = 90,
    LONGEST_CREDITED = 50,
    LONGEST_CREDIT = 80,
    LONGEST_BYLINE = 20,
    LONGEST_NAMES = 14,
    LONGEST_AFFILIATION = 6
};

enum promo_need { ALONE, COLON, ORDER, SHORT, WHOLE, TAGGED };

struct promo {
    const char *text;
    enum promo_need need;
};

struct affix {
    const char *text;
    bool at_end;
};

#define X(text, need) {text, need},
static const struct promo promos[] = {
#include "read/tables/promo.inc"
};
#undef X

#define BEGINS(text) {text, false},
#define ENDS(text) {text, true},
static const struct affix captions[] = {
#include "read/tables/captions.inc"
};
static const struct affix credits[] = {
#include "read/tables/credits.inc"
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static bool is_tail_byte(char c) {
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* The first and last WINDOW bytes of a piece, folded. */
struct edges {
    char room[2][FOLD_ROOM(WINDOW)];
    str start;
    str end;
    uint64_t pairs[PAIR_WORDS]; /* bit pair_of(x, y): x and y stand side by side in `end` */
};

static unsigned pair_of(char x, char y) {
    return ((unsigned char)x * 37u + (unsigned char)y) % (PAIR_WORDS * 64);
}

static bool may_have(const struct edges *e, const char *text) {
    unsigned bit = pair_of(text[0], text[1]);
    return e->pairs[bit / 64] >> bit % 64 & 1;
}

static void fold_edges(const struct cutting *c, const struct piece *p, struct edges *e) {
    str s = str_span(c->doc->text, p->block.at);
    size_t to = s.len < WINDOW ? s.len : WINDOW;
    size_t from = s.len - to;
    while (to < s.len && to > 0 && is_tail_byte(s.ptr[to])) {
        to--;
    }
    while (from < s.len && is_tail_byte(s.ptr[from])) {
        from++;
    }
    e->start = (str){e->room[0], fold_into(e->room[0], str_slice(s, 0, to))};
    e->end = (str){e->room[1], fold_into(e->room[1], str_slice(s, from, s.len))};
    memset(e->pairs, 0, sizeof e->pairs);
    for (size_t i = 1; i < e->end.len; i++) {
        unsigned bit = pair_of(e->end.ptr[i - 1], e->end.ptr[i]);
        e->pairs[bit / 64] |= (uint64_t)1 << bit % 64;
    }
}

/* Whether a folded text begins or ends in a way of the table; ends only with `ends`. */
static bool has_affix(const struct affix *table, size_t n, const struct edges *e, bool ends) {
    for (size_t i = 0; i < n; i++) {
        const char *text = table[i].text;
        bool may =
            table[i].at_end ? ends && may_have(e, text) : e->start.len && *text == e->start.ptr[0];
        if (may && (table[i].at_end ? str_find(e->end, str_from_cstr(text), 0) != SIZE_MAX
                                    : str_starts_with(e->start, str_from_cstr(text)))) {
            return true;
        }
    }
    return false;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Whether a separator stands behind the first `len` bytes of `line`; a dash only between spaces. */
static bool separator_follows(str line, size_t len) {
    size_t i = len;
    while (i < line.len && line.ptr[i] == ' ') {
        i++;
    }
    if (i == line.len) {
        return false;
    }
    return line.ptr[i] == '-' ? i > len && i + 1 < line.len && line.ptr[i + 1] == ' '
                              : strchr(":|>", line.ptr[i]) != NULL;
}

/* Whether the first `n` words are in capitals. */
static bool is_shouted(const struct cutting *c, const struct piece *p, uint32_t n) {
    for (uint32_t i = p->block.tok_from; i < p->block.tok_to && i < p->block.tok_from + n; i++) {
        if (c->doc->tok[i].kind == TOKEN_WORD && !(c->doc->tok[i].flags & TOKEN_ALL_CAPS)) {
            return false;
        }
    }
    return true;
}

/* A handle, an address or the name of a network. */
static bool is_tagged(const struct cutting *c, const struct piece *p) {
    for (uint32_t i = p->block.tok_from; i < p->block.tok_to; i++) {
        uint8_t kind = c->doc->tok[i].kind;
        if (kind == TOKEN_HANDLE || kind == TOKEN_LINK || piece_word_is(c, i, "twitter") ||
            piece_word_is(c, i, "facebook") || piece_word_is(c, i, "instagram") ||
            piece_word_is(c, i, "telegram")) {
            return true;
        }
    }
    return false;
}

/* Where the separator should stand: behind the entry, or behind what it announces ("more on the
 * flood:"). */
static size_t separator_place(str text, str line) {
    size_t end = text.len;
    while (text.ptr[text.len - 1] == ' ' && end < line.len && line.ptr[end] != ':' &&
           end < text.len + 30) {
        end++;
    }
    return end;
}

static bool promo_fits(const struct cutting *c, const struct piece *p, const struct promo *promo,
                       str line) {
    str text = str_from_cstr(promo->text);
    bool is_short = piece_length(p) <= LONGEST_ORDER;
    switch (promo->need) {
    case ALONE:
        return true;
    case COLON:
        return separator_follows(line, separator_place(text, line));
    case ORDER:
        return is_short;
    case SHORT:
        return is_short && (!piece_ends_sentence(c, p) || separator_follows(line, text.len) ||
                            is_shouted(c, p, 2));
    case WHOLE:
        return line.len == text.len;
    case TAGGED:
        return is_short && is_tagged(c, p);
    }
    return false;
}

static bool is_promo(const struct cutting *c, const struct piece *p, const struct edges *e) {
    str line = e->start;
    if (piece_length(p) > LONGEST_PROMO) {
        return false;
    }
    while (line.len && (strchr("[(*>-| ", line.ptr[0]) || (unsigned char)line.ptr[0] >= 0x80)) {
        line = str_slice(line, 1, line.len); /* arrows and bullets before it */
    }
    for (size_t i = 0; i < COUNT(promos) && line.len; i++) {
        if (promos[i].text[0] != line.ptr[0]) {
            continue;
        }
        str text = str_from_cstr(promos[i].text);
        bool whole =
            str_starts_with(line, text) && (line.len == text.len || text.ptr[text.len - 1] == ' ' ||
                                            !is_letter(line.ptr[text.len]));
        if (whole && promo_fits(c, p, &promos[i], line)) {
            return true;
        }
    }
    return false;
}

static bool is_caption(const struct cutting *c, const struct piece *p, const struct edges *e) {
    /* The maker's name ends a caption without a period: prose may quote a Reuters/Ipsos poll. */
    bool prose = piece_length(p) > LONGEST_CREDITED ||
                 (piece_ends_sentence(c, p) && c->doc->tok[p->block.tok_to - 1].mark != ')');
    return piece_length(p) <= LONGEST_CAPTION && has_affix(captions, COUNT(captions), e, !prose);
}

/* Whether tokens [from, to) are capitalised words and marks between them: "Meridel News Agency",
 * "AFP/Reuters". */
static bool is_name_run(const struct cutting *c, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        const struct token *t = &c->doc->tok[i];
        bool small =
            piece_word_is(c, i, "of") || piece_word_is(c, i, "and") || piece_word_is(c, i, "the");
        bool joint = t->mark == '/' || t->mark == ',' || t->mark == '-' || t->mark == '&';
        if (!(t->flags & TOKEN_CAPITAL) && !small && !joint) {
            return false;
        }
    }
    return from < to;
}

/* "(AP)", "AFP", "- Reuters": nothing but an agency. */
static bool is_agency_line(const struct cutting *c, struct piece *p, bool near_end) {
    uint32_t from = p->block.tok_from;
    uint32_t to = p->block.tok_to;
    if (to - from > 9) {
        return false;
    }
    bool brackets = c->doc->tok[from].mark == '(' && c->doc->tok[to - 1].mark == ')';
    from += brackets;
    to -= brackets;
    while (!brackets && from < to && piece_is_dash(c, from)) {
        from++;
    }
    bool known = from < to && piece_is_agency(c, from, to);
    if (!known && !(brackets && near_end && is_name_run(c, from, to))) {
        return false;
    }
    p->block.agency = piece_span(c, from, to);
    return true;
}

/* The agency a credit names, when it is a known one. */
static void find_agency(const struct cutting *c, struct piece *p) {
    for (uint32_t i = p->block.tok_from; i < p->block.tok_to && span_is_empty(p->block.agency);
         i++) {
        for (uint32_t n = 3; n > 0; n--) {
            if (c->doc->tok[i].flags & TOKEN_CAPITAL && i + n <= p->block.tok_to &&
                piece_is_agency(c, i, i + n)) {
                p->block.agency = piece_span(c, i, i + n);
                break;
            }
        }
    }
}

static bool is_credit(const struct cutting *c, struct piece *p, const struct edges *e,
                      bool near_end) {
    if (piece_length(p) > LONGEST_CREDIT) {
        return false;
    }
    if (is_agency_line(c, p, near_end)) {
        return true;
    }
    if (!has_affix(credits, COUNT(credits), e, true)) {
        return false;
    }
    find_agency(c, p);
    return true;
}

bool piece_line_is_credit(const struct cutting *c, struct piece *p) {
    struct edges e;
    fold_edges(c, p, &e);
    if (!is_credit(c, p, &e, false)) {
        return false;
    }
    p->block.kind = BLOCK_CREDIT;
    return true;
}

bool piece_line_name(const struct cutting *c, struct piece *p, bool near_end) {
    struct edges e;
    if (piece_length(p) > LONGEST_CAPTION) {
        return false;
    }
    fold_edges(c, p, &e);
    if (is_promo(c, p, &e)) {
        p->block.kind = BLOCK_PROMO;
    } else if (is_caption(c, p, &e)) {
        p->block.kind = BLOCK_CAPTION;
    } else if (is_credit(c, p, &e, near_end)) {
        p->block.kind = BLOCK_CREDIT;
    } else {
        return false;
    }
    return true;
}

uint32_t piece_line_credit_tail(const struct cutting *c, const struct piece *p) {
    uint32_t to = p->block.tok_to;
    if (piece_length(p) < 6 || c->doc->tok[to - 1].mark != ')') {
        return 0;
    }
    uint32_t from = to - 1;
    while (from > p->block.tok_from && to - from < LONGEST_CREDIT &&
           c->doc->tok[from].mark != '(') {
        from--;
    }
    if (from == p->block.tok_from || c->doc->tok[from].mark != '(') {
        return 0;
    }
    struct piece before = *p;
    before.block.tok_to = from;
    struct piece tail = *p;
    tail.block.tok_from = from;
    tail.block.at.from = c->doc->tok[from].from;
    return piece_ends_sentence(c, &before) && piece_line_is_credit(c, &tail) ? from : 0;
}

/* Behind the names of a byline: at a bar or dash, "for", a date, or the first comma that isn't
 * between names. */
static uint32_t names_end(const struct cutting *c, uint32_t from, uint32_t to) {
    uint32_t last_and = from;
    for (uint32_t i = from; i < to; i++) {
        last_and = piece_word_is(c, i, "and") || c->doc->tok[i].mark == '&' ? i : last_and;
    }
    for (uint32_t i = from; i < to; i++) {
        const struct token *t = &c->doc->tok[i];
        bool dash = piece_is_dash(c, i) && t->flags & TOKEN_SPACE_BEFORE;
        if (t->mark == '|' || t->mark == '(' || dash || t->kind == TOKEN_NUMBER ||
            t->kind == TOKEN_HANDLE || piece_word_is(c, i, "for") || piece_word_is(c, i, "in") ||
            (t->mark == ',' && i > last_and)) {
            return i;
        }
    }
    return to;
}

/* Behind "By", "By:", "Written by" at the start of the piece, or 0. */
static uint32_t skip_by(const struct cutting *c, uint32_t from, uint32_t to) {
    bool maker = piece_word_is(c, from, "written") || piece_word_is(c, from, "posted") ||
                 piece_word_is(c, from, "story") || piece_word_is(c, from, "report");
    from += maker;
    if (from + 1 >= to || !piece_word_is(c, from, "by")) {
        return 0;
    }
    return from + 2 < to && c->doc->tok[from + 1].mark == ':' ? from + 2 : from + 1;
}

bool piece_line_is_byline(const struct cutting *c, struct piece *p) {
    uint32_t to = p->block.tok_to;
    uint32_t from = piece_length(p) <= LONGEST_BYLINE ? skip_by(c, p->block.tok_from, to) : 0;
    if (from == 0 || !(c->doc->tok[from].flags & TOKEN_CAPITAL)) {
        return false;
    }
    uint32_t names = names_end(c, from, to);
    bool sentence = names == to && c->doc->tok[to - 1].mark == '.';
    if (sentence || names - from > LONGEST_NAMES || !is_name_run(c, from, names)) {
        return false;
    }
    p->block.kind = BLOCK_BYLINE;
    p->block.label = piece_span(c, from, names);
    return true;
}

bool piece_line_is_affiliation(const struct cutting *c, size_t i) {
    struct piece *p = &c->pieces.v[i];
    if (i == 0 || c->pieces.v[i - 1].block.kind != BLOCK_BYLINE ||
        piece_length(p) > LONGEST_AFFILIATION ||
        !is_name_run(c, p->block.tok_from, p->block.tok_to)) {
        return false;
    }
    p->block.kind = BLOCK_BYLINE;
    return true;
}

static bool is_bullet(uint16_t mark) {
    return mark == '*' || mark == 0x2022 || mark == 0x25aa || mark == 0x25cf || mark == 0xb7 ||
           mark == 0x2023 || mark == 0x25a0;
}

/* "1." or "2)" */
static bool is_item_number(const struct token *t) {
    return t->kind == TOKEN_NUMBER && t->to - t->from <= 2 &&
           (t[1].mark == '.' || t[1].mark == ')') && !(t[1].flags & TOKEN_SPACE_BEFORE);
}

/* How piece `i` is marked as an item of a list: the mark, '1' for a number, or 0. */
static uint16_t item_mark(const struct cutting *c, size_t i) {
    if (i >= c->pieces.n || piece_length(&c->pieces.v[i]) < 3) {
        return 0;
    }
    uint32_t from = c->pieces.v[i].block.tok_from;
    const struct token *t = &c->doc->tok[from];
    bool dash = piece_is_dash(c, from) && t[1].flags & TOKEN_SPACE_BEFORE;
    if (is_bullet(t->mark) || dash) {
        return t->mark;
    }
    return is_item_number(t) ? '1' : 0;
}

bool piece_line_is_list_item(const struct cutting *c, size_t i) {
    uint16_t mark = item_mark(c, i);
    if (mark == 0) {
        return false;
    }
    bool alone =
        mark == 0x2022 || mark == 0x25aa || mark == 0x25cf || mark == 0x2023 || mark == 0x25a0;
    return alone || item_mark(c, i + 1) == mark || (i > 0 && item_mark(c, i - 1) == mark);
}
