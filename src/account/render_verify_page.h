/* render_verify_page.h - whether a page shows the texts that its JSON holds; a part of
 * render_verify. */
#ifndef COPYTASTER_ACCOUNT_RENDER_VERIFY_PAGE_H
#define COPYTASTER_ACCOUNT_RENDER_VERIFY_PAGE_H

#include "base/buf.h"

/* Where a page is being read. */
struct page_reader {
    str page;
    size_t pos;
    buf shown;    /* scratch: what a block shows */
    buf expected; /* scratch: what it should show */
};

void render_verify_page_open(struct page_reader *r, str page);
void render_verify_page_close(struct page_reader *r);

/* Go to the text of report `index`. False when the page doesn't have it behind the one before. */
bool render_verify_page_report(struct page_reader *r, size_t index);

/* Whether the next block of that report shows `words` and nothing else, marks and its label apart.
 */
bool render_verify_page_block(struct page_reader *r, str words);

#endif
