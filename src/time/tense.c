/* tense.c - the tense of the clause in which a time expression stands, from its nearest verb.
 * The verb is looked for to the left, up to the start of the sentence or a boundary of clauses; an
 * expression that opens its clause
 * ("On Saturday, she will travel") takes the first verb to the right. Auxiliaries in front of the
 * verb decide: will, is to, due to, plans to -> future; had + participle -> past perfect; otherwise
 * forms in -ed, irregular pasts and was/were -> past. No tagger: a closed list of auxiliaries and
 * irregular verbs. O(tokens of the sentence), at most 40 to either side. */
#include "time/form.h"

enum verb {
    VERB_NONE,
    VERB_WILL,
    VERB_HAD,
    VERB_HAS,
    VERB_BE_PAST,
    VERB_BE,
    VERB_PAST,
    VERB_PRESENT,
    VERB_TO,
    VERB_PLANNED,
    VERB_MOTION,
    VERB_STOP
};

static const struct {
    const char *word;
    uint8_t verb;
} words[] = {
#define V(word, verb) {word, VERB_##verb},
#include "time/tables/verbs.inc"
#undef V
};

enum { N_WORDS = sizeof words / sizeof words[0], SLOTS = 1024, REACH = 40 };

static enum verb class_of(const struct map *verbs, str text, const struct token *t) {
    if (t->kind != TOKEN_WORD && t->kind != TOKEN_CLITIC) {
        return t->kind == TOKEN_PUNCT && (t->mark == ';' || t->mark == ':') ? VERB_STOP : VERB_NONE;
    }
    uint32_t value = map_find(verbs, t->hash);
    if (value != MAP_NONE) {
        return (enum verb)value;
    }
    str s = token_str(text, t);
    bool ed = s.len > 4 && s.ptr[s.len - 1] == 'd' && s.ptr[s.len - 2] == 'e' &&
              s.ptr[s.len - 3] != 'e' && !(t->flags & TOKEN_CAPITAL);
    return ed ? VERB_PAST : VERB_NONE;
}

enum err tense_words(struct map *verbs, arena *a) {
    TRY(map_init(verbs, a, N_WORDS));
    for (size_t i = 0; i < N_WORDS; i++) {
        TRY(map_put(verbs, token_hash(str_from_cstr(words[i].word)), words[i].verb));
    }
    return ERR_OK;
}

#define VERBS(verb) (1u << (verb))

enum {
    FUTURE_VERBS = VERBS(VERB_WILL) | VERBS(VERB_TO) | VERBS(VERB_PLANNED),
    PAST_VERBS = VERBS(VERB_PAST) | VERBS(VERB_MOTION) | VERBS(VERB_BE_PAST),
    AUXILIARIES = VERBS(VERB_HAD) | VERBS(VERB_BE) | VERBS(VERB_BE_PAST) | VERBS(VERB_HAS)
};

/* The classes of the verb at token i and of the words up to four tokens before it in its group. */
static unsigned group_of(const struct map *verbs, const struct document *doc, size_t from, size_t i,
                         enum verb verb) {
    unsigned group = VERBS(verb);
    for (size_t k = i; k-- > from && i - k <= 4;) {
        enum verb before = class_of(verbs, doc->text, &doc->tok[k]);
        if (VERBS(before) & FUTURE_VERBS) {
            return group | VERBS(VERB_WILL);
        }
        if (doc->tok[k].kind == TOKEN_PUNCT || before == VERB_PRESENT) {
            break;
        }
        group |= VERBS(before) & (VERBS(VERB_HAD) | VERBS(VERB_HAS));
    }
    return group;
}

/* The tense of the verb at token i. */
static enum date_tense tense_at(const struct map *verbs, const struct document *doc, size_t from,
                                size_t i, enum verb verb) {
    unsigned group = group_of(verbs, doc, from, i, verb);
    if (group & (VERBS(VERB_WILL) | VERBS(VERB_PLANNED))) {
        return TENSE_FUTURE;
    }
    if (group & VERBS(VERB_HAD)) {
        return verb == VERB_HAD ? TENSE_PAST : TENSE_PAST_PERFECT;
    }
    if (group & (PAST_VERBS | VERBS(VERB_HAS))) {
        return TENSE_PAST;
    }
    return group & (VERBS(VERB_BE) | VERBS(VERB_PRESENT)) ? TENSE_PRESENT : TENSE_UNKNOWN;
}

