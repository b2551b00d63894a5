/* shingle.c - words by the token array, shingles by a rolling polynomial over the word ids.
 * Promise: a run of five equal words gives the same hash wherever it stands and however it is
 * punctuated, cased or parted into paragraphs. Clitics ('s) are words of their own, as in a count
 * by letters and digits; the bare apostrophe is none. The polynomial (odd multiplier, mod 2^64) is
 * mixed at the end, because winnowing takes minima and a polynomial's low bits are poor. Cost:
 * O(words). Limit: words are equal when 32 bits of their hashes are; shingles are 160 bits in 64.
 */
#include "sketch/shingle.h"

#define FACTOR 0x9e3779b97f4a7c15u

/* Arrays with room for every token. */
struct collect {
    uint32_t *id;
    uint32_t *from;
    uint32_t *to;
    uint8_t *flags;
    uint32_t n;
};

static bool is_aside_kind(uint8_t kind) {
    return !block_is_content((enum block_kind)kind) && kind != BLOCK_CAPTION;
}

static bool is_said_kind(uint8_t kind) {
    return kind == BLOCK_EMBED || kind == BLOCK_TRANSCRIPT;
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

static unsigned whose_words(uint8_t kind, bool quoted) {
    if (is_aside_kind(kind)) {
        return WORD_ASIDE;
    }
    if (kind == BLOCK_CAPTION || kind == BLOCK_SIGNATURE) {
        return WORD_SAID | WORD_LABEL;
    }
    return quoted || is_said_kind(kind) ? WORD_SAID : 0;
}

static void add_block(const struct document *doc, const struct block *b, size_t *next_quoted,
                      struct collect *c) {
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
                    c->flags[c->n - 1] |= WORD_STOP;
                }
            }
            continue;
        }
        bool said = q < doc->n_quoted && doc->quoted[q].outer.from <= t->from;
        unsigned flags = whose_words(b->kind, said);
        if ((t->flags & TOKEN_CAPITAL) && !sentence_start && flags != WORD_ASIDE) {
            flags |= WORD_CAPITAL;
        }
        flags |= first ? WORD_PARAGRAPH : 0;
        c->id[c->n] = (uint32_t)t->hash;
        c->from[c->n] = t->from;
        c->to[c->n] = t->to;
        c->flags[c->n++] = (uint8_t)flags;
        first = false;
        sentence_start = false;
    }
    if (!first) {
        c->flags[c->n - 1] |= WORD_STOP;
    }
    *next_quoted = q;
}

enum err shingle_words(arena *a, const struct document *doc, struct words *out) {
    size_t cap = doc->n_tok;
    struct collect c = {arena_take(a, cap * sizeof *c.id), arena_take(a, cap * sizeof *c.from),
                        arena_take(a, cap * sizeof *c.to), arena_take(a, cap), 0};
    if (!c.id || !c.from || !c.to || !c.flags) {
        return a->last;
    }
    size_t next_quoted = 0;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        add_block(doc, &doc->block[i], &next_quoted, &c);
    }
    *out = (struct words){c.id, c.from, c.to, c.flags, NULL, c.n};
    return ERR_OK;
}

static uint64_t mix(uint64_t h) {
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    return h ^ (h >> 32);
}

uint64_t shingle_hash(const uint32_t *id) {
    uint64_t h = 0;
    for (unsigned i = 0; i < SHINGLE_WORDS; i++) {
        h = h * FACTOR + id[i];
    }
    return mix(h);
}

void shingle_hashes_plain(const uint32_t *id, size_t n, uint64_t *hash) {
    uint64_t leaving = 1; /* FACTOR ^ SHINGLE_WORDS: weight of the word that leaves */
    for (unsigned i = 0; i < SHINGLE_WORDS; i++) {
        leaving *= FACTOR;
    }
    uint64_t h = 0;
    if (n < SHINGLE_WORDS) {
        return;
    }
    for (size_t i = 0; i < SHINGLE_WORDS; i++) {
        h = h * FACTOR + id[i];
    }
    hash[0] = mix(h);
    for (size_t i = SHINGLE_WORDS; i < n; i++) {
        h = h * FACTOR + (id[i] - id[i - SHINGLE_WORDS] * leaving); /* one product to wait for */
        hash[i + 1 - SHINGLE_WORDS] = mix(h);
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
/* Eight at a time, where the processor multiplies 64 bits side by side. */
__attribute__((target("avx512f,avx512dq,avx512vl"))) static void hashes_avx512(const uint32_t *id,
                                                                               size_t n,
                                                                               uint64_t *hash) {
    _Static_assert(SHINGLE_WORDS == 5, "as many products");
    const uint64_t square = FACTOR * FACTOR;
    for (size_t i = 0; i < n; i++) {
        hash[i] = mix(id[i] * (square * square) + id[i + 1] * (square * FACTOR) +
                      id[i + 2] * square + id[i + 3] * FACTOR + id[i + 4]);
    }
}
#endif

void shingle_hashes(const uint32_t *id, size_t n, uint64_t *hash) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
        hashes_avx512(id, shingle_count(n), hash);
        return;
    }
#endif
    shingle_hashes_plain(id, n, hash);
}
