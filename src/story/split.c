/* split.c - whether the items of a story are two stories, which later items may show.
 * Items that aren't copies are compared, all pairs of them, or of SPLIT_MOST spread over the whole
 * story when there are more, and put together by the mean of their odds (agglomeration with average
 * links) until two groups are left; the decision that joins groups is asked about these two, and
 * only a clear no parts them, so that what was parted isn't merged again. Then a copy goes with the
 * item it copies, and every other item with the group whose items are likelier its own. What people
 * bound stays together. SPLIT_MOST^2 / 2 comparisons a story, and SPLIT_MOST an item of one that is
 * parted. */
#include "base/sort.h"
#include "story/state.h"

enum { SPLIT_MOST = 24, LARGEST = 4096 /* items of a story that is looked at */ };

static const int32_t CLEAR = TREE_ODDS / 2; /* below the odds at which groups are joined */
static const int32_t BOUND = 1 << 20;

struct split {
    uint32_t *item; /* all of the story, ascending */
    bool *is_moved;
    size_t n_items;
    uint32_t own[SPLIT_MOST]; /* indexes into item of those that are compared; none is a copy */
    uint32_t n;
    int32_t odds[SPLIT_MOST][SPLIT_MOST];
    uint8_t group[SPLIT_MOST];
};

/* The items of a story, and those of them that are compared. */
static enum err gather(struct story_stream *s, arena *a, uint32_t story, struct split *p) {
    const struct state_story *of = &s->story.v[story];
    p->item = arena_array(a, of->n, sizeof *p->item);
    p->is_moved = arena_array(a, of->n, sizeof *p->is_moved);
    uint32_t *own = arena_array(a, of->n, sizeof *own);
    if (!p->item || !p->is_moved || !own) {
        return a->last;
    }
    for (uint32_t i = of->first; i != NONE; i = s->item.v[i].next) {
        p->item[p->n_items++] = i;
    }
    TRY(sort_u32(a, p->item, p->n_items));
    uint32_t n_own = 0;
    for (uint32_t i = 0; i < p->n_items; i++) {
        own[n_own] = i;
        n_own += !s->item.v[p->item[i]].is_copy;
    }
    p->n = n_own < SPLIT_MOST ? n_own : SPLIT_MOST;
    for (uint32_t x = 0; x < p->n; x++) {
        p->own[x] = own[p->n < n_own ? x * (n_own - 1) / (SPLIT_MOST - 1) : x];
    }
    return ERR_OK;
}

static bool are_bound(struct story_stream *s, uint32_t i, uint32_t j) {
    uint32_t family = bonds_family(&s->bonds, s->item.v[i].weighed.item->key);
    return family != BONDS_NONE &&
           family == bonds_family(&s->bonds, s->item.v[j].weighed.item->key);
}

static void compare_all(struct story_stream *s, struct split *p) {
    for (uint32_t x = 0; x < p->n; x++) {
        for (uint32_t y = x + 1; y < p->n; y++) {
            uint32_t i = p->item[p->own[x]];
            uint32_t j = p->item[p->own[y]];
            int32_t odds = are_bound(s, i, j) ? BOUND : judge_pair(s, i, j);
            p->odds[x][y] = p->odds[y][x] = odds;
        }
    }
}

/* Mean odds of the pairs of two groups; BOUND when a person joined a pair of them. */
static int32_t link(const struct split *p, unsigned g, unsigned h) {
    int64_t sum = 0;
    int32_t n = 0;
    for (uint32_t x = 0; x < p->n; x++) {
        for (uint32_t y = 0; p->group[x] == g && y < p->n; y++) {
            if (p->group[y] == h) {
                if (p->odds[x][y] == BOUND) {
                    return BOUND;
                }
                sum += p->odds[x][y];
                n++;
            }
        }
    }
    return (int32_t)(sum / n);
}

