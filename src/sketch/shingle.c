/* shingle.c - words by the token array, shingles by a rolling polynomial over the word hashes.
 * Promise: a run of five equal words gives the same hash wherever it stands and however it is
 * punctuated, cased or parted into paragraphs. Clitics ('s) are words of their own, as in a count
 * by letters and digits; the bare apostrophe is none. The polynomial (odd multiplier, mod 2^64) is
 * mixed at the end, because winnowing takes minima and a polynomial's low bits are poor. Cost:
 * O(words). Limit: 64-bit collisions count as equal runs. */
#include "sketch/shingle.h"

#include "base/vec.h"

#define FACTOR 0x9e3779b97f4a7c15u

struct collect {
    VEC(uint64_t) hash;
    VEC(uint32_t) tok;
    VEC(uint8_t) flags;
};

static bool is_shared_kind(uint8_t kind) {
    return block_is_content((enum block_kind)kind) || kind == BLOCK_CAPTION;
}

static bool is_said_kind(uint8_t kind) {
    return kind == BLOCK_EMBED || kind == BLOCK_TRANSCRIPT || kind == BLOCK_SIGNATURE ||
           kind == BLOCK_CAPTION;
}

static bool is_word(str text, const struct token *t) {
    switch ((enum token_kind)t->kind) {
    case TOKEN_WORD:
    case TOKEN_NUMBER:
    case TOKEN_ABBREV:
    case TOKEN_HASHTAG:
    case TOKEN_HANDLE:
        return true;
    case TOKEN_CLITIC:
        return (text.ptr[t->to - 1] | 0x20) == 's';
    case TOKEN_PUNCT:
    case TOKEN_SYMBOL:
    case TOKEN_LINK:
        return false;
    }
    return false;
}

static bool ends_sentence(const struct token *t) {
    return t->kind == TOKEN_PUNCT && (t->mark == '.' || t->mark == '!' || t->mark == '?');
}

static enum err add(arena *a, struct collect *c, const struct token *t, uint32_t i,
                    unsigned flags) {
    TRY(vec_push(a, &c->hash, t->hash));
    TRY(vec_push(a, &c->tok, i));
    return vec_push(a, &c->flags, (uint8_t)flags);
}

static enum err add_block(arena *a, const struct document *doc, const struct block *b,
                          size_t *next_quoted, struct collect *c) {
    bool first = true;
    bool sentence_start = true;
    size_t q = *next_quoted;
    for (uint32_t i = b->tok_from; i < b->tok_to; i++) {
        const struct token *t = &doc->tok[i];
        while (q < doc->n_quoted && doc->quoted[q].outer.to <= t->from) {
            q++;
        }
        if (!is_word(doc->text, t)) {
            if (ends_sentence(t)) {
                sentence_start = true;
                if (!first) {
                    c->flags.v[c->flags.n - 1] |= WORD_STOP;
                }
            }
            continue;
        }
        bool said = q < doc->n_quoted && doc->quoted[q].outer.from <= t->from;
        unsigned flags = said || is_said_kind(b->kind) ? WORD_SAID : 0;
        flags |= (t->flags & TOKEN_CAPITAL) && !sentence_start ? WORD_CAPITAL : 0;
        flags |= first ? WORD_PARAGRAPH : 0;
        TRY(add(a, c, t, i, flags));
        first = false;
        sentence_start = false;
    }
    if (!first) {
        c->flags.v[c->flags.n - 1] |= WORD_STOP;
    }
    *next_quoted = q;
    return ERR_OK;
}

enum err shingle_words(arena *a, const struct document *doc, struct words *out) {
    struct collect c = {0};
    TRY(vec_reserve(a, &c.hash, doc->n_tok));
    TRY(vec_reserve(a, &c.tok, doc->n_tok));
    TRY(vec_reserve(a, &c.flags, doc->n_tok));
    size_t next_quoted = 0;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        if (is_shared_kind(doc->block[i].kind)) {
            TRY(add_block(a, doc, &doc->block[i], &next_quoted, &c));
        }
    }
    *out = (struct words){c.hash.v, c.tok.v, c.flags.v, c.hash.n};
    return ERR_OK;
}

static uint64_t mix(uint64_t h) {
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    return h ^ (h >> 32);
}

enum err shingle_hashes(arena *a, const struct words *words, uint64_t **out, size_t *n) {
    *n = words->n < SHINGLE_WORDS ? 0 : words->n - SHINGLE_WORDS + 1;
    *out = arena_array(a, *n, sizeof **out);
    if (!*out) {
        return a->last;
    }
    uint64_t leaving = 1; /* FACTOR ^ SHINGLE_WORDS: weight of the word that leaves */
    for (unsigned i = 0; i < SHINGLE_WORDS; i++) {
        leaving *= FACTOR;
    }
    uint64_t h = 0;
    for (size_t i = 0; i < words->n && *n; i++) {
        h = h * FACTOR + words->hash[i];
        if (i >= SHINGLE_WORDS) {
            h -= words->hash[i - SHINGLE_WORDS] * leaving;
        }
        if (i + 1 >= SHINGLE_WORDS) {
            (*out)[i + 1 - SHINGLE_WORDS] = mix(h);
        }
    }
    return ERR_OK;
}

struct span shingle_span(const struct document *doc, const struct words *words, size_t from,
                         size_t to) {
    return (struct span){doc->tok[words->tok[from]].from, doc->tok[words->tok[to - 1]].to};
}
