/* actor.c - from a noun phrase to its mention.
 * The mention that covers the head noun is meant, unless it is a group: then the country or body
 * its adjective names ("two Russian diplomats" stands for Russia). Without a mention the possessor,
 * the of-phrase, and for "the diplomats" an earlier phrase with the same head noun are tried in
 * this order. I and we are the speaker of the quotation they stand in. O(log mentions) a phrase. */
#include "event/actor.h"

#include "base/hash.h"
#include "text/fold.h"

enum { LONGEST_NAME = 64, SHORTEST_STEM = 4 };

static struct span tokens_span(const struct parse *p, uint32_t from, uint32_t to) {
    if (from >= to) {
        return (struct span){0, 0};
    }
    return (struct span){p->doc->tok[from].from, p->doc->tok[to - 1].to};
}

static const struct mention *mention_of(const struct actors *a, uint32_t m) {
    return &a->names->mention[m];
}

static const struct entity *entity_of(const struct actors *a, uint32_t m) {
    uint32_t e = mention_of(a, m)->entity;
    return e == NONE ? NULL : &a->names->entity[e];
}

/* First mention with index >= that of token `tok`. O(log n). */
static uint32_t mention_from(const struct actors *a, uint32_t tok) {
    size_t lo = 0;
    size_t hi = a->names->n_mentions;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (a->names->mention[mid].tok_from < tok) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return (uint32_t)lo;
}

/* A named place or body among the tokens [from, to), the last one; NONE when there is none. */
static uint32_t named_in(const struct actors *a, uint32_t from, uint32_t to) {
    uint32_t found = NONE;
    for (uint32_t m = mention_from(a, from);
         m < a->names->n_mentions && mention_of(a, m)->tok_from < to; m++) {
        const struct mention *x = mention_of(a, m);
        bool named = x->type == ENTITY_PLACE || x->type == ENTITY_ORG;
        if (named && x->kind == MENTION_NAME && x->tok_to <= to) {
            found = m;
        }
    }
    return found;
}

/* The stem on which a country and its adjective agree: Russia, Russian -> "russ". */
static str stem_of(char *out, str word) {
    static const char *const endings[] = {"ian", "ean", "an", "n", "ish", "ese", "i"};
    if (word.len > LONGEST_NAME) {
        return (str){out, 0};
    }
    str s = {out, fold_into(out, word)};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        str ending = str_from_cstr(endings[i]);
        if (str_ends_with(s, ending) && s.len - ending.len >= SHORTEST_STEM) {
            s.len -= ending.len;
            break;
        }
    }
    while (s.len > SHORTEST_STEM && strchr("aeiouy", s.ptr[s.len - 1])) {
        s.len--;
    }
    return s;
}

static uint64_t country_key(uint16_t country) {
    return hash_join(country, 0x636f756e747279u);
}

/* A mention of the place whose adjective stands at token `tok`, by its stem or, where that differs,
 * by its country; or NONE. */
static uint32_t place_of_adjective(const struct actors *a, const struct parse *p, uint32_t tok) {
    const struct token *t = &p->doc->tok[tok];
    if (t->kind != TOKEN_WORD || !(t->flags & TOKEN_CAPITAL)) {
        return NONE;
    }
    if (parse_word(p, tok) && parse_word(p, tok)->country) {
        return map_find(&a->seen, country_key(parse_word(p, tok)->country));
    }
    char room[FOLD_ROOM(LONGEST_NAME)];
    str stem = stem_of(room, token_str(p->doc->text, t));
    return stem.len >= SHORTEST_STEM ? map_find(&a->seen, ~hash_bytes(stem)) : NONE;
}

enum err actor_places(struct actors *a) {
    for (uint32_t m = (uint32_t)a->names->n_mentions; m > 0; m--) {
        const struct entity *e = entity_of(a, m - 1);
        if (e && e->kind == ENTITY_PLACE && e->country) {
            TRY(map_put(&a->seen, country_key(e->country), m - 1));
        }
    }
    return ERR_OK;
}

static uint32_t adjective_mention(const struct actors *a, const struct parse *p,
                                  const struct chunk *c) {
    uint32_t m = named_in(a, c->owner_to, c->head);
    for (uint32_t i = c->owner_to; m == NONE && i < c->head; i++) {
        m = place_of_adjective(a, p, i);
    }
    return m;
}

