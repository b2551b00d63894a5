/* holder.c - who holds an office: appositions and predicates first, then earlier and later mentions
 * of the office. "The chief prosecutor, Ivan Geshev," and "X, the chief prosecutor," tie an office
 * to a name, "X resigned as ..." too. A bare office ("the president") goes to the holder known in
 * the report whose office agrees in words, country and organisation, nearest first; an office that
 * speaks and has no holder yet goes to a person without office who is first named as a speaker in
 * the next paragraph. Two people of one office and nothing to choose between: unresolved, which
 * makes it an entity of its own. Candidates come from chains by the office's last word, at most
 * MOST_TRIED each. */
#include "base/hash.h"
#include "name/work.h"

enum { MOST_TRIED = 24, LATER_BLOCKS = 6, NEXT_BLOCKS = 2, MOST_LOOKED = 256, MOST_AHEAD = 40 };

struct holders {
    struct map by_word;  /* last word of the key -> tied */
    struct map by_class; /* 1 heads of something, 2 chief diplomats */
    struct map org_word; /* word of an organisation's name -> entity, as read so far */
    uint32_t company;    /* organisation named last that is neither a country's nor an outlet */
    uint32_t *last;      /* last mention of each entity so far, + 1 */
};

static const struct office *office_of(const struct work *w, const struct role_phrase *r) {
    return r->office == NONE ? NULL : &w->lex->office.v[r->office];
}

static uint64_t last_word(str key) {
    size_t i = key.len;
    while (i > 0 && key.ptr[i - 1] != ' ') {
        i--;
    }
    return hash_bytes(str_slice(key, i, key.len));
}

static uint64_t first_word(str key) {
    size_t end = str_find(key, STR(" "), 0);
    return hash_bytes(str_slice(key, 0, end == SIZE_MAX ? key.len : end));
}

/* 1 for an office at the top of something, 2 for chief diplomats, else 0. */
static uint32_t class_of(const struct work *w, const struct role_phrase *r) {
    const struct office *o = office_of(w, r);
    if (!o) {
        return 0;
    }
    bool diplomat = (o->flags & OFFICE_GENERIC) || str_equals(o->key, STR("foreign minister")) ||
                    str_equals(o->key, STR("secretary of state"));
    return diplomat ? 2 : o->flags & OFFICE_HEAD ? 1 : 0;
}

static uint32_t owner_entity(const struct work *w, const struct role_phrase *r, uint32_t k) {
    for (uint32_t j = k + 1;
         r->owner != NONE && j < w->mention.n && w->mention.v[j].tok_from < w->mention.v[k].tok_to;
         j++) {
        if (w->mention_chunk.v[j] == r->owner) {
            return w->mention.v[j].entity;
        }
    }
    for (uint32_t j = k + 1; r->owner_role != NONE && j < w->mention.n &&
                             w->mention.v[j].tok_from < w->mention.v[k].tok_to;
         j++) {
        if (w->mention_role.v[j] == r->owner_role) {
            return w->mention.v[j].entity;
        }
    }
    return NONE;
}

static enum err tie(struct work *w, struct holders *h, uint32_t entity, uint32_t k) {
    uint32_t phrase = w->mention_role.v[k];
    const struct role_phrase *r = &w->role.v[phrase];
    const struct mention *m = &w->mention.v[k];
    struct tied t = {
        .entity = entity, .phrase = phrase, .next_word = map_find(&h->by_word, last_word(r->key))};
    uint32_t class = class_of(w, r);
    t.next_class = class ? map_find(&h->by_class, class) : NONE;
    t.role = (struct role){.at = m->role,
                           .key = r->key,
                           .country = r->country,
                           .org = owner_entity(w, r, k),
                           .mention = k};
    uint32_t id = (uint32_t)w->tied.n;
    TRY(vec_push(w->tmp, &w->tied, t));
    TRY(map_put(&h->by_word, last_word(r->key), id));
    if (str_find(r->key, STR(" of "), 0) != SIZE_MAX) {
        TRY(map_put(&h->by_word, hash_join(first_word(r->key), 1), id));
    }
    struct entity *e = &w->entity.v[entity];
    const struct office *o = office_of(w, r);
    e->gender = e->gender || !o ? e->gender : o->gender;
    return class ? map_put(&h->by_class, class, id) : ERR_OK;
}

