/* meta_day.c - candidates for the day of publication: every plausible day that some source has.
 * O(evidence x candidates). */
#include "page/meta_day.h"

bool meta_day_is_machine(unsigned source) {
    switch (source) {
    case META_CLASS_DAY:
    case META_TEXT_PUBLISHED:
    case META_TEXT_MODIFIED:
    case META_TEXT_DAY:
    case META_TEXT_START_DAY:
    case META_TIME_TEXT:
        return false;
    default:
        return true;
    }
}

bool meta_day_is_in_text(unsigned source) {
    return !meta_day_is_machine(source) || source == META_TIME || source == META_TIME_PUBLISHED ||
           source == META_TIME_MODIFIED || source == META_DATA_DAY;
}

bool meta_day_is_strong(unsigned source) {
    return source == META_LD_PUBLISHED || source == META_OG_PUBLISHED ||
           source == META_LD_PAGE_PUBLISHED || source == META_META_PUBLISHED ||
           source == META_ITEM_PUBLISHED;
}

static bool is_day_source(unsigned source) {
    enum meta_field field = meta_evidence_field((enum meta_source)source);
    return field == META_FIELD_DAY || field == META_FIELD_MODIFIED;
}

static struct meta_candidate *find_or_add(struct meta_day_reading *r, const struct day *day,
                                          const struct meta_evidence *from) {
    int32_t number = day_number(day);
    for (size_t i = 0; i < r->out->list.n; i++) {
        if (day_number(&r->out->list.v[i].day) == number) {
            return &r->out->list.v[i];
        }
    }
    struct meta_candidate c = {.day = *day, .from = from, .order = (uint32_t)r->out->list.n};
    if (r->out->list.n >= META_RANK_MOST || vec_push(r->m->a, &r->out->list, c) != ERR_OK) {
        return NULL;
    }
    r->tally[r->out->list.n - 1].all_place = ~0u;
    return &r->out->list.v[r->out->list.n - 1];
}

/* The better form of a day: with time and zone, from a machine-readable source. */
static bool is_better(const struct meta_candidate *c, const struct day *day,
                      const struct meta_evidence *e) {
    unsigned now =
        c->day.has_time + c->day.has_zone * 2U + meta_day_is_strong(c->from->source) * 4U;
    unsigned then = day->has_time + day->has_zone * 2U + meta_day_is_strong(e->source) * 4U;
    return then > now;
}

static void set_distance(const struct meta_day_reading *r, struct meta_candidate *c,
                         uint32_t order) {
    if (r->title_order == UINT32_MAX) {
        meta_feature(c, order < 1500 ? DAY_TOP : DAY_FAR);
    } else if (order >= r->title_order) {
        uint32_t behind = order - r->title_order;
        meta_feature(c, behind < 400 ? DAY_NEAR : behind < 1500 ? DAY_CLOSE : DAY_FAR);
    } else {
        meta_feature(c, r->title_order - order < 400 ? DAY_BEFORE : DAY_FAR);
    }
}

static bool read_day(const struct meta_table *m, const struct meta_evidence *e, struct day *day) {
    bool found = meta_day_is_machine(e->source) ? day_read(e->value, m->order, day)
                                                : day_find(e->value, 0, m->order, day);
    return found && day_is_plausible(day, m->hints->fetched);
}

/* Note whether there are days of meta elements or JSON-LD, and the first of the strong ones. */
static void note_strength(struct meta_day_reading *r, const struct meta_evidence *e,
                          const struct day *day) {
    if (!meta_day_is_in_text(e->source) && e->source != META_URL_DAY &&
        e->source != META_IMAGE_DAY && e->source != META_SCRIPT_DAY) {
        r->has_strong = true;
    }
    if (meta_day_is_strong(e->source) && r->strong == 0) {
        bool utc = day->has_zone && day->zone_minutes == 0;
        r->strong = day_number(day);
        r->strong_is_late = utc && day->hour >= 20;
        r->strong_is_early = utc && day->hour < 8 && (day->hour > 0 || day->minute > 0);
    }
}

static void add_day(struct meta_day_reading *r, const struct meta_evidence *e, struct day day) {
    struct meta_candidate *c = find_or_add(r, &day, e);
    if (!c) {
        return;
    }
    if (is_better(c, &day, e)) {
        c->day = day;
        c->from = e;
    }
    meta_feature(c, e->source);
    uint32_t index = (uint32_t)(c - r->out->list.v);
    bool listed = r->m->list.n > 0 && e >= r->m->list.v && e < r->m->list.v + r->m->list.n;
    if (listed) {
        r->candidate_of[e - r->m->list.v] = index;
    }
    struct meta_day_tally *tally = &r->tally[index];
    tally->n++;
    if (meta_day_is_in_text(e->source)) {
        tally->n_text++;
        tally->all_place &= e->place;
        tally->any_place |= e->place;
        set_distance(r, c, e->order);
    }
    if (day.is_ambiguous) {
        meta_feature(c, DAY_AMBIGUOUS);
    }
    note_strength(r, e, &day);
}

