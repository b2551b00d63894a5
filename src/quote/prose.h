/* prose.h - a report made ready for reading clauses: word classes, cues and quotation marks by
 * token. */
#ifndef COPYTASTER_QUOTE_PROSE_H
#define COPYTASTER_QUOTE_PROSE_H

#include "quote/cue.h"

/* Tokens [from, to). */
struct range {
    uint32_t from;
    uint32_t to;
};

struct prose {
    const struct document *doc;
    const struct quote_lexicon *lex;
    const struct names *names;
    const struct token *tok;
    uint32_t n_tok;
    uint32_t *classes;  /* word_class bits by token */
    uint32_t *quote_of; /* outermost stretch between marks that covers the token, marks included, or
                           NONE */
    uint32_t *cue_at;   /* cue that begins at the token, or NONE */
    struct cue *cue;    /* in text order, none overlap */
    size_t n_cues;
};

/* Prepare `doc`. All in `a`. O(tokens). */
enum err prose_init(arena *a, struct prose *p, const struct quote_lexicon *lex,
                    const struct document *doc, const struct names *names);

static inline bool prose_is(const struct prose *p, uint32_t i, uint32_t classes) {
    return i < p->n_tok && (p->classes[i] & classes) != 0;
}

/* The mark at token i as a code point; 0 for words and past the end. */
static inline uint32_t prose_mark(const struct prose *p, uint32_t i) {
    return i < p->n_tok && (p->tok[i].kind == TOKEN_PUNCT || p->tok[i].kind == TOKEN_SYMBOL)
               ? p->tok[i].mark
               : 0;
}

/* Whether token i is the word `word` (lower case). */
bool prose_is_word(const struct prose *p, uint32_t i, const char *word);

/* Whether token i is one of a few words, parted by blanks. */
bool prose_is_one_of(const struct prose *p, uint32_t i, const char *words);

bool prose_is_dash(const struct prose *p, uint32_t i);

/* The period of an abbreviation: Mr. */
bool prose_is_point(const struct prose *p, uint32_t i);

/* A full stop, question or exclamation mark, or an ellipsis. */
bool prose_is_end(const struct prose *p, uint32_t i);

/* Opening mark of an outermost quotation, closing mark of one. */
bool prose_opens(const struct prose *p, uint32_t i);
bool prose_closes(const struct prose *p, uint32_t i);

/* Whether token i can stand inside a noun phrase: noun, adjective, number, name, title. */
bool prose_is_nominal(const struct prose *p, uint32_t i);

/* First token from i that belongs to no adverb, time, place or hearer that stand between a cue and
 * what it brings
 * ("said on Tuesday in a statement that", "told reporters that"). `hearer` allows a noun phrase
 * first. */
uint32_t prose_skip_adverbials(const struct prose *p, uint32_t i, uint32_t hi, bool hearer);

/* Whether a clause with a finite verb begins at i. */
bool prose_is_clause(const struct prose *p, uint32_t i, uint32_t hi);

/* Bytes of tokens [from, to); empty when there are none. */
struct span prose_span(const struct prose *p, struct range r);

/* Classes of token i, those of i - 1 being known; `titled`: its line is written like a headline
 * (prose_word.c). */
uint32_t prose_word_classes(const struct prose *p, uint32_t i, bool titled);

/* Whether the form of a verb cue at i is a verb there and no noun or adjective (prose_word.c). */
bool prose_word_is_verb(const struct prose *p, uint32_t i, const struct cue *c);

#endif
