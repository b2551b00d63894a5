/* feed.c - bytes -> a feed: the encoding, then JSON or XML, then the fields. XML that is
 * well-formed goes through expat; what isn't is read once more by the tolerant scanner and marked
 * `bozo`. All bounds are kept by the parts: depth, nodes, attributes, items, bytes. */
#include "feed/feed.h"

#include <stdio.h>

#include "base/limits.h"
#include "feed/feed_build.h"
#include "feed/feed_encoding.h"
#include "feed/feed_read.h"
#include "feed/feed_sniff.h"

static const str where = {"feed", 4};

#define MOST_MEMORY (224 * MiB)

static enum err limit_error(struct error *e) {
    return error_set(e, ERR_LIMIT, where, UINT64_MAX,
                     "more than %d elements, %d deep, %d items, %zu MiB or %zu MiB of memory",
                     FEED_NODES, FEED_DEPTH, FEED_ITEMS, LIMIT_REPORT_BYTES / MiB,
                     MOST_MEMORY / MiB);
}

/* The element to read: a known root, else the first known root below it. */
static const struct feed_node *find_root(const struct feed_build *b, enum feed_kind *kind) {
    const struct feed_node *root = b->root;
    for (const struct feed_node *i = root; i; i = feed_node_next(i, root, false)) {
        if (i->name && feed_sniff_root(i->name->local, kind)) {
            return i;
        }
    }
    return NULL;
}

static enum err read_fields(struct feed_read *r, const struct feed_build *b, struct error *e) {
    struct feed *feed = r->feed;
    const struct feed_node *root = find_root(b, &feed->kind);
    if (!b->root) {
        return error_set(e, ERR_INPUT, where, UINT64_MAX, "no element of XML and no JSON Feed");
    }
    if (!root) {
        return error_set(e, ERR_INPUT, where, UINT64_MAX,
                         "the root element is \"%" STR_FMT "\", not that of a feed or list",
                         STR_ARG(b->root->name->local));
    }
    feed->root = root;
    switch (feed->kind) {
    case FEED_OPML:
        return feed_outline_read(r, root);
    case FEED_SITEMAP:
    case FEED_INDEX:
        return feed_sitemap_read(r, root);
    case FEED_RSS:
    case FEED_ATOM:
    case FEED_CDF:
    case FEED_JSON:
        break;
    }
    return feed_syndication_read(r, root);
}

/* The tree of XML, well-formed or not. */
static enum err build_tree(struct feed_read *r, struct feed_build *b, struct error *e) {
    struct feed *feed = r->feed;
    bool well_formed;
    arena_pos before = arena_mark(r->a);
    TRY(feed_build_init(b, r->a));
    TRY(feed_strict_read(b, feed->decoded.text, &well_formed, feed->bozo_why, e));
    if (well_formed) {
        if (b->undeclared && !feed->bozo) {
            feed->bozo = true;
            (void)snprintf(feed->bozo_why, sizeof feed->bozo_why, "undeclared prefix");
        }
        return ERR_OK;
    }
    feed->bozo = true;
    feed_build_done(b);
    arena_reset(r->a, before);
    TRY(feed_build_init(b, r->a));
    return feed_soup_read(b, feed->decoded.text);
}

static enum err read_xml(struct feed_read *r, struct error *e) {
    struct feed_build b = {0};
    enum err code = build_tree(r, &b, e);
    if (code == ERR_OK) {
        code = read_fields(r, &b, e);
    }
    feed_build_done(&b);
    return code;
}

static enum err decode(arena *a, str bytes, const struct feed_hints *hints, struct feed *out,
                       struct error *e) {
    struct charset_hints declared = {.content_type = hints->content_type, .markup = true};
    enum err code = charset_convert_markup(a, bytes, &declared, &out->decoded);
    if (code == ERR_INPUT) {
        return error_set(e, ERR_INPUT, where, UINT64_MAX, "the bytes are no text");
    }
    TRY(code);
    out->encoding = out->decoded.encoding;
    feed_encoding_check(hints->content_type, out);
    return ERR_OK;
}

/* The hints with "" for what isn't known. */
static struct feed_hints known_hints(const struct feed_hints *hints) {
    struct feed_hints known = hints ? *hints : (struct feed_hints){0};
    str *const all[] = {&known.url, &known.content_type, &known.content_location,
                        &known.content_language};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!all[i]->ptr) {
            *all[i] = STR("");
        }
    }
    return known;
}

enum err feed_parse(arena *a, str bytes, const struct feed_hints *hints, struct feed *out,
                    struct error *e) {
    struct feed_hints known = known_hints(hints);
    *out = (struct feed){0};
    if (bytes.len > LIMIT_REPORT_BYTES) {
        return limit_error(e);
    }
    struct feed_read r = {.a = a, .feed = out, .hints = &known};
    buf_init(&r.room, LIMIT_REPORT_BYTES * 2);
    struct error own = {0};
    /* a long base before many short links would make much of little: what a feed may take is
     * bounded
     */
    size_t limit = a->limit;
    if (limit - a->total > MOST_MEMORY) {
        a->limit = a->total + MOST_MEMORY;
    }
    enum err code = decode(a, bytes, r.hints, out, &own);
    if (code == ERR_OK) {
        code = feed_sniff_is_json(out->decoded.text) ? feed_json_read(&r, out->decoded.text, &own)
                                                     : read_xml(&r, &own);
    }
    buf_done(&r.room);
    a->limit = limit;
    if (code == ERR_LIMIT && !own.msg[0]) {
        return limit_error(e);
    }
    if (code != ERR_OK) {
        const char *msg = own.msg[0] ? own.msg : err_name(code);
        return error_set(e, code, where, own.msg[0] ? own.pos : UINT64_MAX, "%s", msg);
    }
    return ERR_OK;
}
