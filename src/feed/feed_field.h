/* feed_field.h - which field an element is, whatever format it comes from. */
#ifndef COPYTASTER_FEED_FEED_FIELD_H
#define COPYTASTER_FEED_FEED_FIELD_H

#include "feed/feed_node.h"

enum feed_field {
    FEED_FIELD_NONE,
    FEED_FIELD_TITLE,
    FEED_FIELD_TITLE_ELSE, /* counts where there's no better one */
    FEED_FIELD_LINK,
    FEED_FIELD_ID,
    FEED_FIELD_SUMMARY,      /* as plain text unless it says otherwise */
    FEED_FIELD_DESCRIPTION,  /* as markup */
    FEED_FIELD_SUMMARY_ELSE, /* counts where there's no better one */
    FEED_FIELD_CONTENT,      /* Atom */
    FEED_FIELD_ENCODED,      /* markup as text */
    FEED_FIELD_BODY,         /* XHTML */
    FEED_FIELD_RIGHTS,
    FEED_FIELD_INFO,
    FEED_FIELD_PUBLISHED,
    FEED_FIELD_UPDATED,
    FEED_FIELD_DATE, /* of what, isn't said */
    FEED_FIELD_CREATED,
    FEED_FIELD_EXPIRED,
    FEED_FIELD_PERIOD, /* from when to when it is valid */
    FEED_FIELD_AUTHOR,
    FEED_FIELD_AUTHOR_ELSE,
    FEED_FIELD_CONTRIBUTOR,
    FEED_FIELD_PUBLISHER,
    FEED_FIELD_CATEGORY,
    FEED_FIELD_KEYWORDS, /* a list with commas */
    FEED_FIELD_SOURCE,
    FEED_FIELD_ENCLOSURE,
    FEED_FIELD_COMMENTS,
    FEED_FIELD_LANGUAGE,
    FEED_FIELD_IMAGE,
    FEED_FIELD_ICON,
    FEED_FIELD_LOGO,
    FEED_FIELD_GENERATOR,
    FEED_FIELD_DOCS,
    FEED_FIELD_TTL,
    FEED_FIELD_RATING,
    FEED_FIELD_LICENSE,
    FEED_FIELD_EXPLICIT,
    FEED_FIELD_BLOCK,
    FEED_FIELD_MEDIA, /* media:content, thumbnail, group and what they hold */
    FEED_FIELD_GEO,
    FEED_FIELD_ITEM,      /* item, entry */
    FEED_FIELD_CONTAINER, /* channel, feed, rss, RDF */
};

enum feed_field feed_field_of(enum feed_space space, str local);

#endif
