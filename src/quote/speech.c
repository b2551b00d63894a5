/* speech.c - cues of a sentence from left to right, each read in the one order that fits.
 *   leading    X said (that) CLAUSE | X said: "..." | X urged Y to ...
 *   trailing   CLAUSE, X said | "...," said X | CLAUSE, X said, CLAUSE
 *   inherited  ..., adding that CLAUSE | and said CLAUSE | to say that CLAUSE
 *   passive    was told that CLAUSE | CLAIM was first reported by X
 *   noun       X's claim that CLAUSE        before   according to X, CLAUSE
 * A cue inside quotation marks, or inside content found already, is passed over: attributions
 * aren't nested (a trailing cue takes everything before it, and what it takes in is dropped). */
#include "quote/speech.h"

#include "quote/clause.h"

/* What an introductory phrase begins with. */
#define INTRO (WORD_PREP | WORD_SUBORD | WORD_ADV | WORD_TO | WORD_ING | WORD_ED | WORD_CONJ)

struct reader {
    arena *a;
    const struct prose *p;
    struct drafts *d;
    uint32_t sentence;
    uint32_t lo; /* tokens of the sentence */
    uint32_t hi;
    uint32_t floor; /* where content of a trailing cue may begin */
    uint32_t block;
    size_t first_draft;
    uint32_t skip;        /* cues before this token belong to a speaker found already */
    struct range subject; /* the last speaker of the sentence, for "adding that" */
};

static struct range range_of(uint32_t from, uint32_t to) {
    return (struct range){from, to > from ? to : from};
}

/* Take marks, conjunctions' commas and blanks off both ends. */
static struct range trim(const struct prose *p, struct range r) {
    while (r.from < r.to && p->quote_of[r.from] == NONE &&
           (prose_mark(p, r.from) == ',' || prose_mark(p, r.from) == ';' ||
            prose_mark(p, r.from) == ':' || prose_is_dash(p, r.from) || prose_is_end(p, r.from))) {
        r.from++;
    }
    while (r.to > r.from && p->quote_of[r.to - 1] == NONE &&
           (prose_mark(p, r.to - 1) == ',' || prose_mark(p, r.to - 1) == ';' ||
            prose_mark(p, r.to - 1) == ':' || prose_is_dash(p, r.to - 1) ||
            prose_is_end(p, r.to - 1))) {
        r.to--;
    }
    return r;
}

/* Content that begins or ends inside a quotation takes all of it. */
static struct range whole_quotes(const struct prose *p, struct range r) {
    while (r.from > 0 && p->quote_of[r.from] != NONE &&
           p->quote_of[r.from - 1] == p->quote_of[r.from]) {
        r.from--;
    }
    while (r.to < p->n_tok && r.to > 0 && p->quote_of[r.to - 1] != NONE &&
           p->quote_of[r.to] == p->quote_of[r.to - 1]) {
        r.to++;
    }
    return r;
}

static enum err add(struct reader *r, const struct cue *c, struct range source,
                    struct range content, bool negated, float confidence) {
    content = whole_quotes(r->p, trim(r->p, content));
    bool bare = content.to == content.from + 1 && prose_is(r->p, content.from, WORD_WH | WORD_THAT);
    if (content.from >= content.to || bare) {
        return ERR_OK;
    }
    struct draft draft = {.source = source,
                          .cue = {c->tok_from, c->tok_to},
                          .sentence = r->sentence,
                          .block = r->block,
                          .previous = NONE,
                          .act = c->act,
                          .reason = source.from < source.to ? SPEAKER_CUE : SPEAKER_NONE,
                          .negated = negated || (c->frames & FRAME_NEGATES),
                          .confidence = confidence};
    r->skip = source.to > r->skip ? source.to : r->skip;
    return draft_add(r->a, r->d, &draft, content);
}

