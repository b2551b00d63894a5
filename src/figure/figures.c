/* figures.c - the pass over a report: at each token an approximator, a sign of money, a number, its
 * unit, a second number. What dates have taken is passed over. Numbers that count nothing are left
 * out where the text shows it: telephone numbers, scores, labels ("Flight 370"), "one" as a
 * pronoun, years. O(tokens): a reading looks a bounded number of tokens ahead. */
#include "figure/figures.h"

#include "base/vec.h"
#include "figure/quantity.h"

struct finding {
    arena *a;
    struct pass pass;
    VEC(struct figure) out;
};

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
    if (pass_is_word(p, i, STR("to")) || pass_is_word(p, i, STR("through")) ||
        (between && pass_is_word(p, i, STR("and")))) {
        return i + 1;
    }
    return pass_is_dash(p, i) ? i + 1 : i;
}

/* The first number in the magnitude of the second: "5 to 10 million". */
static double scaled(const struct amount *a, const struct amount *b) {
    bool bare = !a->num.magnitude && b->num.magnitude && a->num.value < 1000 && a->num.n_digits > 0;
    if (!bare || b->num.value / a->num.value <= 100) {
        return a->num.value;
    }
    return a->num.value * (b->num.value >= 1e9 ? 1e9 : b->num.value >= 1e6 ? 1e6 : 1e3);
}

/* The second number of "10 to 15", "10-15", "$5m to $10m"; false when there's none. */
static bool read_second(const struct pass *p, const struct amount *a, bool between,
                        struct amount *b) {
    size_t link = read_link(p, a->to, between);
    if (link == a->to || a->num.ordinal || !amount_read(p, link, b)) {
        return false;
    }
    bool measured_first = a->has_unit && !b->has_unit && a->unit.kind != FIGURE_MONEY &&
                          a->num.n_digits && b->num.n_digits;
    bool other_unit = a->has_unit && b->has_unit && strcmp(a->unit.normal, b->unit.normal) != 0;
    bool alike =
        !b->num.ordinal && b->num.fraction == a->num.fraction && !measured_first && !other_unit;
    return alike && scaled(a, b) < b->num.value;
}

