/* page_steps.h - the steps of page_read one by one: for training and measuring. */
#ifndef COPYTASTER_PAGE_PAGE_STEPS_H
#define COPYTASTER_PAGE_PAGE_STEPS_H

#include "page/article.h"
#include "text/charset.h"

/* A page before its article is read. `tree.source` is the page in UTF-8. */
struct page_opened {
    struct charset_text text;
    struct html_tree tree;
    struct article_hints hints;
};

/* Decode and parse the page, read its metadata into out->meta. Errors: ERR_INPUT (no text),
 * ERR_NOMEM, ERR_LIMIT. O(bytes). */
enum err page_steps_open(arena *a, str bytes, const struct page_hints *hints,
                         struct page_opened *opened, struct page *out);

/* Turn all spans of *out from positions in the UTF-8 text into positions in `bytes`. */
enum err page_steps_map(arena *a, str bytes, const struct page_opened *opened, struct page *out);

#endif
