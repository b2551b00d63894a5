/* amount.c - one number with its unit: $5m, US$ 200, 62 per cent, 10-mile, 4.2m euros, 20 (kg), -5
 * degrees, 75 USD million; and the words that make it an age. A unit may be glued to the digits,
 * joined by a hyphen, in brackets, or follow. O(1): looks at most ten tokens ahead. */
#include <math.h>

#include "figure/quantity.h"

static size_t unit_behind(const struct pass *p, size_t i, struct unit *out) {
    size_t k = i;
    bool hyphen = pass_is_dash(p, k) && pass_is_glued(p, k) && pass_is_glued(p, k + 1);
    k += hyphen;
    bool bracket = !hyphen && (pass_is_mark(p, k, '(') || pass_is_mark(p, k, '[') ||
                               pass_is_mark(p, k, '{') || pass_is_mark(p, k, '<'));
    k += bracket;
    size_t end = figure_unit_at(p->lex, p->doc->text, p->tok, k, p->n, out);
    if (end == k) {
        return i;
    }
    if (bracket) {
        bool closed = pass_is_mark(p, end, ')') || pass_is_mark(p, end, ']') ||
                      pass_is_mark(p, end, '}') || pass_is_mark(p, end, '>');
        return closed && end == k + 1 && p->tok[k].to - p->tok[k].from <= 3 ? end + 1 : i;
    }
    return end;
}

/* A fraction sign (½) alone, which the number reader doesn't know. */
static bool read_vulgar(const struct pass *p, size_t i, struct number *out) {
    static const struct {
        uint16_t sign;
        double value;
    } known[] = {{0xbd, 0.5},       {0xbc, 0.25},      {0xbe, 0.75},
                 {0x2153, 1.0 / 3}, {0x2154, 2.0 / 3}, {0x215b, 0.125}};
    for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
        if (p->tok[i].mark == known[k].sign) {
            *out = (struct number){.value = known[k].value,
                                   .tok_to = (uint32_t)i + 1,
                                   .to = p->tok[i].to,
                                   .fraction = true};
            return true;
        }
    }
    return false;
}

/* "1.8m tall": what looks like millions is metres. */
static bool is_metres(const struct pass *p, const struct amount *m) {
    static const char *const words[] = {"tall", "long", "high", "wide", "deep", "away", "from"};
    str word = token_str(p->doc->text, &p->tok[m->to - 1]);
    bool tail = word.len > 1 && word.ptr[word.len - 1] == 'm' && word.ptr[word.len - 2] >= '0' &&
                word.ptr[word.len - 2] <= '9';
    if (!tail || !m->num.magnitude || m->num.value >= 1e9) {
        return false;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (pass_is_word(p, m->to, str_from_cstr(words[i]))) {
            return true;
        }
    }
    return false;
}

/* Units glued to the digits, or behind the number. */
static void read_unit(const struct pass *p, struct amount *m) {
    const struct token *last = &p->tok[m->to - 1];
    str tail = str_slice(p->doc->text, m->num.to, last->to);
    if (tail.len > 0) {
        m->has_unit = figure_unit_of_tail(p->lex, tail, &m->unit);
        m->byte_to = m->has_unit ? last->to : m->byte_to;
        return;
    }
    size_t end = m->num.ordinal ? m->to : unit_behind(p, m->to, &m->unit);
    if (end > m->to) {
        m->has_unit = true;
        m->to = end;
        m->byte_to = p->tok[end - 1].to;
        if (m->num.magnitude && m->num.value >= 1e6 && strcmp(m->unit.normal, "lb") == 0) {
            m->unit =
                (struct unit){"", "GBP", "Pound", FIGURE_MONEY}; /* 361 million pounds are money */
        }
    } else if (is_metres(p, m)) {
        m->num.value /= 1e6;
        m->unit = (struct unit){"", "m", "Meter", FIGURE_MEASURE};
        m->has_unit = true;
    }
}

/* "$5 dollars": the same money said twice. */
static void take_again(const struct pass *p, struct amount *m) {
    struct unit again;
    bool tail = m->num.to < p->tok[m->to - 1].to;
    size_t end = tail ? m->to : figure_unit_at(p->lex, p->doc->text, p->tok, m->to, p->n, &again);
    if (end > m->to && strcmp(again.normal, m->unit.normal) == 0) {
        m->to = end;
        m->byte_to = p->tok[end - 1].to;
    }
}

/* "75 USD million": the magnitude behind the money. */
static void take_power(const struct pass *p, struct amount *m) {
    unsigned power;
    bool money =
        m->has_unit && m->unit.kind == FIGURE_MONEY && m->num.tok_to + 1 == m->to && m->to < p->n;
    if (money && number_word(&p->lex->number, &p->tok[m->to], &power) == NUMWORD_POWER) {
        m->num.value *= pow(10, power);
        m->num.magnitude = true;
        m->to++;
        m->byte_to = p->tok[m->to - 1].to;
    }
}

/* A minus sign or word before the number at token i: the index behind it, or i. */
static size_t over_minus(const struct pass *p, size_t i) {
    bool sign = pass_is_mark(p, i, '-') && pass_is_glued(p, i + 1) &&
                (p->tok[i].flags & TOKEN_SPACE_BEFORE) && p->tok[i + 1].kind == TOKEN_NUMBER;
    bool word = pass_is_word(p, i, STR("minus")) || pass_is_word(p, i, STR("negative"));
    return i + (sign || word);
}

bool amount_read(const struct pass *p, size_t i, struct amount *m) {
    if (i >= p->n) {
        return false;
    }
    *m = (struct amount){.from = i,
                         .unit = {.words = "", .normal = "", .name = "", .kind = FIGURE_COUNT}};
    size_t sign = figure_sign(p->lex, p->doc->text, p->tok, i, p->n, &m->unit);
    m->has_unit = sign > i;
    size_t k = over_minus(p, sign);
    if (k >= p->n || !(read_vulgar(p, k, &m->num) ||
                       number_read(&p->lex->number, p->doc->text, p->tok, k, p->n, &m->num))) {
        return false;
    }
    m->num.value = k > sign ? -m->num.value : m->num.value;
    m->to = m->num.tok_to;
    m->byte_from = p->tok[i].from;
    m->byte_to = m->num.to;
    if (m->has_unit) {
        take_again(p, m);
    } else {
        read_unit(p, m);
        take_power(p, m);
    }
    return true;
}

/* "years old", "-year-old", "months of age" behind a number: the index behind it, and its unit. */
size_t amount_read_age(const struct pass *p, size_t i, str *unit) {
    static const struct {
        const char *word;
        const char *unit;
    } words[] = {{"year", "Year"},    {"years", "Year"}, {"month", "Month"},
                 {"months", "Month"}, {"week", "Week"},  {"weeks", "Week"},
                 {"day", "Day"},      {"days", "Day"},   {"yo", "Year"}};
    size_t k = i + (pass_is_dash(p, i) && pass_is_glued(p, i));
    for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
        if (!pass_is_word(p, k, str_from_cstr(words[w].word))) {
            continue;
        }
        *unit = str_from_cstr(words[w].unit);
        size_t old = k + 1;
        old += pass_is_dash(p, old) && pass_is_glued(p, old);
        if (pass_is_word(p, old, STR("old")) || pass_is_word(p, old, STR("olds"))) {
            return old + 1;
        }
        if (pass_is_word(p, old, STR("of")) && pass_is_word(p, old + 1, STR("age"))) {
            return old + 2;
        }
        return words[w].word[1] == 'o' ? k + 1 : i;
    }
    return i;
}
