/* figure_lexicon.c - units, signs of money, approximators, counted nouns and states, from tables/
 * (written for this project). Built once, read by many threads. */
#include "base/hash.h"
#include "figure/quantity.h"
#include "text/utf8.h"

static const struct unit units[] = {
#define U(words, kind, normal, name) {words, normal, name, FIGURE_##kind},
#include "figure/tables/units.inc"
#undef U
};

static const struct {
    uint32_t sign;
    struct unit unit;
} signs[] = {
#define S(sign, normal, name) {sign, {"", normal, name, FIGURE_MONEY}},
#include "figure/tables/signs.inc"
#undef S
};

static const struct {
    const char *prefix;
    struct unit unit;
} prefixes[] = {
#define C(prefix, normal, name) {prefix, {"", normal, name, FIGURE_MONEY}},
#include "figure/tables/signs.inc"
#undef C
};

static const struct {
    const char *words;
    uint32_t approx;
    bool behind;
} approximators[] = {
#define A(words, approx) {words, APPROX_##approx, false},
#include "figure/tables/approx.inc"
#undef A
#define B(words, approx) {words, APPROX_##approx, true},
#include "figure/tables/approx.inc"
#undef B
};

static const struct {
    const char *word;
    uint32_t cls;
} nouns[] = {
#define L(word, cls) {word, NOUN_##cls},
#include "figure/tables/nouns.inc"
#undef L
};

static const struct {
    const char *word;
    uint32_t state;
} states[] = {
#define T(word, state) {word, STATE_##state},
#include "figure/tables/states.inc"
#undef T
};

#define LENGTH(table) (sizeof(table) / sizeof(table)[0])

enum err figure_lexicon_new(arena *a, const struct figure_lexicon **out) {
    struct figure_lexicon *lex = arena_new(a, struct figure_lexicon);
    if (!lex) {
        return a->last;
    }
    TRY(number_lexicon_init(&lex->number, a));
    TRY(phrases_init(&lex->unit, a, LENGTH(units)));
    for (uint32_t i = 0; i < LENGTH(units); i++) {
        TRY(phrases_add(&lex->unit, str_from_cstr(units[i].words), i));
    }
    TRY(phrases_init(&lex->before, a, LENGTH(approximators)));
    TRY(phrases_init(&lex->behind, a, 16));
    for (size_t i = 0; i < LENGTH(approximators); i++) {
        struct phrases *p = approximators[i].behind ? &lex->behind : &lex->before;
        TRY(phrases_add(p, str_from_cstr(approximators[i].words), approximators[i].approx));
    }
    TRY(map_init(&lex->noun, a, LENGTH(nouns)));
    for (size_t i = 0; i < LENGTH(nouns); i++) {
        TRY(map_put(&lex->noun, token_hash(str_from_cstr(nouns[i].word)), nouns[i].cls));
    }
    TRY(map_init(&lex->state, a, LENGTH(states)));
    for (size_t i = 0; i < LENGTH(states); i++) {
        TRY(map_put(&lex->state, token_hash(str_from_cstr(states[i].word)), states[i].state));
    }
    *out = lex;
    return ERR_OK;
}

const struct unit *figure_unit(uint32_t i) {
    return &units[i];
}

static const struct unit *sign_at(str text, const struct token *t) {
    size_t len;
    uint32_t cp = utf8_decode(text, t->from, &len);
    for (size_t i = 0; i < LENGTH(signs) && t->from + len == t->to; i++) {
        if (signs[i].sign == cp) {
            return &signs[i].unit;
        }
    }
    return NULL;
}

/* Letters in front of "$" at token i: US$, C$, Mex$ 10. A capital or no space between keeps "us $5"
 * apart. */
static const struct unit *prefix_at(str text, const struct token *tok, size_t i) {
    str word = token_str(text, &tok[i]);
    bool glued = tok[i].to == tok[i + 1].from;
    bool article = word.len == 1 && (word.ptr[0] | 0x20) == 'a';
    bool fine = glued || ((tok[i].flags & TOKEN_CAPITAL) && !article);
    for (size_t k = 0; fine && k < LENGTH(prefixes); k++) {
        if (str_is_nocase(word, prefixes[k].prefix)) {
            return &prefixes[k].unit;
        }
    }
    return NULL;
}

/* "USD" in front of digits. */
static const struct unit *code_at(const struct figure_lexicon *lex, const struct token *tok,
                                  size_t i) {
    uint32_t index;
    bool code = (tok[i].flags & TOKEN_ALL_CAPS) && tok[i].to - tok[i].from == 3 &&
                tok[i + 1].kind == TOKEN_NUMBER;
    if (!code || !phrases_match(&lex->unit, &tok[i], 1, &index) ||
        units[index].kind != FIGURE_MONEY) {
        return NULL;
    }
    return &units[index];
}