/* The tense of an auxiliary at token i with the verb behind it; UNKNOWN when there's none within
 * three tokens. */
static enum date_tense tense_of_auxiliary(const struct map *verbs, const struct document *doc,
                                          size_t i, size_t end, enum verb verb) {
    bool be = verb == VERB_BE || verb == VERB_BE_PAST;
    for (size_t n = i + 1; n < end && n - i <= 3; n++) {
        enum verb next = class_of(verbs, doc->text, &doc->tok[n]);
        if (next == VERB_PLANNED || (next == VERB_TO && be)) {
            return TENSE_FUTURE;
        }
        if (VERBS(next) & PAST_VERBS) {
            return verb == VERB_HAD  ? TENSE_PAST_PERFECT
                   : verb == VERB_BE ? TENSE_PRESENT
                                     : TENSE_PAST;
        }
    }
    return TENSE_UNKNOWN;
}

/* The tense of the first verb to the right of `to`. */
static enum date_tense tense_right(const struct map *verbs, const struct document *doc, size_t to,
                                   size_t end) {
    for (size_t k = to; k < end && k - to < REACH; k++) {
        enum verb verb = class_of(verbs, doc->text, &doc->tok[k]);
        if (verb == VERB_STOP) {
            break;
        }
        if (verb == VERB_NONE || verb == VERB_TO) {
            continue;
        }
        enum date_tense tense = VERBS(verb) & AUXILIARIES
                                    ? tense_of_auxiliary(verbs, doc, k, end, verb)
                                    : TENSE_UNKNOWN;
        return tense == TENSE_UNKNOWN ? tense_at(verbs, doc, to, k, verb) : tense;
    }
    return TENSE_UNKNOWN;
}

static bool opens_clause(const struct document *doc, size_t from, size_t i) {
    size_t k = i;
    for (unsigned n = 0; n < 2 && k > from && doc->tok[k - 1].kind == TOKEN_WORD &&
                         doc->tok[k - 1].to - doc->tok[k - 1].from <= 6;
         n++) {
        k--; /* on, by, late ... */
    }
    if (k == from) {
        return true;
    }
    return doc->tok[k - 1].kind == TOKEN_PUNCT && doc->tok[k - 1].mark != '-' &&
           doc->tok[k - 1].mark != '(' && k + 1 >= i;
}

/* Whether "to" at token k opens an infinitive: a small-letter word follows that is no verb form,
 * and no verb of motion stands before. */
static bool is_infinitive(const struct map *verbs, const struct document *doc, size_t start,
                          size_t k, size_t from) {
    if (k + 2 > from || doc->tok[k + 1].kind != TOKEN_WORD ||
        (doc->tok[k + 1].flags & TOKEN_CAPITAL) ||
        map_find(verbs, doc->tok[k + 1].hash) != MAP_NONE) {
        return false;
    }
    return k == start || class_of(verbs, doc->text, &doc->tok[k - 1]) != VERB_MOTION;
}

enum date_tense tense_around(const struct map *verbs, const struct document *doc, uint32_t from,
                             uint32_t to, bool *opens) {
    uint32_t s = document_sentence_at(doc, from);
    size_t start = from > REACH ? from - REACH : 0;
    size_t end = doc->n_tok;
    if (s != NONE) {
        start = doc->sentence[s].tok_from > start ? doc->sentence[s].tok_from : start;
        end = doc->sentence[s].tok_to;
    }
    *opens = opens_clause(doc, start, from);
    if (*opens) {
        enum date_tense tense = tense_right(verbs, doc, to, end);
        if (tense != TENSE_UNKNOWN) {
            return tense;
        }
    }
    for (size_t k = from; k-- > start;) {
        enum verb verb = class_of(verbs, doc->text, &doc->tok[k]);
        if (verb == VERB_STOP) {
            break;
        }
        if (verb == VERB_TO && is_infinitive(verbs, doc, start, k, from)) {
            return TENSE_FUTURE; /* to sign an agreement on Friday */
        }
        if (verb != VERB_NONE && verb != VERB_TO) {
            return tense_at(verbs, doc, start, k, verb);
        }
    }
    return *opens ? TENSE_UNKNOWN : tense_right(verbs, doc, to, end);
}
