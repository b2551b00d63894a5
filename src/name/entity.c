/* entity.c - one entity for each cluster of forms, in order of first mention, and one for each
 * unnamed group. A surname that two people bear goes, mention by mention, to the one named last.
 * O(mentions). */
#include "base/hash.h"
#include "name/cluster.h"
#include "text/fold.h"

enum { MOST_BEARERS = 16 };

enum err entity_add(struct work *w, struct entity e, uint32_t mention, uint32_t *id) {
    *id = (uint32_t)w->entity.n;
    TRY(vec_push(w->tmp, &w->first_mention, mention));
    return vec_push(w->a, &w->entity, e);
}

/* Words without the article, folded, and `salt` make the key under which later mentions find the
 * entity again; `fresh` makes a new one in any case. */
enum err entity_own(struct work *w, uint32_t mention, str words, uint64_t salt, bool fresh,
                    uint32_t *id) {
    const struct mention *m = &w->mention.v[mention];
    str key = fold_case(w->a, words);
    if (!key.ptr) {
        return w->a->last;
    }
    uint64_t h = hash_join(hash_bytes(key), salt);
    uint32_t at = map_find(&w->own, h);
    if (at == MAP_NONE || fresh) {
        struct entity e = {.name = words, .key = key, .kind = m->type, .gender = m->gender};
        TRY(entity_add(w, e, mention, &at));
        TRY(map_put(&w->own, h, at));
    }
    *id = at;
    return ERR_OK;
}

static str name_of(const struct work *w, const struct form *f) {
    const struct chunk *c = &w->chunk.v[f->chunk];
    if (f->known != NONE) {
        return w->lex->known.v[f->known].name;
    }
    str s = str_span(w->doc->text, work_span(w, c->from, c->to));
    return w->tok[c->from].kind == TOKEN_HASHTAG ? str_slice(s, 1, s.len) : s;
}

/* Country of a known place or organisation, or the one an organisation's name begins with. */
static uint16_t country_of(const struct work *w, const struct form *f) {
    uint32_t known = f->known;
    if (known == NONE &&
        (f->type != ENTITY_ORG || !run_known(w, w->chunk.v[f->chunk].from, &known))) {
        return 0;
    }
    return w->lex->known.v[known].country;
}

static enum err make_entity(struct work *w, const struct clusters *c, uint32_t form,
                            uint32_t mention, uint32_t *id) {
    const struct form *f = &w->form.v[form];
    struct entity e = {.name = name_of(w, f), .kind = f->type};
    e.gender = f->type == ENTITY_PERSON ? f->gender : GENDER_UNKNOWN;
    e.country = country_of(w, f);
    e.key = fold_case(w->a, e.name);
    if (!e.key.ptr) {
        return w->a->last;
    }
    if (f->type == ENTITY_PERSON) {
        const struct chunk *x = &w->chunk.v[f->chunk];
        e.surname = c->fold[form];
        uint32_t last = x->to - 1;
        while (last > x->from &&
               (!token_is_wordlike(&w->tok[last]) || work_is(w, last, WORD_NAME_END))) {
            last--;
        }
        str given = str_trim(str_span(w->doc->text, work_span(w, x->from, last)));
        e.given = last > x->from ? fold_case(w->a, given) : (str){0};
    }
    return entity_add(w, e, mention, id);
}

/* "Mrs. Morrow" is not Axel Morrow. */
static bool title_conflicts(const struct work *w, const struct chunk *c, const struct form *f) {
    uint32_t flags = 0;
    for (uint32_t i = c->title; i < c->from; i++) {
        flags |= work_word(w, i);
    }
    return (f->gender == GENDER_MALE && (flags & WORD_FEMININE)) ||
           (f->gender == GENDER_FEMALE && (flags & WORD_MASCULINE));
}

/* Whether the form is somewhere named with the office that stands before the chunk. */
static bool shares_office(const struct work *w, const struct chunk *c, const struct form *f) {
    uint32_t k = c->role == NONE ? NONE : f->latest;
    for (unsigned n = 0; k != NONE && n < MOST_BEARERS; n++, k = w->chunk.v[k].next) {
        uint32_t role = w->chunk.v[k].role;
        if (role != NONE && str_equals(w->role.v[role].key, w->role.v[c->role].key)) {
            return true;
        }
    }
    return false;
}

/* Among the bearers of a surname the one of the same office, else the one whom the title allows and
 * who was named last before, else the first one. */
static uint32_t nearest_bearer(const struct work *w, const struct clusters *c, const uint32_t *last,
                               uint32_t chunk) {
    const struct chunk *x = &w->chunk.v[chunk];
    uint32_t at = map_find(&c->by_last, w->form.v[x->form].key);
    uint32_t best = NONE;
    uint32_t first = NONE;
    uint32_t best_last = 0;
    for (unsigned n = 0; n < MOST_BEARERS && at != NONE; n++, at = c->next_last[at]) {
        uint32_t head = at;
        while (c->head[head] != head) {
            head = c->head[head];
        }
        if (shares_office(w, x, &w->form.v[at])) {
            return head;
        }
        bool conflict = title_conflicts(w, x, &w->form.v[at]);
        first = conflict && first != NONE ? first : head;
        if (!conflict && last[head] && last[head] > best_last) {
            best_last = last[head];
            best = head;
        }
    }
    return best != NONE ? best : first;
}

