/* prose.c - one pass over the tokens that gives each its classes, its quotation and its cue.
 * Classes come from the tables and from a word's shape (-ed, -ing, a capital inside a sentence). A
 * form that is both a noun and a verb (claims, reports, call) is settled by its neighbours: after a
 * determiner, a possessive or a preposition it is a noun; a bare verb form wants a plural, a
 * pronoun, an auxiliary or "to" before it. O(tokens). */
#include "quote/prose.h"

#include "base/vec.h"

/* "claim" after these is no verb. */
#define BEFORE_NOUN (WORD_DET | WORD_POSS | WORD_PREP)

/* Classes of ordinary nouns and participles: they don't keep a word from having others. */
#define THINGS (WORD_CARRIER | WORD_PASSING)

bool prose_is_word(const struct prose *p, uint32_t i, const char *word) {
    str s = str_from_cstr(word);
    return i < p->n_tok && p->tok[i].to - p->tok[i].from == s.len &&
           str_equals_nocase(token_str(p->doc->text, &p->tok[i]), s);
}

bool prose_is_dash(const struct prose *p, uint32_t i) {
    uint32_t mark = prose_mark(p, i);
    bool spaced = i < p->n_tok && (p->tok[i].flags & TOKEN_SPACE_BEFORE);
    return mark == 0x2014 || mark == 0x2013 || (mark == '-' && spaced);
}

bool prose_is_point(const struct prose *p, uint32_t i) {
    return i > 0 && prose_mark(p, i) == '.' && !(p->tok[i].flags & TOKEN_SPACE_BEFORE) &&
           (cue_word_class(p->lex, p->tok[i - 1].hash) & WORD_ABBR) && i + 1 < p->n_tok &&
           !(p->tok[i + 1].flags & TOKEN_LINE_START);
}

bool prose_is_end(const struct prose *p, uint32_t i) {
    uint32_t mark = prose_mark(p, i);
    return (mark == '.' && !prose_is_point(p, i)) || mark == '?' || mark == '!' || mark == 0x2026;
}

bool prose_opens(const struct prose *p, uint32_t i) {
    return i < p->n_tok && p->quote_of[i] != NONE &&
           p->tok[i].from == p->doc->quoted[p->quote_of[i]].outer.from;
}

bool prose_closes(const struct prose *p, uint32_t i) {
    return i < p->n_tok && p->quote_of[i] != NONE &&
           p->tok[i].to == p->doc->quoted[p->quote_of[i]].outer.to;
}

bool prose_is_nominal(const struct prose *p, uint32_t i) {
    if (i >= p->n_tok) {
        return false;
    }
    enum token_kind kind = (enum token_kind)p->tok[i].kind;
    if (kind == TOKEN_PUNCT || kind == TOKEN_SYMBOL || kind == TOKEN_LINK || kind == TOKEN_CLITIC) {
        return prose_mark(p, i) == '&' || prose_mark(p, i) == '%' || prose_mark(p, i) == '$';
    }
    const uint32_t other = WORD_DET | WORD_SUBJ | WORD_OBJ | WORD_PREP | WORD_AUX | WORD_CONJ |
                           WORD_SUBORD | WORD_WH | WORD_THAT | WORD_TO | WORD_ADV | WORD_VERB;
    return prose_is(p, i, WORD_NAME | WORD_TITLE) || !prose_is(p, i, other);
}

struct span prose_span(const struct prose *p, struct range r) {
    return r.from < r.to ? (struct span){p->tok[r.from].from, p->tok[r.to - 1].to}
                         : (struct span){0, 0};
}

static bool ends_with(str word, const char *ending, size_t least) {
    return word.len >= least && str_ends_with(word, str_from_cstr(ending));
}

/* The verb in a contraction: didn't, they'll, we've. */
static uint32_t contraction(str word) {
    static const struct {
        const char *plain;
        const char *curly;
        uint32_t classes;
    } tail[] = {{"n't", "n’t", WORD_DO | WORD_VERB | WORD_NEG},
                {"'ll", "’ll", WORD_SUBJ | WORD_MODAL | WORD_VERB},
                {"'d", "’d", WORD_SUBJ | WORD_MODAL | WORD_VERB},
                {"'re", "’re", WORD_SUBJ | WORD_BE | WORD_VERB},
                {"'m", "’m", WORD_SUBJ | WORD_BE | WORD_VERB},
                {"'ve", "’ve", WORD_SUBJ | WORD_HAVE | WORD_VERB}};
    for (size_t i = 0; i < sizeof tail / sizeof tail[0]; i++) {
        if (str_ends_with(word, str_from_cstr(tail[i].plain)) ||
            str_ends_with(word, str_from_cstr(tail[i].curly))) {
            return tail[i].classes;
        }
    }
    return 0;
}

