/* parse.c - cuts a sentence into noun phrases, verb groups and the small words between them.
 * There is no tagger behind it: closed classes, the verb lists, endings (-ed, -ing) and what stands
 * to the left and right decide whether "attacks" is a verb or a noun. Names found earlier are never
 * cut. One pass from left to right, O(tokens); a wrong guess spoils one sentence at most. */
#include "event/parse.h"

enum { SHORTEST_ED = 5, SHORTEST_ING = 6 };

static const struct token *tok_at(const struct parse *p, uint32_t i) {
    return &p->doc->tok[i];
}

static bool is_hyphen(const struct parse *p, uint32_t i) {
    const struct token *t = tok_at(p, i);
    return t->kind == TOKEN_PUNCT && (t->mark == '-' || t->mark == 0x2010 || t->mark == 0x2011) &&
           !(t->flags & TOKEN_SPACE_BEFORE);
}

static bool is_quote_mark(uint16_t mark) {
    return mark == '"' || (mark >= 0x2018 && mark <= 0x201f) || mark == 0xab || mark == 0xbb ||
           mark == '\'' || mark == '`';
}

static bool is_capital(const struct parse *p, uint32_t i) {
    return (tok_at(p, i)->flags & TOKEN_CAPITAL) != 0;
}

static uint32_t cls_of(const struct parse *p, uint32_t i) {
    return i < p->to && p->word[i] ? p->word[i]->cls : 0;
}

/* Verb forms that a token may be, by the lists or by its ending. */
static unsigned form_of(const struct parse *p, uint32_t i) {
    if (i >= p->to) {
        return 0;
    }
    if (p->word[i] && (p->word[i]->form || p->word[i]->cls || p->word[i]->noun)) {
        return p->word[i]->form;
    }
    const struct token *t = tok_at(p, i);
    if (t->kind != TOKEN_WORD || (t->flags & TOKEN_CAPITAL)) {
        return 0;
    }
    str s = token_str(p->doc->text, t);
    if (s.len >= SHORTEST_ED && str_ends_with(s, STR("ed"))) {
        return FORM_PAST | FORM_PART;
    }
    return s.len >= SHORTEST_ING && str_ends_with(s, STR("ing")) ? FORM_ING : 0;
}

static bool is_noun_too(const struct parse *p, uint32_t i) {
    const struct word *w = p->word[i];
    return w && (w->noun || (w->verb && (w->verb->flags & FRAME_NOUN)));
}

static bool mention_starts(const struct parse *p, uint32_t i) {
    return p->next_mention < p->names->n_mentions &&
           p->names->mention[p->next_mention].tok_from == i &&
           p->names->mention[p->next_mention].kind != MENTION_PRONOUN;
}

static bool date_starts(const struct parse *p, uint32_t i) {
    return p->next_date < p->dates->n && p->dates->date[p->next_date].tok_from == i;
}

/* Move the cursors to token `i`; of mentions that begin together the longest is taken. */
static void seek(struct parse *p, uint32_t i) {
    const struct names *names = p->names;
    while (p->next_mention < names->n_mentions && names->mention[p->next_mention].tok_from < i) {
        p->next_mention++;
    }
    while (p->next_mention + 1 < names->n_mentions &&
           names->mention[p->next_mention + 1].tok_from == i &&
           names->mention[p->next_mention + 1].tok_to > names->mention[p->next_mention].tok_to) {
        p->next_mention++;
    }
    while (p->next_date < p->dates->n && p->dates->date[p->next_date].tok_from < i) {
        p->next_date++;
    }
}

/* Whether a noun phrase may begin at token `i`. */
static bool begins_np(const struct parse *p, uint32_t i) {
    if (i >= p->to) {
        return false;
    }
    const struct token *t = tok_at(p, i);
    if (t->kind == TOKEN_PUNCT) {
        return is_quote_mark(t->mark) && i + 1 < p->to && tok_at(p, i + 1)->kind != TOKEN_PUNCT;
    }
    uint32_t cls = cls_of(p, i);
    if (cls & (WORD_DET | WORD_POSS | WORD_PRON)) {
        return true;
    }
    return t->kind == TOKEN_NUMBER || (t->kind != TOKEN_CLITIC && is_capital(p, i) &&
                                       !(cls & (WORD_PREP | WORD_AND | WORD_SUB)));
}

/* "to" before a verb: no preposition. */
static bool is_infinitive_mark(const struct parse *p, uint32_t i) {
    return cls_of(p, i) & WORD_TO && form_of(p, i + 1) & FORM_BASE && !is_noun_too(p, i + 1);
}

