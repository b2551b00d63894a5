/* common.c - what comes back in many reports is of three kinds. Wire copy and statements stand in
 * reports that are related; furniture (newsletter lines, notes on authors, appeals) stands in
 * reports that have little else in common, or in those of one outlet for weeks on end; a set phrase
 * is as short as furniture and as scattered. The first is worth comparing, the others aren't.
 * A seed in MANY_REPORTS reports, or MANY_OF_OUTLET of one outlet, is looked at: of neighbours in
 * the order of reports, spread over all of them, half must be related. In LASTING_REPORTS reports
 * in LASTING_WEEKS different weeks, LASTING_OF_OUTLET or more for each outlet, it is furniture
 * whatever they tell: desks of one house name themselves differently, and now and then somebody
 * else copies a page with all that stands round it. What somebody said is never boilerplate: it is
 * quoted widely. The line of a photograph may be. */
#include "reuse/common.h"

enum {
    MANY_REPORTS = 4,
    MANY_OF_OUTLET = 3,
    LASTING_REPORTS = 12,
    LASTING_WEEKS = 6,
    LASTING_OF_OUTLET = 6,
    MOST_OUTLETS = 32,
    WEEK = 7,
    BURST_REPORTS = 8
};

/* Profiles kept at a time: some 80 MB of them. */
enum { MOST_PROFILES = 1 << 16 };

/* Forget all profiles. */
static enum err forget(struct common *c) {
    arena_done(&c->met);
    arena_init(&c->met, 0);
    c->profile = arena_take(&c->met, MOST_PROFILES * sizeof *c->profile);
    return c->profile ? map_init(&c->profile_of, &c->met, 64) : c->met.last;
}

enum err common_init(struct common *c, arena *a, const struct prints *prints) {
    *c = (struct common){.prints = prints, .a = a};
    arena_init(&c->met, 0);
    return map_init(&c->related, a, 64);
}

void common_done(struct common *c) {
    arena_done(&c->met);
}

/* The profile of a report, made when it is first met; there is room for one more. */
static enum err profile_of(struct common *c, uint32_t report, struct profile *out) {
    uint32_t known = map_find(&c->profile_of, report);
    if (known != MAP_NONE) {
        *out = c->profile[known];
        return ERR_OK;
    }
    TRY(profile_make(&c->met, c->prints, report, out));
    uint32_t index = (uint32_t)c->profile_of.n;
    c->profile[index] = *out;
    return map_put(&c->profile_of, report, index);
}

static bool is_said(const struct prints *prints, const struct posting *x) {
    const uint8_t *flags = prints->print[x->doc].words.flags + x->pos;
    size_t n = 0;
    for (size_t i = 0; i < SHINGLE_WORDS; i++) {
        n += (flags[i] & (WORD_SAID | WORD_LABEL)) == WORD_SAID;
    }
    return n == SHINGLE_WORDS;
}

static enum err are_related(struct common *c, uint32_t x, uint32_t y, bool *out) {
    uint64_t key = (uint64_t)x << 32 | y;
    uint32_t known = map_find(&c->related, key);
    if (known == MAP_NONE) {
        struct profile a;
        struct profile b;
        if (!c->profile || c->profile_of.n + 2 > MOST_PROFILES) {
            TRY(forget(c));
        }
        TRY(profile_of(c, x, &a));
        TRY(profile_of(c, y, &b));
        known = profile_are_related(&a, &b);
        TRY(map_put(&c->related, key, known));
    }
    *out = known;
    return ERR_OK;
}

/* Collect the different reports of a seed; whether all are of one outlet that has a name. */
static enum err collect(struct common *c, const struct posting *v, size_t n, size_t *n_reports,
                        bool *one_outlet) {
    if (n > c->room) {
        c->room = 2 * n;
        c->report = arena_take(c->a, c->room * sizeof *c->report);
        if (!c->report) {
            c->room = 0;
            return c->a->last;
        }
    }
    const uint32_t *outlet = c->prints->outlet;
    *one_outlet = outlet[v[0].doc] != 0;
    *n_reports = 0;
    for (size_t k = 0; k < n; k++) {
        if (*n_reports == 0 || c->report[*n_reports - 1] != v[k].doc) {
            c->report[(*n_reports)++] = v[k].doc;
            *one_outlet = *one_outlet && outlet[v[k].doc] == outlet[v[0].doc];
        }
    }
    return ERR_OK;
}

