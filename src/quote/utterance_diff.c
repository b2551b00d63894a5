/* utterance_diff.c - differences of wording, with the place on both sides.
 * Walks through the alignment: words that match end a hunk, the others gather in it. A hunk with
 * words on one side is a cut, an elision (the other side has "..." there) or an insertion; with
 * words on both a change; words in brackets make it a bracket. Between words that match, marks are
 * compared by kind, so that curly and straight, long and short are the same; quotation marks,
 * hyphens and the mark at the end don't count, since the cue behind a quotation rules the latter.
 * O(n m). */
#include "quote/utterance_diff.h"

#include "base/hash.h"
#include "quote/utterance_like.h"
#include "quote/utterance_meaning.h"

struct walk {
    struct speech *s;
    arena *keep;
    const struct facing *f;
    struct diff_list *out;
    const struct document *base_doc;
    const struct document *other_doc;
    struct hunk hunk;
    bool same_before; /* the last pair matched */
};

static const struct said *base_word(const struct walk *w, uint32_t i) {
    return &w->s->said.v[i];
}

/* Bytes of words [at.from, at.to) with the brackets around them; of none: the place behind word
 * at.from - 1. */
static struct span bytes_of(const struct walk *w, const struct document *doc, struct span at,
                            struct span all) {
    const struct said *said = w->s->said.v;
    const struct token *tok = doc->tok;
    if (at.from == at.to) {
        uint32_t pos =
            at.from > all.from ? tok[said[at.from - 1].tok].to : tok[said[all.from].tok].from;
        return (struct span){pos, pos};
    }
    uint32_t first = said[at.from].tok;
    uint32_t last = said[at.to - 1].tok;
    bool opens = first > 0 && (said[at.from].flags & SAID_BRACKET) &&
                 (tok[first - 1].mark == '[' || tok[first - 1].mark == '(');
    bool closes = last + 1 < doc->n_tok && (said[at.to - 1].flags & SAID_BRACKET) &&
                  (tok[last + 1].mark == ']' || tok[last + 1].mark == ')');
    return (struct span){tok[first - opens].from, tok[last + closes].to};
}

static bool all_bracketed(const struct speech *s, struct span at) {
    for (uint32_t i = at.from; i < at.to; i++) {
        if (!(s->said.v[i].flags & SAID_BRACKET)) {
            return false;
        }
    }
    return at.from < at.to;
}

/* Whether "..." stands where side `at` has no words. */
static bool is_elided(const struct speech *s, struct span at, struct span all, uint32_t segment) {
    if (at.to < all.to) {
        return s->said.v[at.to].flags & SAID_ELLIPSIS;
    }
    return s->segment.v[segment].ends_ellipsis;
}

static uint8_t change_of(const struct walk *w, const struct hunk *h) {
    if (all_bracketed(w->s, h->other) || all_bracketed(w->s, h->base)) {
        return WORDING_BRACKET;
    }
    if (span_is_empty(h->other)) {
        bool marked = is_elided(w->s, h->other, h->other_all, w->f->other_segment);
        return marked ? WORDING_ELISION : WORDING_CUT;
    }
    bool marked =
        span_is_empty(h->base) && is_elided(w->s, h->base, h->base_all, w->f->base_segment);
    return marked ? WORDING_ELISION : WORDING_CHANGED;
}

/* One difference, with what it is. */
static enum err add_diff(struct walk *w, const struct hunk *h) {
    uint8_t change = change_of(w, h);
    w->out->changes |= change;
    if (change == WORDING_ELISION && span_is_empty(h->other)) {
        w->out->changes |= WORDING_CUT;
    }
    if (change != WORDING_BRACKET && w->f->kind == RENDER_DIRECT &&
        utterance_meaning_turns(w->s, h)) {
        w->out->changes |= WORDING_MEANING;
        change = WORDING_MEANING;
    }
    struct wording_diff diff = {.base = bytes_of(w, w->base_doc, h->base, h->base_all),
                                .other = bytes_of(w, w->other_doc, h->other, h->other_all),
                                .change = change};
    return vec_push(w->keep, &w->out->diff, diff);
}

/* End of the sentence, or of the piece of the quotation, that word at.from stands in; at.to at
 * most. */
static uint32_t sentence_end(const struct walk *w, const struct document *doc, struct span at) {
    const struct said *said = w->s->said.v;
    for (uint32_t i = at.from + 1; i < at.to; i++) {
        const struct token *behind = &doc->tok[said[i - 1].tok + 1];
        bool stop = behind->kind == TOKEN_PUNCT && behind[1].mark != '.' &&
                    (behind->mark == '.' || behind->mark == '?' || behind->mark == '!');
        if (said[i].piece != said[i - 1].piece || (stop && said[i].tok > said[i - 1].tok + 1)) {
            return i;
        }
    }
    return at.to;
}

