/* phrase.c - phrases keyed by the joined hashes of their tokens.
 * Matching looks at the first word (one probe; nearly always a miss) and then tries lengths
 * downwards. Joined 64-bit hashes stand for the words themselves: with 2^16 entries a false match
 * has a chance of 2^-48 a probe, far below a typing error in the text. O(1) expected a token. */
#include "text/phrase.h"

#include "base/hash.h"
#include "base/limits.h"

enum err phrases_init(struct phrases *p, arena *a, size_t n) {
    TRY(map_init(&p->first, a, n));
    return map_init(&p->whole, a, n);
}

enum err phrases_add(struct phrases *p, str phrase, uint32_t value) {
    arena scratch;
    arena_init(&scratch, 0);
    struct token *tok;
    size_t n;
    enum err code = token_scan(&scratch, phrase, &tok, &n);
    if (code == ERR_OK && (n == 0 || n > LIMIT_PHRASE_TOKENS)) {
        code = ERR_USAGE;
    }
    if (code != ERR_OK) {
        arena_done(&scratch);
        return code;
    }
    uint64_t first = tok[0].hash;
    uint64_t whole = first;
    for (size_t i = 1; i < n; i++) {
        whole = hash_join(whole, tok[i].hash);
    }
    arena_done(&scratch);
    if (map_find(&p->whole, whole) != MAP_NONE) {
        return ERR_USAGE;
    }
    uint32_t longest = map_find(&p->first, first);
    if (longest == MAP_NONE || longest < n) {
        TRY(map_put(&p->first, first, (uint32_t)n));
    }
    return map_put(&p->whole, whole, value);
}

size_t phrases_match(const struct phrases *p, const struct token *tok, size_t n, uint32_t *value) {
    if (n == 0) {
        return 0;
    }
    uint32_t longest = map_find(&p->first, tok[0].hash);
    if (longest == MAP_NONE) {
        return 0;
    }
    size_t found = 0;
    uint64_t whole = tok[0].hash;
    for (size_t i = 1;; i++) {
        uint32_t v = map_find(&p->whole, whole);
        if (v != MAP_NONE) {
            found = i;
            *value = v;
        }
        if (i == n || i == longest) {
            return found;
        }
        whole = hash_join(whole, tok[i].hash);
    }
}
