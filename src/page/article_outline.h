/* article_outline.h - a page as the article reader sees it: its elements in document order with
 * what they hold, and its blocks: runs of text between two block-level tags or two <br>.
 *
 *     node:  body . div . h1 . div . p . p . aside . p        parents come first
 *     block:              0        1   2           3          in the order of the text
 */
#ifndef COPYTASTER_PAGE_ARTICLE_OUTLINE_H
#define COPYTASTER_PAGE_ARTICLE_OUTLINE_H

#include "html/html.h"
#include "page/article_scan.h"

#define ARTICLE_NONE UINT32_MAX

/* Marks of elements; all but the last go over to what they hold. */
enum {
    ARTICLE_HIDDEN = 1, /* hidden, display: none, visibility: hidden */
    ARTICLE_ARIA_HIDDEN = 2,
    ARTICLE_ROLE_SIDE = 4, /* role = navigation, banner, complementary, ... */
    ARTICLE_ROLE_MAIN = 8,
    ARTICLE_BODY_PROP = 16, /* itemprop = articleBody */
    ARTICLE_POST = 32,      /* an embedded post: tweet, toot, ... */
    ARTICLE_LINK = 64,
    ARTICLE_IS_BLOCK = 128
};

/* Elements whose distance above a block is kept, and the groups of class words behind them. */
enum article_above {
    ARTICLE_IN_ARTICLE,
    ARTICLE_IN_MAIN,
    ARTICLE_IN_NAV,
    ARTICLE_IN_ASIDE,
    ARTICLE_IN_FOOTER,
    ARTICLE_IN_HEADER,
    ARTICLE_IN_FORM,
    ARTICLE_IN_UL,
    ARTICLE_IN_OL,
    ARTICLE_IN_TABLE,
    ARTICLE_IN_FIGURE,
    ARTICLE_IN_QUOTE,
    ARTICLE_IN_SECTION,
    ARTICLE_IN_LI,
    ARTICLE_IN_CLASS, /* of group 0, and so on */
    ARTICLE_ABOVE = ARTICLE_IN_CLASS + ARTICLE_CLASS_GROUPS,
    ARTICLE_ABOVE_PADDED = 48,
    ARTICLE_FAR = 40 /* no such element above */
};

_Static_assert((int)ARTICLE_ABOVE <= (int)ARTICLE_ABOVE_PADDED, "room for distances");

struct article_node {
    uint32_t parent; /* node, or ARTICLE_NONE */
    uint32_t html;   /* in the tree */
    uint32_t look;   /* hash of tag and class */
    uint32_t stem;   /* hash of the class's first letters: of "post" in "post-1234 post" */
    uint16_t tag;
    uint16_t depth;
    uint8_t marks;
    bool is_time; /* <time>, or so named by its class */
    /* sums over all blocks below */
    uint32_t words;
    uint32_t chars;
    uint32_t link_chars;
    uint32_t blocks;
    uint32_t good;     /* words of blocks that read like prose */
    uint32_t consent;  /* words of asking for consent: cookies, tracking, ... */
    uint32_t own_good; /* the same, blocks of this very node */
    float score;       /* as Readability has it: marks of prose below, one and two levels up */
};

struct article_block {
    uint32_t node;  /* the block-level element it stands in */
    uint32_t first; /* text nodes in the tree */
    uint32_t last;
    uint32_t word_from; /* in hashes */
    uint32_t word_to;
    uint16_t n_breaks; /* <br> in it */
    bool after_break;  /* it begins after two <br> */
    bool is_good;      /* reads like prose */
    uint8_t above[ARTICLE_ABOVE_PADDED];
    struct article_stats stats;
};

struct article_outline {
    const struct html_tree *tree;
    struct article_node *node;
    uint32_t n_nodes;
    struct article_block *block;
    uint32_t n_blocks;
    struct article_unit *unit; /* article_unit.h */
    uint32_t n_units;
    uint32_t *unit_of; /* of a node: index of the innermost unit around it, or ARTICLE_NONE */
    struct article_hashes words;
    bool is_cut; /* the limit of blocks was reached */
};

/* Take the outline of the tree below its body (or its root, for fragments). Errors: ERR_NOMEM,
 * ERR_LIMIT. O(nodes + text). */
enum err article_outline_take(arena *a, const struct html_tree *t, struct article_outline *out);

/* Is text below such an element no text of the page (script, style, svg, ...)? */
bool article_outline_skips(const struct html_tree *t, uint32_t html);

/* Does the tag begin a new block? */
bool article_outline_is_block(const struct html_tree *t, uint32_t html);

#endif