/* Whether the words behind token `i` are the particle of one of its verb's frames. */
static const struct frame *frame_at(const struct parse *p, uint32_t i, uint32_t *n_particles) {
    *n_particles = 0;
    const struct frame *f = p->word[i] ? p->word[i]->verb : NULL;
    for (; f; f = f->more ? f + 1 : NULL) {
        uint32_t k = 0;
        while (k < f->n_particles && i + 1 + k < p->to &&
               tok_at(p, i + 1 + k)->hash == f->particle[k]) {
            k++;
        }
        if (k == f->n_particles && !(k > 0 && is_infinitive_mark(p, i + k))) {
            *n_particles = k;
            return f;
        }
    }
    return NULL;
}

/* "attacks", "call": a verb when an object, an infinitive or its particle follows. */
static bool acts_as_verb(const struct parse *p, uint32_t i) {
    uint32_t n_particles;
    (void)frame_at(p, i, &n_particles);
    if (n_particles > 0 || begins_np(p, i + 1)) {
        return true;
    }
    return (cls_of(p, i + 1) & WORD_TO) && (form_of(p, i + 2) & FORM_BASE);
}

static bool is_plural_word(const struct parse *p, uint32_t i) {
    str s = token_str(p->doc->text, tok_at(p, i));
    return str_ends_with(s, STR("s")) || str_equals(s, STR("police")) ||
           str_equals(s, STR("people")) || str_equals(s, STR("men"));
}

/* "Russian", "Swedish": an adjective made from a place, so that a noun must follow. */
static bool is_adjective_of_place(const struct parse *p, uint32_t i) {
    uint32_t m = names_mention_at(p->names, i);
    if (m == NONE || p->names->mention[m].tok_to != i + 1 || p->names->mention[m].entity == NONE ||
        p->names->mention[m].type == ENTITY_PERSON) {
        return false;
    }
    str word = token_str(p->doc->text, tok_at(p, i));
    const struct entity *e = &p->names->entity[p->names->mention[m].entity];
    bool ending = str_ends_with(word, STR("n")) || str_ends_with(word, STR("sh")) ||
                  str_ends_with(word, STR("ese")) || str_ends_with(word, STR("i")) ||
                  str_ends_with(word, STR("ch"));
    return ending && e->kind == ENTITY_PLACE && !str_equals_nocase(word, e->name);
}

/* A verb form at `i` behind a noun phrase whose last token is i - 1. */
static bool verb_after_noun(const struct parse *p, uint32_t i, unsigned form) {
    bool noun = is_noun_too(p, i);
    if (noun && is_adjective_of_place(p, i - 1)) {
        return false;
    }
    if (form & FORM_PAST) {
        return !noun || acts_as_verb(p, i) || !(form & FORM_BASE);
    }
    if (form & FORM_PART) {
        return true;
    }
    if (form & FORM_S) {
        return !noun || acts_as_verb(p, i);
    }
    if (form & FORM_BASE) {
        bool many = is_plural_word(p, i - 1) || cls_of(p, i - 1) & WORD_PRON;
        return many && (!noun || acts_as_verb(p, i));
    }
    return !noun || (begins_np(p, i + 1) && !is_capital(p, i));
}

/* A verb form at `i` where no noun phrase is open; `last` is the chunk before, or NULL. */
static bool verb_at_start(const struct parse *p, uint32_t i, unsigned form,
                          const struct chunk *last) {
    bool noun = is_noun_too(p, i);
    unsigned kind = last ? last->kind : CHUNK_COMMA;
    bool ing = form & FORM_ING && (!noun || begins_np(p, i + 1));
    switch (kind) {
    case CHUNK_NP:
        return verb_after_noun(p, i, form);
    case CHUNK_WHO:
        return (form & (FORM_PAST | FORM_PART)) != 0 || !noun || acts_as_verb(p, i);
    case CHUNK_SUB:
        return ing || (form & (FORM_PAST | FORM_PART)) != 0 || (form & FORM_S && !noun);
    case CHUNK_AND:
        return ing || (form & FORM_PAST && !(form & FORM_BASE)) ||
               (form & (FORM_BASE | FORM_S) && (!noun || acts_as_verb(p, i)));
    case CHUNK_PREP:
        return ing;
    case CHUNK_VG:
        return ing ||
               (form & FORM_BASE && !noun && last->frame && last->frame->flags & FRAME_CONTROL);
    default: /* the beginning of something */
        return ing || (form & FORM_PAST && !(form & FORM_BASE)) || (form & FORM_S && !noun);
    }
}

