/* quantity.c - figures of all witnesses that count the same thing become one claim; figures that
 * exclude each other a conflict. "The same thing" is the scope of figure/figures.h (what is
 * counted, in which state) inside one story, and the sentences must tell the same in most of their
 * words, since a story counts many things of one kind. A report with several numbers of one kind
 * tells how one grew and is set against nobody; rounding, approximators and remainders ("three
 * others") are allowed for. O(1) a figure through a map by scope; pairs are looked at inside a
 * scope only, MOST_COMPARED figures of it at most. */
#include <math.h>

#include "account/collate.h"
#include "base/map.h"

enum {
    LEAST_SHARED_WORDS = 3,
    LEAST_SHARED_PERCENT =
        60, /* of the long words of the shorter sentence: counts with a predicate */
    LEAST_SHARED_STATELESS = 80, /* the same for everything else */
    LONG_WORD = 4,               /* bytes; longer words count */
    MOST_WORDS = 80,             /* of a sentence that are looked at */
    MOST_COMPARED = 64,
    NEAR_DAYS = 1 /* numbers grow: reports written further apart don't contradict each other */
};

struct quantity {
    VEC(struct testimony) testimony;
};

struct quantities {
    VEC(struct quantity) list;
    struct map by_scope;
};

static const struct figure *figure_of(const struct collation *c, const struct testimony *t) {
    return &c->notes[t->witness]->figures.figure[t->annotation];
}

static bool can_be_compared(const struct figure *f) {
    return f->scope != 0 && f->kind != FIGURE_ORDINAL && f->kind != FIGURE_AGE;
}

static enum err add_figure(struct collation *c, struct quantities *all, uint32_t w,
                           uint32_t index) {
    const struct figure *f = &c->notes[w]->figures.figure[index];
    uint32_t i = map_find(&all->by_scope, f->scope);
    if (i == MAP_NONE) {
        i = (uint32_t)all->list.n;
        TRY(map_put(&all->by_scope, f->scope, i));
        TRY(vec_push(c->a, &all->list, (struct quantity){0}));
    }
    struct testimony t = {.witness = w,
                          .stance = STANCE_SAYS,
                          .at = f->at,
                          .annotation = index,
                          .rendering = NONE,
                          .speaker = NONE};
    return vec_push(c->a, &all->list.v[i].testimony, t);
}

/* The words shown for a figure: from the number to the end of what is counted, when these stand
 * together. */
static struct span words_of(const struct figure *f) {
    bool joined = f->counted.to > f->at.to && f->counted.from <= f->at.to + 2;
    return (struct span){f->at.from, joined ? f->counted.to : f->at.to};
}

static enum err add_claim(struct collation *c, const struct quantity *q) {
    const struct testimony *first = &q->testimony.v[0];
    struct span at = words_of(figure_of(c, first));
    struct claim claim = {.kind = CLAIM_FIGURE,
                          .text = str_span(c->notes[first->witness]->doc.text, at),
                          .base = {first->witness, at},
                          .speaker = NONE,
                          .utterance = NONE,
                          .testimony = q->testimony.v,
                          .n_testimonies = q->testimony.n,
                          .actor = NONE,
                          .target = NONE,
                          .location = NONE,
                          .first_day = DAY_NONE,
                          .last_day = DAY_NONE};
    origins_count_claim(c, &claim);
    bool has_state = figure_of(c, first)->verb != NONE;
    return claim.n_witnesses > 1 || has_state ? vec_push(c->a, &c->claims, claim) : ERR_OK;
}

enum err quantity_collect(struct collation *c) {
    struct quantities all = {0};
    TRY(map_init(&all.by_scope, c->a, 64));
    for (uint32_t w = 0; w < c->out->n_witnesses; w++) {
        const struct figures *figures = &c->notes[w]->figures;
        for (uint32_t i = 0; i < figures->n; i++) {
            const struct figure *f = &figures->figure[i];
            if (can_be_compared(f) && collation_covers(c, w, f->at.from)) {
                TRY(add_figure(c, &all, w, i));
            }
        }
    }
    for (size_t i = 0; i < all.list.n; i++) {
        TRY(add_claim(c, &all.list.v[i]));
    }
    return ERR_OK;
}

/* ---- conflicts ---- */

static const struct sentence *sentence_of(const struct collation *c, const struct testimony *t) {
    const struct document *doc = &c->notes[t->witness]->doc;
    uint32_t i = document_sentence_at(doc, figure_of(c, t)->tok_from);
    return i == NONE ? NULL : &doc->sentence[i];
}

static bool is_long_word(const struct token *t) {
    return t->kind == TOKEN_WORD && t->to - t->from > LONG_WORD;
}

/* What two sentences have in common. */
struct likeness {
    size_t shared; /* different long words of the first that the second has */
    size_t one;    /* different long words of the first */
    size_t other;
};

