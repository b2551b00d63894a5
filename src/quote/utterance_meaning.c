/* utterance_meaning.c - tells cuts and changes that turn the sense from the many that don't.
 * A false alarm is worse than a miss, so that each rule names the words it needs and gives way to
 * any sign that the reader is told after all: the lost words stand elsewhere in the report, or the
 * reporter's own sentence runs on. Four rules: a lost (or added) "not", "only"; a lost condition or
 * exception that belongs to what was kept; a lost denial in front ("I don't think that"); one word
 * changed into one of another sense in an otherwise equal sentence. Words are known by role and
 * suffix, not parsed. */
#include "quote/utterance_meaning.h"

#include "quote/utterance_like.h"

enum { SHORT_HUNK = 2, NEARBY = 2000 };
#define ALIKE 0.8f
#define KEPT_WHOLE 0.85f /* of what the shorter side says the other must have */

struct view {
    const struct speech *s;
    const struct hunk *h;
    const struct document *base;
    const struct document *other;
};

static const struct vocab_word *word(const struct view *v, uint32_t i) {
    return said_word(v->s, &v->s->said.v[i]);
}

static enum word_role role(const struct view *v, uint32_t i) {
    return (enum word_role)word(v, i)->role;
}

/* Whether a mark that ends a clause stands between words i - 1 and i. */
static bool clause_mark(const struct view *v, const struct document *doc, uint32_t i) {
    for (uint32_t t = v->s->said.v[i - 1].tok + 1; t < v->s->said.v[i].tok; t++) {
        uint16_t m = doc->tok[t].mark;
        bool dash = m == 0x2014 || m == 0x2013 || (m == '-' && doc->tok[t + 1].mark == '-');
        if (dash || (m && m < 0x80 && strchr(".;:?!", m))) {
            return true;
        }
    }
    return false;
}

/* Whether any mark stands between words i - 1 and i. */
static bool any_mark(const struct view *v, uint32_t i) {
    return v->s->said.v[i].tok > v->s->said.v[i - 1].tok + 1;
}

/* ---- the words are there after all ---- */

/* Whether `doc` has the words i .. i + 2 (or to `to`) within NEARBY words of token `near`. */
static bool told_nearby(const struct view *v, const struct document *from, uint32_t i, uint32_t to,
                        const struct document *doc, uint32_t near) {
    const struct token *x = from->tok;
    uint32_t n = to - i < 3 ? to - i : 3;
    size_t end = (size_t)near + NEARBY < doc->n_tok ? (size_t)near + NEARBY : doc->n_tok;
    for (size_t t = near > NEARBY ? near - NEARBY : 0; t + n <= end; t++) {
        uint32_t k = 0;
        while (k < n && doc->tok[t + k].hash == x[v->s->said.v[i + k].tok].hash) {
            k++;
        }
        if (k == n) {
            return true;
        }
    }
    return false;
}

/* Whether the reporter's sentence around the words `all` has the word `hash` outside of them. */
static bool told_around(const struct view *v, const struct document *doc, struct span all,
                        uint64_t hash) {
    uint32_t first = v->s->said.v[all.from].tok;
    uint32_t last = v->s->said.v[all.to - 1].tok;
    uint32_t head = document_sentence_at(doc, first);
    uint32_t tail = document_sentence_at(doc, last);
    if (head == NONE || tail == NONE) {
        return false;
    }
    for (uint32_t t = doc->sentence[head].tok_from; t < doc->sentence[tail].tok_to; t++) {
        if ((t < first || t > last) && doc->tok[t].hash == hash) {
            return true;
        }
    }
    return false;
}

/* ---- cuts (and insertions, which are cuts seen from the other side) ---- */

/* One side of a cut: the words that the other side lacks. */
struct cut {
    const struct document *doc; /* that has the words */
    const struct document *lacking;
    struct span lost;
    struct span all;
    struct span kept; /* what the lacking side has */
    bool at_front;
    bool at_end;
};

