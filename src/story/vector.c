/* vector.c - tf-idf over stems and names.
 * Terms are the stems (libstemmer, English) of folded words that aren't function words, numbers as
 * written, and runs of capitalised words (names) as terms of their own, which weigh more. A term's
 * count is damped, its idf has a prior of PRIOR passages, so that in a folder of three reports the
 * words that all three share don't weigh nothing. O(words); a word is stemmed once for each thread.
 */
#include "story/vector.h"

#include <libstemmer.h>
#include <math.h>

#include "base/sort.h"
#include "base/vec.h"
#include "text/fold.h"

enum {
    MOST_TERMS = 160, /* kept of a passage */
    OPENING_WORDS = 120,
    MOST_WORDS = 3000 /* of a passage that are read */
};

static const float PRIOR = 60.0F;
static const float TITLE_COUNT = 2.0F;
static const float OPENING_COUNT = 2.0F;
static const float NAME_WEIGHT = 0.8F;
static const float CAPITAL_WEIGHT = 1.0F;
static const float WEAK_WEIGHT = 0.35F;

/* Function words, and words that every report uses. */
static const char *const function_words[] = {
#include "story/tables/function_words.inc"
};
static const char *const weak_words[] = {
#include "story/tables/weak_words.inc"
};

enum { STEM_NONE = 0 };

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

