/* clause.c - verb groups and complements read off word classes.
 * A complement is tried in the order that..., a quotation, a question word, an infinitive, a bare
 * clause, a noun phrase, each only if the cue's frames allow it. It runs to the end of the sentence
 * unless another attribution begins before: that is where nearly all indirect speech in news ends.
 * O(tokens of the clause). */
#include "quote/clause.h"

enum { MAX_GROUP = 10 };

/* Left over "(Mar 4)", "on Friday", "Friday": times between subject and verb. */
static uint32_t before_time(const struct prose *p, uint32_t i, uint32_t lo) {
    uint32_t k = i;
    if (k > lo && prose_mark(p, k - 1) == ')') {
        for (uint32_t n = 0; n < 6 && k > lo && prose_mark(p, k - 1) != '('; n++) {
            k--;
        }
        if (k == lo || prose_mark(p, k - 1) != '(') {
            return i;
        }
        k--;
    }
    uint32_t end = k;
    while (k > lo &&
           (prose_is(p, k - 1, WORD_TIME) || (p->tok[k - 1].kind == TOKEN_NUMBER && k < end + 1 &&
                                              k > lo + 1 && prose_is(p, k - 2, WORD_TIME)))) {
        k--;
    }
    if (k == end) {
        return i;
    }
    bool tied = k > lo && (prose_is_word(p, k - 1, "on") || prose_is_word(p, k - 1, "in") ||
                           prose_is_word(p, k - 1, "last") || prose_is_word(p, k - 1, "late") ||
                           prose_is_word(p, k - 1, "this") || prose_is_word(p, k - 1, "early"));
    k -= tied;
    return k > lo && prose_is_word(p, k - 1, "on") ? k - 1 : k;
}

struct verb_group clause_group(const struct prose *p, const struct cue *c, uint32_t lo) {
    struct verb_group g = {.from = c->tok_from, .to = c->tok_to};
    uint32_t aux = 0;
    bool to = false;
    for (unsigned n = 0; n < MAX_GROUP && g.from > lo; n++) {
        uint32_t k = g.from - 1;
        if (p->quote_of[k] != NONE) {
            break;
        }
        uint32_t before = before_time(p, g.from, lo);
        if (before < g.from) {
            g.from = before;
            continue;
        }
        bool adverb = prose_is(p, k, WORD_ADV | WORD_NEG) && !prose_is(p, k, WORD_DET);
        if (!adverb && !prose_is(p, k, WORD_AUX | WORD_TO)) {
            break;
        }
        g.negated = g.negated || prose_is(p, k, WORD_NEG);
        aux |= p->classes[k] & (WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL);
        to = to || prose_is(p, k, WORD_TO);
        bool subject_too = prose_is(p, k, WORD_SUBJ) && !prose_is(p, k, WORD_DET);
        if (subject_too) { /* he'll, they've */
            break;
        }
        g.from = k;
    }
    /* adverbs at the left edge belong to the subject's side only if nothing else follows; leave
     * them in the group */
    bool ing = (c->form & FORM_ING) != 0;
    bool participle = (c->form & FORM_PARTICIPLE) != 0;
    g.has_aux = aux != 0;
    g.voice = to                              ? VOICE_INFINITIVE
              : ing && !(aux & WORD_BE)       ? VOICE_PARTICIPLE
              : participle && (aux & WORD_BE) ? VOICE_PASSIVE
                                              : VOICE_ACTIVE;
    return g;
}

bool clause_ends_at(const struct prose *p, uint32_t i, uint32_t hi) {
    uint32_t mark = prose_mark(p, i);
    return i >= hi || prose_is_end(p, i) || mark == ',' || mark == ';' || mark == ')' ||
           prose_is_dash(p, i) || prose_opens(p, i) || (p->tok[i].flags & TOKEN_PARAGRAPH_START);
}

/* Whether an attribution of its own begins at i, which stands behind a comma: "he said,", "said X",
 * "according to". */
static bool attribution_at(const struct prose *p, uint32_t i, uint32_t hi) {
    uint32_t k = p->cue_at[i];
    if (k != NONE) {
        const struct cue *c = &p->cue[k];
        bool participle = c->kind == CUE_VERB && (c->form & FORM_ING) &&
                          (c->frames & (FRAME_THAT | FRAME_AS | FRAME_OBJECT));
        bool inverted = c->kind == CUE_VERB && (c->form & (FORM_PAST | FORM_THIRD)) &&
                        (c->frames & FRAME_QUOTE);
        return participle || inverted || c->kind == CUE_BEFORE;
    }
    uint32_t start = prose_is_word(p, i, "as") ? i + 1 : i;
    struct range np = noun_after(p, start, hi, false);
    if (np.to == np.from || np.to >= hi) {
        return false;
    }
    uint32_t v = np.to;
    while (v < hi && prose_is(p, v, WORD_AUX | WORD_ADV)) {
        v++;
    }
    k = v < hi ? p->cue_at[v] : NONE;
    if (k == NONE || p->cue[k].kind != CUE_VERB || !(p->cue[k].frames & FRAME_QUOTE)) {
        return false;
    }
    const struct cue *c = &p->cue[k];
    uint32_t after = prose_skip_adverbials(p, c->tok_to, hi, (c->frames & FRAME_HEARER) != 0);
    return clause_ends_at(p, after, hi);
}