static bool is_verb(const struct parse *p, uint32_t i, const struct chunk *last, bool in_np) {
    unsigned form = form_of(p, i);
    if (!form) {
        return false;
    }
    bool first = i == p->from || tok_at(p, i - 1)->kind == TOKEN_PUNCT;
    if (is_capital(p, i) && !p->headline && !first) {
        return false;
    }
    return in_np ? verb_after_noun(p, i, form) : verb_at_start(p, i, form, last);
}

static const struct chunk *last_solid(const struct parse *p) {
    uint32_t end = p->n > PARSE_REACH ? p->n - PARSE_REACH : 0;
    for (uint32_t i = p->n; i > end; i--) {
        unsigned kind = p->chunk[i - 1].kind;
        if (kind != CHUNK_ADV && kind != CHUNK_DATE && kind != CHUNK_QUOTE) {
            bool of_date = kind == CHUNK_PREP && i < p->n && p->chunk[i].kind == CHUNK_DATE;
            if (!of_date) {
                return &p->chunk[i - 1];
            }
        }
    }
    return NULL;
}

static struct chunk *push(struct parse *p, enum chunk_kind kind, uint32_t from, uint32_t to) {
    struct chunk *c = &p->chunk[p->n++];
    *c = (struct chunk){.from = from,
                        .to = to,
                        .head = to - 1,
                        .owner_to = from,
                        .subject = NONE,
                        .subject2 = NONE,
                        .object = NONE,
                        .matrix = NONE,
                        .noun = NONE,
                        .kind = (uint8_t)kind};
    return c;
}

/* ---- verb groups ---- */

enum aux { AUX_NONE, AUX_BE, AUX_HAVE, AUX_BASE };

/* A group as it grows. */
struct group {
    uint32_t i;
    uint32_t head;
    enum aux aux;
    unsigned flags;
    bool done;
};

static void take_auxiliary(const struct parse *p, struct group *g, uint32_t cls) {
    bool starts = g->aux == AUX_NONE;
    g->flags |= cls & WORD_NOT ? CHUNK_NEGATED : 0;
    if (cls & WORD_WILL) {
        g->flags |= CHUNK_WILL | (starts ? CHUNK_FINITE : 0);
        g->aux = AUX_BASE;
    } else if (cls & WORD_MAY) {
        g->flags |= CHUNK_MAY | (starts ? CHUNK_FINITE : 0);
        g->aux = AUX_BASE;
    } else if (cls & WORD_DO) {
        g->flags |= starts ? CHUNK_FINITE : 0;
        g->aux = AUX_BASE;
    } else {
        bool ing = str_ends_with(token_str(p->doc->text, tok_at(p, g->i)), STR("ing"));
        g->flags |= !starts ? 0 : ing ? CHUNK_ING : CHUNK_FINITE;
        g->aux = cls & WORD_HAVE ? AUX_HAVE : AUX_BE;
    }
    g->head = g->i;
}

/* The main verb of the group, if token g->i is one. */
static bool take_main(const struct parse *p, struct group *g) {
    unsigned form = form_of(p, g->i);
    uint32_t cls = cls_of(p, g->i);
    bool ok = false;
    if (g->aux == AUX_BE) {
        bool due = cls & (WORD_DUE | WORD_WILLING | WORD_UNWILLING) &&
                   (cls_of(p, g->i + 1) & WORD_TO || form_of(p, g->i) & FORM_PART);
        ok = due || form & (FORM_PART | FORM_ING);
        ok = ok && !(form & FORM_ING && is_noun_too(p, g->i) && !due &&
                     cls_of(p, g->i + 1) & WORD_PREP && !p->word[g->i]->verb);
        g->flags |= form & FORM_PART && ok ? CHUNK_PASSIVE : 0;
    } else if (g->aux == AUX_HAVE) {
        ok = (form & FORM_PART) != 0;
    } else if (g->aux == AUX_BASE) {
        ok = form & FORM_BASE ||
             (!cls && tok_at(p, g->i)->kind == TOKEN_WORD && !is_capital(p, g->i));
    } else {
        ok = true;
        g->flags |= form & FORM_ING ? CHUNK_ING : CHUNK_FINITE;
        g->flags |= form & FORM_PART && !(form & FORM_BASE) ? CHUNK_BARE : 0;
    }
    if (ok) {
        g->head = g->i;
        g->done = true;
    }
    return ok;
}

