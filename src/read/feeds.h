/* feeds.h - a feed -> reports, one an item. */
#ifndef COPYTASTER_READ_FEEDS_H
#define COPYTASTER_READ_FEEDS_H

#include "read/item.h"

/* Add the items of the feed that have a text; lists of addresses (sitemaps, OPML) are refused,
 * since they hold no reports. Errors: ERR_NOMEM, ERR_LIMIT. O(bytes). */
enum err feeds_build(arena *a, const struct item *item, struct read_result *out);

#endif