size_t figure_sign(const struct figure_lexicon *lex, str text, const struct token *tok, size_t i,
                   size_t n, struct unit *out) {
    const struct unit *sign = sign_at(text, &tok[i]);
    bool letters =
        (tok[i].kind == TOKEN_WORD || tok[i].kind == TOKEN_ABBREV) && tok[i].to - tok[i].from <= 4;
    size_t end = i + 1;
    if (!sign && letters && i + 1 < n) {
        bool dollar = tok[i + 1].kind == TOKEN_SYMBOL && tok[i + 1].mark == '$';
        sign = dollar ? prefix_at(text, tok, i) : code_at(lex, tok, i);
        end = dollar ? i + 2 : i + 1;
    }
    if (!sign) {
        return i;
    }
    *out = *sign;
    return end;
}

/* Units of one letter, and of two that are common words: only as written here, and only behind
 * digits. `apart`: with a space between, too. */
static const struct {
    const char *word;
    const char *normal;
    const char *name;
    uint8_t kind;
    bool apart;
} strict[] = {
    {"m", "m", "Meter", FIGURE_MEASURE, true},     {"g", "g", "Gram", FIGURE_MEASURE, true},
    {"l", "l", "Liter", FIGURE_MEASURE, true},     {"L", "l", "Liter", FIGURE_MEASURE, true},
    {"C", "C", "C", FIGURE_TEMPERATURE, false},    {"F", "F", "F", FIGURE_TEMPERATURE, false},
    {"yd", "yd", "Yard", FIGURE_MEASURE, true},    {"MB", "MB", "Megabyte", FIGURE_MEASURE, true},
    {"mb", "Mb", "Megabit", FIGURE_MEASURE, true}, {"kB", "kB", "Kilobyte", FIGURE_MEASURE, true},
    {"p", "penny", "Penny", FIGURE_MONEY, false},  {"c", "cent", "Cent", FIGURE_MONEY, false},
};

bool figure_unit_of_tail(const struct figure_lexicon *lex, str tail, struct unit *out) {
    for (size_t i = 0; i < LENGTH(strict); i++) {
        if (str_equals(tail, str_from_cstr(strict[i].word))) {
            *out = (struct unit){"", strict[i].normal, strict[i].name, strict[i].kind};
            return true;
        }
    }
    uint64_t hash = token_hash(tail);
    uint32_t index = map_find(&lex->unit.whole, hash);
    if (index == MAP_NONE) {
        return false;
    }
    *out = units[index];
    return true;
}

/* The degree sign, with C or F glued to it. */
static size_t degree_at(str text, const struct token *tok, size_t i, size_t n, struct unit *out) {
    bool letter = i + 1 < n && tok[i + 1].from == tok[i].to && tok[i + 1].to == tok[i].to + 1;
    char c = letter ? text.ptr[tok[i + 1].from] : 0;
    if (c == 'C' || c == 'F') {
        *out = (struct unit){"", c == 'C' ? "C" : "F", c == 'C' ? "C" : "F", FIGURE_TEMPERATURE};
        return i + 2;
    }
    *out = (struct unit){"", "deg", "Degree", FIGURE_TEMPERATURE};
    return i + 1;
}

/* A unit of one or two letters behind digits, written exactly as in the table. */
static size_t strict_at(str text, const struct token *tok, size_t i, struct unit *out) {
    str word = token_str(text, &tok[i]);
    for (size_t k = 0; tok[i].kind == TOKEN_WORD && word.len <= 2 && k < LENGTH(strict); k++) {
        if (strict[k].apart && str_equals(word, str_from_cstr(strict[k].word))) {
            *out = (struct unit){"", strict[k].normal, strict[k].name, strict[k].kind};
            return i + 1;
        }
    }
    return i;
}

size_t figure_unit_at(const struct figure_lexicon *lex, str text, const struct token *tok, size_t i,
                      size_t n, struct unit *out) {
    uint32_t index;
    if (i >= n) {
        return i;
    }
    if (tok[i].mark == '%' && tok[i].kind == TOKEN_SYMBOL) {
        *out = (struct unit){"%", "%", "", FIGURE_PERCENT};
        return i + 1;
    }
    if (tok[i].mark == 0xb0) {
        return degree_at(text, tok, i, n, out);
    }
    const struct unit *sign = sign_at(text, &tok[i]);
    if (sign) {
        *out = *sign;
        return i + 1;
    }
    size_t len = phrases_match(&lex->unit, &tok[i], n - i, &index);
    if (len) {
        *out = units[index];
        return i + len;
    }
    return strict_at(text, tok, i, out);
}
