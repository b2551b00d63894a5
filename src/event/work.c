/* work.c - completes an event: when, where, how many, in which clause and quotation.
 * A date, a place belongs to an event when it stands in the same clause; of several the nearest to
 * the trigger is taken, a later one before an earlier one at equal distance. Looks at most
 * PARSE_REACH chunks to either side. */
#include "event/work.h"

static uint32_t distance(const struct chunk *c, uint32_t tok) {
    return c->from > tok ? c->from - tok : tok - c->from;
}

/* Whether chunk `j` belongs to the clause of the event at chunk `i` (or of its subject). */
static bool is_in_clause(const struct parse *p, uint32_t i, uint32_t j) {
    const struct chunk *c = &p->chunk[i];
    uint32_t clause = p->chunk[j].clause;
    bool subject = c->kind == CHUNK_VG && c->subject != NONE && c->subject < i &&
                   p->chunk[c->subject].clause == clause && j < i;
    return clause == c->clause || subject;
}

/* Bounds of the chunks that are looked at. */
static uint32_t low(uint32_t i) {
    return i > PARSE_REACH ? i - PARSE_REACH : 0;
}

static uint32_t high(const struct parse *p, uint32_t i) {
    return p->n - i > PARSE_REACH ? i + PARSE_REACH : p->n;
}

static uint32_t date_at(const struct parse *p, uint32_t tok) {
    size_t lo = 0;
    size_t hi = p->dates->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (p->dates->date[mid].tok_from < tok) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return lo < p->dates->n && p->dates->date[lo].tok_from == tok ? (uint32_t)lo : NONE;
}

/* A span of time says how long, not when. */
static bool tells_when(const struct date *d) {
    return d->type != DATE_DURATION && d->type != DATE_SET;
}

static uint32_t find_date(const struct parse *p, uint32_t i, uint32_t tok) {
    uint32_t best = NONE;
    uint32_t best_distance = UINT32_MAX;
    for (uint32_t j = low(i); j < high(p, i); j++) {
        if (p->chunk[j].kind != CHUNK_DATE || !is_in_clause(p, i, j)) {
            continue;
        }
        uint32_t d = date_at(p, p->chunk[j].from);
        if (d != NONE && tells_when(&p->dates->date[d]) &&
            distance(&p->chunk[j], tok) <= best_distance) {
            best = d;
            best_distance = distance(&p->chunk[j], tok);
        }
    }
    return best;
}

static bool is_place(const struct work *w, uint32_t m) {
    return m != NONE && w->actors.names->mention[m].type == ENTITY_PLACE;
}

static uint32_t find_place(const struct work *w, uint32_t i, uint32_t tok) {
    const struct parse *p = &w->parse;
    uint32_t in = event_lexicon_prep(STR("in")) | event_lexicon_prep(STR("at")) |
                  event_lexicon_prep(STR("near"));
    uint32_t best = NONE;
    uint32_t best_distance = UINT32_MAX;
    for (uint32_t j = low(i); j + 1 < high(p, i); j++) {
        const struct chunk *np = &p->chunk[j + 1];
        if (p->chunk[j].kind != CHUNK_PREP || !(p->chunk[j].prep & in) || np->kind != CHUNK_NP ||
            !is_in_clause(p, i, j)) {
            continue;
        }
        uint32_t m = names_mention_at(w->actors.names, np->head);
        if (is_place(w, m) && distance(np, tok) <= best_distance) {
            best = m;
            best_distance = distance(np, tok);
        }
    }
    return best;
}

static uint32_t figure_in(const struct figures *figures, struct span at) {
    size_t lo = 0;
    size_t hi = figures->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (figures->figure[mid].at.from < at.from) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    for (; lo < figures->n && figures->figure[lo].at.from < at.to; lo++) {
        const struct figure *f = &figures->figure[lo];
        if (f->kind == FIGURE_COUNT && span_contains(at, f->at)) {
            return (uint32_t)lo;
        }
    }
    return NONE;
}

static struct span join(struct span a, struct span b) {
    if (span_is_empty(b)) {
        return a;
    }
    return (struct span){a.from < b.from ? a.from : b.from, a.to > b.to ? a.to : b.to};
}

static bool is_edge(const struct chunk *c) {
    return c->kind == CHUNK_COMMA || c->kind == CHUNK_STOP || c->kind == CHUNK_AND ||
           c->kind == CHUNK_QUOTE || c->kind == CHUNK_SUB || c->kind == CHUNK_WHO;
}

/* The chunks of the clause around `i`, without marks and conjunctions at its ends. */
static struct span clause_span(const struct parse *p, uint32_t i) {
    uint32_t from = i;
    uint32_t to = i;
    while (from > low(i) && p->chunk[from - 1].clause == p->chunk[i].clause) {
        from--;
    }
    while (to + 1 < high(p, i) && p->chunk[to + 1].clause == p->chunk[i].clause) {
        to++;
    }
    while (from < i && is_edge(&p->chunk[from])) {
        from++;
    }
    while (to > i && is_edge(&p->chunk[to])) {
        to--;
    }
    const struct token *tok = p->doc->tok;
    return (struct span){tok[p->chunk[from].from].from, tok[p->chunk[to].to - 1].to};
}

/* PLOVER codes what is promised as AGREE, what is threatened as THREATEN and what is refused as
 * REJECT, whatever the verb. */
static enum event_class class_of(const struct telling *t) {
    enum event_class cls = (enum event_class)t->cls;
    bool friendly = cls == EVENT_CONSULT || cls == EVENT_SUPPORT || cls == EVENT_COOPERATE ||
                    cls == EVENT_AID || cls == EVENT_YIELD;
    bool hostile = cls == EVENT_SANCTION || cls == EVENT_COERCE || cls == EVENT_ASSAULT;
    if (t->mood.negated && (friendly || cls == EVENT_AGREE)) {
        return EVENT_REJECT;
    }
    if (t->mood.modality != MODALITY_PLANNED || t->mood.negated) {
        return cls;
    }
    return friendly ? EVENT_AGREE : hostile && !t->mood.purpose ? EVENT_THREATEN : cls;
}

enum err work_tell(struct work *w, const struct telling *t) {
    const struct parse *p = &w->parse;
    uint32_t q = w->actors.quotation[t->trigger_tok];
    struct event e = {.trigger = t->trigger,
                      .trigger_tok = t->trigger_tok,
                      .type = t->type,
                      .source = t->source.mention,
                      .target = t->target.mention,
                      .source_at = t->source.at,
                      .target_at = t->target.at,
                      .place = find_place(w, t->chunk, t->trigger_tok),
                      .date = find_date(p, t->chunk, t->trigger_tok),
                      .quotation = q,
                      .sentence = w->sentence,
                      .cls = (uint8_t)class_of(t),
                      .modality = t->mood.modality,
                      .negated = t->mood.negated,
                      .nominal = t->nominal};
    e.at = clause_span(p, t->chunk);
    e.at = join(join(e.at, t->source.at), t->target.at);
    if (q != NONE) {
        bool denied = w->actors.quotes->quotation[q].negated;
        unsigned least = denied ? MODALITY_DENIED : MODALITY_ATTRIBUTED;
        e.modality = e.modality < least ? (uint8_t)least : e.modality;
    }
    if (e.place != NONE && e.place == e.target) {
        e.place = NONE;
    }
    e.figure = figure_in(w->figures, e.target_at);
    if (e.figure == NONE) {
        e.figure = figure_in(w->figures, e.source_at);
    }
    return vec_push(w->a, &w->events, e);
}