/* Drop the drafts of this sentence whose content lies inside `content`. */
static void drop_inside(struct reader *r, struct range content) {
    for (size_t i = r->first_draft; i < r->d->n; i++) {
        struct range e = draft_extent(r->d, &r->d->v[i]);
        if (e.from >= content.from && e.to <= content.to) {
            r->d->v[i].dropped = true;
        }
    }
}

/* Where the content of a trailing attribution begins: the sentence, or its quotation when that
 * stands apart. */
static uint32_t trailing_start(const struct reader *r, uint32_t end) {
    const struct prose *p = r->p;
    uint32_t last = end;
    while (last > r->floor && prose_mark(p, last - 1) == ',' && p->quote_of[last - 1] == NONE) {
        last--;
    }
    if (last <= r->floor || p->quote_of[last - 1] == NONE) {
        return r->floor;
    }
    uint32_t open = last - 1;
    while (open > r->floor && p->quote_of[open - 1] == p->quote_of[last - 1]) {
        open--;
    }
    if (open <= r->floor) {
        return open;
    }
    uint32_t mark = prose_mark(p, open - 1);
    bool apart = mark == ':' || prose_is_end(p, open - 1) ||
                 (mark == ',' && (p->tok[open + 1].flags & TOKEN_CAPITAL) && last - open > 6);
    return apart ? open : r->floor;
}

/* Whether what follows a parenthetic attribution goes on with the content. */
static bool goes_on(const struct prose *p, uint32_t i, uint32_t hi, bool quoted) {
    if (i >= hi) {
        return false;
    }
    if (prose_opens(p, i)) {
        return true;
    }
    uint32_t k = p->cue_at[i];
    bool cue = k != NONE && p->cue[k].kind == CUE_VERB && (p->cue[k].form & FORM_ING);
    if (quoted || cue || prose_is(p, i, WORD_SUBORD | WORD_CONJ | WORD_ING)) {
        return false;
    }
    for (uint32_t j = i; j < hi; j++) {
        k = p->cue_at[j];
        if (k != NONE && p->quote_of[j] == NONE && p->cue[k].kind == CUE_VERB &&
            (p->cue[k].frames & FRAME_PLAIN)) {
            return false;
        }
    }
    return true;
}

/* Content before the attribution that ends at `after`, and what goes on behind it. */
static enum err add_trailing(struct reader *r, const struct cue *c, struct range source,
                             uint32_t end, uint32_t after, bool negated) {
    const struct prose *p = r->p;
    struct range content = range_of(trailing_start(r, end), end);
    content = whole_quotes(p, trim(p, content));
    if (content.from >= content.to) {
        return ERR_OK;
    }
    drop_inside(r, content);
    TRY(add(r, c, source, content, negated, 0.9f));
    bool quoted = p->quote_of[content.to - 1] != NONE;
    uint32_t i = after;
    if (i < r->hi && (prose_mark(p, i) == ',' || prose_is_dash(p, i)) &&
        goes_on(p, i + 1, r->hi, quoted)) {
        struct range more =
            whole_quotes(p, trim(p, range_of(i + 1, clause_end(p, i + 1, r->hi, REACH_SENTENCE))));
        if (more.from < more.to) {
            TRY(draft_extend(r->a, r->d, (uint32_t)r->d->n - 1, more));
            i = more.to;
        }
    }
    r->floor = i;
    return ERR_OK;
}

/* A clause that is part of another one ends with it: after "while", "if", or "who" behind a comma.
 */
