/* sentence.c - one walk over the tokens of a block; a decision wherever a sentence could end.
 * A period after a word is judged by the word (tables/abbreviations.inc) and by what follows;
 * initials, numbers and times by their token. A closed quotation is stepped over as a whole: it
 * ends a sentence only when its own last mark does and what follows is no cue ("Why?" he asked). A
 * quotation that was never closed is read as plain text, so that one bad mark doesn't make a
 * sentence of a paragraph. O(n). */
#include "text/sentence.h"

#include "base/vec.h"
#include "text/words.h"

enum { CUE_REACH = 8 }; /* tokens from the end of a question to its cue verb */

struct split {
    arena *a;
    str text;
    const struct token *tok;
    uint32_t from; /* of the sentence being read */
    uint32_t to;   /* of the block */
    const struct quoted *q;
    size_t n_q;
    size_t next_q; /* first stretch that doesn't begin before the current token */
    struct sentences *out;
};

static bool spaced(const struct split *s, uint32_t i) {
    return s->tok[i].flags & TOKEN_SPACE_BEFORE;
}

static bool is_final(const struct token *t) {
    return t->kind == TOKEN_PUNCT &&
           (t->mark == '.' || t->mark == '!' || t->mark == '?' || t->mark == 0x2026 ||
            t->mark == 0x3002 || t->mark == 0xff01 || t->mark == 0xff1f);
}

static bool is_quote_mark(const struct token *t) {
    switch (t->mark) {
    case '"':
    case '\'':
    case '`':
    case 0xab:
    case 0xbb:
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x2039:
    case 0x203a:
        return true;
    default:
        return false;
    }
}

static bool is_closer(const struct token *t) {
    return t->mark == ')' || t->mark == ']' || t->mark == '}' || is_quote_mark(t);
}

static bool is_opener(const struct token *t) {
    switch (t->mark) {
    case '(':
    case '[':
    case '{':
    case '-':
    case '*':
    case 0x2013:
    case 0x2014:
    case 0x2022:
    case 0xa1: /* inverted ! and ? */
    case 0xbf:
        return true;
    default:
        return is_quote_mark(t);
    }
}

static bool is_word_at(const struct split *s, uint32_t i, const char *word) {
    return str_is_nocase(token_str(s->text, &s->tok[i]), word);
}

/* Whether token i could be the first of a sentence. */
static bool can_begin(const struct split *s, uint32_t i) {
    const struct token *t = &s->tok[i];
    switch ((enum token_kind)t->kind) {
    case TOKEN_WORD:
    case TOKEN_ABBREV: {
        unsigned char c = (unsigned char)s->text.ptr[t->from];
        bool lower = c >= 'a' && c <= 'z';
        return t->flags & (TOKEN_CAPITAL | TOKEN_MIXED_CASE) || (!lower && c < 0x80) || c >= 0xe0;
    }
    case TOKEN_NUMBER:
    case TOKEN_HASHTAG:
    case TOKEN_HANDLE:
    case TOKEN_LINK:
        return true;
    case TOKEN_SYMBOL:
        return true;
    case TOKEN_CLITIC:
        return false;
    case TOKEN_PUNCT:
        return is_opener(t);
    }
    return false;
}

static bool is_starter(const struct split *s, uint32_t i) {
    const struct token *t = &s->tok[i];
    return t->kind == TOKEN_WORD && t->flags & TOKEN_CAPITAL &&
           words_is_starter(token_str(s->text, t));
}

/* Days, months and time zones stand behind a.m. without a new sentence. */
static bool is_time_word(const struct split *s, uint32_t i) {
    static const char *const word[] = {
        "monday",  "tuesday",  "wednesday", "thursday", "friday", "saturday", "sunday",
        "gmt",     "utc",      "est",       "edt",      "cst",    "cdt",      "mst",
        "mdt",     "pst",      "pdt",       "et",       "ct",     "pt",       "eastern",
        "central", "mountain", "pacific",   "ist",      "bst",    "cet",      "cest"};
    for (size_t k = 0; k < sizeof word / sizeof *word; k++) {
        if (is_word_at(s, i, word[k])) {
            return true;
        }
    }
    return s->tok[i].kind == TOKEN_NUMBER ||
           words_abbreviation(token_str(s->text, &s->tok[i])) == ABBREVIATION_MONTH;
}

