/* clause.c - the complement of a cue, read off word classes.
 * Tried in this order, each only if the cue's frames allow it: a quotation, a clause with that, a
 * question, an infinitive, a clause without that, a noun phrase. O(tokens of the complement). */
#include "quote/clause.h"

enum { MAX_ASIDE = 12, MAX_AS = 16 };

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

/* Whether `word` stands within a few words. */
static bool has_word(const struct prose *p, uint32_t i, uint32_t hi, const char *word) {
    uint32_t stop = i + MAX_AS < hi ? i + MAX_AS : hi;
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
    if ((needs_as && !has_word(p, i, hi, "as")) ||
        ((c->frames & FRAME_OF) && !has_word(p, i, hi, "of"))) {
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

/* The opening mark behind a comma at `comma`, or behind a few words between commas (joked, smiling,
 * "..."). */
static uint32_t open_behind(const struct prose *p, uint32_t comma, uint32_t hi) {
    for (uint32_t k = comma; k < hi && k < comma + MAX_ASIDE; k++) {
        bool parts = prose_mark(p, k) == ',' || prose_mark(p, k) == ':';
        if (parts && prose_opens(p, k + 1)) {
            return k + 1;
        }
        if (k > comma && (prose_mark(p, k) || prose_is(p, k, WORD_VERB | WORD_SUBJ))) {
            break;
        }
    }
    return comma;
}

/* The quotation behind the cue, whose adverbials end at i; empty when there's none. */
static struct range quoted_complement(const struct prose *p, const struct cue *c, uint32_t i,
                                      uint32_t hi, bool *direct) {
    struct range none = {i, i};
    bool comma = prose_mark(p, i) == ',' || prose_mark(p, i) == ':';
    uint32_t open = comma ? open_behind(p, i, hi) : i;
    if (!(c->frames & FRAME_QUOTE) || !prose_opens(p, open)) {
        return none;
    }
    bool apart = prose_is(p, open - 1, WORD_DET) || p->tok[open - 1].kind == TOKEN_CLITIC ||
                 open > c->tok_to;
    const struct quoted *q = &p->doc->quoted[p->quote_of[open]];
    bool words = !(p->tok[q->tok_from].flags & TOKEN_CAPITAL) && !prose_is_end(p, q->tok_to - 1);
    bool named = !comma && apart && (words || is_title(p, open));
    return named ? none : quoted_content(p, open, hi, direct);
}

static bool is_question(const struct prose *p, const struct cue *c, uint32_t i) {
    bool pronoun = !(c->frames & FRAME_ASK) && prose_is_one_of(p, i, "who which");
    return (prose_is(p, i, WORD_WH) && !pronoun) || prose_is_word(p, i, "if") ||
           prose_is_word(p, i, "whether");
}

/* A clause without "that"; after the plainest cues also one whose subject stands before ("a strike
 * that they say left ..."). */
static bool takes_bare(const struct prose *p, const struct cue *c, uint32_t i, uint32_t hi) {
    bool plain = (c->frames & FRAME_PLAIN) != 0;
    bool verb = prose_is(p, i, WORD_VERB) && !prose_is(p, i, WORD_SUBJ);
    return (c->frames & FRAME_BARE) && !clause_ends_at(p, i, hi) &&
           !prose_is(p, i, WORD_TO | WORD_CONJ) &&
           (verb ? plain && i == c->tok_to : plain || prose_is_clause(p, i, hi));
}

/* A colon, "that" or a question word at i, as the cue's frames allow. */
static bool opens_clause(const struct prose *p, const struct cue *c, uint32_t i) {
    return ((c->frames & FRAME_QUOTE) && prose_mark(p, i) == ':') ||
           ((c->frames & FRAME_THAT) && prose_is(p, i, WORD_THAT)) ||
           ((c->frames & FRAME_WH) && is_question(p, c, i));
}

/* "to ..." at i: of the speaker (vowed to), of the hearer (urged X to), or none. */
static struct range infinitive(const struct prose *p, const struct cue *c, uint32_t i, uint32_t hi,
                               bool passive) {
    struct range none = {i, i};
    bool hearer = (c->frames & FRAME_HEARER) != 0;
    if (!prose_is(p, i, WORD_TO) || i + 1 >= hi) {
        return none;
    }
    if ((c->frames & FRAME_TO) || (passive && hearer)) {
        return (struct range){i, clause_end(p, i + 1, hi, REACH_COMMA)};
    }
    bool named = hearer && !passive && i > c->tok_to && !prose_is(p, i - 1, WORD_NEG);
    return named ? (struct range){c->tok_to, clause_end(p, i + 1, hi, REACH_COMMA)} : none;
}

struct range clause_complement(const struct prose *p, const struct cue *c, uint32_t hi,
                               enum voice how, enum clause_reach reach, bool *direct) {
    *direct = false;
    bool passive = how == VOICE_PASSIVE;
    uint32_t i = prose_skip_adverbials(p, c->tok_to, hi, (c->frames & FRAME_HEARER) && !passive);
    if (i >= hi) {
        return (struct range){i, i};
    }
    struct range found = quoted_complement(p, c, i, hi, direct);
    if (found.from < found.to) {
        return found;
    }
    if (opens_clause(p, c, i) && i + 1 < hi) {
        return (struct range){i + (prose_mark(p, i) == ':'), clause_end(p, i + 1, hi, reach)};
    }
    found = infinitive(p, c, i, hi, passive);
    if (found.from < found.to) {
        return found;
    }
    if (takes_bare(p, c, i, hi)) {
        bool open = prose_is(p, i, WORD_VERB) && !prose_is(p, i, WORD_SUBJ);
        return (struct range){i, clause_end(p, i, hi, open ? REACH_COMMA : reach)};
    }
    return passive || how == VOICE_INFINITIVE ? (struct range){i, i} : object_content(p, c, hi);
}
