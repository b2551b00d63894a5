/* look.c - what a single token may be. There is no tagger: the lists, the endings -ed, -ing and
 * -ly, capital letters and one token to either side decide. Ambiguous words ("attacks") are verbs
 * only behind somebody who may act and before an object, an infinitive or their particle. O(1) a
 * question. */
#include "event/look.h"

enum { SHORTEST_ED = 5, SHORTEST_ING = 6, SHORTEST_LY = 5 };

bool look_is_hyphen(const struct parse *p, uint32_t i) {
    const struct token *t = look_tok(p, i);
    return t->kind == TOKEN_PUNCT && (t->mark == '-' || t->mark == 0x2010 || t->mark == 0x2011) &&
           !(t->flags & TOKEN_SPACE_BEFORE);
}

bool look_is_quote(uint16_t mark) {
    return mark == '"' || (mark >= 0x2018 && mark <= 0x201f) || mark == 0xab || mark == 0xbb ||
           mark == '\'' || mark == '`';
}

unsigned look_form(const struct parse *p, uint32_t i) {
    if (i >= p->to) {
        return 0;
    }
    const struct word *w = p->word[i];
    if (w && (w->form || w->cls || w->noun)) {
        return w->form;
    }
    const struct token *t = look_tok(p, i);
    if (t->kind != TOKEN_WORD || t->flags & TOKEN_CAPITAL) {
        return 0;
    }
    str s = token_str(p->doc->text, t);
    if (s.len >= SHORTEST_ED && str_ends_with(s, STR("ed"))) {
        return FORM_PAST | FORM_PART;
    }
    return s.len >= SHORTEST_ING && str_ends_with(s, STR("ing")) ? FORM_ING : 0;
}

bool look_is_noun(const struct parse *p, uint32_t i) {
    const struct word *w = i < p->to ? p->word[i] : NULL;
    return w && (w->noun || (w->verb && w->verb->flags & FRAME_NOUN));
}

bool look_is_adverb(const struct parse *p, uint32_t i) {
    str s = token_str(p->doc->text, look_tok(p, i));
    return !p->word[i] && s.len >= SHORTEST_LY && str_ends_with(s, STR("ly")) &&
           !look_is_capital(p, i);
}

bool look_mention(const struct parse *p, uint32_t i) {
    return p->next_mention < p->names->n_mentions &&
           p->names->mention[p->next_mention].tok_from == i &&
           p->names->mention[p->next_mention].kind != MENTION_PRONOUN;
}

bool look_date(const struct parse *p, uint32_t i) {
    return p->next_date < p->dates->n && p->dates->date[p->next_date].tok_from == i;
}

void look_seek(struct parse *p, uint32_t i) {
    const struct mention *m = p->names->mention;
    size_t n = p->names->n_mentions;
    while (p->next_mention < n && m[p->next_mention].tok_from < i) {
        p->next_mention++;
    }
    while (p->next_mention + 1 < n && m[p->next_mention + 1].tok_from == i &&
           m[p->next_mention + 1].tok_to > m[p->next_mention].tok_to) {
        p->next_mention++; /* of those that begin together the longest */
    }
    while (p->next_date < p->dates->n && p->dates->date[p->next_date].tok_from < i) {
        p->next_date++;
    }
}

bool look_infinitive(const struct parse *p, uint32_t i) {
    uint32_t next = i + 1 < p->to && look_is_adverb(p, i + 1) ? i + 2 : i + 1;
    if (!(look_cls(p, i) & WORD_TO) || next >= p->to) {
        return false;
    }
    bool base = look_form(p, next) & FORM_BASE;
    bool name = look_is_capital(p, next) && look_is_noun(p, next);
    return (base && !name) || look_cls(p, next) & (WORD_BE | WORD_HAVE | WORD_DO);
}

/* The last of a frame's particles is a "to" that belongs to an infinitive. */
static bool leads_infinitive(const struct parse *p, uint32_t i) {
    return look_infinitive(p, i) && !look_is_noun(p, i + 1);
}

