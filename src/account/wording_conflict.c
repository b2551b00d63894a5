/* wording_conflict.c - words cut from a quotation, or put in place of others, so that the sense
 * turns. The alignment (quote/utterance) marks such differences between the fullest rendering and
 * another one; here everyone who has the one wording is set against everyone who has the other, so
 * that three witnesses of a condition stand against one who lost it. Linear in the words of the
 * renderings, times the few marked differences. */
#include "account/collate.h"

enum { AROUND_CHANGE = 4, AROUND_CUT = 12 };

/* Words of one witness that are looked for in the others. */
struct wanted {
    uint32_t witness;
    struct span at;
};

/* The tokens of the bytes [at.from, at.to): first and past the last. */
static void token_range(const struct document *doc, struct span at, size_t *first, size_t *last) {
    *first = token_at(doc->tok, doc->n_tok, at.from);
    *last = *first;
    while (*last < doc->n_tok && doc->tok[*last].from < at.to) {
        ++*last;
    }
}

/* The words of `at` widened by `around` words on either side, inside `inside`. */
static struct span with_context(const struct notes *n, struct span at, struct span inside,
                                size_t around) {
    const struct token *tok = n->doc.tok;
    size_t first = token_at(tok, n->doc.n_tok, at.from);
    size_t last = at.to > at.from ? token_at(tok, n->doc.n_tok, at.to - 1) : first;
    first = first > around ? first - around : 0;
    while (first < last && tok[first].from < inside.from) {
        first++;
    }
    last = last + around < n->doc.n_tok ? last + around : n->doc.n_tok - 1;
    while (last > first && tok[last].to > inside.to) {
        last--;
    }
    return (struct span){tok[first].from, tok[last].to};
}

/* Next word of [i, last), punctuation skipped; `last` at the end. */
static size_t next_word(const struct token *tok, size_t i, size_t last) {
    while (i < last && !token_is_wordlike(&tok[i])) {
        i++;
    }
    return i;
}

/* Whether the words of [wi, wlast) stand in a row from token `i` on. */
static bool stands_at(const struct token *want, size_t wi, size_t wlast, const struct token *tok,
                      size_t i, size_t last) {
    wi = next_word(want, wi, wlast);
    for (i = next_word(tok, i, last); wi < wlast; i = next_word(tok, i + 1, last)) {
        if (i >= last || want[wi].hash != tok[i].hash) {
            return false;
        }
        wi = next_word(want, wi + 1, wlast);
    }
    return true;
}

/* Where rendering `r` has the wanted words in a row; an empty span when it hasn't. */
static struct span find_words(const struct collation *c, const struct wanted *want,
                              const struct rendering *r) {
    const struct document *source = &c->notes[want->witness]->doc;
    const struct document *doc = &c->notes[r->report]->doc;
    size_t wi;
    size_t wlast;
    size_t first;
    size_t last;
    token_range(source, want->at, &wi, &wlast);
    token_range(doc, r->at, &first, &last);
    for (size_t i = first; i < last; i++) {
        if (stands_at(source->tok, wi, wlast, doc->tok, i, last)) {
            size_t n = wlast - wi;
            return (struct span){doc->tok[i].from,
                                 doc->tok[i + n <= last ? i + n - 1 : last - 1].to};
        }
    }
    return (struct span){0, 0};
}

/* Everyone who has the wanted words between quotation marks, in order of rendering. */
static enum err side_of_words(struct collation *c, const struct utterance *u,
                              const struct wanted *want, size_t around, struct side *out) {
    VEC(struct place) places = {0};
    str value = {0};
    for (size_t k = 0; k < u->n; k++) {
        const struct rendering *r = &u->rendering[k];
        struct span at = r->kind == RENDER_DIRECT ? find_words(c, want, r) : (struct span){0, 0};
        if (span_is_empty(at)) {
            continue;
        }
        const struct notes *n = c->notes[r->report];
        struct place place = {r->report, with_context(n, at, r->at, around)};
        bool first = r->report == want->witness && span_overlaps(at, want->at);
        value = first || !value.len ? str_span(n->doc.text, place.at) : value;
        TRY(vec_push(c->a, &places, place));
    }
    return side_make(c, value, places.v, places.n, out);
}

/* Everyone who lacks the words that the base has at `at`, as the alignment marked it. */
static enum err side_of_cut(struct collation *c, const struct utterance *u, struct span at,
                            struct side *out) {
    VEC(struct place) places = {0};
    str value = {0};
    for (size_t k = 0; k < u->n; k++) {
        const struct rendering *r = &u->rendering[k];
        for (size_t d = 0; d < r->n_diffs && r->kind == RENDER_DIRECT; d++) {
            const struct wording_diff *diff = &r->diff[d];
            if ((diff->change & WORDING_MEANING) && span_is_empty(diff->other) &&
                span_overlaps(diff->base, at)) {
                const struct notes *n = c->notes[r->report];
                struct place place = {r->report, with_context(n, diff->other, r->at, AROUND_CUT)};
                value = value.len ? value : str_span(n->doc.text, place.at);
                TRY(vec_push(c->a, &places, place));
                break;
            }
        }
    }
    return side_make(c, value, places.v, places.n, out);
}

