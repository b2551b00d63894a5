/* prose_word.c - what a word can be: from the tables, from its shape, from its neighbours.
 * -ed, -ing and -ly endings and capitals inside a sentence make up for the tagger that isn't there.
 * A form that is both a noun and a verb (claims, reports, call) is a noun after a determiner, a
 * possessive or a preposition; a bare verb form wants a plural, a pronoun, an auxiliary or "to"
 * before it. O(1) a word. */
#include "quote/prose.h"

/* "claim" after these is no verb. */
#define BEFORE_NOUN (WORD_DET | WORD_POSS | WORD_PREP)

/* Classes of ordinary nouns and participles: they don't keep a word from having others. */
#define THINGS (WORD_CARRIER | WORD_PASSING | WORD_ABBR)

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

/* Classes of the tables, settled where the table can't: Mar. 4 is a time, US and WHO are names, May
 * is a month. */
static uint32_t table_classes(const struct prose *p, uint32_t i, bool fresh) {
    const struct token *t = &p->tok[i];
    uint32_t classes = cue_word_class(p->lex, t->hash);
    bool capital = (t->flags & TOKEN_CAPITAL) != 0;
    bool next = i + 1 < p->n_tok;
    if (classes & WORD_SHORT) {
        bool dated = capital && (prose_mark(p, i + 1) == '.' || prose_mark(p, i + 1) == ')' ||
                                 (next && p->tok[i + 1].kind == TOKEN_NUMBER));
        return dated ? WORD_TIME : 0;
    }
    if ((t->flags & TOKEN_ALL_CAPS) && (classes & (WORD_SUBJ | WORD_OBJ | WORD_WH)) && next &&
        !(p->tok[i + 1].flags & TOKEN_ALL_CAPS)) {
        return WORD_NAME;
    }
    return capital && !fresh && (classes & WORD_MODAL) ? WORD_TIME | WORD_NAME : classes;
}

/* Whether the capital of token i is a headline's and not a name's: "Says" between other capitals.
 */
static bool is_headline_verb(const struct prose *p, uint32_t i) {
    struct cue verb;
    return cue_match(p->lex, &p->tok[i], 1, false, &verb) &&
           (verb.frames & (FRAME_THAT | FRAME_TO)) && (verb.form & (FORM_THIRD | FORM_PAST));
}

static uint32_t shape_classes(const struct prose *p, uint32_t i, bool fresh) {
    str word = token_str(p->doc->text, &p->tok[i]);
    bool capital = (p->tok[i].flags & TOKEN_CAPITAL) != 0;
    uint32_t classes = contraction(word);
    if (!capital || fresh) {
        classes |= ends_with(word, "ed", 4) ? WORD_ED : 0;
        classes |= ends_with(word, "ing", 5) ? WORD_ING : 0;
    }
    return classes | (ends_with(word, "ly", 5) && !capital ? WORD_ADV : 0);
}

uint32_t prose_word_classes(const struct prose *p, uint32_t i, bool titled) {
    const struct token *t = &p->tok[i];
    if (t->kind == TOKEN_PUNCT || t->kind == TOKEN_SYMBOL) {
        return 0;
    }
    if (t->kind == TOKEN_HASHTAG || t->kind == TOKEN_HANDLE) {
        return WORD_NAME;
    }
    bool fresh = (t->flags & TOKEN_PARAGRAPH_START) || i == 0 || prose_is_end(p, i - 1);
    uint32_t classes = table_classes(p, i, fresh);
    bool capital = (t->flags & TOKEN_CAPITAL) && !fresh;
    if (capital && titled && is_headline_verb(p, i)) {
        return 0;
    }
    if (capital && !(classes & ~(uint32_t)(WORD_TITLE | WORD_TIME | THINGS))) {
        classes |= WORD_NAME;
    }
    bool plain = !(classes & ~(uint32_t)THINGS) && t->kind == TOKEN_WORD;
    return plain ? classes | shape_classes(p, i, fresh) : classes;
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
    return prose_is(p, i, WORD_DET) && !prose_is(p, i, WORD_POSS) &&
           !prose_is_one_of(p, i, "the a an another no every");
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

/* A present form behind token i - 1. */
static bool is_present_here(const struct prose *p, uint32_t i, const struct cue *c) {
    bool base = (c->form & FORM_BASE) != 0;
    if (prose_is(p, i - 1, BEFORE_NOUN)) {
        return prose_is(p, i - 1, WORD_SUBJ) || (base && is_pointer(p, i - 1));
    }
    bool number = p->tok[i - 1].kind == TOKEN_NUMBER && !(c->frames & FRAME_PLAIN);
    if (p->tok[i - 1].kind == TOKEN_CLITIC || number) {
        return false;
    }
    return !base || (c->frames & FRAME_PLAIN) || is_plural_or_pronoun(p, i - 1) ||
           prose_is(p, i - 1, WORD_CONJ);
}

bool prose_word_is_verb(const struct prose *p, uint32_t i, const struct cue *c) {
    if (prose_is(p, i, WORD_NAME)) {
        return false;
    }
    if (i == 0 || (p->tok[i].flags & TOKEN_PARAGRAPH_START)) {
        return !(c->form & (FORM_BASE | FORM_THIRD)) || (c->form & FORM_PAST);
    }
    if (c->form & (FORM_PAST | FORM_PARTICIPLE)) {
        return is_past_here(p, i);
    }
    return c->form == FORM_ING ? !prose_is(p, i - 1, WORD_DET | WORD_POSS)
                               : is_present_here(p, i, c);
}