enum err vector_stems_init(struct stems *s, arena *a) {
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

void vector_stems_done(struct stems *s) {
    sb_stemmer_delete(s->stemmer);
    s->stemmer = NULL;
}

/* The term of a word, or STEM_NONE. */
static enum err stem_of(struct stems *s, str text, const struct token *t, uint64_t *out) {
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

struct count {
    arena *a;
    struct stems *stems;
    VEC(struct term) term;
    size_t n_words;
};

static enum err add(struct count *c, uint64_t hash, float weight, unsigned flags) {
    return vec_push(c->a, &c->term, (struct term){(uint32_t)hash, weight, (uint8_t)flags});
}

static enum err add_tokens(struct count *c, str text, const struct token *tok, size_t n,
                           float boost) {
    uint64_t before = 0; /* the capitalised word before this one */
    for (size_t i = 0; i < n && c->n_words < MOST_WORDS; i++) {
        const struct token *t = &tok[i];
        if (t->kind == TOKEN_CLITIC) {
            continue;
        }
        if (!token_is_wordlike(t) && t->kind != TOKEN_HASHTAG) {
            before = 0;
            continue;
        }
        uint64_t stem;
        TRY(stem_of(c->stems, text, t, &stem));
        c->n_words++;
        if (stem == STEM_NONE) {
            before = 0;
            continue;
        }
        float weight = boost > 0 ? boost : c->n_words <= OPENING_WORDS ? OPENING_COUNT : 1.0F;
        bool capital = t->flags & TOKEN_CAPITAL;
        bool weak = map_find(&c->stems->weak, stem) != MAP_NONE;
        TRY(add(c, stem, weight, weak ? TERM_WEAK : capital && before ? TERM_CAPITAL : 0));
        if (capital && before) {
            TRY(add(c, hash_join(before, t->hash), weight, TERM_NAME));
        }
        before = capital ? t->hash : 0;
    }
    return ERR_OK;
}

static int by_hash(const void *px, const void *py, void *ctx) {
    (void)ctx;
    uint32_t x = ((const struct term *)px)->hash;
    uint32_t y = ((const struct term *)py)->hash;
    return x < y ? -1 : x > y;
}

static enum err add_title(struct count *c, str title) {
    struct token *tok;
    size_t n;
    TRY(token_scan(c->a, title, &tok, &n));
    enum err code = add_tokens(c, title, tok, n, TITLE_COUNT);
    c->n_words = 0;
    return code;
}

enum err vector_count(arena *a, struct stems *stems, const struct document *doc,
                      const struct passage *p, struct vector *out) {
    struct count c = {.a = a, .stems = stems};
    if (p->block_from == 0 && doc->title.len) {
        TRY(add_title(&c, doc->title));
    }
    for (uint32_t i = p->block_from; i < p->block_to; i++) {
        const struct block *b = &doc->block[i];
        bool heading = b->kind == BLOCK_HEADING;
        if (heading || block_is_content((enum block_kind)b->kind)) {
            TRY(add_tokens(&c, doc->text, doc->tok + b->tok_from, b->tok_to - b->tok_from,
                           heading ? TITLE_COUNT : 0));
        }
    }
    TRY(sort_stable(a, c.term.v, c.term.n, sizeof *c.term.v, by_hash, NULL));
    size_t n = 0;
    for (size_t i = 0; i < c.term.n; i++) {
        struct term *t = &c.term.v[i];
        if (n && c.term.v[n - 1].hash == t->hash) {
            c.term.v[n - 1].weight += t->weight;
            c.term.v[n - 1].flags |= t->flags;
        } else {
            c.term.v[n++] = *t;
        }
    }
    *out = (struct vector){c.term.v, n};
    return ERR_OK;
}

enum err vector_frequencies_init(struct frequencies *f, arena *a) {
    *f = (struct frequencies){0};
    return map_init(&f->map, a, 1024);
}

enum err vector_frequencies_add(struct frequencies *f, const struct vector *counts) {
    f->n_passages++;
    for (size_t k = 0; k < counts->n; k++) {
        uint32_t count = map_find(&f->map, counts->term[k].hash);
        TRY(map_put(&f->map, counts->term[k].hash, count == MAP_NONE ? 1 : count + 1));
    }
    return ERR_OK;
}

static int heaviest_first(const void *px, const void *py, void *ctx) {
    const struct term *x = px;
    const struct term *y = py;
    if (x->weight > y->weight || x->weight < y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    return by_hash(px, py, ctx);
}

enum err vector_weigh(arena *a, const struct frequencies *f, struct vector *v) {
    for (size_t i = 0; i < v->n; i++) {
        struct term *t = &v->term[i];
        float df = (float)map_find(&f->map, t->hash);
        float idf = logf(((float)f->n_passages + PRIOR) / (df + 0.5F));
        float kind = t->flags & TERM_WEAK      ? WEAK_WEIGHT
                     : t->flags & TERM_NAME    ? NAME_WEIGHT
                     : t->flags & TERM_CAPITAL ? CAPITAL_WEIGHT
                                               : 1.0F;
        t->weight = (1.0F + logf(t->weight)) * idf * kind;
    }
    TRY(sort_stable(a, v->term, v->n, sizeof *v->term, heaviest_first, NULL));
    v->n = v->n > MOST_TERMS ? MOST_TERMS : v->n;
    TRY(sort_stable(a, v->term, v->n, sizeof *v->term, by_hash, NULL));
    float square = 0;
    for (size_t i = 0; i < v->n; i++) {
        square += v->term[i].weight * v->term[i].weight;
    }
    for (size_t i = 0; i < v->n; i++) {
        v->term[i].weight /= sqrtf(square);
    }
    return ERR_OK;
}

struct vector vector_add_into(const struct vector *x, const struct vector *y, struct term *term) {
    size_t n = 0;
    size_t i = 0;
    size_t j = 0;
    while (i < x->n || j < y->n) {
        bool from_x = j == y->n || (i < x->n && x->term[i].hash <= y->term[j].hash);
        bool from_y = i == x->n || (j < y->n && y->term[j].hash <= x->term[i].hash);
        term[n] = from_x ? x->term[i] : y->term[j];
        if (from_x && from_y) {
            term[n].weight += y->term[j].weight;
            term[n].flags |= y->term[j].flags;
        }
        n++;
        i += from_x;
        j += from_y;
    }
    return (struct vector){term, n};
}

enum err vector_add(arena *a, const struct vector *x, const struct vector *y, struct vector *out) {
    struct term *term = arena_take(a, (x->n + y->n) * sizeof *term);
    if (!term) {
        return a->last;
    }
    *out = vector_add_into(x, y, term);
    return ERR_OK;
}

float vector_dot(const struct vector *x, const struct vector *y) {
    float dot = 0;
    for (size_t i = 0, j = 0; i < x->n && j < y->n;) {
        uint32_t hx = x->term[i].hash;
        uint32_t hy = y->term[j].hash;
        dot += hx == hy ? x->term[i].weight * y->term[j].weight : 0;
        i += hx <= hy;
        j += hy <= hx;
    }
    return dot;
}