/* Whether the reports are LASTING_OF_OUTLET times as many as their outlets, all of which have
 * names.
 */
static bool are_of_few_outlets(const struct common *c, size_t n_reports) {
    uint32_t outlet[MOST_OUTLETS];
    size_t n = 0;
    for (size_t k = 0; k < n_reports; k++) {
        uint32_t own = c->prints->outlet[c->report[k]];
        size_t i = 0;
        while (i < n && outlet[i] != own) {
            i++;
        }
        if (own == 0 || i == MOST_OUTLETS || (i + 1) * LASTING_OF_OUTLET > n_reports) {
            return false;
        }
        outlet[i] = own;
        n = i < n ? n : i + 1;
    }
    return true;
}

/* Whether the reports were written in many different weeks. */
static bool lasts(const struct common *c, size_t n_reports) {
    int32_t week[LASTING_WEEKS];
    size_t n = 0;
    if (n_reports < LASTING_REPORTS) {
        return false;
    }
    for (size_t k = 0; k < n_reports && n < LASTING_WEEKS; k++) {
        int32_t day = c->prints->print[c->report[k]].origin.day;
        bool known = day == INT32_MIN;
        for (size_t i = 0; i < n && !known; i++) {
            known = week[i] == day / WEEK;
        }
        if (!known) {
            week[n++] = day / WEEK;
        }
    }
    return n == LASTING_WEEKS;
}

/* Whether the reports are few and of one week, as those are that take one sentence from another;
 * furniture of one outlet or of many comes back at any time. */
static bool is_burst(const struct common *c, size_t n_reports) {
    int32_t first = INT32_MAX;
    int32_t last = INT32_MIN;
    size_t n_known = 0;
    for (size_t k = 0; k < n_reports && n_reports <= BURST_REPORTS; k++) {
        int32_t day = c->prints->print[c->report[k]].origin.day;
        if (day != INT32_MIN) {
            first = day < first ? day : first;
            last = day > last ? day : last;
            n_known++;
        }
    }
    return n_known * 2 > n_reports && last - first <= WEEK;
}

/* Whether the reports have little else in common. */
static enum err are_scattered(struct common *c, size_t n_reports, bool *out) {
    size_t n_samples = n_reports - 1 < COMMON_SAMPLES ? n_reports - 1 : COMMON_SAMPLES;
    size_t n_related = 0;
    for (size_t k = 0; k < n_samples; k++) {
        size_t i = k * (n_reports - 1) / n_samples;
        bool related;
        TRY(are_related(c, c->report[i], c->report[i + 1], &related));
        n_related += related;
        size_t left = n_samples - k - 1;
        if (n_related * 2 >= n_samples || (n_related + left) * 2 < n_samples) {
            break; /* the others change nothing */
        }
    }
    *out = n_related * 2 < n_samples;
    return ERR_OK;
}

enum err common_judge(struct common *c, const struct posting *v, size_t n, enum common_kind *out) {
    size_t n_reports = 0;
    bool one_outlet = false;
    *out = COMMON_NOT;
    if (n < MANY_OF_OUTLET) {
        return ERR_OK;
    }
    TRY(collect(c, v, n, &n_reports, &one_outlet));
    if (n_reports < (one_outlet ? MANY_OF_OUTLET : MANY_REPORTS)) {
        return ERR_OK;
    }
    if (lasts(c, n_reports) && are_of_few_outlets(c, n_reports)) {
        *out = is_said(c->prints, &v[0]) ? COMMON_NOT : COMMON_LINE;
        return ERR_OK;
    }
    if (!one_outlet && is_burst(c, n_reports)) {
        return ERR_OK;
    }
    bool scattered;
    TRY(are_scattered(c, n_reports, &scattered));
    /* Asked last: the words may be on the disk. */
    if (scattered && !is_said(c->prints, &v[0])) {
        *out = one_outlet ? COMMON_LINE : COMMON_PHRASE;
    }
    return ERR_OK;
}