/* Whether every longer word of the line that begins at i is written with a capital, as in a
 * headline. */
static bool is_titled_line(const struct prose *p, uint32_t i) {
    unsigned n = 0;
    uint32_t start = i;
    for (; i < p->n_tok && (i == start || !(p->tok[i].flags & TOKEN_LINE_START)); i++) {
        bool word = p->tok[i].kind == TOKEN_WORD && p->tok[i].to - p->tok[i].from > 4;
        if (word && !(p->tok[i].flags & TOKEN_CAPITAL)) {
            return false;
        }
        n += word;
    }
    return n > 2;
}

static uint32_t classes_of(const struct prose *p, uint32_t i, bool titled) {
    const struct token *t = &p->tok[i];
    if (t->kind == TOKEN_PUNCT || t->kind == TOKEN_SYMBOL) {
        return 0;
    }
    if (t->kind == TOKEN_HASHTAG || t->kind == TOKEN_HANDLE) {
        return WORD_NAME;
    }
    uint32_t classes = cue_word_class(p->lex, t->hash);
    if (classes & WORD_SHORT) {
        bool dated = (t->flags & TOKEN_CAPITAL) &&
                     (prose_mark(p, i + 1) == '.' || prose_mark(p, i + 1) == ')' ||
                      (i + 1 < p->n_tok && p->tok[i + 1].kind == TOKEN_NUMBER));
        classes = dated ? WORD_TIME : 0;
    }

    bool fresh = (t->flags & TOKEN_PARAGRAPH_START) || i == 0 || prose_is_end(p, i - 1);
    bool capital = (t->flags & TOKEN_CAPITAL) != 0;
    bool initials = (t->flags & TOKEN_ALL_CAPS) && (classes & (WORD_SUBJ | WORD_OBJ | WORD_WH)) &&
                    i + 1 < p->n_tok && !(p->tok[i + 1].flags & TOKEN_ALL_CAPS);
    if (initials) { /* US, WHO */
        return WORD_NAME;
    }
    if (capital && !fresh && (classes & WORD_MODAL)) { /* in May */
        return WORD_TIME | WORD_NAME;
    }
    if (capital && !fresh && titled) {
        struct cue verb;
        bool cue = cue_match(p->lex, t, 1, false, &verb) &&
                   (verb.frames & (FRAME_THAT | FRAME_TO)) &&
                   (verb.form & (FORM_THIRD | FORM_PAST));
        if (cue) {
            return 0;
        }
    }
    if (capital && !fresh && !(classes & ~(uint32_t)(WORD_TITLE | WORD_TIME | THINGS))) {
        classes |= WORD_NAME;
    }
    if (!(classes & ~(uint32_t)THINGS) && t->kind == TOKEN_WORD) {
        str word = token_str(p->doc->text, t);
        classes |= ends_with(word, "ed", 4) && (!capital || fresh) ? WORD_ED : 0;
        classes |= ends_with(word, "ing", 5) && (!capital || fresh) ? WORD_ING : 0;
        classes |= ends_with(word, "ly", 5) && !capital ? WORD_ADV : 0;
        classes |= contraction(word);
    }
    return classes;
}

static void mark_quotes(struct prose *p) {
    uint32_t i = 0;
    for (size_t k = 0; k < p->doc->n_quoted; k++) {
        const struct quoted *q = &p->doc->quoted[k];
        if (q->depth > 0) {
            continue;
        }
        while (i < p->n_tok && p->tok[i].from < q->outer.from) {
            i++;
        }
        for (; i < p->n_tok && p->tok[i].to <= q->outer.to; i++) {
            p->quote_of[i] = (uint32_t)k;
        }
    }
}