/* "is going to attack" */
static bool is_going_to(const struct parse *p, const struct group *g) {
    return g->aux == AUX_BE && tok_at(p, g->i)->hash == token_hash(STR("going")) &&
           cls_of(p, g->i + 1) & WORD_TO && form_of(p, g->i + 2) & FORM_BASE;
}

/* Read one token into the group; false ends it. */
static bool group_step(const struct parse *p, struct group *g) {
    uint32_t cls = cls_of(p, g->i);
    bool aux = cls & (WORD_BE | WORD_HAVE | WORD_DO | WORD_WILL | WORD_MAY) &&
               !(g->aux == AUX_BE && cls & WORD_HAVE);
    if (aux) {
        take_auxiliary(p, g, cls);
        return true;
    }
    if (is_going_to(p, g)) {
        return true;
    }
    if (cls & WORD_TO && form_of(p, g->i + 1) & FORM_BASE && g->aux <= AUX_BE) {
        g->flags |= g->aux == AUX_BE ? CHUNK_IS_TO : CHUNK_INFINITIVE;
        g->aux = AUX_BASE;
        return true;
    }
    if (cls & WORD_TO && cls_of(p, g->i + 1) & (WORD_BE | WORD_HAVE) && g->aux <= AUX_BE) {
        g->flags |= g->aux == AUX_BE ? CHUNK_IS_TO : CHUNK_INFINITIVE;
        g->aux = AUX_BASE;
        return true;
    }
    if (cls & (WORD_NOT | WORD_HEARSAY | WORD_MAYBE | WORD_ADV) &&
        !(cls & (WORD_DUE | WORD_PREP) && g->aux == AUX_BE && cls_of(p, g->i + 1) & WORD_TO)) {
        g->flags |= cls & WORD_NOT ? CHUNK_NEGATED : 0;
        g->flags |= cls & WORD_HEARSAY ? CHUNK_HEARSAY : 0;
        g->flags |= cls & WORD_MAYBE ? CHUNK_MAY : 0;
        return true;
    }
    str s = token_str(p->doc->text, tok_at(p, g->i));
    if (!cls && str_ends_with(s, STR("ly")) && g->aux != AUX_NONE) {
        return true;
    }
    (void)take_main(p, g);
    return false;
}

/* "he'll", "they've": pronoun and auxiliary in one token before `i`. */
static bool has_auxiliary_before(const struct parse *p, uint32_t i) {
    uint32_t cls = i > p->from ? cls_of(p, i - 1) : 0;
    return cls & WORD_PRON && cls & (WORD_WILL | WORD_BE | WORD_HAVE);
}

static uint32_t take_group(struct parse *p, uint32_t i, bool linked) {
    struct group g = {.i = i, .head = i};
    if (has_auxiliary_before(p, i)) {
        g.i = i - 1;
        take_auxiliary(p, &g, cls_of(p, i - 1));
        g.i = i;
    }
    while (g.i < p->to && tok_at(p, g.i)->kind != TOKEN_PUNCT && group_step(p, &g)) {
        g.i++;
    }
    uint32_t to = g.done ? g.i + 1 : g.i > g.head ? g.head + 1 : g.i + 1;
    uint32_t n_particles = 0;
    const struct frame *frame = g.done ? frame_at(p, g.head, &n_particles) : NULL;
    struct chunk *c = push(p, CHUNK_VG, i, to + n_particles);
    c->head = g.head;
    c->frame = frame;
    c->flags = (uint16_t)(g.flags | (linked ? CHUNK_LINKED : 0));
    return c->to;
}

/* Whether a verb group begins at `i`. */
static bool begins_group(const struct parse *p, uint32_t i, const struct chunk *last) {
    uint32_t cls = cls_of(p, i);
    if (cls & WORD_PRON) {
        return false;
    }
    if (has_auxiliary_before(p, i)) {
        return form_of(p, i) != 0 || (cls & (WORD_NOT | WORD_BE)) != 0;
    }
    if (cls & (WORD_WILL | WORD_MAY | WORD_BE | WORD_HAVE | WORD_DO)) {
        return !(tok_at(p, i)->kind == TOKEN_CLITIC) || (last && last->flags & CHUNK_PRONOUN);
    }
    if (cls & WORD_NOT && cls & WORD_ADV) {
        return last && last->kind == CHUNK_NP && (form_of(p, i + 1) & (FORM_PAST | FORM_S));
    }
    if (cls & WORD_TO) {
        unsigned form = form_of(p, i + 1);
        bool base = form & FORM_BASE && !(is_noun_too(p, i + 1) && is_capital(p, i + 1));
        return base || cls_of(p, i + 1) & (WORD_BE | WORD_HAVE | WORD_DO);
    }
    return !(cls & (WORD_DET | WORD_AND | WORD_SUB | WORD_WHO)) && is_verb(p, i, last, false);
}

