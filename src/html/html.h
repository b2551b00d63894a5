/* html.h - the bytes of one page -> a tree that keeps the way back: every element, run of text and
 * attribute is a slice of the source. The tokenizer and tree builder of the HTML standard (WHATWG,
 * 13.2) in one pass, without scripting, with bounds on everything that input can drive.
 *
 *     struct html_tree t;
 *     TRY(html_parse(a, source, NULL, &t));
 *     for (uint32_t i = t.body; i != HTML_NONE; i = html_next(&t, i, t.body)) {
 *         if (html_is(&t, i, HTML_TAG_P)) { ... }
 *     }
 */
#ifndef COPYTASTER_HTML_HTML_H
#define COPYTASTER_HTML_HTML_H

#include "base/arena.h"
#include "base/buf.h"
#include "html/html_name.h"

#define HTML_NONE UINT32_MAX

enum html_kind { HTML_DOCUMENT, HTML_DOCTYPE, HTML_ELEMENT, HTML_TEXT, HTML_COMMENT };

enum html_space { HTML_SPACE_HTML, HTML_SPACE_SVG, HTML_SPACE_MATHML };

/* What a run of source bytes needs before it is text; 0 = it is text as it stands. */
enum {
    HTML_RAW_REFERENCES = 1, /* holds '&': character references */
    HTML_RAW_RETURNS = 2,    /* holds CR: becomes LF */
    HTML_RAW_NULS = 4,       /* holds NUL: becomes U+FFFD */
    HTML_RAW_DROPS = 16,     /* with HTML_RAW_NULS: NUL is left out instead */
    HTML_RAW_UPPER = 8       /* a name with ASCII capitals */
};

/* An attribute; names and values are slices of the source, decoded when asked for. Of attributes of
 * one name in a tag only the first is kept. */
struct html_attr {
    uint16_t name; /* enum html_name, or HTML_NAME_OTHER: then compare `as_written` */
    uint8_t raw;   /* HTML_RAW_... of the value */
    uint8_t name_raw;
    struct span as_written; /* the name in the source */
    struct span value;      /* without the quotes; empty when there's none */
};

/* The tree. Nodes are numbered in the order of their creation, which is not always the order of the
 * document (misnested and misplaced tags): walk with the links. Arrays have one entry a node.
 * Text between two tags is one or several HTML_TEXT nodes in a row: readers join them. The children
 * of a template element are its content. A body whose place a frameset takes stays in the arrays
 * without a parent. */
struct html_tree {
    str source; /* borrowed */
    uint32_t n;
    const uint8_t *kind;  /* enum html_kind */
    const uint8_t *space; /* enum html_space of an element */
    const uint8_t *raw;   /* HTML_RAW_... of text and comments */
    const uint16_t *tag;  /* enum html_tag of an element, HTML_TAG_OTHER: see html_tag_name */
    const uint32_t *parent;
    const uint32_t *first; /* child, or HTML_NONE */
    const uint32_t *last;
    const uint32_t *next; /* sibling, or HTML_NONE */
    const uint32_t *prev;
    const struct span *at; /* element: its start tag, empty where one was implied; text: the run;
                              comment: what stands between its marks */
    const uint32_t *close; /* element: position behind its last byte (its end tag, or where
                              something else ended it) */
    const uint32_t *attr;  /* element: its first attribute */
    const uint16_t *n_attr;
    const struct html_attr *attrs;
    size_t n_attrs;
    uint32_t html, head,
        body; /* HTML_NONE when the limit came first; a frameset page has no body */
    /* losses, for the ledger */
    uint32_t n_flattened; /* start tags deeper than the limit: made siblings, their text kept */
    uint32_t n_attrs_dropped;
    bool is_cut; /* the limit of nodes was reached; `cut_at` says where */
    uint32_t cut_at;
};

/* All zero = the defaults of base/limits.h: 512 deep, 1 M nodes, 256 attributes a tag. */
struct html_options {
    uint32_t max_depth;
    uint32_t max_nodes;
    uint32_t max_attrs; /* at most 400 */
    bool fragment;      /* the source is a fragment of a `context` element; t.html is its root */
    uint16_t context;   /* enum html_tag; with `context_space` */
    uint8_t context_space;
    bool scripting; /* noscript holds raw text; off by default: its content is markup */
};

/* Build the tree of `source` (UTF-8; ill-formed bytes are carried through; less than 4 GiB). All
 * memory from `a`, about a byte for a byte of source of real pages, at most some 80; *out lives
 * there, but for the source. `options` may be NULL. On error *out is unchanged. Errors: ERR_NOMEM,
 * ERR_LIMIT. O(n). */
enum err html_parse(arena *a, str source, const struct html_options *options,
                    struct html_tree *out);

/* Next node in document order below `root` (root itself comes first), or HTML_NONE. O(1) amortised.
 */
uint32_t html_next(const struct html_tree *t, uint32_t node, uint32_t root);

/* The same, leaving out what is below `node`. */
uint32_t html_skip(const struct html_tree *t, uint32_t node, uint32_t root);

static inline bool html_is(const struct html_tree *t, uint32_t node, enum html_tag tag) {
    return t->kind[node] == HTML_ELEMENT && t->tag[node] == tag &&
           t->space[node] == HTML_SPACE_HTML;
}

/* Name of an element as the standard spells it ("p", "foreignObject", "x-card"); lower-cased in `a`
 * where the source has capitals. ptr NULL: no memory. */
str html_tag_name(arena *a, const struct html_tree *t, uint32_t node);

/* Name of an attribute of an element of `space` (enum html_space), likewise ("href", "viewBox"). */
str html_attr_name(arena *a, const struct html_tree *t, const struct html_attr *attr,
                   uint8_t space);

/* The attribute of an element, or NULL. O(attributes). */
const struct html_attr *html_attr_find(const struct html_tree *t, uint32_t node,
                                       enum html_name name);

/* Its value as it stands in the source; empty when there's none. For comparing classes and such. */
str html_attr_raw(const struct html_tree *t, uint32_t node, enum html_name name);

/* Its value decoded: a slice of the source where nothing had to change, else in `a`. Errors:
 * ERR_NOMEM, ERR_LIMIT. An absent attribute gives an empty string. */
enum err html_attr_value(arena *a, const struct html_tree *t, uint32_t node, enum html_name name,
                         str *out);

/* Decode a run of source bytes as text (attribute = false) or as an attribute's value: character
 * references, CR, NUL. Appends to `out`. */
enum err html_decode(str run, uint8_t raw, bool attribute, buf *out);

/* One step of decoding, for readers that keep the way back: the characters at `pos` < run.len as
 * UTF-8 in `utf8` (at most 8 bytes, *n of them; 0 when they vanish). `raw` is that of the node or
 * attribute: only what it names is decoded, so that script stays as it is. Returns the position
 * behind them in `run`. */
size_t html_decode_step(str run, size_t pos, uint8_t raw, bool attribute, char utf8[8], size_t *n);

/* All text below `node` joined as it stands (as DOM textContent; script and style included when
 * they are `node` itself, else left out). */
enum err html_text(const struct html_tree *t, uint32_t node, buf *out);

#endif
