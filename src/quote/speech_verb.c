/* speech_verb.c - a verb cue and the orders it stands in: leading (X said that ...), trailing (...,
 * X said), inverted
 * ("...," said X), inherited (..., adding that ...), passive (was told that ...), "As X noted, ..."
 * and "what X called ...". Leading or trailing is settled by what stands on both sides: a trailing
 * one has content and a mark before its speaker and no complement behind. O(complement) a cue. */
#include "quote/speech_reader.h"

/* A clause that is part of another one ends with it: after "while", "if", or "who" behind a comma.
 */
static enum clause_reach reach_of(const struct speech *r, struct range source, uint32_t verb) {
    const struct prose *p = r->p;
    uint32_t start = source.from < source.to ? source.from : verb;
    bool relative =
        start > r->lo + 1 && prose_is(p, start, WORD_WH) && prose_mark(p, start - 1) == ',';
    while (start > r->lo && prose_is(p, start - 1, WORD_ADV)) {
        start--;
    }
    bool sub = start > r->lo && prose_is(p, start - 1, WORD_SUBORD) &&
               (start - 1 == r->lo || prose_mark(p, start - 2));
    bool asked =
        source.from == source.to && (verb <= r->lo + 1 || prose_is(p, verb - 1, WORD_SUBORD));
    return relative || sub || asked ? REACH_COMMA : REACH_SENTENCE;
}

/* "...," said X */
static bool is_inverted(const struct speech *r, const struct cue *c, const struct verb_group *g,
                        struct range *source) {
    const struct prose *p = r->p;
    bool frames = (c->frames & (FRAME_QUOTE | FRAME_THAT)) &&
                  (c->form & (FORM_PAST | FORM_THIRD | FORM_BASE));
    if (!frames || g->from <= r->lo || c->act == ACT_TELL) { /* who is told stands behind the cue */
        return false;
    }
    uint32_t before = g->from - 1;
    bool quote = prose_closes(p, before) ||
                 (before > r->lo && prose_mark(p, before) && prose_closes(p, before - 1));
    if (!quote && prose_mark(p, before) != ',' && !prose_is_dash(p, before)) {
        return false;
    }
    *source = noun_after(p, c->tok_to, r->hi, true);
    if (source->from == source->to || quote) {
        return source->from < source->to;
    }
    uint32_t after = prose_skip_adverbials(p, noun_tail(p, source->to, r->hi), r->hi, false);
    return clause_ends_at(p, after, r->hi) && !prose_opens(p, after);
}

/* Past what may stand between the cue and its complement. */
static uint32_t past_cue(const struct speech *r, const struct cue *c) {
    return prose_skip_adverbials(r->p, c->tok_to, r->hi, (c->frames & FRAME_HEARER) != 0);
}

/* Whether the quotation that ends before `before` ended its sentence or has the comma of a split
 * one. */
static bool quote_is_ended(const struct prose *p, uint32_t before) {
    uint32_t close = prose_closes(p, before - 1) ? before - 1 : before - 2;
    uint32_t inner = p->doc->quoted[p->quote_of[close]].tok_to - 1;
    return prose_mark(p, inner) == ',' || prose_is_end(p, inner);
}

/* Whether the words before the attribution that begins at `before` are a clause, no introduction.
 */
static bool clause_before(const struct speech *r, uint32_t before) {
    return !prose_is(r->p, r->floor, SPEECH_INTRO) && prose_is_clause(r->p, r->floor, before);
}

/* Whether the content stands before the attribution that begins at `before`; a complement would
 * begin at `after`. */
static bool is_trailing(const struct speech *r, const struct cue *c, uint32_t before,
                        uint32_t after) {
    const struct prose *p = r->p;
    uint32_t mark = prose_mark(p, after);
    bool parted = mark == ',' || mark == ':';
    bool brings = prose_opens(p, parted ? after + 1 : after);
    bool quote = prose_closes(p, before - 1) || (before >= 2 && prose_closes(p, before - 2));
    if (quote && mark != ':') {
        bool that = prose_is(p, after, WORD_THAT) && (c->frames & FRAME_THAT);
        return quote_is_ended(p, before) || (!that && !brings);
    }
    if (quote || !(c->frames & FRAME_THAT) || !clause_ends_at(p, after, r->hi)) {
        return false;
    }
    return !brings || (mark == ',' && clause_before(r, before));
}

/* Where the words before the speaker end, when the attribution may be a trailing one; else 0. */
static uint32_t parted_before(const struct speech *r, struct range source) {
    const struct prose *p = r->p;
    if (source.from <= r->floor + 1) {
        return 0;
    }
    uint32_t before = source.from;
    before -= prose_is_word(p, before - 1, "as") ? 1 : 0;
    bool parted =
        before > r->floor + 1 && (prose_mark(p, before - 1) == ',' || prose_closes(p, before - 1) ||
                                  prose_is_dash(p, before - 1));
    return parted ? before : 0;
}

