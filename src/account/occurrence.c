/* occurrence.c - event mentions of all witnesses become occurrences: one claim for each thing that
 * happened. Two mentions are one occurrence when the type is the same, actor and target agree (one
 * of them may be unknown to one side), and their days don't exclude each other. What happens once
 * only (a resignation, an arrest, an expulsion) stays one occurrence although the days differ by a
 * little: that is a conflict of dates and not two events. Found through two maps, type+actor and
 * type+target: O(1) a mention. */
#include "account/collate.h"
#include "base/hash.h"
#include "base/map.h"

/* Days that two datings of a thing that happens once may lie apart and still mean the same thing.
 */
enum { NEAR_DAYS = 7, MOST_WORDS = 40, MOST_COMPARED = 64 };

struct occurrence {
    struct claim claim;
    VEC(struct testimony) testimony;
};

struct occurrences {
    VEC(struct occurrence) list;
    struct map by_actor;
    struct map by_target;
};

/* What one mention says, in terms of the account. */
struct telling {
    const struct event *event;
    struct span at; /* its clause */
    uint32_t actor;
    uint32_t target;
    int32_t first_day;
    int32_t last_day;
    const struct date *date; /* or NULL */
};

/* A party as it is compared: a country, its capital and its ministries act as one ("Sofia
 * expelled", "Bulgaria expelled"). */
static uint32_t party(const struct collation *c, uint32_t entity) {
    enum { COUNTRY = 1u << 31 };
    if (entity == NONE) {
        return NONE;
    }
    const struct joined *j = &c->out->entities.entity[entity];
    bool acts_for_country = j->country && (j->kind == ENTITY_PLACE || j->kind == ENTITY_ORG);
    return acts_for_country ? (uint32_t)COUNTRY | j->country : entity;
}

static bool happens_once(str type) {
    static const str once[] = {STR("resign"),   STR("expel"),  STR("arrest"),  STR("die"),
                               STR("appoint"),  STR("elect"),  STR("fire"),    STR("convict"),
                               STR("sentence"), STR("charge"), STR("release"), STR("kill")};
    for (size_t i = 0; i < sizeof once / sizeof *once; i++) {
        if (str_equals(type, once[i])) {
            return true;
        }
    }
    return false;
}

/* The clause of an event, at most MOST_WORDS on either side of its trigger: a text without periods
 * is one clause. */
static struct span clause_of(const struct notes *n, const struct event *e) {
    const struct token *tok = n->doc.tok;
    size_t first = e->trigger_tok > MOST_WORDS ? e->trigger_tok - MOST_WORDS : 0;
    size_t last =
        e->trigger_tok + MOST_WORDS < n->doc.n_tok ? e->trigger_tok + MOST_WORDS : n->doc.n_tok - 1;
    uint32_t from = tok[first].from > e->at.from ? tok[first].from : e->at.from;
    uint32_t to = tok[last].to < e->at.to ? tok[last].to : e->at.to;
    return (struct span){from, to};
}

/* The entity of a party: its mention, else a name inside its words ("the country of Moldova"); who
 * is told by a pronoun there only owns it ("her son"). */
static uint32_t party_entity(const struct collation *c, uint32_t w, uint32_t mention,
                             struct span at) {
    const struct names *names = &c->notes[w]->names;
    uint32_t entity = collation_entity(c, w, mention);
    if (entity != NONE || span_is_empty(at)) {
        return entity;
    }
    uint32_t inside = names_mention_in(names, at);
    bool owns = inside != NONE && names->mention[inside].kind == MENTION_PRONOUN &&
                names->mention[inside].at.to < at.to;
    return owns ? NONE : collation_entity(c, w, inside);
}

static struct telling read_event(const struct collation *c, uint32_t w, const struct event *e) {
    const struct notes *n = c->notes[w];
    struct telling t = {.event = e,
                        .at = clause_of(n, e),
                        .actor = party_entity(c, w, e->source, e->source_at),
                        .target = party_entity(c, w, e->target, e->target_at),
                        .first_day = DAY_NONE,
                        .last_day = DAY_NONE};
    if (e->date != NONE && n->dates.date[e->date].first_day != DAY_NONE) {
        t.date = &n->dates.date[e->date];
        t.first_day = t.date->first_day;
        t.last_day = t.date->last_day;
    }
    return t;
}

