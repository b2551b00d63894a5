/* mention.c - chunks, role phrases, groups and pronouns as one list of mentions in text order.
 * An office with a name beside it is one mention; a name that owns an office stands inside it as
 * its own mention; all else that overlaps is dropped, the longer one winning. O(n log n) for the
 * sort. */
#include "base/sort.h"
#include "name/work.h"

struct draft {
    struct mention m;
    uint32_t chunk;
    uint32_t role;
};

struct drafts {
    VEC(struct draft) v;
};

static enum err add(struct work *w, struct drafts *d, struct draft x) {
    x.m.at = work_span(w, x.m.tok_from, x.m.tok_to);
    x.m.in_quote = w->depth[x.m.tok_from];
    x.m.entity = NONE;
    x.m.reason = NAME_UNRESOLVED;
    return vec_push(w->tmp, &d->v, x);
}

/* A weak chunk is a name when its word is one elsewhere, or speaks and is no plural. */
static bool is_kept(const struct work *w, const struct chunk *c, const struct map *words) {
    const struct form *f = &w->form.v[c->form];
    if (f->known != NONE || f->n_strong > 0) {
        return true;
    }
    if (map_find(words, f->first) != MAP_NONE && f->n_words == 1) {
        return true;
    }
    bool clitic = c->to < w->n_tok && w->tok[c->to].kind == TOKEN_CLITIC;
    bool plural = f->n_words == 1 && work_str(w, c->from).ptr[work_str(w, c->from).len - 1] == 's';
    return !(w->note[c->from] & NOTE_TITLED) && !plural && (clitic || f->person >= 3);
}

/* Words of the names that are sure, so that a surname at the start of a sentence is known again. */
static enum err collect_words(struct work *w, struct map *words) {
    TRY(map_init(words, w->tmp, w->form.n));
    for (size_t k = 0; k < w->form.n; k++) {
        if (w->form.v[k].n_strong && w->form.v[k].type == ENTITY_PERSON) {
            TRY(map_put(words, w->form.v[k].last, 1));
        }
    }
    return ERR_OK;
}

static enum err add_chunk(struct work *w, struct drafts *d, uint32_t k) {
    const struct chunk *c = &w->chunk.v[k];
    const struct form *f = &w->form.v[c->form];
    struct mention m = {.tok_from = c->title,
                        .tok_to = c->to,
                        .head = c->to - 1,
                        .kind = MENTION_NAME,
                        .type = f->type,
                        .gender = f->gender};
    m.name = work_span(w, c->from, c->to);
    m.name.from += w->tok[c->from].kind == TOKEN_HASHTAG;
    if (c->flags & CHUNK_PEOPLE) {
        m.kind = MENTION_GROUP;
        m.type = ENTITY_GROUP;
        m.plural = 1;
    }
    return add(w, d, (struct draft){m, k, NONE});
}

static enum err add_named_role(struct work *w, struct drafts *d, uint32_t k) {
    const struct role_phrase *r = &w->role.v[k];
    const struct chunk *c = &w->chunk.v[r->name];
    const struct form *f = &w->form.v[c->form];
    struct mention m = {.tok_from = r->from,
                        .tok_to = c->to,
                        .head = c->to - 1,
                        .kind = MENTION_NAME,
                        .type = ENTITY_PERSON,
                        .gender = f->gender};
    uint32_t from = r->from + work_is(w, r->from, WORD_DETERMINER | WORD_POSSESSIVE);
    m.name = work_span(w, c->from, c->to);
    m.role = work_span(w, from, r->to);
    return add(w, d, (struct draft){m, r->name, k});
}

/* Whether a lower-case noun follows, so that the office only qualifies it: "the general public". */
static bool noun_follows(const struct work *w, uint32_t i) {
    uint32_t verbal = WORD_COMMON | WORD_SPEECH | WORD_OF | WORD_FOR | WORD_AND;
    if (i >= w->n_tok || w->tok[i].kind != TOKEN_WORD || work_is_capital(w, i) ||
        work_is(w, i, verbal)) {
        return false;
    }
    str s = work_str(w, i);
    return !str_ends_with(s, STR("ed")) && !str_ends_with(s, STR("s"));
}

