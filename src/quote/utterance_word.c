/* utterance_word.c - normal forms, stems (Snowball English) and weights of words.
 * The normal form levels what outlets level: British against American spelling, numerals against
 * number words. It is only compared with other normal forms, so a rule may make a word that doesn't
 * exist ("promize") as long as it doesn't make two words equal. Weights: a content word 40, a
 * common one 20, function words 6, words that can turn a sentence 14. A content word that stands in
 * more than 1/32 of the segments (and in more than 4) loses up to half. O(bytes). */
#include "quote/utterance_word.h"

#include <libstemmer.h>

#include "base/hash.h"
#include "base/limits.h"
#include "text/fold.h"

enum { WEIGHT_FUNCTION = 6, WEIGHT_TURN = 14, WEIGHT_LIGHT = 20, ROOM = 256 };

/* Groups of the aligner: words that reporters put for one another when person and tense shift. */
enum { GROUP_NONE, GROUP_PERSON, GROUP_TENSE, GROUP_ARTICLE, GROUP_PREPOSITION };

static const struct {
    enum word_role role;
    const char *words;
} table[] = {
#define X(role, words) {ROLE_##role, words},
#include "quote/tables/utterance_words.inc"
#undef X
};

static const struct {
    uint8_t weight;
    uint8_t group;
} nature[WORD_ROLES] = {
    [ROLE_CONTENT] = {WORD_WEIGHT_CONTENT, GROUP_NONE},
    [ROLE_ARTICLE] = {WEIGHT_FUNCTION, GROUP_ARTICLE},
    [ROLE_PRONOUN] = {WEIGHT_FUNCTION, GROUP_PERSON},
    [ROLE_BE] = {WEIGHT_FUNCTION, GROUP_TENSE},
    [ROLE_AUX] = {WEIGHT_FUNCTION, GROUP_TENSE},
    [ROLE_WILL] = {WEIGHT_FUNCTION, GROUP_TENSE},
    [ROLE_CAN] = {WEIGHT_FUNCTION, GROUP_NONE},
    [ROLE_MAY] = {WEIGHT_TURN, GROUP_NONE},
    [ROLE_MUST] = {WEIGHT_TURN, GROUP_NONE},
    [ROLE_PREPOSITION] = {WEIGHT_FUNCTION, GROUP_PREPOSITION},
    [ROLE_CONJUNCTION] = {WEIGHT_FUNCTION, GROUP_NONE},
    [ROLE_BUT] = {WEIGHT_FUNCTION, GROUP_NONE},
    [ROLE_RELATIVE] = {WEIGHT_FUNCTION, GROUP_NONE},
    [ROLE_FILLER] = {WEIGHT_FUNCTION, GROUP_NONE},
    [ROLE_NEGATION] = {WEIGHT_TURN, GROUP_NONE},
    [ROLE_CONDITION] = {WEIGHT_TURN, GROUP_NONE},
    [ROLE_LIMIT] = {WEIGHT_TURN, GROUP_NONE},
    [ROLE_ALL] = {WEIGHT_TURN, GROUP_NONE},
    [ROLE_SOME] = {WEIGHT_TURN, GROUP_NONE},
    [ROLE_MANY] = {WEIGHT_FUNCTION, GROUP_NONE},
    [ROLE_MATRIX] = {WEIGHT_LIGHT, GROUP_NONE},
    [ROLE_LIGHT] = {WEIGHT_LIGHT, GROUP_NONE},
    [ROLE_NUMBER] = {WORD_WEIGHT_CONTENT, GROUP_NONE},
};

bool utterance_word_is_function(const struct vocab_word *w) {
    return nature[w->role].weight == WEIGHT_FUNCTION;
}

static enum err list_words(struct vocab *v) {
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        str rest = str_from_cstr(table[i].words);
        while (rest.len) {
            size_t end = str_find(rest, STR(" "), 0);
            end = end == SIZE_MAX ? rest.len : end;
            uint64_t key = hash_bytes(str_slice(rest, 0, end));
            if (map_find(&v->table, key) == MAP_NONE) {
                TRY(map_put(&v->table, key, (uint32_t)table[i].role));
            }
            rest = str_slice(rest, end + (end < rest.len), rest.len);
        }
    }
    return ERR_OK;
}

enum err utterance_word_init(struct vocab *v, arena *a) {
    *v = (struct vocab){.a = a, .stemmer = sb_stemmer_new("english", "UTF_8")};
    if (!v->stemmer) {
        return a->last = ERR_NOMEM;
    }
    TRY(map_init(&v->by_form, a, 1024));
    TRY(map_init(&v->by_stem, a, 1024));
    TRY(map_init(&v->table, a, 1024));
    return list_words(v);
}

void utterance_word_done(struct vocab *v) {
    sb_stemmer_delete(v->stemmer);
    v->stemmer = NULL;
}

/* Put `to` for the bytes [pos, pos + n) of the word; never longer than before. */
static void replace(char *word, size_t *len, size_t pos, size_t n, str to) {
    memcpy(word + pos, to.ptr, to.len);
    memmove(word + pos + to.len, word + pos + n, *len - pos - n);
    *len -= n - to.len;
}