/* what he called Y, what they said was Y, what she described as Y */
static enum err read_what(struct speech *r, const struct cue *c, struct range source) {
    const struct prose *p = r->p;
    uint32_t i = c->tok_to;
    bool names = (c->frames & FRAME_AS) && !prose_is(p, i, WORD_PREP);
    i += prose_is(p, i, WORD_BE) || prose_is_word(p, i, "as") ? 1 : 0;
    bool starts = prose_is_nominal(p, i) || prose_opens(p, i) ||
                  prose_is(p, i, WORD_DET | WORD_POSS | WORD_ADV | WORD_ING);
    if ((i == c->tok_to && !names) || !starts || i >= r->hi) {
        return ERR_OK;
    }
    return speech_add(r, c, source, speech_range(i, clause_end(p, i, r->hi, REACH_COMMA)), false,
                      0.7f);
}

/* The opening mark of the quotation around token i. */
static uint32_t quote_start(const struct prose *p, uint32_t i) {
    while (i > 0 && p->quote_of[i - 1] == p->quote_of[i]) {
        i--;
    }
    return i;
}

/* "Who was it?" X asked: after a question the splitter may see a new sentence in "X asked". */
static bool ends_behind_quote(const struct speech *r, const struct cue *c) {
    const struct prose *p = r->p;
    bool behind = r->lo > 0 && prose_closes(p, r->lo - 1) &&
                  !(p->tok[r->lo].flags & TOKEN_LINE_START) && !r->d->taken[r->lo - 1] &&
                  (c->frames & FRAME_QUOTE);
    uint32_t after = behind ? past_cue(r, c) : r->lo;
    return behind && (after >= r->hi || prose_is_end(p, after));
}

/* As X noted, CLAUSE */
static bool is_as_leading(const struct speech *r, const struct cue *c, struct range source) {
    const struct prose *p = r->p;
    bool as =
        source.from == r->lo + 1 || (source.from == r->lo + 2 && prose_is(p, r->lo, WORD_CONJ));
    return as && prose_is_word(p, source.from - 1, "as") && (c->frames & FRAME_QUOTE) &&
           prose_mark(p, past_cue(r, c)) == ',';
}

static enum err read_leading(struct speech *r, const struct cue *c, const struct verb_group *g,
                             struct range source, uint32_t before) {
    const struct prose *p = r->p;
    bool own = source.from < source.to;
    bool direct;
    struct range content =
        clause_complement(p, c, r->hi, VOICE_ACTIVE, reach_of(r, source, g->from), &direct);
    if (content.from == content.to) {
        bool parted = before > 0 && (c->frames & FRAME_THAT) && !(c->frames & FRAME_OBJECT) &&
                      clause_before(r, before);
        uint32_t after = past_cue(r, c);
        return parted ? speech_add_trailing(r, c, source, before, after, g->negated) : ERR_OK;
    }
    if (prose_mark(p, c->tok_to) == ':' && prose_is(p, c->tok_to + 1, WORD_TIME)) {
        return ERR_OK; /* "Posted: Tuesday, August 18": a stamp of the page */
    }
    if (!own) {
        source = r->subject.from < r->subject.to ? r->subject : noun_first(p, r->lo, g->from);
    }
    return speech_add(r, c, source, content, g->negated, direct ? 0.9f : own ? 0.8f : 0.6f);
}

/* "no previous reported run-ins", "the first confirmed case": a participle before its noun, and no
 * noun before it. "The other reported that" and "he first reported" have their speakers. */
static bool modifies_noun(const struct speech *r, const struct cue *c) {
    const struct prose *p = r->p;
    if (c->tok_from <= r->lo ||
        !prose_is_one_of(p, c->tok_from, "reported confirmed announced recorded noted cited") ||
        prose_is(p, c->tok_to, WORD_THAT | WORD_SUBJ | WORD_DET | WORD_POSS | WORD_WH)) {
        return false;
    }
    uint32_t before = c->tok_from - 1;
    bool adjective = prose_is_one_of(p, before,
                                     "previous prior earlier first second third last latest recent "
                                     "only new other worst best");
    return prose_is(p, before, WORD_DET) ||
           (adjective && before > r->lo && prose_is(p, before - 1, WORD_DET));
}

/* "a shooting that claimed the life of one man", "claims two lives" */
static bool claims_lives(const struct speech *r, const struct cue *c) {
    const struct prose *p = r->p;
    bool claims = prose_is_one_of(p, c->tok_from, "claim claims claimed claiming");
    for (uint32_t i = c->tok_to; claims && i < r->hi && i < c->tok_to + 4; i++) {
        if (prose_is_one_of(p, i, "life lives victim victims")) {
            return true;
        }
    }
    return false;
}

