/* article_table.h - tables of data: their rows are lines of the text, their cells stand between
 * bars. Tables that only lay out a page are blocks as everywhere else. */
#ifndef COPYTASTER_PAGE_ARTICLE_TABLE_H
#define COPYTASTER_PAGE_ARTICLE_TABLE_H

#include "page/article_choose.h"

/* Where a block stands in a table of data; row is ARTICLE_NONE elsewhere. */
struct article_cell {
    uint32_t table; /* nodes */
    uint32_t row;
    uint32_t column; /* 0 is the first; a cell that spans several counts as one */
};

/* Find the tables of data among the chosen blocks. A table whose words are taken by half or more is
 * taken whole; kinds become PAGE_TABLE_ROW. *out is NULL when there are none, else an entry a
 * block. Errors: ERR_NOMEM, ERR_LIMIT. O(nodes + blocks). */
enum err article_table_find(arena *a, const struct article_outline *o, struct article_choice *c,
                            const struct article_cell **out);

#endif