static void widen(struct figure *f, const struct amount *a, const struct amount *b) {
    f->low = scaled(a, b);
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
    size_t k = a->to + pass_is_word(p, a->to, STR("and"));
    struct amount b;
    if (!a->has_unit || k >= p->n || !amount_read(p, k, &b) || !b.has_unit || b.num.value >= 100 ||
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

/* An age in a list goes on: "aged 24 and 31". */
static bool continues_ages(const struct finding *p, const struct amount *m) {
    const struct figure *last = p->out.n ? &p->out.v[p->out.n - 1] : NULL;
    bool list = last && last->kind == FIGURE_AGE && last->tok_to + 1 == m->from &&
                pass_is_word(&p->pass, m->from - 1, STR("and"));
    return list && (m->to >= p->pass.n || p->pass.tok[m->to].kind == TOKEN_PUNCT);
}

/* "Einar Lodby, 24, ...": a number between commas behind a name. */
static bool is_beside_name(const struct pass *p, const struct amount *m) {
    size_t i = m->from;
    if (i < p->from + 2 || !pass_is_mark(p, i - 1, ',') || (p->tok[i].flags & TOKEN_LINE_START) ||
        m->num.value < 5) {
        return false;
    }
    bool name = p->tok[i - 2].kind == TOKEN_WORD && (p->tok[i - 2].flags & TOKEN_CAPITAL);
    bool closed = pass_is_mark(p, m->to, ',') || pass_is_mark(p, m->to, ')');
    bool list = closed && m->to + 1 < p->n && p->tok[m->to + 1].kind == TOKEN_NUMBER;
    return name && closed && !list;
}

/* An age without its unit. */
static bool is_bare_age(const struct finding *f, const struct amount *m) {
    const struct pass *p = &f->pass;
    bool digits =
        m->num.n_digits > 0 && m->num.n_digits <= 3 && !m->num.separated && !m->num.ordinal;
    if (m->has_unit || !digits || m->num.value < 1 || m->num.value > 119) {
        return false;
    }
    bool aged = m->from > p->from && (pass_is_word(p, m->from - 1, STR("aged")) ||
                                      pass_is_word(p, m->from - 1, STR("age")));
    return aged || continues_ages(f, m) || is_beside_name(p, m);
}

/* The second number, or a smaller unit, or the words of an age. */
static void complete(const struct finding *p, const struct amount *a, bool between,
                     struct figure *f) {
    struct amount b;
    str age = STR("");
    if (read_second(&p->pass, a, between, &b)) {
        widen(f, a, &b);
    } else {
        add_smaller(&p->pass, f, a);
    }
    size_t old = amount_read_age(&p->pass, f->tok_to, &age);
    if (old > f->tok_to) {
        f->kind = FIGURE_AGE;
        f->unit = f->unit_name = age;
        f->tok_to = (uint32_t)old;
        f->at.to = f->amount.to = p->pass.tok[old - 1].to;
    } else if (f->approx != APPROX_RANGE && is_bare_age(p, a)) {
        f->kind = FIGURE_AGE;
        f->unit = f->unit_name = STR("Year");
    }
}

/* "or more", "or so" behind the number. */
static void take_behind(const struct pass *p, struct figure *f) {
    uint32_t later;
    size_t n = f->tok_to < p->n
                   ? phrases_match(&p->lex->behind, &p->tok[f->tok_to], p->n - f->tok_to, &later)
                   : 0;
    if (n && f->approx == APPROX_EXACT && f->kind != FIGURE_ORDINAL) {
        f->approx = (uint8_t)later;
        f->tok_to += (uint32_t)n;
        f->at.to = p->tok[f->tok_to - 1].to;
    }
}

/* The number at token i when it's no quantity: the index behind it, or i. */
static size_t skip_noise(const struct pass *p, size_t i, const struct amount *a, bool between) {
    struct amount b;
    bool dash = pass_is_dash(p, a->to) && pass_is_glued(p, a->to);
    if (dash && amount_read(p, a->to + 1, &b) && noise_is_score(p, a, &b)) {
        return b.to;
    }
    if (noise_is_label(p, i) && !a->has_unit) {
        return a->to;
    }
    return noise_is_no_quantity(p, a) && !read_second(p, a, between, &b) ? a->to : i;
}

/* One figure whose number begins at token `i`; `start` is its first token (of the approximator).
 * Returns the index behind, or i. */
static size_t read_figure(struct finding *p, size_t start, size_t i, unsigned approx, bool between,
                          enum err *err) {
    struct amount a;
    struct figure f;
    size_t end = noise_skip_code(&p->pass, i);
    if (end > i) {
        return end;
    }
    if (!amount_read(&p->pass, i, &a)) {
        return i;
    }
    end = skip_noise(&p->pass, i, &a, between);
    if (end > i) {
        return end;
    }
    fill(&f, &p->pass, start, &a);
    f.approx = (uint8_t)approx;
    complete(p, &a, between, &f);
    take_behind(&p->pass, &f);
    count_find(p->pass.lex, p->pass.doc, p->pass.from, p->pass.end, &f);
    *err = vec_push(p->a, &p->out, f);
    return f.tok_to;
}

static size_t read_at(struct finding *f, size_t i, enum err *err) {
    const struct pass *p = &f->pass;
    uint32_t approx = APPROX_EXACT;
    size_t n = phrases_match(&p->lex->before, &p->tok[i], p->n - i, &approx);
    bool between = n == 0 && pass_is_word(p, i, STR("between"));
    size_t number = between ? i + 1 : i + n;
    if (number > i && number < p->n) {
        size_t end = read_figure(f, i, number, approx, between, err);
        if (end > number) {
            return end;
        }
    }
    return read_figure(f, i, i, APPROX_EXACT, false, err);
}

/* Figures of the tokens [from, to), which no date covers. */
static enum err find_in(struct finding *f, size_t from, size_t to) {
    enum err err = ERR_OK;
    f->pass.n = to;
    for (size_t i = from; i < to && err == ERR_OK;) {
        size_t next = read_at(f, i, &err);
        i = next > i ? next : i + 1;
    }
    return err;
}

enum err figures_find(arena *a, const struct figure_lexicon *lex, const struct document *doc,
                      const struct dates *dates, struct figures *out) {
    struct finding f = {.a = a, .pass = {.lex = lex, .doc = doc, .tok = doc->tok}};
    size_t d = 0;
    for (size_t b = 0; b < doc->n_blocks; b++) {
        size_t i = doc->block[b].tok_from;
        f.pass.from = i;
        f.pass.end = doc->block[b].tok_to;
        while (d < dates->n && dates->date[d].tok_from < f.pass.end) {
            const struct date *date = &dates->date[d++];
            TRY(find_in(&f, i, date->tok_from > i ? date->tok_from : i));
            i = date->tok_to > i ? date->tok_to : i;
        }
        TRY(find_in(&f, i, f.pass.end));
    }
    *out = (struct figures){.figure = f.out.v, .n = f.out.n};
    return ERR_OK;
}
