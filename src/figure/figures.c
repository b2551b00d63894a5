/* figures.c - the pass over a report: at each token an approximator, a sign of money, a number, its
 * unit, a second number. What dates have taken is passed over. Numbers that count nothing are left
 * out where the text shows it: telephone numbers, scores, labels ("Flight 370"), "one" as a
 * pronoun, years. O(tokens): a reading looks a bounded number of tokens ahead. */
#include "figure/figures.h"

#include <math.h>

#include "base/vec.h"
#include "figure/quantity.h"

struct pass {
    arena *a;
    const struct figure_lexicon *lex;
    const struct document *doc;
    const struct token *tok;
    size_t from; /* tokens of the block */
    size_t n;    /* end of the stretch being read: of the block, or where a date begins */
    size_t end;  /* of the block */
    VEC(struct figure) out;
};

static bool is_mark(const struct pass *p, size_t i, unsigned mark) {
    return i < p->n && p->tok[i].mark == mark &&
           (p->tok[i].kind == TOKEN_PUNCT || p->tok[i].kind == TOKEN_SYMBOL);
}

static bool is_dash(const struct pass *p, size_t i) {
    return is_mark(p, i, '-') || is_mark(p, i, 0x2010) || is_mark(p, i, 0x2011) ||
           is_mark(p, i, 0x2013);
}

static bool is_glued(const struct pass *p, size_t i) {
    return i > 0 && i < p->n && p->tok[i].from == p->tok[i - 1].to;
}

static bool is_word(const struct pass *p, size_t i, const char *word) {
    return i < p->n && p->tok[i].hash == token_hash(str_from_cstr(word)) &&
           p->tok[i].kind != TOKEN_PUNCT;
}

/* One number with its unit. */
struct amount {
    struct number num;
    struct unit unit; /* kind FIGURE_COUNT and empty names when there's none */
    size_t from;      /* tokens */
    size_t to;
    uint32_t byte_from;
    uint32_t byte_to;
    bool has_unit;
};

