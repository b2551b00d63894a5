/* feed_list.c - lists of addresses: OPML (feeds, as items with title, page and the feed as an
 * enclosure), sitemaps and indexes of sitemaps with the extensions for news and pictures. */
#include "feed/feed_date.h"
#include "feed/feed_read.h"
#include "feed/feed_url.h"

static struct feed_text plain(const struct feed_node *node, str text) {
    return (struct feed_text){.text = text,
                              .type = FEED_TEXT_PLAIN,
                              .media_type = STR("text/plain"),
                              .whole = text,
                              .node = node};
}

/* Room for one item a node of that name. */
static enum err make_items(struct feed_read *r, const struct feed_node *root, str name) {
    size_t n = 0;
    for (const struct feed_node *i = root; i; i = feed_node_next(i, root, false)) {
        n += i->name && str_equals_nocase(i->name->local, name);
    }
    if (n > FEED_ITEMS) {
        return r->a->last = ERR_LIMIT;
    }
    r->feed->items = arena_array(r->a, n, sizeof *r->feed->items);
    return r->feed->items ? ERR_OK : r->a->last;
}

static struct feed_item *next_item(struct feed_read *r, const struct feed_node *node) {
    struct feed_item *item = (struct feed_item *)&r->feed->items[r->feed->n_items++];
    item->node = node;
    item->pos = node->pos;
    item->base = r->hints->url;
    return item;
}

static enum err read_outline(struct feed_read *r, const struct feed_node *node) {
    struct feed_item *item = next_item(r, node);
    str title = feed_attr_of(node, STR("title"));
    item->title = plain(node, title.len ? title : feed_attr_of(node, STR("text")));
    item->summary = plain(node, feed_attr_of(node, STR("description")));
    item->language = feed_attr_of(node, STR("language"));
    item->link = feed_url_join(r->a, r->hints->url, feed_attr_of(node, STR("htmlUrl")));
    str url = feed_attr_of(node, STR("xmlUrl"));
    if (!url.len) {
        url = feed_attr_of(node, STR("url"));
    }
    item->id = feed_url_join(r->a, r->hints->url, url);
    if (!item->link.ptr || !item->id.ptr) {
        return r->a->last;
    }
    struct feed_link link = {
        .href = item->id, .rel = STR("self"), .type = feed_attr_of(node, STR("type"))};
    return item->id.len ? vec_push(r->a, &item->links, link) : ERR_OK;
}

enum err feed_outline_read(struct feed_read *r, const struct feed_node *root) {
    struct feed_item *head = &r->feed->head;
    head->node = root;
    r->feed->version = feed_attr_of(root, STR("version"));
    TRY(make_items(r, root, STR("outline")));
    struct feed_person owner = {STR(""), STR(""), STR(""), STR("")};
    for (const struct feed_node *i = root; i; i = feed_node_next(i, root, false)) {
        if (!i->name) {
            continue;
        }
        str local = i->name->local;
        str text = STR("");
        if (str_equals_nocase(local, STR("outline"))) {
            TRY(read_outline(r, i));
            continue;
        }
        if (!i->parent || !i->parent->name ||
            !str_equals_nocase(i->parent->name->local, STR("head"))) {
            continue;
        }
        TRY(feed_text_plain(r, i, &text));
        if (str_equals_nocase(local, STR("title"))) {
            head->title = plain(i, text);
        } else if (str_equals_nocase(local, STR("dateCreated"))) {
            TRY(feed_date_read(r->a, text, &head->created));
        } else if (str_equals_nocase(local, STR("dateModified"))) {
            TRY(feed_date_read(r->a, text, &head->updated));
        } else if (str_equals_nocase(local, STR("ownerName"))) {
            owner.name = text;
        } else if (str_equals_nocase(local, STR("ownerEmail"))) {
            owner.email = text;
        }
    }
    return owner.name.len || owner.email.len ? vec_push(r->a, &head->authors, owner) : ERR_OK;
}

