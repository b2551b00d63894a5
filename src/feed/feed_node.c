/* feed_node.c - walking the tree of a feed, and the namespaces feeds use. A space is told by what
 * its address ends in once case, scheme, "www." and the final slash or hash are gone, for feeds
 * spell the addresses in many ways. */
#include "feed/feed_node.h"

#include "base/buf.h"
#include "base/limits.h"

struct spelling {
    str uri; /* lower case, without scheme, "www." and what follows the last letter or digit */
    enum feed_space space;
};

#define SPELLING(uri, space) \
    { {(uri), sizeof(uri) - 1}, FEED_SPACE_##space }

static const struct spelling spellings[] = {
    SPELLING("backend.userland.com/rss", NONE),
    SPELLING("blogs.law.harvard.edu/tech/rss", NONE),
    SPELLING("backend.userland.com/rss2", NONE),
    SPELLING("backend.userland.com/rss2.1", NONE),
    SPELLING("backend.userland.com/rss091", NONE),
    SPELLING("backend.userland.com/rss092", NONE),
    SPELLING("purl.org/rss/1.0", NONE),
    SPELLING("purl.org/net/rss1.1", NONE),
    SPELLING("my.netscape.com/rdf/simple/0.9", NONE),
    SPELLING("channel.netscape.com/rdf/simple/0.9", NONE),
    SPELLING("my.netscape.com/publish/formats/rss-0.91", NONE),
    SPELLING("example.com/newformat", NONE),
    SPELLING("example.com/necho", NONE),
    SPELLING("purl.org/echo", NONE),
    SPELLING("uri/of/echo/namespace", NONE),
    SPELLING("purl.org/pie", NONE),
    SPELLING("hackersdiet.com/opml", NONE),
    SPELLING("opml.org/spec2", NONE),
    SPELLING("purl.org/atom/ns", ATOM),
    SPELLING("purl.org/atom/app", ATOM),
    SPELLING("w3.org/2005/atom", ATOM),
    SPELLING("w3.org/1999/02/22-rdf-syntax-ns", RDF),
    SPELLING("w3.org/xml/1998/namespace", XML),
    SPELLING("w3.org/1999/xhtml", XHTML),
    SPELLING("purl.org/rss/1.0/modules/content", CONTENT),
    SPELLING("purl.org/dc/elements/1.1", DC),
    SPELLING("purl.org/dc/elements/1.0", DC),
    SPELLING("purl.org/dc/terms", DC),
    SPELLING("search.yahoo.com/mrss", MEDIA),
    SPELLING("video.search.yahoo.com/mrss", MEDIA),
    SPELLING("itunes.com/dtds/podcast-1.0.dtd", ITUNES),
    SPELLING("example.com/dtds/podcast-1.0.dtd", ITUNES),
    SPELLING("w3.org/2003/01/geo/wgs84_pos", GEO),
    SPELLING("georss.org/georss", GEORSS),
    SPELLING("georss.org/georss/10", GEORSS),
    SPELLING("opengis.net/gml", GML),
    SPELLING("sitemaps.org/schemas/sitemap/0.9", SITEMAP),
    SPELLING("google.com/schemas/sitemap/0.84", SITEMAP),
    SPELLING("google.com/schemas/sitemap/0.9", SITEMAP),
    SPELLING("google.com/schemas/sitemap-news/0.9", NEWS),
    SPELLING("google.com/schemas/sitemap-image/1.1", SITEMAP_IMAGE),
    SPELLING("rssnamespace.org/feedburner/ext/1.0", FEEDBURNER),
    SPELLING("web.resource.org/cc", CC),
    SPELLING("creativecommons.org/ns", CC),
    SPELLING("cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", CC),
    SPELLING("backend.userland.com/creativecommonsrssmodule", CC),
    SPELLING("wellformedweb.org/commentapi", WFW),
    SPELLING("webns.net/mvcb", ADMIN),
    SPELLING("purl.org/rss/1.0/modules/syndication", SYNDICATION),
    SPELLING("podlove.org/simple-chapters", PSC),
    SPELLING("purl.org/syndication/thread/1.0", THREAD),
};

static const str prefixes[FEED_SPACE_N] = {
    [FEED_SPACE_ATOM] = {"atom", 4},
    [FEED_SPACE_RDF] = {"rdf", 3},
    [FEED_SPACE_XML] = {"xml", 3},
    [FEED_SPACE_XHTML] = {"xhtml", 5},
    [FEED_SPACE_CONTENT] = {"content", 7},
    [FEED_SPACE_DC] = {"dc", 2},
    [FEED_SPACE_MEDIA] = {"media", 5},
    [FEED_SPACE_ITUNES] = {"itunes", 6},
    [FEED_SPACE_GEO] = {"geo", 3},
    [FEED_SPACE_GEORSS] = {"georss", 6},
    [FEED_SPACE_GML] = {"gml", 3},
    [FEED_SPACE_NEWS] = {"news", 4},
    [FEED_SPACE_SITEMAP_IMAGE] = {"image", 5},
    [FEED_SPACE_FEEDBURNER] = {"feedburner", 10},
    [FEED_SPACE_CC] = {"cc", 2},
    [FEED_SPACE_WFW] = {"wfw", 3},
    [FEED_SPACE_ADMIN] = {"admin", 5},
    [FEED_SPACE_SYNDICATION] = {"sy", 2},
    [FEED_SPACE_PSC] = {"psc", 3},
    [FEED_SPACE_THREAD] = {"thr", 3},
};

static const str other_prefixes[] = {{"dcterms", 7}, {"creativeCommons", 15}, {"a", 1}};
static const uint8_t other_spaces[] = {FEED_SPACE_DC, FEED_SPACE_CC, FEED_SPACE_ATOM};

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Without scheme, "www." and final marks. */
static str essence(str uri) {
    size_t scheme = str_find(uri, STR("://"), 0);
    if (scheme != SIZE_MAX) {
        uri = str_slice(uri, scheme + 3, uri.len);
    }
    if (uri.len > 4 && str_equals_nocase(str_slice(uri, 0, 4), STR("www."))) {
        uri = str_slice(uri, 4, uri.len);
    }
    while (uri.len && !is_word((char)(uri.ptr[uri.len - 1] | 0x20))) {
        uri.len--;
    }
    return uri;
}

enum feed_space feed_space_of(str uri) {
    if (!uri.len) {
        return FEED_SPACE_NONE;
    }
    str bare = essence(uri);
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        if (str_equals_nocase(spellings[i].uri, bare)) {
            return spellings[i].space;
        }
    }
    return FEED_SPACE_OTHER;
}

