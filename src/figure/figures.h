/* figures.h - quantities: value, unit, approximation, and what is counted. */
#ifndef COPYTASTER_FIGURE_FIGURES_H
#define COPYTASTER_FIGURE_FIGURES_H

#include "read/document.h"
#include "time/dates.h"

enum figure_kind {
    FIGURE_COUNT,
    FIGURE_ORDINAL,
    FIGURE_PERCENT,
    FIGURE_MONEY,
    FIGURE_MEASURE,
    FIGURE_AGE,
    FIGURE_TEMPERATURE,
    FIGURE_RATIO
};

enum figure_approx {
    APPROX_EXACT,
    APPROX_ABOUT,
    APPROX_AT_LEAST,
    APPROX_AT_MOST,
    APPROX_MORE_THAN,
    APPROX_LESS_THAN,
    APPROX_NEARLY,
    APPROX_RANGE
};

struct figure {
    struct span at; /* number with unit and approximator: "at least 14 people" without the noun: "at
                       least 14" */
    struct span number; /* "14", "two", "1.5 million" */
    struct span
        amount; /* number with unit, without the approximator: "5 million euros", "24-year-old" */
    struct span
        counted; /* the noun phrase counted: "people", "Russian diplomats"; empty when none */
    uint32_t tok_from;
    uint32_t tok_to;
    uint32_t counted_head; /* token of the head noun, or NONE */
    uint32_t verb; /* token of the predicate that takes it ("were injured", "killed"), or NONE */
    uint8_t kind;
    uint8_t approx;
    double low; /* equal to high but in ranges */
    double high;
    str unit;       /* normal form: "USD", "%", "km", "kg", "Year"; empty for counts */
    str unit_name;  /* as dictionaries of units say it: "United States dollar", "Kilometer", "Year"
                     */
    bool partial;   /* a part of a group told before: "four of them" */
    uint64_t scope; /* hash of what is counted in which state (injured people, expelled diplomats):
                       figures with equal scope may be compared; 0 = with nothing */
};

struct figures {
    const struct figure *figure; /* text order */
    size_t n;
};

struct figure_lexicon;
enum err figure_lexicon_new(arena *a, const struct figure_lexicon **out);

/* Find the quantities of a report that are not (part of) dates. O(tokens). */
enum err figures_find(arena *a, const struct figure_lexicon *lex, const struct document *doc,
                      const struct dates *dates, struct figures *out);

/* Whether two values can't both be right: approximators and ranges considered ("at least 14" and 17
 * agree). */
bool figure_conflicts(const struct figure *a, const struct figure *b);

const char *figure_kind_name(enum figure_kind kind);
const char *figure_approx_name(enum figure_approx approx);

#endif