static bool is_first_person(const struct parse *p, const struct chunk *c) {
    return c->flags & CHUNK_PRONOUN && parse_is(p, c->from, WORD_FIRST);
}

static uint32_t speaker_at(const struct actors *a, uint32_t tok) {
    uint32_t q = a->quotation[tok];
    return q == NONE ? NONE : a->quotes->quotation[q].mention;
}

/* The noun phrase of an "of" behind chunk `i`, or NONE. */
static uint32_t of_phrase(const struct parse *p, uint32_t i) {
    return i + 2 < p->n && p->chunk[i + 1].kind == CHUNK_PREP &&
                   p->chunk[i + 1].prep == event_lexicon_prep(STR("of")) &&
                   p->chunk[i + 2].kind == CHUNK_NP
               ? i + 2
               : NONE;
}

static uint64_t head_key(const struct parse *p, const struct chunk *c) {
    return p->doc->tok[c->head].hash;
}

/* The mention on or around the head noun; groups only in *group. */
static uint32_t head_mention(const struct actors *a, const struct chunk *c, uint32_t *group) {
    uint32_t m = names_mention_at(a->names, c->head);
    *group = NONE;
    if (m != NONE && mention_of(a, m)->tok_to <= c->owner_to && c->owner_to > c->from) {
        return NONE;
    }
    if (m != NONE &&
        (mention_of(a, m)->kind == MENTION_GROUP || mention_of(a, m)->type == ENTITY_GROUP)) {
        *group = m;
        return NONE;
    }
    return m;
}

/* "The chief executive of Ardlow Water, Oona Ferrant,": the person named behind the comma. */
static uint32_t apposition(const struct actors *a, const struct parse *p, uint32_t i) {
    for (uint32_t k = of_phrase(p, i), n = 0; k != NONE && n < 4; n++) {
        i = k;
        k = of_phrase(p, i);
    }
    if (i + 3 >= p->n || p->chunk[i + 1].kind != CHUNK_COMMA || p->chunk[i + 2].kind != CHUNK_NP ||
        p->chunk[i + 3].kind != CHUNK_COMMA) {
        return NONE;
    }
    uint32_t m = names_mention_at(a->names, p->chunk[i + 2].head);
    bool person = m != NONE && mention_of(a, m)->kind == MENTION_NAME &&
                  mention_of(a, m)->type == ENTITY_PERSON;
    return person ? m : NONE;
}

static uint32_t mention_for(const struct actors *a, const struct parse *p, uint32_t i) {
    const struct chunk *c = &p->chunk[i];
    if (is_first_person(p, c)) {
        return speaker_at(a, c->from);
    }
    uint32_t group;
    uint32_t m = head_mention(a, c, &group);
    if (m == NONE) {
        m = adjective_mention(a, p, c);
    }
    if (m == NONE && c->owner_to > c->from) {
        m = named_in(a, c->from, c->owner_to);
        m = m == NONE ? names_mention_at(a->names, c->from) : m;
    }
    if (m == NONE) {
        m = apposition(a, p, i);
    }
    bool actor = parse_is(p, c->head, WORD_ACTOR);
    if (m == NONE && group == NONE && !actor && of_phrase(p, i) != NONE) {
        uint32_t inner;
        m = head_mention(a, &p->chunk[of_phrase(p, i)], &inner);
        m = m == NONE ? inner : m;
    }
    if (m == NONE && c->flags & CHUNK_DEFINITE) {
        m = map_find(&a->seen, head_key(p, c));
    }
    return m == NONE ? group : m;
}

static bool is_personal(const struct parse *p, const struct chunk *c) {
    str s = token_str(p->doc->text, &p->doc->tok[c->from]);
    return !str_equals_nocase(s, STR("it"));
}

/* The phrase with up to four of-phrases behind it. */
static struct span whole_span(const struct parse *p, uint32_t i) {
    uint32_t to = p->chunk[i].to;
    uint32_t k = of_phrase(p, i);
    for (unsigned n = 0; k != NONE && n < 4; n++) {
        to = p->chunk[k].to;
        k = of_phrase(p, k);
    }
    return tokens_span(p, p->chunk[i].from, to);
}

