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

/* The tense of the verb at token i, from what stands up to four tokens before it. */
static enum date_tense tense_at(const struct map *verbs, const struct document *doc, size_t from,
                                size_t i, enum verb verb) {
    bool had = verb == VERB_HAD;
    bool has = verb == VERB_HAS;
    bool be = verb == VERB_BE;
    for (size_t k = i; k-- > from && i - k <= 4;) {
        enum verb before = class_of(verbs, doc->text, &doc->tok[k]);
        if (before == VERB_WILL || before == VERB_TO || before == VERB_PLANNED) {
            return TENSE_FUTURE;
        }
        if (before == VERB_STOP || doc->tok[k].kind == TOKEN_PUNCT) {
            break;
        }
        had = had || before == VERB_HAD;
        has = has || before == VERB_HAS;
        if (before == VERB_PRESENT) {
            break;
        }
    }
    if (verb == VERB_WILL || verb == VERB_PLANNED) {
        return TENSE_FUTURE;
    }
    if (had) {
        return verb == VERB_HAD ? TENSE_PAST : TENSE_PAST_PERFECT;
    }
    if (verb == VERB_PAST || verb == VERB_MOTION || verb == VERB_BE_PAST || has) {
        return TENSE_PAST;
    }
    return be || verb == VERB_PRESENT ? TENSE_PRESENT : TENSE_UNKNOWN;
}

/* What the first verb to the right of `to` is part of: auxiliaries run on to their verb. */
static enum date_tense tense_right(const struct map *verbs, const struct document *doc, size_t to,
                                   size_t end) {
    for (size_t k = to; k < end && k - to < REACH; k++) {
        enum verb verb = class_of(verbs, doc->text, &doc->tok[k]);
        if (verb == VERB_NONE || verb == VERB_TO) {
            continue;
        }
        if (verb == VERB_STOP) {
            break;
        }
        bool auxiliary =
            verb == VERB_HAD || verb == VERB_BE || verb == VERB_BE_PAST || verb == VERB_HAS;
        for (size_t n = k + 1; auxiliary && n < end && n - k <= 3; n++) {
            enum verb next = class_of(verbs, doc->text, &doc->tok[n]);
            if (next == VERB_PLANNED ||
                (next == VERB_TO && (verb == VERB_BE || verb == VERB_BE_PAST))) {
                return TENSE_FUTURE;
            }
            if (next == VERB_PAST || next == VERB_MOTION || next == VERB_BE_PAST) {
                return verb == VERB_HAD  ? TENSE_PAST_PERFECT
                       : verb == VERB_BE ? TENSE_PRESENT
                                         : TENSE_PAST;
            }
        }
        return tense_at(verbs, doc, to, k, verb);
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
