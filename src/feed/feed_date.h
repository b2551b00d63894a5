/* feed_date.h - the dates of feeds, in all the forms they come in. */
#ifndef COPYTASTER_FEED_FEED_DATE_H
#define COPYTASTER_FEED_FEED_DATE_H

#include "feed/feed.h"

/* Read `text` into out->iso and out->unix_time (UTC); out->iso stays empty where it isn't
 * understood. out->text is `text`, trimmed. Errors: ERR_NOMEM, ERR_LIMIT. O(n). */
enum err feed_date_read(arena *a, str text, struct feed_date *out);

#endif
