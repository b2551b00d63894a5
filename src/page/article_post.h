/* article_post.h - live blogs: an article that is a row of dated posts. */
#ifndef COPYTASTER_PAGE_ARTICLE_POST_H
#define COPYTASTER_PAGE_ARTICLE_POST_H

#include "page/article_choose.h"

/* A post begins before a block. */
struct article_post {
    uint32_t block;
    struct span source; /* the text of its time, in t->source */
    int64_t time;       /* seconds UTC, 0 = unknown */
};

/* Find the posts of the page when half of what is taken stands in dated posts. Blocks that hold
 * nothing but the time of a post are left out of the text. *n is 0 when there are none. Errors:
 * ERR_NOMEM, ERR_LIMIT. O(nodes + blocks). */
enum err article_post_find(arena *a, const struct article_outline *o, struct article_choice *c,
                           const struct article_post **out, size_t *n);

#endif
