/* cue.c - the cue lexicon, inflected when it is built.
 * The tables hold base forms; the regular rules of English spelling make the rest (announce,
 * announces, announced, announcing), and a form that falls together with another of its verb (read,
 * put) keeps both labels. Entries of several words inflect their first. Matching is phrases_match:
 * one probe a token, O(1). Words of the closed classes sit in a map beside them. Limits: a form
 * that two verbs share goes to the first of the table. */
#include "quote/cue.h"

#include <assert.h>

#include "base/vec.h"

enum { MAX_FORM = 48 };

struct cue_entry {
    uint16_t frames;
    uint8_t act;
    uint8_t kind;
    uint8_t form;
};

struct quote_lexicon {
    struct phrases verbs;
    struct phrases others;
    struct map words;
    VEC(struct cue_entry) entry;
};

struct verb_line {
    const char *base;
    const char *past; /* NULL: regular */
    const char *participle;
    uint16_t frames;
    uint8_t act;
    bool doubles;
};

struct other_line {
    const char *one;
    const char *many;
    uint16_t frames;
    uint8_t act;
    uint8_t kind;
};

struct word_line {
    uint32_t classes;
    const char *words;
};

enum {
    Q = FRAME_QUOTE,
    T = FRAME_THAT,
    B = FRAME_BARE,
    W = FRAME_WH,
    I = FRAME_TO,
    H = FRAME_HEARER,
    O = FRAME_OBJECT,
    A = FRAME_AS,
    D = FRAME_PAPER,
    NEG = FRAME_NEGATES,
    F_SAY = FRAME_PLAIN,
    F_PLAIN = FRAME_PLAIN,
    F_CALL = FRAME_CALL,
    F_OF = FRAME_OF,
    F_ASK = FRAME_ASK
};

#define R(act, base, frames) {base, NULL, NULL, (frames), ACT_##act, false},
#define D(act, base, frames) {base, NULL, NULL, (frames), ACT_##act, true},
#define I(act, base, past, participle, frames) {base, past, participle, (frames), ACT_##act, false},
static const struct verb_line verb_lines[] = {
#include "quote/tables/cue_verbs.inc"
};
#undef R
#undef D
#undef I

#define N(act, one, many, frames) {one, many, (frames), ACT_##act, CUE_NOUN},
#define A(act, word, frames) {word, NULL, (frames), ACT_##act, CUE_ADJECTIVE},
#define P(act, phrase) {phrase, NULL, 0, ACT_##act, CUE_BEFORE},
static const struct other_line other_lines[] = {
#include "quote/tables/cue_nouns.inc"
};
#undef N
#undef A
#undef P

#define DET WORD_DET
#define POSS WORD_POSS
#define SUBJ WORD_SUBJ
#define OBJ WORD_OBJ
#define PREP WORD_PREP
#define BE WORD_BE
#define HAVE WORD_HAVE
#define DO WORD_DO
#define MODAL WORD_MODAL
#define CONJ WORD_CONJ
#define SUBORD WORD_SUBORD
#define WH WORD_WH
#define THAT WORD_THAT
#define TO WORD_TO
#define ADV WORD_ADV
#define TIME WORD_TIME
#define VERB WORD_VERB
#define TITLE WORD_TITLE
#define NEG WORD_NEG
#define CARRIER WORD_CARRIER
#define PASSING WORD_PASSING
#define ABBR WORD_ABBR
#define SHORT WORD_SHORT

#define L(classes, words) {(classes), words},
static const struct word_line word_lines[] = {
#include "quote/tables/words.inc"
};
#undef NEG
#undef L

static bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Copy `first` (with `cut` bytes off its end), `ending` and `rest` into `out`; the form as a slice.
 */
static str join_form(char out[MAX_FORM], str first, size_t cut, const char *ending, str rest) {
    size_t n = first.len - cut;
    size_t m = strlen(ending);
    assert(n + m + rest.len < MAX_FORM);
    memcpy(out, first.ptr, n);
    memcpy(out + n, ending, m);
    memcpy(out + n + m, rest.ptr, rest.len);
    return str_of(out, n + m + rest.len);
}

/* A base form cut where it is inflected: "point" and " out". */
struct stem {
    str first;
    str rest;
    bool y;        /* deny: denies */
    bool hisses;   /* express: expresses */
    bool e;        /* note: noted */
    char twice[2]; /* the letter that is doubled, or empty */
};

static struct stem stem_of(const struct verb_line *line) {
    str base = str_from_cstr(line->base);
    size_t blank = str_find(base, STR(" "), 0);
    size_t cut = blank == SIZE_MAX ? base.len : blank;
    char last = base.ptr[cut - 1];
    char before = base.ptr[cut - 2];
    return (struct stem){.first = str_slice(base, 0, cut),
                         .rest = str_slice(base, cut, base.len),
                         .y = last == 'y' && !is_vowel(before),
                         .hisses = strchr("sxzo", last) ||
                                   (last == 'h' && (before == 's' || before == 'c')),
                         .e = last == 'e',
                         .twice = {line->doubles ? last : '\0', '\0'}};
}

