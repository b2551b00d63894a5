/* site.h - what the pages of one host have in common: blocks that come back on pages which are
 * otherwise different (appeals, notices, standing notes) are furniture, however much they read like
 * an article. A second look at pages that were read one by one.
 *
 *     site_add for every page, then site_find for every page; no page needs to be held between
 *
 * Positions and texts of pages stay what they are: a page alone always reads the same. */
#ifndef COPYTASTER_PAGE_SITE_H
#define COPYTASTER_PAGE_SITE_H

#include "base/map.h"
#include "page/page.h"

enum { SITE_WITNESSES = 4, SITE_SLOTS = 16 };

/* What a page's blocks are, in brief: the share of equal bytes is the likeness of two pages. */
struct site_sketch {
    uint8_t least[SITE_SLOTS];
};

/* A page as the memory sees it. */
struct site_page {
    str host; /* whatever tells sites apart; pages without one are left alone */
    str text;
    const struct page_block *block; /* with places in the text */
    size_t n_blocks;
};

/* A block of a host. */
struct site_block {
    uint64_t key;                               /* host and folded words */
    struct site_sketch witness[SITE_WITNESSES]; /* of pages that have it and differ pairwise */
    uint32_t n_witnesses;
    uint32_t n_pages;
    uint64_t score; /* sum over the pages, in thousandths */
    uint64_t page;  /* the last one, by number */
};

struct site_memory {
    arena store;
    struct map at;   /* key -> block */
    struct map host; /* host -> pages */
    struct site_block *block;
    size_t n_blocks;
    size_t most; /* blocks that are remembered */
    uint64_t n_pages;
};

/* Begin an empty memory of at most `most` blocks (some 130 bytes each; at least 16). When they are
 * reached, those seen on the fewest pages are forgotten, so that what is found then depends on the
 * order of the pages; below it the order matters little (which of several alike pages is a
 * witness). Errors: ERR_NOMEM, ERR_LIMIT. site_done may be called in any case. */
enum err site_init(struct site_memory *m, size_t most);
void site_done(struct site_memory *m);

/* Remember a page. `scratch` is used and left as it was. Errors: ERR_NOMEM, ERR_LIMIT. O(text). */
enum err site_add(struct site_memory *m, arena *scratch, const struct site_page *page);

/* Which blocks of a page that was added are furniture: out[i], n_blocks of them, in `a`; their
 * number in *n. A heading goes with all that stands under it, and never alone; of a page that is
 * all furniture nothing is. Errors: ERR_NOMEM, ERR_LIMIT. O(text). */
enum err site_find(const struct site_memory *m, arena *a, const struct site_page *page, bool **out,
                   size_t *n);

/* The text of a page with its structure. */
struct site_text {
    str text;
    const struct page_block *block;
    size_t n_blocks;
    const struct page_run *run;
    size_t n_runs;
};

/* Take the blocks marked in `drop` out of the text: they become promos with an empty place that
 * keep their place in the source, and all others move up. New arrays in `a`. Errors: ERR_NOMEM,
 * ERR_LIMIT. O(text). */
enum err site_strip(arena *a, const bool *drop, struct site_text *text);

#endif
