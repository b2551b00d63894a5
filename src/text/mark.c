/* mark.c - quotation marks paired with a stack of at most LIMIT_MARK_DEPTH open marks, paragraph by
 * paragraph. Every mark is first judged by its neighbours: it can open (free on the left, tight on
 * the right), can close, or both or neither, and then the stack decides. Single marks are
 * apostrophes until proved otherwise: they open only where a closing one follows, and close only
 * the innermost stretch. A double mark that is still open at the end of its paragraph when another
 * of its style was opened inside is the bad one of the two: it ends before that one, so that it
 * spoils nothing. O(n): each mark does at most LIMIT_MARK_DEPTH steps. */
#include "text/mark.h"

#include "base/limits.h"
#include "base/vec.h"
#include "text/layout.h"
#include "text/mark_sign.h"

enum { NO_TOKEN = UINT32_MAX, DROPPED = 0xff };

struct entry {
    uint32_t piece; /* in out */
    uint32_t tok;   /* its opening mark */
    uint32_t child; /* where the first stretch of the same style inside it began, or NO_TOKEN */
    uint8_t style;
    uint8_t family;
};

struct pairing {
    arena *a;
    str text;
    const struct token *tok;
    uint32_t from; /* the paragraph */
    uint32_t to;
    struct entry open[LIMIT_MARK_DEPTH];
    size_t n_open;
    struct mark_signs sign;
    size_t next_sign; /* while walking */
    uint32_t
        continued; /* the stretch that the paragraph before left open for this one, or UINT32_MAX */
    unsigned n_chain; /* paragraphs it runs through already */
    VEC(struct quoted) out;
};

static bool is_single(uint8_t style) {
    return style == MARK_SINGLE || style == MARK_SINGLE_CURLY;
}

/* Give the stretch its end: before token `to`; with the closing mark [to, to + width) when width >
 * 0. */
static void finish(struct pairing *p, const struct entry *e, uint32_t to, unsigned width) {
    struct quoted *q = &p->out.v[e->piece];
    q->tok_to = to;
    if (q->tok_from >= to) {
        q->style = DROPPED; /* nothing between the marks */
        return;
    }
    q->inner = (struct span){p->tok[q->tok_from].from, p->tok[to - 1].to};
    q->outer.to = width ? p->tok[to + width - 1].to : q->inner.to;
    q->flags |= width ? 0 : QUOTED_UNCLOSED;
}

/* The mark of `e` found no partner before token `limit`. */
static void finish_open(struct pairing *p, const struct entry *e, uint32_t limit) {
    if (is_single(e->style)) {
        p->out.v[e->piece].style = DROPPED; /* an apostrophe after all */
        return;
    }
    finish(p, e, e->child < limit ? e->child : limit, 0);
}

static enum err push(struct pairing *p, const struct mark_sign *s, enum mark_style style) {
    if (p->n_open == LIMIT_MARK_DEPTH) {
        finish_open(p, &p->open[0], p->open[1].tok);
        memmove(p->open, p->open + 1, sizeof p->open - sizeof *p->open);
        p->n_open--;
    }
    for (size_t i = 0; i < p->n_open; i++) {
        if (p->open[i].style == style && p->open[i].child == NO_TOKEN) {
            p->open[i].child = i + 1 < p->n_open ? p->open[i + 1].tok : s->tok;
        }
    }
    p->open[p->n_open++] = (struct entry){.piece = (uint32_t)p->out.n,
                                          .tok = s->tok,
                                          .child = NO_TOKEN,
                                          .style = (uint8_t)style,
                                          .family = s->family};
    return vec_push(p->a, &p->out,
                    (struct quoted){.outer = {p->tok[s->tok].from, 0},
                                    .tok_from = s->tok + s->width,
                                    .next = UINT32_MAX,
                                    .style = (uint8_t)style});
}

/* Close the innermost open stretch whose style is in `styles` (bits); single marks close only
 * through other single ones. False when there's none. */