/* What the two sides have: words against no words, or words against other words. */
static enum err reason_for(struct collation *c, str ours, str theirs, str *out) {
    if (theirs.len == 0) {
        return collation_printf(
            c, out, "One report leaves out \"%" STR_FMT "\", which limits or turns what was said.",
            STR_ARG(ours));
    }
    if (ours.len == 0) {
        return collation_printf(c, out,
                                "Inside quotation marks one report has \"%" STR_FMT
                                "\" where the other has nothing: both can't be the words.",
                                STR_ARG(theirs));
    }
    return collation_printf(c, out,
                            "Inside quotation marks one report has \"%" STR_FMT
                            "\" where the other has \"%" STR_FMT "\": both can't be the words.",
                            STR_ARG(ours), STR_ARG(theirs));
}

/* The side of the base alone, around the place where another one has more words. */
static enum err side_of_base(struct collation *c, const struct rendering *base, struct span at,
                             struct side *out) {
    const struct notes *n = c->notes[base->report];
    struct place place = {base->report, with_context(n, at, base->at, AROUND_CHANGE)};
    return side_make(c, str_span(n->doc.text, place.at), &place, 1, out);
}

static enum err make_sides(struct collation *c, const struct utterance *u,
                           const struct rendering *r, const struct wording_diff *diff,
                           struct side *side) {
    const struct rendering *base = &u->rendering[u->base];
    struct wanted ours = {base->report, diff->base};
    struct wanted theirs = {r->report, diff->other};
    if (span_is_empty(diff->other)) {
        TRY(side_of_words(c, u, &ours, AROUND_CUT, &side[0]));
        return side_of_cut(c, u, diff->base, &side[1]);
    }
    if (span_is_empty(
            diff->base)) { /* a "not" alone may stand elsewhere: look for it with its neighbours */
        theirs.at = with_context(c->notes[r->report], diff->other, r->at, 1);
        TRY(side_of_base(c, base, diff->base, &side[0]));
    } else {
        TRY(side_of_words(c, u, &ours, AROUND_CHANGE, &side[0]));
    }
    return side_of_words(c, u, &theirs, AROUND_CHANGE, &side[1]);
}

/* The conflict of one marked difference between the base and rendering `r`. */
static enum err add_conflict(struct collation *c, uint32_t claim, const struct utterance *u,
                             const struct rendering *r, const struct wording_diff *diff) {
    const struct rendering *base = &u->rendering[u->base];
    struct side *side = arena_array(c->a, 2, sizeof *side);
    if (!side) {
        return c->a->last;
    }
    TRY(make_sides(c, u, r, diff, side));
    if (side[0].n_places == 0 || side[1].n_places == 0) {
        return ERR_OK;
    }
    struct conflict conflict = {.kind =
                                    span_is_empty(diff->other) ? CONFLICT_CUT : CONFLICT_WORDING,
                                .claim = claim,
                                .subject = c->claims.v[claim].text};
    TRY(reason_for(c, str_span(c->notes[base->report]->doc.text, diff->base),
                   str_span(c->notes[r->report]->doc.text, diff->other), &conflict.reason));
    return side_conflict(c, conflict, side, 2);
}

/* Whether an earlier rendering is marked at the same words of the base, so that this difference has
 * its conflict. */
static bool is_told(const struct utterance *u, size_t r, const struct wording_diff *diff) {
    for (size_t k = 0; k < r; k++) {
        const struct rendering *earlier = &u->rendering[k];
        for (size_t d = 0; d < earlier->n_diffs && earlier->kind == RENDER_DIRECT; d++) {
            struct span told = earlier->diff[d].base;
            bool same = told.from == diff->base.from || span_overlaps(told, diff->base);
            if ((earlier->diff[d].change & WORDING_MEANING) && same) {
                return true;
            }
        }
    }
    return false;
}

enum err wording_conflicts(struct collation *c, uint32_t claim) {
    const struct utterance *u = &c->out->utterances.utterance[c->claims.v[claim].utterance];
    for (size_t k = 0; k < u->n; k++) {
        const struct rendering *r = &u->rendering[k];
        for (size_t d = 0; d < r->n_diffs && r->kind == RENDER_DIRECT; d++) {
            const struct wording_diff *diff = &r->diff[d];
            if ((diff->change & WORDING_MEANING) && !is_told(u, k, diff)) {
                TRY(add_conflict(c, claim, u, r, diff));
            }
        }
    }
    return ERR_OK;
}
