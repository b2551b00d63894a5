/* fraction.c - parts of numbers: half, a quarter, two thirds, one-fifth; half a million; two and a
 * half; 3/4, one in four, two out of five. A part alone may multiply the power behind it; a part
 * behind "and" belongs to the last power said ("one million and a half"). O(1): at most twelve
 * tokens. Limit: "one hundred thirty fifths" is read as its first number. */
#include <math.h>

#include "text/number.h"

static bool is_mark(const struct token *t, unsigned mark) {
    return t->mark == mark && (t->kind == TOKEN_PUNCT || t->kind == TOKEN_SYMBOL);
}

/* A fraction said alone at token i: half, a quarter, two thirds, one-fifth. */
size_t fraction_read(const struct number_lexicon *lex, str text, const struct token *tok, size_t i,
                     size_t n, double *part) {
    unsigned value;
    enum number_class cls = number_word(lex, &tok[i], &value);
    double count = 1;
    size_t k = i;
    if (cls == NUMWORD_ARTICLE || (cls == NUMWORD_UNIT && value < 20)) {
        count = value;
        k = number_over_hyphen(tok, i + 1, n);
        if (k >= n) {
            return i;
        }
        cls = number_word(lex, &tok[k], &value);
        struct number below;
        bool one = count == 1 && number_read_plain(lex, text, tok, k, n, &below) && below.ordinal &&
                   below.value > 2;
        if (one) {
            *part = 1 / below.value;
            return below.tok_to;
        }
    }
    if (cls == NUMWORD_PART && k > i && value > 1) {
        *part = count / value;
        return k + 1;
    }
    if (cls == NUMWORD_HALF || (cls == NUMWORD_QUARTER && k > i)) {
        *part = count / value;
        return k + 1;
    }
    return i;
}

/* "half a million", "a quarter million", "half a dozen": the multiple behind a fraction. */
size_t fraction_multiply(const struct number_lexicon *lex, const struct token *tok, size_t i,
                         size_t n, double *part) {
    unsigned value;
    size_t k = i;
    if (k + 1 < n && token_hash(STR("of")) == tok[k].hash) {
        k++;
    }
    if (k + 1 < n && number_word(lex, &tok[k], &value) == NUMWORD_ARTICLE) {
        k++;
    }
    enum number_class cls = k < n ? number_word(lex, &tok[k], &value) : NUMWORD_NONE;
    if (!number_is_whole_word(cls)) {
        return i;
    }
    *part *= cls == NUMWORD_POWER ? pow(10, value) : value;
    return k + 1;
}

/* "/", "in" or "out of" at token i: the index behind it, or i. */
static size_t over_ratio_word(const struct token *tok, size_t i, size_t n) {
    if (i + 1 >= n) {
        return i;
    }
    if (is_mark(&tok[i], '/')) {
        return tok[i + 1].flags & TOKEN_SPACE_BEFORE ? i : i + 1;
    }
    if (i + 2 < n && tok[i].hash == token_hash(STR("out")) &&
        tok[i + 1].hash == token_hash(STR("of"))) {
        return i + 2;
    }
    return tok[i].hash == token_hash(STR("in")) ? i + 1 : i;
}

static bool is_small_whole(const struct number *num, double most) {
    return num->value > 0 && num->value < most && fmod(num->value, 1) == 0 && !num->ordinal;
}

/* 3/4, 1 in 4, two out of five: the part behind the number already read. */
void fraction_ratio(const struct number_lexicon *lex, str text, const struct token *tok, size_t n,
                    struct number *out) {
    size_t i = out->tok_to;
    struct number below;
    size_t at = is_small_whole(out, 100) ? over_ratio_word(tok, i, n) : i;
    if (at == i || !number_read_plain(lex, text, tok, at, n, &below)) {
        return;
    }
    bool whole = is_small_whole(&below, 1001) && below.to == tok[below.tok_to - 1].to;
    bool date = is_mark(&tok[i], '/') && below.tok_to < n && is_mark(&tok[below.tok_to], '/');
    if (!whole || date || below.value <= out->value) {
        return;
    }
    out->value /= below.value;
    out->fraction = true;
    out->tok_to = below.tok_to;
    out->to = below.to;
}

/* "and a half" behind a number: two and a half, 5 and a half million, one million and a half. */
bool fraction_add(const struct number_lexicon *lex, str text, const struct token *tok, size_t n,
                  struct number *out) {
    unsigned value;
    size_t k = out->tok_to;
    if (k + 1 >= n || number_word(lex, &tok[k], &value) != NUMWORD_AND) {
        return false;
    }
    double part;
    size_t end = fraction_read(lex, text, tok, k + 1, n, &part);
    if (end == k + 1) {
        return false;
    }
    double scale = 1;
    size_t more = fraction_multiply(lex, tok, end, n, &scale);
    if (more > end && out->value < 1000) {
        out->value = (out->value + part) * scale;
    } else {
        for (double power = 1e12; more == end && out->magnitude && power >= 1e3; power /= 1e3) {
            if (fmod(out->value, power) == 0) {
                scale = power;
                break;
            }
        }
        out->value += part * scale;
    }
    out->tok_to = (uint32_t)more;
    out->to = tok[more - 1].to;
    return true;
}
