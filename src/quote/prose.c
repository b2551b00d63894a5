/* prose.c - one pass over the tokens that gives each its classes, its quotation and its cue.
 * Classes are prose_word.c's; a word that is both a noun and a verb cue is settled there by its
 * neighbours. The questions of the clause readers (is this a dash, does a quotation close here) are
 * answered from these arrays in O(1). O(tokens). */
#include "quote/prose.h"

#include "base/vec.h"

enum { MAX_CLAUSE = 14 }; /* words within which a clause shows its verb */

bool prose_is_word(const struct prose *p, uint32_t i, const char *word) {
    str s = str_from_cstr(word);
    return i < p->n_tok && p->tok[i].to - p->tok[i].from == s.len &&
           str_equals_nocase(token_str(p->doc->text, &p->tok[i]), s);
}

bool prose_is_one_of(const struct prose *p, uint32_t i, const char *words) {
    if (i >= p->n_tok) {
        return false;
    }
    str token = token_str(p->doc->text, &p->tok[i]);
    for (const char *w = words; *w;) {
        size_t len = strcspn(w, " ");
        if (len == token.len && str_equals_nocase(token, str_of(w, len))) {
            return true;
        }
        w += len + (w[len] == ' ');
    }
    return false;
}

bool prose_is_dash(const struct prose *p, uint32_t i) {
    uint32_t mark = prose_mark(p, i);
    bool spaced = i < p->n_tok && (p->tok[i].flags & TOKEN_SPACE_BEFORE);
    return mark == 0x2014 || mark == 0x2013 || (mark == '-' && spaced);
}

bool prose_is_point(const struct prose *p, uint32_t i) {
    if (i == 0 || i + 1 >= p->n_tok || prose_mark(p, i) != '.' ||
        (p->tok[i].flags & TOKEN_SPACE_BEFORE) || (p->tok[i + 1].flags & TOKEN_LINE_START)) {
        return false;
    }
    bool comma = prose_mark(p, i + 1) == ',' && !(p->tok[i + 1].flags & TOKEN_SPACE_BEFORE);
    return comma || ((p->classes[i - 1] & WORD_ABBR) && (p->tok[i - 1].flags & TOKEN_CAPITAL));
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
            word && cue_match(p->lex, t, left, false, &verb) && prose_word_is_verb(p, i, &verb);
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
        p->classes[i] = prose_word_classes(p, i, titled);
    }
    mark_quotes(p);
    return find_cues(a, p);
}

bool prose_is_clause(const struct prose *p, uint32_t i, uint32_t hi) {
    uint32_t stop = i + MAX_CLAUSE < hi ? i + MAX_CLAUSE : hi;
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