static bool close_style(struct pairing *p, const struct mark_sign *s, unsigned styles) {
    bool single = !(styles & ~(1u << MARK_SINGLE | 1u << MARK_SINGLE_CURLY));
    for (size_t i = p->n_open; i-- > 0;) {
        if (styles >> p->open[i].style & 1) {
            while (p->n_open > i + 1) {
                finish_open(p, &p->open[--p->n_open], s->tok);
            }
            finish(p, &p->open[--p->n_open], s->tok, s->width);
            return true;
        }
        if (single && !is_single(p->open[i].style)) {
            return false;
        }
    }
    return false;
}

static bool is_open(const struct pairing *p, enum mark_style style) {
    for (size_t i = 0; i < p->n_open; i++) {
        if (p->open[i].style == style) {
            return true;
        }
    }
    return false;
}

enum {
    STRAIGHT_BIT = 1u << MARK_STRAIGHT,
    CURLY_BIT = 1u << MARK_CURLY,
    LOW_BIT = 1u << MARK_LOW,
    SINGLE_BITS = 1u << MARK_SINGLE | 1u << MARK_SINGLE_CURLY
};

/* 6'2" inside a quotation: the mark of inches is followed by the mark that closes. */
static bool is_inches(const struct pairing *p, const struct mark_sign *s) {
    if (s->tok == p->from || p->tok[s->tok - 1].kind != TOKEN_NUMBER || p->next_sign >= p->sign.n) {
        return false;
    }
    const struct mark_sign *next = &p->sign.v[p->next_sign];
    return next->family == SIGN_STRAIGHT && next->can_close && !next->can_open;
}

static enum err take_straight(struct pairing *p, const struct mark_sign *s) {
    bool open = is_open(p, MARK_STRAIGHT);
    bool opens = s->can_open != s->can_close ? s->can_open : !open;
    if (opens) {
        return push(p, s, MARK_STRAIGHT);
    }
    if (!(open && is_inches(p, s)) && !close_style(p, s, STRAIGHT_BIT)) {
        close_style(p, s, CURLY_BIT | LOW_BIT);
    }
    return ERR_OK;
}

/* Whether a single mark here may open: something closes it later, or the next paragraph goes on
 * with it. */
static bool single_may_open(const struct pairing *p, const struct mark_sign *s) {
    if (!s->can_open || s->is_elision) {
        return false;
    }
    return p->sign.last_single > p->next_sign || s->tok == p->from;
}

/* dogs' inside single marks is a possessive when a better closing mark follows before the next
 * opening one. */
static bool is_possessive(const struct pairing *p, const struct mark_sign *s) {
    for (size_t i = p->next_sign;
         s->is_possessive && i < p->sign.n && i < p->next_sign + LIMIT_MARK_DEPTH; i++) {
        const struct mark_sign *next = &p->sign.v[i];
        bool single = next->family == SIGN_SINGLE || next->family == SIGN_SINGLE_CLOSE ||
                      next->family == SIGN_SINGLE_OPEN;
        if (single && !next->is_possessive) {
            return next->can_close && !next->can_open;
        }
    }
    return false;
}

/* Try to close what is open with the single mark `s`. */
static bool close_single(struct pairing *p, const struct mark_sign *s) {
    bool open = is_open(p, MARK_SINGLE) || is_open(p, MARK_SINGLE_CURLY);
    if (s->family == SIGN_SINGLE_OPEN) {
        return s->can_close && !s->can_open &&
               close_style(p, s, SINGLE_BITS); /* after a low mark, or a wrong curl */
    }
    unsigned styles = s->family == SIGN_SINGLE ? SINGLE_BITS | 1u << MARK_BACKTICK : SINGLE_BITS;
    return (s->can_close || (s->is_spaced && open)) && !is_possessive(p, s) &&
           close_style(p, s, styles);
}