static bool stands_before(const struct token *tok, uint32_t from, uint32_t i) {
    for (uint32_t k = from; k < i; k++) {
        if (tok[k].hash == tok[i].hash) {
            return true;
        }
    }
    return false;
}

/* Count the different long words of [from, to); those that also stand in [from2, to2) of `in` in
 * *shared. */
static size_t count_words(const struct token *tok, uint32_t from, uint32_t to,
                          const struct token *in, uint32_t from2, uint32_t to2, size_t *shared) {
    size_t n = 0;
    for (uint32_t i = from; i < to; i++) {
        if (!is_long_word(&tok[i]) || stands_before(tok, from, i)) {
            continue;
        }
        n++;
        bool found = false;
        for (uint32_t k = from2; k < to2 && !found; k++) {
            found = in[k].hash == tok[i].hash;
        }
        *shared += found;
    }
    return n;
}

static struct likeness compare(const struct collation *c, const struct testimony *t,
                               const struct testimony *u) {
    const struct sentence *one = sentence_of(c, t);
    const struct sentence *other = sentence_of(c, u);
    struct likeness like = {0};
    if (!one || !other) {
        return like;
    }
    const struct token *a = c->notes[t->witness]->doc.tok;
    const struct token *b = c->notes[u->witness]->doc.tok;
    uint32_t one_to =
        one->tok_to - one->tok_from > MOST_WORDS ? one->tok_from + MOST_WORDS : one->tok_to;
    uint32_t other_to =
        other->tok_to - other->tok_from > MOST_WORDS ? other->tok_from + MOST_WORDS : other->tok_to;
    size_t again = 0;
    like.one = count_words(a, one->tok_from, one_to, b, other->tok_from, other_to, &like.shared);
    like.other = count_words(b, other->tok_from, other_to, a, one->tok_from, one_to, &again);
    return like;
}

static bool days_are_near(const struct collation *c, const struct testimony *t,
                          const struct testimony *u) {
    int32_t one = c->out->witness[t->witness].anchor.day;
    int32_t other = c->out->witness[u->witness].anchor.day;
    return one == DAY_NONE || other == DAY_NONE ||
           (one - other <= NEAR_DAYS && other - one <= NEAR_DAYS);
}

/* Half of the last digit that counts: 500 for 12,000, 0.5 for 287, 0.05 for 2.5. */
static double half_unit(double value) {
    double unit = 1;
    value = fabs(value);
    if (value < 1e-6 || value > 1e15) {
        return 0;
    }
    while (value != floor(value) && unit > 1e-3) {
        value *= 10;
        unit /= 10;
    }
    while (value >= 10 && fmod(value, 10) < 0.5) {
        value /= 10;
        unit *= 10;
    }
    return unit / 2;
}

/* Whether one of two values may be the other one rounded. */
static bool is_rounding(const struct figure *a, const struct figure *b) {
    double slack = fmax(half_unit(a->low), half_unit(b->low));
    return a->approx != APPROX_RANGE && b->approx != APPROX_RANGE && fabs(a->low - b->low) <= slack;
}

static bool contradict(const struct figure *a, const struct figure *b) {
    return figure_conflicts(a, b) && !is_rounding(a, b);
}

/* "1 of 12 photos": the number is the frame of another one. */
static bool is_frame(const struct document *doc, const struct figure *f) {
    return f->tok_from > 1 && doc->tok[f->tok_from - 2].kind == TOKEN_NUMBER &&
           doc->tok[f->tok_from - 1].hash == token_hash(STR("of"));
}

/* Whether the figure counts a remainder: "three other people", "20 more". */
static bool is_remainder(const struct document *doc, const struct figure *f) {
    static const char *const word[] = {"other",      "others",  "more",
                                       "additional", "another", "further"};
    uint32_t to = f->counted_head == NONE ? f->tok_to + 1 : f->counted_head + 1;
    for (uint32_t i = f->tok_from; i < to && i < doc->n_tok && i < f->tok_from + MOST_WORDS; i++) {
        for (size_t k = 0; k < sizeof word / sizeof *word; k++) {
            if (doc->tok[i].hash == token_hash(str_from_cstr(word[k])) && i + 1 != f->tok_to) {
                return true;
            }
        }
    }
    return false;
}

/* Whether two figures exclude each other in sentences that tell the same. */
static bool pair_contradicts(const struct collation *c, const struct testimony *t,
                             const struct testimony *u) {
    if (!contradict(figure_of(c, t), figure_of(c, u)) || !days_are_near(c, t, u)) {
        return false;
    }
    bool in_a_state = figure_of(c, t)->kind == FIGURE_COUNT && figure_of(c, t)->verb != NONE;
    size_t percent = in_a_state ? LEAST_SHARED_PERCENT : LEAST_SHARED_STATELESS;
    struct likeness like = compare(c, t, u);
    size_t shorter = like.one < like.other ? like.one : like.other;
    return like.shared >= LEAST_SHARED_WORDS && like.shared * 100 >= shorter * percent;
}

