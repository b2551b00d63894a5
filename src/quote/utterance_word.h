/* utterance_word.h - the words of a story's quotations: normal form, stem, weight, and what they
 * can do to a sentence. Part of utterance matching; not for other modules. */
#ifndef COPYTASTER_QUOTE_UTTERANCE_WORD_H
#define COPYTASTER_QUOTE_UTTERANCE_WORD_H

#include "base/map.h"
#include "base/vec.h"
#include "quote/align.h"
#include "text/token.h"

/* What a word does in a sentence (tables/utterance_words.inc lists them). */
enum word_role {
    ROLE_CONTENT, /* not listed */
    ROLE_ARTICLE,
    ROLE_PRONOUN,
    ROLE_BE,
    ROLE_AUX,
    ROLE_WILL,
    ROLE_CAN,
    ROLE_MAY,
    ROLE_MUST,
    ROLE_PREPOSITION,
    ROLE_CONJUNCTION,
    ROLE_BUT,
    ROLE_RELATIVE,
    ROLE_FILLER,
    ROLE_NEGATION,
    ROLE_CONDITION, /* opens a condition or an exception */
    ROLE_LIMIT,
    ROLE_ALL,
    ROLE_SOME,
    ROLE_MANY,
    ROLE_MATRIX, /* "think", "evidence": what a negation before them denies comes after them */
    ROLE_LIGHT,  /* content, but in everyone's mouth */
    ROLE_NUMBER,
    WORD_ROLES
};

/* WORD_CONTENT: words that weigh more tell something by themselves. */
enum { WORD_WEIGHT_CONTENT = 40, WORD_CONTENT = 10 };

struct vocab_word {
    struct align_word key; /* hash and stem of the normal form; weight by role and rarity */
    str text;              /* folded */
    uint8_t role;          /* word_role */
    uint32_t stem;         /* number of key.stem, counted from 0 */
    uint32_t n_uses;       /* segments with this word, equal segments counted once */
    uint32_t last_use;     /* counts uses */
};

/* Word numbers are indexes into `word`. */
struct vocab {
    arena *a;
    VEC(struct vocab_word) word;
    struct map by_form; /* hash of the folded form -> word */
    struct map by_stem; /* key.stem -> number */
    struct map table;   /* hash of the folded form -> role */
    struct sb_stemmer *stemmer;
};

/* An empty vocabulary; words live in `a`. Done must be called, also after an error. */
enum err utterance_word_init(struct vocab *v, arena *a);
void utterance_word_done(struct vocab *v);

/* Number of the word with this folded form; British and American spelling, numerals and number
 * words share their normal form (key.hash) but not their number. */
enum err utterance_word_find(struct vocab *v, str folded, uint32_t *word);

/* Lower the weights of content words that many of the `n_segments` segments have. */
void utterance_word_weigh(struct vocab *v, size_t n_segments);

/* Listed function word: no content of its own. */
bool utterance_word_is_function(const struct vocab_word *w);

/* Whether `text` is one of the words of `list`, which are parted by single spaces. */
bool utterance_word_is_any(str text, const char *list);

#endif
