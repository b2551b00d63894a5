/* state.c - stories as lists of items under union-find.
 * The smaller of two stories goes into the larger one; the name stays that of the earlier opener.
 * Representatives are the first two items and the last four, so that a long story is compared with
 * what it was and what it has become. O(smaller story) a merge, O(1) a join. */
#include "story/state.h"
#include "base/hash.h"

uint32_t state_root(struct story_stream *s, uint32_t story) {
    uint32_t *up = s->up.v;
    while (up[story] != story) {
        up[story] = up[up[story]];
        story = up[story];
    }
    return story;
}

static void add_rep(struct story_stream *s, struct state_story *to, uint32_t item) {
    if (s->item.v[item].is_copy) {
        return;
    }
    if (to->n_reps < STATE_REPS) {
        to->rep[to->n_reps++] = item;
    } else {
        to->rep[2 + (to->n_seen - 2) % (STATE_REPS - 2)] = item;
    }
    to->n_seen++;
}

static enum err note_change(struct story_stream *s, uint32_t story) {
    if (s->story.v[story].is_changed) {
        return ERR_OK;
    }
    s->story.v[story].is_changed = true;
    return vec_push(s->a, &s->changed, story);
}

static void add_moment(struct state_story *to, int64_t from, int64_t until) {
    if (from == ITEM_TIMELESS) {
        return;
    }
    to->from = to->from == ITEM_TIMELESS || from < to->from ? from : to->from;
    to->to = until > to->to ? until : to->to;
}

enum { PART_HERE = 1, PART_GONE = 0 };

static uint64_t part_key(const struct story_stream *s, uint32_t item, uint32_t story) {
    return hash_join(s->item.v[item].weighed.item->report, story);
}

static enum err note_item(struct story_stream *s, uint32_t item, uint32_t story) {
    if (!s->item.v[item].weighed.item->is_part) {
        return ERR_OK;
    }
    s->story.v[story].n_parts++;
    return map_put(&s->parts, part_key(s, item, story), PART_HERE);
}

static bool has_part(const struct story_stream *s, uint32_t item, uint32_t story) {
    return s->item.v[item].weighed.item->is_part &&
           map_find(&s->parts, part_key(s, item, story)) == PART_HERE;
}

static enum err note_family(struct story_stream *s, uint32_t item, uint32_t story) {
    uint32_t family = bonds_family(&s->bonds, s->item.v[item].weighed.item->key);
    if (family == BONDS_NONE || map_find(&s->family_story, family) != MAP_NONE) {
        return ERR_OK;
    }
    TRY(vec_push(s->a, &s->family, (struct family){family, s->story.v[story].families}));
    s->story.v[story].families = (uint32_t)s->family.n - 1;
    return map_put(&s->family_story, family, story);
}

/* Put an item at the end of a story; what is known by story is noted elsewhere. */
static void append(struct story_stream *s, uint32_t item, uint32_t story) {
    struct state_story *to = &s->story.v[story];
    struct member *m = &s->item.v[item];
    m->story = story;
    m->next = NONE;
    if (to->first == NONE) {
        to->first = item;
    } else {
        s->item.v[to->last].next = item;
    }
    to->last = item;
    to->n++;
    to->opener = item < to->opener ? item : to->opener;
    add_rep(s, to, item);
    add_moment(to, m->weighed.item->moment, m->weighed.item->moment);
}

enum err state_open(struct story_stream *s, uint32_t item) {
    uint32_t story = (uint32_t)s->story.n;
    TRY(vec_push(s->a, &s->story,
                 (struct state_story){.opener = item,
                                      .first = NONE,
                                      .last = NONE,
                                      .families = NONE,
                                      .from = ITEM_TIMELESS,
                                      .to = ITEM_TIMELESS}));
    TRY(vec_push(s->a, &s->up, story));
    TRY(vec_push(s->a, &s->sum, 0));
    return state_join(s, item, story);
}