static uint8_t reason_of(const struct work *w, const struct clusters *c, uint32_t form,
                         uint32_t head, bool first) {
    const struct form *f = &w->form.v[form];
    if (first) {
        return f->n_words >= w->form.v[head].n_words || f->known != NONE ? NAME_FULL
                                                                         : c->reason[form];
    }
    if (form == head) {
        return NAME_SAME;
    }
    return c->reason[form] == NAME_FULL ? NAME_SAME : c->reason[form];
}

static enum err link_name(struct work *w, const struct clusters *c, uint32_t *of, uint32_t *last,
                          uint32_t k) {
    struct mention *m = &w->mention.v[k];
    uint32_t form = w->chunk.v[w->mention_chunk.v[k]].form;
    uint32_t head = form;
    while (c->head[head] != head) {
        head = c->head[head];
    }
    if (c->ambiguous[form]) {
        head = nearest_bearer(w, c, last, w->mention_chunk.v[k]);
    }
    bool first = of[head] == NONE;
    if (first) {
        TRY(make_entity(w, c, head, k, &of[head]));
    }
    last[head] = k + 1;
    m->entity = of[head];
    m->reason = reason_of(w, c, form, head, first);
    if (m->kind != MENTION_GROUP) {
        m->type = w->entity.v[m->entity].kind;
    }
    struct entity *e = &w->entity.v[m->entity];
    if (e->kind == ENTITY_PERSON && !e->gender && !c->ambiguous[form]) {
        e->gender = m->gender;
    }
    m->gender = e->gender;
    return ERR_OK;
}

enum err entity_link(struct work *w) {
    struct clusters c = {0};
    TRY(cluster_forms(w, &c));
    uint32_t *of = arena_array(w->tmp, w->form.n + 1, sizeof *of);
    uint32_t *last = arena_array(w->tmp, w->form.n + 1, sizeof *last);
    if (!of || !last) {
        return w->tmp->last;
    }
    memset(of, 0xff, (w->form.n + 1) * sizeof *of);
    for (uint32_t k = 0; k < w->mention.n; k++) {
        struct mention *m = &w->mention.v[k];
        if (w->mention_chunk.v[k] != NONE) {
            TRY(link_name(w, &c, of, last, k));
        } else if (m->kind == MENTION_GROUP) {
            uint32_t from = m->tok_from + work_is(w, m->tok_from, WORD_DETERMINER);
            str words = str_span(w->doc->text,
                                 work_span(w, from < m->tok_to ? from : m->tok_from, m->tok_to));
            TRY(entity_own(w, k, words, 1, false, &m->entity));
        }
    }
    return ERR_OK;
}

/* Lists of mentions and offices by entity, counted and then filled. */
enum err entity_finish(struct work *w) {
    size_t n = w->entity.n;
    size_t *n_mentions = arena_array(w->tmp, n + 1, sizeof *n_mentions);
    size_t *n_roles = arena_array(w->tmp, n + 1, sizeof *n_roles);
    if (!n_mentions || !n_roles) {
        return w->tmp->last;
    }
    for (size_t k = 0; k < w->mention.n; k++) {
        n_mentions[w->mention.v[k].entity < n ? w->mention.v[k].entity : n]++;
    }
    for (size_t k = 0; k < w->tied.n; k++) {
        n_roles[w->tied.v[k].entity]++;
    }
    for (size_t i = 0; i < n; i++) {
        w->entity.v[i].mention = arena_array(w->a, n_mentions[i], sizeof(uint32_t));
        w->entity.v[i].role = arena_array(w->a, n_roles[i], sizeof(struct role));
        if (!w->entity.v[i].mention || !w->entity.v[i].role) {
            return w->a->last;
        }
    }
    for (uint32_t k = 0; k < w->mention.n; k++) {
        uint32_t id = w->mention.v[k].entity;
        if (id != NONE) {
            struct entity *e = &w->entity.v[id];
            ((uint32_t *)e->mention)[e->n_mentions++] = k;
        }
    }
    for (size_t k = 0; k < w->tied.n; k++) {
        struct entity *e = &w->entity.v[w->tied.v[k].entity];
        ((struct role *)e->role)[e->n_roles++] = w->tied.v[k].role;
    }
    return ERR_OK;
}

const char *entity_kind_name(enum entity_kind kind) {
    switch (kind) {
    case ENTITY_PERSON:
        return "person";
    case ENTITY_ORG:
        return "organisation";
    case ENTITY_PLACE:
        return "place";
    case ENTITY_GROUP:
        return "group";
    case ENTITY_OTHER:
        break;
    }
    return "other";
}
