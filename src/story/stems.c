/* stems.c - the stems (libstemmer, English) of folded words that aren't function words; numbers as
 * written. A word is looked up by its hash and stemmed once for each thread, so that the cost is a
 * look into a table a word. Limits: words of other languages count as their whole selves, unless
 * they look English. */
#include "story/stems.h"

#include <libstemmer.h>

#include "base/hash.h"
#include "base/vec.h"
#include "text/fold.h"

/* Function words, and words that every report uses. */
static const char *const function_words[] = {
#include "text/tables/function_words.inc"
};
static const char *const weak_words[] = {
#include "story/tables/weak_words.inc"
};

static enum err remember(struct stems *s, uint64_t word, uint64_t stem) {
    if (s->n == s->cap) {
        TRY(vec_grow(s->a, (void *)&s->hash, &s->cap, s->n, 1, sizeof *s->hash));
    }
    s->hash[s->n] = stem;
    TRY(map_put(&s->seen, word, (uint32_t)s->n));
    s->n++;
    return ERR_OK;
}

/* The stem of a folded word; valid until the next call. */
static str stem_word(struct stems *s, str word) {
    const sb_symbol *stem = sb_stemmer_stem(s->stemmer, (const sb_symbol *)word.ptr, (int)word.len);
    return stem ? str_of((const char *)stem, (size_t)sb_stemmer_length(s->stemmer)) : word;
}

enum err stems_init(struct stems *s, arena *a) {
    *s = (struct stems){.a = a};
    TRY(map_init(&s->seen, a, 1 << 12));
    for (size_t i = 0; i < sizeof function_words / sizeof *function_words; i++) {
        TRY(remember(s, token_hash(str_from_cstr(function_words[i])), STEM_NONE));
    }
    s->stemmer = sb_stemmer_new("english", NULL);
    if (!s->stemmer) {
        return ERR_NOMEM;
    }
    TRY(map_init(&s->weak, a, sizeof weak_words / sizeof *weak_words));
    for (size_t i = 0; i < sizeof weak_words / sizeof *weak_words; i++) {
        str word = str_from_cstr(weak_words[i]);
        TRY(map_put(&s->weak, hash_bytes(stem_word(s, word)), 1));
    }
    return ERR_OK;
}

void stems_done(struct stems *s) {
    sb_stemmer_delete(s->stemmer);
    s->stemmer = NULL;
}

enum err stems_of(struct stems *s, str text, const struct token *t, uint64_t *out) {
    uint32_t known = map_find(&s->seen, t->hash);
    if (known != MAP_NONE) {
        *out = s->hash[known];
        return ERR_OK;
    }
    char room[FOLD_ROOM(64)];
    str word = token_str(text, t);
    if (word.len > 64) {
        *out = t->hash;
        return ERR_OK;
    }
    size_t len = fold_into(room, word);
    *out = t->hash;
    if (t->kind == TOKEN_WORD && len < 2) {
        *out = STEM_NONE;
    } else if (t->kind == TOKEN_WORD) {
        *out = hash_bytes(stem_word(s, str_of(room, len)));
    }
    return remember(s, t->hash, *out);
}

bool stems_is_weak(const struct stems *s, uint64_t stem) {
    return map_find(&s->weak, stem) != MAP_NONE;
}
