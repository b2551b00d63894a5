/* meta_day_features.c - what candidates for the day of publication are like: where the day stands
 * on the page, above all how far behind the headline; how it lies to the day in the address and to
 * the days of other sources (a page is published before it is changed); whether better sources are
 * there at all. O(candidates^2 + evidence). */
#include "page/meta_day.h"

static void set_if(struct meta_candidate *c, bool holds, unsigned feature) {
    if (holds) {
        meta_feature(c, feature);
    }
}

/* What is the first or last day of the page in some respect. */
static void mark_firsts(struct meta_day_reading *r) {
    static const unsigned strong[] = {DAY_FIRST_TIME, DAY_FIRST_TEXT, DAY_FIRST_BEHIND,
                                      DAY_FIRST_LABEL, DAY_LAST_TEXT};
    static const unsigned weak[] = {DAY_WEAK_FIRST_TIME, DAY_WEAK_FIRST_TEXT, DAY_WEAK_FIRST_BEHIND,
                                    DAY_WEAK_FIRST_LABEL, DAY_LAST_TEXT};
    uint32_t found[] = {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};
    for (size_t i = 0; i < r->m->list.n; i++) {
        const struct meta_evidence *e = &r->m->list.v[i];
        uint32_t c = r->candidate_of[i];
        if (c == UINT32_MAX || !meta_day_is_in_text(e->source)) {
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

static void add_places(const struct meta_day_reading *r, struct meta_candidate *c,
                       const struct meta_day_tally *t) {
    if (t->n_text > 0) {
        bool machine = t->n > t->n_text;
        set_if(c, !machine && (t->all_place & META_IN_ASIDE), DAY_ALL_ASIDE);
        set_if(c, !machine && (t->all_place & META_IN_COMMENT), DAY_ALL_COMMENT);
        set_if(c, !machine && (t->all_place & META_IN_FOOTER), DAY_ALL_FOOTER);
        set_if(c, !machine && (t->all_place & META_IN_LINK), DAY_ALL_LINK);
        set_if(c, t->any_place & META_IN_ARTICLE, DAY_IN_ARTICLE);
        set_if(c, t->any_place & META_IN_HEADER, DAY_IN_HEADER);
    }
    set_if(c, t->n >= 2, DAY_N_2);
    set_if(c, t->n >= 3, DAY_N_3);
    set_if(c, t->n >= 5, DAY_N_5);
    bool near = meta_has_feature(c, DAY_NEAR);
    set_if(c, !r->has_strong && near, DAY_WEAK_NEAR);
    set_if(c, !r->has_strong && meta_has_feature(c, DAY_BEFORE), DAY_WEAK_BEFORE);
    set_if(c, !r->has_strong && t->n > 1, DAY_WEAK_REPEATED);
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
static void add_changes(const struct meta_day_reading *r, struct meta_candidate *c, bool in_text) {
    bool other = false;
    for (size_t i = 0; i < r->out->list.n; i++) {
        other |= &r->out->list.v[i] != c && says_published(&r->out->list.v[i]);
    }
    bool change = has_change(c) && !says_published(c);
    set_if(c, change && other, DAY_ONLY_MODIFIED);
    set_if(c, change && in_text, DAY_VISIBLE_MODIFIED);
    set_if(c, !has_change(c) && in_text, DAY_VISIBLE);
}

/* How the day lies to that of the best strong source. */
static void add_strength(const struct meta_day_reading *r, struct meta_candidate *c) {
    int32_t behind = day_number(&c->day) - r->strong;
    unsigned n = 0;
    if (r->strong == 0) {
        return;
    }
    for (unsigned s = META_LD_PUBLISHED; s < META_OG_SITE; s++) {
        n += meta_day_is_strong(s) && meta_has_feature(c, s);
    }
    set_if(c, behind > 0, DAY_AFTER_STRONG);
    set_if(c, behind < 0, DAY_BEFORE_STRONG);
    set_if(c, behind == 0, DAY_IS_STRONG);
    set_if(c, behind == 1, DAY_DAY_AFTER_STRONG);
    set_if(c, behind == -1, DAY_DAY_BEFORE_STRONG);
    set_if(c, n >= 2, DAY_STRONG_TWICE);
    set_if(c, behind == 0 && r->strong_is_late, DAY_UTC_LATE);
    set_if(c, behind == 0 && r->strong_is_early, DAY_UTC_EARLY);
    set_if(c, behind == 1 && r->strong_is_late, DAY_UTC_NEXT);
    set_if(c, behind == -1 && r->strong_is_early, DAY_UTC_PREVIOUS);
}

static void add_address_relations(const struct meta_day_reading *r, struct meta_candidate *c) {
    if (!r->has_url_day) {
        return;
    }
    bool month = c->day.year == r->url_day.year && c->day.month == r->url_day.month;
    bool same = !r->url_day.has_month_only && day_number(&c->day) == day_number(&r->url_day);
    set_if(c, same, DAY_URL_SAME);
    set_if(c, month, DAY_URL_MONTH);
    set_if(c, !month, DAY_URL_OTHER);
    set_if(c, !r->has_strong && month, DAY_WEAK_URL);
}

static void add_relations(const struct meta_day_reading *r, struct meta_candidate *c) {
    int32_t number = day_number(&c->day);
    bool earliest = true;
    bool latest = true;
    for (size_t i = 0; i < r->out->list.n; i++) {
        int32_t other = day_number(&r->out->list.v[i].day);
        earliest &= other >= number;
        latest &= other <= number;
    }
    bool only = r->out->list.n == 1;
    set_if(c, only, DAY_ONLY);
    set_if(c, earliest && !only, DAY_EARLIEST);
    set_if(c, latest && !only, DAY_LATEST);
    set_if(c, !r->has_strong && only, DAY_WEAK_ONLY);
    set_if(c, !r->has_strong && latest, DAY_WEAK_LATEST);
    set_if(c, !r->has_strong && earliest, DAY_WEAK_EARLIEST);
    add_strength(r, c);
    add_address_relations(r, c);
    set_if(c, c->day.month == 1 && c->day.mday == 1, DAY_YEAR_START);
    set_if(c, c->day.has_time, DAY_HAS_TIME);
}

/* Move all features to the block for pages with a strong source. */
static void shift(struct meta_candidate *c) {
    struct meta_candidate moved = *c;
    memset(moved.feature, 0, sizeof moved.feature);
    for (unsigned f = 0; f < DAY_LAST; f++) {
        set_if(&moved, meta_has_feature(c, f), DAY_BESIDE_STRONG + f);
    }
    *c = moved;
}

void meta_day_features(struct meta_day_reading *r) {
    mark_firsts(r);
    for (size_t i = 0; i < r->out->list.n; i++) {
        struct meta_candidate *c = &r->out->list.v[i];
        add_places(r, c, &r->tally[i]);
        add_relations(r, c);
        add_changes(r, c, r->tally[i].n_text > 0);
    }
    for (size_t i = 0; i < r->out->list.n && r->strong != 0; i++) {
        shift(&r->out->list.v[i]);
    }
}