static bool is_plural_or_pronoun(const struct prose *p, uint32_t i) {
    if (prose_is(p, i, WORD_SUBJ | WORD_AUX | WORD_TO | WORD_ADV | WORD_WH)) {
        return true;
    }
    str word = token_str(p->doc->text, &p->tok[i]);
    return p->tok[i].kind == TOKEN_WORD &&
           (ends_with(word, "s", 4) || ends_with(word, "people", 6) || ends_with(word, "men", 3));
}

/* "many", "some", "those": they can be subjects alone. */
static bool is_pointer(const struct prose *p, uint32_t i) {
    return prose_is(p, i, WORD_DET) && !prose_is(p, i, WORD_POSS) && !prose_is_word(p, i, "the") &&
           !prose_is_word(p, i, "a") && !prose_is_word(p, i, "an") &&
           !prose_is_word(p, i, "another") && !prose_is_word(p, i, "no") &&
           !prose_is_word(p, i, "every");
}

/* A past form: no verb between a number or preposition and a noun ("271 pledged delegates"), or a
 * determiner and one. */
static bool is_past_here(const struct prose *p, uint32_t i) {
    bool counted = (p->tok[i - 1].kind == TOKEN_NUMBER || prose_is(p, i - 1, WORD_PREP)) &&
                   prose_is_nominal(p, i + 1) && !prose_is(p, i + 1, WORD_NAME);
    bool described = prose_is(p, i - 1, WORD_DET | WORD_POSS) &&
                     !prose_is(p, i - 1, WORD_SUBJ | WORD_OBJ) && prose_is_nominal(p, i + 1) &&
                     !is_pointer(p, i - 1);
    return !counted && !described;
}

/* Whether the verb form at i can be a verb there. */
static bool is_verb_here(const struct prose *p, uint32_t i, const struct cue *c) {
    if (prose_is(p, i, WORD_NAME)) {
        return false;
    }
    bool first = i == 0 || (p->tok[i].flags & TOKEN_PARAGRAPH_START);
    if (first) {
        return !(c->form & (FORM_BASE | FORM_THIRD)) || (c->form & FORM_PAST);
    }
    if (c->form & (FORM_PAST | FORM_PARTICIPLE)) {
        return is_past_here(p, i);
    }
    if (c->form == FORM_ING) {
        return !prose_is(p, i - 1, WORD_DET | WORD_POSS);
    }
    bool plain = (c->frames & FRAME_PLAIN) != 0;
    if (prose_is(p, i - 1, BEFORE_NOUN)) {
        return prose_is(p, i - 1, WORD_SUBJ) || ((c->form & FORM_BASE) && is_pointer(p, i - 1));
    }
    if (p->tok[i - 1].kind == TOKEN_CLITIC || p->tok[i - 1].kind == TOKEN_NUMBER) {
        return false;
    }
    return !(c->form & FORM_BASE) || plain || is_plural_or_pronoun(p, i - 1) ||
           prose_is(p, i - 1, WORD_CONJ);
}

static enum err find_cues(arena *a, struct prose *p) {
    VEC(struct cue) found = {0};
    for (uint32_t i = 0; i < p->n_tok;) {
        const struct token *t = &p->tok[i];
        struct cue verb;
        struct cue other;
        uint32_t left = p->n_tok - i;
        left = left < 12 ? left : 12;
        bool word = t->kind == TOKEN_WORD;
        bool is_verb =
            word && cue_match(p->lex, t, left, false, &verb) && is_verb_here(p, i, &verb);
        bool is_other = word && cue_match(p->lex, t, left, true, &other);
        if (!is_verb && !is_other) {
            i++;
            continue;
        }
        struct cue c = is_verb && !(is_other && other.kind == CUE_BEFORE) ? verb : other;
        c.tok_from += i;
        c.tok_to += i;
        p->cue_at[i] = (uint32_t)found.n;
        TRY(vec_push(a, &found, c));
        i = c.tok_to;
    }
    p->cue = found.v;
    p->n_cues = found.n;
    return ERR_OK;
}