/* ---- noun phrases ---- */

static bool ends_np(const struct parse *p, uint32_t i, bool has_noun) {
    const struct token *t = tok_at(p, i);
    uint32_t cls = cls_of(p, i);
    if (t->kind == TOKEN_PUNCT) {
        return true;
    }
    uint32_t hard = WORD_PRON | WORD_PREP | WORD_TO | WORD_AND | WORD_WHO | WORD_WHOSE | WORD_THAT |
                    WORD_SUB | WORD_BE | WORD_HAVE | WORD_DO | WORD_WILL | WORD_MAY | WORD_NOT;
    if (cls & hard) {
        return !(cls & WORD_PRON && cls & WORD_DET && !has_noun);
    }
    return has_noun && cls & (WORD_DET | WORD_POSS | WORD_ADV);
}

/* A noun is complete and token `i` begins something else: a name after a plural noun. */
static bool parts_np(const struct parse *p, uint32_t i, bool has_noun) {
    return has_noun && mention_starts(p, i) && !is_capital(p, i - 1) && is_plural_word(p, i - 1) &&
           !(cls_of(p, i - 1) & WORD_ACTOR) && !is_hyphen(p, i - 1);
}

/* What a phrase has eaten so far. */
struct phrase {
    uint32_t i;
    uint32_t owner_to;
    bool has_noun;
};

/* Eat one token, name or date of a noun phrase that began at `from`; false ends it. */
static bool np_step(struct parse *p, uint32_t from, struct phrase *np) {
    uint32_t i = np->i;
    seek(p, i);
    const struct token *t = tok_at(p, i);
    if (t->kind == TOKEN_CLITIC && i > from) {
        np->owner_to = i + 1;
        np->has_noun = false;
        np->i++;
        return true;
    }
    bool joined = i > from && is_hyphen(p, i - 1);
    if (i > from && is_hyphen(p, i) && i + 1 < p->to &&
        !(tok_at(p, i + 1)->flags & TOKEN_SPACE_BEFORE) && tok_at(p, i + 1)->kind != TOKEN_PUNCT) {
        np->i++;
        return true;
    }
    if (!joined && i > from &&
        (ends_np(p, i, np->has_noun) || parts_np(p, i, np->has_noun) ||
         (date_starts(p, i) && np->has_noun))) {
        return false;
    }
    if (mention_starts(p, i)) {
        np->i = p->names->mention[p->next_mention].tok_to;
        np->i = np->i > p->to ? p->to : np->i;
        np->has_noun = true;
        return true;
    }
    if (!joined && np->has_noun && is_verb(p, i, NULL, true)) {
        return false;
    }
    bool small = cls_of(p, i) & (WORD_DET | WORD_POSS | WORD_ADV) || t->kind == TOKEN_NUMBER;
    bool alone = small && i == from && form_of(p, i + 1) & FORM_PAST &&
                 !(cls_of(p, i) & (WORD_POSS)) && i + 2 < p->to &&
                 (cls_of(p, i + 2) & (WORD_PREP | WORD_TO));
    np->has_noun = np->has_noun || !small || alone;
    np->i++;
    return true;
}

static uint32_t take_np(struct parse *p, uint32_t i) {
    uint32_t cls = cls_of(p, i);
    bool pronoun = cls & WORD_PRON &&
                   !(cls & (WORD_POSS | WORD_DET) && !ends_np(p, i + 1, false) && i + 1 < p->to);
    struct phrase np = {.i = i, .owner_to = i};
    if (pronoun) {
        np.i++;
    } else {
        while (np.i < p->to && np_step(p, i, &np)) {
        }
    }
    np.i = np.i > i ? np.i : i + 1;
    struct chunk *c = push(p, CHUNK_NP, i, np.i);
    c->owner_to = np.owner_to;
    c->flags = (uint16_t)((pronoun ? CHUNK_PRONOUN : 0) | (cls & WORD_POSS ? CHUNK_OWNED : 0) |
                          (cls & WORD_DEF ? CHUNK_DEFINITE : 0) |
                          (tok_at(p, i)->hash == token_hash(STR("no")) ? CHUNK_NONE : 0) |
                          (pronoun && cls & WORD_NOT ? CHUNK_NONE : 0));
    return c->to;
}