/* "and added that", "but said": a conjunction at i before a finite cue without a subject of its
 * own. */
static bool coordinated_at(const struct prose *p, uint32_t i, uint32_t hi) {
    uint32_t v = i + 1;
    while (v < hi && prose_is(p, v, WORD_ADV | WORD_HAVE)) {
        v++;
    }
    bool subject = prose_is(p, v, WORD_SUBJ);
    v += subject;
    while (subject && v < hi && prose_is(p, v, WORD_ADV | WORD_HAVE)) {
        v++;
    }
    uint32_t k = v < hi ? p->cue_at[v] : NONE;
    if (k == NONE || p->cue[k].kind != CUE_VERB) {
        return false;
    }
    const struct cue *c = &p->cue[k];
    return (c->form & (FORM_PAST | FORM_THIRD)) &&
           (c->frames & (FRAME_THAT | FRAME_OBJECT | FRAME_TO));
}

/* Words behind a comma that take the reporter's voice up again. */
static bool turns_away(const struct prose *p, uint32_t i) {
    bool even = prose_is_word(p, i, "even") &&
                (prose_is_word(p, i + 1, "though") || prose_is_word(p, i + 1, "as"));
    return even || prose_is_word(p, i, "though") || prose_is_word(p, i, "although") ||
           prose_is_word(p, i, "whereas") ||
           (prose_is_word(p, i, "compared") && prose_is_word(p, i + 1, "with"));
}

/* Whether a short complement (REACH_COMMA) ends at i. */
static bool short_end(const struct prose *p, uint32_t i) {
    bool new_clause = prose_is(p, i, WORD_CONJ) && prose_is(p, i + 1, WORD_SUBJ);
    bool sub = prose_is(p, i, WORD_SUBORD) && !prose_is(p, i, WORD_PREP) &&
               !prose_is_word(p, i, "whether") && !prose_is_word(p, i, "if");
    return prose_mark(p, i) == ',' || new_clause || sub || prose_is_word(p, i, "but");
}

uint32_t clause_end(const struct prose *p, uint32_t i, uint32_t hi, enum clause_reach reach) {
    uint32_t open = 0;
    for (uint32_t start = i; i < hi; i++) {
        if (p->quote_of[i] != NONE) {
            bool comma = prose_closes(p, i) &&
                         prose_mark(p, p->doc->quoted[p->quote_of[i]].tok_to - 1) == ',';
            if (comma && i + 1 < hi && attribution_at(p, i + 1, hi)) {
                return i + 1;
            }
            continue;
        }
        uint32_t mark = prose_mark(p, i);
        open += mark == '(';
        if (mark == ')' && open == 0) {
            break;
        }
        open -= mark == ')';
        if (mark == ';' || (prose_is_end(p, i) && i + 1 >= hi)) {
            break;
        }
        if (reach == REACH_COMMA && i > start && open == 0 && short_end(p, i)) {
            break;
        }
        if (mark == ',' && i + 1 < hi &&
            (attribution_at(p, i + 1, hi) || turns_away(p, i + 1) ||
             (prose_is(p, i + 1, WORD_CONJ) && coordinated_at(p, i + 1, hi)))) {
            break;
        }
        if (prose_is(p, i, WORD_CONJ) && coordinated_at(p, i, hi)) {
            break;
        }
    }
    return i;
}

/* The quotation at i as content: alone when the sentence ends or is taken up again behind it. */
static struct range quoted_content(const struct prose *p, uint32_t i, uint32_t hi, bool *direct) {
    uint32_t q = p->quote_of[i];
    uint32_t end = i;
    while (end < p->n_tok && p->quote_of[end] == q) {
        end++;
    }
    uint32_t last = p->doc->quoted[q].tok_to - 1;
    bool inner_end = prose_is_end(p, last) || prose_mark(p, last) == ',';
    if (inner_end || clause_ends_at(p, end, hi)) {
        *direct = true;
        return (struct range){i, end};
    }
    *direct = false;
    return (struct range){i, clause_end(p, i, hi, REACH_SENTENCE)};
}

/* Whether "as" stands within a few words. */
static bool has_as(const struct prose *p, uint32_t i, uint32_t hi, const char *word) {
    uint32_t stop = i + 16 < hi ? i + 16 : hi;
    for (; i < stop && prose_mark(p, i) != ','; i++) {
        if (prose_is_word(p, i, word)) {
            return true;
        }
    }
    return false;
}