static bool agree(const struct collation *c, uint32_t x, uint32_t y) {
    return x == NONE || y == NONE || party(c, x) == party(c, y);
}

static bool days_overlap(int32_t from, int32_t to, int32_t other_from, int32_t other_to) {
    return from == DAY_NONE || other_from == DAY_NONE || (from <= other_to && other_from <= to);
}

static bool days_near(const struct claim *claim, const struct telling *t) {
    return t->first_day <= claim->last_day + NEAR_DAYS &&
           claim->first_day <= t->last_day + NEAR_DAYS;
}

static bool is_same(const struct collation *c, const struct claim *claim, const struct telling *t) {
    if (!str_equals(claim->event_type, t->event->type) || !agree(c, claim->actor, t->actor) ||
        !agree(c, claim->target, t->target)) {
        return false;
    }
    if ((claim->modality == MODALITY_DENIED) != (t->event->modality == MODALITY_DENIED)) {
        return false;
    }
    if (days_overlap(claim->first_day, claim->last_day, t->first_day, t->last_day)) {
        return true;
    }
    bool full = party(c, claim->actor) == party(c, t->actor) &&
                party(c, claim->target) == party(c, t->target);
    return full && happens_once(t->event->type) && days_near(claim, t);
}

static uint64_t key_of(str type, uint32_t entity, uint64_t part) {
    return hash_join(hash_join(hash_bytes(type), entity), part);
}

static struct occurrence *find(const struct collation *c, struct occurrences *all,
                               const struct telling *t) {
    uint32_t i = t->actor == NONE
                     ? MAP_NONE
                     : map_find(&all->by_actor, key_of(t->event->type, party(c, t->actor), 0));
    if (i != MAP_NONE && is_same(c, &all->list.v[i].claim, t)) {
        return &all->list.v[i];
    }
    i = t->target == NONE
            ? MAP_NONE
            : map_find(&all->by_target, key_of(t->event->type, party(c, t->target), 1));
    return i != MAP_NONE && is_same(c, &all->list.v[i].claim, t) ? &all->list.v[i] : NULL;
}

static enum err enter(const struct collation *c, struct occurrences *all, uint32_t i,
                      const struct telling *t) {
    if (t->actor != NONE) {
        TRY(map_put(&all->by_actor, key_of(t->event->type, party(c, t->actor), 0), i));
    }
    return t->target == NONE
               ? ERR_OK
               : map_put(&all->by_target, key_of(t->event->type, party(c, t->target), 1), i);
}

static enum err open_occurrence(struct collation *c, struct occurrences *all, uint32_t w,
                                const struct telling *t, struct occurrence **out) {
    const struct event *e = t->event;
    struct claim claim = {.kind = CLAIM_EVENT,
                          .text = str_span(c->notes[w]->doc.text, t->at),
                          .base = {w, t->at},
                          .speaker = NONE,
                          .utterance = NONE,
                          .event_type = e->type,
                          .event_class = e->cls,
                          .modality = e->modality,
                          .actor = t->actor,
                          .target = t->target,
                          .location = NONE,
                          .first_day = t->first_day,
                          .last_day = t->last_day};
    TRY(vec_push(c->a, &all->list, (struct occurrence){.claim = claim}));
    *out = &all->list.v[all->list.n - 1];
    return ERR_OK;
}

