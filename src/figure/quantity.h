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

/* Fill counted, counted_head, verb and scope of a figure whose number and unit are known (count.c).
 * `to` = end of its block. */
void count_find(const struct figure_lexicon *lex, const struct document *doc, size_t from,
                size_t to, struct figure *f);

#endif
