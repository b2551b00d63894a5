/* feed_build.h - start tags, end tags and text in the order of the source -> the tree of a feed.
 * Shared by the strict reader (expat) and the tolerant one. */
#ifndef COPYTASTER_FEED_FEED_BUILD_H
#define COPYTASTER_FEED_FEED_BUILD_H

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "feed/feed_node.h"

enum { FEED_DEPTH = 128, FEED_NODES = 1000000, FEED_ATTRS = 256 };

/* A prefix in force; `before` is the one it hides (index + 1, 0 = none). */
struct feed_binding {
    str prefix;
    str uri;
    uint64_t key;
    uint32_t before;
    uint32_t depth;
};

/* An attribute as the readers hand it over: name with prefix, value decoded. */
struct feed_raw_attr {
    str name;
    str value;
};

struct feed_build {
    arena *a;
    struct feed_node *root; /* the first element without a parent */
    struct feed_node *open; /* innermost open element */
    uint32_t depth;
    uint32_t n_nodes;
    buf pending; /* text not yet in a node */
    uint32_t pending_pos;
    VEC(struct feed_binding) bindings;
    struct map prefixes; /* hash of a prefix -> index of its binding + 1 */
    struct map names;    /* hash of address, prefix and local name -> index */
    VEC(struct feed_name *) name;
    VEC(struct feed_raw_attr) raw; /* room for the readers */
    bool undeclared;               /* a prefix was used that no element declared */
    uint32_t n_attrs_dropped;
    enum err failed;
};

/* Errors: ERR_NOMEM, ERR_LIMIT. feed_build_done gives the buffer back, not the tree. */
enum err feed_build_init(struct feed_build *b, arena *a);
void feed_build_done(struct feed_build *b);

/* Append an element to the open one; `name` and attributes are copied. Attributes beyond 256 are
 * dropped and counted. Errors: ERR_LIMIT (depth, nodes), ERR_NOMEM. */
enum err feed_build_start(struct feed_build *b, str name, const struct feed_raw_attr *attrs,
                          size_t n_attrs, size_t pos);
enum err feed_build_text(struct feed_build *b, str text, size_t pos);

/* Close the open element. */
enum err feed_build_end(struct feed_build *b);

/* Close what is open, put the last text away. */
enum err feed_build_finish(struct feed_build *b);

/* The two readers: `text` (UTF-8) -> the tree in `b`. feed_strict_read sets *well_formed = false
 * and says why where the text isn't XML; ERR_INPUT is kept for declared entities. */
enum err feed_strict_read(struct feed_build *b, str text, bool *well_formed, char why[128],
                          struct error *e);
enum err feed_soup_read(struct feed_build *b, str text);

#endif
