/* group.c - reads "has been expelled by", "will not be visiting", "is to sign" as one chunk.
 * A small machine: each auxiliary says which form the main verb may have. What stands before the
 * main verb becomes flags (will, may, not, passive); the longest particle frame is taken. O(words
 * of the group). */
#include "event/group.h"

#include "event/look.h"

/* What the last auxiliary asks for. */
enum aux { AUX_NONE, AUX_BE, AUX_HAVE, AUX_BASE };

struct group {
    uint32_t i;
    uint32_t head;
    enum aux aux;
    unsigned flags;
    bool done;
};

static void take_auxiliary(const struct parse *p, struct group *g, uint32_t cls) {
    bool starts = g->aux == AUX_NONE;
    bool ing = str_ends_with(token_str(p->doc->text, look_tok(p, g->i)), STR("ing"));
    g->flags |= cls & WORD_NOT ? CHUNK_NEGATED : 0u;
    g->flags |= cls & WORD_WILL ? CHUNK_WILL : cls & WORD_MAY ? CHUNK_MAY : 0u;
    g->flags |= !starts ? 0u : ing ? CHUNK_ING : CHUNK_FINITE;
    g->aux = cls & (WORD_WILL | WORD_MAY | WORD_DO) ? AUX_BASE
             : cls & WORD_HAVE                      ? AUX_HAVE
                                                    : AUX_BE;
    g->head = g->i;
}

/* Behind "be": a participle, or an adjective such as "due" and "ready" before an infinitive. */
static bool fits_be(const struct parse *p, struct group *g, unsigned form) {
    uint32_t next = look_cls(p, g->i + 1);
    bool due = look_cls(p, g->i) & (WORD_DUE | WORD_WILLING | WORD_UNWILLING) && next & WORD_TO;
    bool noun = form & FORM_ING && look_is_noun(p, g->i) && !p->word[g->i]->verb;
    bool ok = due || (form & (FORM_PART | FORM_ING) && !noun);
    g->flags |= ok && form & FORM_PART ? CHUNK_PASSIVE : 0u;
    return ok;
}

static bool fits(const struct parse *p, struct group *g) {
    unsigned form = look_form(p, g->i);
    switch (g->aux) {
    case AUX_BE:
        return fits_be(p, g, form);
    case AUX_HAVE:
        return (form & FORM_PART) != 0;
    case AUX_BASE: {
        bool unlisted = !look_cls(p, g->i) && look_tok(p, g->i)->kind == TOKEN_WORD;
        return form & FORM_BASE || (unlisted && !look_is_capital(p, g->i));
    }
    case AUX_NONE:
        break;
    }
    g->flags |= form & FORM_ING ? CHUNK_ING : CHUNK_FINITE;
    g->flags |= form & FORM_PART && !(form & FORM_BASE) ? CHUNK_BARE : 0u;
    return true;
}

/* "is going to attack" */
static bool is_going_to(const struct parse *p, const struct group *g) {
    return g->aux == AUX_BE && look_is(p, g->i, "going") && look_infinitive(p, g->i + 1);
}

static bool is_due(const struct parse *p, const struct group *g, uint32_t cls) {
    return cls & (WORD_DUE | WORD_PREP) && g->aux == AUX_BE && look_cls(p, g->i + 1) & WORD_TO;
}

/* Adverbs and negation between the verbs. */
static bool take_adverb(const struct parse *p, struct group *g, uint32_t cls) {
    if (!(cls & (WORD_NOT | WORD_HEARSAY | WORD_MAYBE | WORD_ADV))) {
        return !cls && g->aux != AUX_NONE && look_is_adverb(p, g->i);
    }
    if (is_due(p, g, cls)) {
        return false;
    }
    g->flags |= cls & WORD_NOT ? CHUNK_NEGATED : 0u;
    g->flags |= cls & WORD_HEARSAY ? CHUNK_HEARSAY : 0u;
    g->flags |= cls & WORD_MAYBE ? CHUNK_MAY : 0u;
    return true;
}

/* Read one token into the group; false ends it. */
static bool step(const struct parse *p, struct group *g) {
    uint32_t cls = look_cls(p, g->i);
    uint32_t aux = WORD_BE | WORD_DO | WORD_WILL | WORD_MAY | (g->aux == AUX_BE ? 0u : WORD_HAVE);
    if (cls & aux) {
        take_auxiliary(p, g, cls);
        return true;
    }
    if (is_going_to(p, g)) {
        return true;
    }
    if (cls & WORD_TO && g->aux <= AUX_BE && look_infinitive(p, g->i)) {
        g->flags |= g->aux == AUX_BE ? CHUNK_IS_TO : CHUNK_INFINITIVE;
        g->aux = AUX_BASE;
        return true;
    }
    if (take_adverb(p, g, cls)) {
        return true;
    }
    g->done = fits(p, g);
    g->head = g->done ? g->i : g->head;
    return false;
}

/* "he'll", "they've": pronoun and auxiliary in the token before `i`. */
static bool has_auxiliary_before(const struct parse *p, uint32_t i) {
    uint32_t cls = i > p->from ? look_cls(p, i - 1) : 0;
    return cls & WORD_PRON && cls & (WORD_WILL | WORD_BE | WORD_HAVE);
}

uint32_t group_take(struct parse *p, uint32_t i, bool linked) {
    struct group g = {.i = i, .head = i};
    if (has_auxiliary_before(p, i)) {
        g.i = i - 1;
        take_auxiliary(p, &g, look_cls(p, i - 1));
        g.i = g.head = i;
    }
    while (g.i < p->to && look_tok(p, g.i)->kind != TOKEN_PUNCT && step(p, &g)) {
        g.i++;
    }
    uint32_t to = g.done || g.i == g.head ? g.i + 1 : g.head + 1;
    to = to > p->to ? p->to : to;
    uint32_t n_particles = 0;
    const struct frame *frame = g.done ? look_frame(p, g.head, &n_particles) : NULL;
    struct chunk *c = parse_push(p, CHUNK_VG, i, to + n_particles);
    c->head = g.head;
    c->frame = frame;
    c->flags = (uint16_t)(g.flags | (linked ? CHUNK_LINKED : 0u));
    return c->to;
}

bool group_begins(const struct parse *p, uint32_t i, const struct chunk *last) {
    uint32_t cls = look_cls(p, i);
    if (cls & WORD_PRON) {
        return false;
    }
    if (has_auxiliary_before(p, i)) {
        return look_form(p, i) != 0 || (cls & (WORD_NOT | WORD_BE)) != 0;
    }
    if (cls & (WORD_WILL | WORD_MAY | WORD_BE | WORD_HAVE | WORD_DO)) {
        bool clitic = look_tok(p, i)->kind == TOKEN_CLITIC;
        return !clitic || (last && last->flags & CHUNK_PRONOUN);
    }
    if (cls & WORD_NOT && cls & WORD_ADV) {
        return last && last->kind == CHUNK_NP && look_form(p, i + 1) & (FORM_PAST | FORM_S);
    }
    if (cls & WORD_TO) {
        return look_infinitive(p, i);
    }
    return !(cls & (WORD_DET | WORD_AND | WORD_SUB | WORD_WHO)) && look_verb_behind(p, i, last);
}