static enum err read_active(struct speech *r, const struct cue *c, const struct verb_group *g) {
    const struct prose *p = r->p;
    struct range source;
    if (is_inverted(r, c, g, &source)) {
        uint32_t tail = noun_tail(p, source.to, r->hi);
        uint32_t after = prose_skip_adverbials(p, tail, r->hi, false);
        r->skip = tail > r->skip ? tail : r->skip;
        r->subject = source;
        return speech_add_trailing(r, c, source, g->from, after, g->negated);
    }
    source = noun_subject(p, r->lo, g->from);
    if (source.from == source.to) {
        return read_leading(r, c, g, source, 0);
    }
    if (source.from == r->lo && ends_behind_quote(r, c)) {
        uint32_t before = r->lo;
        r->lo = r->floor = quote_start(p, r->lo - 1);
        return speech_add_trailing(r, c, source, before, r->hi, g->negated);
    }
    r->subject = prose_is(p, source.from, WORD_WH) ? r->subject : source;
    if (is_as_leading(r, c, source)) {
        uint32_t comma = past_cue(r, c);
        return speech_add(r, c, source,
                          speech_range(comma + 1, clause_end(p, comma + 1, r->hi, REACH_SENTENCE)),
                          g->negated, 0.8f);
    }
    uint32_t before = (c->frames & (FRAME_QUOTE | FRAME_THAT)) ? parted_before(r, source) : 0;
    if (before > 0) {
        uint32_t after = past_cue(r, c);
        if (is_trailing(r, c, before, after)) {
            return speech_add_trailing(r, c, source, before, after, g->negated);
        }
    }
    bool what = source.from > r->lo && prose_is_word(p, source.from - 1, "what");
    if (what && (c->frames & (FRAME_PLAIN | FRAME_AS))) {
        return read_what(r, c, source);
    }
    return read_leading(r, c, g, source, before);
}

static enum err read_passive(struct speech *r, const struct cue *c, const struct verb_group *g) {
    const struct prose *p = r->p;
    struct range none = {c->tok_to, c->tok_to};
    if (prose_is_word(p, c->tok_to, "by") &&
        (c->frames & (FRAME_OBJECT | FRAME_AS | FRAME_QUOTE))) {
        struct range source = noun_after(p, c->tok_to + 1, r->hi, false);
        struct range content = noun_subject(p, r->lo, g->from);
        return source.from < source.to && content.from < content.to
                   ? speech_add(r, c, source, content, g->negated, 0.5f)
                   : ERR_OK;
    }
    bool direct;
    struct range content = clause_complement(p, c, r->hi, VOICE_PASSIVE, REACH_SENTENCE, &direct);
    bool known = content.from < content.to && !prose_is(p, content.from, WORD_TO);
    return known ? speech_add(r, c, none, content, g->negated, 0.5f) : ERR_OK;
}

/* Who speaks in "..., adding that", "a survey finding that", "by saying that". */
static struct range inherited_source(const struct speech *r, const struct verb_group *g) {
    const struct prose *p = r->p;
    if (g->voice == VOICE_PARTICIPLE && g->from > r->lo && prose_is_nominal(p, g->from - 1)) {
        struct range near = noun_before(p, r->lo, g->from);
        if (near.from < near.to) {
            return near;
        }
    }
    return r->subject.from < r->subject.to ? r->subject : noun_first(p, r->lo, g->from);
}

static enum err read_inherited(struct speech *r, const struct cue *c, const struct verb_group *g) {
    const struct prose *p = r->p;
    bool direct;
    struct range source = inherited_source(r, g);
    bool tight =
        g->voice == VOICE_PARTICIPLE && g->from > r->lo && prose_is_nominal(p, g->from - 1);
    enum voice voice =
        tight ? VOICE_INFINITIVE : (enum voice)g->voice; /* a noun's participle takes no object */
    struct range content = clause_complement(p, c, r->hi, voice, REACH_SENTENCE, &direct);
    if (content.from == content.to) {
        return ERR_OK;
    }
    return speech_add(r, c, source, content, g->negated,
                      g->voice == VOICE_INFINITIVE ? 0.4f : 0.7f);
}

enum err speech_verb_read(struct speech *r, const struct cue *c) {
    struct verb_group g = clause_group(r->p, c, r->lo);
    switch ((enum voice)g.voice) {
    case VOICE_ACTIVE:
        return modifies_noun(r, c) || claims_lives(r, c) ? ERR_OK : read_active(r, c, &g);
    case VOICE_PASSIVE:
        return read_passive(r, c, &g);
    case VOICE_PARTICIPLE:
    case VOICE_INFINITIVE:
        return read_inherited(r, c, &g);
    }
    return ERR_OK;
}