static enum err tie_written(struct work *w, struct holders *h) {
    for (uint32_t k = 0; k < w->mention.n; k++) {
        struct mention *m = &w->mention.v[k];
        uint32_t role = w->mention_role.v[k];
        if (role == NONE) {
            continue;
        }
        if (m->kind == MENTION_NAME) {
            TRY(tie(w, h, m->entity, k));
            continue;
        }
        uint32_t name = apposition_name(w, k);
        if (name != NONE && m->kind == MENTION_ROLE) {
            m->entity = w->mention.v[name].entity;
            m->reason = NAME_APPOSITION;
            TRY(tie(w, h, m->entity, k));
        }
    }
    return ERR_OK;
}

/* 4 the same office, 3 one is the other in short ("minister", "interior minister"), 0 different. */
static int words_agree(str a, str b) {
    if (str_equals(a, b)) {
        return 4;
    }
    str few = a.len < b.len ? a : b;
    str many = a.len < b.len ? b : a;
    bool tail = str_ends_with(many, few) && many.ptr[many.len - few.len - 1] == ' ';
    bool lead = str_starts_with(many, few) &&
                str_starts_with(str_slice(many, few.len, many.len), STR(" of "));
    return tail || lead ? 3 : 0;
}

/* Whether some office of the entity belongs to a country or organisation. */
static bool is_owned(const struct work *w, uint32_t entity) {
    for (size_t k = w->tied.n; k > 0 && w->tied.n - k < MOST_LOOKED; k--) {
        const struct tied *t = &w->tied.v[k - 1];
        if (t->entity == entity && (t->role.org != NONE || t->role.country)) {
            return true;
        }
    }
    return false;
}

/* Words alike, or both offices of a class and the bare one says only whose head is meant: 2. */
static int office_agreement(const struct work *w, const struct tied *t, const struct role_phrase *r,
                            uint32_t owner) {
    static const char *const heads[] = {"head", "chief", "boss"};
    const struct role_phrase *s = &w->role.v[t->phrase];
    int score = words_agree(r->key, s->key);
    uint32_t class = class_of(w, r);
    if (score || !class || class != class_of(w, s)) {
        return score;
    }
    bool loose = class == 2;
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
        loose = loose || str_equals(r->key, str_from_cstr(heads[k]));
    }
    bool free = t->role.org == NONE && !s->owner_key.len && !is_owned(w, t->entity);
    bool owned = owner != NONE || r->owner_key.len;
    bool same_owner = owner != NONE && t->role.org == owner;
    return loose && (same_owner || (owned && free)) ? 2 : 0;
}

/* Whether country, gender, owner or time forbid that `t` answers the office. */
static bool offices_conflict(const struct work *w, const struct tied *t, uint32_t k,
                             uint32_t owner) {
    const struct role_phrase *r = &w->role.v[w->mention_role.v[k]];
    const struct role_phrase *s = &w->role.v[t->phrase];
    uint8_t gender = w->mention.v[k].gender;
    uint8_t other = w->entity.v[t->entity].gender;
    bool countries = r->country && t->role.country && r->country != t->role.country;
    bool genders = gender && other && gender != other;
    bool owners = !r->country && owner != NONE && t->role.org != NONE && t->role.org != owner;
    bool words = r->owner_key.len && s->owner_key.len && !str_equals(r->owner_key, s->owner_key);
    return countries || genders || owners || words || ((r->flags ^ s->flags) & ROLE_FORMER);
}

/* How well the holder `t` answers the bare office of mention `k`; 0 not at all. */
static int agreement(const struct work *w, const struct tied *t, uint32_t k, uint32_t owner) {
    const struct role_phrase *r = &w->role.v[w->mention_role.v[k]];
    const struct role_phrase *s = &w->role.v[t->phrase];
    int score = r->flags & ROLE_INDEFINITE ? 0 : office_agreement(w, t, r, owner);
    if (score == 0 || offices_conflict(w, t, k, owner)) {
        return 0;
    }
    bool same_owner = owner != NONE && t->role.org == owner;
    score += r->country && r->country == t->role.country ? 3 : 0;
    score += same_owner || (r->owner_key.len && str_equals(r->owner_key, s->owner_key)) ? 3 : 0;
    return score;
}

struct choice {
    uint32_t tied;
    int score;
    bool twice; /* another entity scores the same */
};

static void consider(const struct work *w, const struct holders *h, uint32_t k, uint32_t owner,
                     uint32_t at, struct choice *best) {
    const struct tied *t = &w->tied.v[at];
    int score = agreement(w, t, k, owner);
    if (score == 0) {
        return;
    }
    uint32_t here = document_block_at(w->doc, w->mention.v[k].at.from);
    uint32_t last = h->last[t->entity];
    uint32_t there =
        document_block_at(w->doc, w->mention.v[last ? last - 1 : t->role.mention].at.from);
    uint32_t gap = here > there ? here - there : there - here;
    if (last == 0 && gap > LATER_BLOCKS) {
        return;
    }
    score = score * 4 + (last ? 4 : 0) + (gap == 0 ? 3 : gap == 1 ? 2 : gap <= 3 ? 1 : 0);
    if (best->tied != NONE && w->tied.v[best->tied].entity == t->entity) {
        best->score = score > best->score ? score : best->score;
        return;
    }
    if (score > best->score) {
        *best = (struct choice){at, score, false};
    } else if (score == best->score) {
        best->twice = true;
    }
}