static struct range object_content(const struct prose *p, const struct cue *c, uint32_t hi) {
    struct range none = {c->tok_to, c->tok_to};
    uint32_t i = c->tok_to;
    bool starts = prose_is_nominal(p, i) ||
                  prose_is(p, i, WORD_DET | WORD_POSS | WORD_OBJ | WORD_ING) || prose_opens(p, i) ||
                  prose_is(p, i, WORD_SUBJ) || prose_is_word(p, i, "what") ||
                  prose_is_word(p, i, "how");
    if (!(c->frames & (FRAME_OBJECT | FRAME_AS)) || !starts || i >= hi ||
        prose_is(p, i, WORD_TIME)) {
        return none;
    }
    bool needs_as = !(c->frames & FRAME_OBJECT) && (c->frames & FRAME_AS);
    if ((needs_as && !has_as(p, i, hi, "as")) ||
        ((c->frames & FRAME_OF) && !has_as(p, i, hi, "of"))) {
        return none;
    }
    return (struct range){i, clause_end(p, i, hi, REACH_COMMA)};
}

/* Words in capitals between marks, not behind a comma: a programme, a book. */
static bool is_title(const struct prose *p, uint32_t open) {
    const struct quoted *q = &p->doc->quoted[p->quote_of[open]];
    uint32_t n = 0;
    for (uint32_t i = q->tok_from; i < q->tok_to; i++) {
        bool small = prose_is(p, i, WORD_DET | WORD_PREP | WORD_CONJ | WORD_TO);
        if (token_is_wordlike(&p->tok[i]) && !small && !(p->tok[i].flags & TOKEN_CAPITAL)) {
            return false;
        }
        n += token_is_wordlike(&p->tok[i]);
    }
    return n > 1 && n <= 8 && !prose_is_end(p, q->tok_to - 1);
}

/* The quotation behind the cue, whose adverbials end at i; empty when there's none. */
static struct range quoted_complement(const struct prose *p, const struct cue *c, uint32_t i,
                                      uint32_t hi, bool *direct) {
    struct range none = {i, i};
    bool comma = prose_mark(p, i) == ',' || prose_mark(p, i) == ':';
    uint32_t open = comma ? i + 1 : i;
    for (uint32_t k = open; comma && !prose_opens(p, open) && k < hi && k < open + 12;
         k++) { /* joked, smiling, "..." */
        if ((prose_mark(p, k) == ',' || prose_mark(p, k) == ':') && prose_opens(p, k + 1)) {
            open = k + 1;
            break;
        }
        if (prose_mark(p, k) || prose_is(p, k, WORD_VERB | WORD_SUBJ)) {
            break;
        }
    }

    if (!(c->frames & FRAME_QUOTE) || !prose_opens(p, open)) {
        return none;
    }
    bool named = !comma &&
                 (prose_is(p, open - 1, WORD_DET) || p->tok[open - 1].kind == TOKEN_CLITIC ||
                  open > c->tok_to) &&
                 is_title(p, open);
    return named ? none : quoted_content(p, open, hi, direct);
}

static bool is_question(const struct prose *p, uint32_t i) {
    bool pronoun = prose_is_word(p, i, "who") || prose_is_word(p, i, "which");
    return (prose_is(p, i, WORD_WH) && !pronoun) || prose_is_word(p, i, "if") ||
           prose_is_word(p, i, "whether");
}

static bool takes_bare(const struct prose *p, const struct cue *c, uint32_t i, uint32_t hi) {
    return (c->frames & FRAME_BARE) && !clause_ends_at(p, i, hi) &&
           !prose_is(p, i, WORD_TO | WORD_CONJ | WORD_VERB) &&
           ((c->frames & FRAME_PLAIN) || prose_is_clause(p, i, hi));
}

struct range clause_complement(const struct prose *p, const struct cue *c, uint32_t hi,
                               enum voice how, enum clause_reach reach, bool *direct) {
    struct range none = {c->tok_to, c->tok_to};
    *direct = false;
    bool hearer = (c->frames & FRAME_HEARER) && how != VOICE_PASSIVE;
    uint32_t i = prose_skip_adverbials(p, c->tok_to, hi, hearer);
    if (i >= hi) {
        return none;
    }
    struct range quoted = quoted_complement(p, c, i, hi, direct);
    if (quoted.from < quoted.to) {
        return quoted;
    }
    bool colon = (c->frames & FRAME_QUOTE) && prose_mark(p, i) == ':' && i + 1 < hi;
    bool that = prose_is(p, i, WORD_THAT) && (c->frames & FRAME_THAT) && i + 1 < hi;
    if (colon || that || ((c->frames & FRAME_WH) && is_question(p, i))) {
        return (struct range){i + colon, clause_end(p, i + 1, hi, reach)};
    }
    bool to = prose_is(p, i, WORD_TO) && i + 1 < hi;
    if (to && ((c->frames & FRAME_TO) || (how == VOICE_PASSIVE && (c->frames & FRAME_HEARER)))) {
        return (struct range){i, clause_end(p, i + 1, hi, REACH_COMMA)};
    }
    if (to && hearer && i > c->tok_to && !prose_is(p, i - 1, WORD_NEG)) {
        return (struct range){c->tok_to, clause_end(p, i + 1, hi, REACH_COMMA)};
    }
    if (takes_bare(p, c, i, hi)) {
        return (struct range){i, clause_end(p, i, hi, reach)};
    }
    return how == VOICE_PASSIVE || how == VOICE_INFINITIVE ? none : object_content(p, c, hi);
}
