/* pair.c - one walk over the terms of an item, looking each up in a table of the other's.
 * Cosines by section (title, lead, body; Allan's topic detection work compares them apart), shares
 * of what one says that the other says too (openings against long texts), agreement and conflict of
 * persons, places, ages, days and numbers: 0 says that one of the two has none, 1 that both have
 * some and none is shared. All features are bytes; floats are summed in the order of ids, so that
 * the same pair gives the same bytes. O(terms of the walked item). */
#include "story/pair.h"

#include <math.h>

#include "story/weigh.h"

static const float RARE = 5.0F; /* weight of a word that few stories have */

static const uint8_t kind_flag[PAIR_KINDS] = {TERM_PERSON, TERM_PLACE, TERM_AGE, TERM_DATE,
                                              TERM_NUMBER};

/* What a term weighs in each section of its item. */
static void weights_of(const struct term *t, float weight, float out[PAIR_SECTIONS]) {
    unsigned all = 2u * t->title + 2u * t->lead + t->body;
    out[SECTION_ALL] = weight * weigh_damped(all);
    out[SECTION_TITLE] = weight * weigh_damped(t->title);
    out[SECTION_LEAD] = weight * weigh_damped(t->lead);
    out[SECTION_BODY] = weight * weigh_damped(t->body);
    out[SECTION_NAMES] = t->flags & (TERM_NAME | TERM_CAPITAL) ? out[SECTION_ALL] : 0;
}

void pair_weigh(struct weighed *w) {
    float square[PAIR_SECTIONS] = {0};
    memset(w->mass, 0, sizeof w->mass);
    for (uint32_t i = 0; i < w->item->n_terms; i++) {
        const struct term *t = &w->item->term[i];
        for (unsigned k = 0; k < PAIR_KINDS; k++) {
            w->mass[k] += t->flags & kind_flag[k] ? w->weight[i] : 0;
        }
        if (!(t->flags & TERM_MARK)) {
            float v[PAIR_SECTIONS];
            weights_of(t, w->weight[i], v);
            for (unsigned k = 0; k < PAIR_SECTIONS; k++) {
                square[k] += v[k] * v[k];
            }
        }
    }
    for (unsigned k = 0; k < PAIR_SECTIONS; k++) {
        w->norm[k] = sqrtf(square[k]);
    }
}

static size_t slot_of(uint32_t id) {
    return (id * 0x9e3779b1u) >> 21;
}

void pair_open(struct pair_table *t, const struct weighed *x) {
    t->x = x;
    memset(t->at, 0, sizeof t->at);
    for (uint32_t i = 0; i < x->item->n_terms; i++) {
        size_t slot = slot_of(x->item->term[i].id);
        while (t->at[slot]) {
            slot = (slot + 1) % PAIR_SLOTS;
        }
        t->at[slot] = (uint16_t)(i + 1);
        t->id[slot] = x->item->term[i].id;
    }
}

/* Which terms of an item may be in the table: nearly all that are not are left out, without a
 * branch. */
static uint32_t sift(const struct pair_table *t, const struct item *y, uint8_t *kept) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < y->n_terms; i++) {
        kept[n] = (uint8_t)i;
        n += t->at[slot_of(y->term[i].id)] != 0;
    }
    return n;
}

/* Index of the term in the opened item, or NONE. */
static uint32_t find(const struct pair_table *t, uint32_t id) {
    size_t slot = slot_of(id);
    while (t->at[slot]) {
        if (t->id[slot] == id) {
            return t->at[slot] - 1u;
        }
        slot = (slot + 1) % PAIR_SLOTS;
    }
    return NONE;
}

/* Sums over the shared terms. */
struct shared {
    float dot[PAIR_SECTIONS];
    float in_x[PAIR_SECTIONS]; /* squares of x's weights */
    float in_y[PAIR_SECTIONS];
    float mass_x[PAIR_KINDS];
    float mass_y[PAIR_KINDS];
    float rarest[3];
    unsigned n_rare;
};

static void add_rare(struct shared *s, float weight) {
    s->n_rare += weight >= RARE;
    for (unsigned k = 0; k < 3; k++) {
        if (weight > s->rarest[k]) {
            float pushed = s->rarest[k];
            s->rarest[k] = weight;
            weight = pushed;
        }
    }
}

static void add_shared(struct shared *s, const struct term *tx, float wx, const struct term *ty,
                       float wy) {
    for (unsigned k = 0; k < PAIR_KINDS; k++) {
        if (tx->flags & ty->flags & kind_flag[k]) {
            s->mass_x[k] += wx;
            s->mass_y[k] += wy;
        }
    }
    if ((tx->flags | ty->flags) & TERM_MARK) {
        return;
    }
    float x[PAIR_SECTIONS];
    float y[PAIR_SECTIONS];
    weights_of(tx, wx, x);
    weights_of(ty, wy, y);
    for (unsigned k = 0; k < PAIR_SECTIONS; k++) {
        s->dot[k] += x[k] * y[k];
        s->in_x[k] += x[k] * x[k];
        s->in_y[k] += y[k] * y[k];
    }
    add_rare(s, wx < wy ? wx : wy);
}

static uint8_t byte_of(float share) {
    float v = share * 255.0F + 0.5F;
    return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
}

static uint8_t ratio(float part, float whole) {
    return whole > 0 ? byte_of(part / whole) : 0;
}

static void put_shares(const struct shared *s, const struct weighed *x, const struct weighed *y,
                       enum pair_section section, uint8_t *out) {
    uint8_t in_x = ratio(s->in_x[section], x->norm[section] * x->norm[section]);
    uint8_t in_y = ratio(s->in_y[section], y->norm[section] * y->norm[section]);
    out[0] = in_x < in_y ? in_x : in_y;
    out[1] = in_x < in_y ? in_y : in_x;
}

