/* stream.h - stories grow as reports come: the one grouper of folders, streams and corpora.
 *
 *   item --> copies? --> candidate stories --> which of them? --> join or open
 *                        (keys.h)              (pair.h, group.h)
 *   at the end, and now and then: merge twins (repair.c), part what isn't one (split.c)
 */
#ifndef COPYTASTER_STORY_STREAM_H
#define COPYTASTER_STORY_STREAM_H

#include "story/bonds.h"
#include "story/pair.h"

/* For trainers and tests: what is compared, while it is compared. */
struct story_watch {
    void *ctx;
    /* items i and j were compared */
    void (*pair)(void *ctx, uint32_t i, uint32_t j, const uint8_t *features);
    /* the stories that hold i and j were compared */
    void (*group)(void *ctx, uint32_t i, uint32_t j, const uint8_t *features);
};

struct trees;

struct story_options {
    /* from -100 (never merge wrongly) to 100 (never show twins); 0 = most right decisions */
    int dial;
    uint32_t window_days; /* older stories take nothing more; 0 = 400 */
    bool all_candidates;  /* compare with every story: slow, for tests */
    bool bonds_only;      /* join nothing but what is bound and equal: for trainers */
    const struct story_watch *watch;
    const struct trees *pairs; /* NULL = the built-in ones */
    const struct trees *groups;
};

struct story_redirect {
    uint32_t from;
    uint32_t to;
    bool is_split; /* some items of `from` went to the new story `to`; else `from` is no more */
};

struct story_stream;

/* A new stream in `a`; `options` may be NULL. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err story_stream_new(arena *a, const struct story_options *options, struct story_stream **out);

/* A decision about two items (item.key), which nothing will break; before the items come. Errors:
 * ERR_INPUT when it contradicts others. */
enum err story_stream_bind(struct story_stream *s, uint64_t x, uint64_t y, enum bond_kind kind);

/* Count the terms of an item that is to come: when all items are known beforehand, all are learned
 * first, and add counts no more. */
void story_stream_learn(struct story_stream *s, const struct item *item);

/* Add the next item, which is kept; items come in the order of item_compare. Its story may change
 * until story_stream_finish. Bounded cost, whatever the number of items. */
enum err story_stream_add(struct story_stream *s, const struct item *item);

/* Repair between items, for streams whose readers don't wait for the end: stories that changed
 * since the last repair are merged where that is surely right, or parted. When it is called (every
 * so many items, every day) is part of the input: the same calls give the same stories. Bounded
 * cost for each item since the last repair. */
enum err story_stream_repair(struct story_stream *s);

/* Repair of all: merge what later items show to be one story, part what they show to be two. More
 * items may come afterwards. O(stories) comparisons. */
enum err story_stream_finish(struct story_stream *s);

/* The story of item number i: the number of the item that opened it, which stays its name. */
uint32_t story_stream_story(const struct story_stream *s, uint32_t i);

/* Item i with its weights. */
const struct weighed *story_stream_item(const struct story_stream *s, uint32_t i);

/* Stories that went into others or were parted, in the order in which they were. */
const struct story_redirect *story_stream_redirects(const struct story_stream *s, size_t *n);

#endif