static size_t unit_behind(const struct pass *p, size_t i, struct unit *out) {
    size_t k = i;
    bool hyphen = is_dash(p, k) && is_glued(p, k) && is_glued(p, k + 1);
    k += hyphen;
    bool bracket = !hyphen && (is_mark(p, k, '(') || is_mark(p, k, '[') || is_mark(p, k, '{') ||
                               is_mark(p, k, '<'));
    k += bracket;
    size_t end = figure_unit_at(p->lex, p->doc->text, p->tok, k, p->n, out);
    if (end == k) {
        return i;
    }
    if (bracket) {
        bool closed = is_mark(p, end, ')') || is_mark(p, end, ']') || is_mark(p, end, '}') ||
                      is_mark(p, end, '>');
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

static void set_magnitude(struct amount *m, double power) {
    m->num.value *= power;
    m->num.magnitude = true;
}

/* Units glued to the digits, or behind the number. "4.2m euros" is millions, "1.8m tall" metres. */
static void read_unit(const struct pass *p, struct amount *m) {
    const struct token *last = &p->tok[m->to - 1];
    str tail = str_slice(p->doc->text, m->num.to, last->to);
    if (tail.len > 0) {
        if (figure_unit_of_tail(p->lex, tail, &m->unit)) {
            m->has_unit = true;
            m->byte_to = last->to;
        }
        return;
    }
    size_t end = unit_behind(p, m->to, &m->unit);
    if (end > m->to) {
        m->has_unit = true;
        m->to = end;
        m->byte_to = p->tok[end - 1].to;
    }
    str word = str_slice(p->doc->text, last->from, last->to);
    bool metres = !m->has_unit && word.len > 1 && word.ptr[word.len - 1] == 'm' &&
                  m->num.magnitude && m->num.value >= 1e6 && word.ptr[word.len - 2] >= '0' &&
                  word.ptr[word.len - 2] <= '9' && m->num.value / 1e6 < 1000;
    if (metres &&
        (is_word(p, m->to, "tall") || is_word(p, m->to, "long") || is_word(p, m->to, "high") ||
         is_word(p, m->to, "wide") || is_word(p, m->to, "deep") || is_word(p, m->to, "away") ||
         is_word(p, m->to, "from"))) {
        m->num.value /= 1e6;
        m->unit = (struct unit){"", "m", "Meter", FIGURE_MEASURE};
        m->has_unit = true;
    }
}

/* A number at token i with sign, unit and magnitude; false when there's none. */
static bool read_amount(const struct pass *p, size_t i, struct amount *m) {
    *m = (struct amount){.from = i,
                         .unit = {.words = "", .normal = "", .name = "", .kind = FIGURE_COUNT}};
    struct unit sign;
    size_t k = figure_sign(p->lex, p->doc->text, p->tok, i, p->n, &sign);
    bool money = k > i;
    bool minus = !money && is_mark(p, i, '-') && i + 1 < p->n && is_glued(p, i + 1) &&
                 (p->tok[i].flags & TOKEN_SPACE_BEFORE) && p->tok[i + 1].kind == TOKEN_NUMBER;
    bool negative = is_word(p, i, "minus") || is_word(p, i, "negative");
    k += minus || negative;
    if (k >= p->n || !(read_vulgar(p, k, &m->num) ||
                       number_read(&p->lex->number, p->doc->text, p->tok, k, p->n, &m->num))) {
        return false;
    }
    m->num.value = minus || negative ? -m->num.value : m->num.value;
    m->to = m->num.tok_to;
    m->byte_from = p->tok[i].from;
    m->byte_to = m->num.to;
    if (money) {
        m->unit = sign;
        m->has_unit = true;
        str tail = str_slice(p->doc->text, m->num.to, p->tok[m->to - 1].to);
        struct unit again;
        size_t end =
            tail.len ? m->to : figure_unit_at(p->lex, p->doc->text, p->tok, m->to, p->n, &again);
        if (end > m->to && again.kind == FIGURE_MONEY && strcmp(again.normal, sign.normal) == 0) {
            m->to = end; /* $5 dollars */
            m->byte_to = p->tok[end - 1].to;
        }
    } else {
        read_unit(p, m);
        unsigned power;
        if (m->has_unit && m->unit.kind == FIGURE_MONEY && m->to < p->n &&
            number_word(&p->lex->number, &p->tok[m->to], &power) == NUMWORD_POWER &&
            m->num.tok_to + 1 == m->to) {
            set_magnitude(m, pow(10, power)); /* 75 USD million */
            m->to++;
            m->byte_to = p->tok[m->to - 1].to;
        }
    }
    return true;
}

/* "years old", "-year-old", "months of age" behind a number: the index behind it, and its unit. */
static size_t read_age(const struct pass *p, size_t i, str *unit) {
    static const struct {
        const char *word;
        const char *unit;
    } words[] = {{"year", "Year"},    {"years", "Year"}, {"month", "Month"},
                 {"months", "Month"}, {"week", "Week"},  {"weeks", "Week"},
                 {"day", "Day"},      {"days", "Day"},   {"yo", "Year"}};
    size_t k = i + (is_dash(p, i) && is_glued(p, i));
    for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
        if (!is_word(p, k, words[w].word)) {
            continue;
        }
        *unit = str_from_cstr(words[w].unit);
        size_t old = k + 1;
        old += is_dash(p, old) && is_glued(p, old);
        if (is_word(p, old, "old") || is_word(p, old, "olds")) {
            return old + 1;
        }
        if (is_word(p, old, "of") && is_word(p, old + 1, "age")) {
            return old + 2;
        }
        return words[w].word[1] == 'o' ? k + 1 : i;
    }
    return i;
}

/* "X, 24," and "aged 24": an age without its unit. */
static bool is_bare_age(const struct pass *p, const struct amount *m) {
    size_t i = m->from;
    if (m->has_unit || m->num.value < 1 || m->num.value > 119 || m->num.n_digits == 0 ||
        m->num.n_digits > 3 || m->num.separated || m->num.ordinal) {
        return false;
    }
    if (i > p->from &&
        (is_word(p, i - 1, "aged") || (is_word(p, i - 1, "age") && i > p->from + 1))) {
        return true;
    }
    if (i > p->from + 1 && is_word(p, i - 1, "and") && p->out.n > 0) {
        const struct figure *last = &p->out.v[p->out.n - 1];
        bool list = last->kind == FIGURE_AGE && last->tok_to == i - 1 &&
                    !is_mark(p, last->tok_to, ',') &&
                    (m->to >= p->n || p->tok[m->to].kind == TOKEN_PUNCT);
        return list;
    }
    bool name = i > p->from + 1 && is_mark(p, i - 1, ',') && p->tok[i - 2].kind == TOKEN_WORD &&
                (p->tok[i - 2].flags & TOKEN_CAPITAL) && !(p->tok[i].flags & TOKEN_LINE_START);
    bool closed = m->to < p->n && (is_mark(p, m->to, ',') || is_mark(p, m->to, ')'));
    bool more = closed && m->to + 1 < p->n && p->tok[m->to + 1].kind == TOKEN_NUMBER;
    return name && closed && !more && m->num.value >= 5;
}

static bool is_label(const struct pass *p, size_t i) {
    if (i == p->from) {
        return false;
    }
    const struct token *before = &p->tok[i - 1];
    size_t k = is_mark(p, i - 1, '.') || is_mark(p, i - 1, '-') ? i - 1 : i;
    before = k > p->from ? &p->tok[k - 1] : before;
    uint32_t cls = map_find(&p->lex->noun, before->hash);
    bool glued = is_mark(p, i - 1, '-') && is_glued(p, i) && is_glued(p, i - 1) &&
                 p->tok[i - 2 < p->n ? i - 2 : i - 1].kind == TOKEN_WORD;
    return (cls == NOUN_LABEL &&
            !(is_word(p, k - 1, "no") && k == i && !(before->flags & TOKEN_CAPITAL))) ||
           glued || before->kind == TOKEN_HASHTAG || (i > p->from && is_mark(p, i - 1, '#'));
}

/* Telephone numbers, IP addresses, versions: three groups of digits and more, joined by marks.
 * Returns the index behind, or i. */
static size_t skip_code(const struct pass *p, size_t i) {
    size_t k = i;
    unsigned groups = 0;
    while (k < p->n && p->tok[k].kind == TOKEN_NUMBER) {
        groups++;
        size_t next = k + 1;
        while (next < p->n && is_glued(p, next) &&
               (is_dash(p, next) || is_mark(p, next, '/') || is_mark(p, next, ')') ||
                is_mark(p, next, '.'))) {
            next++;
        }
        if (next == k + 1 || !is_glued(p, next)) {
            k++;
            break;
        }
        k = next;
    }
    return groups >= 3 ? k : i;
}

/* 3-1, 21-14: two small numbers joined by a dash that count nothing. */
static bool is_score(const struct pass *p, const struct amount *a, const struct amount *b) {
    bool small = a->num.n_digits && b->num.n_digits && a->num.value < 200 && b->num.value < 200 &&
                 !a->has_unit && !b->has_unit;
    bool counted = b->to < p->n && p->tok[b->to].kind == TOKEN_WORD &&
                   map_find(&p->lex->noun, p->tok[b->to].hash) != NOUN_STOP &&
                   !(p->tok[b->to].flags & TOKEN_CAPITAL);
    return small && (a->num.value >= b->num.value || !counted);
}

/* "one" that stands for a noun, and numbers that are years. */
static bool is_no_quantity(const struct pass *p, const struct amount *m) {
    size_t i = m->from;
    bool next_word =
        m->to < p->n && (p->tok[m->to].kind == TOKEN_WORD || p->tok[m->to].kind == TOKEN_ABBREV);
    uint32_t next = next_word ? map_find(&p->lex->noun, p->tok[m->to].hash) : (uint32_t)NOUN_STOP;
    if (m->num.value == 1 && m->num.n_digits == 0 && !m->has_unit && !m->num.magnitude) {
        static const char *const before[] = {"this",  "that", "which", "each",    "no",
                                             "every", "any",  "the",   "another", "only",
                                             "a",     "good", "last"};
        for (size_t k = 0; k < sizeof before / sizeof before[0] && i > p->from; k++) {
            if (is_word(p, i - 1, before[k])) {
                return true;
            }
        }
        return next == NOUN_STOP && !is_word(p, m->to, "in");
    }
    bool name = m->num.n_digits == 0 && (p->tok[i].flags & TOKEN_CAPITAL) && i > p->from &&
                p->tok[i - 1].kind == TOKEN_WORD && (p->tok[i - 1].flags & TOKEN_CAPITAL);
    bool third = m->num.fraction && m->num.n_digits == 0 && m->to == i + 2 && m->num.value < 0.5 &&
                 next_word && !is_word(p, m->to, "of") && next != NOUN_MORE && m->num.value != 0.25;
    if (name || (third && is_word(p, i, "a"))) {
        return true;
    }
    bool year = m->num.n_digits == 4 && !m->num.separated && !m->has_unit && m->num.value >= 1900 &&
                m->num.value < 2100 && !m->num.magnitude;
    return year && next == NOUN_STOP;
}

static enum err push(struct pass *p, const struct figure *f) {
    return vec_push(p->a, &p->out, *f);
}

static void fill(struct figure *f, const struct pass *p, size_t from, const struct amount *m) {
    *f = (struct figure){.number = {m->byte_from, m->num.to},
                         .amount = {m->byte_from, m->byte_to},
                         .at = {p->tok[from].from, m->byte_to},
                         .tok_from = (uint32_t)from,
                         .tok_to = (uint32_t)m->to,
                         .counted_head = NONE,
                         .verb = NONE,
                         .kind = m->has_unit       ? m->unit.kind
                                 : m->num.ordinal  ? FIGURE_ORDINAL
                                 : m->num.fraction ? FIGURE_RATIO
                                                   : FIGURE_COUNT,
                         .low = m->num.value,
                         .high = m->num.value,
                         .unit = str_from_cstr(m->unit.normal),
                         .unit_name = str_from_cstr(m->unit.name)};
    size_t number = m->from;
    while (number < m->to && p->tok[number].kind == TOKEN_SYMBOL) {
        number++;
    }
    f->number.from = p->tok[number < m->to ? number : m->from].from;
}

static size_t read_link(const struct pass *p, size_t i, bool between) {
    if (is_word(p, i, "to") || is_word(p, i, "through") || (between && is_word(p, i, "and"))) {
        return i + 1;
    }
    return is_dash(p, i) ? i + 1 : i;
}

/* The second number of "10 to 15", "10-15", "$5m to $10m"; false when there's none. */
static bool read_second(const struct pass *p, const struct amount *a, bool between,
                        struct amount *b) {
    size_t link = read_link(p, a->to, between);
    if (link == a->to || a->num.ordinal || link >= p->n || !read_amount(p, link, b) ||
        b->num.ordinal || b->num.fraction != a->num.fraction) {
        return false;
    }
    if (a->num.n_digits && b->num.n_digits && !b->has_unit && a->has_unit &&
        a->unit.kind != FIGURE_MONEY) {
        return false;
    }
    double low = a->num.value;
    if (!a->num.magnitude && b->num.magnitude && low < 1000 && a->num.n_digits &&
        b->num.value / low > 100) {
        low *= b->num.value >= 1e9 ? 1e9 : b->num.value >= 1e6 ? 1e6 : 1e3; /* 5 to 10 million */
    }
    return low < b->num.value;
}

static void widen(struct figure *f, const struct amount *a, const struct amount *b) {
    double low = a->num.value;
    if (!a->num.magnitude && b->num.magnitude && low < 1000 && a->num.n_digits &&
        b->num.value / low > 100) {
        low *= b->num.value >= 1e9 ? 1e9 : b->num.value >= 1e6 ? 1e6 : 1e3;
    }
    f->low = low;
    f->high = b->num.value;
    f->at.to = f->amount.to = b->byte_to;
    f->number.to = b->num.to;
    f->tok_to = (uint32_t)b->to;
    f->approx = APPROX_RANGE;
    if (b->has_unit && !a->has_unit) {
        f->kind = b->unit.kind;
        f->unit = str_from_cstr(b->unit.normal);
        f->unit_name = str_from_cstr(b->unit.name);
    }
}

/* Smaller unit behind: five feet and two inches, 15 dollars and 15, 5 feet 2 inches. */
static void add_smaller(const struct pass *p, struct figure *f, const struct amount *a) {
    size_t k = a->to + is_word(p, a->to, "and");
    struct amount b;
    if (!a->has_unit || k >= p->n || !read_amount(p, k, &b) || !b.has_unit || b.num.value >= 100 ||
        b.num.value < 0) {
        return;
    }
    double part = 0;
    if (str_equals(f->unit, STR("ft")) && strcmp(b.unit.normal, "in") == 0) {
        part = b.num.value / 12;
    } else if (f->kind == FIGURE_MONEY && strcmp(b.unit.normal, "cent") == 0 &&
               !str_equals(f->unit, STR("cent"))) {
        part = b.num.value / 100;
    }
    if (part > 0) {
        f->low += part;
        f->high += part;
        f->tok_to = (uint32_t)b.to;
        f->at.to = f->amount.to = b.byte_to;
    }
}

/* One figure whose number begins at token `i`; `start` is its first token (of the approximator).
 * Returns the index behind, or i. */
static size_t read_figure(struct pass *p, size_t start, size_t i, unsigned approx, bool between,
                          enum err *err) {
    struct amount a;
    struct amount b;
    struct figure f;
    str age = STR("");
    if (skip_code(p, i) > i) {
        return skip_code(p, i);
    }
    if (!read_amount(p, i, &a)) {
        return i;
    }
    bool second = read_second(p, &a, between, &b);
    bool dash = is_dash(p, a.to) && is_glued(p, a.to);
    struct amount other;
    if (dash && a.to + 1 < p->n && read_amount(p, a.to + 1, &other) && is_score(p, &a, &other)) {
        return other.to;
    }
    if ((is_label(p, i) && !a.has_unit) || (!second && is_no_quantity(p, &a))) {
        return a.to;
    }
    fill(&f, p, start, &a);
    f.approx = (uint8_t)approx;
    size_t old = second ? read_age(p, b.to, &age) : read_age(p, a.to, &age);
    if (second) {
        widen(&f, &a, &b);
    } else {
        add_smaller(p, &f, &a);
    }
    if (age.len && old > f.tok_to) {
        f.kind = FIGURE_AGE;
        f.unit = f.unit_name = age;
        f.tok_to = (uint32_t)old;
        f.at.to = f.amount.to = p->tok[old - 1].to;
    } else if (!second && is_bare_age(p, &a)) {
        f.kind = FIGURE_AGE;
        f.unit = f.unit_name = STR("Year");
    }
    uint32_t later;
    size_t n = phrases_match(&p->lex->behind, &p->tok[f.tok_to < p->n ? f.tok_to : p->n - 1],
                             p->n - (f.tok_to < p->n ? f.tok_to : p->n), &later);
    if (n && f.approx == APPROX_EXACT && f.kind != FIGURE_ORDINAL) {
        f.approx = (uint8_t)later;
        f.tok_to += (uint32_t)n;
        f.at.to = p->tok[f.tok_to - 1].to;
    }
    count_find(p->lex, p->doc, p->from, p->end, &f);
    *err = push(p, &f);
    return f.tok_to;
}

static size_t read_at(struct pass *p, size_t i, enum err *err) {
    uint32_t approx = APPROX_EXACT;
    size_t n = phrases_match(&p->lex->before, &p->tok[i], p->n - i, &approx);
    if (n && i + n < p->n) {
        size_t end = read_figure(p, i, i + n, approx, false, err);
        if (end > i + n) {
            return end;
        }
    }
    if (is_word(p, i, "between") && i + 1 < p->n) {
        size_t end = read_figure(p, i, i + 1, APPROX_EXACT, true, err);
        if (end > i + 1) {
            return end;
        }
    }
    return read_figure(p, i, i, APPROX_EXACT, false, err);
}

/* Figures of the tokens [from, to), which no date covers. */
static enum err find_in(struct pass *p, size_t from, size_t to) {
    p->n = to;
    enum err err = ERR_OK;
    for (size_t i = from; i < to && err == ERR_OK;) {
        size_t next = read_at(p, i, &err);
        i = next > i ? next : i + 1;
    }
    return err;
}

enum err figures_find(arena *a, const struct figure_lexicon *lex, const struct document *doc,
                      const struct dates *dates, struct figures *out) {
    struct pass p = {.a = a, .lex = lex, .doc = doc, .tok = doc->tok};
    size_t d = 0;
    for (size_t b = 0; b < doc->n_blocks; b++) {
        p.from = doc->block[b].tok_from;
        p.end = doc->block[b].tok_to;
        size_t i = p.from;
        while (d < dates->n && dates->date[d].tok_from < p.end) {
            const struct date *date = &dates->date[d++];
            if (date->tok_from > i) {
                TRY(find_in(&p, i, date->tok_from));
            }
            i = date->tok_to > i ? date->tok_to : i;
        }
        TRY(find_in(&p, i, p.end));
    }
    *out = (struct figures){.figure = p.out.v, .n = p.out.n};
    return ERR_OK;
}
