/* meta.h - what a page says of itself: headline, authors, days, outlet, language, address, section,
 * each from the best of all the places that pages say it in. */
#ifndef COPYTASTER_PAGE_META_H
#define COPYTASTER_PAGE_META_H

#include "html/html.h"
#include "page/page.h"

/* Found beside the metadata, for the article reader. */
struct meta_extra {
    str json_ld_body; /* articleBody, decoded; empty when there's none */
};

/* Fill *out. Spans are bytes of t->source. Errors: ERR_NOMEM, ERR_LIMIT. O(page). */
enum err meta_read(arena *a, const struct html_tree *t, const struct page_hints *hints,
                   struct page_meta *out, struct meta_extra *extra);

#endif
