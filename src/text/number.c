/* number.c - one pass over the words of a number, as they are said: units add to tens, hundred
 * multiplies what was said so far, a power of ten closes a group and must be smaller than the one
 * before. A number in digits may be followed by powers ("1.5 million"). Fractions are read behind
 * the whole part. "Two in five" and "3/4" are one number; a slash between larger numbers isn't.
 * Cost: one table look-up a word. Limits: digits of other scripts than 0-9 are not read; "1 234"
 * with a plain space is two numbers unless the groups have three digits. */
#include "text/number.h"

#include <math.h>

enum { NO_POWER = 99, MOST_GROUPS = 5 /* of three digits behind spaces */ };

static const struct {
    const char *word;
    uint8_t cls;
    uint32_t value;
} words[] = {
#define N(word, cls, value) {word, NUMWORD_##cls, value},
#include "text/tables/numbers.inc"
#undef N
};

enum err number_lexicon_init(struct number_lexicon *lex, arena *a) {
    size_t n = sizeof words / sizeof words[0];
    TRY(map_init(&lex->word, a, n));
    for (size_t i = 0; i < n; i++) {
        uint32_t packed = (uint32_t)words[i].cls << 24 | words[i].value;
        TRY(map_put(&lex->word, token_hash(str_from_cstr(words[i].word)), packed));
    }
    return ERR_OK;
}

enum number_class number_word(const struct number_lexicon *lex, const struct token *t,
                              unsigned *value) {
    uint32_t packed = t->kind == TOKEN_WORD ? map_find(&lex->word, t->hash) : MAP_NONE;
    if (packed == MAP_NONE) {
        *value = 0;
        return NUMWORD_NONE;
    }
    *value = packed & 0xffffff;
    return (enum number_class)(packed >> 24);
}

/* Whether the commas of the digits s[0, n) group them by threes (or, in India, by twos before the
 * last three). */
static bool groups_well(str s, size_t n) {
    size_t run = 0;
    bool first = true;
    for (size_t i = 0; i < n && s.ptr[i] != '.'; i++) {
        if (s.ptr[i] != ',') {
            run++;
            continue;
        }
        if (run == 0 || run > 3 || (!first && run < 2)) {
            return false;
        }
        first = false;
        run = 0;
    }
    return first || run == 3;
}

/* Digits, commas and periods at the start of `s`: how many bytes, and of each mark. */
static size_t scan_digits(str s, unsigned *n_points, unsigned *n_commas) {
    size_t n = 0;
    *n_points = 0;
    *n_commas = 0;
    for (; n < s.len; n++) {
        char c = s.ptr[n];
        if ((c < '0' || c > '9') && c != ',' && c != '.') {
            break;
        }
        *n_points += c == '.';
        *n_commas += c == ',';
    }
    return n;
}

/* Value of the digits s[0, n) with the decimal sign `point`; the other mark groups. */
static double value_of(str s, size_t n, char point) {
    double value = 0;
    double scale = 0;
    for (size_t i = 0; i < n; i++) {
        if (s.ptr[i] == point) {
            scale = 1;
        } else if (s.ptr[i] >= '0') {
            value = value * 10 + (s.ptr[i] - '0');
            scale *= 10;
        }
    }
    return scale > 1 ? value / scale : value;
}

double number_digits(str s, size_t *used, bool *separated) {
    unsigned n_points;
    unsigned n_commas;
    size_t n = scan_digits(s, &n_points, &n_commas);
    bool grouped = n_commas == 0 || groups_well(s, n);
    bool decimal_comma = !grouped && n_commas == 1 && n_points == 0;
    *separated = n_points || n_commas;
    *used = 0;
    if (n == 0 || n > 40 || n_points > 1 || !(grouped || decimal_comma)) {
        return 0;
    }
    *used = n;
    return value_of(s, n, decimal_comma ? ',' : '.');
}
static bool is_hyphen(const struct token *t) {
    return t->kind == TOKEN_PUNCT && (t->mark == '-' || t->mark == 0x2010 || t->mark == 0x2011);
}

/* Index behind a hyphen that joins two words, or i. */
size_t number_over_hyphen(const struct token *tok, size_t i, size_t n) {
    bool joins = i + 1 < n && is_hyphen(&tok[i]) && !(tok[i].flags & TOKEN_SPACE_BEFORE) &&
                 !(tok[i + 1].flags & TOKEN_SPACE_BEFORE);
    return joins ? i + 1 : i;
}

/* A number being said: `total` has the closed groups, `group` the one that is open. */
struct said {
    double total;
    double group;
    unsigned power; /* of the last closed group */
    enum number_class last;
    bool ordinal;
    bool magnitude;
};

