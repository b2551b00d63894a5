/* article.h - which nodes of a page are its article, and their text in typed blocks. */
#ifndef COPYTASTER_PAGE_ARTICLE_H
#define COPYTASTER_PAGE_ARTICLE_H

#include "html/html.h"
#include "page/page.h"

/* What the metadata tells the article reader; may be empty. */
struct article_hints {
    str title;        /* headline of the page: not part of the text */
    str json_ld_body; /* articleBody of the JSON-LD, decoded; empty when there's none */
};

/* The text of the article of `t`: sets text, block, n_blocks, run, n_runs and confidence of *out.
 * Spans of the source are bytes of t->source. Errors: ERR_NOMEM, ERR_LIMIT. O(nodes + text). */
enum err article_read(arena *a, const struct html_tree *t, const struct article_hints *hints,
                      struct page *out);

/* The same for markup that is all article: every block of it, confidence 1. */
enum err article_read_all(arena *a, const struct html_tree *t, struct page *out);

#endif
