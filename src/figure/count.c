/* count.c - what a number counts, in which state, and the scope that makes two figures comparable.
 * The counted noun phrase is the run of words to the right up to a function word, a verb or the
 * first plural that no further plural follows; its head is its last word. The state is a word of
 * tables/states.inc: before the noun ("14 injured people"), alone
 * ("14 were injured"), behind it within the clause, or in front of the number ("killing 14",
 * "expulsion of two diplomats"). Scope = noun class (people are one class, others by head and
 * capitalised modifiers) x state. Without a state only numbers of ten and more have one; parts of a
 * group ("four of them") have none. O(1): looks at most ten tokens to either side. */
#include "base/hash.h"
#include "figure/quantity.h"

enum { NP_WORDS = 5, REACH = 10 };

struct context {
    const struct figure_lexicon *lex;
    const struct document *doc;
    size_t from; /* tokens of the block */
    size_t to;
};

static enum noun_class noun_of(const struct context *c, size_t i) {
    uint32_t value = i < c->to ? map_find(&c->lex->noun, c->doc->tok[i].hash) : MAP_NONE;
    return value == MAP_NONE ? NOUN_NONE : (enum noun_class)value;
}

static enum state state_of(const struct context *c, size_t i) {
    bool word = i < c->to && c->doc->tok[i].kind == TOKEN_WORD;
    uint32_t value = word ? map_find(&c->lex->state, c->doc->tok[i].hash) : MAP_NONE;
    return value == MAP_NONE ? STATE_NONE : (enum state)value;
}

static bool ends_with(const struct context *c, size_t i, str tail) {
    return str_ends_with(token_str(c->doc->text, &c->doc->tok[i]), tail);
}

static bool is_plural(const struct context *c, size_t i) {
    enum noun_class cls = noun_of(c, i);
    bool s =
        ends_with(c, i, STR("s")) && !ends_with(c, i, STR("ss")) && !ends_with(c, i, STR("us"));
    return cls == NOUN_PEOPLE || cls == NOUN_HOUSES || cls == NOUN_PLURAL || s;
}

static bool is_capital(const struct context *c, size_t i) {
    return c->doc->tok[i].flags & TOKEN_CAPITAL;
}

/* A small-letter participle or past: behind the noun it is the verb. */
static bool is_verbal(const struct context *c, size_t i) {
    return !is_capital(c, i) &&
           (ends_with(c, i, STR("ed")) || ends_with(c, i, STR("ing")) || state_of(c, i));
}

static bool joins(const struct context *c, size_t i) {
    const struct token *t = &c->doc->tok[i];
    return t->kind == TOKEN_PUNCT && t->mark == '-' && !(t->flags & TOKEN_SPACE_BEFORE) &&
           i + 1 < c->to && !(c->doc->tok[i + 1].flags & TOKEN_SPACE_BEFORE);
}

/* A noun phrase being read to the right. */
struct phrase {
    size_t from;
    size_t to;
    size_t head; /* its last word */
    size_t n_words;
    bool owner; /* a possessive came last: the head comes later */
};

/* Whether word k ends the phrase: a function word, the verb, or what follows a plural. */
static bool ends_phrase(const struct context *c, size_t k, const struct phrase *p) {
    const struct token *t = &c->doc->tok[k];
    bool word = t->kind == TOKEN_WORD || t->kind == TOKEN_ABBREV;
    if (!word || noun_of(c, k) == NOUN_STOP || (t->flags & TOKEN_LINE_START)) {
        return true;
    }
    if (p->n_words == 0 || p->owner) {
        return false;
    }
    bool plural_goes_on = is_plural(c, k) && !is_capital(c, k);
    return is_verbal(c, k) || (is_plural(c, p->head) && !is_capital(c, p->head) && !plural_goes_on);
}