static enum err take_single(struct pairing *p, const struct mark_sign *s) {
    if (close_single(p, s) || s->family == SIGN_SINGLE_CLOSE || !single_may_open(p, s)) {
        return ERR_OK;
    }
    return push(p, s, s->family == SIGN_SINGLE ? MARK_SINGLE : MARK_SINGLE_CURLY);
}

static enum err take_curly(struct pairing *p, const struct mark_sign *s) {
    bool open = is_open(p, MARK_CURLY);
    bool low = is_open(p, MARK_LOW);
    if (s->family == SIGN_CURLY_OPEN) {
        bool closes = !s->can_open && s->can_close && (low || open);
        if (closes && close_style(p, s, low ? LOW_BIT : CURLY_BIT)) {
            return ERR_OK;
        }
        return push(p, s, MARK_CURLY);
    }
    if (s->can_open && !s->can_close && !open && !low) {
        return push(p, s, MARK_CURLY); /* ”Swedish” marks */
    }
    if (!close_style(p, s, CURLY_BIT | LOW_BIT) && s->can_close) {
        close_style(p, s, STRAIGHT_BIT);
    }
    return ERR_OK;
}

static enum err take_angle(struct pairing *p, const struct mark_sign *s) {
    const struct entry *top = NULL;
    for (size_t i = p->n_open; i-- > 0 && !top;) {
        top = p->open[i].style == MARK_GUILLEMET ? &p->open[i] : NULL;
    }
    bool turned = top && top->family == SIGN_RIGHT_ANGLE; /* »German« marks */
    bool closes = s->family == SIGN_RIGHT_ANGLE ? top && !turned : turned;
    if (closes) {
        close_style(p, s, 1u << MARK_GUILLEMET);
        return ERR_OK;
    }
    bool opens = s->family == SIGN_LEFT_ANGLE || s->can_open;
    return opens ? push(p, s, MARK_GUILLEMET) : ERR_OK;
}

static enum err take_doubled(struct pairing *p, const struct mark_sign *s) {
    if (s->family == SIGN_BACKTICKS) {
        return push(p, s, MARK_BACKTICK);
    }
    if (close_style(p, s, 1u << MARK_BACKTICK)) {
        return ERR_OK;
    }
    return take_straight(p, s);
}

static enum err take_backtick(struct pairing *p, const struct mark_sign *s) {
    if (s->can_close && close_style(p, s, 1u << MARK_BACKTICK)) {
        return ERR_OK;
    }
    return s->can_open ? push(p, s, MARK_BACKTICK) : ERR_OK;
}

static enum err take(struct pairing *p, const struct mark_sign *s) {
    switch ((enum mark_family)s->family) {
    case SIGN_STRAIGHT:
        return take_straight(p, s);
    case SIGN_CURLY_OPEN:
    case SIGN_CURLY_CLOSE:
        return take_curly(p, s);
    case SIGN_SINGLE:
    case SIGN_SINGLE_OPEN:
    case SIGN_SINGLE_CLOSE:
        return take_single(p, s);
    case SIGN_LEFT_ANGLE:
    case SIGN_RIGHT_ANGLE:
        return take_angle(p, s);
    case SIGN_LOW:
        return push(p, s, MARK_LOW);
    case SIGN_LOW_SINGLE:
        return p->sign.last_single > p->next_sign ? push(p, s, MARK_SINGLE_CURLY) : ERR_OK;
    case SIGN_BACKTICK:
        return take_backtick(p, s);
    case SIGN_BACKTICKS:
    case SIGN_PRIMES:
        return take_doubled(p, s);
    }
    return ERR_OK;
}

/* Whether the stretch `e`, open at the end of the paragraph, goes on in the next one. */
static bool goes_on(const struct pairing *p, const struct entry *e, size_t n_tok) {
    uint8_t family;
    if (p->to + 1 >= n_tok || p->n_chain + 1 >= LIMIT_MARK_PARAGRAPHS ||
        (e->child != NO_TOKEN && e->tok != p->from)) {
        return false;
    }
    const struct token *after = &p->tok[p->to + 1];
    return mark_sign_family(&p->tok[p->to], &family) && family == e->family &&
           !(after->flags & TOKEN_SPACE_BEFORE);
}