/* The outlet that news:publication names. */
static enum err read_publication(struct feed_read *r, const struct feed_node *node,
                                 struct feed_item *item) {
    struct feed_item *source = arena_new(r->a, struct feed_item);
    if (!source) {
        return r->a->last;
    }
    source->node = node;
    source->pos = node->pos;
    item->source = source;
    const struct feed_node *name = feed_node_child(node, FEED_SPACE_NEWS, STR("name"));
    const struct feed_node *language = feed_node_child(node, FEED_SPACE_NEWS, STR("language"));
    if (name) {
        str text;
        TRY(feed_text_plain(r, name, &text));
        source->title = plain(name, text);
    }
    if (language) {
        TRY(feed_text_plain(r, language, &source->language));
        item->language = source->language;
    }
    return ERR_OK;
}

static enum err read_keywords(struct feed_read *r, str text, struct feed_item *item) {
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i == text.len || text.ptr[i] == ',') {
            str term = str_trim(str_slice(text, from, i));
            from = i + 1;
            if (term.len) {
                struct feed_category category = {term, STR(""), STR("")};
                TRY(vec_push(r->a, &item->categories, category));
            }
        }
    }
    return ERR_OK;
}

static enum err read_news(struct feed_read *r, const struct feed_node *news,
                          struct feed_item *item) {
    for (const struct feed_node *i = news->first; i; i = i->next) {
        if (!i->name) {
            continue;
        }
        str local = i->name->local;
        str text;
        TRY(feed_text_plain(r, i, &text));
        if (str_equals_nocase(local, STR("publication"))) {
            TRY(read_publication(r, i, item));
        } else if (str_equals_nocase(local, STR("title"))) {
            item->title = plain(i, text);
        } else if (str_equals_nocase(local, STR("publication_date"))) {
            TRY(feed_date_read(r->a, text, &item->published));
        } else if (str_equals_nocase(local, STR("keywords")) ||
                   str_equals_nocase(local, STR("genres"))) {
            TRY(read_keywords(r, text, item));
        }
    }
    return ERR_OK;
}

static enum err read_picture(struct feed_read *r, const struct feed_node *node,
                             struct feed_item *item) {
    const struct feed_node *loc = feed_node_child(node, FEED_SPACE_SITEMAP_IMAGE, STR("loc"));
    if (!loc || item->image) {
        return ERR_OK;
    }
    struct feed_image *image = feed_image_of(r, item);
    return image ? feed_text_plain(r, loc, &image->url) : r->a->last;
}

static enum err read_address(struct feed_read *r, const struct feed_node *node) {
    struct feed_item *item = next_item(r, node);
    for (const struct feed_node *i = node->first; i; i = i->next) {
        if (!i->name) {
            continue;
        }
        str local = i->name->local;
        if (i->name->space == FEED_SPACE_NEWS && str_equals_nocase(local, STR("news"))) {
            TRY(read_news(r, i, item));
        } else if (i->name->space == FEED_SPACE_SITEMAP_IMAGE) {
            TRY(read_picture(r, i, item));
        } else if (str_equals_nocase(local, STR("loc"))) {
            str text;
            TRY(feed_text_plain(r, i, &text));
            item->link = feed_url_join(r->a, r->hints->url, text);
            item->id = item->link;
        } else if (str_equals_nocase(local, STR("lastmod"))) {
            str text;
            TRY(feed_text_plain(r, i, &text));
            TRY(feed_date_read(r->a, text, &item->updated));
        }
    }
    return item->link.ptr || !item->id.len ? ERR_OK : r->a->last;
}

enum err feed_sitemap_read(struct feed_read *r, const struct feed_node *root) {
    str name = r->feed->kind == FEED_INDEX ? STR("sitemap") : STR("url");
    r->feed->head.node = root;
    r->feed->version = STR("0.9");
    TRY(make_items(r, root, name));
    for (const struct feed_node *i = root; i; i = feed_node_next(i, root, false)) {
        if (i->name && str_equals_nocase(i->name->local, name)) {
            TRY(read_address(r, i));
        }
    }
    return ERR_OK;
}