/* Whether the sentence ends with the abbreviation token i (U.S., a.m., J.) when token i + 1 could
 * begin one. */
static bool abbrev_ends(const struct split *s, uint32_t i, uint32_t next) {
    if (is_word_at(s, i, "a.m.") || is_word_at(s, i, "p.m.")) {
        return !is_time_word(s, next);
    }
    return is_starter(s, next);
}

/* The same for a word with a period behind it, token i being the period. */
static bool period_ends(const struct split *s, uint32_t i, uint32_t next) {
    if (i == s->from || spaced(s, i)) {
        return true;
    }
    const struct token *word = &s->tok[i - 1];
    bool digits = s->tok[next].kind == TOKEN_NUMBER;
    if (word->kind == TOKEN_NUMBER) {
        return !(i - 1 == s->from && word->to - word->from <= 3); /* "1. An item" */
    }
    if (word->kind != TOKEN_WORD) {
        return true;
    }
    switch (words_abbreviation(token_str(s->text, word))) {
    case ABBREVIATION_NONE:
        return true;
    case ABBREVIATION_TITLE:
        return !(word->flags & TOKEN_CAPITAL) && is_starter(s, next);
    case ABBREVIATION_NUMBER:
        return !digits;
    case ABBREVIATION_CORP:
        return is_starter(s, next);
    case ABBREVIATION_MONTH:
        return !digits || !(word->flags & TOKEN_CAPITAL);
    }
    return true;
}

/* "end.The" with the space lost: two words of ordinary form. */
static bool is_glued_end(const struct split *s, uint32_t i, uint32_t next) {
    const struct token *before = i > s->from ? &s->tok[i - 1] : NULL;
    const struct token *after = &s->tok[next];
    return before && before->kind == TOKEN_WORD &&
           !(before->flags & (TOKEN_CAPITAL | TOKEN_HAS_DIGIT)) && before->to - before->from >= 3 &&
           after->kind == TOKEN_WORD && after->flags & TOKEN_CAPITAL;
}

/* What may stand behind a cue verb that gave away the quotation before it. A clause of its own
 * ("Smith said he ...") may not. */
static bool cue_is_over(const struct split *s, uint32_t i) {
    static const char *const goes_on[] = {
        "in",  "at", "on",   "during", "when", "as",    "after", "before", "while", "reporters",
        "him", "me", "them", "us",     "of",   "later", "again", "to",     "about", "with"};
    if (i == s->to || s->tok[i].kind == TOKEN_PUNCT) {
        return true;
    }
    for (size_t k = 0; k < sizeof goes_on / sizeof *goes_on; k++) {
        if (is_word_at(s, i, goes_on[k])) {
            return true;
        }
    }
    return false;
}

/* Name and cue verb behind a question: "Why?" Minister Smith asked. */
static bool is_cue_clause(const struct split *s, uint32_t i) {
    for (uint32_t j = i; j < s->to && j < i + CUE_REACH; j++) {
        const struct token *t = &s->tok[j];
        if (j > i && t->kind == TOKEN_WORD && words_is_cue(token_str(s->text, t))) {
            return cue_is_over(s, j + 1);
        }
        bool name = t->flags & TOKEN_CAPITAL || is_word_at(s, j, "of") || is_word_at(s, j, "the");
        if (!name && t->mark != '-' && !(t->mark == '.' && j > i)) {
            return false;
        }
    }
    return false;
}

static enum err end_sentence(struct split *s, uint32_t to) {
    if (to <= s->from) {
        return ERR_OK;
    }
    struct sentence done = {
        .at = {s->tok[s->from].from, s->tok[to - 1].to}, .tok_from = s->from, .tok_to = to};
    s->from = to;
    return vec_push(s->a, s->out, done);
}

/* The stretch between closed marks that begins with token i, or NULL. */
static const struct quoted *quotation_at(struct split *s, uint32_t i) {
    while (s->next_q < s->n_q && s->q[s->next_q].outer.from < s->tok[i].from) {
        s->next_q++;
    }
    for (size_t k = s->next_q; k < s->n_q && s->q[k].outer.from == s->tok[i].from; k++) {
        if (!(s->q[k].flags & QUOTED_UNCLOSED)) {
            return &s->q[k];
        }
    }
    return NULL;
}

