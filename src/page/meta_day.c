/* meta_day.c - candidates for the day of publication: every plausible day that some source has.
 * Features: the sources; where the day stands on the page, above all how far behind the headline;
 * how it lies to the day in the address and to the days of other sources (a page is published
 * before it is changed); whether better sources are there at all. O(evidence x candidates). */
#include "page/meta_rank.h"

enum day_feature {
    F_FIRST = META_SOURCES,
    F_NEAR = F_FIRST, /* text within 400 bytes behind the first h1 */
    F_CLOSE,          /* within 1,500 */
    F_BEFORE,         /* within 400 before it */
    F_FAR,
    F_TOP, /* within the first 1,500 bytes of text of a page without h1 */
    F_ALL_ASIDE,
    F_ALL_COMMENT,
    F_ALL_FOOTER,
    F_ALL_LINK,
    F_IN_ARTICLE,
    F_IN_HEADER,
    F_FIRST_TIME,
    F_FIRST_TEXT,
    F_FIRST_BEHIND, /* the first day in text behind the first h1 */
    F_FIRST_LABEL,
    F_LAST_TEXT,
    F_URL_SAME,
    F_URL_MONTH,
    F_URL_OTHER,
    F_EARLIEST,
    F_LATEST,
    F_AFTER_STRONG,
    F_BEFORE_STRONG,
    F_DAY_AFTER_STRONG,
    F_DAY_BEFORE_STRONG,
    F_ONLY,
    F_N_2,
    F_N_3,
    F_N_5,
    F_AMBIGUOUS,
    F_YEAR_START,
    F_HAS_TIME,
    /* of pages without a day in meta elements or JSON-LD */
    F_WEAK_FIRST_TIME,
    F_WEAK_FIRST_TEXT,
    F_WEAK_FIRST_BEHIND,
    F_WEAK_NEAR,
    F_WEAK_ONLY,
    F_WEAK_URL,
    F_WEAK_LATEST,
    F_WEAK_EARLIEST,
    F_WEAK_ITEM,
    F_WEAK_REPEATED,
    F_WEAK_BEFORE,
    F_WEAK_FIRST_LABEL,
    F_SWAPPED,       /* day and month exchanged */
    F_UTC_LATE,      /* a strong source has this day late in the evening of UTC */
    F_UTC_EARLY,     /* ... early in the morning */
    F_UTC_NEXT,      /* the day after such an evening, where text has it */
    F_UTC_PREVIOUS,  /* the day before such a morning, where text has it */
    F_ONLY_MODIFIED, /* only sources of changes have it, and another day has one of publication */
    F_VISIBLE,       /* text has it, and no source of changes */
    F_VISIBLE_MODIFIED, /* text has it, and only sources of changes */
    F_IS_STRONG,
    F_STRONG_TWICE, /* two strong sources have it */
    F_LAST,
    /* the same again for pages with a strong source: there text counts less */
    F_BESIDE_STRONG = F_LAST
};