const struct frame *look_frame(const struct parse *p, uint32_t i, uint32_t *n_particles) {
    *n_particles = 0;
    const struct frame *f = p->word[i] ? p->word[i]->verb : NULL;
    for (; f; f = f->more ? f + 1 : NULL) {
        uint32_t k = 0;
        while (k < f->n_particles && i + 1 + k < p->to &&
               look_tok(p, i + 1 + k)->hash == f->particle[k]) {
            k++;
        }
        if (k == f->n_particles && !(k > 0 && leads_infinitive(p, i + k))) {
            *n_particles = k;
            return f;
        }
    }
    return NULL;
}

bool look_approximator(const struct parse *p, uint32_t i) {
    bool first = look_is(p, i, "at")   ? look_is(p, i + 1, "least") || look_is(p, i + 1, "most")
                 : look_is(p, i, "up") ? look_is(p, i + 1, "to")
                                       : look_is(p, i + 1, "than") &&
                                             (look_is(p, i, "more") || look_is(p, i, "less") ||
                                              look_is(p, i, "fewer"));
    return first && i + 2 < p->to &&
           (look_tok(p, i + 2)->kind == TOKEN_NUMBER || look_cls(p, i + 2) & WORD_DET);
}

/* Whether a noun phrase may begin at token `i`. */
static bool begins_noun(const struct parse *p, uint32_t i) {
    if (i >= p->to) {
        return false;
    }
    const struct token *t = look_tok(p, i);
    uint32_t cls = look_cls(p, i);
    if (t->kind == TOKEN_PUNCT) {
        return look_is_quote(t->mark) && i + 1 < p->to && look_tok(p, i + 1)->kind != TOKEN_PUNCT;
    }
    if (cls & (WORD_DET | WORD_POSS | WORD_PRON) || t->kind == TOKEN_NUMBER) {
        return true;
    }
    return t->kind != TOKEN_CLITIC && look_is_capital(p, i) &&
           !(cls & (WORD_PREP | WORD_AND | WORD_SUB));
}

static bool acts_as_verb(const struct parse *p, uint32_t i) {
    uint32_t n_particles;
    (void)look_frame(p, i, &n_particles);
    return n_particles > 0 || begins_noun(p, i + 1) || leads_infinitive(p, i + 1);
}

static bool is_plural(const struct parse *p, uint32_t i) {
    str s = token_str(p->doc->text, look_tok(p, i));
    return str_ends_with(s, STR("s")) || look_is(p, i, "police") || look_is(p, i, "people") ||
           look_is(p, i, "men") || look_is(p, i, "women");
}

/* "Russian", "Swedish": an adjective made from a place, so that a noun must follow. */
static bool is_adjective_of_place(const struct parse *p, uint32_t i) {
    uint32_t m = names_mention_at(p->names, i);
    if (m == NONE || p->names->mention[m].tok_to != i + 1 || p->names->mention[m].entity == NONE) {
        return false;
    }
    str word = token_str(p->doc->text, look_tok(p, i));
    const struct entity *e = &p->names->entity[p->names->mention[m].entity];
    bool ending = str_ends_with(word, STR("n")) || str_ends_with(word, STR("sh")) ||
                  str_ends_with(word, STR("ese")) || str_ends_with(word, STR("i")) ||
                  str_ends_with(word, STR("ch"));
    return ending && e->kind == ENTITY_PLACE && !str_equals_nocase(word, e->name);
}

/* Whether the word before `i` may be the subject of a verb that could as well be a noun. */
static bool follows_actor(const struct parse *p, uint32_t i) {
    return look_is_capital(p, i - 1) || look_cls(p, i - 1) & (WORD_ACTOR | WORD_PRON) ||
           look_tok(p, i - 1)->kind == TOKEN_PUNCT || names_mention_at(p->names, i - 1) != NONE;
}

