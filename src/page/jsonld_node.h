/* jsonld_node.h - the objects of all JSON-LD scripts of a page as flat records: what they are,
 * where they stand in their parent, and the members that metadata is made of, not yet decoded. */
#ifndef COPYTASTER_PAGE_JSONLD_NODE_H
#define COPYTASTER_PAGE_JSONLD_NODE_H

#include "base/vec.h"
#include "page/jsonld.h"

enum jsonld_type {
    JSONLD_OTHER,
    JSONLD_ARTICLE, /* Article, NewsArticle, BlogPosting, Report, ... */
    JSONLD_WORK,    /* other works that a page may be about: Recipe, VideoObject, Event, Review */
    JSONLD_PAGE,    /* WebPage, ItemPage, ... */
    JSONLD_SITE,
    JSONLD_PERSON,
    JSONLD_ORGANIZATION
};

enum jsonld_role {
    JSONLD_IS_ROOT, /* at the top, in a list at the top or in @graph */
    JSONLD_IS_MAIN, /* mainEntity, mainEntityOfPage */
    JSONLD_IS_AUTHOR,
    JSONLD_IS_CREATOR,
    JSONLD_IS_PUBLISHER,
    JSONLD_IS_IMAGE,
    JSONLD_IS_POST, /* liveBlogUpdate */
    JSONLD_IS_ELSE  /* a comment, an item of a list, ... */
};

enum jsonld_member {
    JSONLD_ID,
    JSONLD_NAME,
    JSONLD_HEADLINE,
    JSONLD_ALTERNATIVE,
    JSONLD_PUBLISHED,
    JSONLD_MODIFIED,
    JSONLD_CREATED,
    JSONLD_UPLOADED,
    JSONLD_BODY,
    JSONLD_SECTION,
    JSONLD_LANGUAGE,
    JSONLD_URL,
    JSONLD_DESCRIPTION,
    JSONLD_MEMBERS
};

/* A member's first string; span empty = there's none. */
struct jsonld_value {
    struct span at; /* in the source of the page */
    bool has_escapes;
};

/* Authors, publishers and images that are mere strings are records of their own with a name (an
 * image: an address). */
struct jsonld_node {
    uint8_t type;
    uint8_t role;
    bool is_news;    /* NewsArticle and its kinds */
    uint32_t parent; /* index, or UINT32_MAX */
    struct jsonld_value member[JSONLD_MEMBERS];
};

struct jsonld_nodes {
    VEC(struct jsonld_node) list;
};

/* Append the objects of one script, source[at]. At most 4,096 records a page: later objects are
 * left out. Errors: ERR_NOMEM, ERR_LIMIT. O(script). */
enum err jsonld_nodes_read(arena *a, str source, struct span at, struct jsonld_nodes *out);

/* The record that `node` stands for: itself, or when it has an @id and no name the one of that @id
 * that has a name. O(records). */
const struct jsonld_node *jsonld_nodes_resolve(const struct jsonld_nodes *nodes, str source,
                                               const struct jsonld_node *node);

/* A member decoded; empty when there's none. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err jsonld_node_text(arena *a, str source, const struct jsonld_node *node,
                          enum jsonld_member member, str *out);

#endif