static bool is_owned(const struct work *w, const struct role_phrase *r) {
    return r->owner != NONE || r->owner_role != NONE || r->owner_key.len ||
           work_is(w, r->from, WORD_POSSESSIVE);
}

/* Whether an office without a name is worth a mention: somebody certain is meant. */
static bool role_means_somebody(const struct work *w, const struct role_phrase *r) {
    if (r->flags & ROLE_ORG) {
        return true;
    }
    const struct office *o = &w->lex->office.v[r->office];
    bool capital = work_is_capital(w, r->head_from);
    bool owned = is_owned(w, r);
    if ((o->flags & OFFICE_SURNAME) && !capital && !r->owner_key.len && noun_follows(w, r->to)) {
        return false;
    }
    if (w->depth[r->head_from] && capital && !(o->flags & OFFICE_ONE)) {
        return false; /* the title of a work */
    }
    if (owned || str_equals(o->key, STR("head")) || str_equals(o->key, STR("chief"))) {
        return owned;
    }
    bool after_comma =
        r->from > 0 && (work_is_mark(w, r->from - 1, ',') || work_is(w, r->from - 1, WORD_BE));
    return after_comma || (r->flags & (ROLE_DEFINITE | ROLE_INDEFINITE | ROLE_CAPITAL));
}

static enum err add_bare_role(struct work *w, struct drafts *d, uint32_t k) {
    const struct role_phrase *r = &w->role.v[k];
    if (!role_means_somebody(w, r)) {
        return ERR_OK;
    }
    bool org = (r->flags & ROLE_ORG) != 0;
    struct mention m = {.tok_from = r->from,
                        .tok_to = r->to,
                        .head = r->head_to - 1,
                        .kind = MENTION_ROLE,
                        .type = org ? ENTITY_ORG : ENTITY_PERSON};
    uint32_t from = r->from + work_is(w, r->from, WORD_DETERMINER | WORD_POSSESSIVE);
    m.role = work_span(w, from, r->to);
    if (!org) {
        const struct office *o = &w->lex->office.v[r->office];
        m.gender = o->gender;
        m.kind = (o->flags & OFFICE_UNNAMED) && (r->flags & ROLE_INDEFINITE) ? MENTION_GROUP
                                                                             : MENTION_ROLE;
    }
    return add(w, d, (struct draft){m, NONE, k});
}

/* "two Ukrainian officials", "the police": the noun, what stands directly before it, and the
 * article. */
static enum err add_group(struct work *w, struct drafts *d, uint32_t i) {
    uint32_t from = i;
    for (unsigned k = 0; k < 5 && from > 0 && !(w->note[from - 1] & NOTE_BLOCK_END); k++) {
        uint32_t j = from - 1;
        uint32_t chunk = w->chunk_of[j];
        if (chunk != NONE) {
            from = w->chunk.v[chunk].from;
            w->chunk.v[chunk].flags |= w->chunk.v[chunk].flags & CHUNK_ADJECTIVE ? CHUNK_USED : 0;
            continue;
        }
        if (work_is(w, j, WORD_DETERMINER)) {
            from = j;
            break;
        }
        bool plain = work_is(w, j, WORD_ROLE_NOUN | WORD_MODIFIER | WORD_ADJECTIVE) ||
                     w->tok[j].kind == TOKEN_NUMBER;
        if (!plain || w->role_of[j] != NONE) {
            break;
        }
        from = j;
    }
    struct mention m = {.tok_from = from,
                        .tok_to = i + 1,
                        .head = i,
                        .kind = MENTION_GROUP,
                        .type = ENTITY_GROUP,
                        .plural = 1};
    return add(w, d, (struct draft){m, NONE, NONE});
}

