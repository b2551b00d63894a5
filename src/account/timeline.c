/* timeline.c - what happened, was said and was written, in order of days.
 * Only days that a report gives (or that an inferred anchor yields, marked so) make an entry; a
 * claim without a day has no place here. Equal days keep the order of claims. O(n log n). */
#include "account/collate.h"
#include "base/sort.h"

struct entries {
    VEC(struct timeline_entry) list;
};

static const struct date *saying_date(const struct collation *c, const struct testimony *t) {
    const struct notes *n = c->notes[t->witness];
    uint32_t date = t->annotation == NONE ? NONE : n->quotes.quotation[t->annotation].date;
    return date == NONE ? NULL : &n->dates.date[date];
}

static const struct date *event_date(const struct collation *c, const struct testimony *t) {
    const struct notes *n = c->notes[t->witness];
    uint32_t date = n->events.event[t->annotation].date;
    return date == NONE ? NULL : &n->dates.date[date];
}

/* An entry for a claim: the day of its first dated testimony, with the words of every testimony
 * that gives the same. */
static enum err add_claim(struct collation *c, struct entries *out, uint32_t index) {
    const struct claim *claim = &c->claims.v[index];
    bool is_event = claim->kind == CLAIM_EVENT;
    const struct date *day = NULL;
    VEC(struct place) places = {0};
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        const struct testimony *t = &claim->testimony[i];
        const struct date *d = is_event ? event_date(c, t) : saying_date(c, t);
        if (!d || d->first_day == DAY_NONE || (day && d->first_day != day->first_day)) {
            continue;
        }
        day = day ? day : d;
        TRY(vec_push(c->a, &places, (struct place){t->witness, d->at}));
        TRY(vec_push(c->a, &places, (struct place){t->witness, t->at}));
    }
    if (!day) {
        return ERR_OK;
    }
    struct timeline_entry entry = {.first_day = day->first_day,
                                   .last_day = day->last_day,
                                   .open_to = day->open_to,
                                   .value = day->value,
                                   .kind = is_event ? TIMELINE_EVENT : TIMELINE_SAYING,
                                   .claim = index,
                                   .text = claim->text,
                                   .place = places.v,
                                   .n_places = places.n,
                                   .inferred = day->basis == BASIS_INFERRED};
    return vec_push(c->a, &out->list, entry);
}

/* The day a report was written, as far as known. */
static enum err add_report(struct collation *c, struct entries *out, uint32_t w) {
    const struct anchor *anchor = &c->out->witness[w].anchor;
    if (anchor->day == DAY_NONE) {
        return ERR_OK;
    }
    struct place *place = arena_new(c->a, struct place);
    if (!place) {
        return c->a->last;
    }
    *place = (struct place){w, anchor->at};
    int year;
    int month;
    int mday;
    day_to_civil(anchor->day, &year, &month, &mday);
    struct timeline_entry entry = {.first_day = anchor->day,
                                   .last_day = anchor->day,
                                   .kind = TIMELINE_REPORT,
                                   .claim = NONE,
                                   .text = c->notes[w]->doc.id,
                                   .place = place,
                                   .n_places = 1,
                                   .inferred = anchor->basis == BASIS_INFERRED};
    TRY(collation_printf(c, &entry.value, "%04d-%02d-%02d", year, month, mday));
    return vec_push(c->a, &out->list, entry);
}

static int by_day(const void *x, const void *y, void *ctx) {
    const struct timeline_entry *a = x;
    const struct timeline_entry *b = y;
    (void)ctx;
    if (a->first_day != b->first_day) {
        return a->first_day < b->first_day ? -1 : 1;
    }
    return a->last_day < b->last_day ? -1 : a->last_day > b->last_day;
}

enum err timeline_collect(struct collation *c) {
    struct entries entries = {0};
    for (uint32_t i = 0; i < c->claims.n; i++) {
        if (c->claims.v[i].kind != CLAIM_FIGURE) {
            TRY(add_claim(c, &entries, i));
        }
    }
    for (uint32_t w = 0; w < c->out->n_witnesses; w++) {
        TRY(add_report(c, &entries, w));
    }
    TRY(sort_stable(c->a, entries.list.v, entries.list.n, sizeof *entries.list.v, by_day, NULL));
    c->out->timeline = entries.list.v;
    c->out->n_timeline = entries.list.n;
    return ERR_OK;
}
