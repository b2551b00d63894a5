/* state.h - the items and stories of a stream; private to stream.c, judge.c and repair.c. */
#ifndef COPYTASTER_STORY_STATE_H
#define COPYTASTER_STORY_STATE_H

#include "story/group.h"
#include "story/keys.h"
#include "story/stream.h"
#include "story/trees.h"
#include "story/weigh.h"

enum {
    STATE_REPS = 6,  /* items of a story that are compared: two first ones, four last ones */
    STATE_KEYS = 32, /* terms of an item by which its story is found */
    STATE_CANDIDATES = 8,
    STATE_WATCHED = 16 /* candidates when a trainer watches: more negatives */
};

struct member {
    struct weighed weighed;
    uint32_t story;            /* ask state_root for the one of now */
    uint32_t next;             /* item of the same story, or NONE */
    uint32_t list[STATE_KEYS]; /* of its heaviest terms, heaviest first: see keys.h */
    uint8_t key[STATE_KEYS];   /* their indexes */
    uint8_t n_keys;
    bool is_copy; /* of another item: found and compared through that one */
};

struct family {
    uint32_t family;
    uint32_t next;
};

/* Stories that a search for candidates met, and what they share with the items. */
struct state_met {
    uint32_t v[2 * STATE_REPS * STATE_KEYS * KEYS_NEWEST + 1]; /* roots come on top */
    uint32_t sum[2 * STATE_REPS * STATE_KEYS * KEYS_NEWEST + 1];
    size_t n;
};

struct state_story {
    uint32_t opener; /* the item that gives it its name */
    uint32_t first;  /* of its items */
    uint32_t last;
    uint32_t n;
    uint32_t n_parts; /* of its items that are parts */
    uint32_t rep[STATE_REPS];
    uint32_t n_reps;
    uint32_t n_seen;   /* of its items that could be representatives */
    uint32_t families; /* index into family, or NONE */
    int64_t from;      /* moments of its items */
    int64_t to;
    uint32_t round;  /* of repair in which it was merged last */
    bool is_changed; /* since the last repair, and in story_stream.changed */
};

struct story_stream {
    arena *a;
    struct story_options options;
    struct weigh weigh;
    size_t n_learned; /* items whose terms were counted before they come */
    struct bonds bonds;
    struct map family_story; /* family -> story */
    VEC(struct family) family;
    VEC(struct member) item;
    VEC(struct state_story) story;
    VEC(uint32_t) up;      /* of each story, union-find: itself when it is a story of now */
    VEC(uint32_t) sum;     /* of each story: while candidates are found (judge.c); else 0 */
    bool has_merged;       /* some story isn't one of now */
    VEC(uint32_t) changed; /* stories opened, joined, merged or parted since the last repair */
    uint32_t round;        /* of all repairs */
    int32_t twin_odds;     /* what twins need in this repair */
    VEC(struct story_redirect) redirect;
    struct keys keys;
    struct map content;    /* of items -> the first one */
    struct map parts;      /* story and report of items that are parts */
    struct state_met *met; /* of the search in work */
    struct pair_table table;
};

/* The story of now that a story went into, or itself. */
uint32_t state_root(struct story_stream *s, uint32_t story);

/* A story of one item. */
enum err state_open(struct story_stream *s, uint32_t item);

/* Put an item, or the whole of another story, into a story. */
enum err state_join(struct story_stream *s, uint32_t item, uint32_t story);
enum err state_merge(struct story_stream *s, uint32_t x, uint32_t y);

/* Take some of a story's items into a new story, which is told: `item` are all `n` of them, in
 * ascending order. Decisions of people must allow it. O(n). */
enum err state_split(struct story_stream *s, uint32_t story, const uint32_t *item,
                     const bool *is_moved, size_t n, uint32_t *out);

/* Whether two stories, or an item and a story, may be one: decisions of people leave it open, and
 * they hold no parts of one report, which were parted for a reason. O(smaller story) at most. */
bool state_may_merge(struct story_stream *s, uint32_t x, uint32_t y);
bool state_may_join(struct story_stream *s, uint32_t item, uint32_t story);

/* Up to STATE_CANDIDATES (STATE_WATCHED) stories that share heavy terms with the items (of one
 * story or new), best first, `own` left out. O(items x entries of lists), which are bounded: see
 * judge.c. */
enum err judge_candidates(struct story_stream *s, const uint32_t *item, size_t n, uint32_t own,
                          struct judged *out, size_t *n_out);

/* Ask for what a search by an item will read first. */
void judge_expect(const struct story_stream *s, const struct member *m);

/* Compare items (representatives of one group, of `size` items in the days [from, to]) with each
 * candidate; the candidates' odds are set, likeliest first. */
struct group_side {
    const uint32_t *item;
    size_t n;
    uint32_t size;
    int64_t from;
    int64_t to;
};
void judge_all(struct story_stream *s, const struct group_side *side, struct judged *candidate,
               size_t n);

/* Log odds that two items tell one story; fast while `i` stays the same. */
int32_t judge_pair(struct story_stream *s, uint32_t i, uint32_t j);

/* Add the odds of a pair to what its groups come to. */
void judge_note(struct judged *c, int32_t odds);

/* Log odds that two halves of a story are one, which have no rivals; `c` = all their pairs. */
int32_t judge_halves(const struct story_stream *s, const struct group_side *side,
                     const struct state_story *other, const struct judged *c);

/* The odds at which two groups are joined. */
int32_t judge_threshold(const struct story_stream *s);

/* Merge twins, part what isn't one story, and merge what that made. All stories look for a twin at
 * last; before, only those that changed since the last time, so that all repairs together cost a
 * bounded number of comparisons an item. */
enum err repair_stories(struct story_stream *s, bool is_last);

/* Part the story if its items fall into two groups that are clearly two stories: *out = the new
 * one, or NONE. */
enum err split_story(struct story_stream *s, arena *scratch, uint32_t story, uint32_t *out);

#endif
