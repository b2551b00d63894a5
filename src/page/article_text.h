/* article_text.h - writes the text of chosen blocks with the way back to the source: white space as
 * HTML shows it, references decoded, invisible characters left out. */
#ifndef COPYTASTER_PAGE_ARTICLE_TEXT_H
#define COPYTASTER_PAGE_ARTICLE_TEXT_H

#include "base/buf.h"
#include "page/article_outline.h"
#include "page/page.h"

struct article_text {
    arena *a;
    const struct article_outline *o;
    buf out;
    VEC(struct page_run) run;
    VEC(struct page_block) block;
    bool is_open; /* the last run is the same in text and source, and may grow */
};

/* Begin and end; between them article_text_add for each block in order. `done` frees the buffer and
 * gives text, blocks and runs to *page, in the arena. Errors: ERR_NOMEM, ERR_LIMIT. */
void article_text_init(struct article_text *w, arena *a, const struct article_outline *o);
enum err article_text_done(struct article_text *w, enum err code, struct page *page);

/* What stands before a block of the text. */
struct article_glue {
    bool is_line;    /* one line feed and not an empty line: the next row of a table */
    bool is_same;    /* it is a part of the block before it, behind a space */
    uint32_t n_bars; /* then so many cells of a table end here */
};

/* Write block `i` as one of `kind`; `glue` may be NULL. A block that turns out to be empty leaves
 * nothing. O(its source). */
enum err article_text_add(struct article_text *w, uint32_t i, enum page_block_kind kind,
                          float score, const struct article_glue *glue);

/* Note that a post begins here whose time stands at `source`. */
enum err article_text_post(struct article_text *w, struct span source, int64_t time);

/* Note block `i` without its text: a page_block with an empty `at`. */
enum err article_text_note(struct article_text *w, uint32_t i, enum page_block_kind kind,
                           float score);

#endif
