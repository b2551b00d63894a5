/* piece.c - cutting at paragraph starts, and questions about single words. Dates are recognised by
 * shape only; what day they mean is time/'s business. O(n) for the cutting, O(1) for the questions.
 */
#include "read/piece.h"

#include "base/vec.h"
#include "text/layout.h"

static bool is_in(str word, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (str_is_nocase(word, list[i])) {
            return true;
        }
    }
    return false;
}

#define IN(word, list) is_in((word), (list), sizeof(list) / sizeof *(list))

static unsigned count_feeds(str text, size_t from, size_t to) {
    unsigned n = 0;
    for (size_t i = from; i < to && n < 100; i++) {
        n += text.ptr[i] == '\n';
    }
    return n;
}

enum err piece_cut(struct cutting *c) {
    const struct document *doc = c->doc;
    if (doc->n_given) {
        return piece_given_cut(c);
    }
    enum layout layout = layout_of(doc->text, doc->tok, doc->n_tok);
    for (size_t from = 0, to; from < doc->n_tok; from = to) {
        to = from + 1;
        while (to < doc->n_tok && !layout_starts(layout, &doc->tok[to])) {
            to++;
        }
        unsigned n_feeds =
            from ? count_feeds(doc->text, doc->tok[from - 1].to, doc->tok[from].from) : 100;
        struct block b = {.at = {doc->tok[from].from, doc->tok[to - 1].to},
                          .tok_from = (uint32_t)from,
                          .tok_to = (uint32_t)to,
                          .section = NONE,
                          .kind = BLOCK_PARAGRAPH,
                          .embed = NONE};
        TRY(vec_push(c->a, &c->pieces, (struct piece){.block = b, .n_feeds = n_feeds}));
    }
    return ERR_OK;
}

struct piece piece_split(const struct cutting *c, struct piece *p, uint32_t tok) {
    struct piece rest = {.block = {.at = {c->doc->tok[tok].from, p->block.at.to},
                                   .tok_from = tok,
                                   .tok_to = p->block.tok_to,
                                   .section = NONE,
                                   .kind = BLOCK_PARAGRAPH,
                                   .embed = NONE}};
    p->block.tok_to = tok;
    p->block.at.to = c->doc->tok[tok - 1].to;
    return rest;
}

str piece_word(const struct cutting *c, uint32_t tok) {
    return tok < c->doc->n_tok ? token_str(c->doc->text, &c->doc->tok[tok]) : (str){"", 0};
}

bool piece_word_is(const struct cutting *c, uint32_t tok, const char *word) {
    return str_is_nocase(piece_word(c, tok), word);
}

bool piece_is_dash(const struct cutting *c, uint32_t tok) {
    uint16_t mark = tok < c->doc->n_tok ? c->doc->tok[tok].mark : 0;
    return mark == '-' || (mark >= 0x2010 && mark <= 0x2015);
}

bool piece_is_month(const struct cutting *c, uint32_t tok) {
    static const char *const month[] = {
        "january",   "february", "march",    "april",    "may",  "june", "july", "august",
        "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
        "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov",  "dec"};
    str word = piece_word(c, tok);
    return word.len >= 3 && word.len <= 9 && c->doc->tok[tok].kind == TOKEN_WORD && IN(word, month);
}

bool piece_is_weekday(const struct cutting *c, uint32_t tok) {
    static const char *const day[] = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon",
        "tue",    "tues",    "wed",       "thu",      "thurs",  "fri",      "sat",    "sun"};
    str word = piece_word(c, tok);
    return word.len >= 3 && word.len <= 9 && IN(word, day);
}

static bool is_mark(const struct cutting *c, uint32_t tok, uint32_t to, uint16_t mark) {
    return tok < to && c->doc->tok[tok].mark == mark;
}

static bool is_number(const struct cutting *c, uint32_t tok, uint32_t to, size_t least,
                      size_t most) {
    if (tok >= to || c->doc->tok[tok].kind != TOKEN_NUMBER) {
        return false;
    }
    size_t len = piece_word(c, tok).len;
    return len >= least && len <= most;
}

/* ", 2022" or " 2022" behind a day and month. */
static uint32_t skip_year(const struct cutting *c, uint32_t tok, uint32_t to) {
    uint32_t year = is_mark(c, tok, to, ',') ? tok + 1 : tok;
    return is_number(c, year, to, 4, 4) ? year + 1 : tok;
}

/* 2022-03-04, 4/3/2022, 04.03.2022 */
static uint32_t skip_numeric(const struct cutting *c, uint32_t tok, uint32_t to) {
    str word = piece_word(c, tok);
    if (!is_number(c, tok, to, 1, 10)) {
        return tok;
    }
    unsigned n_dots = 0;
    for (size_t i = 0; i < word.len; i++) {
        n_dots += word.ptr[i] == '.';
    }
    if (n_dots == 2) {
        return tok + 1;
    }
    bool parts = tok + 4 < to &&
                 (c->doc->tok[tok + 1].mark == '-' || c->doc->tok[tok + 1].mark == '/') &&
                 c->doc->tok[tok + 3].mark == c->doc->tok[tok + 1].mark &&
                 is_number(c, tok + 2, to, 1, 2) && c->doc->tok[tok + 4].kind == TOKEN_NUMBER;
    return parts ? tok + 5 : tok;
}

uint32_t piece_date_end(const struct cutting *c, uint32_t tok, uint32_t to) {
    uint32_t i = tok;
    if (i < to && piece_is_weekday(c, i)) {
        i++;
        i += is_mark(c, i, to, '.');
        i += is_mark(c, i, to, ',');
    }
    if (i < to && piece_is_month(c, i)) {
        uint32_t day = i + 1;
        day += is_mark(c, day, to, '.');
        return is_number(c, day, to, 1, 4) ? skip_year(c, day + 1, to) : tok;
    }
    if (is_number(c, i, to, 1, 4) && i + 1 < to && piece_is_month(c, i + 1)) {
        uint32_t after = i + 2;
        after += is_mark(c, after, to, '.') && after + 1 < to &&
                 c->doc->tok[after + 1].kind == TOKEN_NUMBER;
        return skip_year(c, after, to);
    }
    uint32_t numeric = i < to ? skip_numeric(c, i, to) : i;
    return numeric > i ? numeric : tok;
}

struct span piece_span(const struct cutting *c, uint32_t from, uint32_t to) {
    if (from >= to) {
        return (struct span){0, 0};
    }
    return (struct span){c->doc->tok[from].from, c->doc->tok[to - 1].to};
}

static bool is_closing(uint16_t mark) {
    return mark == '"' || mark == '\'' || mark == ')' || mark == ']' || mark == 0x201d ||
           mark == 0x2019 || mark == 0xbb;
}

bool piece_ends_sentence(const struct cutting *c, const struct piece *p) {
    uint32_t i = p->block.tok_to;
    while (i > p->block.tok_from && is_closing(c->doc->tok[i - 1].mark)) {
        i--;
    }
    const struct token *t = i > p->block.tok_from ? &c->doc->tok[i - 1] : NULL;
    return t && (t->mark == '.' || t->mark == '!' || t->mark == '?' || t->mark == 0x2026 ||
                 t->mark == 0x3002 || (t->kind == TOKEN_ABBREV && i - 1 > p->block.tok_from + 8));
}

bool piece_is_agency(const struct cutting *c, uint32_t from, uint32_t to) {
    static const char *const agency[] = {
#include "read/tables/agencies.inc"
    };
    struct span at = piece_span(c, from, to);
    return !span_is_empty(at) && IN(str_span(c->doc->text, at), agency);
}