/* Take out the dropped stretches from `first` on and set depths. */
static void settle(struct pairing *p, size_t first) {
    uint32_t end[LIMIT_MARK_DEPTH + 1];
    size_t depth = 0;
    size_t n = first;
    for (size_t i = first; i < p->out.n; i++) {
        struct quoted q = p->out.v[i];
        if (q.style == DROPPED) {
            continue;
        }
        while (depth > 0 && end[depth - 1] <= q.outer.from) {
            depth--;
        }
        q.depth = (uint8_t)depth;
        q.outermost = depth ? p->out.v[n - 1].outermost : (uint32_t)n;
        end[depth++] = q.outer.to;
        p->out.v[n++] = q;
    }
    p->out.n = n;
}

/* Tie the first stretch of this paragraph to the one that the paragraph before left open. */
static void tie(struct pairing *p, size_t first) {
    if (p->continued == UINT32_MAX) {
        p->n_chain = 0;
        return;
    }
    struct quoted *before = &p->out.v[p->continued];
    if (first < p->out.n && p->out.v[first].outer.from == p->tok[p->from].from) {
        before->next = (uint32_t)first;
        p->out.v[first].flags |= QUOTED_CONTINUATION;
        p->n_chain++;
    } else {
        before->flags = (uint8_t)((before->flags & ~QUOTED_CONTINUES) | QUOTED_UNCLOSED);
        p->n_chain = 0;
    }
    p->continued = UINT32_MAX;
}

static enum err pair_paragraph(struct pairing *p, size_t n_tok) {
    size_t first = p->out.n;
    TRY(mark_sign_collect(p->a, p->text, p->tok, p->from, p->to, &p->sign));
    p->n_open = 0;
    for (size_t i = 0; i < p->sign.n; i++) {
        p->next_sign = i + 1;
        TRY(take(p, &p->sign.v[i]));
    }
    struct span going = {0, 0};
    while (p->n_open > 1) {
        finish_open(p, &p->open[--p->n_open], p->to);
    }
    if (p->n_open == 1 && goes_on(p, &p->open[0], n_tok)) {
        finish(p, &p->open[0], p->to, 0);
        struct quoted *q = &p->out.v[p->open[0].piece];
        q->flags = QUOTED_CONTINUES;
        going = q->outer;
    } else if (p->n_open == 1) {
        finish_open(p, &p->open[0], p->to);
    }
    settle(p, first);
    tie(p, first);
    for (size_t i = first; i < p->out.n && !span_is_empty(going); i++) {
        if (p->out.v[i].outer.from == going.from) {
            p->continued = (uint32_t)i;
            break;
        }
    }
    return ERR_OK;
}

enum err mark_pair(arena *a, str text, const struct token *tok, size_t n_tok, struct quoted **out,
                   size_t *n) {
    struct pairing p = {.a = a, .text = text, .tok = tok, .continued = UINT32_MAX};
    if (n_tok >= UINT32_MAX) {
        return a->last = ERR_LIMIT;
    }
    enum layout layout = layout_of(text, tok, n_tok);
    while (p.to < n_tok) {
        p.from = p.to++;
        while (p.to < n_tok && !layout_starts(layout, &tok[p.to])) {
            p.to++;
        }
        TRY(pair_paragraph(&p, n_tok));
    }
    *out = p.out.v;
    *n = p.out.n;
    return ERR_OK;
}

uint32_t mark_covering(const struct quoted *q, size_t n, size_t pos) {
    size_t low = 0;
    size_t high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (q[mid].outer.from <= pos) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    if (low == 0) {
        return UINT32_MAX;
    }
    uint32_t i = q[low - 1].outermost;
    return pos < q[i].outer.to ? i : UINT32_MAX;
}