/* Note the keys of an item under a story, which stands in no list yet if this is its first. */
static enum err note_keys(struct story_stream *s, struct member *m, uint32_t story, bool is_first) {
    for (unsigned k = 0; k < m->n_keys; k++) {
        (is_first ? keys_fetch_end : keys_fetch)(&s->keys, m->list[k]);
    }
    for (unsigned k = 0; k < m->n_keys; k++) {
        uint32_t id = m->weighed.item->term[m->key[k]].id;
        if (is_first || !keys_has(&s->keys, m->list[k], story)) {
            TRY(keys_add(&s->keys, id, &m->list[k], story));
        }
    }
    return ERR_OK;
}

enum err state_join(struct story_stream *s, uint32_t item, uint32_t story) {
    struct member *m = &s->item.v[item];
    TRY(note_item(s, item, story));
    TRY(note_family(s, item, story));
    append(s, item, story);
    if (m->is_copy) {
        return ERR_OK; /* nothing that is compared */
    }
    TRY(note_change(s, story));
    return note_keys(s, m, story, s->story.v[story].n == 1);
}

/* Representatives of both, in the order of items: the first two and the last four. */
static void merge_reps(struct state_story *to, const struct state_story *from) {
    uint32_t all[2 * STATE_REPS];
    size_t n = 0;
    for (size_t k = 0; k < to->n_reps + from->n_reps; k++) {
        uint32_t x = k < to->n_reps ? to->rep[k] : from->rep[k - to->n_reps];
        size_t i = n++;
        for (; i > 0 && all[i - 1] > x; i--) {
            all[i] = all[i - 1];
        }
        all[i] = x;
    }
    size_t skip = n > STATE_REPS ? n - STATE_REPS : 0;
    for (size_t k = 0; k < n - skip; k++) {
        to->rep[k] = all[k < 2 ? k : k + skip];
    }
    to->n_reps = (uint32_t)(n - skip);
    to->n_seen += from->n_seen;
}

/* What is known by story goes over to the new one. */
static enum err rename_parts(struct story_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = s->story.v[from].first; i != NONE; i = s->item.v[i].next) {
        TRY(note_item(s, i, to));
    }
    for (uint32_t f = s->story.v[from].families; f != NONE; f = s->family.v[f].next) {
        TRY(map_put(&s->family_story, s->family.v[f].family, to));
    }
    return ERR_OK;
}

static void link_families(struct story_stream *s, struct state_story *to, uint32_t families) {
    if (families == NONE) {
        return;
    }
    uint32_t end = families;
    while (s->family.v[end].next != NONE) {
        end = s->family.v[end].next;
    }
    s->family.v[end].next = to->families;
    to->families = families;
}

enum err state_merge(struct story_stream *s, uint32_t x, uint32_t y) {
    struct state_story *v = s->story.v;
    bool into_x = v[x].n > v[y].n || (v[x].n == v[y].n && x < y);
    uint32_t kept_story = into_x ? x : y;
    uint32_t gone_story = into_x ? y : x;
    struct state_story *to = &v[kept_story];
    struct state_story *from = &v[gone_story];
    uint32_t kept = to->opener < from->opener ? to->opener : from->opener;
    uint32_t gone = to->opener < from->opener ? from->opener : to->opener;
    TRY(rename_parts(s, gone_story, kept_story));
    TRY(vec_push(s->a, &s->redirect, (struct story_redirect){gone, kept, false}));
    for (uint32_t r = 0; r < from->n_reps; r++) {
        TRY(note_keys(s, &s->item.v[from->rep[r]], kept_story, false));
    }
    s->item.v[to->last].next = from->first;
    to->last = from->last;
    to->n += from->n;
    to->opener = kept;
    merge_reps(to, from);
    add_moment(to, from->from, from->to);
    link_families(s, to, from->families);
    s->up.v[gone_story] = kept_story;
    s->has_merged = true;
    return note_change(s, kept_story);
}