static uint32_t find_holder(const struct work *w, const struct holders *h, uint32_t k,
                            uint32_t owner) {
    const struct role_phrase *r = &w->role.v[w->mention_role.v[k]];
    struct choice best = {NONE, 0, false};
    uint32_t at = map_find(&h->by_word, last_word(r->key));
    for (unsigned n = 0; n < MOST_TRIED && at != NONE; n++, at = w->tied.v[at].next_word) {
        consider(w, h, k, owner, at, &best);
    }
    at = map_find(&h->by_word, hash_join(first_word(r->key), 1));
    if (at != MAP_NONE) {
        consider(w, h, k, owner, at, &best);
    }
    uint32_t class = class_of(w, r);
    at = class ? map_find(&h->by_class, class) : NONE;
    for (unsigned n = 0; n < MOST_TRIED && at != NONE; n++, at = w->tied.v[at].next_class) {
        consider(w, h, k, owner, at, &best);
    }
    return best.twice ? NONE : best.tied;
}

static bool has_office(const struct work *w, uint32_t entity) {
    for (size_t k = w->tied.n; k > 0 && w->tied.n - k < MOST_LOOKED; k--) {
        if (w->tied.v[k - 1].entity == entity) {
            return true;
        }
    }
    return false;
}

/* Whether mention `j` brings in a person without office, by full name and speaking, who may be
 * mention `k`. */
static bool comes_in_speaking(const struct work *w, uint32_t k, uint32_t j) {
    const struct mention *x = &w->mention.v[j];
    const struct entity *e = &w->entity.v[x->entity];
    uint8_t gender = w->mention.v[k].gender;
    bool genders = !gender || !e->gender || gender == e->gender;
    return span_is_empty(x->role) && w->first_mention.v[x->entity] == j && mention_speaks(w, j) &&
           genders && e->given.len && !has_office(w, x->entity);
}

/* The person without office whom the next paragraph brings in as a speaker. */
static uint32_t next_speaker(const struct work *w, uint32_t k) {
    uint32_t here = document_block_at(w->doc, w->mention.v[k].at.from);
    for (uint32_t j = k + 1; j < w->mention.n && j < k + MOST_AHEAD; j++) {
        const struct mention *x = &w->mention.v[j];
        uint32_t there = document_block_at(w->doc, x->at.from);
        if (there > here + NEXT_BLOCKS) {
            return NONE;
        }
        if (x->kind == MENTION_NAME && x->type == ENTITY_PERSON && !x->in_quote && there > here) {
            return comes_in_speaking(w, k, j) ? x->entity : NONE;
        }
    }
    return NONE;
}

static enum err resolve_person(struct work *w, struct holders *h, uint32_t k) {
    struct mention *m = &w->mention.v[k];
    const struct role_phrase *r = &w->role.v[w->mention_role.v[k]];
    uint32_t owner = owner_entity(w, r, k);
    uint32_t found = find_holder(w, h, k, owner);
    if (found != NONE) {
        m->entity = w->tied.v[found].entity;
        m->reason = h->last[m->entity] ? NAME_ROLE_BEFORE : NAME_ROLE_LATER;
    } else if ((r->flags & ROLE_DEFINITE) && mention_speaks(w, k)) {
        m->entity = next_speaker(w, k);
        m->reason = m->entity == NONE ? NAME_UNRESOLVED : NAME_ROLE_LATER;
    }
    if (m->entity != NONE) {
        m->gender = w->entity.v[m->entity].gender;
        bool later = m->reason == NAME_ROLE_LATER;
        return later ? tie(w, h, m->entity, k) : ERR_OK;
    }
    uint64_t salt =
        hash_join(hash_join(2, r->country), owner == NONE ? hash_bytes(r->owner_key) : owner);
    TRY(entity_own(w, k, str_span(w->doc->text, m->role), salt, (r->flags & ROLE_INDEFINITE) != 0,
                   &m->entity));
    if (w->first_mention.v[m->entity] != k) {
        m->reason = NAME_ROLE_BEFORE;
        return ERR_OK;
    }
    return tie(w, h, m->entity, k);
}

