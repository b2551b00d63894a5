/* feed.h - the bytes of one feed or list -> its items: RSS 0.9x/1.0/2.0, Atom 0.3/1.0, CDF, JSON
 * Feed 1.0/1.1, OPML, sitemaps with the news extension. XML goes through expat without entities;
 * what is not well-formed is read by a tolerant scanner and marked. Everything the input held stays
 * reachable in the tree of elements (`node`), so that no extension is lost.
 *
 *     struct feed f;
 *     TRY(feed_parse(a, bytes, &(struct feed_hints){.url = url}, &f, &e));
 *     for (size_t i = 0; i < f.n_items; i++) {
 *         use(f.items[i].title.text, f.items[i].link, f.items[i].published.iso);
 *     }
 */
#ifndef COPYTASTER_FEED_FEED_H
#define COPYTASTER_FEED_FEED_H

#include "base/arena.h"
#include "base/vec.h"
#include "feed/feed_node.h"
#include "text/charset.h"

enum feed_kind { FEED_RSS, FEED_ATOM, FEED_JSON, FEED_OPML, FEED_SITEMAP, FEED_INDEX, FEED_CDF };

enum feed_type { FEED_TEXT_PLAIN, FEED_TEXT_HTML, FEED_TEXT_XHTML, FEED_TEXT_OTHER };

/* A text construct. HTML and XHTML are markup: their relative links are resolved by `base`. */
struct feed_text {
    str text; /* as plain text or markup, without white space at both ends */
    enum feed_type type;
    str media_type; /* "text/plain", "text/html", "application/xhtml+xml" or as given */
    str base;       /* address that relative links of it stand on; may be empty */
    str lang;       /* as given or inherited */
    str src;        /* address of a content that stands elsewhere */
    str whole;      /* `text` with the <div> that Atom wraps XHTML in */
    const struct feed_node *node; /* the element it came from; NULL when derived */
};

/* A point in time. Dates without a zone are taken as UTC. */
struct feed_date {
    str text; /* as given */
    str iso;  /* "2006-01-02T15:04:05Z"; empty when `text` isn't understood */
    int64_t unix_time;
};

struct feed_person {
    str name, email, url;
    str text; /* as given, where it was one text: "ada@example.org (Ada Quill)" */
};

struct feed_link {
    str href, rel, type, hreflang, title, length;
};

struct feed_category {
    str term, scheme, label;
};

struct feed_enclosure {
    str url, type, length;
};

struct feed_image {
    str url, title, link, description, width, height;
};

struct feed_generator {
    str name, url, version;
};

struct feed_position {
    double latitude, longitude;
};

enum feed_shape { FEED_SHAPE_POINT, FEED_SHAPE_LINE, FEED_SHAPE_POLYGON, FEED_SHAPE_BOX };

typedef VEC(struct feed_position) feed_positions;

/* Where it happened; a box has its south-west and north-east corners. */
struct feed_where {
    enum feed_shape shape;
    feed_positions positions;
};

typedef VEC(struct feed_text) feed_texts;
typedef VEC(struct feed_person) feed_persons;
typedef VEC(struct feed_link) feed_links;
typedef VEC(struct feed_category) feed_categories;
typedef VEC(struct feed_enclosure) feed_enclosures;

/* What a feed says of itself that its items don't. */
struct feed_about {
    struct feed_text info; /* Atom 0.3: how to subscribe */
    struct feed_generator generator;
    str icon, logo, self; /* addresses; `self` is that of the feed */
    str docs, ttl, rating;
};

/* One entry: a report, a page of a sitemap, a feed of an OPML list. The same struct holds what a
 * feed says of itself and of the feed an entry was taken from. Empty = not said. */
struct feed_item {
    struct feed_text title;
    struct feed_text summary; /* or subtitle, tagline, description */
    struct feed_text rights;
    feed_texts content; /* full texts; the first is the best */
    str link;           /* the page; absolute where a base is known */
    str id;
    bool id_is_link; /* the id is the address of the page */
    bool is_explicit, is_blocked;
    str language, base, comments, license;
    struct feed_date published, updated, created, valid_from, expired;
    feed_persons authors, contributors;
    struct feed_person publisher;
    const struct feed_item *source; /* the feed or outlet it was taken from, or NULL */
    feed_categories categories;
    feed_links links;
    feed_enclosures enclosures;
    const struct feed_image *image; /* or NULL */
    const struct feed_where *where; /* or NULL */
    const struct feed_about *about; /* of feeds and sources; or NULL */
    const struct feed_node *node;
    uint32_t pos; /* where it begins in the feed's text; ascending */
};

struct feed {
    enum feed_kind kind;
    str version;           /* "2.0", "0.91", "1.0", "0.3"; empty when not said */
    struct feed_item head; /* the feed itself */
    const struct feed_item *items;
    size_t n_items;
    str encoding; /* of the bytes: "UTF-8", "WINDOWS-1252" */
    str declared; /* the encoding HTTP header or XML declaration named, as written; may be empty */
    bool bozo;    /* not well-formed, or not in the encoding it declares */
    char bozo_why[128];
    struct charset_text decoded; /* the feed in UTF-8: what `pos` counts in; charset_source_pos
                                    gives the place in the bytes */
    const struct feed_node *root;
};

/* What is known from outside. Empty = unknown. */
struct feed_hints {
    str url;          /* of the feed: the outermost base */
    str content_type; /* value of the HTTP header */
    str content_location;
    str content_language;
};

/* Does a file that starts with `start` (its first 4 KiB are enough) hold a feed or list? By
 * content: an XML root rss, feed, RDF, channel, opml, urlset or sitemapindex behind declaration,
 * comments and DOCTYPE, or a JSON object that names jsonfeed.org in its version. */
bool feed_is_feed(str start);

/* Read `bytes`. Results live in `a` and may borrow from `bytes` (kept). `hints` may be NULL.
 * Errors: ERR_INPUT (no feed, entities declared), ERR_LIMIT (deeper than 128, over 1 M nodes,
 * 100,000 items 64 MiB, of JSON 16 MiB, or 224 MiB of memory), ERR_NOMEM; `e` says where. O(n). */
enum err feed_parse(arena *a, str bytes, const struct feed_hints *hints, struct feed *out,
                    struct error *e);

#endif