/* The hunk that was gathered as differences: a cut of several sentences is several cuts. */
static enum err flush(struct walk *w) {
    struct hunk h = w->hunk;
    bool cut = span_is_empty(h.base) != span_is_empty(h.other);
    bool dropped = span_is_empty(h.other);
    struct span *side = dropped ? &h.base : &h.other;
    uint32_t end = side->to;
    while (cut && side->from < end) {
        side->to = end;
        side->to = sentence_end(w, dropped ? w->base_doc : w->other_doc, *side);
        TRY(add_diff(w, &h));
        side->from = side->to;
    }
    return cut || span_is_empty(h.base) ? ERR_OK : add_diff(w, &h);
}

/* A dash: long, or a hyphen that stands apart or doubled. */
static bool is_dash(const struct token *t) {
    bool apart = (t->flags & TOKEN_SPACE_BEFORE) || t[1].mark == '-';
    return t->mark == 0x2014 || t->mark == 0x2013 || (t->mark == '-' && apart);
}

/* Kind of a mark between words (so that t[-1] and t[1] exist); 0 = doesn't count. */
static uint64_t mark_class(const struct token *t) {
    if (t->kind != TOKEN_PUNCT) {
        return 0;
    }
    if (t->mark == '.') {
        return t[-1].mark == '.' || t[1].mark == '.' ? 0 : '.';
    }
    bool counts = t->mark && t->mark < 0x80 && strchr(",;:?!", t->mark);
    return counts ? t->mark : is_dash(t) ? '-' : 0;
}

/* Marks between word `i - 1` and word `i`: their kinds as a number, and the bytes of those that
 * count. */
static uint64_t marks_before(const struct walk *w, const struct document *doc, uint32_t i,
                             struct span *at) {
    const struct said *said = w->s->said.v;
    uint64_t kinds = 0;
    *at = (struct span){doc->tok[said[i - 1].tok].to, doc->tok[said[i - 1].tok].to};
    for (uint32_t t = said[i - 1].tok + 1; t < said[i].tok; t++) {
        uint64_t kind = mark_class(&doc->tok[t]);
        if (kind) {
            at->from = kinds ? at->from : doc->tok[t].from;
            at->to = doc->tok[t].to;
            kinds = hash_join(kinds, kind);
        }
    }
    return kinds;
}

static enum err compare_marks(struct walk *w, uint32_t i, uint32_t j) {
    const struct said *x = base_word(w, i);
    const struct said *y = base_word(w, j);
    if (x[-1].tok == x->tok || y[-1].tok == y->tok || x[-1].piece != x->piece ||
        y[-1].piece != y->piece) {
        return ERR_OK;
    }
    struct wording_diff diff = {.change = WORDING_PUNCTUATION};
    uint64_t base = marks_before(w, w->base_doc, i, &diff.base);
    uint64_t other = marks_before(w, w->other_doc, j, &diff.other);
    if (base == other) {
        return ERR_OK;
    }
    w->out->changes |= WORDING_PUNCTUATION;
    return vec_push(w->keep, &w->out->diff, diff);
}

/* Another spelling, a contraction or another case of the same word is no other word. */
static enum err compare_spelling(struct walk *w, uint32_t i, uint32_t j) {
    const struct said *x = base_word(w, i);
    const struct said *y = base_word(w, j);
    const struct token *a = &w->base_doc->tok[x->tok];
    const struct token *b = &w->other_doc->tok[y->tok];
    bool inner = i > w->f->base.from && j > w->f->other.from;
    bool other_case = inner && ((a->flags ^ b->flags) & TOKEN_CAPITAL);
    if (a->hash == b->hash && !other_case) {
        return ERR_OK;
    }
    w->out->changes |= WORDING_PUNCTUATION;
    struct wording_diff *last = w->out->diff.n ? &w->out->diff.v[w->out->diff.n - 1] : NULL;
    if (last && last->change == WORDING_PUNCTUATION &&
        (last->base.to == a->to || last->other.to == b->to)) { /* "do not" against "don't" */
        last->base.to = a->to;
        last->other.to = b->to;
        return ERR_OK;
    }
    return vec_push(w->keep, &w->out->diff,
                    (struct wording_diff){.base = {a->from, a->to},
                                          .other = {b->from, b->to},
                                          .change = WORDING_PUNCTUATION});
}