static struct cut cut_of(const struct view *v) {
    const struct hunk *h = v->h;
    bool dropped = span_is_empty(h->other);
    struct cut c = {.doc = dropped ? v->base : v->other,
                    .lacking = dropped ? v->other : v->base,
                    .lost = dropped ? h->base : h->other,
                    .all = dropped ? h->base_all : h->other_all,
                    .kept = dropped ? h->other_all : h->base_all};
    c.at_front = c.lost.from == c.all.from;
    c.at_end = c.lost.to == c.all.to;
    return c;
}

static bool is_told(const struct view *v, const struct cut *c, uint32_t opener) {
    uint64_t hash = c->doc->tok[v->s->said.v[opener].tok].hash;
    uint32_t near = v->s->said.v[c->kept.from].tok;
    return told_nearby(v, c->doc, opener, c->lost.to, c->lacking, near) ||
           told_around(v, c->lacking, c->kept, hash);
}

/* Whether one side denies or limits more often than the other; if not, the word has only changed
 * its place. */
static bool is_one_sided(const struct view *v) {
    struct span side[2] = {v->h->base_all, v->h->other_all};
    unsigned n[2] = {0, 0};
    for (int k = 0; k < 2; k++) {
        for (uint32_t i = side[k].from; i < side[k].to; i++) {
            n[k] += role(v, i) == ROLE_NEGATION || role(v, i) == ROLE_LIMIT;
        }
    }
    return n[0] != n[1];
}

/* "not", "never", "only" alone, with words kept on both sides. */
static bool loses_turn_word(const struct view *v, const struct cut *c) {
    if (c->at_front || c->at_end || c->lost.to - c->lost.from > SHORT_HUNK) {
        return false;
    }
    unsigned turns = 0;
    for (uint32_t i = c->lost.from; i < c->lost.to; i++) {
        enum word_role r = role(v, i);
        if (r == ROLE_NEGATION || r == ROLE_LIMIT) {
            turns += !utterance_word_is_any(word(v, i)->text, "no none nor neither without merely");
        } else if (r != ROLE_BE && r != ROLE_AUX && r != ROLE_WILL && r != ROLE_CAN &&
                   r != ROLE_FILLER) {
            return false;
        }
    }
    return turns == 1 && v->h->similarity >= ALIKE && is_one_sided(v);
}

/* "even if", "see if", "if anything", "if you will": no conditions. */
static bool is_idle_if(const struct view *v, const struct cut *c, uint32_t i) {
    if (!utterance_word_is_any(word(v, i)->text, "if")) {
        return false;
    }
    if (i > c->all.from &&
        utterance_word_is_any(
            word(v, i - 1)->text,
            "even as for what see seeing know wonder ask asked asking decide matter "
            "determine find especially particularly certain sure say")) {
        return true;
    }
    if (i + 1 >= c->all.to) {
        return true;
    }
    str next = word(v, i + 1)->text;
    str third = i + 2 < c->all.to ? word(v, i + 2)->text : STR("");
    return utterance_word_is_any(next,
                                 "anything any not ever only need necessary possible indeed so") ||
           (utterance_word_is_any(next, "you i we") &&
            utterance_word_is_any(third, "will like want look ask may could can think"));
}

/* A promise or a denial; only these are limited by "until". */
static bool has_promise(const struct view *v, struct span at) {
    for (uint32_t i = at.from; i < at.to; i++) {
        enum word_role r = role(v, i);
        if (r == ROLE_NEGATION || r == ROLE_WILL || r == ROLE_MUST || r == ROLE_CAN ||
            r == ROLE_MAY) {
            return true;
        }
    }
    return false;
}

/* Whether word i opens a condition or exception of what stands before it. */
static bool is_opener(const struct view *v, const struct cut *c, uint32_t i) {
    enum word_role r = role(v, i);
    if (r == ROLE_BUT && i + 1 < c->lost.to) {
        enum word_role next = role(v, i + 1);
        return next == ROLE_NEGATION || next == ROLE_LIMIT;
    }
    if (r != ROLE_CONDITION || is_idle_if(v, c, i)) {
        return false;
    }
    return !utterance_word_is_any(word(v, i)->text, "until till") || has_promise(v, c->kept);
}