static bool may_add(const struct said *s, unsigned value) {
    bool room = value >= 10 ? fmod(s->group, 100) == 0 : fmod(s->group, 10) == 0;
    bool teens = fmod(s->group, 100) >= 10 && fmod(s->group, 100) < 20;
    bool after_unit = s->last == NUMWORD_UNIT;
    return room && !teens && !after_unit;
}

/* Take one word; false when it can't continue the number. */
static bool say(struct said *s, enum number_class cls, unsigned value) {
    switch (cls) {
    case NUMWORD_UNIT:
    case NUMWORD_TEN:
    case NUMWORD_ORDINAL:
    case NUMWORD_ORDINAL_TEN:
        if (!may_add(s, value) || (s->last == NUMWORD_TEN && value >= 10)) {
            return false;
        }
        s->group += value;
        s->ordinal = cls == NUMWORD_ORDINAL || cls == NUMWORD_ORDINAL_TEN;
        break;
    case NUMWORD_HUNDRED:
        if (s->group <= 0 || s->group >= 100 || s->last == NUMWORD_HUNDRED) {
            return false;
        }
        s->group *= 100;
        break;
    case NUMWORD_POWER:
    case NUMWORD_ORDINAL_POWER:
        if (s->group <= 0 || value >= s->power) {
            return false;
        }
        s->ordinal = cls == NUMWORD_ORDINAL_POWER;
        if (value == 2) {
            s->group *= 100;
            break;
        }
        s->total += s->group * pow(10, value);
        s->group = 0;
        s->power = value;
        s->magnitude = true;
        break;
    case NUMWORD_DOZEN:
        if (s->group <= 0) {
            return false;
        }
        s->group *= 12;
        s->magnitude = true;
        break;
    default:
        return false;
    }
    s->last = cls;
    return true;
}

bool number_is_whole_word(enum number_class cls) {
    return cls == NUMWORD_HUNDRED || cls == NUMWORD_POWER || cls == NUMWORD_DOZEN;
}

/* Words of a number from token i on; the index behind the last word taken. */
static size_t say_words(const struct number_lexicon *lex, const struct token *tok, size_t i,
                        size_t n, struct said *s) {
    size_t end = i;
    while (i < n && !s->ordinal && s->last != NUMWORD_DOZEN) {
        unsigned value;
        size_t at = end > 0 && s->last != NUMWORD_NONE ? number_over_hyphen(tok, i, n) : i;
        enum number_class cls = number_word(lex, &tok[at], &value);
        if (cls == NUMWORD_AND && (s->last == NUMWORD_HUNDRED || s->last == NUMWORD_POWER) &&
            at + 1 < n) {
            at++;
            cls = number_word(lex, &tok[at], &value);
            if (cls != NUMWORD_UNIT && cls != NUMWORD_TEN && cls != NUMWORD_ORDINAL &&
                cls != NUMWORD_ORDINAL_TEN) {
                break;
            }
        }
        if (!say(s, cls, value)) {
            break;
        }
        i = end = at + 1;
    }
    return end;
}

/* "point five", "point zero three" behind a number in words. */
static size_t say_decimals(const struct number_lexicon *lex, const struct token *tok, size_t i,
                           size_t n, double *value) {
    unsigned v;
    if (i + 1 >= n || number_word(lex, &tok[i], &v) != NUMWORD_POINT) {
        return i;
    }
    double scale = 1;
    double sum = 0;
    size_t end = i;
    for (size_t k = i + 1; k < n && number_word(lex, &tok[k], &v) == NUMWORD_UNIT; k++) {
        double step = v >= 10 ? 100 : 10;
        scale *= step;
        sum = sum * step + v;
        end = k + 1;
    }
    if (end > i) {
        *value += sum / scale;
    }
    return end;
}

/* Letters glued to digits that are a power of ten (10k, 1.2b, 4.2m, 3bn); 0 when they are something
 * else. */
static double tail_power(str tail) {
    static const struct {
        const char *tail;
        double power;
    } known[] = {{"k", 1e3},  {"m", 1e6}, {"M", 1e6},   {"mn", 1e6}, {"b", 1e9}, {"B", 1e9},
                 {"bn", 1e9}, {"K", 1e3}, {"tn", 1e12}, {"G", 1e9},  {"T", 1e12}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (str_equals(tail, str_from_cstr(known[i].tail))) {
            return known[i].power;
        }
    }
    return 0;
}

static bool is_ordinal_tail(str tail) {
    return str_equals_nocase(tail, STR("st")) || str_equals_nocase(tail, STR("nd")) ||
           str_equals_nocase(tail, STR("rd")) || str_equals_nocase(tail, STR("th"));
}