/* "he's" against "he has": a contraction hides which word it was. */
static bool is_same(const struct walk *w, const struct align_step *step) {
    const struct said *x = base_word(w, w->f->base.from + step->x);
    const struct said *y = base_word(w, w->f->other.from + step->y);
    return step->op == ALIGN_SAME ||
           (step->op == ALIGN_GROUP && ((x->flags | y->flags) & SAID_EXPANDED) &&
            said_word(w->s, x)->role != ROLE_PRONOUN);
}

static enum err take_step(struct walk *w, const struct align_step *step) {
    uint32_t i = w->f->base.from + step->x;
    uint32_t j = w->f->other.from + step->y;
    struct hunk *h = &w->hunk;
    if (step->op > ALIGN_GROUP || !is_same(w, step)) {
        h->base.to = i + (step->op != ALIGN_ADD);
        h->other.to = j + (step->op != ALIGN_DROP);
        w->same_before = false;
        return ERR_OK;
    }
    TRY(flush(w));
    TRY(compare_spelling(w, i, j));
    if (w->same_before) {
        TRY(compare_marks(w, i, j));
    }
    w->same_before = true;
    h->base = (struct span){i + 1, i + 1};
    h->other = (struct span){j + 1, j + 1};
    return ERR_OK;
}

static enum err list_differences(struct walk *w, const struct alignment *al) {
    const struct facing *f = w->f;
    const struct segment *base = &w->s->segment.v[f->base_segment];
    const struct segment *other = &w->s->segment.v[f->other_segment];
    w->base_doc = w->s->doc[base->report];
    w->other_doc = w->s->doc[other->report];
    w->hunk.base = (struct span){f->base.from + al->x_from, f->base.from + al->x_from};
    w->hunk.other = (struct span){f->other.from, f->other.from};
    w->hunk.base_all = f->base;
    w->hunk.other_all = f->other;
    w->hunk.base_report = base->report;
    w->hunk.other_report = other->report;
    w->hunk.opens_inside = w->s->segment.v[f->other_first].opens_inside;
    w->hunk.ends_inside = other->ends_inside;
    for (size_t i = 0; i < al->n; i++) {
        TRY(take_step(w, &al->step[i]));
    }
    return flush(w);
}

static void weigh(struct walk *w, const struct alignment *al) {
    struct diff_list *out = w->out;
    uint32_t shared = 0;
    uint32_t base = 0;
    uint32_t other = 0;
    for (uint32_t i = w->f->base.from; i < w->f->base.to; i++) {
        base += said_word(w->s, base_word(w, i))->key.weight;
    }
    for (uint32_t i = w->f->other.from; i < w->f->other.to; i++) {
        other += said_word(w->s, base_word(w, i))->key.weight;
    }
    for (size_t i = 0; i < al->n; i++) {
        const struct align_step *step = &al->step[i];
        uint32_t weight = said_word(w->s, base_word(w, w->f->base.from + step->x))->key.weight;
        shared += is_same(w, step)          ? weight
                  : step->op == ALIGN_STEM  ? weight * 3 / 4
                  : step->op == ALIGN_GROUP ? weight / 2
                                            : 0;
    }
    out->shared += shared;
    out->base += base;
    out->other += other;
    uint32_t less = base < other ? base : other;
    w->hunk.cover = less ? (float)shared / (float)less : 1;
    w->hunk.similarity = base + other ? 2 * (float)shared / (float)(base + other) : 1;
}

enum err utterance_diff_add(struct speech *s, arena *keep, const struct facing *f,
                            struct diff_list *out) {
    struct walk w = {.s = s, .keep = keep, .f = f, .out = out};
    arena_pos mark = arena_mark(s->a);
    struct alignment al;
    bool part = f->kind == RENDER_FRAGMENT && !f->restated;
    enum align_mode mode = part ? ALIGN_FIT : ALIGN_GLOBAL;
    enum err code = utterance_like_align(s, f->base, f->other, mode, &al);
    if (code == ERR_OK) {
        weigh(&w, &al);
        if (f->kind == RENDER_INDIRECT) {
            out->changes |= w.hunk.similarity < 1 ? WORDING_CHANGED : WORDING_SAME;
        } else if (!f->restated) {
            code = list_differences(&w, &al);
        }
    }
    if (f->kind == RENDER_FRAGMENT &&
        (f->restated || f->base.to - f->base.from > f->other.to - f->other.from)) {
        out->changes |= WORDING_CUT;
    }
    arena_reset(s->a, mark);
    return code;
}