static bool is_company_word(uint64_t hash) {
    static const char *const words[] = {"company",  "firm",         "corporation",  "manufacturer",
                                        "carrier",  "airline",      "airframer",    "automaker",
                                        "carmaker", "retailer",     "publisher",    "broadcaster",
                                        "group",    "organization", "organisation", "charity"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (hash == token_hash(str_from_cstr(words[k]))) {
            return true;
        }
    }
    return false;
}

/* "the bloc" and "the alliance" are the European Union and NATO in a report that names those. */
static uint32_t known_bloc(const struct work *w, uint64_t head) {
    bool bloc = head == token_hash(STR("bloc"));
    if (!bloc && head != token_hash(STR("alliance"))) {
        return NONE;
    }
    str name = bloc ? STR("European Union") : STR("NATO");
    uint32_t form = map_find(&w->form_of, hash_join(hash_bytes(name), ENTITY_ORG + 1u));
    for (uint32_t k = 0; form != MAP_NONE && k < w->mention.n && k < MOST_LOOKED; k++) {
        uint32_t chunk = w->mention_chunk.v[k];
        if (chunk != NONE && w->chunk.v[chunk].form == form) {
            return w->mention.v[k].entity;
        }
    }
    return NONE;
}

/* "the ministry": the organisation named last with that word in its name; "the company": the last
 * company. */
static enum err resolve_org(struct work *w, struct holders *h, uint32_t k) {
    struct mention *m = &w->mention.v[k];
    const struct role_phrase *r = &w->role.v[w->mention_role.v[k]];
    uint64_t head = w->tok[r->head_to - 1].hash;
    bool bare = r->owner == NONE && r->owner_role == NONE && r->head_from + 1 == r->head_to &&
                (r->flags & ROLE_DEFINITE);
    uint32_t named = bare ? map_find(&h->org_word, head) : NONE;
    named = named == NONE && bare && is_company_word(head) ? h->company : named;
    if (named != NONE) {
        m->entity = named;
        m->reason = NAME_ROLE_BEFORE;
        return ERR_OK;
    }
    if (bare && (named = known_bloc(w, head)) != NONE) {
        m->entity = named;
        m->reason = NAME_KNOWLEDGE;
        return ERR_OK;
    }
    uint32_t owner = owner_entity(w, r, k);
    uint64_t salt = hash_join(hash_join(3, r->country), owner);
    TRY(entity_own(w, k, str_span(w->doc->text, m->role), salt, false, &m->entity));
    w->entity.v[m->entity].country = r->country;
    m->reason = w->first_mention.v[m->entity] == k ? NAME_UNRESOLVED : NAME_ROLE_BEFORE;
    return map_put(&h->org_word, head, m->entity);
}

static enum err note_org(struct work *w, struct holders *h, uint32_t k) {
    const struct mention *m = &w->mention.v[k];
    if (m->kind != MENTION_NAME || m->type != ENTITY_ORG || m->entity == NONE) {
        return ERR_OK;
    }
    bool public = false; /* ministries and such are no company */
    for (uint32_t i = m->tok_from; i < m->tok_to; i++) {
        public = public || work_is(w, i, WORD_ORG);
        if (work_is(w, i, WORD_ORG_NOUN)) {
            TRY(map_put(&h->org_word, w->tok[i].hash, m->entity));
        }
    }
    public = public && !work_is(w, m->tok_to - 1, WORD_ORG_END);
    uint32_t known = w->chunk.v[w->mention_chunk.v[k]].known;
    bool outlet = known != NONE && w->lex->known.v[known].form == KNOWN_OUTLET;
    h->company = outlet || public || w->entity.v[m->entity].country ? h->company : m->entity;
    return ERR_OK;
}

enum err holder_resolve(struct work *w) {
    struct holders h = {.company = NONE};
    TRY(map_init(&h.by_word, w->tmp, 64));
    TRY(map_init(&h.by_class, w->tmp, 8));
    TRY(map_init(&h.org_word, w->tmp, 64));
    h.last = arena_array(w->tmp, w->entity.n + w->mention.n + 1, sizeof *h.last);
    if (!h.last) {
        return w->tmp->last;
    }
    TRY(tie_written(w, &h));
    for (uint32_t k = 0; k < w->mention.n; k++) {
        struct mention *m = &w->mention.v[k];
        TRY(note_org(w, &h, k));
        if (m->entity == NONE && w->mention_role.v[k] != NONE) {
            TRY(m->type == ENTITY_ORG ? resolve_org(w, &h, k) : resolve_person(w, &h, k));
        }
        if (m->entity != NONE) {
            h.last[m->entity] = k + 1;
        }
    }
    return ERR_OK;
}
