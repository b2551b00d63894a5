/* article_parts.h - the article reader with a model of one's own: for training and measuring. */
#ifndef COPYTASTER_PAGE_ARTICLE_PARTS_H
#define COPYTASTER_PAGE_ARTICLE_PARTS_H

#include "page/article_choose.h"

/* As article_read, with the models `m`. */
enum err article_parts_read(arena *a, const struct html_tree *t, const struct article_hints *hints,
                            const struct article_models *m, struct page *out);

#endif