static void add_evidence(struct meta_day_reading *r, const struct meta_evidence *e) {
    struct day day;
    if (!read_day(r->m, e, &day)) {
        return;
    }
    add_day(r, e, day);
    if (!day.is_ambiguous) {
        return;
    }
    struct day other = day;
    other.month = day.mday;
    other.mday = day.month;
    struct meta_candidate *c =
        day_is_plausible(&other, r->m->hints->fetched) ? find_or_add(r, &other, e) : NULL;
    if (c) {
        meta_feature(c, DAY_SWAPPED);
    }
}

/* A day in an address as evidence of its own. */
static enum err add_address(struct meta_day_reading *r, enum meta_source source, str url,
                            struct span at) {
    struct day day;
    if (!day_find_in_url(url, &day) || day.has_month_only) {
        return ERR_OK;
    }
    struct meta_evidence *e = arena_new(r->m->a, struct meta_evidence);
    if (!e) {
        return r->m->a->last;
    }
    *e =
        (struct meta_evidence){.value = str_span(url, day.at), .at = at, .source = (uint8_t)source};
    add_evidence(r, e);
    return ERR_OK;
}

/* How a day in digits that can be read in two ways is meant, going by days of the page that can be
 * read in one way only: 1 month first, -1 day first, 0 unknown. */
static int order_by_others(const struct meta_table *m, const struct day *day) {
    struct day swapped = *day;
    swapped.month = day->mday;
    swapped.mday = day->month;
    int votes = 0;
    for (size_t i = 0; i < m->list.n && votes == 0; i++) {
        const struct meta_evidence *e = &m->list.v[i];
        struct day other;
        if (!is_day_source(e->source) || !read_day(m, e, &other) || other.is_ambiguous) {
            continue;
        }
        int32_t number = day_number(&other);
        votes += number == day_number(day);
        votes -= number == day_number(&swapped);
    }
    return day->is_month_first ? votes : -votes;
}

/* Days past the twelfth tell in which order this page writes day and month; where it has none, days
 * that it writes in two ways. */
static void learn_order(struct meta_table *m) {
    enum { MOST_DOUBTFUL = 20 };
    int certain = 0;
    int likely = 0;
    unsigned n = 0;
    for (size_t i = 0; i < m->list.n; i++) {
        const struct meta_evidence *e = &m->list.v[i];
        struct day day;
        bool text = !meta_day_is_machine(e->source) && is_day_source(e->source);
        if (!text || !day_find(e->value, 0, m->order, &day) || day.form != DAY_DIGITS) {
            continue;
        }
        if (day.mday > 12) {
            certain += day.is_month_first ? 1 : -1;
        } else if (day.is_ambiguous && n++ < MOST_DOUBTFUL) {
            likely += order_by_others(m, &day);
        }
    }
    int month_first = certain ? certain : likely;
    m->order = month_first > 0 ? DAY_MONTH_FIRST_ALWAYS : month_first < 0 ? DAY_FIRST : m->order;
}

enum err meta_day_candidates(struct meta_table *m, struct meta_candidates *out) {
    struct meta_day_reading *r = arena_new(m->a, struct meta_day_reading);
    if (!r) {
        return m->a->last;
    }
    *r = (struct meta_day_reading){.m = m, .out = out, .title_order = m->title_order};
    r->candidate_of = arena_array(m->a, m->list.n, sizeof *r->candidate_of);
    if (!r->candidate_of) {
        return m->a->last;
    }
    memset(r->candidate_of, 0xff, m->list.n * sizeof *r->candidate_of);
    learn_order(m);
    str url = meta_evidence_address(m);
    r->has_url_day = day_find_in_url(url, &r->url_day);
    for (size_t i = 0; i < m->list.n; i++) {
        if (is_day_source(m->list.v[i].source)) {
            add_evidence(r, &m->list.v[i]);
        }
    }
    TRY(add_address(r, META_URL_DAY, url, (struct span){0, 0}));
    if (!r->has_strong) {
        struct meta_day_scripts found = {0};
        TRY(meta_day_script_find(m, &found));
        for (size_t i = 0; i < found.list.n; i++) {
            add_evidence(r, &found.list.v[i]);
        }
        const struct meta_evidence *image = meta_evidence_find(m, META_OG_IMAGE);
        TRY(image ? add_address(r, META_IMAGE_DAY, image->value, image->at) : ERR_OK);
    }
    meta_day_features(r);
    return ERR_OK;
}
