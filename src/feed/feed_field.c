/* feed_field.c - one table from (namespace, name) to the field it is. RSS of all versions, Atom and
 * CDF share a list: feeds mix their elements freely, and no name means two things. Asked once for
 * every distinct name of a feed. */
#include "feed/feed_field.h"

#include "base/limits.h"

struct rule {
    enum feed_space space;
    str local;
    enum feed_field field;
};

#define RULE(space, local, field) \
    { FEED_SPACE_##space, {(local), sizeof(local) - 1}, FEED_FIELD_##field }

static const struct rule rules[] = {
    RULE(NONE, "rss", CONTAINER),
    RULE(NONE, "feed", CONTAINER),
    RULE(NONE, "channel", CONTAINER),
    RULE(RDF, "RDF", CONTAINER),
    RULE(NONE, "item", ITEM),
    RULE(NONE, "entry", ITEM),
    RULE(NONE, "product", ITEM),
    RULE(NONE, "title", TITLE),
    RULE(NONE, "link", LINK),
    RULE(NONE, "id", ID),
    RULE(NONE, "guid", ID),
    RULE(NONE, "description", DESCRIPTION),
    RULE(NONE, "abstract", DESCRIPTION),
    RULE(NONE, "summary", SUMMARY),
    RULE(NONE, "subtitle", SUMMARY),
    RULE(NONE, "tagline", SUMMARY),
    RULE(NONE, "content", CONTENT),
    RULE(NONE, "fullitem", ENCODED),
    RULE(NONE, "rights", RIGHTS),
    RULE(NONE, "copyright", RIGHTS),
    RULE(NONE, "info", INFO),
    RULE(NONE, "pubDate", PUBLISHED),
    RULE(NONE, "published", PUBLISHED),
    RULE(NONE, "issued", PUBLISHED),
    RULE(NONE, "updated", UPDATED),
    RULE(NONE, "modified", UPDATED),
    RULE(NONE, "lastBuildDate", UPDATED),
    RULE(NONE, "created", CREATED),
    RULE(NONE, "expirationDate", EXPIRED),
    RULE(NONE, "author", AUTHOR),
    RULE(NONE, "managingEditor", AUTHOR),
    RULE(NONE, "contributor", CONTRIBUTOR),
    RULE(NONE, "webMaster", PUBLISHER),
    RULE(NONE, "category", CATEGORY),
    RULE(NONE, "keywords", KEYWORDS),
    RULE(NONE, "tags", KEYWORDS),
    RULE(NONE, "source", SOURCE),
    RULE(NONE, "enclosure", ENCLOSURE),
    RULE(NONE, "comments", COMMENTS),
    RULE(NONE, "language", LANGUAGE),
    RULE(NONE, "image", IMAGE),
    RULE(NONE, "icon", ICON),
    RULE(NONE, "logo", LOGO),
    RULE(NONE, "generator", GENERATOR),
    RULE(NONE, "docs", DOCS),
    RULE(NONE, "ttl", TTL),
    RULE(NONE, "rating", RATING),
    RULE(NONE, "body", BODY),
    RULE(XHTML, "body", BODY),
    RULE(XHTML, "div", BODY),
    RULE(CONTENT, "encoded", ENCODED),
    RULE(DC, "title", TITLE_ELSE),
    RULE(DC, "description", SUMMARY_ELSE),
    RULE(DC, "abstract", SUMMARY_ELSE),
    RULE(DC, "creator", AUTHOR),
    RULE(DC, "author", AUTHOR),
    RULE(DC, "contributor", CONTRIBUTOR),
    RULE(DC, "publisher", PUBLISHER),
    RULE(DC, "rights", RIGHTS),
    RULE(DC, "subject", CATEGORY),
    RULE(DC, "language", LANGUAGE),
    RULE(DC, "date", DATE),
    RULE(DC, "modified", UPDATED),
    RULE(DC, "issued", PUBLISHED),
    RULE(DC, "created", CREATED),
    RULE(DC, "valid", PERIOD),
    RULE(ITUNES, "title", TITLE_ELSE),
    RULE(ITUNES, "summary", SUMMARY_ELSE),
    RULE(ITUNES, "subtitle", SUMMARY_ELSE),
    RULE(ITUNES, "author", AUTHOR_ELSE),
    RULE(ITUNES, "owner", PUBLISHER),
    RULE(ITUNES, "category", CATEGORY),
    RULE(ITUNES, "keywords", KEYWORDS),
    RULE(ITUNES, "image", IMAGE),
    RULE(ITUNES, "link", LINK),
    RULE(ITUNES, "explicit", EXPLICIT),
    RULE(ITUNES, "block", BLOCK),
    RULE(MEDIA, "content", MEDIA),
    RULE(MEDIA, "group", MEDIA),
    RULE(MEDIA, "thumbnail", MEDIA),
    RULE(MEDIA, "title", TITLE_ELSE),
    RULE(MEDIA, "description", SUMMARY_ELSE),
    RULE(MEDIA, "category", CATEGORY),
    RULE(MEDIA, "keywords", KEYWORDS),
    RULE(CC, "license", LICENSE),
};

enum feed_field feed_field_of(enum feed_space space, str local) {
    if (space == FEED_SPACE_ATOM) {
        space = FEED_SPACE_NONE;
    }
    if (space == FEED_SPACE_GEO || space == FEED_SPACE_GEORSS || space == FEED_SPACE_GML) {
        return FEED_FIELD_GEO;
    }
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (rules[i].space == space && str_equals_nocase(rules[i].local, local)) {
            return rules[i].field;
        }
    }
    return FEED_FIELD_NONE;
}
