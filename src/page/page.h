/* page.h - the bytes of one web page -> one article: its text in typed blocks, what the page says
 * of itself, and how sure the reading is. No host-name rules: the same reading for every site.
 *
 *     bytes -> text/charset -> html/ -> article (which nodes are the article) -> blocks and text
 *                                    -> meta (headline, authors, days, outlet, ...)
 */
#ifndef COPYTASTER_PAGE_PAGE_H
#define COPYTASTER_PAGE_PAGE_H

#include "base/arena.h"
#include "base/str.h"

/* What is known of a page from outside; all may be empty. */
struct page_hints {
    str url;          /* where it was fetched */
    str content_type; /* HTTP header: "text/html; charset=utf-8" */
    int64_t fetched;  /* seconds UTC (WARC-Date); 0 = unknown. No day of the page lies after it */
};

enum page_block_kind {
    PAGE_PARAGRAPH,
    PAGE_HEADING,
    PAGE_LIST_ITEM,
    PAGE_QUOTE,     /* blockquote */
    PAGE_CODE,      /* preformatted */
    PAGE_TABLE_ROW, /* a row of a table of data: its cells, parted by " | " */
    PAGE_CAPTION,
    PAGE_EMBED, /* an embedded post: tweet, toot, Facebook, Instagram */
    PAGE_BYLINE,
    PAGE_PROMO,
    PAGE_POST, /* a post of a live blog begins: its time, no text */
    PAGE_BLOCK_KINDS
};

/* A block of the text; blocks are in order, don't overlap, and are parted by blank lines, the rows
 * of a table by a line feed. */
struct page_block {
    uint8_t kind;
    struct span at; /* bytes of page.text */
    struct span
        source;  /* bytes of the page as it was served, from its first to its last character */
    float score; /* how sure it belongs to the article, 0 to 1 */
    int64_t
        time; /* of a post: seconds UTC (as written, when the page gives no zone); 0 = unknown */
};

/* Bytes of the text that came from one run of the source. Runs are ordered by `text`; between them
 * stand the white space and line feeds that reading put in. */
struct page_run {
    uint32_t text;       /* begins here in page.text */
    uint32_t len;        /* bytes of the text */
    uint32_t source;     /* begins here in the page as served */
    uint32_t source_len; /* != len when references were decoded or the encoding changed */
};

/* Where a value of the metadata was found. */
enum page_origin {
    PAGE_FROM_NOWHERE,
    PAGE_FROM_JSON_LD,
    PAGE_FROM_OPEN_GRAPH, /* og:, article:* */
    PAGE_FROM_META,       /* meta name=..., Dublin Core, parsely, sailthru, citation_* */
    PAGE_FROM_MICRODATA,  /* itemprop, rel=author, hentry */
    PAGE_FROM_TIME,       /* <time datetime> */
    PAGE_FROM_TEXT,       /* words of the page: bylines, "Published on ..." */
    PAGE_FROM_TITLE,      /* <title>, h1 */
    PAGE_FROM_URL,
    PAGE_FROM_LINK, /* <link rel=canonical>, hreflang */
    PAGE_FROM_HTML  /* <html lang> */
};

struct page_value {
    str value;      /* UTF-8, white space evened out; empty = unknown */
    uint8_t origin; /* enum page_origin */
    struct span at; /* bytes of the page as served (of the element or slice it came from) */
};

struct page_meta {
    struct page_value title;
    const struct page_value *author; /* one name each */
    size_t n_authors;
    struct page_value published; /* ISO 8601: "2022-03-04", "2022-03-04T10:12:00+01:00", or without
                                    zone when the page gives none */
    struct page_value modified;
    struct page_value outlet; /* name of the site or publisher */
    struct page_value lang;   /* BCP 47 */
    struct page_value url;    /* canonical, absolute */
    struct page_value section;
    struct page_value description;
    struct page_value image;
};

struct page {
    str text; /* valid UTF-8; blocks parted by one empty line, rows of a table by a line feed */
    const struct page_block *block;
    size_t n_blocks;
    const struct page_run *run;
    size_t n_runs;
    struct page_meta meta;
    float confidence;  /* predicted quality of the text, 0 to 1 */
    str encoding;      /* what the bytes were in */
    size_t n_repaired; /* places that were no characters */
    bool is_cut;       /* a limit of the parser was reached */
};

/* Read one page. What isn't HTML at all gives ERR_INPUT; a page without an article gives an empty
 * text and ERR_OK. Texts live in `a`. Errors: ERR_INPUT, ERR_NOMEM, ERR_LIMIT. O(bytes). */
enum err page_read(arena *a, str bytes, const struct page_hints *hints, struct page *out);

/* The same for a piece of markup that is all article (an item of a feed; UTF-8): every block of it,
 * no metadata, confidence 1. */
enum err page_read_fragment(arena *a, str markup, struct page *out);

#endif
