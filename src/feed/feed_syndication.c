/* feed_syndication.c - RSS, Atom and CDF: which elements are the feed's own fields and which are
 * items. Items are found wherever they stand, for broken feeds have them inside a title that was
 * never closed. */
#include "feed/feed_date.h"
#include "feed/feed_field.h"
#include "feed/feed_read.h"
#include "feed/feed_url.h"

static bool is_container(const struct feed_node *node) {
    return node && node->name && node->name->field == FEED_FIELD_CONTAINER;
}

static bool is_item(const struct feed_node *node) {
    return node->name && node->name->field == FEED_FIELD_ITEM;
}

/* The address that stands for RSS in RDF: the default namespace, or that of the first child. */
static str rdf_uri(const struct feed_node *root) {
    const str *uri = feed_node_attr(root, STR("xmlns"));
    if (uri) {
        return *uri;
    }
    for (const struct feed_node *i = root->first; i; i = i->next) {
        if (i->name && i->name->space == FEED_SPACE_NONE) {
            return i->name->uri;
        }
    }
    return STR("");
}

static bool holds(str s, str part) {
    return str_find(s, part, 0) != SIZE_MAX;
}

/* "0.91", "1.0"; by the namespace where no attribute says it. */
static str version_of(const struct feed_node *root, enum feed_kind kind) {
    const str *version = feed_node_attr(root, STR("version"));
    if (kind == FEED_ATOM && holds(root->name->uri, STR("2005/Atom"))) {
        return STR("1.0");
    }
    if (version) {
        return str_trim(*version);
    }
    if (kind == FEED_ATOM) {
        return holds(root->name->uri, STR("atom/ns")) ? STR("0.3") : STR("");
    }
    if (!str_equals_nocase(root->name->local, STR("rdf"))) {
        return STR("");
    }
    str uri = rdf_uri(root);
    if (holds(uri, STR("netscape.com"))) {
        return STR("0.90");
    }
    return holds(uri, STR("rss1.1")) ? STR("1.1") : STR("1.0");
}

/* CDF has the address and the date in attributes. */
static enum err read_cdf(struct feed_read *r, const struct feed_place *at,
                         const struct feed_node *node, struct feed_item *out) {
    const str *href = feed_node_attr(node, STR("href"));
    const str *changed = feed_node_attr(node, STR("lastmod"));
    if (changed) {
        TRY(feed_date_read(r->a, *changed, &out->updated));
    }
    if (!href) {
        return ERR_OK;
    }
    struct feed_place own;
    TRY(feed_place_inside(r, at, node, &own));
    out->link = feed_url_join(r->a, own.base, *href);
    struct feed_link link = {.href = out->link, .rel = STR("alternate")};
    return out->link.ptr ? vec_push(r->a, &out->links, link) : r->a->last;
}

static enum err read_one(struct feed_read *r, const struct feed_place *at,
                         const struct feed_node *node, struct feed_item *item) {
    if (at->kind == FEED_CDF) {
        TRY(read_cdf(r, at, node, item));
    }
    TRY(feed_item_read(r, at, node, item));
    /* an item of RSS 1.0 is named by its address */
    const str *about = feed_node_attr_in(node, FEED_SPACE_RDF, STR("about"));
    if (about && !item->id.len) {
        item->id = str_trim(*about);
    }
    if (!item->link.len && item->id_is_link) {
        item->link = item->id;
    }
    item->id_is_link = item->id_is_link && str_equals(item->link, item->id);
    return ERR_OK;
}

static size_t count_items(const struct feed_node *root) {
    size_t n = 0;
    for (const struct feed_node *i = root; i; i = feed_node_next(i, root, is_item(i))) {
        n += is_item(i);
    }
    return n;
}

/* What containers outside `node` hand on; broken feeds may nest them. */
static enum err place_of(struct feed_read *r, const struct feed_place *outermost,
                         const struct feed_node *node, struct feed_place *out) {
    const struct feed_node *chain[8];
    size_t n = 0;
    for (const struct feed_node *i = node; i && n < 8; i = i->parent) {
        if (is_container(i)) {
            chain[n++] = i;
        }
    }
    *out = *outermost;
    while (n) {
        struct feed_place next;
        TRY(feed_place_inside(r, out, chain[--n], &next));
        *out = next;
    }
    return ERR_OK;
}

struct containers {
    const struct feed_node *node; /* whose place is known */
    struct feed_place place;
};

static enum err enter(struct feed_read *r, const struct feed_place *outermost,
                      const struct feed_node *node, struct containers *c) {
    if (c->node == node) {
        return ERR_OK;
    }
    c->node = node;
    return place_of(r, outermost, node, &c->place);
}

static enum err read_container(struct feed_read *r, const struct feed_place *outermost,
                               const struct feed_node *node) {
    struct feed_item *head = &r->feed->head;
    struct feed_place own;
    TRY(place_of(r, outermost, node, &own));
    head->base = own.base;
    if (own.lang.len) {
        head->language = own.lang;
    }
    if (!head->node || feed_node_is(node, FEED_SPACE_NONE, STR("channel"))) {
        head->node = node;
        head->pos = node->pos;
    }
    return own.kind == FEED_CDF ? read_cdf(r, outermost, node, head) : ERR_OK;
}

enum err feed_syndication_read(struct feed_read *r, const struct feed_node *root) {
    struct feed *feed = r->feed;
    feed->version = version_of(root, feed->kind);
    struct feed_place outermost = {
        .base = r->hints->url, .lang = r->hints->content_language, .kind = feed->kind};
    if (r->hints->content_location.len) {
        outermost.base = feed_url_join(r->a, r->hints->url, r->hints->content_location);
    }
    size_t n = count_items(root);
    if (n > FEED_ITEMS) {
        return r->a->last = ERR_LIMIT;
    }
    struct feed_item *items = arena_array(r->a, n, sizeof *items);
    if (!items) {
        return r->a->last;
    }
    feed->items = items;
    struct containers c = {NULL, outermost};
    for (const struct feed_node *i = root; i; i = feed_node_next(i, root, is_item(i))) {
        if (!i->name) {
            continue;
        }
        if (is_container(i)) {
            TRY(read_container(r, &outermost, i));
        } else if (is_item(i)) {
            TRY(enter(r, &outermost, i->parent, &c));
            TRY(read_one(r, &c.place, i, &items[feed->n_items++]));
        } else if (is_container(i->parent)) {
            TRY(enter(r, &outermost, i->parent, &c));
            TRY(feed_field_read(r, &c.place, i, &feed->head));
        }
    }
    if (!feed->head.language.len) {
        feed->head.language = outermost.lang;
    }
    return ERR_OK;
}