str feed_space_prefix(enum feed_space space) {
    return prefixes[space].ptr ? prefixes[space] : STR("");
}

enum feed_space feed_space_of_prefix(str prefix) {
    for (int i = 0; i < FEED_SPACE_N; i++) {
        if (prefixes[i].ptr && str_equals_nocase(prefixes[i], prefix)) {
            return (enum feed_space)i;
        }
    }
    for (size_t i = 0; i < sizeof other_prefixes / sizeof *other_prefixes; i++) {
        if (str_equals_nocase(other_prefixes[i], prefix)) {
            return (enum feed_space)other_spaces[i];
        }
    }
    return FEED_SPACE_OTHER;
}

const str *feed_node_attr_in(const struct feed_node *node, enum feed_space space, str local) {
    for (uint32_t i = 0; i < node->n_attrs; i++) {
        const struct feed_attr *attr = &node->attrs[i];
        if (attr->name->space == space && str_equals_nocase(attr->name->local, local)) {
            return &attr->value;
        }
    }
    return NULL;
}

const str *feed_node_attr(const struct feed_node *node, str local) {
    return feed_node_attr_in(node, FEED_SPACE_NONE, local);
}

const struct feed_node *feed_node_child(const struct feed_node *node, enum feed_space space,
                                        str local) {
    for (const struct feed_node *child = node->first; child; child = child->next) {
        if (feed_node_is(child, space, local)) {
            return child;
        }
    }
    return NULL;
}

const struct feed_node *feed_node_next(const struct feed_node *node, const struct feed_node *root,
                                       bool skip) {
    if (node->first && !skip) {
        return node->first;
    }
    while (node != root && !node->next) {
        node = node->parent;
    }
    return node == root ? NULL : node->next;
}

str feed_node_text(arena *a, const struct feed_node *node) {
    const struct feed_node *only = NULL;
    size_t n = 0;
    size_t bytes = 0;
    for (const struct feed_node *i = node; i; i = feed_node_next(i, node, false)) {
        if (!i->name) {
            only = i;
            bytes += i->text.len;
            n++;
        }
    }
    if (n < 2) {
        return only ? only->text : STR("");
    }
    char *joined = arena_alloc(a, bytes);
    if (!joined) {
        return (str){NULL, 0};
    }
    size_t at = 0;
    for (const struct feed_node *i = node; i; i = feed_node_next(i, node, false)) {
        if (!i->name) {
            memcpy(joined + at, i->text.ptr, i->text.len);
            at += i->text.len;
        }
    }
    return str_of(joined, bytes);
}