enum err prose_init(arena *a, struct prose *p, const struct quote_lexicon *lex,
                    const struct document *doc, const struct names *names) {
    *p = (struct prose){
        .doc = doc, .lex = lex, .names = names, .tok = doc->tok, .n_tok = (uint32_t)doc->n_tok};
    p->classes = arena_array(a, doc->n_tok + 1, sizeof *p->classes);
    p->quote_of = arena_array(a, doc->n_tok + 1, sizeof *p->quote_of);
    p->cue_at = arena_array(a, doc->n_tok + 1, sizeof *p->cue_at);
    if (!p->classes || !p->quote_of || !p->cue_at) {
        return a->last;
    }
    bool titled = false;
    for (uint32_t i = 0; i < p->n_tok; i++) {
        p->quote_of[i] = NONE;
        p->cue_at[i] = NONE;
        if (p->tok[i].flags & TOKEN_LINE_START) {
            titled = is_titled_line(p, i);
        }
        p->classes[i] = classes_of(p, i, titled);
    }
    mark_quotes(p);
    return find_cues(a, p);
}

/* Past the noun phrase at i: determiners, adjectives, nouns, possessors; no prepositions. */
static uint32_t skip_phrase(const struct prose *p, uint32_t i, uint32_t hi) {
    uint32_t start = i;
    if (prose_is(p, i, WORD_OBJ)) {
        return i + 1;
    }
    while (i < hi && p->quote_of[i] == NONE) {
        bool det = prose_is(p, i, WORD_DET | WORD_POSS) && i == start;
        bool joint = p->tok[i].kind == TOKEN_CLITIC || prose_is_point(p, i) ||
                     (prose_mark(p, i) == '-' && !prose_is_dash(p, i)) ||
                     (prose_is_word(p, i, "and") && prose_is(p, i + 1, WORD_NAME) &&
                      prose_is(p, i - 1, WORD_NAME));
        bool hyphened =
            i > start && prose_mark(p, i - 1) == '-' && !(p->tok[i].flags & TOKEN_SPACE_BEFORE);
        if (!det && !joint && !hyphened && !prose_is_nominal(p, i)) {
            break;
        }
        i++;
    }
    return i;
}

uint32_t prose_skip_adverbials(const struct prose *p, uint32_t i, uint32_t hi, bool hearer) {
    if (hearer && i < hi && p->quote_of[i] == NONE &&
        !prose_is(p, i, WORD_THAT | WORD_TO | WORD_WH)) {
        i = skip_phrase(p, i, hi);
    }
    while (i < hi && p->quote_of[i] == NONE) {
        if (prose_is(p, i, WORD_PREP) && !prose_is_word(p, i, "for") && i + 1 < hi) {
            uint32_t next = prose_is(p, i + 1, WORD_PREP | WORD_ING) ? i + 2 : i + 1;
            uint32_t end = skip_phrase(p, next, hi);
            if (end == next) {
                return i;
            }
            i = end;
        } else if (prose_is_word(p, i, "to") &&
                   (hearer || prose_is(p, i + 1, WORD_DET | WORD_OBJ | WORD_NAME))) {
            uint32_t end = skip_phrase(p, i + 1, hi);
            if (end == i + 1) {
                return i;
            }
            i = end;
        } else if (prose_is(p, i, WORD_ADV | WORD_TIME) && !prose_is(p, i, WORD_VERB) &&
                   !(prose_is_word(p, i, "there") && prose_is(p, i + 1, WORD_VERB))) {
            i++;
        } else if ((prose_is_word(p, i, "last") || prose_is_word(p, i, "this") ||
                    prose_is_word(p, i, "earlier")) &&
                   prose_is(p, i + 1, WORD_TIME)) {
            i += 2;
        } else {
            return i;
        }
    }
    return i;
}

bool prose_is_clause(const struct prose *p, uint32_t i, uint32_t hi) {
    uint32_t stop = i + 14 < hi ? i + 14 : hi;
    uint32_t start = i;
    for (; i < stop; i++) {
        uint32_t mark = prose_mark(p, i);
        if (mark == ',' || mark == ';' || mark == ':' || prose_is_end(p, i)) {
            return false;
        }
        if (i > start && prose_is(p, i, WORD_VERB | WORD_ED)) {
            return true;
        }
        if (i > start && p->cue_at[i] != NONE && p->cue[p->cue_at[i]].kind == CUE_VERB) {
            return true;
        }
        if (prose_is(p, i, WORD_SUBJ) && !prose_is(p, i, WORD_OBJ)) {
            return true;
        }
    }
    return false;
}
