/* feed_url.h - addresses in feeds: resolved against their base (RFC 3986, section 5.2). */
#ifndef COPYTASTER_FEED_FEED_URL_H
#define COPYTASTER_FEED_FEED_URL_H

#include "base/arena.h"

/* Has a scheme. */
bool feed_url_is_absolute(str url);

/* `url` against `base`; trimmed. Stays as it is where the base is no address or the result would be
 * none. ptr NULL: no memory. O(n). */
str feed_url_join(arena *a, str base, str url);

#endif