/* The noun phrase right of token i; false when there's none. */
static bool noun_phrase(const struct context *c, size_t i, struct phrase *p) {
    *p = (struct phrase){.from = i, .to = i, .head = i};
    for (size_t k = i; k < c->to && p->n_words < NP_WORDS; k++) {
        bool clitic = c->doc->tok[k].kind == TOKEN_CLITIC;
        if (p->n_words > 0 && (clitic || joins(c, k))) {
            p->owner = p->owner || clitic;
            continue;
        }
        if (ends_phrase(c, k, p)) {
            break;
        }
        p->owner = false;
        p->head = k;
        p->to = k + 1;
        p->n_words++;
    }
    if (p->n_words != 1) {
        return p->n_words > 1;
    }
    return noun_of(c, p->head) != NOUN_MORE && !state_of(c, p->head) &&
           !ends_with(c, p->head, STR("ly"));
}

static bool is_word(const struct context *c, size_t i, const char *word) {
    return i < c->to && c->doc->tok[i].hash == token_hash(str_from_cstr(word));
}

static bool ends_clause(const struct token *t) {
    return t->kind == TOKEN_PUNCT &&
           (t->mark == '.' || t->mark == ';' || t->mark == ':' || t->mark == '"' ||
            t->mark == 0x201d || t->mark == '?' || t->mark == '!');
}

static bool is_auxiliary(const struct context *c, size_t i) {
    static const char *const words[] = {"was", "were", "been", "are", "is",     "being",   "be",
                                        "had", "have", "has",  "got", "remain", "remained"};
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
        if (c->doc->tok[i].hash == token_hash(str_from_cstr(words[k]))) {
            return true;
        }
    }
    return false;
}

/* "had injured 17" is active, "were injured" is not. */
static bool is_have(const struct context *c, size_t i) {
    uint64_t hash = c->doc->tok[i].hash;
    return hash == token_hash(STR("had")) || hash == token_hash(STR("have")) ||
           hash == token_hash(STR("has"));
}

/* Whether the search for a state stops at token k. */
static bool stops_search(const struct context *c, size_t from, size_t k, bool auxiliary) {
    const struct token *t = &c->doc->tok[k];
    bool comma = t->kind == TOKEN_PUNCT && t->mark == ',' && auxiliary;
    bool number = t->kind == TOKEN_NUMBER && k > from;
    return ends_clause(t) || comma || number;
}

static bool is_singular_auxiliary(const struct context *c, size_t i) {
    return is_word(c, i, "was") || is_word(c, i, "is") || is_word(c, i, "has");
}

/* The state behind the noun phrase: "people were injured", "people died"; NONE when the clause
 * tells another verb first, or, the noun being `plural`, that of something else: "a ferry with 214
 * people was held". */
static size_t state_right(const struct context *c, size_t i, bool plural) {
    size_t end = i + REACH < c->to ? i + REACH : c->to;
    size_t verb_by = i + 5;
    bool auxiliary = false;
    for (size_t k = i; k < end && !stops_search(c, i, k, auxiliary); k++) {
        if (state_of(c, k)) {
            return k;
        }
        bool word = c->doc->tok[k].kind == TOKEN_WORD;
        if (word && plural && is_singular_auxiliary(c, k)) {
            break;
        }
        if (word && is_auxiliary(c, k)) {
            auxiliary = true;
            end = k + 5 < c->to ? k + 5 : c->to;
        } else if ((word && is_verbal(c, k)) || (!auxiliary && k > verb_by)) {
            break;
        }
    }
    return NONE;
}

/* The state in front of the number: "killing at least 14", "left 14", "expulsion of two". */
static size_t state_left(const struct context *c, size_t i) {
    size_t start = i > c->from + 4 ? i - 4 : c->from;
    for (size_t k = i; k-- > start;) {
        const struct token *t = &c->doc->tok[k];
        if (t->kind != TOKEN_WORD && t->kind != TOKEN_ABBREV) {
            return NONE;
        }
        if (state_of(c, k)) {
            bool passive = k > c->from && is_auxiliary(c, k - 1) && !is_have(c, k - 1);
            return passive ? NONE : k;
        }
    }
    return NONE;
}

/* The state a word tells; "treated for injuries" is hurt. */
static uint64_t state_hash(const struct context *c, size_t verb) {
    uint64_t state = state_of(c, verb);
    if (state == STATE_TREATED) {
        for (size_t k = verb + 1; k < c->to && k <= verb + 4; k++) {
            state = state_of(c, k) == STATE_INJURED ? (uint64_t)STATE_INJURED : state;
        }
    }
    return state;
}