/* A mention adds what the occurrence doesn't know yet. */
static void enrich(struct collation *c, struct claim *claim, uint32_t w, const struct telling *t) {
    const struct event *e = t->event;
    bool fuller = claim->modality == e->modality &&
                  (claim->actor == NONE || claim->target == NONE) && t->actor != NONE &&
                  t->target != NONE;
    if (e->modality < claim->modality || fuller) {
        claim->base = (struct place){w, t->at};
        claim->text = str_span(c->notes[w]->doc.text, t->at);
        claim->modality = e->modality;
    }
    claim->actor = claim->actor == NONE ? t->actor : claim->actor;
    claim->target = claim->target == NONE ? t->target : claim->target;
    claim->location = claim->location == NONE ? collation_entity(c, w, e->place) : claim->location;
    if (t->date && (claim->first_day == DAY_NONE || !claim->when.len)) {
        claim->first_day = t->first_day;
        claim->last_day = t->last_day;
        claim->when = t->date->value;
        claim->when_inferred = t->date->basis == BASIS_INFERRED;
    }
}

static enum err add_mention(struct collation *c, struct occurrences *all, uint32_t w,
                            uint32_t index) {
    const struct event *e = &c->notes[w]->events.event[index];
    struct telling t = read_event(c, w, e);
    bool spoken =
        e->quotation != NONE && c->notes[w]->quotes.quotation[e->quotation].type == QUOTE_DIRECT;
    if (spoken) {
        return ERR_OK; /* the utterance is the claim; what its words tell stays in the event layer
                        */
    }
    if (t.actor == NONE && t.target == NONE) {
        return ERR_OK; /* it stays in the event layer; without a participant there's nothing to join
                          it by */
    }
    struct occurrence *o = find(c, all, &t);
    if (!o) {
        TRY(open_occurrence(c, all, w, &t, &o));
    }
    enrich(c, &o->claim, w, &t);
    TRY(enter(c, all, (uint32_t)(o - all->list.v), &t));
    return vec_push(c->a, &o->testimony,
                    (struct testimony){.witness = w,
                                       .stance = e->nominal ? STANCE_PARAPHRASES : STANCE_SAYS,
                                       .at = t.at,
                                       .annotation = index,
                                       .rendering = NONE,
                                       .speaker = NONE});
}

enum err occurrence_collect(struct collation *c) {
    struct occurrences all = {0};
    TRY(map_init(&all.by_actor, c->a, 64));
    TRY(map_init(&all.by_target, c->a, 64));
    for (uint32_t w = 0; w < c->out->n_witnesses; w++) {
        const struct events *events = &c->notes[w]->events;
        for (uint32_t i = 0; i < events->n; i++) {
            if (collation_covers(c, w, events->event[i].trigger.from)) {
                TRY(add_mention(c, &all, w, i));
            }
        }
    }
    for (size_t i = 0; i < all.list.n; i++) {
        struct claim *claim = &all.list.v[i].claim;
        claim->testimony = all.list.v[i].testimony.v;
        claim->n_testimonies = all.list.v[i].testimony.n;
        origins_count_claim(c, claim);
        TRY(vec_push(c->a, &c->claims, *claim));
    }
    return ERR_OK;
}

/* ---- conflicts of dates ---- */

/* "March 10", "XXXX-03-10": day and month are in the words, whatever the year rests on; "a week
 * ago" isn't. */
static bool names_its_day(const struct document *doc, const struct date *d) {
    bool has_number = false;
    for (uint32_t i = d->tok_from; i < d->tok_to; i++) {
        has_number = has_number || doc->tok[i].kind == TOKEN_NUMBER;
    }
    return has_number && d->timex.len >= 10 && d->timex.ptr[5] >= '0' && d->timex.ptr[5] <= '9';
}

/* "Friday": the words name a day of the week. */
static bool names_a_weekday(const struct date *d) {
    return str_starts_with(d->timex, STR("XXXX-WXX-"));
}

/* The day a testimony gives in so many words, or NULL. Loose ones ("now", "overnight", "a week
 * later"), days that hang on a noun, and weekdays of a report whose own day is inferred contradict
 * nobody. */
static const struct date *date_of(const struct collation *c, const struct testimony *t) {
    const struct notes *n = c->notes[t->witness];
    const struct event *e = &n->events.event[t->annotation];
    const struct date *d = e->date == NONE ? NULL : &n->dates.date[e->date];
    if (!d || e->nominal || e->modality == MODALITY_PLANNED || d->first_day == DAY_NONE ||
        d->grain != GRAIN_DAY || d->open_from || d->open_to) {
        return NULL;
    }
    bool firm_weekday = names_a_weekday(d) && d->basis != BASIS_INFERRED;
    return firm_weekday || names_its_day(&n->doc, d) ? d : NULL;
}