static enum err add_words(struct work *w, struct drafts *d) {
    for (uint32_t i = 0; i < w->n_tok; i++) {
        if (!w->word[i] || w->chunk_of[i] != NONE || w->role_of[i] != NONE) {
            continue;
        }
        if (work_is(w, i, WORD_PRONOUN)) {
            struct mention m = {.tok_from = i,
                                .tok_to = i + 1,
                                .head = i,
                                .kind = MENTION_PRONOUN,
                                .type = ENTITY_OTHER};
            m.gender = work_is(w, i, WORD_MASCULINE)  ? GENDER_MALE
                       : work_is(w, i, WORD_FEMININE) ? GENDER_FEMALE
                                                      : GENDER_UNKNOWN;
            m.plural = work_is(w, i, WORD_PLURAL);
            m.type = m.gender ? ENTITY_PERSON : ENTITY_OTHER;
            TRY(add(w, d, (struct draft){m, NONE, NONE}));
        } else if (work_is(w, i, WORD_GROUP) &&
                   (!work_is_capital(w, i) || (w->note[i] & NOTE_START))) {
            TRY(add_group(w, d, i));
        }
    }
    return ERR_OK;
}

static int compare_drafts(const void *a, const void *b, void *ctx) {
    const struct draft *x = a;
    const struct draft *y = b;
    (void)ctx;
    if (x->m.tok_from != y->m.tok_from) {
        return x->m.tok_from < y->m.tok_from ? -1 : 1;
    }
    return x->m.tok_to > y->m.tok_to ? -1 : x->m.tok_to < y->m.tok_to;
}

/* Whether `x` may stand inside the role phrase of `outer`: as its possessor. */
static bool is_possessor(const struct work *w, const struct draft *outer, const struct draft *x) {
    if (x->m.tok_to > outer->m.tok_to) {
        return false;
    }
    if (outer->role == NONE) { /* "Russia" of "Russia's Foreign Ministry" */
        return outer->chunk != NONE && x->chunk != NONE && x->m.tok_from == outer->m.tok_from;
    }
    const struct role_phrase *r = &w->role.v[outer->role];
    if (x->m.kind == MENTION_PRONOUN) {
        return x->m.tok_from == r->from && work_is(w, x->m.tok_from, WORD_POSSESSIVE);
    }
    return (x->chunk != NONE && x->chunk == r->owner) ||
           (x->role != NONE && x->role == r->owner_role);
}

static enum err keep(struct work *w, const struct drafts *d) {
    const struct draft *outer = NULL;
    const struct draft *inner = NULL;
    for (size_t k = 0; k < d->v.n; k++) {
        const struct draft *x = &d->v.v[k];
        if (outer && x->m.tok_from < outer->m.tok_to) {
            bool inside = inner && x->m.tok_from < inner->m.tok_to;
            const struct draft *host = inside ? inner : outer;
            if (!is_possessor(w, host, x)) {
                continue;
            }
            inner = x;
        } else {
            outer = x;
            inner = NULL;
        }
        TRY(vec_push(w->a, &w->mention, x->m));
        TRY(vec_push(w->tmp, &w->mention_chunk, x->chunk));
        TRY(vec_push(w->tmp, &w->mention_role, x->role));
    }
    return ERR_OK;
}

enum err mention_collect(struct work *w) {
    struct drafts d = {0};
    struct map words = {0};
    TRY(collect_words(w, &words));
    TRY(add_words(w, &d));
    for (uint32_t k = 0; k < w->role.n; k++) {
        TRY(w->role.v[k].name != NONE ? add_named_role(w, &d, k) : add_bare_role(w, &d, k));
    }
    for (uint32_t k = 0; k < w->chunk.n; k++) {
        const struct chunk *c = &w->chunk.v[k];
        bool used = c->role != NONE || (c->flags & CHUNK_USED);
        if (!used && is_kept(w, c, &words)) {
            TRY(add_chunk(w, &d, k));
        }
    }
    TRY(sort_stable(w->tmp, d.v.v, d.v.n, sizeof *d.v.v, compare_drafts, NULL));
    return keep(w, &d);
}

/* Whether somebody is seen to speak: a verb of saying stands beside the mention. */
bool mention_speaks(const struct work *w, uint32_t mention) {
    const struct mention *m = &w->mention.v[mention];
    uint32_t i = m->tok_to;
    if (i < w->n_tok && w->note[i - 1] & NOTE_BLOCK_END) {
        i = w->n_tok;
    }
    bool before = m->tok_from > 0 && work_is(w, m->tok_from - 1, WORD_SPEECH) &&
                  !(w->note[m->tok_from - 1] & NOTE_BLOCK_END);
    return work_is(w, i, WORD_SPEECH) || before;
}
