/* feed_read.h - the parts that turn the tree of a feed into its fields. */
#ifndef COPYTASTER_FEED_FEED_READ_H
#define COPYTASTER_FEED_FEED_READ_H

#include "base/buf.h"
#include "feed/feed.h"

/* One reading of a feed. */
struct feed_read {
    arena *a;
    struct feed *feed;
    const struct feed_hints *hints; /* never NULL */
    buf room;                       /* for putting texts together */
};

/* The place a field is read at: what it inherits. */
struct feed_place {
    str base;
    str lang;
    enum feed_kind kind;
    bool atom_03;
};

/* What `node` hands on to its children: its own xml:base and xml:lang over those of `outer`.
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err feed_place_inside(struct feed_read *r, const struct feed_place *outer,
                           const struct feed_node *node, struct feed_place *out);

/* The text construct in `node`. `type` is what it is when the element doesn't say. */
enum err feed_text_read(struct feed_read *r, const struct feed_place *at,
                        const struct feed_node *node, enum feed_type type, struct feed_text *out);

/* All text of an element, trimmed, mended where it was encoded twice. */
enum err feed_text_plain(struct feed_read *r, const struct feed_node *node, str *out);

/* Markup with the relative links in it resolved by `base`. Nothing else changes. O(n). */
enum err feed_markup_resolve(struct feed_read *r, str markup, str base, str *out);

/* The markup of what is inside `node`, as text. */
enum err feed_markup_write(struct feed_read *r, const struct feed_node *node, str *out);

/* A person of an Atom element, or of a text as RSS has it. */
enum err feed_person_read(struct feed_read *r, const struct feed_place *at,
                          const struct feed_node *node, struct feed_person *out);
void feed_person_split(str text, struct feed_person *out);

/* Fields of one child of a feed, item or source. */
enum err feed_field_read(struct feed_read *r, const struct feed_place *at,
                         const struct feed_node *node, struct feed_item *out);

/* The same for what media modules say: links, pictures, texts where there are no better ones. */
enum err feed_media_read(struct feed_read *r, const struct feed_place *at,
                         const struct feed_node *node, struct feed_item *out);

/* An attribute without a namespace, trimmed; empty when there's none. */
str feed_attr_of(const struct feed_node *node, str name);

/* The text of an element as an address; empty stays empty. */
enum err feed_url_read(struct feed_read *r, const struct feed_place *at,
                       const struct feed_node *node, str *out);

/* Elements that hold addresses. */
enum err feed_link_read(struct feed_read *r, const struct feed_place *at,
                        const struct feed_node *node, struct feed_item *out);
enum err feed_enclosure_read(struct feed_read *r, const struct feed_place *at,
                             const struct feed_node *node, struct feed_item *out);
enum err feed_image_read(struct feed_read *r, const struct feed_place *at,
                         const struct feed_node *node, struct feed_item *out);
enum err feed_license_read(struct feed_read *r, const struct feed_place *at,
                           const struct feed_node *node, struct feed_item *out);

/* What an element of GeoRSS, GML or geo: says. */
enum err feed_geo_read(struct feed_read *r, const struct feed_node *node, struct feed_item *out);

/* All fields of an item or source element. */
enum err feed_item_read(struct feed_read *r, const struct feed_place *outer,
                        const struct feed_node *node, struct feed_item *out);

/* RSS, Atom and CDF; OPML; sitemaps; JSON. Each fills feed->head and the items. */
enum err feed_syndication_read(struct feed_read *r, const struct feed_node *root);
enum err feed_outline_read(struct feed_read *r, const struct feed_node *root);
enum err feed_sitemap_read(struct feed_read *r, const struct feed_node *root);
enum err feed_json_read(struct feed_read *r, str text, struct error *e);

enum { FEED_ITEMS = 100000 };

/* The image or the rarely said things of `item`, made when first asked for. NULL: no memory. */
struct feed_image *feed_image_of(struct feed_read *r, struct feed_item *item);
struct feed_about *feed_about_of(struct feed_read *r, struct feed_item *item);

#endif