/* Two groups, 0 and 1; of equal links the one of earlier items is taken. */
static void agglomerate(struct split *p) {
    int32_t links[SPLIT_MOST][SPLIT_MOST];
    bool alive[SPLIT_MOST];
    for (uint32_t x = 0; x < p->n; x++) {
        p->group[x] = (uint8_t)x;
        alive[x] = true;
        memcpy(links[x], p->odds[x], sizeof links[x]);
    }
    for (uint32_t left = p->n; left > 2; left--) {
        uint32_t best_g = 0;
        uint32_t best_h = 0;
        int32_t best = INT32_MIN;
        for (uint32_t g = 0; g < p->n; g++) {
            for (uint32_t h = g + 1; alive[g] && h < p->n; h++) {
                if (alive[h] && links[g][h] > best) {
                    best = links[g][h];
                    best_g = g;
                    best_h = h;
                }
            }
        }
        alive[best_h] = false;
        for (uint32_t x = 0; x < p->n; x++) {
            p->group[x] = p->group[x] == best_h ? (uint8_t)best_g : p->group[x];
        }
        for (uint32_t g = 0; g < p->n; g++) {
            if (alive[g] && g != best_g) {
                links[g][best_g] = links[best_g][g] = link(p, g, best_g);
            }
        }
    }
    uint8_t first = p->group[0];
    for (uint32_t x = 0; x < p->n; x++) {
        p->group[x] = p->group[x] != first;
    }
}

/* Log odds that the two groups are one story. */
static int32_t judge(struct story_stream *s, const struct split *p) {
    struct judged c = {0};
    struct state_story half[2] = {{.from = ITEM_TIMELESS, .to = ITEM_TIMELESS},
                                  {.from = ITEM_TIMELESS, .to = ITEM_TIMELESS}};
    for (uint32_t x = 0; x < p->n; x++) {
        struct state_story *of = &half[p->group[x]];
        int64_t moment = s->item.v[p->item[p->own[x]]].weighed.item->moment;
        of->n++;
        if (moment != ITEM_TIMELESS) {
            of->from = of->from == ITEM_TIMELESS || moment < of->from ? moment : of->from;
            of->to = moment > of->to ? moment : of->to;
        }
        for (uint32_t y = 0; y < x; y++) {
            if (p->group[x] != p->group[y]) {
                if (p->odds[x][y] == BOUND) {
                    return BOUND;
                }
                judge_note(&c, p->odds[x][y]);
            }
        }
    }
    struct group_side side = {.size = half[1].n, .from = half[1].from, .to = half[1].to};
    return judge_halves(s, &side, &half[0], &c);
}

/* The group of an item that wasn't compared. */
static uint8_t group_of(struct story_stream *s, const struct split *p, uint32_t item) {
    const struct member *m = &s->item.v[item];
    int64_t sum[2] = {0};
    int64_t n[2] = {0};
    for (uint32_t x = 0; x < p->n; x++) {
        uint32_t other = p->item[p->own[x]];
        if (m->is_copy && pair_is_copy(m->weighed.item, s->item.v[other].weighed.item)) {
            return p->group[x];
        }
        sum[p->group[x]] += judge_pair(s, item, other);
        n[p->group[x]]++;
    }
    return sum[1] * n[0] > sum[0] * n[1];
}

static void place(struct story_stream *s, struct split *p) {
    uint32_t x = 0;
    for (uint32_t i = 0; i < p->n_items; i++) {
        bool is_compared = x < p->n && p->own[x] == i;
        p->is_moved[i] = is_compared ? p->group[x] : group_of(s, p, p->item[i]);
        x += is_compared;
    }
}

/* Whether a decision of people would be broken: copies may be bound too. */
static bool breaks_bond(struct story_stream *s, const struct split *p) {
    for (size_t i = 0; i < p->n_items; i++) {
        uint32_t key_family = bonds_family(&s->bonds, s->item.v[p->item[i]].weighed.item->key);
        for (size_t j = 0; key_family != BONDS_NONE && j < i; j++) {
            if (p->is_moved[i] != p->is_moved[j] && are_bound(s, p->item[i], p->item[j])) {
                return true;
            }
        }
    }
    return false;
}

static enum err part(struct story_stream *s, arena *a, uint32_t story, uint32_t *out) {
    struct split p = {0};
    if (s->story.v[story].n > LARGEST) {
        return ERR_OK;
    }
    TRY(gather(s, a, story, &p));
    if (p.n < 2) {
        return ERR_OK;
    }
    compare_all(s, &p);
    agglomerate(&p);
    if (judge(s, &p) > judge_threshold(s) - CLEAR) {
        return ERR_OK;
    }
    place(s, &p);
    return breaks_bond(s, &p) ? ERR_OK : state_split(s, story, p.item, p.is_moved, p.n_items, out);
}

enum err split_story(struct story_stream *s, arena *scratch, uint32_t story, uint32_t *out) {
    arena_pos m = arena_mark(scratch);
    *out = NONE;
    s->table.x = NULL;
    enum err code = part(s, scratch, story, out);
    arena_reset(scratch, m);
    return code;
}