/* Agreement: 0 unknown, 1 conflict, up to 255. */
static void put_agreement(const struct shared *s, const struct weighed *x, const struct weighed *y,
                          unsigned kind, uint8_t *out) {
    out[0] = 0;
    out[1] = 0;
    if (x->mass[kind] <= 0 || y->mass[kind] <= 0) {
        return;
    }
    float in_x = s->mass_x[kind] / x->mass[kind];
    float in_y = s->mass_y[kind] / y->mass[kind];
    out[0] = (uint8_t)(1 + byte_of(in_x > in_y ? in_x : in_y) * 254 / 255);
    out[1] = (uint8_t)(1 + byte_of(in_x > in_y ? in_y : in_x) * 254 / 255);
}

/* Half days up to four, then days up to 60, then coarser; 255 = unknown. */
static uint8_t days_between(int64_t x, int64_t y) {
    if (x == ITEM_TIMELESS || y == ITEM_TIMELESS) {
        return 255;
    }
    double days = fabs((double)x - (double)y) / 86400;
    double v = days < 4 ? days * 2 : days < 60 ? days + 4 : 64 + (days - 60) / 7;
    return (uint8_t)(v > 254 ? 254 : v);
}

static uint8_t event_days(const struct item *x, const struct item *y) {
    int64_t least = 255;
    for (uint32_t i = 0; i < x->n_days; i++) {
        for (uint32_t k = 0; k < y->n_days; k++) {
            int64_t gap = (int64_t)x->day[i] - y->day[k];
            gap = gap < 0 ? -gap : gap;
            gap = gap > 254 ? 254 : gap;
            least = gap < least ? gap : least;
        }
    }
    return (uint8_t)least;
}

static uint8_t equal_bins(const struct item *x, const struct item *y) {
    unsigned n = 0;
    for (unsigned k = 0; k < ITEM_SKETCH; k++) {
        n += x->sketch[k] == y->sketch[k] && x->sketch[k] != UINT16_MAX;
    }
    return (uint8_t)n;
}

bool pair_is_copy(const struct item *x, const struct item *y) {
    return (x->content == y->content && x->words == y->words) ||
           equal_bins(x, y) >= ITEM_SKETCH * 7 / 8;
}

static uint8_t size_of(uint32_t words) {
    return byte_of(log2f(1.0F + (float)words) / 13.0F);
}

static void put_rest(const struct shared *s, const struct weighed *x, const struct weighed *y,
                     uint8_t *out) {
    for (unsigned k = 0; k < 3; k++) {
        out[PAIR_RAREST + k] = byte_of(s->rarest[k] / 16.0F);
    }
    out[PAIR_RARE_SHARED] = (uint8_t)(s->n_rare > 255 ? 255 : s->n_rare);
    out[PAIR_DAYS] = days_between(x->item->moment, y->item->moment);
    out[PAIR_EVENT_DAYS] = event_days(x->item, y->item);
    out[PAIR_SKETCH] = equal_bins(x->item, y->item);
    uint8_t wx = size_of(x->item->words);
    uint8_t wy = size_of(y->item->words);
    out[PAIR_WORDS] = wx < wy ? wx : wy;
    out[PAIR_WORDS_MOST] = wx < wy ? wy : wx;
    out[PAIR_TITLED] = (uint8_t)((x->norm[SECTION_TITLE] > 0) + (y->norm[SECTION_TITLE] > 0));
}

void pair_features(const struct pair_table *t, const struct weighed *y, uint8_t *out) {
    const struct weighed *x = t->x;
    struct shared s = {0};
    uint8_t kept[ITEM_TERMS + ITEM_MARKS];
    uint32_t n_kept = sift(t, y->item, kept);
    for (uint32_t k = 0; k < n_kept; k++) {
        uint32_t i = kept[k];
        uint32_t at = find(t, y->item->term[i].id);
        if (at != NONE) {
            add_shared(&s, &x->item->term[at], x->weight[at], &y->item->term[i], y->weight[i]);
        }
    }
    for (unsigned k = 0; k < PAIR_SECTIONS; k++) {
        out[PAIR_COS + k] = ratio(s.dot[k], x->norm[k] * y->norm[k]);
    }
    put_shares(&s, x, y, SECTION_TITLE, &out[PAIR_TITLE_IN]);
    put_shares(&s, x, y, SECTION_LEAD, &out[PAIR_LEAD_IN]);
    put_shares(&s, x, y, SECTION_ALL, &out[PAIR_ALL_IN]);
    for (unsigned k = 0; k < PAIR_KINDS; k++) {
        put_agreement(&s, x, y, k, &out[PAIR_PERSONS + 2 * k]);
    }
    put_rest(&s, x, y, out);
}

float pair_cosine(const struct weighed *x, const struct weighed *y) {
    float dot = 0;
    for (uint32_t i = 0, k = 0; i < x->item->n_terms && k < y->item->n_terms;) {
        const struct term *tx = &x->item->term[i];
        const struct term *ty = &y->item->term[k];
        if (tx->id == ty->id && !((tx->flags | ty->flags) & TERM_MARK)) {
            float wx[PAIR_SECTIONS];
            float wy[PAIR_SECTIONS];
            weights_of(tx, x->weight[i], wx);
            weights_of(ty, y->weight[k], wy);
            dot += wx[SECTION_ALL] * wy[SECTION_ALL];
        }
        bool step_x = tx->id <= ty->id;
        bool step_y = ty->id <= tx->id;
        i += step_x;
        k += step_y;
    }
    float norm = x->norm[SECTION_ALL] * y->norm[SECTION_ALL];
    return norm > 0 ? dot / norm : 0;
}