/* British to American spelling, by endings and common letter groups. */
static void level_spelling(char *word, size_t *len) {
    static const struct {
        const char *from;
        const char *to;
        size_t least; /* length of the word */
        bool at_end;
    } rules[] = {
        {"isation", "ization", 8, false}, {"ise", "ize", 6, false},
        {"ising", "izing", 7, true},      {"yse", "yze", 6, false},
        {"ysing", "yzing", 8, true},      {"our", "or", 6, false},
        {"olour", "olor", 5, false},      {"tre", "ter", 6, true},
        {"fence", "fense", 6, false},     {"icence", "icense", 7, false},
        {"elled", "eled", 8, true},       {"elling", "eling", 9, true},
        {"ogue", "og", 7, true},          {"ramme", "ram", 8, false},
        {"dgement", "dgment", 8, false},  {"grey", "gray", 4, false},
        {"wards", "ward", 7, true},       {"mongst", "mong", 7, true},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        str from = str_from_cstr(rules[i].from);
        str text = str_of(word, *len);
        size_t pos = rules[i].at_end && *len >= from.len ? *len - from.len : 1;
        pos = *len >= rules[i].least ? str_find(text, from, pos) : SIZE_MAX;
        if (pos != SIZE_MAX) {
            replace(word, len, pos, from.len, str_from_cstr(rules[i].to));
        }
    }
}

/* "three" -> "3", "1,200" -> "1200". */
static void level_number(char *word, size_t *len) {
    static const char *const units[] = {"two",       "three",    "four",     "five",    "six",
                                        "seven",     "eight",    "nine",     "ten",     "eleven",
                                        "twelve",    "thirteen", "fourteen", "fifteen", "sixteen",
                                        "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"twenty", "thirty",  "forty",  "fifty",
                                       "sixty",  "seventy", "eighty", "ninety"};
    unsigned value = 0;
    str text = str_of(word, *len);
    for (unsigned i = 0; i < sizeof units / sizeof *units; i++) {
        value = str_equals(text, str_from_cstr(units[i])) ? i + 2 : value;
    }
    for (unsigned i = 0; i < sizeof tens / sizeof *tens; i++) {
        value = str_equals(text, str_from_cstr(tens[i])) ? 10 * (i + 2) : value;
    }
    if (value) {
        *len = 0;
        if (value >= 10) {
            word[(*len)++] = (char)('0' + value / 10);
        }
        word[(*len)++] = (char)('0' + value % 10);
        return;
    }
    size_t kept = 0;
    for (size_t i = 0; i < *len; i++) {
        bool comma = word[i] == ',' && word[0] >= '0' && word[0] <= '9';
        word[kept] = word[i];
        kept += !comma;
    }
    *len = kept;
}

static enum err make_word(struct vocab *v, str folded, struct vocab_word *w) {
    char room[ROOM];
    size_t len = folded.len < ROOM ? folded.len : ROOM;
    memcpy(room, folded.ptr, len);
    uint32_t role = map_find(&v->table, hash_bytes(folded));
    bool digit = folded.len && folded.ptr[0] >= '0' && folded.ptr[0] <= '9';
    w->role = (uint8_t)(role != MAP_NONE ? role : digit ? ROLE_NUMBER : ROLE_CONTENT);
    w->text = arena_copy(v->a, folded);
    if (!w->text.ptr) {
        return v->a->last;
    }
    if (folded.len < ROOM) {
        level_spelling(room, &len);
        level_number(room, &len);
    }
    w->key.hash = folded.len < ROOM ? hash_bytes(str_of(room, len)) : hash_bytes(folded);
    w->key.stem = w->key.hash;
    if (folded.len < ROOM && w->role != ROLE_NUMBER) {
        const sb_symbol *stem = sb_stemmer_stem(v->stemmer, (const sb_symbol *)room, (int)len);
        if (!stem) {
            return v->a->last = ERR_NOMEM;
        }
        w->key.stem = hash_bytes(str_of((const char *)stem, (size_t)sb_stemmer_length(v->stemmer)));
    }
    w->key.weight = nature[w->role].weight;
    w->key.group = nature[w->role].group;
    w->last_use = UINT32_MAX;
    return ERR_OK;
}

enum err utterance_word_find(struct vocab *v, str folded, uint32_t *word) {
    uint64_t form = hash_bytes(folded);
    *word = map_find(&v->by_form, form);
    if (*word != MAP_NONE) {
        return ERR_OK;
    }
    struct vocab_word w = {0};
    TRY(make_word(v, folded, &w));
    w.stem = map_find(&v->by_stem, w.key.stem);
    if (w.stem == MAP_NONE) {
        w.stem = (uint32_t)v->by_stem.n;
        TRY(map_put(&v->by_stem, w.key.stem, w.stem));
    }
    *word = (uint32_t)v->word.n;
    TRY(vec_push(v->a, &v->word, w));
    return map_put(&v->by_form, form, *word);
}

void utterance_word_weigh(struct vocab *v, size_t n_segments) {
    for (size_t i = 0; i < v->word.n; i++) {
        struct vocab_word *w = &v->word.v[i];
        bool content = w->role == ROLE_CONTENT || w->role == ROLE_LIGHT;
        uint8_t full = nature[w->role].weight;
        for (size_t most = n_segments / 32;
             content && w->n_uses > 4 && w->n_uses > most && most > 0; most *= 2) {
            w->key.weight = (uint8_t)(w->key.weight > full / 2 + 4 ? w->key.weight - 4 : full / 2);
        }
    }
}

bool utterance_word_is_any(str text, const char *list) {
    str rest = str_from_cstr(list);
    while (rest.len) {
        size_t end = str_find(rest, STR(" "), 0);
        end = end == SIZE_MAX ? rest.len : end;
        if (str_equals(text, str_slice(rest, 0, end))) {
            return true;
        }
        rest = str_slice(rest, end + (end < rest.len), rest.len);
    }
    return false;
}