static bool is_machine_source(unsigned source) {
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

static bool is_day_source(unsigned source) {
    enum meta_field field = meta_evidence_field((enum meta_source)source);
    return field == META_FIELD_DAY || field == META_FIELD_MODIFIED;
}

static bool is_in_text(unsigned source) {
    return !is_machine_source(source) || source == META_TIME || source == META_TIME_PUBLISHED ||
           source == META_TIME_MODIFIED || source == META_DATA_DAY;
}

/* Sources whose day is rarely anything but that of publication. */
static bool is_strong(unsigned source) {
    return source == META_LD_PUBLISHED || source == META_OG_PUBLISHED ||
           source == META_LD_PAGE_PUBLISHED || source == META_META_PUBLISHED ||
           source == META_ITEM_PUBLISHED;
}

/* What all evidence of one candidate has in common. */
struct tally {
    unsigned all_place; /* bits that every evidence in text has */
    unsigned any_place;
    unsigned n;
    unsigned n_text;
};

struct reading {
    struct meta_table *m;
    struct meta_candidates *out;
    struct tally tally[META_RANK_MOST];
    uint32_t *candidate_of; /* of every evidence; UINT32_MAX = none */
    struct day url_day;
    bool has_url_day;
    bool has_strong; /* some meta element or JSON-LD has a day */
    int32_t strong;  /* the day of the best strong source */
    bool strong_is_late;
    bool strong_is_early;
    uint32_t title_order;
};

static struct meta_candidate *find_or_add(struct reading *r, const struct day *day,
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
    unsigned now = c->day.has_time + c->day.has_zone * 2U + is_strong(c->from->source) * 4U;
    unsigned then = day->has_time + day->has_zone * 2U + is_strong(e->source) * 4U;
    return then > now;
}

static void set_distance(const struct reading *r, struct meta_candidate *c, uint32_t order) {
    if (r->title_order == UINT32_MAX) {
        meta_feature(c, order < 1500 ? F_TOP : F_FAR);
    } else if (order >= r->title_order) {
        uint32_t behind = order - r->title_order;
        meta_feature(c, behind < 400 ? F_NEAR : behind < 1500 ? F_CLOSE : F_FAR);
    } else {
        meta_feature(c, r->title_order - order < 400 ? F_BEFORE : F_FAR);
    }
}

static bool read_day(const struct reading *r, const struct meta_evidence *e, struct day *day) {
    bool found = is_machine_source(e->source) ? day_read(e->value, r->m->order, day)
                                              : day_find(e->value, 0, r->m->order, day);
    return found && day_is_plausible(day, r->m->hints->fetched);
}

/* Note whether there are days of meta elements or JSON-LD, and the first of the strong ones. */
static void note_strength(struct reading *r, const struct meta_evidence *e, const struct day *day) {
    if (!is_in_text(e->source) && e->source != META_URL_DAY && e->source != META_IMAGE_DAY &&
        e->source != META_SCRIPT_DAY) {
        r->has_strong = true;
    }
    if (is_strong(e->source) && r->strong == 0) {
        bool utc = day->has_zone && day->zone_minutes == 0;
        r->strong = day_number(day);
        r->strong_is_late = utc && day->hour >= 20;
        r->strong_is_early = utc && day->hour < 8 && (day->hour > 0 || day->minute > 0);
    }
}

static void add_day(struct reading *r, const struct meta_evidence *e, struct day day) {
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
    struct tally *tally = &r->tally[index];
    tally->n++;
    if (is_in_text(e->source)) {
        tally->n_text++;
        tally->all_place &= e->place;
        tally->any_place |= e->place;
        set_distance(r, c, e->order);
    }
    if (day.is_ambiguous) {
        meta_feature(c, F_AMBIGUOUS);
    }
    note_strength(r, e, &day);
}

static void add_evidence(struct reading *r, const struct meta_evidence *e) {
    struct day day;
    if (!read_day(r, e, &day)) {
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
        meta_feature(c, F_SWAPPED);
    }
}

/* The value behind a key in a script, as evidence of its own. */
static enum err add_script_day(struct reading *r, struct span script, size_t pos) {
    str source = r->m->t->source;
    while (pos < script.to && memchr(" :\"'\\", source.ptr[pos], 5)) {
        pos++;
    }
    size_t end = pos;
    while (end < script.to && end - pos < 40 && !memchr("\",}", source.ptr[end], 3)) {
        end++;
    }
    struct meta_evidence *e = arena_new(r->m->a, struct meta_evidence);
    if (!e) {
        return r->m->a->last;
    }
    *e = (struct meta_evidence){.value = str_slice(source, pos, end),
                                .at = {(uint32_t)pos, (uint32_t)end},
                                .source = META_SCRIPT_DAY};
    add_evidence(r, e);
    return ERR_OK;
}

/* Keys of days in scripts of pages that draw themselves; all hold "pub", `at` says where. */
static const struct {
    str key;
    size_t at;
} script_keys[] = {
    {{"datePublished", 13}, 4},  {{"publishedAt", 11}, 0},    {{"published_at", 12}, 0},
    {{"publishDate", 11}, 0},    {{"publish_date", 12}, 0},   {{"publicationDate", 15}, 0},
    {{"publishedDate", 13}, 0},  {{"published_time", 14}, 0}, {{"pubDate", 7}, 0},
    {{"date_published", 14}, 5}, {{"pub_date", 8}, 0},        {{"publishTime", 11}, 0}};

enum { SCRIPT_KEYS = sizeof script_keys / sizeof *script_keys };

/* Look at the "pub" of one script, whose b stands at `pos`. A key counts where it is first. */
static enum err try_script_keys(struct reading *r, struct span script, size_t pos,
                                unsigned *found) {
    str source = r->m->t->source;
    for (unsigned k = 0; k < SCRIPT_KEYS; k++) {
        size_t before = script_keys[k].at + 2;
        size_t len = script_keys[k].key.len;
        if ((*found >> k & 1) || pos < script.from + before || pos - before + len >= script.to) {
            continue;
        }
        size_t from = pos - before;
        char next = source.ptr[from + len];
        if (str_equals(str_slice(source, from, from + len), script_keys[k].key) &&
            (next == '"' || next == '\\' || next == '\'')) {
            *found |= 1U << k;
            return add_script_day(r, script, from + len);
        }
    }
    return ERR_OK;
}

static enum err add_script_days(struct reading *r) {
    str source = r->m->t->source;
    for (size_t i = 0; i < r->m->script.n; i++) {
        struct span script = r->m->script.v[i];
        unsigned found = 0;
        for (size_t pos = script.from; pos < script.to; pos++) {
            const char *hit = memchr(source.ptr + pos, 'b', script.to - pos);
            if (!hit) {
                break;
            }
            pos = (size_t)(hit - source.ptr);
            if (pos >= script.from + 2 && hit[-1] == 'u' && (hit[-2] | 32) == 'p') {
                TRY(try_script_keys(r, script, pos, &found));
            }
        }
    }
    return ERR_OK;
}

static str page_address(const struct meta_table *m) {
    if (m->hints && m->hints->url.len > 0) {
        return m->hints->url;
    }
    const struct meta_evidence *e = meta_evidence_find(m, META_LINK_CANONICAL);
    e = e ? e : meta_evidence_find(m, META_OG_URL);
    return e ? e->value : STR("");
}

/* A day in an address as evidence of its own. */
static enum err add_address(struct reading *r, enum meta_source source, str url, struct span at) {
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

static void set_if(struct meta_candidate *c, bool holds, unsigned feature) {
    if (holds) {
        meta_feature(c, feature);
    }
}

/* What is the first or last day of the page in some respect. */
static void mark_firsts(struct reading *r) {
    static const unsigned strong[] = {F_FIRST_TIME, F_FIRST_TEXT, F_FIRST_BEHIND, F_FIRST_LABEL,
                                      F_LAST_TEXT};
    static const unsigned weak[] = {F_WEAK_FIRST_TIME, F_WEAK_FIRST_TEXT, F_WEAK_FIRST_BEHIND,
                                    F_WEAK_FIRST_LABEL, F_LAST_TEXT};
    uint32_t found[] = {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};
    for (size_t i = 0; i < r->m->list.n; i++) {
        const struct meta_evidence *e = &r->m->list.v[i];
        uint32_t c = r->candidate_of[i];
        if (c == UINT32_MAX || !is_in_text(e->source)) {
            continue;
        }
        bool time = e->source == META_TIME || e->source == META_TIME_PUBLISHED;
        bool label = e->source == META_TEXT_PUBLISHED || e->source == META_TEXT_MODIFIED;
        bool behind = r->title_order != UINT32_MAX && e->order >= r->title_order;
        bool holds[] = {time, true, behind, label, true};
        for (size_t k = 0; k < 5; k++) {
            found[k] = holds[k] && (found[k] == UINT32_MAX || k == 4) ? c : found[k];
        }
    }
    for (size_t k = 0; k < 5; k++) {
        if (found[k] != UINT32_MAX) {
            struct meta_candidate *c = &r->out->list.v[found[k]];
            meta_feature(c, strong[k]);
            set_if(c, !r->has_strong, weak[k]);
        }
    }
}

static void add_places(const struct reading *r, struct meta_candidate *c, const struct tally *t) {
    if (t->n_text > 0) {
        bool machine = t->n > t->n_text;
        set_if(c, !machine && (t->all_place & META_IN_ASIDE), F_ALL_ASIDE);
        set_if(c, !machine && (t->all_place & META_IN_COMMENT), F_ALL_COMMENT);
        set_if(c, !machine && (t->all_place & META_IN_FOOTER), F_ALL_FOOTER);
        set_if(c, !machine && (t->all_place & META_IN_LINK), F_ALL_LINK);
        set_if(c, t->any_place & META_IN_ARTICLE, F_IN_ARTICLE);
        set_if(c, t->any_place & META_IN_HEADER, F_IN_HEADER);
    }
    set_if(c, t->n >= 2, F_N_2);
    set_if(c, t->n >= 3, F_N_3);
    set_if(c, t->n >= 5, F_N_5);
    bool near = meta_has_feature(c, F_NEAR);
    set_if(c, !r->has_strong && near, F_WEAK_NEAR);
    set_if(c, !r->has_strong && meta_has_feature(c, F_BEFORE), F_WEAK_BEFORE);
    set_if(c, !r->has_strong && t->n > 1, F_WEAK_REPEATED);
}

static bool is_change(unsigned source) {
    return meta_evidence_field((enum meta_source)source) == META_FIELD_MODIFIED;
}

/* Sources that say outright that this is the day of publication. */
static bool says_published(const struct meta_candidate *c) {
    for (unsigned s = META_LD_PUBLISHED; s < META_OG_SITE; s++) {
        bool plain = s == META_TIME || s == META_TIME_TEXT || s == META_DATA_DAY ||
                     s == META_CLASS_DAY || s == META_TEXT_DAY || s == META_TEXT_START_DAY ||
                     s == META_IMAGE_DAY || s == META_META_DATE;
        if (!plain && !is_change(s) && meta_has_feature(c, s)) {
            return true;
        }
    }
    return false;
}

static bool has_change(const struct meta_candidate *c) {
    for (unsigned s = META_LD_PUBLISHED; s < META_OG_SITE; s++) {
        if (is_change(s) && meta_has_feature(c, s)) {
            return true;
        }
    }
    return false;
}

/* Changes told from publication. */
static void add_changes(const struct reading *r, struct meta_candidate *c, bool in_text) {
    bool other = false;
    for (size_t i = 0; i < r->out->list.n; i++) {
        other |= &r->out->list.v[i] != c && says_published(&r->out->list.v[i]);
    }
    bool change = has_change(c) && !says_published(c);
    set_if(c, change && other, F_ONLY_MODIFIED);
    set_if(c, change && in_text, F_VISIBLE_MODIFIED);
    set_if(c, !has_change(c) && in_text, F_VISIBLE);
}

/* How the day lies to that of the best strong source. */
static void add_strength(const struct reading *r, struct meta_candidate *c) {
    int32_t behind = day_number(&c->day) - r->strong;
    unsigned n = 0;
    if (r->strong == 0) {
        return;
    }
    for (unsigned s = META_LD_PUBLISHED; s < META_OG_SITE; s++) {
        n += is_strong(s) && meta_has_feature(c, s);
    }
    set_if(c, behind > 0, F_AFTER_STRONG);
    set_if(c, behind < 0, F_BEFORE_STRONG);
    set_if(c, behind == 0, F_IS_STRONG);
    set_if(c, behind == 1, F_DAY_AFTER_STRONG);
    set_if(c, behind == -1, F_DAY_BEFORE_STRONG);
    set_if(c, n >= 2, F_STRONG_TWICE);
    set_if(c, behind == 0 && r->strong_is_late, F_UTC_LATE);
    set_if(c, behind == 0 && r->strong_is_early, F_UTC_EARLY);
    set_if(c, behind == 1 && r->strong_is_late, F_UTC_NEXT);
    set_if(c, behind == -1 && r->strong_is_early, F_UTC_PREVIOUS);
}

static void add_address_relations(const struct reading *r, struct meta_candidate *c) {
    if (!r->has_url_day) {
        return;
    }
    bool month = c->day.year == r->url_day.year && c->day.month == r->url_day.month;
    bool same = !r->url_day.has_month_only && day_number(&c->day) == day_number(&r->url_day);
    set_if(c, same, F_URL_SAME);
    set_if(c, month, F_URL_MONTH);
    set_if(c, !month, F_URL_OTHER);
    set_if(c, !r->has_strong && month, F_WEAK_URL);
}

static void add_relations(const struct reading *r, struct meta_candidate *c) {
    int32_t number = day_number(&c->day);
    bool earliest = true;
    bool latest = true;
    for (size_t i = 0; i < r->out->list.n; i++) {
        int32_t other = day_number(&r->out->list.v[i].day);
        earliest &= other >= number;
        latest &= other <= number;
    }
    bool only = r->out->list.n == 1;
    set_if(c, only, F_ONLY);
    set_if(c, earliest && !only, F_EARLIEST);
    set_if(c, latest && !only, F_LATEST);
    set_if(c, !r->has_strong && only, F_WEAK_ONLY);
    set_if(c, !r->has_strong && latest, F_WEAK_LATEST);
    set_if(c, !r->has_strong && earliest, F_WEAK_EARLIEST);
    add_strength(r, c);
    add_address_relations(r, c);
    set_if(c, c->day.month == 1 && c->day.mday == 1, F_YEAR_START);
    set_if(c, c->day.has_time, F_HAS_TIME);
}

/* Days past the twelfth tell in which order this page writes day and month. */
static void learn_order(struct meta_table *m) {
    int month_first = 0;
    for (size_t i = 0; i < m->list.n; i++) {
        const struct meta_evidence *e = &m->list.v[i];
        struct day day;
        bool text = !is_machine_source(e->source) && is_day_source(e->source);
        if (text && day_find(e->value, 0, m->order, &day) && day.form == DAY_DIGITS &&
            (day.mday > 12)) {
            month_first += day.is_month_first ? 1 : -1;
        }
    }
    m->order = month_first > 0 ? DAY_MONTH_FIRST_ALWAYS : month_first < 0 ? DAY_FIRST : m->order;
}

/* Move all features to the block for pages with a strong source. */
static void shift(struct meta_candidate *c) {
    struct meta_candidate moved = *c;
    memset(moved.feature, 0, sizeof moved.feature);
    for (unsigned f = 0; f < F_LAST; f++) {
        set_if(&moved, meta_has_feature(c, f), F_BESIDE_STRONG + f);
    }
    *c = moved;
}

enum err meta_day_candidates(struct meta_table *m, struct meta_candidates *out) {
    struct reading *r = arena_new(m->a, struct reading);
    if (!r) {
        return m->a->last;
    }
    *r = (struct reading){.m = m, .out = out, .title_order = m->title_order};
    r->candidate_of = arena_array(m->a, m->list.n, sizeof *r->candidate_of);
    if (!r->candidate_of) {
        return m->a->last;
    }
    memset(r->candidate_of, 0xff, m->list.n * sizeof *r->candidate_of);
    learn_order(m);
    str url = page_address(m);
    r->has_url_day = day_find_in_url(url, &r->url_day);
    for (size_t i = 0; i < m->list.n; i++) {
        if (is_day_source(m->list.v[i].source)) {
            add_evidence(r, &m->list.v[i]);
        }
    }
    TRY(add_address(r, META_URL_DAY, url, (struct span){0, 0}));
    if (!r->has_strong) {
        TRY(add_script_days(r));
        const struct meta_evidence *image = meta_evidence_find(m, META_OG_IMAGE);
        TRY(image ? add_address(r, META_IMAGE_DAY, image->value, image->at) : ERR_OK);
    }
    mark_firsts(r);
    for (size_t i = 0; i < out->list.n; i++) {
        add_places(r, &out->list.v[i], &r->tally[i]);
        add_relations(r, &out->list.v[i]);
        add_changes(r, &out->list.v[i], r->tally[i].n_text > 0);
    }
    for (size_t i = 0; i < out->list.n && r->strong != 0; i++) {
        shift(&out->list.v[i]);
    }
    return ERR_OK;
}