/* A new clause begins: what follows belongs to it and not to what was kept. */
static bool breaks_clause(const struct view *v, const struct cut *c, uint32_t i) {
    enum word_role r = role(v, i);
    return r == ROLE_CONJUNCTION || r == ROLE_BUT || r == ROLE_RELATIVE ||
           utterance_word_is_any(word(v, i)->text, "i we you he she they it that which who") ||
           (i > c->all.from && clause_mark(v, c->doc, i));
}

/* "... until the inquiry has ended", "... for washing, but not for drinking" */
static bool loses_condition_behind(const struct view *v, const struct cut *c) {
    if (c->at_front || (c->at_end && v->h->ends_inside)) {
        return false;
    }
    for (uint32_t i = c->lost.from; i < c->lost.to; i++) {
        if (clause_mark(v, c->doc, i)) {
            return false;
        }
        if (is_opener(v, c, i)) {
            return !is_told(v, c, i);
        }
        if (breaks_clause(v, c, i)) {
            return false;
        }
    }
    return false;
}

static bool is_joint(enum word_role r) {
    return r == ROLE_CONJUNCTION || r == ROLE_BUT || r == ROLE_FILLER;
}

/* Sentence or dash inside the lost words, or right behind them. */
static bool has_clause_mark(const struct view *v, const struct cut *c) {
    for (uint32_t i = c->lost.from + 1; i <= c->lost.to && i < c->all.to; i++) {
        if (clause_mark(v, c->doc, i)) {
            return true;
        }
    }
    return false;
}

/* "If they pay, [we will go]"; not "if they pay and [we will go]", where the condition isn't of
 * what was kept alone. */
static bool loses_condition_before(const struct view *v, const struct cut *c) {
    uint32_t i = c->lost.from;
    while (i + 1 < c->lost.to && is_joint(role(v, i))) {
        i++;
    }
    return role(v, i) == ROLE_CONDITION && !utterance_word_is_any(word(v, i)->text, "until till") &&
           c->lost.to - i >= 3 && !is_joint(role(v, c->lost.to - 1)) &&
           role(v, c->lost.to - 1) != ROLE_MATRIX && !is_idle_if(v, c, i) && !is_told(v, c, i);
}

/* "I don't think that [we will go]", "there is no evidence [he went]" */
static bool loses_denial_before(const struct view *v, const struct cut *c) {
    uint32_t end = c->lost.to - utterance_word_is_any(word(v, c->lost.to - 1)->text, "that");
    bool parted = end == c->lost.to && any_mark(v, end);
    if (end <= c->lost.from || parted || role(v, end - 1) != ROLE_MATRIX) {
        return false;
    }
    for (uint32_t i = c->lost.from + 1; i + 1 < end; i++) {
        if (role(v, i) == ROLE_NEGATION && end - i <= 5) {
            return !is_told(v, c, end - 1);
        }
    }
    return false;
}

static bool loses_front(const struct view *v, const struct cut *c) {
    if (!c->at_front || c->at_end || v->h->opens_inside || has_clause_mark(v, c)) {
        return false;
    }
    return loses_condition_before(v, c) || loses_denial_before(v, c);
}

bool utterance_meaning_turns(const struct speech *s, const struct hunk *h) {
    struct view v = {s, h, s->doc[h->base_report], s->doc[h->other_report]};
    uint32_t n_base = h->base.to - h->base.from;
    uint32_t n_other = h->other.to - h->other.from;
    if (n_base == 1 && n_other == 1) {
        return utterance_change_turns(s, h);
    }
    if (n_base > 0 && n_other > 0) {
        return false;
    }
    struct cut c = cut_of(&v);
    if (h->cover < KEPT_WHOLE) {
        return false;
    }
    return loses_turn_word(&v, &c) || loses_condition_behind(&v, &c) || loses_front(&v, &c);
}