/* "14 injured": a number that stands for people. */
static bool is_bare_number(const struct parse *p, const struct chunk *c) {
    const struct token *t = &p->doc->tok[c->head];
    return c->to == c->from + 1 && t->kind == TOKEN_NUMBER;
}

static void judge(const struct actors *a, const struct parse *p, const struct chunk *c,
                  struct party *x) {
    uint32_t group;
    uint32_t m = head_mention(a, c, &group);
    bool people = parse_is(p, c->head, WORD_ACTOR) || group != NONE || is_bare_number(p, c);
    bool person = m != NONE && (mention_of(a, m)->type == ENTITY_PERSON ||
                                mention_of(a, m)->kind == MENTION_ROLE);
    bool named = m != NONE || p->doc->tok[c->head].flags & TOKEN_CAPITAL;
    bool pronoun = (c->flags & CHUNK_PRONOUN) != 0;
    x->person = pronoun ? is_personal(p, c) : people || person;
    x->somebody = pronoun || people || named;
}

struct party actor_of(const struct actors *a, const struct parse *p, uint32_t i) {
    if (i == NONE || p->chunk[i].kind != CHUNK_NP) {
        return PARTY_NONE;
    }
    struct party x = {.at = whole_span(p, i), .chunk = i, .mention = mention_for(a, p, i)};
    judge(a, p, &p->chunk[i], &x);
    return x;
}

struct party actor_owner(const struct actors *a, const struct parse *p, uint32_t i) {
    const struct chunk *c = &p->chunk[i];
    struct party x = PARTY_NONE;
    if (c->flags & CHUNK_OWNED) {
        x.at = tokens_span(p, c->from, c->from + 1);
        x.mention = parse_is(p, c->from, WORD_FIRST) ? speaker_at(a, c->from)
                                                     : names_mention_at(a->names, c->from);
        x.person = true;
    } else if (c->owner_to > c->from + 1) {
        x.at = tokens_span(p, c->from, c->owner_to - 1);
        x.mention = names_mention_at(a->names, c->owner_to - 2);
        x.mention = x.mention == NONE ? named_in(a, c->from, c->owner_to) : x.mention;
        x.person = parse_is(p, c->owner_to - 2, WORD_ACTOR) ||
                   (x.mention != NONE && mention_of(a, x.mention)->type == ENTITY_PERSON);
    } else {
        return x;
    }
    x.chunk = i;
    x.somebody = x.person || x.mention != NONE;
    return x;
}

struct party actor_adjective(const struct actors *a, const struct parse *p, uint32_t i) {
    const struct chunk *c = &p->chunk[i];
    uint32_t m = adjective_mention(a, p, c);
    if (m == NONE) {
        return PARTY_NONE;
    }
    bool inside = mention_of(a, m)->tok_from >= c->from && mention_of(a, m)->tok_to <= c->to;
    return (struct party){.at = inside ? mention_of(a, m)->at
                                       : tokens_span(p, c->owner_to, c->owner_to + 1),
                          .mention = m,
                          .chunk = i,
                          .somebody = true};
}

enum err actor_remember(struct actors *a, const struct parse *p) {
    for (uint32_t i = 0; i < p->n; i++) {
        const struct chunk *c = &p->chunk[i];
        if (c->kind != CHUNK_NP || c->flags & CHUNK_PRONOUN) {
            continue;
        }
        uint32_t m = adjective_mention(a, p, c);
        if (m != NONE && parse_is(p, c->head, WORD_ACTOR)) {
            TRY(map_put(&a->seen, head_key(p, c), m));
        }
    }
    for (uint32_t m = mention_from(a, p->from);
         m < a->names->n_mentions && mention_of(a, m)->tok_from < p->to; m++) {
        const struct entity *e = entity_of(a, m);
        char room[FOLD_ROOM(LONGEST_NAME)];
        if (e && e->kind == ENTITY_PLACE && mention_of(a, m)->kind == MENTION_NAME) {
            str stem = stem_of(room, e->name);
            if (stem.len >= SHORTEST_STEM) {
                TRY(map_put(&a->seen, ~hash_bytes(stem), m));
            }
        }
    }
    return ERR_OK;
}
