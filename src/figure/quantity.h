/* quantity.h - the words around numbers, shared by the files of figure/. */
#ifndef COPYTASTER_FIGURE_QUANTITY_H
#define COPYTASTER_FIGURE_QUANTITY_H

#include "figure/figures.h"
#include "text/number.h"
#include "text/phrase.h"

/* Classes of tables/nouns.inc. */
enum noun_class {
    NOUN_NONE,
    NOUN_PEOPLE,
    NOUN_HOUSES,
    NOUN_PLURAL,
    NOUN_LABEL,
    NOUN_STOP,
    NOUN_MORE
};

/* States of tables/states.inc; STATE_OTHER stands for a verb of its own. */
enum state {
    STATE_NONE,
    STATE_INJURED,
    STATE_KILLED,
    STATE_MISSING,
    STATE_ARRESTED,
    STATE_EXPELLED,
    STATE_EVACUATED,
    STATE_RESCUED,
    STATE_DISPLACED,
    STATE_CHARGED,
    STATE_HOSPITAL,
    STATE_STRANDED,
    STATE_TRAPPED,
    STATE_SENTENCED,
    STATE_CONVICTED,
    STATE_ABDUCTED,
    STATE_INFECTED,
    STATE_VACCINATED,
    STATE_DESTROYED,
    STATE_DAMAGED,
    STATE_PROTESTED,
    STATE_DISMISSED,
    STATE_HIRED,
    STATE_ELECTED,
    STATE_RELEASED,
    STATE_TREATED,
    STATE_DEPLOYED,
    STATE_FLED,
    STATE_SHOT
};

struct figure_lexicon {
    struct number_lexicon number;
    struct phrases unit;   /* index into the table of units */
    struct phrases before; /* approximators in front of a number */
    struct phrases behind;
    struct map noun;  /* noun_class */
    struct map state; /* state */
};

/* One unit of measure or money. */
struct unit {
    const char *words;
    const char *normal;
    const char *name;
    uint8_t kind;
};

/* Unit `i` of the table, as phrases of the lexicon give it. */
const struct unit *figure_unit(uint32_t i);

/* The money sign at token i ("$", "US$", "€"), with a code in letters in front of a number too
 * ("USD 200"); returns the index behind it, or i. */
size_t figure_sign(const struct figure_lexicon *lex, str text, const struct token *tok, size_t i,
                   size_t n, struct unit *out);

/* Unit that begins at token i; returns the index behind it, or i. */
size_t figure_unit_at(const struct figure_lexicon *lex, str text, const struct token *tok, size_t i,
                      size_t n, struct unit *out);

/* Unit of the letters glued to digits (km, kg, m, mph, C), or false. */
bool figure_unit_of_tail(const struct figure_lexicon *lex, str tail, struct unit *out);

/* One report being read, block by block. */
struct pass {
    const struct figure_lexicon *lex;
    const struct document *doc;
    const struct token *tok;
    size_t from; /* tokens of the block */
    size_t n;    /* end of the stretch being read: of the block, or where a date begins */
    size_t end;  /* of the block */
};

static inline bool pass_is_mark(const struct pass *p, size_t i, unsigned mark) {
    return i < p->n && p->tok[i].mark == mark &&
           (p->tok[i].kind == TOKEN_PUNCT || p->tok[i].kind == TOKEN_SYMBOL);
}

static inline bool pass_is_dash(const struct pass *p, size_t i) {
    return pass_is_mark(p, i, '-') || pass_is_mark(p, i, 0x2010) || pass_is_mark(p, i, 0x2011) ||
           pass_is_mark(p, i, 0x2013);
}

/* Token i stands directly behind token i - 1. */
static inline bool pass_is_glued(const struct pass *p, size_t i) {
    return i > 0 && i < p->n && p->tok[i].from == p->tok[i - 1].to;
}

/* The length is compared first, so that a hash is made for few tokens. */
static inline bool pass_is_word(const struct pass *p, size_t i, str word) {
    return i < p->n && p->tok[i].to - p->tok[i].from == word.len &&
           p->tok[i].hash == token_hash(word) && p->tok[i].kind != TOKEN_PUNCT;
}

/* One number with its unit. */
struct amount {
    struct number num;
    struct unit unit; /* kind FIGURE_COUNT and empty names when there's none */
    size_t from;      /* tokens */
    size_t to;
    uint32_t byte_from;
    uint32_t byte_to;
    bool has_unit;
};

/* A number at token i with sign, unit and magnitude; false when there's none (amount.c). */
bool amount_read(const struct pass *p, size_t i, struct amount *m);

/* "years old", "-year-old", "months of age" behind a number: the index behind it, and its unit; or
 * i. */
size_t amount_read_age(const struct pass *p, size_t i, str *unit);

/* Telephone numbers, addresses, versions: three groups of digits and more, joined by marks. The
 * index behind, or i (noise.c). */
size_t noise_skip_code(const struct pass *p, size_t i);

/* A number that names what stands before it: "Flight 370", "No. 10", "COVID-19". */
bool noise_is_label(const struct pass *p, size_t i);

/* 3-1, 21-14: two small numbers joined by a dash that count nothing. */
bool noise_is_score(const struct pass *p, const struct amount *a, const struct amount *b);

/* "one" that stands for a noun, "a third man", "Kanal Nine", a year. */
bool noise_is_no_quantity(const struct pass *p, const struct amount *m);

/* Fill counted, counted_head, verb and scope of a figure whose number and unit are known (count.c).
 * `to` = end of its block. */
void count_find(const struct figure_lexicon *lex, const struct document *doc, size_t from,
                size_t to, struct figure *f);

#endif
