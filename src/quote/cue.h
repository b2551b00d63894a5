/* cue.h - the words that pass on what was said, and the closed classes needed to read the clause
 * around them. */
#ifndef COPYTASTER_QUOTE_CUE_H
#define COPYTASTER_QUOTE_CUE_H

#include "base/map.h"
#include "quote/quotes.h"
#include "text/phrase.h"

/* What may follow a cue. */
enum cue_frame {
    FRAME_QUOTE = 1,     /* direct speech */
    FRAME_THAT = 2,      /* a clause with that */
    FRAME_BARE = 4,      /* a clause without it */
    FRAME_WH = 8,        /* whether, if, how, what ... */
    FRAME_TO = 16,       /* an infinitive whose subject is the speaker: vowed to */
    FRAME_HEARER = 32,   /* names a hearer first: told X that, urged X to */
    FRAME_OBJECT = 64,   /* a noun phrase: criticized the plan */
    FRAME_AS = 128,      /* one thing as another: described A as B */
    FRAME_PAPER = 256,   /* said of documents: shows, reads */
    FRAME_NEGATES = 512, /* denied, rejected: the clause is not what the speaker holds */
    FRAME_CALL = 1024,   /* called A B */
    FRAME_OF = 2048,     /* accused A of B */
    FRAME_PLAIN = 4096,  /* so common that a bare clause is taken on little evidence: said, think */
    FRAME_ASK = 8192
};

enum cue_kind {
    CUE_VERB,
    CUE_NOUN,
    CUE_ADJECTIVE,
    CUE_BEFORE /* the source follows: according to */
};

enum cue_form { FORM_BASE = 1, FORM_THIRD = 2, FORM_PAST = 4, FORM_PARTICIPLE = 8, FORM_ING = 16 };

struct cue {
    uint32_t tok_from;
    uint32_t tok_to;
    uint16_t frames;
    uint8_t act; /* quote_act */
    uint8_t kind;
    uint8_t form; /* of a verb: every cue_form it may be */
};

/* Closed classes of a word, from tables/words.inc, and guesses from its shape. */
enum word_class {
    WORD_DET = 1,
    WORD_POSS = 2,
    WORD_SUBJ = 4,
    WORD_OBJ = 8,
    WORD_PREP = 16,
    WORD_BE = 32,
    WORD_HAVE = 64,
    WORD_DO = 128,
    WORD_MODAL = 256,
    WORD_NEG = 512,
    WORD_CONJ = 1024,
    WORD_SUBORD = 2048,
    WORD_WH = 4096,
    WORD_THAT = 8192,
    WORD_TO = 16384,
    WORD_ADV = 32768,
    WORD_TIME = 65536,
    WORD_VERB = 131072, /* finite, surely or very likely */
    WORD_TITLE = 262144,
    WORD_ED = 524288, /* ends like a past form */
    WORD_ING = 1048576,
    WORD_NAME = 2097152,    /* begins with a capital where a sentence doesn't begin */
    WORD_CARRIER = 4194304, /* what words travel in: statement, interview, TV */
    WORD_SHORT = 33554432,  /* a day or month cut short: Fri, Mar */
    WORD_ABBR = 16777216,   /* written with a period: Mr., Sen., Jr. */
    WORD_PASSING = 8388608  /* shared, posted, obtained (by somebody else) */
};

#define WORD_AUX (WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL)

/* Classes of a word from the tables alone; 0 when it is in none. */
uint32_t cue_word_class(const struct quote_lexicon *lex, uint64_t hash);

/* The longest verb (noun = false) or noun, adjective or preposition cue (noun = true) that begins
 * at tok[0] of n. Returns whether there is one; *out has token positions relative to tok. O(1). */
bool cue_match(const struct quote_lexicon *lex, const struct token *tok, size_t n, bool noun,
               struct cue *out);

/* Forms in the lexicon: verbs inflected, nouns, adjectives, prepositions. */
size_t cue_count(const struct quote_lexicon *lex);

#endif