/* First token behind the closing marks that stand right after `i`, the final mark of a sentence. */
static uint32_t skip_closers(struct split *s, uint32_t i) {
    i++;
    while (i < s->to && !spaced(s, i) && !quotation_at(s, i) &&
           (is_closer(&s->tok[i]) || is_final(&s->tok[i]))) {
        i++;
    }
    return i;
}

/* Token i may end a sentence: decide, and return where reading goes on. */
static enum err take_final(struct split *s, uint32_t *i) {
    uint32_t last = *i;
    uint32_t next = skip_closers(s, last);
    *i = next;
    if (next == s->to) {
        return ERR_OK;
    }
    const struct token *t = &s->tok[last];
    bool ends = can_begin(s, next);
    if (!spaced(s, next)) {
        ends = ends && ((next == last + 1 && is_glued_end(s, last, next)) || t->mark > 0x3000 ||
                        quotation_at(s, next));
    } else if (t->kind == TOKEN_ABBREV) {
        ends = ends && abbrev_ends(s, last, next);
    } else if (t->mark == '.' && next == last + 1) {
        ends = ends && period_ends(s, last, next);
    }
    return ends ? end_sentence(s, next) : ERR_OK;
}

/* First token behind the closing mark of `q`, inside the block. */
static uint32_t quotation_end(const struct split *s, const struct quoted *q) {
    uint32_t end = q->tok_to < s->to ? q->tok_to : s->to;
    while (end < s->to && s->tok[end].from < q->outer.to) {
        end++;
    }
    return end;
}

/* The last token of the words quoted, closing marks inside left out. */
static const struct token *last_quoted(const struct split *s, const struct quoted *q) {
    uint32_t last = q->tok_to < s->to ? q->tok_to - 1 : s->to - 1;
    while (last > q->tok_from && is_closer(&s->tok[last])) {
        last--;
    }
    return &s->tok[last];
}

/* Step over a closed quotation; the sentence ends with it when its own last mark is final and no
 * cue follows. */
static enum err take_quotation(struct split *s, const struct quoted *q, uint32_t *i) {
    uint32_t end = quotation_end(s, q);
    const struct token *t = last_quoted(s, q);
    *i = end;
    bool final = is_final(t) || (t->kind == TOKEN_ABBREV && end < s->to && is_starter(s, end));
    if (!final) {
        return ERR_OK;
    }
    while (*i < s->to && !spaced(s, *i) && is_closer(&s->tok[*i])) {
        ++*i; /* the marks and brackets around it */
    }
    if (*i == s->to || is_final(&s->tok[*i]) || !can_begin(s, *i)) {
        return ERR_OK;
    }
    bool question = t->mark == '?' || t->mark == '!';
    return question && is_cue_clause(s, *i) ? ERR_OK : end_sentence(s, *i);
}

enum err sentence_split(arena *a, str text, const struct token *tok, uint32_t tok_from,
                        uint32_t tok_to, const struct quoted *q, size_t n_q,
                        struct sentences *out) {
    struct split s = {.a = a,
                      .text = text,
                      .tok = tok,
                      .from = tok_from,
                      .to = tok_to,
                      .q = q,
                      .n_q = n_q,
                      .out = out};
    size_t high = n_q;
    while (tok_from < tok_to && s.next_q < high) {
        size_t mid = s.next_q + (high - s.next_q) / 2;
        if (q[mid].outer.from < tok[tok_from].from) {
            s.next_q = mid + 1;
        } else {
            high = mid;
        }
    }
    for (uint32_t i = tok_from; i < tok_to;) {
        const struct quoted *here = quotation_at(&s, i);
        if (here) {
            TRY(take_quotation(&s, here, &i));
        } else if (is_final(&tok[i]) ||
                   (tok[i].kind == TOKEN_ABBREV && text.ptr[tok[i].to - 1] == '.')) {
            TRY(take_final(&s, &i));
        } else {
            i++;
        }
    }
    return end_sentence(&s, tok_to);
}

enum err sentence_split_plain(arena *a, str text, const struct token *tok, uint32_t tok_from,
                              uint32_t tok_to, struct sentences *out) {
    return sentence_split(a, text, tok, tok_from, tok_to, NULL, 0, out);
}
