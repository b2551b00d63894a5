/* feed_node.h - the elements and texts of a feed as a tree. Nodes hold what any format may say;
 * names are known by their namespace, whatever prefix a feed chose. */
#ifndef COPYTASTER_FEED_FEED_NODE_H
#define COPYTASTER_FEED_FEED_NODE_H

#include <stdbool.h>

#include "base/arena.h"

/* Namespaces that feeds use. Every spelling of an address (case, version, final slash) is one. */
enum feed_space {
    FEED_SPACE_OTHER, /* an address we don't know: see `uri` */
    FEED_SPACE_NONE,  /* RSS of all versions, OPML, CDF, and elements without a namespace */
    FEED_SPACE_ATOM,  /* 0.3 and 1.0 */
    FEED_SPACE_RDF,
    FEED_SPACE_XML,
    FEED_SPACE_XHTML,
    FEED_SPACE_CONTENT,
    FEED_SPACE_DC, /* Dublin Core elements and terms */
    FEED_SPACE_MEDIA,
    FEED_SPACE_ITUNES,
    FEED_SPACE_GEO, /* W3C lat/long */
    FEED_SPACE_GEORSS,
    FEED_SPACE_GML,
    FEED_SPACE_SITEMAP,
    FEED_SPACE_NEWS,
    FEED_SPACE_SITEMAP_IMAGE,
    FEED_SPACE_FEEDBURNER,
    FEED_SPACE_CC,
    FEED_SPACE_WFW,
    FEED_SPACE_ADMIN,
    FEED_SPACE_SYNDICATION,
    FEED_SPACE_PSC,
    FEED_SPACE_THREAD,
    FEED_SPACE_N
};

/* A name as written and as meant; one object for all its uses in a feed. */
struct feed_name {
    str uri;       /* namespace, or empty */
    str prefix;    /* as written, or empty */
    str local;     /* as written */
    uint8_t space; /* enum feed_space */
    uint8_t field; /* enum feed_field */
};

struct feed_attr {
    const struct feed_name *name;
    str value;
};

/* An element (`name` set) or a run of text (`name` NULL). */
struct feed_node {
    struct feed_node *parent, *first, *last, *next;
    const struct feed_name *name;
    str text; /* of a run of text; character references resolved */
    const struct feed_attr *attrs;
    uint32_t n_attrs;
    uint32_t pos; /* of its first byte in the feed's text */
};

static inline bool feed_node_is(const struct feed_node *node, enum feed_space space, str local) {
    return node->name && node->name->space == space && str_equals_nocase(node->name->local, local);
}

/* The attribute without a namespace, or NULL. */
const str *feed_node_attr(const struct feed_node *node, str local);

/* The attribute in `space`, or NULL. */
const str *feed_node_attr_in(const struct feed_node *node, enum feed_space space, str local);

/* First child of that name, or NULL. */
const struct feed_node *feed_node_child(const struct feed_node *node, enum feed_space space,
                                        str local);

/* Next in document order below `root`, or NULL; `skip` leaves out what is below `node`. */
const struct feed_node *feed_node_next(const struct feed_node *node, const struct feed_node *root,
                                       bool skip);

/* All text below `node` joined; a slice of the tree where it is one run. ptr NULL: no memory. */
str feed_node_text(arena *a, const struct feed_node *node);

/* What is inside `node` as markup: elements written as tags, text escaped. Errors: ERR_NOMEM,
 * ERR_LIMIT. */
enum err feed_node_markup(arena *a, const struct feed_node *node, str *out);

/* The namespace of an address. */
enum feed_space feed_space_of(str uri);

/* The prefix that feeds commonly choose for a space ("dc", "media"), or "" - and the space of such
 * a prefix where no feed declared it; FEED_SPACE_OTHER when there's none. */
str feed_space_prefix(enum feed_space space);
enum feed_space feed_space_of_prefix(str prefix);

#endif