/* "they attack": behind he, we, who a plain or -s form is a verb. */
static bool follows_pronoun(const struct parse *p, uint32_t i) {
    uint32_t cls = look_cls(p, i - 1);
    return cls & WORD_PRON && !(cls & WORD_POSS);
}

/* A plain or -s form: the number of the subject and, when it is a noun as well, its kind decide. */
static bool agrees(const struct parse *p, uint32_t i, unsigned form) {
    if (follows_pronoun(p, i)) {
        return true;
    }
    bool number = form & FORM_S || is_plural(p, i - 1);
    return number && (!look_is_noun(p, i) || (follows_actor(p, i) && acts_as_verb(p, i)));
}

static bool verb_behind_noun(const struct parse *p, uint32_t i, unsigned form) {
    bool noun = look_is_noun(p, i);
    if (noun && is_adjective_of_place(p, i - 1)) {
        return false;
    }
    if (form & FORM_PAST) {
        return !noun || !(form & FORM_BASE) || acts_as_verb(p, i) || follows_pronoun(p, i);
    }
    if (form & FORM_ING) {
        return !noun || (begins_noun(p, i + 1) && !look_date(p, i + 1));
    }
    return form & FORM_PART || agrees(p, i, form);
}

/* "Armed men": a participle before its noun. */
static bool modifies(const struct parse *p, uint32_t i) {
    bool unlisted = i + 1 < p->to && !p->word[i + 1] && look_tok(p, i + 1)->kind == TOKEN_WORD;
    return unlisted || look_cls(p, i + 1) & (WORD_ACTOR | WORD_FORMER);
}

/* Behind a subordinator, relative pronoun or conjunction. */
static bool verb_behind_link(const struct parse *p, uint32_t i, unsigned form, unsigned kind) {
    bool noun = look_is_noun(p, i);
    bool any = !noun || acts_as_verb(p, i);
    bool past = form & FORM_PAST && !(form & FORM_BASE);
    if (kind == CHUNK_AND) {
        return past || (form & (FORM_BASE | FORM_S) && any);
    }
    bool participle = (form & (FORM_PAST | FORM_PART)) != 0;
    return participle || (kind == CHUNK_WHO ? any : form & FORM_S && !noun);
}

/* Behind a chunk that is no noun phrase. */
static bool verb_behind_other(const struct parse *p, uint32_t i, unsigned form,
                              const struct chunk *last) {
    bool noun = look_is_noun(p, i);
    if (form & FORM_ING && (!noun || begins_noun(p, i + 1))) {
        return true;
    }
    switch (last ? last->kind : CHUNK_STOP) {
    case CHUNK_WHO:
    case CHUNK_SUB:
    case CHUNK_AND:
        return verb_behind_link(p, i, form, last->kind);
    case CHUNK_PREP:
        return false;
    case CHUNK_VG: {
        bool controls = last->frame && last->frame->flags & FRAME_CONTROL;
        return form & FORM_BASE && !noun && controls;
    }
    default: { /* the beginning of something */
        bool past = form & FORM_PAST && !(form & FORM_BASE);
        return (form & FORM_S && !noun) || (past && (last || !modifies(p, i)));
    }
    }
}

/* A capital letter inside the sentence: a name and no verb. */
static bool is_named(const struct parse *p, uint32_t i) {
    bool first = i == p->from || look_tok(p, i - 1)->kind == TOKEN_PUNCT;
    return look_is_capital(p, i) && !p->headline && !first;
}

bool look_verb_behind_noun(const struct parse *p, uint32_t i) {
    unsigned form = look_form(p, i);
    return form && !is_named(p, i) && verb_behind_noun(p, i, form);
}

bool look_verb_behind(const struct parse *p, uint32_t i, const struct chunk *last) {
    unsigned form = look_form(p, i);
    if (!form || is_named(p, i)) {
        return false;
    }
    return last && last->kind == CHUNK_NP ? verb_behind_noun(p, i, form)
                                          : verb_behind_other(p, i, form, last);
}
