/* np.c - eats a noun phrase token by token. Names are taken whole; 's turns what was read into the
 * possessor of what follows; a hyphen joins; a verb, a small word or a mark ends the phrase. The
 * head is the last token. O(tokens of the phrase). */
#include "event/np.h"

#include "event/look.h"

struct phrase {
    uint32_t from;
    uint32_t i;
    uint32_t owner_to;
    uint32_t head;
    bool has_noun;
};

static bool is_small_word(const struct parse *p, uint32_t i, bool has_noun) {
    uint32_t hard = WORD_PRON | WORD_PREP | WORD_TO | WORD_AND | WORD_WHO | WORD_WHOSE | WORD_THAT |
                    WORD_SUB | WORD_BE | WORD_HAVE | WORD_DO | WORD_WILL | WORD_MAY | WORD_NOT;
    uint32_t cls = look_cls(p, i);
    if (cls & hard) {
        return !(cls & WORD_PRON && cls & WORD_DET && !has_noun);
    }
    return has_noun && (cls & (WORD_DET | WORD_POSS | WORD_ADV) || look_is_adverb(p, i));
}

/* A noun is complete and a name begins at `i`: "told reporters Anna Berg had". */
static bool is_next_name(const struct parse *p, uint32_t i) {
    str before = token_str(p->doc->text, look_tok(p, i - 1));
    return look_mention(p, i) && !look_is_capital(p, i - 1) && str_ends_with(before, STR("s")) &&
           !(look_cls(p, i - 1) & WORD_ACTOR);
}

/* Whether token np->i, which no hyphen ties to the one before, belongs to something else. */
static bool ends(const struct parse *p, const struct phrase *np) {
    uint32_t i = np->i;
    if (look_tok(p, i)->kind == TOKEN_PUNCT || is_small_word(p, i, np->has_noun)) {
        return true;
    }
    return np->has_noun && (is_next_name(p, i) || look_date(p, i) ||
                            (!look_mention(p, i) && look_verb_behind_noun(p, i)));
}

/* A hyphen between two words without spaces. */
static bool joins(const struct parse *p, uint32_t i) {
    return look_is_hyphen(p, i) && i + 1 < p->to &&
           !(look_tok(p, i + 1)->flags & TOKEN_SPACE_BEFORE) &&
           look_tok(p, i + 1)->kind != TOKEN_PUNCT;
}

static void eat(struct parse *p, struct phrase *np) {
    uint32_t i = np->i;
    if (look_mention(p, i)) {
        uint32_t to = p->names->mention[p->next_mention].tok_to;
        uint32_t head = p->names->mention[p->next_mention].head;
        np->i = to > p->to ? p->to : to > i ? to : i + 1;
        np->head = head >= i && head < np->i ? head : np->i - 1;
        np->has_noun = true;
        return;
    }
    bool number = look_tok(p, i)->kind == TOKEN_NUMBER;
    bool small = number || look_cls(p, i) & (WORD_DET | WORD_POSS | WORD_ADV);
    /* "Two arrested in ...": the number stands for people */
    bool alone = small && i == np->from && look_form(p, i + 1) & FORM_PAST &&
                 !(look_cls(p, i) & WORD_POSS) && look_cls(p, i + 2) & (WORD_PREP | WORD_TO);
    np->has_noun = np->has_noun || !small || alone;
    np->head = i;
    np->i++;
}

/* A date before its noun: "the Sept. 11 attack". */
static void eat_date(const struct parse *p, struct phrase *np) {
    uint32_t to = p->dates->date[p->next_date].tok_to;
    np->i = to > p->to ? p->to : to > np->i ? to : np->i + 1;
    np->head = np->i - 1;
}

/* Eat one step of the phrase; false ends it. */
static bool step(struct parse *p, struct phrase *np) {
    uint32_t i = np->i;
    look_seek(p, i);
    if (look_approximator(p, i) && !np->has_noun) {
        np->i += 2;
        return true;
    }
    bool first = i == np->from;
    if (!first && look_tok(p, i)->kind == TOKEN_CLITIC) {
        np->owner_to = i + 1;
        np->has_noun = false;
        np->i++;
        return true;
    }
    if (!first && joins(p, i)) {
        np->i++;
        return true;
    }
    if (!first && !np->has_noun && look_date(p, i)) {
        eat_date(p, np);
        return true;
    }
    bool joined = !first && look_is_hyphen(p, i - 1);
    if (!first && !joined && ends(p, np)) {
        return false;
    }
    eat(p, np);
    return true;
}

/* Whether `i`, behind "her", is a number of what is hers: "by her two sons", "her four-year-old
 * son"; but "gave her two days". */
static bool is_owned_number(const struct parse *p, uint32_t i) {
    bool counts = look_cls(p, i) & WORD_DET && !(look_cls(p, i) & WORD_DEF) &&
                  !look_is(p, i, "a") && !look_is(p, i, "an");
    bool behind_preposition = i - 1 > p->from && look_cls(p, i - 2) & WORD_PREP;
    return (counts && behind_preposition) || (i + 1 < p->to && joins(p, i + 1));
}

/* A pronoun that no noun follows: "they", but not "her car". */
static bool is_pronoun(const struct parse *p, uint32_t i) {
    uint32_t cls = look_cls(p, i);
    if (!(cls & WORD_PRON)) {
        return false;
    }
    bool owned =
        i + 1 < p->to && look_tok(p, i + 1)->kind != TOKEN_PUNCT &&
        ((!is_small_word(p, i + 1, true) && !look_date(p, i + 1)) || is_owned_number(p, i + 1));
    return !(cls & (WORD_POSS | WORD_DET) && owned);
}

uint32_t np_take(struct parse *p, uint32_t i) {
    uint32_t cls = look_cls(p, i);
    bool pronoun = is_pronoun(p, i);
    struct phrase np = {.from = i, .i = i, .owner_to = i, .head = i};
    if (pronoun) {
        np.i++;
    }
    while (!pronoun && np.i < p->to && step(p, &np)) {
    }
    np.i = np.i > i ? np.i : i + 1;
    struct chunk *c = parse_push(p, CHUNK_NP, i, np.i);
    c->owner_to = np.owner_to;
    c->head = np.head >= np.owner_to ? np.head : np.i - 1;
    bool none = look_is(p, i, "no") || (pronoun && cls & WORD_NOT);
    c->flags = (uint16_t)((pronoun ? CHUNK_PRONOUN : 0u) | (cls & WORD_POSS ? CHUNK_OWNED : 0u) |
                          (cls & WORD_DEF ? CHUNK_DEFINITE : 0u) | (none ? CHUNK_NONE : 0u));
    return c->to;
}