/* ---- the row ---- */

static uint32_t take_mark(struct parse *p, uint32_t i) {
    uint16_t mark = tok_at(p, i)->mark;
    bool comma = mark == ',' || mark == '(' || mark == ')' || mark == '[' || mark == ']' ||
                 (mark >= 0x2012 && mark <= 0x2015) || mark == '-';
    push(p, is_quote_mark(mark) ? CHUNK_QUOTE : comma ? CHUNK_COMMA : CHUNK_STOP, i, i + 1);
    return i + 1;
}

/* "that": a relative pronoun behind a noun and before a verb, otherwise it opens a clause - or a
 * noun phrase. */
static bool take_that(struct parse *p, uint32_t i, const struct chunk *last) {
    bool noun_before = last && last->kind == CHUNK_NP && p->n > 0 && last == &p->chunk[p->n - 1];
    uint32_t next = cls_of(p, i + 1);
    bool verb_next = next & (WORD_BE | WORD_HAVE | WORD_DO | WORD_WILL | WORD_MAY) ||
                     form_of(p, i + 1) & (FORM_PAST | FORM_S);
    if (noun_before && verb_next) {
        push(p, CHUNK_WHO, i, i + 1);
        return true;
    }
    if (last && (last->kind == CHUNK_VG || last->kind == CHUNK_NP || last->kind == CHUNK_AND)) {
        push(p, CHUNK_SUB, i, i + 1);
        return true;
    }
    return false;
}

/* A word that is neither noun phrase nor verb; 0 when it is one of these. */
static uint32_t take_small(struct parse *p, uint32_t i, const struct chunk *last) {
    uint32_t cls = cls_of(p, i);
    bool number_next = i + 1 < p->to && tok_at(p, i + 1)->kind == TOKEN_NUMBER;
    if (cls & WORD_THAT && take_that(p, i, last)) {
        return i + 1;
    }
    if (cls & WORD_AND) {
        push(p, CHUNK_AND, i, i + 1);
    } else if (cls & (WORD_WHO | WORD_WHOSE)) {
        push(p, CHUNK_WHO, i, i + 1);
    } else if (cls & WORD_SUB) {
        push(p, CHUNK_SUB, i, i + 1)->flags = (uint16_t)(cls & WORD_IF ? CHUNK_IF : 0);
    } else if (cls & WORD_PREP && !(cls & WORD_ADV && number_next)) {
        push(p, CHUNK_PREP, i, i + 1)->prep = p->word[i]->prep;
    } else if (cls & (WORD_ADV | WORD_HEARSAY | WORD_MAYBE) && !(cls & WORD_DET)) {
        push(p, CHUNK_ADV, i, i + 1);
    } else {
        return 0;
    }
    return i + 1;
}

static bool is_adverb_by_ending(const struct parse *p, uint32_t i) {
    str s = token_str(p->doc->text, tok_at(p, i));
    return !p->word[i] && s.len > 4 && str_ends_with(s, STR("ly")) && !is_capital(p, i);
}

void parse_chunks(struct parse *p) {
    p->n = 0;
    for (uint32_t i = p->from; i < p->to;) {
        seek(p, i);
        const struct chunk *last = last_solid(p);
        const struct token *t = tok_at(p, i);
        bool owned_next = false;
        if (date_starts(p, i)) {
            uint32_t to = p->dates->date[p->next_date].tok_to;
            to = to > p->to ? p->to : to > i ? to : i + 1;
            owned_next = to < p->to && tok_at(p, to)->kind == TOKEN_CLITIC;
            push(p, CHUNK_DATE, i, owned_next ? to + 1 : to);
            i = owned_next ? to + 1 : to;
            continue;
        }
        if (t->kind == TOKEN_PUNCT) {
            i = take_mark(p, i);
            continue;
        }
        if (!mention_starts(p, i)) {
            if (begins_group(p, i, last)) {
                i = take_group(p, i, last && last->kind == CHUNK_AND);
                continue;
            }
            uint32_t to = take_small(p, i, last);
            if (to) {
                i = to;
                continue;
            }
            if (is_adverb_by_ending(p, i)) {
                push(p, CHUNK_ADV, i, i + 1);
                i++;
                continue;
            }
        }
        i = take_np(p, i);
    }
}
