/* feed_link.c - addresses of feeds and items: links by their relation, enclosures, pictures,
 * licences. What a link is besides a link (the page, the feed itself, a file) is noted where it is
 * read. */
#include "feed/feed_read.h"
#include "feed/feed_url.h"

str feed_attr_of(const struct feed_node *node, str name) {
    const str *value = feed_node_attr(node, name);
    return value ? str_trim(*value) : STR("");
}

enum err feed_url_read(struct feed_read *r, const struct feed_place *at,
                       const struct feed_node *node, str *out) {
    struct feed_place own;
    TRY(feed_place_inside(r, at, node, &own));
    str text;
    TRY(feed_text_plain(r, node, &text));
    if (!text.len) {
        *out = STR("");
        return ERR_OK;
    }
    *out = feed_url_join(r->a, own.base, text);
    return out->ptr ? ERR_OK : r->a->last;
}

struct feed_image *feed_image_of(struct feed_read *r, struct feed_item *item) {
    if (!item->image) {
        item->image = arena_new(r->a, struct feed_image);
    }
    return (struct feed_image *)item->image; /* made here */
}

struct feed_about *feed_about_of(struct feed_read *r, struct feed_item *item) {
    if (!item->about) {
        item->about = arena_new(r->a, struct feed_about);
    }
    return (struct feed_about *)item->about; /* made here */
}

static bool is_page(const struct feed_link *link) {
    return !link->rel.len || str_equals_nocase(link->rel, STR("alternate"));
}

static bool is_html(str type) {
    return !type.len || str_equals_nocase(type, STR("text/html")) ||
           str_equals_nocase(type, STR("application/xhtml+xml"));
}

/* What a link is besides a link. */
static enum err use_link(struct feed_read *r, const struct feed_link *link, bool has_rel,
                         struct feed_item *out) {
    if (str_equals_nocase(link->rel, STR("enclosure")) && link->href.len) {
        struct feed_enclosure enclosure = {link->href, link->type, link->length};
        return vec_push(r->a, &out->enclosures, enclosure);
    }
    if (str_equals_nocase(link->rel, STR("self")) && link->href.len) {
        struct feed_about *about = feed_about_of(r, out);
        if (!about) {
            return r->a->last;
        }
        about->self = link->href;
    } else if (str_equals_nocase(link->rel, STR("license")) && link->href.len) {
        out->license = link->href;
    } else if (is_page(link) && link->href.len && is_html(link->type) &&
               (!out->link.len || has_rel || !link->type.len)) {
        out->link = link->href;
    }
    return ERR_OK;
}

enum err feed_link_read(struct feed_read *r, const struct feed_place *at,
                        const struct feed_node *node, struct feed_item *out) {
    struct feed_place own;
    TRY(feed_place_inside(r, at, node, &own));
    struct feed_link link = {
        .href = feed_attr_of(node, STR("href")),
        .rel = feed_attr_of(node, STR("rel")),
        .type = feed_attr_of(node, STR("type")),
        .hreflang = feed_attr_of(node, STR("hreflang")),
        .title = feed_attr_of(node, STR("title")),
        .length = feed_attr_of(node, STR("length")),
    };
    bool has_href = feed_node_attr(node, STR("href")) != NULL;
    if (!has_href && feed_node_attr(node, STR("url"))) {
        link.href = feed_attr_of(node, STR("url"));
        has_href = true;
    }
    if (!has_href) {
        TRY(feed_text_plain(r, node, &link.href));
    }
    if (link.href.len || has_href) {
        link.href = feed_url_join(r->a, own.base, link.href);
        if (!link.href.ptr) {
            return r->a->last;
        }
    }
    TRY(use_link(r, &link, has_href, out));
    if (!link.rel.len) {
        link.rel = STR("alternate");
    }
    return vec_push(r->a, &out->links, link);
}

enum err feed_enclosure_read(struct feed_read *r, const struct feed_place *at,
                             const struct feed_node *node, struct feed_item *out) {
    struct feed_enclosure enclosure = {.url = feed_attr_of(node, STR("url")),
                                       .type = feed_attr_of(node, STR("type")),
                                       .length = feed_attr_of(node, STR("length"))};
    if (!enclosure.url.len) {
        enclosure.url = feed_attr_of(node, STR("href"));
    }
    if (enclosure.url.len) {
        enclosure.url = feed_url_join(r->a, at->base, enclosure.url);
        if (!enclosure.url.ptr) {
            return r->a->last;
        }
    }
    struct feed_link link = {.href = enclosure.url,
                             .rel = STR("enclosure"),
                             .type = enclosure.type,
                             .length = enclosure.length};
    TRY(vec_push(r->a, &out->links, link));
    return vec_push(r->a, &out->enclosures, enclosure);
}

static enum err read_image_part(struct feed_read *r, const struct feed_place *at,
                                const struct feed_node *node, struct feed_image *image) {
    static const struct {
        str name;
        size_t field;
        bool is_url;
    } parts[] = {
        {{"title", 5}, offsetof(struct feed_image, title), false},
        {{"url", 3}, offsetof(struct feed_image, url), true},
        {{"link", 4}, offsetof(struct feed_image, link), true},
        {{"description", 11}, offsetof(struct feed_image, description), false},
        {{"width", 5}, offsetof(struct feed_image, width), false},
        {{"height", 6}, offsetof(struct feed_image, height), false},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (str_equals_nocase(parts[i].name, node->name->local)) {
            str *to = (str *)((char *)image + parts[i].field);
            return parts[i].is_url ? feed_url_read(r, at, node, to) : feed_text_plain(r, node, to);
        }
    }
    return ERR_OK;
}

enum err feed_image_read(struct feed_read *r, const struct feed_place *at,
                         const struct feed_node *node, struct feed_item *out) {
    struct feed_image *image = feed_image_of(r, out);
    if (!image) {
        return r->a->last;
    }
    struct feed_place own;
    TRY(feed_place_inside(r, at, node, &own));
    bool parts = false;
    for (const struct feed_node *i = node->first; i; i = i->next) {
        if (i->name) {
            TRY(read_image_part(r, &own, i, image));
            parts = true;
        }
    }
    str url = feed_attr_of(node, STR("href"));
    if (!url.len) {
        url = feed_attr_of(node, STR("url"));
    }
    if (!url.len) {
        const str *resource = feed_node_attr_in(node, FEED_SPACE_RDF, STR("resource"));
        url = resource ? str_trim(*resource) : url;
    }
    if (!url.len && !parts) {
        TRY(feed_text_plain(r, node, &url));
    }
    if (url.len && !image->url.len) {
        image->url = feed_url_join(r->a, own.base, url);
        return image->url.ptr ? ERR_OK : r->a->last;
    }
    return ERR_OK;
}

enum err feed_license_read(struct feed_read *r, const struct feed_place *at,
                           const struct feed_node *node, struct feed_item *out) {
    const str *resource = feed_node_attr_in(node, FEED_SPACE_RDF, STR("resource"));
    if (resource) {
        out->license = feed_url_join(r->a, at->base, *resource);
    } else {
        TRY(feed_url_read(r, at, node, &out->license));
    }
    struct feed_link link = {.href = out->license, .rel = STR("license")};
    return out->license.ptr ? vec_push(r->a, &out->links, link) : r->a->last;
}