static size_t n_compared(const struct claim *claim) {
    return claim->n_testimonies < MOST_COMPARED ? claim->n_testimonies : MOST_COMPARED;
}

/* Whether a witness gives numbers of this kind that agree with each other and are whole: a report
 * with several tells how a number grew, or counts several things, and is set against nobody. */
static bool is_of_one_mind(const struct collation *c, const struct claim *claim,
                           const struct testimony *t) {
    for (size_t j = 0; j < n_compared(claim); j++) {
        const struct testimony *u = &claim->testimony[j];
        if (u->witness == t->witness && contradict(figure_of(c, t), figure_of(c, u))) {
            return false;
        }
    }
    const struct document *doc = &c->notes[t->witness]->doc;
    const struct figure *f = figure_of(c, t);
    return !f->partial && !is_remainder(doc, f) && !is_frame(doc, f);
}

/* Whether testimony `i` contradicts one of another witness. */
static bool contradicts_any(const struct collation *c, const struct claim *claim, size_t i) {
    for (size_t j = 0; j < n_compared(claim); j++) {
        const struct testimony *t = &claim->testimony[i];
        const struct testimony *u = &claim->testimony[j];
        if (t->witness != u->witness && pair_contradicts(c, t, u) && is_of_one_mind(c, claim, t) &&
            is_of_one_mind(c, claim, u)) {
            return true;
        }
    }
    return false;
}

static bool same_value(const struct figure *a, const struct figure *b) {
    return !(a->low < b->low) && !(b->low < a->low) && !(a->high < b->high) &&
           !(b->high < a->high) && a->approx == b->approx;
}

static enum err value_side(struct collation *c, const struct claim *claim,
                           const struct testimony *value, struct side *out) {
    VEC(struct place) places = {0};
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        struct testimony *t = &claim->testimony[i];
        if (same_value(figure_of(c, t), figure_of(c, value))) {
            TRY(vec_push(c->a, &places, (struct place){t->witness, t->at}));
        }
    }
    return side_make(c, str_span(c->notes[value->witness]->doc.text, value->at), places.v, places.n,
                     out);
}

/* What is counted, in words: "people treated"; the figure itself when it counts nothing that is
 * written. */
static enum err subject_of(struct collation *c, const struct claim *claim, str *out) {
    const struct figure *f = figure_of(c, &claim->testimony[0]);
    const struct document *doc = &c->notes[claim->testimony[0].witness]->doc;
    str counted = str_span(doc->text, f->counted);
    str verb = f->verb == NONE ? STR("") : token_str(doc->text, &doc->tok[f->verb]);
    *out = claim->text;
    if (counted.len == 0) {
        return ERR_OK;
    }
    return collation_printf(c, out, "%" STR_FMT "%s%" STR_FMT, STR_ARG(counted),
                            verb.len ? " " : "", STR_ARG(verb));
}

static enum err figure_conflict(struct collation *c, uint32_t index) {
    struct claim *claim = &c->claims.v[index];
    VEC(struct side) sides = {0};
    VEC(const struct testimony *) values = {0};
    for (size_t i = 0; i < n_compared(claim); i++) {
        const struct testimony *t = &claim->testimony[i];
        bool known = !contradicts_any(c, claim, i);
        for (size_t j = 0; j < values.n && !known; j++) {
            known = same_value(figure_of(c, values.v[j]), figure_of(c, t));
        }
        if (!known) {
            struct side side;
            TRY(value_side(c, claim, t, &side));
            TRY(vec_push(c->a, &sides, side));
            TRY(vec_push(c->a, &values, t));
        }
    }
    if (sides.n < 2) {
        return ERR_OK;
    }
    struct conflict conflict = {.kind = CONFLICT_FIGURE,
                                .claim = index,
                                .reason = STR("The reports count the same thing and their numbers "
                                              "exclude each other, approximations considered.")};
    TRY(subject_of(c, claim, &conflict.subject));
    TRY(side_conflict(c, conflict, sides.v, sides.n));
    claim->base =
        sides.v[0].place[0]; /* the words of the side with most origins stand for the claim */
    claim->text = str_span(c->notes[claim->base.witness]->doc.text, claim->base.at);
    side_mark_differing(claim, sides.v, sides.n);
    return ERR_OK;
}

enum err quantity_conflicts(struct collation *c) {
    for (uint32_t i = 0; i < c->claims.n; i++) {
        if (c->claims.v[i].kind == CLAIM_FIGURE && c->claims.v[i].n_witnesses > 1) {
            TRY(figure_conflict(c, i));
        }
    }
    return ERR_OK;
}
