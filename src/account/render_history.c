/* render_history.c - entries of the timeline that belong together are sorted beside each other and
 * folded: the sayings of one speaker on one day, the reports written on one day, and events that
 * are told by the same words. What an unnamed person said stays alone: nothing says that two of
 * them are one. O(n log n). */
#include "account/render_history.h"

#include <stdio.h>

#include "base/sort.h"
#include "base/vec.h"

/* An entry with what it is folded by. */
struct keyed {
    const struct timeline_entry *entry;
    uint32_t index;
    uint32_t speaker;  /* entity, or NONE */
    uint32_t conflict; /* about the speaker */
    str source;        /* of an unresolved speaker; the words of an event */
    bool is_alone;
};

static int by_number(int64_t a, int64_t b) {
    return a < b ? -1 : a > b;
}

static int by_days(const struct timeline_entry *a, const struct timeline_entry *b) {
    int c = by_number(a->first_day, b->first_day);
    c = c ? c : by_number(a->last_day, b->last_day);
    c = c ? c : by_number(a->open_to, b->open_to);
    return c ? c : by_number(a->kind, b->kind);
}

/* Equal when two entries are told in one line, but for is_alone. */
static int by_fold(const void *x, const void *y, void *ctx) {
    const struct keyed *a = x;
    const struct keyed *b = y;
    (void)ctx;
    int c = by_days(a->entry, b->entry);
    c = c ? c : by_number(a->speaker, b->speaker);
    c = c ? c : by_number(a->conflict, b->conflict);
    return c ? c : str_compare(a->source, b->source);
}

static int by_line(const void *x, const void *y, void *ctx) {
    const struct history_line *a = x;
    const struct history_line *b = y;
    (void)ctx;
    int c = by_days(a->entry, b->entry);
    return c ? c : by_number(a->member[0], b->member[0]);
}

static struct keyed key_of(arena *a, const struct render_place *x, const struct account *acct,
                           uint32_t index) {
    const struct timeline_entry *entry = &acct->timeline[index];
    struct keyed out = {
        .entry = entry, .index = index, .speaker = NONE, .source = {"", 0}, .is_alone = false};
    if (entry->kind == TIMELINE_SAYING && entry->claim != NONE) {
        const struct claim *claim = &acct->claim[entry->claim];
        struct said said = render_said(a, x, acct, claim);
        out.speaker = claim->speaker;
        out.conflict = (uint32_t)said.conflict;
        out.source = claim->speaker == NONE ? said.who : out.source;
        out.is_alone = said.who.len == 0 || said.conflict > 0;
    } else if (entry->kind != TIMELINE_REPORT) {
        out.source = entry->text;
    }
    return out;
}

/* ISO 8601 at the grain of days: what is finer isn't told, intervals leave out the year when it
 * repeats. */
static enum err day_of(arena *a, const struct timeline_entry *entry, str *out) {
    bool is_coarse = entry->value.len > 0 && entry->value.len <= 7 && !entry->open_to &&
                     !memchr(entry->value.ptr, 'W', entry->value.len);
    if (is_coarse || entry->first_day == DAY_NONE) {
        *out = entry->value;
        return ERR_OK;
    }
    struct iso_day first = render_place_day(entry->first_day);
    struct iso_day last = render_place_day(entry->last_day);
    bool is_interval = entry->last_day != DAY_NONE && entry->last_day != entry->first_day;
    bool same_year = strncmp(first.text, last.text, 5) == 0;
    char text[48];
    if (entry->open_to) {
        snprintf(text, sizeof text, "since %s", first.text);
    } else if (is_interval) {
        snprintf(text, sizeof text, "%s/%s", first.text, last.text + (same_year ? 5 : 0));
    } else {
        snprintf(text, sizeof text, "%s", first.text);
    }
    *out = arena_copy(a, str_from_cstr(text));
    return out->ptr ? ERR_OK : a->last;
}

/* The witnesses of the members, ascending, each once. */
static enum err gather(arena *a, const struct account *acct, struct history_line *line) {
    VEC(uint64_t) all = {0};
    for (size_t i = 0; i < line->n_members; i++) {
        const struct timeline_entry *entry = &acct->timeline[line->member[i]];
        for (size_t k = 0; k < entry->n_places; k++) {
            TRY(vec_push(a, &all, entry->place[k].witness));
        }
    }
    uint32_t *witness = arena_array(a, all.n, sizeof *witness);
    if (!witness) {
        return a->last;
    }
    TRY(sort_u64(a, all.v, all.n));
    for (size_t i = 0; i < all.n; i++) {
        if (i == 0 || all.v[i] != all.v[i - 1]) {
            witness[line->n_witnesses++] = (uint32_t)all.v[i];
        }
    }
    line->witness = witness;
    return ERR_OK;
}

static enum err make_line(arena *a, const struct account *acct, const struct keyed *key, size_t n,
                          struct history_line *line) {
    uint32_t *member = arena_array(a, n, sizeof *member);
    if (!member) {
        return a->last;
    }
    *line = (struct history_line){
        .entry = key[0].entry, .member = member, .n_members = n, .inferred = true};
    for (size_t i = 0; i < n; i++) {
        member[i] = key[i].index;
        line->inferred = line->inferred && key[i].entry->inferred;
    }
    TRY(day_of(a, line->entry, &line->day));
    return gather(a, acct, line);
}

enum err render_history(arena *a, const struct render_place *x, const struct account *acct,
                        struct history *out) {
    struct keyed *key = arena_array(a, acct->n_timeline, sizeof *key);
    struct history_line *line = arena_array(a, acct->n_timeline, sizeof *line);
    *out = (struct history){line, 0};
    if (!key || !line) {
        return a->last;
    }
    for (size_t i = 0; i < acct->n_timeline; i++) {
        key[i] = key_of(a, x, acct, (uint32_t)i);
    }
    TRY(sort_stable(a, key, acct->n_timeline, sizeof *key, by_fold, NULL));
    for (size_t from = 0; from < acct->n_timeline;) {
        size_t to = from + 1;
        while (to < acct->n_timeline && !key[from].is_alone &&
               by_fold(&key[from], &key[to], NULL) == 0) {
            to++;
        }
        TRY(make_line(a, acct, &key[from], to - from, &line[out->n++]));
        from = to;
    }
    return sort_stable(a, line, out->n, sizeof *line, by_line, NULL);
}
