/* article_unit.h - elements that come in rows: siblings of one tag and one front of the class, each
 * with text in two blocks or more. Cards of a teaser list are such, posts of a live blog, comments,
 * the things of a list-article. */
#ifndef COPYTASTER_PAGE_ARTICLE_UNIT_H
#define COPYTASTER_PAGE_ARTICLE_UNIT_H

#include "page/article_outline.h"

/* Three siblings or more. */
struct article_unit {
    uint32_t first; /* node */
    uint32_t n;
    uint32_t n_linked; /* their first text of three words or more is a link */
    uint32_t n_timed;  /* with an element that tells a time */
    uint32_t words;    /* of all */
    uint32_t blocks;
};

/* Find the units of an outline whose nodes and blocks are known: sets o->unit, o->n_units and
 * o->unit_of. Errors: ERR_NOMEM, ERR_LIMIT. O(nodes + blocks). */
enum err article_unit_find(arena *a, struct article_outline *o);

/* Is the block a link of three words or more, as headlines of teasers are? */
bool article_unit_is_headline(const struct article_block *b);

/* Does it hold short pieces each of which begins with a link: a list of teasers? */
bool article_unit_is_cards(const struct article_unit *u);

#endif
