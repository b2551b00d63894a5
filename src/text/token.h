/* token.h - the words, numbers and marks of a text, each with its place. Every later layer reads
 * this one array. */
#ifndef COPYTASTER_TEXT_TOKEN_H
#define COPYTASTER_TEXT_TOKEN_H

#include "base/arena.h"

enum token_kind {
    TOKEN_WORD,    /* letters, with inner apostrophes: Zelenskyy, don't, O'Neill */
    TOKEN_NUMBER,  /* 14, 1,200.50, 2022, 19th, 737s */
    TOKEN_ABBREV,  /* letters with periods: U.S., a.m., J.; the last period belongs to it */
    TOKEN_CLITIC,  /* 's or the bare apostrophe of a plural possessive, parted from its word */
    TOKEN_PUNCT,   /* one mark a token: . , ; : ( ) - " and their relatives */
    TOKEN_SYMBOL,  /* $ % & + and other signs, one a token */
    TOKEN_HASHTAG, /* #word */
    TOKEN_HANDLE,  /* @name */
    TOKEN_LINK     /* http://..., www...., pic.twitter.com/..., name@host */
};

enum token_flag {
    TOKEN_SPACE_BEFORE = 1, /* white space stands before it (always at the start of a line) */
    TOKEN_LINE_START = 2,   /* first token of its line */
    TOKEN_CAPITAL = 4,      /* begins with a capital letter */
    TOKEN_ALL_CAPS = 8,     /* two letters or more, all capital */
    TOKEN_HAS_DIGIT = 16,
    TOKEN_PARAGRAPH_START = 32, /* a blank line (or the start of the text) stands before it */
    TOKEN_MIXED_CASE = 64       /* a capital after a small letter: McDonald, iPhone */
};

/* 24 bytes. `hash` is hash_bytes of the folded form (fold.h), so it is equal for Said, said and
 * SAÏD. */
struct token {
    uint32_t from;
    uint32_t to;
    uint64_t hash;
    uint8_t kind;
    uint8_t flags;
    uint16_t mark; /* PUNCT and SYMBOL: the code point if it fits (else 0xffff); others 0 */
};

/* Cut `text` (valid UTF-8) into tokens; white space and invisible characters are no tokens.
 * Together with the white space between them the tokens cover every byte of the text. CJK
 * ideographs and kana are one token each. Runs longer than LIMIT_TOKEN_BYTES are cut. O(n). Errors:
 * ERR_NOMEM, ERR_LIMIT. */
enum err token_scan(arena *a, str text, struct token **out, size_t *n);

/* Hash of a word as tokens carry it; for comparing with a constant: token_is(&t, "said") does it.
 */
uint64_t token_hash(str word);

static inline str token_str(str text, const struct token *t) {
    return str_slice(text, t->from, t->to);
}

/* First token that ends after byte `pos`; n when there's none. O(log n). */
size_t token_at(const struct token *tok, size_t n, size_t pos);

static inline bool token_is_wordlike(const struct token *t) {
    return t->kind == TOKEN_WORD || t->kind == TOKEN_ABBREV || t->kind == TOKEN_NUMBER;
}

#endif