/* An item goes from one story to another: what is known by story goes with it. */
static enum err move_item(struct story_stream *s, uint32_t item, uint32_t from, uint32_t to) {
    struct member *m = &s->item.v[item];
    uint32_t family = bonds_family(&s->bonds, m->weighed.item->key);
    if (m->weighed.item->is_part) {
        TRY(map_put(&s->parts, part_key(s, item, from), PART_GONE));
    }
    if (family != BONDS_NONE) {
        TRY(map_put(&s->family_story, family, to));
    }
    TRY(note_item(s, item, to));
    append(s, item, to);
    return m->is_copy ? ERR_OK : note_keys(s, m, to, false);
}

/* The families of a story that were noted for it, parted by where they are now. */
static void part_families(struct story_stream *s, uint32_t x, uint32_t y, uint32_t families) {
    while (families != NONE) {
        struct family *f = &s->family.v[families];
        uint32_t next = f->next;
        uint32_t story = map_find(&s->family_story, f->family) == y ? y : x;
        f->next = s->story.v[story].families;
        s->story.v[story].families = families;
        families = next;
    }
}

enum err state_split(struct story_stream *s, uint32_t story, const uint32_t *item,
                     const bool *is_moved, size_t n, uint32_t *out) {
    static const struct state_story empty = {.opener = UINT32_MAX,
                                             .first = NONE,
                                             .last = NONE,
                                             .families = NONE,
                                             .from = ITEM_TIMELESS,
                                             .to = ITEM_TIMELESS};
    uint32_t fresh = (uint32_t)s->story.n;
    TRY(vec_push(s->a, &s->story, empty));
    TRY(vec_push(s->a, &s->up, fresh));
    TRY(vec_push(s->a, &s->sum, 0));
    struct state_story before = s->story.v[story];
    s->story.v[story] = empty;
    for (size_t i = 0; i < n; i++) {
        if (is_moved[i]) {
            TRY(move_item(s, item[i], story, fresh));
        } else {
            s->story.v[story].n_parts += s->item.v[item[i]].weighed.item->is_part;
            append(s, item[i], story);
        }
    }
    part_families(s, story, fresh, before.families);
    s->story.v[story].round = before.round;
    s->story.v[story].is_changed = before.is_changed;
    TRY(note_change(s, story));
    TRY(note_change(s, fresh));
    uint32_t x = s->story.v[story].opener;
    uint32_t y = s->story.v[fresh].opener;
    *out = fresh;
    return vec_push(s->a, &s->redirect,
                    (struct story_redirect){x < y ? x : y, x < y ? y : x, true});
}

/* Whether a foe of the family is in the story. */
static bool has_foe(struct story_stream *s, uint32_t family, uint32_t story) {
    for (uint32_t at = bonds_first(&s->bonds, family); at != BONDS_NONE;) {
        uint32_t foe = bonds_next(&s->bonds, &at);
        uint32_t place = map_find(&s->family_story, foe);
        if (place != MAP_NONE && state_root(s, place) == story) {
            return true;
        }
    }
    return false;
}

bool state_may_join(struct story_stream *s, uint32_t item, uint32_t story) {
    uint32_t family = bonds_family(&s->bonds, s->item.v[item].weighed.item->key);
    return !has_part(s, item, story) && (family == BONDS_NONE || !has_foe(s, family, story));
}

/* Whether a report has a part in both. */
static bool share_report(const struct story_stream *s, uint32_t x, uint32_t y) {
    const struct state_story *v = s->story.v;
    if (v[x].n_parts == 0 || v[y].n_parts == 0) {
        return false;
    }
    uint32_t less = v[x].n < v[y].n ? x : y;
    for (uint32_t i = v[less].first; i != NONE; i = s->item.v[i].next) {
        if (has_part(s, i, less == x ? y : x)) {
            return true;
        }
    }
    return false;
}

bool state_may_merge(struct story_stream *s, uint32_t x, uint32_t y) {
    for (uint32_t f = s->story.v[x].families; f != NONE; f = s->family.v[f].next) {
        if (has_foe(s, s->family.v[f].family, y)) {
            return false;
        }
    }
    return !share_report(s, x, y);
}
