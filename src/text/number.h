/* number.h - numbers as they are written: 14, 1,200.50, twenty-three, 1.5 million, two and a half,
 * half a dozen, 21st. */
#ifndef COPYTASTER_TEXT_NUMBER_H
#define COPYTASTER_TEXT_NUMBER_H

#include "base/map.h"
#include "text/token.h"

struct number {
    double value;
    uint32_t tok_to; /* first token behind it */
    uint32_t to; /* byte where it ends; less than the end of its last token when letters follow: 12
                    in 12km */
    uint32_t n_digits; /* digits of the first token before any separator; 0 when written in words */
    bool ordinal;      /* 3rd, twenty-first */
    bool fraction;     /* two thirds, half, 3/4, one in four */
    bool magnitude;    /* has million, dozen, k ... */
    bool separated;    /* written with grouping commas or a decimal sign */
};

/* The words of numbers: hash of the word -> number_class << 24 | value. */
struct number_lexicon {
    struct map word;
};

enum number_class {
    NUMWORD_NONE,
    NUMWORD_UNIT, /* zero ... nineteen */
    NUMWORD_TEN,  /* twenty ... ninety */
    NUMWORD_HUNDRED,
    NUMWORD_POWER, /* thousand, million, lakh: value = power of ten */
    NUMWORD_DOZEN,
    NUMWORD_HALF,
    NUMWORD_QUARTER,
    NUMWORD_ARTICLE, /* a, an */
    NUMWORD_AND,
    NUMWORD_POINT,
    NUMWORD_ORDINAL, /* first ... nineteenth */
    NUMWORD_ORDINAL_TEN,
    NUMWORD_ORDINAL_POWER, /* hundredth, millionth */
    NUMWORD_PART           /* halves, thirds, quarters ...: value = what one is divided by */
};

enum err number_lexicon_init(struct number_lexicon *lex, arena *a);

/* Class of a word alone; *value is its value. O(1). */
enum number_class number_word(const struct number_lexicon *lex, const struct token *t,
                              unsigned *value);

/* Read a cardinal or ordinal number that begins at token i < n: no fractions, no sign. False when
 * there's none. */
bool number_read_plain(const struct number_lexicon *lex, str text, const struct token *tok,
                       size_t i, size_t n, struct number *out);

/* Read the longest number that begins at token i < n, with fractions ("two and a half", "three
 * quarters", "1 in 4") and multiples ("half a million", "three dozen"). False when there's none.
 * O(tokens of it). */
bool number_read(const struct number_lexicon *lex, str text, const struct token *tok, size_t i,
                 size_t n, struct number *out);

/* Pieces shared by number.c and fraction.c. A part at token i ("two thirds"): the index behind it,
 * or i. */
size_t fraction_read(const struct number_lexicon *lex, str text, const struct token *tok, size_t i,
                     size_t n, double *part);
/* "[of] [a] million" behind a part, which is multiplied: the index behind it, or i. */
size_t fraction_multiply(const struct number_lexicon *lex, const struct token *tok, size_t i,
                         size_t n, double *part);
/* "/4", "in 4", "out of 4" behind a number, which is divided. */
void fraction_ratio(const struct number_lexicon *lex, str text, const struct token *tok, size_t n,
                    struct number *out);
/* "and a half" behind a number; false when there's none. */
bool fraction_add(const struct number_lexicon *lex, str text, const struct token *tok, size_t n,
                  struct number *out);
/* The index behind a hyphen at token i that joins two words, or i. */
size_t number_over_hyphen(const struct token *tok, size_t i, size_t n);
/* hundred, thousand ..., dozen. */
bool number_is_whole_word(enum number_class cls);

/* Value of the digits at the start of `s`, with grouping commas and a decimal sign; *used = bytes
 * read (0 = none, or several decimal signs as in versions and dates). */
double number_digits(str s, size_t *used, bool *separated);

#endif