static enum clause_reach reach_of(const struct reader *r, struct range source, uint32_t verb) {
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
static bool is_inverted(const struct reader *r, const struct cue *c, const struct verb_group *g,
                        struct range *source) {
    const struct prose *p = r->p;
    if (!(c->frames & (FRAME_QUOTE | FRAME_THAT)) ||
        !(c->form & (FORM_PAST | FORM_THIRD | FORM_BASE)) || g->from <= r->lo) {
        return false;
    }
    bool quote = prose_closes(p, g->from - 1);
    bool comma = prose_mark(p, g->from - 1) == ',' || prose_is_dash(p, g->from - 1);
    if (!quote && !comma) {
        return false;
    }
    *source = noun_after(p, c->tok_to, r->hi, true);
    if (source->from == source->to || prose_is(p, source->from, WORD_OBJ) == 1) {
        return source->from < source->to && prose_is(p, source->from, WORD_SUBJ);
    }
    if (quote || (comma && g->from >= 2 && prose_closes(p, g->from - 2))) {
        return true;
    }
    uint32_t after = prose_skip_adverbials(p, source->to, r->hi, false);
    return clause_ends_at(p, after, r->hi) && !prose_opens(p, after);
}

/* Whether the content stands before the attribution that begins at `before`; a complement would
 * begin at `after`. */
static bool is_trailing(const struct reader *r, const struct cue *c, uint32_t before,
                        uint32_t after) {
    const struct prose *p = r->p;
    bool quote = prose_closes(p, before - 1) || (before >= 2 && prose_closes(p, before - 2));
    uint32_t mark = prose_mark(p, after);
    bool brings =
        prose_opens(p, after) || ((mark == ',' || mark == ':') && prose_opens(p, after + 1));
    if (quote) {
        uint32_t close = prose_closes(p, before - 1) ? before - 1 : before - 2;
        uint32_t inner = p->doc->quoted[p->quote_of[close]].tok_to - 1;
        bool ended = prose_mark(p, inner) == ',' || prose_is_end(p, inner);
        return ended ? mark != ':'
                     : !(prose_is(p, after, WORD_THAT) && (c->frames & FRAME_THAT)) && !brings &&
                           mark != ':';
    }
    if (!(c->frames & FRAME_THAT) || !clause_ends_at(p, after, r->hi)) {
        return false;
    }
    bool intro = prose_is(p, r->floor, INTRO);
    return !brings || (mark == ',' && !intro && prose_is_clause(p, r->floor, before));
}

/* Where the words before the speaker end, when the attribution may be a trailing one; else 0. */
static uint32_t parted_before(const struct reader *r, struct range source) {
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
static enum err read_what(struct reader *r, const struct cue *c, struct range source) {
    const struct prose *p = r->p;
    uint32_t i = c->tok_to;
    bool names = (c->frames & FRAME_AS) && !prose_is(p, i, WORD_PREP);
    i += prose_is(p, i, WORD_BE) || prose_is_word(p, i, "as") ? 1 : 0;
    bool starts = prose_is_nominal(p, i) || prose_opens(p, i) ||
                  prose_is(p, i, WORD_DET | WORD_POSS | WORD_ADV | WORD_ING);
    if ((i == c->tok_to && !names) || !starts || i >= r->hi) {
        return ERR_OK;
    }
    return add(r, c, source, range_of(i, clause_end(p, i, r->hi, REACH_COMMA)), false, 0.7f);
}

/* As X noted, CLAUSE */
static bool is_as_leading(const struct reader *r, const struct cue *c, struct range source) {
    const struct prose *p = r->p;
    bool as =
        source.from == r->lo + 1 || (source.from == r->lo + 2 && prose_is(p, r->lo, WORD_CONJ));
    return as && prose_is_word(p, source.from - 1, "as") && (c->frames & FRAME_QUOTE) &&
           prose_mark(p, prose_skip_adverbials(p, c->tok_to, r->hi,
                                               (c->frames & FRAME_HEARER) != 0)) == ',';
}

static enum err read_leading(struct reader *r, const struct cue *c, const struct verb_group *g,
                             struct range source, uint32_t before) {
    const struct prose *p = r->p;
    bool own = source.from < source.to;
    bool direct;
    struct range content =
        clause_complement(p, c, r->hi, VOICE_ACTIVE, reach_of(r, source, g->from), &direct);
    if (content.from == content.to) {
        bool intro = prose_is(p, r->floor, INTRO);
        bool parted = before > 0 && (c->frames & FRAME_THAT) && !(c->frames & FRAME_OBJECT) &&
                      !intro && prose_is_clause(p, r->floor, before);
        uint32_t after =
            prose_skip_adverbials(p, c->tok_to, r->hi, (c->frames & FRAME_HEARER) != 0);
        return parted ? add_trailing(r, c, source, before, after, g->negated) : ERR_OK;
    }
    if (!own) {
        source = r->subject.from < r->subject.to ? r->subject : noun_first(p, r->lo, g->from);
    }
    return add(r, c, source, content, g->negated, direct ? 0.9f : own ? 0.8f : 0.6f);
}

static enum err read_active(struct reader *r, const struct cue *c, const struct verb_group *g) {
    const struct prose *p = r->p;
    struct range source;
    if (is_inverted(r, c, g, &source)) {
        uint32_t after = prose_skip_adverbials(p, source.to, r->hi, false);
        r->subject = source;
        return add_trailing(r, c, source, g->from, after, g->negated);
    }
    source = noun_subject(p, r->lo, g->from);
    if (source.from == source.to) {
        return read_leading(r, c, g, source, 0);
    }
    r->subject = prose_is(p, source.from, WORD_WH) ? r->subject : source;
    if (is_as_leading(r, c, source)) {
        uint32_t comma =
            prose_skip_adverbials(p, c->tok_to, r->hi, (c->frames & FRAME_HEARER) != 0);
        return add(r, c, source,
                   range_of(comma + 1, clause_end(p, comma + 1, r->hi, REACH_SENTENCE)), g->negated,
                   0.8f);
    }
    uint32_t before = (c->frames & (FRAME_QUOTE | FRAME_THAT)) ? parted_before(r, source) : 0;
    if (before > 0) {
        uint32_t after =
            prose_skip_adverbials(p, c->tok_to, r->hi, (c->frames & FRAME_HEARER) != 0);
        if (is_trailing(r, c, before, after)) {
            return add_trailing(r, c, source, before, after, g->negated);
        }
    }
    bool what = source.from > r->lo && prose_is_word(p, source.from - 1, "what");
    if (what && (c->frames & (FRAME_PLAIN | FRAME_AS))) {
        return read_what(r, c, source);
    }
    return read_leading(r, c, g, source, before);
}

static enum err read_passive(struct reader *r, const struct cue *c, const struct verb_group *g) {
    const struct prose *p = r->p;
    struct range none = {c->tok_to, c->tok_to};
    if (prose_is_word(p, c->tok_to, "by") &&
        (c->frames & (FRAME_OBJECT | FRAME_AS | FRAME_QUOTE))) {
        struct range source = noun_after(p, c->tok_to + 1, r->hi, false);
        struct range content = noun_subject(p, r->lo, g->from);
        return source.from < source.to && content.from < content.to
                   ? add(r, c, source, content, g->negated, 0.5f)
                   : ERR_OK;
    }
    bool direct;
    struct range content = clause_complement(p, c, r->hi, VOICE_PASSIVE, REACH_SENTENCE, &direct);
    bool known = content.from < content.to && !prose_is(p, content.from, WORD_TO);
    return known ? add(r, c, none, content, g->negated, 0.5f) : ERR_OK;
}

/* Who speaks in "..., adding that", "a survey finding that", "by saying that". */
static struct range inherited_source(const struct reader *r, const struct verb_group *g) {
    const struct prose *p = r->p;
    if (g->voice == VOICE_PARTICIPLE && g->from > r->lo && prose_is_nominal(p, g->from - 1)) {
        struct range near = noun_before(p, r->lo, g->from);
        if (near.from < near.to) {
            return near;
        }
    }
    return r->subject.from < r->subject.to ? r->subject : noun_first(p, r->lo, g->from);
}

static enum err read_inherited(struct reader *r, const struct cue *c, const struct verb_group *g) {
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
    return add(r, c, source, content, g->negated, g->voice == VOICE_INFINITIVE ? 0.4f : 0.7f);
}

static enum err read_verb(struct reader *r, const struct cue *c) {
    struct verb_group g = clause_group(r->p, c, r->lo);
    switch ((enum voice)g.voice) {
    case VOICE_ACTIVE:
        return read_active(r, c, &g);
    case VOICE_PASSIVE:
        return read_passive(r, c, &g);
    case VOICE_PARTICIPLE:
    case VOICE_INFINITIVE:
        return read_inherited(r, c, &g);
    }
    return ERR_OK;
}

/* The possessor before a noun cue ("Lee's latest claim that", "his claim that"), or who it is said
 * to be "by". */
static struct range noun_owner(const struct reader *r, const struct cue *c) {
    const struct prose *p = r->p;
    for (uint32_t i = c->tok_from, n = 0; i > r->lo && n < 4; i--, n++) {
        uint32_t k = i - 1;
        if (p->tok[k].kind == TOKEN_CLITIC) {
            return noun_before(p, r->lo, k);
        }
        if (prose_is(p, k, WORD_POSS)) {
            return range_of(k, k + 1);
        }
        if (!prose_is_nominal(p, k)) {
            break;
        }
    }
    if (prose_is_word(p, c->tok_to, "by") || prose_is_word(p, c->tok_to, "from")) {
        return noun_after(p, c->tok_to + 1, r->hi, false);
    }
    return range_of(c->tok_from, c->tok_from);
}

static enum err read_noun(struct reader *r, const struct cue *c) {
    const struct prose *p = r->p;
    struct range source = noun_owner(r, c);
    uint32_t i = source.from > c->tok_from ? source.to : c->tok_to;
    bool that =
        (c->frames & FRAME_THAT) && prose_is(p, i, WORD_THAT) && prose_is_clause(p, i + 1, r->hi);
    bool to = (c->frames & FRAME_TO) && prose_is(p, i, WORD_TO) &&
              !prose_is(p, i + 1, WORD_DET | WORD_POSS | WORD_NAME);
    bool wh =
        (c->frames & FRAME_WH) && (prose_is_word(p, i, "whether") || prose_is_word(p, i, "if"));
    if (!that && !to && !wh) {
        return ERR_OK;
    }
    if (to && source.from == source.to) {
        return ERR_OK;
    }
    return add(r, c, source, range_of(i, clause_end(p, i + 1, r->hi, REACH_SENTENCE)), false, 0.5f);
}

static enum err read_adjective(struct reader *r, const struct cue *c) {
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
    return add(r, c, source, range_of(i, clause_end(p, i + 1, r->hi, REACH_SENTENCE)), g.negated,
               0.5f);
}

/* according to X */
static enum err read_before(struct reader *r, const struct cue *c) {
    const struct prose *p = r->p;
    struct range source = noun_after(p, c->tok_to, r->hi, true);
    if (source.from == source.to) {
        return ERR_OK;
    }
    bool leading = c->tok_from <= r->lo + 1;
    uint32_t after = prose_skip_adverbials(p, source.to, r->hi, false);
    if (leading) {
        struct range narrow = noun_after(p, c->tok_to, r->hi, false);
        source = prose_mark(p, source.to) == ',' ? source : narrow;
        return add(r, c, source,
                   range_of(source.to, clause_end(p, source.to + 1, r->hi, REACH_SENTENCE)), false,
                   0.8f);
    }
    return add_trailing(r, c, source, c->tok_from, after, false);
}

static enum err read_cue(struct reader *r, const struct cue *c) {
    switch ((enum cue_kind)c->kind) {
    case CUE_VERB:
        return read_verb(r, c);
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
    struct reader r = {.a = a,
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
    return ERR_OK;
}
