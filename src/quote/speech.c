/* speech.c - cues of a sentence from left to right, each read in the one order that fits.
 *   verbs      X said (that) CLAUSE | CLAUSE, X said | "...," said X | ..., adding that CLAUSE
 * (speech_verb.c) nouns      X's claim that CLAUSE adjectives X is confident that CLAUSE before
 * according to X, CLAUSE A cue inside quotation marks, or inside content found already, is passed
 * over: attributions aren't nested (a trailing cue takes everything before it, and what it takes in
 * is dropped). */
#include "quote/speech.h"

#include "quote/speech_reader.h"

enum { MAX_POLL = 80, MAX_TAIL = 20 };

/* The possessor before a noun cue ("Lee's latest claim that", "his claim that"), or who it is said
 * to be "by". */
static struct range noun_owner(const struct speech *r, const struct cue *c) {
    const struct prose *p = r->p;
    for (uint32_t i = c->tok_from, n = 0; i > r->lo && n < 4; i--, n++) {
        uint32_t k = i - 1;
        if (p->tok[k].kind == TOKEN_CLITIC) {
            return noun_before(p, r->lo, k);
        }
        if (prose_is(p, k, WORD_POSS)) {
            return speech_range(k, k + 1);
        }
        if (!prose_is_nominal(p, k)) {
            break;
        }
    }
    if (prose_is_word(p, c->tok_to, "by") || prose_is_word(p, c->tok_to, "from")) {
        return noun_after(p, c->tok_to + 1, r->hi, false);
    }
    return speech_range(c->tok_from, c->tok_from);
}

static enum err read_noun(struct speech *r, const struct cue *c) {
    const struct prose *p = r->p;
    struct range source = noun_owner(r, c);
    uint32_t i = source.from > c->tok_from ? source.to : c->tok_to;
    bool that =
        (c->frames & FRAME_THAT) && prose_is(p, i, WORD_THAT) && prose_is_clause(p, i + 1, r->hi);
    bool to = (c->frames & FRAME_TO) && prose_is(p, i, WORD_TO) &&
              !prose_is(p, i + 1, WORD_DET | WORD_POSS | WORD_NAME);
    bool wh = (c->frames & FRAME_WH) && prose_is_one_of(p, i, "whether if");
    if (!that && !to && !wh) {
        return ERR_OK;
    }
    if (to && source.from == source.to) {
        return ERR_OK;
    }
    return speech_add(r, c, source, speech_range(i, clause_end(p, i + 1, r->hi, REACH_SENTENCE)),
                      false, 0.5f);
}

static enum err read_adjective(struct speech *r, const struct cue *c) {
    const struct prose *p = r->p;
    struct verb_group g = clause_group(p, c, r->lo);
    if (!g.has_aux && !(g.from > r->lo && prose_is(p, g.from - 1, WORD_BE))) {
        return ERR_OK;
    }
    uint32_t i = c->tok_to;
    bool that = (c->frames & FRAME_THAT) && prose_is(p, i, WORD_THAT);
    bool to = (c->frames & FRAME_TO) && prose_is(p, i, WORD_TO);
    struct range source = noun_subject(p, r->lo, g.from);
    if ((!that && !to) || source.from == source.to) {
        return ERR_OK;
    }
    return speech_add(r, c, source, speech_range(i, clause_end(p, i + 1, r->hi, REACH_SENTENCE)),
                      g.negated, 0.5f);
}

/* according to X */
static enum err read_before(struct speech *r, const struct cue *c) {
    const struct prose *p = r->p;
    struct range source = noun_after(p, c->tok_to, r->hi, true);
    if (source.from == source.to) {
        return ERR_OK;
    }
    bool leading = c->tok_from <= r->lo + 1;
    uint32_t tail = noun_tail(p, source.to, r->hi);
    uint32_t after = prose_skip_adverbials(p, tail, r->hi, false);
    r->skip = tail > r->skip ? tail : r->skip;
    if (leading) {
        struct range narrow = noun_after(p, c->tok_to, r->hi, false);
        source = prose_mark(p, source.to) == ',' ? source : narrow;
        uint32_t comma = source.to;
        while (comma < r->hi && comma < source.to + MAX_TAIL && prose_mark(p, comma) != ',') {
            comma++;
        }
        uint32_t from = prose_mark(p, comma) == ',' ? comma : source.to;
        return speech_add(r, c, source,
                          speech_range(from, clause_end(p, from + 1, r->hi, REACH_SENTENCE)), false,
                          0.8f);
    }
    return speech_add_trailing(r, c, source, c->tok_from, after, false);
}

/* CLAUSE in a Tolm University poll */
static enum err read_poll(struct speech *r) {
    const struct prose *p = r->p;
    uint32_t stop = r->hi > r->lo + MAX_POLL ? r->lo + MAX_POLL : r->hi;
    for (uint32_t i = r->lo + 1; i < stop; i++) {
        if (p->quote_of[i] != NONE || !prose_is_word(p, i, "in")) {
            continue;
        }
        struct range source = noun_after(p, i + 1, r->hi, false);
        uint32_t after = prose_skip_adverbials(p, source.to, r->hi, false);
        bool poll = source.from < source.to &&
                    prose_is_one_of(p, source.to - 1, "poll polls survey surveys") &&
                    source.to - source.from > 1;
        if (poll && clause_ends_at(p, after, r->hi)) {
            struct cue c = {i, i + 1, 0, ACT_SHOW, CUE_BEFORE, 0};
            return speech_add(r, &c, source, speech_range(r->lo, i), false, 0.5f);
        }
    }
    return ERR_OK;
}

static enum err read_cue(struct speech *r, const struct cue *c) {
    switch ((enum cue_kind)c->kind) {
    case CUE_VERB:
        return speech_verb_read(r, c);
    case CUE_NOUN:
        return read_noun(r, c);
    case CUE_ADJECTIVE:
        return read_adjective(r, c);
    case CUE_BEFORE:
        return read_before(r, c);
    }
    return ERR_OK;
}

enum err speech_read(arena *a, const struct prose *p, struct drafts *d, uint32_t s) {
    const struct sentence *sentence = &p->doc->sentence[s];
    struct speech r = {.a = a,
                       .p = p,
                       .d = d,
                       .sentence = s,
                       .lo = sentence->tok_from,
                       .hi = sentence->tok_to,
                       .floor = sentence->tok_from,
                       .block = sentence->block,
                       .first_draft = d->n};
    for (uint32_t i = r.lo; i < r.hi; i++) {
        uint32_t k = p->cue_at[i];
        if (k == NONE || p->quote_of[i] != NONE || d->taken[i] || i < r.skip) {
            continue;
        }
        TRY(read_cue(&r, &p->cue[k]));
    }
    return d->n == r.first_draft ? read_poll(&r) : ERR_OK;
}