/* The regular form of `line` whose label is `form`. */
static str inflect(const struct verb_line *line, enum cue_form form, char out[MAX_FORM]) {
    struct stem s = stem_of(line);
    char ending[8];
    memcpy(ending, s.twice, 2);
    switch (form) {
    case FORM_BASE:
        return join_form(out, s.first, 0, "", s.rest);
    case FORM_THIRD:
        return s.y ? join_form(out, s.first, 1, "ies", s.rest)
                   : join_form(out, s.first, 0, s.hisses ? "es" : "s", s.rest);
    case FORM_ING:
        memcpy(ending + strlen(ending), "ing", 4);
        return join_form(out, s.first, s.e && s.first.ptr[s.first.len - 2] != 'e' ? 1 : 0, ending,
                         s.rest);
    case FORM_PAST:
    case FORM_PARTICIPLE:
        memcpy(ending + strlen(ending), "ed", 3);
        return s.y ? join_form(out, s.first, 1, "ied", s.rest)
                   : join_form(out, s.first, 0, s.e ? "d" : ending, s.rest);
    }
    return s.first;
}

/* Add a form; one that is there already gains the label when it belongs to the same verb, else
 * stays as it was. */
static enum err add_form(struct quote_lexicon *lex, arena *a, str form, struct cue_entry entry,
                         size_t first_of_verb) {
    enum err code = phrases_add(&lex->verbs, form, (uint32_t)lex->entry.n);
    if (code == ERR_OK) {
        return vec_push(a, &lex->entry, entry);
    }
    if (code != ERR_USAGE) {
        return code;
    }
    struct token *tok;
    size_t n;
    arena_pos mark = arena_mark(a);
    TRY(token_scan(a, form, &tok, &n));
    uint32_t there = 0;
    size_t matched = phrases_match(&lex->verbs, tok, n, &there);
    arena_reset(a, mark);
    if (matched == n && there >= first_of_verb) {
        lex->entry.v[there].form |= entry.form;
    }
    return ERR_OK;
}

static enum err add_verb(struct quote_lexicon *lex, arena *a, const struct verb_line *line) {
    static const enum cue_form forms[] = {FORM_BASE, FORM_THIRD, FORM_PAST, FORM_PARTICIPLE,
                                          FORM_ING};
    size_t first = lex->entry.n;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        char room[MAX_FORM];
        str form = inflect(line, forms[i], room);
        if (line->past && forms[i] == FORM_PAST) {
            form = str_from_cstr(line->past);
        }
        if (line->past && forms[i] == FORM_PARTICIPLE) {
            form = str_from_cstr(line->participle);
        }
        struct cue_entry entry = {line->frames, line->act, CUE_VERB, (uint8_t)forms[i]};
        TRY(add_form(lex, a, form, entry, first));
    }
    return ERR_OK;
}

static enum err add_other(struct quote_lexicon *lex, arena *a, const struct other_line *line) {
    const char *forms[] = {line->one, line->many};
    for (size_t i = 0; i < 2 && forms[i]; i++) {
        enum err code = phrases_add(&lex->others, str_from_cstr(forms[i]), (uint32_t)lex->entry.n);
        if (code == ERR_USAGE && i == 1) {
            continue; /* news, news */
        }
        TRY(code);
        TRY(vec_push(a, &lex->entry, (struct cue_entry){line->frames, line->act, line->kind, 0}));
    }
    return ERR_OK;
}

static enum err add_words(struct quote_lexicon *lex, const struct word_line *line) {
    str rest = str_from_cstr(line->words);
    while (rest.len > 0) {
        size_t end = str_find(rest, STR(" "), 0);
        end = end == SIZE_MAX ? rest.len : end;
        uint64_t hash = token_hash(str_slice(rest, 0, end));
        uint32_t before = map_find(&lex->words, hash);
        TRY(map_put(&lex->words, hash, line->classes | (before == MAP_NONE ? 0 : before)));
        rest = str_slice(rest, end + (end < rest.len), rest.len);
    }
    return ERR_OK;
}

enum err quote_lexicon_new(arena *a, const struct quote_lexicon **out) {
    struct quote_lexicon *lex = arena_new(a, struct quote_lexicon);
    if (!lex) {
        return a->last;
    }
    TRY(phrases_init(&lex->verbs, a, 2600));
    TRY(phrases_init(&lex->others, a, 300));
    TRY(map_init(&lex->words, a, 600));
    for (size_t i = 0; i < sizeof verb_lines / sizeof verb_lines[0]; i++) {
        TRY(add_verb(lex, a, &verb_lines[i]));
    }
    for (size_t i = 0; i < sizeof other_lines / sizeof other_lines[0]; i++) {
        TRY(add_other(lex, a, &other_lines[i]));
    }
    for (size_t i = 0; i < sizeof word_lines / sizeof word_lines[0]; i++) {
        TRY(add_words(lex, &word_lines[i]));
    }
    *out = lex;
    return ERR_OK;
}

uint32_t cue_word_class(const struct quote_lexicon *lex, uint64_t hash) {
    uint32_t classes = map_find(&lex->words, hash);
    return classes == MAP_NONE ? 0 : classes;
}

bool cue_match(const struct quote_lexicon *lex, const struct token *tok, size_t n, bool noun,
               struct cue *out) {
    uint32_t value = 0;
    size_t len = phrases_match(noun ? &lex->others : &lex->verbs, tok, n, &value);
    if (len == 0) {
        return false;
    }
    const struct cue_entry *e = &lex->entry.v[value];
    *out = (struct cue){0, (uint32_t)len, e->frames, e->act, e->kind, e->form};
    return true;
}

size_t cue_count(const struct quote_lexicon *lex) {
    return lex->entry.n;
}