static uint64_t singular_hash(const struct context *c, size_t i) {
    str s = token_str(c->doc->text, &c->doc->tok[i]);
    if (is_plural(c, i) && s.len > 3 && s.ptr[s.len - 1] == 's') {
        s.len -= 1;
    }
    return token_hash(s);
}

static uint64_t noun_hash(const struct context *c, const struct phrase *p) {
    enum noun_class cls = noun_of(c, p->head);
    uint64_t hash =
        cls == NOUN_PEOPLE || cls == NOUN_HOUSES ? (uint64_t)cls : singular_hash(c, p->head);
    for (size_t k = p->from; k < p->to; k++) {
        if (k != p->head && is_capital(c, k)) {
            hash = hash_join(hash, c->doc->tok[k].hash);
        }
    }
    return hash;
}

static bool is_possessive(const struct context *c, size_t i) {
    return is_word(c, i, "the") || is_word(c, i, "its") || is_word(c, i, "their");
}

/* Where the noun phrase may begin behind the number: past "of the" and "more". */
static size_t start_of_noun(const struct context *c, struct figure *f) {
    size_t i = f->tok_to;
    f->partial = is_word(c, i, "of");
    if (f->partial) {
        return is_possessive(c, i + 1) ? i + 2 : i + 1;
    }
    return noun_of(c, i) == NOUN_MORE ? i + 1 : i;
}

/* The token of the state: in the noun phrase, in front of the number, behind the phrase; or NONE.
 */
static size_t find_verb(const struct context *c, const struct figure *f, size_t i, bool found,
                        const struct phrase *p) {
    if (state_of(c, i)) {
        return i;
    }
    if (found && state_of(c, p->head)) {
        return p->head;
    }
    size_t left = state_left(c, f->tok_from);
    bool plural = found && is_plural(c, p->head) && f->high > 1;
    return left != NONE ? left : state_right(c, found ? p->to : i, plural);
}

static void count_people(const struct context *c, struct figure *f) {
    struct phrase p;
    size_t i = start_of_noun(c, f);
    bool before = state_of(c, i); /* 14 injured [people] */
    bool found = noun_phrase(c, i + before, &p);
    size_t verb = find_verb(c, f, i, found, &p);
    if (found) {
        p.from = before ? i : p.from;
        f->counted = (struct span){c->doc->tok[p.from].from, c->doc->tok[p.head].to};
        f->counted_head = (uint32_t)p.head;
    }
    f->verb = verb == NONE ? NONE : (uint32_t)verb;
    uint64_t state = verb == NONE ? 0 : state_hash(c, verb);
    uint64_t noun = found ? noun_hash(c, &p) : verb != NONE ? (uint64_t)NOUN_PEOPLE : 0;
    if (!f->partial && noun && (state || f->high >= 10)) {
        f->scope = hash_join(noun, state + 1);
    }
}

/* "0.9 mg of manganese", "62 per cent of their samples": what is measured. */
static void count_measured(const struct context *c, struct figure *f) {
    struct phrase p;
    size_t i = f->tok_to;
    if (!is_word(c, i, "of") && !is_word(c, i, "in")) {
        return;
    }
    i++;
    i += noun_of(c, i) == NOUN_STOP;
    if (noun_phrase(c, i, &p)) {
        f->counted = (struct span){c->doc->tok[p.from].from, c->doc->tok[p.head].to};
        f->counted_head = (uint32_t)p.head;
        f->scope = hash_join(hash_join(noun_hash(c, &p), hash_bytes(f->unit)), 0);
    }
}

void count_find(const struct figure_lexicon *lex, const struct document *doc, size_t from,
                size_t to, struct figure *f) {
    const struct context c = {lex, doc, from, to};
    if (f->kind == FIGURE_COUNT) {
        count_people(&c, f);
    } else if (f->kind == FIGURE_PERCENT || f->kind == FIGURE_MEASURE || f->kind == FIGURE_RATIO) {
        count_measured(&c, f);
    }
}