/* Whether two datings exclude each other. The same weekday a week apart is a matter of when the
 * reports were written. */
static bool days_exclude(const struct date *d, const struct date *f) {
    bool same_weekday = names_a_weekday(d) && str_equals(d->timex, f->timex);
    return !same_weekday && !days_overlap(d->first_day, d->last_day, f->first_day, f->last_day);
}

/* Testimonies that are set against each other: all, or as many as can be compared pair by pair. */
static size_t n_compared(const struct claim *claim) {
    return claim->n_testimonies < MOST_COMPARED ? claim->n_testimonies : MOST_COMPARED;
}

/* Whether no dating of one witness overlaps any of the other: only then they contradict. */
static bool witnesses_differ(const struct collation *c, const struct claim *claim, uint32_t one,
                             uint32_t other) {
    bool both = false;
    for (size_t i = 0; i < n_compared(claim); i++) {
        const struct date *d =
            claim->testimony[i].witness == one ? date_of(c, &claim->testimony[i]) : NULL;
        for (size_t j = 0; j < n_compared(claim) && d; j++) {
            const struct date *f =
                claim->testimony[j].witness == other ? date_of(c, &claim->testimony[j]) : NULL;
            both = both || f;
            if (f && !days_exclude(d, f)) {
                return false;
            }
        }
    }
    return both;
}

static bool differs_from_any(const struct collation *c, const struct claim *claim,
                             uint32_t witness) {
    for (size_t i = 0; i < n_compared(claim); i++) {
        if (claim->testimony[i].witness != witness &&
            witnesses_differ(c, claim, witness, claim->testimony[i].witness)) {
            return true;
        }
    }
    return false;
}

/* The side of one day: every testimony that gives it. */
static enum err day_side(struct collation *c, const struct claim *claim, const struct date *day,
                         struct side *out) {
    VEC(struct place) places = {0};
    for (size_t i = 0; i < n_compared(claim); i++) {
        const struct date *d = date_of(c, &claim->testimony[i]);
        if (d && d->first_day == day->first_day) {
            TRY(vec_push(c->a, &places, (struct place){claim->testimony[i].witness, d->at}));
        }
    }
    return side_make(c, day->value, places.v, places.n, out);
}

static enum err date_conflict(struct collation *c, uint32_t index) {
    const struct claim *claim = &c->claims.v[index];
    VEC(struct side) sides = {0};
    VEC(int32_t) days = {0};
    for (size_t i = 0; i < n_compared(claim); i++) {
        const struct testimony *t = &claim->testimony[i];
        const struct date *d = date_of(c, t);
        bool known = !d || !differs_from_any(c, claim, t->witness);
        for (size_t j = 0; j < days.n && !known; j++) {
            known = days.v[j] == d->first_day;
        }
        if (!known) {
            struct side side;
            TRY(day_side(c, claim, d, &side));
            TRY(vec_push(c->a, &sides, side));
            TRY(vec_push(c->a, &days, d->first_day));
        }
    }
    if (sides.n < 2) {
        return ERR_OK;
    }
    struct conflict conflict = {.kind = CONFLICT_DATE,
                                .claim = index,
                                .subject = claim->text,
                                .reason = STR("What happens once is dated to different days by "
                                              "reports that don't allow for the other day.")};
    return side_conflict(c, conflict, sides.v, sides.n);
}

enum err occurrence_conflicts(struct collation *c) {
    for (uint32_t i = 0; i < c->claims.n; i++) {
        const struct claim *claim = &c->claims.v[i];
        if (claim->kind == CLAIM_EVENT && claim->n_witnesses > 1 &&
            happens_once(claim->event_type)) {
            TRY(date_conflict(c, i));
        }
    }
    return ERR_OK;
}
