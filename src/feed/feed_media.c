/* feed_media.c - Media RSS: media:content and media:thumbnail, alone or in groups. Files become
 * enclosures, pictures the image of the item where it has none; titles and descriptions count where
 * nothing better stands. */
#include "feed/feed_field.h"
#include "feed/feed_read.h"
#include "feed/feed_url.h"

static bool is_picture(const struct feed_node *node) {
    const str *medium = feed_node_attr(node, STR("medium"));
    const str *type = feed_node_attr(node, STR("type"));
    if (str_equals_nocase(node->name->local, STR("thumbnail"))) {
        return true;
    }
    if (medium) {
        return str_equals_nocase(*medium, STR("image"));
    }
    return type && type->len > 6 && str_equals_nocase(str_slice(*type, 0, 6), STR("image/"));
}

static enum err read_file(struct feed_read *r, const struct feed_place *at,
                          const struct feed_node *node, struct feed_item *out) {
    str url = feed_attr_of(node, STR("url"));
    if (!url.len) {
        return ERR_OK;
    }
    url = feed_url_join(r->a, at->base, url);
    if (!url.ptr) {
        return r->a->last;
    }
    if (!is_picture(node)) {
        struct feed_enclosure enclosure = {url, feed_attr_of(node, STR("type")),
                                           feed_attr_of(node, STR("fileSize"))};
        return vec_push(r->a, &out->enclosures, enclosure);
    }
    bool thumbnail = str_equals_nocase(node->name->local, STR("thumbnail"));
    if (out->image && (out->image->url.len || thumbnail)) {
        return ERR_OK;
    }
    struct feed_image *image = feed_image_of(r, out);
    if (!image) {
        return r->a->last;
    }
    image->url = url;
    image->width = feed_attr_of(node, STR("width"));
    image->height = feed_attr_of(node, STR("height"));
    return ERR_OK;
}

enum err feed_media_read(struct feed_read *r, const struct feed_place *at,
                         const struct feed_node *node, struct feed_item *out) {
    for (const struct feed_node *i = node; i; i = feed_node_next(i, node, false)) {
        if (!i->name) {
            continue;
        }
        if (i->name->field == FEED_FIELD_MEDIA) {
            TRY(read_file(r, at, i, out));
        } else if (i->name->space == FEED_SPACE_MEDIA &&
                   str_equals_nocase(node->name->local, STR("group"))) {
            TRY(feed_field_read(r, at, i, out));
        }
    }
    return ERR_OK;
}
