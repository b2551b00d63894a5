/* look.h - questions about one token of a sentence: its class, the verb forms it may be, whether a
 * name, a noun phrase or an infinitive begins there. */
#ifndef COPYTASTER_EVENT_LOOK_H
#define COPYTASTER_EVENT_LOOK_H

#include "event/parse.h"

static inline const struct token *look_tok(const struct parse *p, uint32_t i) {
    return &p->doc->tok[i];
}

/* Classes of the word at `i`; 0 past the end of the sentence. */
static inline uint32_t look_cls(const struct parse *p, uint32_t i) {
    return i < p->to && p->word[i] ? p->word[i]->cls : 0;
}

static inline bool look_is_capital(const struct parse *p, uint32_t i) {
    return (look_tok(p, i)->flags & TOKEN_CAPITAL) != 0;
}

/* Whether the token is this word, in any letter case. */
static inline bool look_is(const struct parse *p, uint32_t i, const char *word) {
    return i < p->to && str_is_nocase(token_str(p->doc->text, look_tok(p, i)), word);
}

bool look_is_hyphen(const struct parse *p, uint32_t i);
bool look_is_quote(uint16_t mark);

/* Verb forms (enum verb_form) that the token may be, by the lists or by its ending. */
unsigned look_form(const struct parse *p, uint32_t i);

/* Whether a verb form is a noun as well: attack, visits, bombing. */
bool look_is_noun(const struct parse *p, uint32_t i);

/* An unlisted word in -ly. */
bool look_is_adverb(const struct parse *p, uint32_t i);

/* Whether a name, role or group (no pronoun) or a date begins at `i`, which look_seek has been
 * called for. */
bool look_mention(const struct parse *p, uint32_t i);
bool look_date(const struct parse *p, uint32_t i);

/* Move the cursors over names and dates to token `i`; they never go back. Amortised O(1). */
void look_seek(struct parse *p, uint32_t i);

/* "to" before a verb, with an adverb between them at most. */
bool look_infinitive(const struct parse *p, uint32_t i);

/* The frame of the verb at `i` whose particles follow it, or NULL. */
const struct frame *look_frame(const struct parse *p, uint32_t i, uint32_t *n_particles);

/* First word of "more than", "at least", "up to" before a number. */
bool look_approximator(const struct parse *p, uint32_t i);

/* Whether the token at `i` is used as a verb: behind the noun phrase that ends at i - 1, or where
 * no phrase is open and `last` is the chunk before (NULL: none). */
bool look_verb_behind_noun(const struct parse *p, uint32_t i);
bool look_verb_behind(const struct parse *p, uint32_t i, const struct chunk *last);

#endif