/* Groups of three digits behind thin or plain spaces: 40 000, 1 234 567. */
static size_t spaced_groups(str text, const struct token *tok, size_t i, size_t n, double *value) {
    size_t stop = i + MOST_GROUPS < n ? i + MOST_GROUPS : n;
    while (i < stop && tok[i].kind == TOKEN_NUMBER && tok[i].to - tok[i].from == 3 && *value >= 1 &&
           (tok[i].flags & TOKEN_SPACE_BEFORE) && !(tok[i].flags & TOKEN_LINE_START) &&
           tok[i].from - tok[i - 1].to <= 3) {
        size_t used;
        bool separated;
        double group = number_digits(token_str(text, &tok[i]), &used, &separated);
        if (used != 3 || separated) {
            break;
        }
        *value = *value * 1000 + group;
        i++;
    }
    return i;
}

static bool read_digits(const struct number_lexicon *lex, str text, const struct token *tok,
                        size_t i, size_t n, struct number *out) {
    str word = token_str(text, &tok[i]);
    size_t used;
    *out = (struct number){0};
    out->value = number_digits(word, &used, &out->separated);
    if (used == 0) {
        return false;
    }
    while (out->n_digits < used && word.ptr[out->n_digits] >= '0' &&
           word.ptr[out->n_digits] <= '9') {
        out->n_digits++;
    }
    str tail = str_slice(word, used, word.len);
    out->tok_to = (uint32_t)i + 1;
    out->to = tok[i].from + (uint32_t)used;
    if (tail.len && is_ordinal_tail(tail)) {
        out->ordinal = true;
        out->to = tok[i].to;
        return true;
    }
    double power = tail.len ? tail_power(tail) : 0;
    if (power > 0) {
        out->value *= power;
        out->magnitude = true;
        out->to = tok[i].to;
        return true;
    }
    if (tail.len) {
        return true;
    }
    if (!out->separated && used <= 3) {
        out->tok_to = (uint32_t)spaced_groups(text, tok, i + 1, n, &out->value);
    }
    struct said s = {.group = out->value, .power = NO_POWER, .last = NUMWORD_UNIT};
    size_t next = number_over_hyphen(tok, out->tok_to, n);
    unsigned value;
    if (next < n && number_is_whole_word(number_word(lex, &tok[next], &value))) {
        size_t end = say_words(lex, tok, next, n, &s);
        out->tok_to = end > next ? (uint32_t)end : out->tok_to;
        out->value = s.total + s.group;
        out->magnitude = end > next;
        out->ordinal = s.ordinal;
    }
    out->to = tok[out->tok_to - 1].to;
    return true;
}

bool number_read_plain(const struct number_lexicon *lex, str text, const struct token *tok,
                       size_t i, size_t n, struct number *out) {
    if (tok[i].kind == TOKEN_NUMBER) {
        return read_digits(lex, text, tok, i, n, out);
    }
    unsigned value;
    enum number_class cls = number_word(lex, &tok[i], &value);
    struct said s = {.power = NO_POWER};
    size_t from = i;
    if (cls == NUMWORD_ARTICLE && i + 1 < n) {
        if (!number_is_whole_word(number_word(lex, &tok[i + 1], &value))) {
            return false;
        }
        s.group = 1;
        from = i + 1;
    } else if (cls == NUMWORD_ORDINAL_POWER) {
        s.group = 1;
    } else if (cls != NUMWORD_UNIT && cls != NUMWORD_TEN && cls != NUMWORD_ORDINAL &&
               cls != NUMWORD_ORDINAL_TEN) {
        return false;
    }
    size_t end = say_words(lex, tok, from, n, &s);
    if (end == from) {
        return false;
    }
    *out =
        (struct number){.value = s.total + s.group, .ordinal = s.ordinal, .magnitude = s.magnitude};
    end = s.ordinal ? end : say_decimals(lex, tok, end, n, &out->value);
    out->tok_to = (uint32_t)end;
    out->to = tok[end - 1].to;
    return true;
}

bool number_read(const struct number_lexicon *lex, str text, const struct token *tok, size_t i,
                 size_t n, struct number *out) {
    double part;
    size_t end = fraction_read(lex, text, tok, i, n, &part);
    if (end > i) {
        size_t more = fraction_multiply(lex, tok, end, n, &part);
        *out = (struct number){.value = part,
                               .tok_to = (uint32_t)more,
                               .to = tok[more - 1].to,
                               .fraction = more == end,
                               .magnitude = more > end};
        return true;
    }
    if (!number_read_plain(lex, text, tok, i, n, out)) {
        return false;
    }
    bool whole = !out->ordinal && out->to == tok[out->tok_to - 1].to;
    if (whole && fraction_add(lex, text, tok, n, out)) {
        return true;
    }
    if (whole) {
        fraction_ratio(lex, text, tok, n, out);
    }
    return true;
}
